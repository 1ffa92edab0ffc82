"""When something holds, as pages carry it: windows of revisions, of their units, and of temporary instructions.

The page contract, which the scripts of the site read:

`data-sigap-from`, `data-sigap-until`, `data-sigap-clock`
    The window of an element and of all that stands inside it; `from` belongs to it, `until` does not. Both are wall
    clock (`2026-12-01T00:00`) by `data-sigap-clock`: `local` (the reader's own clock) or the IANA name of a zone.
    Bounds that cannot share one clock carry an offset (`2026-12-01T00:00+07:00`) and are moments by themselves.
`data-sigap-ends`
    What ends it at `until`: `superseded` (the next revision), `withdrawn`, `expired` (its own end); left out for
    temporary instructions. It says which words a stamp takes: Digantikan, Dicabut, Masa berlaku berakhir.
`data-sigap-outlived`
    The window ends by its own end: what a temporary instruction replaced and gave back holds beyond it.
`data-sigap-replaced-from`, `data-sigap-replaced-until`
    A temporary instruction takes the script's place in this time: the one that holds, else the next, else the last.
    Where there are several, `data-sigap-replaced` lists all: `from/until from/until`, by `data-sigap-clock`.
`data-sigap-page`
    On the one element that heads the page of a revision (the control header) or of one of its flows: its window is
    that of everything on the page, although the text does not stand inside of it. It also has `data-sigap-document`,
    `-revision`, `-status` (at the moment of the build), `-fingerprint`, and `data-sigap-is-current` at an address
    that follows the revision in force (`/doc/`, `/doc/alur/x/`). Pages at addresses of a revision lack that.
`data-sigap-next`, `data-sigap-next-from`, `data-sigap-next-revision`
    Where a coming revision is known that begins after the one of the page: the relative address of the page that shows
    its text (`../doc/rev/3/`, `../../../doc/rev/3/alur/x/`), its first moment (read like `from`, by the same clock),
    and its key. That page has all of this page's parts; what stands inside its article takes the place of this
    page's where that has `data-sigap-is-current`. `data-sigap-next-document` is the address of the whole revision;
    where it lacks the flow that the page is about, that and `data-sigap-next-lacks` stand without `data-sigap-next`.
`[data-sigap-coming]`
    The words on such a page that say when it will be replaced and by what; outdated once that moment has come.
`[data-sigap-turn]`
    On pages over several documents, around a unit whose text changes with a coming revision: `going` around the
    text of today, `coming` around that of the coming revision. Both have a window, words for it in
    `.sigap-turn__words` (its stamp is `data-sigap-stamp="text"`), and stand beside each other; a unit that stays
    the same stands there once, without.
`[data-sigap-today]`, `[data-sigap-soon]`
    Items of the home page's lists of what began lately and of what will change; each has a window, the first from
    the first moment on, the second before the switch. An item of the second has its moment as `data-sigap-switch`,
    by `data-sigap-clock`; it is over once that has passed.

Ids and addresses of units that a coming revision brings are written `document@revision/unit`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.change.schema import Window
from generator.kinds.settings.schema import Zone
from generator.library import HeldDocument, HeldRevision, Library
from generator.render.dates import long_moment
from generator.render.labels import label
from generator.revisions.in_force import LOCAL, Bound
from generator.revisions.spans import End, Span, span_of

_MINUTE = dt.timedelta(minutes=1)
_EVERYWHERE = dt.timedelta(days=1)
"""So long after a moment by one clock it has come by every clock on earth."""


@dataclass(frozen=True, slots=True)
class Validity:
    """A window as pages carry it.

    Attributes:
        from_: Wall clock, such as `2023-09-04T00:00`, or with an offset; that minute belongs to it; may be empty.
        until: The same, half-open: the first minute after it; empty when it is open.
        clock: `local`, or the IANA name of a zone.
        words: The window in words, as the source gives it (the last minute included).
        state: `upcoming`, `in-force` or `ended` at `as_of`, by the site's clock.
        ends_by: What ends it, when it is the window of a revision or of a unit in it.
        following: The first moment of what comes next, by the same clock; empty when it is not asked for.
        start_words, end_words: Its first and last moments in words; empty where they are not known.
    """

    from_: str
    until: str
    clock: str
    words: str
    state: str
    ends_by: End | None = None
    following: str = ""
    start_words: str = ""
    end_words: str = ""

    @property
    def attributes(self) -> Markup:
        """Return its attributes for an element, with a space before them."""
        values = (
            ("from", self.from_),
            ("until", self.until),
            ("clock", self.clock),
            ("ends", self.ends_by or ""),
        )
        found = Markup("").join(Markup(' data-sigap-{}="{}"').format(*each) for each in values if each[1])
        return found + Markup(" data-sigap-outlived") if self.ends_by is End.EXPIRED else found


def revision_window(document: HeldDocument, held: HeldRevision, library: Library) -> Validity | None:
    """Return the window of a whole revision: its own end, the next revision or a withdrawal, the earliest counts.

    Returns:
        The window; None when neither side is known.
    """
    span = span_of(document, held, library.now)
    return validity_of_span(span, library) if span.start or span.end else None


def unit_window(span: Span, library: Library) -> Validity | None:
    """Return the window of a unit where it says something: it ends, has yet to begin, or began only just now."""
    if span.end is None and (span.start is None or span.start.instant(library.now.tzinfo) + _EVERYWHERE <= library.now):
        return None
    return validity_of_span(span, library)


def validity_of_span(span: Span, library: Library, following: Bound | None = None) -> Validity:
    """Return a span for a page.

    Args:
        span: The span.
        library: Knows the zones, and the moment of the build; by its zone `local` clocks are judged.
        following: The first moment of what comes next, for the same element.
    """
    bounds = (span.start, span.end, following)
    clock = shared_clock(bounds)
    from_, until, after = (written(bound, clock) for bound in bounds)
    start_words, end_words = moment_words(span.start, library), moment_words(span.end, library, is_last=True)
    return Validity(
        from_,
        until,
        clock,
        words=_span_words(span, library),
        state=_state(span, library.now),
        ends_by=span.ends_by,
        following=after,
        start_words=start_words,
        end_words=end_words,
    )


def validity_of(window: Window, library: Library) -> Validity:
    """Return a window for a page.

    Args:
        window: As authors write it, its last minute included.
        library: Knows the zones, and the moment of the build.
    """
    return validity_of_span(span_of_window(window, library), library)


def span_of_window(window: Window, library: Library) -> Span:
    """Return the window of a temporary instruction half-open."""
    zone = clock_name(window.clock, library)
    end = Bound(window.until + _MINUTE, zone) if window.until else None
    return Span(Bound(window.from_, zone), end)


def clock_name(clock: str, library: Library) -> str:
    """Return `local`, or the IANA name of a zone of settings."""
    zone = None if clock == LOCAL else library.setting(clock, Zone)
    return zone.iana if zone else LOCAL


def shared_clock(bounds: Iterable[Bound | None]) -> str:
    """Return the clock by which bounds are written on one element: the reader's where one needs it, else the first."""
    zones = [bound.zone for bound in bounds if bound]
    return LOCAL if LOCAL in zones or not zones else zones[0]


def written(bound: Bound | None, clock: str) -> str:
    """Return a bound as an attribute: wall clock, with an offset where the element's clock is another; or nothing."""
    if bound is None:
        return ""
    wall = bound.wall.strftime("%Y-%m-%dT%H:%M")
    return wall if bound.zone == clock else bound.instant(None).isoformat(timespec="minutes")


def moment_words(bound: Bound | None, library: Library, *, is_last: bool = False) -> str:
    """Return a bound in words, with its clock.

    Args:
        bound: The bound; None: nothing is said.
        library: Knows the names of zones.
        is_last: The minute before it is meant, as the last that belongs to a window.
    """
    if bound is None:
        return ""
    return label("validity.moment", moment=_moment(bound, is_last=is_last), clock=_clock_words(bound, library))


def _moment(bound: Bound, *, is_last: bool) -> str:
    return long_moment(bound.wall - _MINUTE if is_last else bound.wall)


def _clock_words(bound: Bound, library: Library) -> str:
    if bound.zone == LOCAL:
        return label("validity.local")
    return next((zone.name for zone in library.settings(Zone) if zone.iana == bound.zone), bound.zone)


def _span_words(span: Span, library: Library) -> str:
    start, end = span.start, span.end
    if start and end and start.zone == end.zone:
        clock = _clock_words(start, library)
        first, last = _moment(start, is_last=False), _moment(end, is_last=True)
        return label("validity.span", start=first, end=last, clock=clock)
    if start and end:
        first, last = moment_words(start, library), moment_words(end, library, is_last=True)
        return label("validity.span-of-clocks", start=first, end=last)
    if start:
        return label("validity.since", start=_moment(start, is_last=False), clock=_clock_words(start, library))
    if end:
        return label("validity.until", end=_moment(end, is_last=True), clock=_clock_words(end, library))
    return ""


def _state(span: Span, now: dt.datetime) -> str:
    if span.has_ended(now):
        return "ended"
    return "in-force" if span.has_begun(now) else "upcoming"
