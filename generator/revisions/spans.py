"""From when until when a revision is followed, and how that ends: its own end, the next one, a withdrawal."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from generator.library import HeldDocument, HeldRevision
from generator.revisions.in_force import LOCAL, Bound, Status


class End(enum.StrEnum):
    """What ends a span; the words are those of the status that follows."""

    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, half-open.

    Attributes:
        start: The first moment; None: not known, or always.
        end: The first moment after it; None: no end is known.
        ends_by: What ends it; None without an end.
    """

    start: Bound | None = None
    end: Bound | None = None
    ends_by: End | None = None

    def cut_to(self, around: Span, zone: dt.tzinfo | None) -> Span:
        """Return what of this lies inside another: the later start and the earlier end.

        Args:
            around: The other; where both end at one moment, this one's reason counts.
            zone: By it `local` clocks are judged.
        """
        starts = [start for start in (self.start, around.start) if start]
        start = max(starts, key=lambda bound: bound.instant(zone), default=None)
        ends = [(each.end, each.ends_by) for each in (self, around) if each.end]
        end, ends_by = min(ends, key=lambda each: each[0].instant(zone), default=(None, None))
        return Span(start, end, ends_by)

    def has_begun(self, now: dt.datetime) -> bool:
        """Tell whether its first moment has come."""
        return self.start is None or self.start.instant(now.tzinfo) <= now

    def has_ended(self, now: dt.datetime) -> bool:
        """Tell whether its end has come."""
        return self.end is not None and self.end.instant(now.tzinfo) <= now

    def first(self, now: dt.datetime) -> dt.datetime:
        """Return its first moment as `local` clocks are judged by the zone of `now`; `now` where none is known."""
        return self.start.instant(now.tzinfo) if self.start else now

    def is_empty(self, zone: dt.tzinfo | None) -> bool:
        """Tell whether it ends before it begins."""
        return bool(self.start and self.end and self.end.instant(zone) <= self.start.instant(zone))


ALWAYS = Span()


def span_of(document: HeldDocument, held: HeldRevision, now: dt.datetime, *, is_lasting: bool = False) -> Span:
    """Return from when until when a revision is followed: the earliest of the ends that are known.

    Args:
        document: The document.
        held: One of its revisions.
        now: A moment with zone; `local` clocks are judged by that zone. What is superseded since an unknown day is
            over at this moment at the latest.
        is_lasting: Its own end does not count: for what a temporary instruction replaces and gives back, which
            holds until the next revision or a withdrawal.
    """
    term, following = held.term, document.superseded_from(held)
    if following is None and document.status_of(held, now) is Status.SUPERSEDED:
        following = Bound(now.replace(tzinfo=None), getattr(now.tzinfo, "key", LOCAL))
    ends = [
        (following, End.SUPERSEDED),
        (term.withdrawn, End.WITHDRAWN),
        (None if is_lasting else term.end, End.EXPIRED),
    ]
    known = [(bound, ends_by) for bound, ends_by in ends if bound]
    if not known:
        return Span(term.start)
    end, ends_by = min(known, key=lambda each: each[0].instant(now.tzinfo))
    return Span(term.start, end, ends_by)


def followed(document: HeldDocument, now: dt.datetime) -> list[HeldRevision]:
    """Return the revisions that are followed now or will be, by their first moments.

    That is the current one, even when it has expired, since it is the last; not one that is withdrawn, and none that
    will never begin.
    """
    current = document.current
    own = [current] if current and not current.term.is_withdrawn(now) else []
    spans = [(held, span_of(document, held, now)) for held in document.coming(now)]
    coming = [(span.first(now), held) for held, span in spans if not span.is_empty(now.tzinfo)]
    return [*own, *(held for _, held in sorted(coming, key=lambda each: each[0]))]
