"""When answers hold: by their revision, or by the temporary instructions that bring or replace a script."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.validity import Validity, unit_window
from generator.revisions.in_force import LOCAL
from generator.search.answer import ALWAYS, Window

if TYPE_CHECKING:
    from generator.library import HeldRevision
    from generator.render.context import RenderContext
    from generator.revisions.spans import Span
    from generator.search.answer import Answer

_MIDNIGHT = dt.time()
_DAY = dt.timedelta(days=1)


def overlay_window(build: RenderContext, address: str, held: HeldRevision | None = None) -> Window | None:
    """Return the window that temporary instructions give to a script; None when none of them names it.

    Args:
        build: Knows the temporary instructions.
        address: The script.
        held: The revision whose script is meant; None: what is in force, or coming.
    """
    if brought := build.overlays.bringing(address, held):
        return Window.of(brought.validity)
    if replacing := build.overlays.replacing_of(address, held):
        return Window.replaced_by([each.validity for each in replacing])
    return None


def window_of(build: RenderContext, answer: Answer, held: HeldRevision, span: Span, lasting: Span) -> Window:
    """Return the window of an answer.

    Args:
        build: Knows the temporary instructions.
        answer: The answer.
        held: Its revision.
        span: From when until when its text holds.
        lasting: The same without the own end of its revision, for what a temporary instruction gives back.
    """
    if answer.temporary:
        return Window.of(answer.temporary)
    own = overlay_window(build, answer.said, held) if answer.said else None
    if own is None:
        return window_of_span(build, span)
    if not own.replaced:
        return own
    around = window_of_span(build, lasting)
    if around == ALWAYS:
        return own
    if around.clock != own.clock:  # one clock for all of them is not to be had: the revision's bounds are moments
        around = _as_moments(build, lasting)
    return replace(own, from_=around.from_, until=around.until)


def window_of_span(build: RenderContext, span: Span) -> Window:
    """Return a stretch of time as the window of an answer; `ALWAYS` where it holds and no end is known."""
    validity = unit_window(span, build.library)
    return _window(validity, span) if validity else ALWAYS


def _window(validity: Validity, span: Span) -> Window:
    return Window(validity.from_, validity.until, validity.clock, words=_words(span) or validity.words)


def _as_moments(build: RenderContext, span: Span) -> Window:
    """Return a window whose bounds need no clock; one by the reader's clock is judged by the site's zone."""
    zone = build.library.now.tzinfo
    start, end = (
        bound.instant(zone).isoformat(timespec="minutes") if bound else "" for bound in (span.start, span.end)
    )
    return Window(start, end)


def _words(span: Span) -> str:
    """Return whole days in words; empty where a bound lies within a day, or several clocks count."""
    bounds = [bound for bound in (span.start, span.end) if bound]
    if any(bound.wall.time() != _MIDNIGHT or bound.zone != LOCAL for bound in bounds):
        return ""
    start = long_date(span.start.wall.date()) if span.start else ""
    last = long_date((span.end.wall - _DAY).date()) if span.end else ""
    if start and last:
        return label("search.span", start=start, end=last)
    if start:
        return label("search.since", start=start)
    return label("search.until", end=last) if last else ""
