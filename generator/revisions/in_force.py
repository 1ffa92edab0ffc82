"""Which revision staff must follow at a moment. Status is computed, never typed."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from generator.clock import zone_of
from generator.kinds.document.schema import Revision
from generator.model.fields import Missing
from generator.revisions.register.entry import Act, WallMoment
from generator.revisions.register.life import Life, Stage

LOCAL = "local"


class Status(enum.StrEnum):
    """The state of a revision at a moment."""

    IN_FORCE = "in-force"
    UNKNOWN_SINCE = "in-force-since-unknown"
    UPCOMING = "upcoming"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    DRAFT = "draft"
    IN_REVIEW = "in-review"


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a window: a wall-clock moment and the zone whose clock is meant.

    Attributes:
        wall: Without a zone.
        zone: The IANA name of a zone, or `local`: the reader's own clock.
    """

    wall: dt.datetime
    zone: str = LOCAL

    def instant(self, site_zone: dt.tzinfo | None) -> dt.datetime:
        """Return the moment itself; `local` is judged by the site's zone, as a build knows no reader."""
        zone = site_zone if self.zone == LOCAL else zone_of(self.zone)
        return self.wall.replace(tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when a revision holds by what it says itself, half-open.

    Attributes:
        start: Its first moment; None when that is not known, or when it is a draft.
        end: The first moment after it; None: no end is known.
        stage: How far it has come.
        withdrawn: From when it is withdrawn, if it is.
        published_at: When its publication was recorded; None for adopted ones.
    """

    start: Bound | None
    end: Bound | None
    stage: Stage
    withdrawn: Bound | None = None
    published_at: dt.datetime | None = None

    def never_begins(self, zone: dt.tzinfo | None) -> bool:
        """Tell whether it is withdrawn before its first moment; `local` clocks are judged by the zone."""
        if self.start is None or self.withdrawn is None:
            return False
        return self.withdrawn.instant(zone) <= self.start.instant(zone)

    def has_begun(self, now: dt.datetime) -> bool:
        """Tell whether it has begun at a moment with zone; what has no known start has.

        What was withdrawn before its first moment never begins.
        """
        if not self.stage.is_shown or self.start is None:
            return self.stage.is_shown
        return self.start.instant(now.tzinfo) <= now and not self.never_begins(now.tzinfo)

    def has_ended(self, now: dt.datetime) -> bool:
        """Tell whether its own end has come."""
        return self.end is not None and self.end.instant(now.tzinfo) <= now

    def is_withdrawn(self, now: dt.datetime) -> bool:
        """Tell whether it has been withdrawn and that has taken effect."""
        return self.withdrawn is not None and self.withdrawn.instant(now.tzinfo) <= now


def term_of(revision: Revision, life: Life, zones: dict[str, str]) -> Term:
    """Return the term of a revision.

    What its publication says counts before what the text says, which may leave the day to the publication.

    Args:
        revision: Its text.
        life: What was done to it.
        zones: The IANA name of each zone of settings by its id.
    """
    effective = revision.effective
    published = life.last(Act.PUBLISHED)
    start = _bound(life.effective, zones) or _first_moment(effective.from_, zones.get(effective.clock, LOCAL))
    end = None if isinstance(effective.until, Missing) or effective.until is None else effective.until
    return Term(
        start=start,
        end=_first_moment(end + dt.timedelta(days=1), zones.get(effective.clock, LOCAL)) if end else None,
        stage=life.stage,
        withdrawn=_bound(life.withdrawn_at, zones),
        published_at=published.at if published else None,
    )


def _bound(moment: WallMoment | None, zones: dict[str, str]) -> Bound | None:
    return Bound(moment.wall, zones.get(moment.clock, LOCAL)) if moment else None


def _first_moment(day: dt.date | Missing, zone: str) -> Bound | None:
    return None if isinstance(day, Missing) else Bound(dt.datetime.combine(day, dt.time()), zone)


def status_at(term: Term, later: Sequence[Term], now: dt.datetime) -> Status:
    """Return the status of a revision at a moment.

    Args:
        term: The revision asked about.
        later: Those of the held revisions after it, in any order.
        now: A moment with zone; `local` clocks are judged by that zone.
    """
    if not term.stage.is_shown:
        return Status.IN_REVIEW if term.stage is Stage.IN_REVIEW else Status.DRAFT
    if term.is_withdrawn(now):
        return Status.WITHDRAWN
    if not term.has_begun(now):
        return Status.UPCOMING
    if any(other.has_begun(now) for other in later):
        return Status.SUPERSEDED
    if term.has_ended(now):
        return Status.EXPIRED
    return Status.UNKNOWN_SINCE if term.start is None else Status.IN_FORCE


def position_in_force(terms: Sequence[Term], now: dt.datetime) -> int | None:
    """Return which revision staff must follow at a moment, or the last that was.

    Args:
        terms: Those of the held revisions of one document, oldest first.
        now: A moment with zone.

    Returns:
        The position of the last revision that has begun (also when its window has passed, or it has been withdrawn:
        readers must see that), else of the first that readers see, which lies in the future; None when there is none.
    """
    shown = [position for position, term in enumerate(terms) if term.stage.is_shown]
    begun = [position for position in shown if terms[position].has_begun(now)]
    return begun[-1] if begun else next(iter(shown), None)


def following(terms: Sequence[Term], position: int) -> Bound | None:
    """Return the moment from which a later revision takes the place of one, if any is known.

    Args:
        terms: Those of the held revisions of one document, oldest first.
        position: Which of them is asked about.
    """
    later = [term for term in terms[position + 1 :] if term.stage.is_shown and not term.never_begins(dt.UTC)]
    starts = [term.start for term in later if term.start]
    return min(starts, key=lambda bound: bound.instant(dt.UTC), default=None)
