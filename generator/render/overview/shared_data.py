"""What settings declare once and everything names: brands, channels, positions, facts, placeholders and so on.

Contact centres and applications have pages of their own; everything else that is shared is at home here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from generator.kinds.settings import schema as settings
from generator.kinds.settings.schema import Application, ContactCentre, Setting
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import link_to, links_to
from generator.render.overview.parts import nothing_section
from generator.render.page import Page

NAME = "shared-data"
Cells = Callable[[PageContext, Any], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of shared data: its name in the labels, its columns after the name, and how to fill them."""

    name: str
    columns: tuple[str, ...]
    cells: Cells


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting: its name and address, its cells, our note."""

    mark: Mark
    name: str
    id: str
    cells: tuple[Markup, ...]
    note: Markup | None


@dataclass(frozen=True, slots=True)
class SettingsView:
    """What shared-data.jinja shows: the settings of one kind."""

    name: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[SettingRow, ...]


def shared_data_page(gathered: Gathered) -> Page:
    """Return the page of all shared data."""
    page = gathered.context.page(URLS[NAME])
    sections = [section for kind in kinds_shown(gathered) if (section := _section(page, kind))]
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)]))


def kinds_shown(gathered: Gathered) -> list[type[Setting]]:
    """Return the kinds of settings at home here: those that are described below, then any other."""
    used = {type(model): None for model in gathered.library.settings(Setting)}
    others = [kind for kind in used if kind not in KINDS and kind not in (ContactCentre, Application)]
    return [*(kind for kind in KINDS if kind in used), *others]


def _section(page: PageContext, kind: type[Setting]) -> Section | None:
    known = KINDS.get(kind) or Kind("other", (), lambda _page, _setting: ())
    title = label(f"overview.shared-data.{known.name}.title")
    view = SettingsView(
        name=page.unique(title),
        lead=label(f"overview.shared-data.{known.name}.lead"),
        columns=tuple(label(f"overview.shared-data.columns.{column}") for column in known.columns),
        rows=tuple(_row(page, known, each) for each in page.library.settings(kind) if type(each) is kind),
    )
    return Section(render("render/overview/shared-data.jinja", view), title, f"judul-{known.name}")


def _row(page: PageContext, kind: Kind, setting: Setting) -> SettingRow:
    return SettingRow(
        mark=page.mark(setting),
        name=setting.name,
        id=setting.id,
        cells=tuple(escape(cell) for cell in kind.cells(page, setting)),
        note=page.html(setting.note) if setting.note else None,
    )


def _link(page: PageContext, address: str | None) -> Markup:
    """Return a link to a setting by its name; empty for none."""
    return _links(page, [address]) if address else Markup("")


def _links(page: PageContext, addresses: Iterable[str]) -> Markup:
    def drawn() -> Iterator[Markup]:
        for link in links_to(page, addresses):
            yield Markup('<a href="{}">{}</a>').format(link.url, link.title) if link.url else escape(link.title)

    return Markup(", ").join(drawn())


def _quoted(letters: Iterable[str]) -> Markup:
    return Markup(" ").join(Markup("<code>{}</code>").format(each) for each in letters)


def _brand(_page: PageContext, _brand: settings.Brand) -> Iterator[str]:
    yield from ()


def _channel(page: PageContext, channel: settings.Channel) -> Iterator[str]:
    yield channel.spoken or ""
    yield _link(page, channel.brand)
    yield _link(page, channel.part_of)
    yield _links(page, channel.sources)


def _position(page: PageContext, position: settings.Position) -> Iterator[str]:
    yield _link(page, position.brand)
    yield _links(page, position.channels)


def _role(page: PageContext, role: settings.Role) -> Iterator[str]:
    yield _links(page, role.sources)


def _fact(page: PageContext, fact: settings.Fact) -> Iterator[str]:
    words = label(f"overview.shared-data.fact-types.{fact.type}")
    yield f"{words} ({fact.unit})" if fact.unit else words
    yield ", ".join(value.name or value.value for value in fact.values)
    yield _links(page, fact.obtained_by)


def _placeholder(page: PageContext, placeholder: settings.Placeholder) -> Iterator[str]:
    yield label(f"overview.shared-data.placeholder-kinds.{placeholder.kind}")
    yield _quoted(placeholder.choices)
    yield _quoted(placeholder.aliases)
    yield _link(page, placeholder.fact)


def _wording(_page: PageContext, wording: settings.WordingClass) -> Iterator[str]:
    yield wording.explanation


def _day_part(_page: PageContext, part: settings.DayPart) -> Iterator[str]:
    yield f"{part.from_.replace(':', '.')}–{part.until.replace(':', '.')}"
    if part.is_confirmed:
        yield label("overview.shared-data.confirmed")
    else:
        words = label("overview.shared-data.unconfirmed")
        yield Markup('<span class="sigap-stamp sigap-stamp--review">{}</span>').format(words)


def _zone(_page: PageContext, zone: settings.Zone) -> Iterator[str]:
    yield zone.iana


def _document_class(_page: PageContext, document_class: settings.DocumentClass) -> Iterator[str]:
    yield ", ".join(label(f"approval.{act}") for act in document_class.required_acts)


def _person(page: PageContext, person: settings.Person) -> Iterator[str]:
    yield link_to(page, person.role).title if person.role else ""
    yield person.reason


KINDS: dict[type[Setting], Kind] = {
    settings.Brand: Kind("brands", (), _brand),
    settings.Channel: Kind("channels", ("spoken", "brand", "part-of", "named-in"), _channel),
    settings.Position: Kind("positions", ("brand", "channels"), _position),
    settings.Role: Kind("roles", ("named-in",), _role),
    settings.Fact: Kind("facts", ("type", "values", "obtained-by"), _fact),
    settings.Placeholder: Kind("placeholders", ("kind", "choices", "spellings", "fact"), _placeholder),
    settings.WordingClass: Kind("wording-classes", ("explanation",), _wording),
    settings.DayPart: Kind("day-parts", ("hours", "standing"), _day_part),
    settings.Zone: Kind("zones", ("iana",), _zone),
    settings.DocumentClass: Kind("document-classes", ("acts",), _document_class),
    settings.Person: Kind("people", ("role", "reason"), _person),
}
"""The kinds that are at home here, in the order of the page."""
