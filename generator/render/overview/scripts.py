"""The script library: every script by purpose, with what narrows the list; what no longer holds comes last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.script.schema import Script
from generator.kinds.script.view import script_html
from generator.kinds.settings.schema import Brand, Channel, Position, Setting, WordingClass
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import ChipGroup, chips, filter_html, slug
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import nothing_section
from generator.render.overview.turned import TurnView, page_of, turn_view
from generator.render.page import Page
from generator.render.places import pocket_url
from generator.render.validity import Validity, validity_of_span
from generator.revisions.in_force import Bound
from generator.revisions.spans import Span

NAME = "scripts"
LIST_ID = "pustaka"
ENDED = "tidak-berlaku-lagi"


@dataclass(frozen=True, slots=True)
class Entry:
    """A script in the library, with the values that the chips choose by, separated by spaces."""

    html: Markup
    source: Markup
    brand: str
    positions: str
    channels: str
    purpose: str
    wording: str
    turn: TurnView | None


@dataclass(frozen=True, slots=True)
class Topic:
    """Scripts of one purpose, or those that no longer hold."""

    anchor: str
    title: str
    is_ended: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class WordingNote:
    """A wording class, explained."""

    id: str
    name: str
    explanation: str
    url: str | None


@dataclass(frozen=True, slots=True)
class PocketLink:
    """The pocket edition of a position; with a window where it is known when it will be out of date."""

    name: str
    url: str
    window: Validity | None


@dataclass(frozen=True, slots=True)
class ScriptsView:
    """What scripts.jinja shows."""

    list_id: str
    wordings: tuple[WordingNote, ...]
    pocket: tuple[PocketLink, ...]
    filter: Markup
    topics: tuple[Topic, ...]


def scripts_page(gathered: Gathered) -> Page:
    """Return the script library."""
    page = gathered.context.page(URLS[NAME])
    scripts = gathered.turns(Script)
    if not scripts:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    library = ScriptLibrary(page, gathered)
    view = ScriptsView(
        list_id=LIST_ID,
        wordings=tuple(_wordings(page, scripts)),
        pocket=tuple(_pocket(page, library)),
        filter=filter_html(LIST_ID, NAME, library.chip_groups(scripts)),
        topics=tuple(library.topics(scripts)),
    )
    origins = origins_of(page, gathered, [found.unit for found in scripts])
    sections = [Section(render("render/overview/scripts.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, has_contents=False))


def _pocket(page: PageContext, library: ScriptLibrary) -> Iterator[PocketLink]:
    for position in page.library.settings(Position):
        if library.of_position(position):
            until = library.next_switch(position)
            window = validity_of_span(Span(end=until), page.library) if until else None
            yield PocketLink(position.name, page.to(pocket_url(position.id)), window)


def purposes_in_force(page: PageContext, gathered: Gathered) -> list[tuple[str, str]]:
    """Return the purposes of scripts that hold, each with its anchor in the library, in the library's order."""
    library = ScriptLibrary(page, gathered)
    scripts = [found for found in gathered.turns(Script) if not (found.turn and found.turn.is_coming)]
    held = [found.model.purpose for found in scripts if not library.has_ended(found)]
    return [(_anchor_of(purpose), purpose) for purpose in dict.fromkeys(held)]


def _anchor_of(purpose: str) -> str:
    return f"tujuan-{slug(purpose)}"


def _wordings(page: PageContext, scripts: Iterable[Found[Script]]) -> Iterator[WordingNote]:
    used = {found.model.wording.wording_class for found in scripts}
    for each in page.library.settings(WordingClass):
        if each.id in used:
            yield WordingNote(each.id, each.name, each.explanation, page.link(each.id))


@dataclass(frozen=True, slots=True)
class ScriptLibrary:
    """Sorts scripts into purposes and says what each can be found by."""

    page: PageContext
    gathered: Gathered

    def topics(self, scripts: Iterable[Found[Script]]) -> Iterator[Topic]:
        """Yield the purposes in the order of their first script, then what no longer holds."""
        held: dict[str, list[Found[Script]]] = {}
        ended: list[Found[Script]] = []
        for found in scripts:
            if self.has_ended(found):
                ended.append(found)
            else:
                held.setdefault(found.model.purpose, []).append(found)
        for purpose, group in held.items():
            yield Topic(
                _anchor_of(purpose), purpose, is_ended=False, entries=tuple(map(self.entry, self.sorted(group)))
            )
        if ended:
            title = label("overview.scripts.ended")
            yield Topic(ENDED, title, is_ended=True, entries=tuple(map(self.entry, self.sorted(ended))))

    def of_position(self, position: Position) -> list[Found[Script]]:
        """Return what a position may say: the scripts that hold, and those of temporary instructions to come."""
        return [
            found
            for found in self.gathered.turns(Script)
            if position in self.positions(found.model) and not self.has_ended(found) and self._has_begun(found)
        ]

    def next_switch(self, position: Position) -> Bound | None:
        """Return when what a position may say will next change; None: no such moment is known."""
        now = self.page.library.now
        spans = [self.span(found) for found in self.gathered.turns(Script) if position in self.positions(found.model)]
        bounds = [bound for span in spans for bound in (span.start, span.end) if bound]
        ahead = [bound for bound in bounds if bound.instant(now.tzinfo) > now]
        return min(ahead, key=lambda bound: bound.instant(now.tzinfo), default=None)

    def _has_begun(self, found: Found[Script]) -> bool:
        """Tell whether the script's revision holds already; a temporary instruction carries its own window."""
        return found.turn is None or found.turn.span.has_begun(self.page.library.now)

    def sorted(self, scripts: Iterable[Found[Script]]) -> list[Found[Script]]:
        """Return scripts by brand; those of one brand stay in the order of their documents."""
        return sorted(scripts, key=lambda found: self.page.name(found.model.brand).casefold())

    def has_ended(self, found: Found[Script]) -> bool:
        """Tell whether a script no longer holds at `as_of`."""
        return self.span(found).has_ended(self.page.library.now)

    def span(self, found: Found[Script]) -> Span:
        """Return when a script holds.

        Validity belongs to units: a script with a window of its own has only that one, and a script that
        a temporary instruction replaces comes back afterwards, even when it stands in an expired document.
        """
        turn, overlays = found.turn, self.gathered.context.overlays
        if overlay := overlays.bringing(found.unit.address, turn.held if turn else None):
            return overlay.span
        if turn is None:
            return Span()
        return turn.lasting if found.unit.address in overlays.replacing else turn.span

    def entry(self, found: Found[Script]) -> Entry:
        """Return a script as the library shows it."""
        script, page = found.model, page_of(self.page, found.turn)
        source = source_of(page, self.gathered, found.unit)
        return Entry(
            html=script_html(page, script),
            source=source_html(source),
            brand=script.brand,
            positions=" ".join(position.id for position in self.positions(script)),
            channels=" ".join(sorted(self.channels(script))),
            purpose=slug(script.purpose),
            wording=script.wording.wording_class,
            turn=self._turn(found),
        )

    def _turn(self, found: Found[Script]) -> TurnView | None:
        """Return the window of a script by its revision; what a temporary instruction brings shows its own."""
        if found.turn is None or self.gathered.context.overlays.bringing(found.unit.address, found.turn.held):
            return None
        return turn_view(found.turn, self.page.library, span=self.span(found))

    def positions(self, script: Script) -> list[Position]:
        """Return the positions that speak for the script's brand on one of its channels."""
        channels = self.channels(script)
        positions = self.page.library.settings(Position)
        return [each for each in positions if each.brand == script.brand and channels & set(each.channels)]

    def channels(self, script: Script) -> frozenset[str]:
        """Return the channels under which a script is found: its own, their groups and their members."""
        families = self.gathered.channel_families
        return frozenset().union(*(families.get(channel, frozenset({channel})) for channel in script.channels))

    def chip_groups(self, scripts: Iterable[Found[Script]]) -> Iterator[ChipGroup]:
        """Yield what scripts can be chosen by; only values that some script has."""
        models = [found.model for found in scripts]
        brands = {model.brand for model in models}
        yield self._chips("brand", Brand, brands)
        yield self._chips("position", Position, {each.id for model in models for each in self.positions(model)})
        yield self._chips("channel", Channel, {each for model in models for each in self.channels(model)})
        purposes = ((slug(model.purpose), model.purpose) for model in models)
        yield ChipGroup("purpose", label("overview.scripts.purpose"), chips(purposes))
        yield self._chips("wording", WordingClass, {model.wording.wording_class for model in models})

    def _chips(self, key: str, kind: type[Setting], used: set[str]) -> ChipGroup:
        values = ((each.id, each.name) for each in self.page.library.settings(kind) if each.id in used)
        return ChipGroup(key, label(f"overview.scripts.{key}"), chips(values))
