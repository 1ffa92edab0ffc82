"""A script as pages show it: wording class, the words, the copy button, its window, its examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.change.view import RuleView, rules_of
from generator.kinds.script.placeholders import needs_filling
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import WordingClass
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overlays import replaced_attributes
from generator.render.validity import Validity

if TYPE_CHECKING:
    from generator.kinds.clause.schema import ExampleItem
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class Replacement:
    """A temporary instruction that takes a script's place for a time."""

    url: str | None
    title: str
    validity: Validity
    channels: str


@dataclass(frozen=True, slots=True)
class WordingView:
    """The wording class of a script and the clause that sets it."""

    id: str
    name: str
    explanation: str
    because_url: str | None
    because_title: str


@dataclass(frozen=True, slots=True)
class ScriptView:
    """What script.jinja shows."""

    mark: Mark
    address: str
    title: Markup
    notes: tuple[str, ...]
    brand: str
    channels: str
    purpose: str
    wording: WordingView
    text: Markup
    copy: str
    is_open: bool
    validity: Validity | None
    replacements: tuple[Replacement, ...]
    replaced: Markup
    rules: tuple[RuleView, ...]
    examples: tuple[Markup, ...]
    remark: Markup | None
    is_quoted: bool


def script_html(page: PageContext, script: Script, examples: Sequence[ExampleItem] = ()) -> Markup:
    """Return a script as a figure.

    Args:
        page: The page it stands on; a second showing gets no `id` again.
        script: The script.
        examples: Examples of the source that instantiate it, when they stand with it.
    """
    return render("kinds/script/script.jinja", script_view(page, script, examples))


def script_view(page: PageContext, script: Script, examples: Sequence[ExampleItem] = ()) -> ScriptView:
    """Return what the template of a script shows."""
    mark, unit = page.mark(script), page.unit_of(script)
    address = unit.address if unit else ""
    return ScriptView(
        mark=mark,
        address=mark.address,
        title=page.letter(script.title, script),
        notes=tuple(notes_of(script)),
        brand=page.name(script.brand),
        channels=", ".join(page.name(channel) for channel in script.channels),
        purpose=script.purpose,
        wording=wording_of(page, script),
        text=page.script_html(script),
        copy=page.plain(script.text),
        is_open=is_open(page, script),
        validity=validity_at(page, address),
        replacements=tuple(replacements_of(page, address)),
        replaced=replaced_attributes(page.build.overlays.replacing_of(address, page.held)),
        rules=_rules(page, address),
        examples=tuple(page.inline(example.text, script) for example in examples),
        remark=page.html(script.remark) if script.remark and mark.id else None,
        is_quoted=script.medium != "recorded",
    )


def is_open(page: PageContext, script: Script) -> bool:
    """Tell whether something in a script must be filled in or chosen before it is said."""
    return needs_filling(page.placeholders(script), page.library)


def notes_of(script: Script) -> list[str]:
    """Return what is to be said of a script beside its brand and channels."""
    notes = [label(f"script.medium.{script.medium}")]
    if script.audience_role:
        notes.append(label("script.for", role=script.audience_role))
    if script.is_example:
        notes.append(label("script.example"))
    if script.is_title_ours:
        notes.append(label("script.title-ours"))
    return [note for note in notes if note]


def wording_of(page: PageContext, script: Script) -> WordingView:
    """Return the wording class of a script and the clause that sets it."""
    known = page.library.setting(script.wording.wording_class, WordingClass)
    because = script.wording.because
    return WordingView(
        id=script.wording.wording_class,
        name=known.name if known else script.wording.wording_class,
        explanation=known.explanation if known else "",
        because_url=page.link(because) if because else None,
        because_title=page.title(because) if because else "",
    )


def _rules(page: PageContext, address: str) -> tuple[RuleView, ...]:
    """Return when a script of a temporary instruction must be said, and when it need not be."""
    found = page.build.overlays.bringing(address, page.held)
    return rules_of(page, found.overlay) if found else ()


def validity_at(page: PageContext, address: str) -> Validity | None:
    """Return the window of a script that a temporary instruction brings."""
    found = page.build.overlays.bringing(address, page.held)
    return found.validity if found else None


def replacements_of(page: PageContext, address: str) -> list[Replacement]:
    """Return the temporary instructions that take a script's place for a time."""
    return [
        Replacement(
            url=page.link(each.overlay.script),
            title=page.title(each.overlay.script),
            validity=each.validity,
            channels=", ".join(page.name(channel) for channel in each.overlay.channels),
        )
        for each in page.build.overlays.replacing_of(address, page.held)
    ]
