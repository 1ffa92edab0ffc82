"""Semula and Menjadi side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.change.schema import Change, Overlay, Side
from generator.render.environment import render
from generator.render.labels import label
from generator.render.validity import Validity

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class SideView:
    """One side."""

    label: Markup
    body: Markup


@dataclass(frozen=True, slots=True)
class RuleView:
    """What a temporary instruction asks for: what sort of rule, when it holds, and the clause that says so.

    Attributes:
        kind: `required`, `not-required` or `scoring`.
        words: When; empty where the clause says it.
    """

    kind: str
    words: str
    url: str | None
    title: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What change.jinja shows."""

    mark: Mark
    kind: str
    title: Markup | None
    before: SideView
    after: SideView
    validity: Validity | None
    channels: str
    rules: tuple[RuleView, ...]
    notes: tuple[Markup, ...]


def change_html(page: PageContext, change: Change, level: int = 5) -> Markup:
    """Return a change pair; what was is plainly history, unless it returns."""
    mark = page.mark(change)
    overlay, held = change.overlay, page.build.overlays.of(change)
    view = ChangeView(
        mark=mark,
        kind=change.kind,
        title=page.letter(change.title, change) if change.title else None,
        before=_side(page, change, change.before, label("change.before"), level),
        after=_side(page, change, change.after, label("change.after"), level),
        validity=held.validity if held else None,
        channels=", ".join(page.name(channel) for channel in overlay.channels) if overlay else "",
        rules=rules_of(page, overlay) if overlay else (),
        notes=tuple(page.html(note) for note in (change.note, change.remark) if note),
    )
    return render("kinds/change/change.jinja", view)


def rules_of(page: PageContext, overlay: Overlay) -> tuple[RuleView, ...]:
    """Return when a temporary instruction must be followed, when not, and what it counts for."""
    named = [("required", "", overlay.required), *_exemptions(page, overlay), ("scoring", "", overlay.scoring)]
    return tuple(
        RuleView(kind, words, page.link(address), page.title(address)) for kind, words, address in named if address
    )


def _exemptions(page: PageContext, overlay: Overlay) -> Iterator[tuple[str, str, str]]:
    for each in overlay.not_required:
        words = page.when(each.when)
        if each.unless:
            words = label("change.unless", words=words, unless=page.unless(each.unless))
        yield "not-required", words, each.because


def _side(page: PageContext, change: Change, side: Side, usual: str, level: int) -> SideView:
    words = page.letter(side.label, change) if side.label else Markup("{}").format(usual)
    return SideView(words, page.body(side.body, change, level))
