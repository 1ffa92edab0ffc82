"""Units whose text changes with a coming revision, on pages over several documents: both texts with their windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.render.environment import render
from generator.render.labels import label
from generator.render.validity import Validity, unit_window

if TYPE_CHECKING:
    from generator.library import Library, Unit
    from generator.render.context import PageContext
    from generator.revisions.spans import Span
    from generator.revisions.turns import Turn


@dataclass(frozen=True, slots=True)
class TurnView:
    """What turn.jinja shows around a text.

    Attributes:
        kind: `coming` or `going`.
        window: When the text holds.
        words: The same in words.
        stamp, stamp_words: The state at the moment of the build.
        html: The text.
    """

    kind: str
    window: Validity
    words: str
    stamp: str
    stamp_words: str
    html: Markup


def page_of(page: PageContext, turn: Turn | None) -> PageContext:
    """Return the page for a text: for that of a coming revision, the page as its guest."""
    return page.guest(turn.held) if turn and turn.is_coming else page


def turn_view(
    turn: Turn | None, library: Library, html: Markup | None = None, *, span: Span | None = None
) -> TurnView | None:
    """Return a text with its window.

    Args:
        turn: When it holds.
        library: Knows the zones, and the moment of the build.
        html: The text; None: the window stands beside it.
        span: When it holds, where that is another time than that of its revision.

    Returns:
        None where nothing is to be said of it: it holds, and no end is known.
    """
    window = unit_window(span or turn.span, library) if turn else None
    if turn is None or window is None:
        return None
    words = label("validity.ended" if window.state == "ended" else f"status.{window.state}")
    kind = "coming" if turn.is_coming else "going"
    return TurnView(kind, window, _words(turn, window), window.state, words, html or Markup(""))


def turned(page: PageContext, turn: Turn | None, html: Markup) -> Markup:
    """Return a text of a unit with its window around it, where it has one."""
    view = turn_view(turn, page.library, html)
    return render("render/overview/turn.jinja", view) if view else html


def turns_of(page: PageContext, unit: Unit) -> list[Turn]:
    """Return the texts of a unit, the one in force first, then those that coming revisions bring."""
    if unit.document is None:
        return []
    turns = page.build.turns.of_document(page.library.documents[unit.document])
    return turns.get(unit.address, [])


def title_of_turn(title: str, turn: Turn | None) -> str:
    """Return the title of a text in a list of contents: that of a coming revision names it."""
    if turn is None or not turn.is_coming:
        return title
    return f"{title} ({label('document.revision', revision=turn.held.revision.revision)})"


def _words(turn: Turn, window: Validity) -> str:
    """Return when a text holds, and what comes after it."""
    said = []
    if turn.is_coming:
        key = turn.held.revision.revision
        said.append(label("timing.turn-coming", revision=key, start=window.start_words))
    elif window.state == "upcoming":
        said.append(label("timing.upcoming", moment=window.start_words))
    if window.end_words:
        name = "timing.turn-going" if turn.is_replaced else "timing.turn-ending"
        said.append(label(name, end=window.end_words))
    return " ".join(said)
