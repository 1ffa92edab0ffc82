"""Semula and Menjadi side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.change.schema import Change, Side
from generator.render.environment import render
from generator.render.labels import label
from generator.render.validity import Validity, validity_of

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class SideView:
    """One side."""

    label: Markup
    body: Markup


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
    notes: tuple[Markup, ...]


def change_html(page: PageContext, change: Change, level: int = 5) -> Markup:
    """Return a change pair; what was is plainly history, unless it returns."""
    mark = page.mark(change)
    overlay = change.overlay
    view = ChangeView(
        mark=mark,
        kind=change.kind,
        title=page.letter(change.title, change) if change.title else None,
        before=_side(page, change, change.before, label("change.before"), level),
        after=_side(page, change, change.after, label("change.after"), level),
        validity=validity_of(overlay.effective, page.library, page.build.as_of) if overlay else None,
        channels=", ".join(page.name(channel) for channel in overlay.channels) if overlay else "",
        notes=tuple(page.html(note) for note in (change.note, change.remark) if note),
    )
    return render("kinds/change/change.jinja", view)


def _side(page: PageContext, change: Change, side: Side, usual: str, level: int) -> SideView:
    words = page.letter(side.label, change) if side.label else Markup("{}").format(usual)
    return SideView(words, page.body(side.body, change, level))
