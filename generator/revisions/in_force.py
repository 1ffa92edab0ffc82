"""Which revision staff must follow at a moment. Status is computed, never typed."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence

from generator.kinds.document.schema import Effective, Revision
from generator.model.fields import Missing


class Status(enum.StrEnum):
    """The state of a revision at a moment."""

    IN_FORCE = "in-force"
    UNKNOWN_SINCE = "in-force-since-unknown"
    UPCOMING = "upcoming"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


def status_at(revision: Revision, later: Sequence[Revision], on: dt.date) -> Status:
    """Return the status of a revision on a day.

    Args:
        revision: The revision asked about.
        later: The held revisions after it, in any order.
        on: A calendar day in the site's zone; both ends of a window belong to it.
    """
    start, end = _bounds(revision.effective)
    if start is not None and on < start:
        return Status.UPCOMING
    if any(_has_begun(other, on) for other in later):
        return Status.SUPERSEDED
    if end is not None and on > end:
        return Status.EXPIRED
    return Status.UNKNOWN_SINCE if start is None else Status.IN_FORCE


def revision_in_force(revisions: Sequence[Revision], on: dt.date) -> Revision | None:
    """Return the revision that staff must follow on a day, or the last that was.

    Args:
        revisions: The held revisions of one document, oldest first.
        on: A calendar day in the site's zone.

    Returns:
        The last revision that has begun (also when its window has passed: readers must see that it
        has), else the first one, which lies in the future; None when no revision is held.
    """
    begun = [revision for revision in revisions if _has_begun(revision, on)]
    if begun:
        return begun[-1]
    return revisions[0] if revisions else None


def _has_begun(revision: Revision, on: dt.date) -> bool:
    start, _ = _bounds(revision.effective)
    return start is None or start <= on


def _bounds(effective: Effective) -> tuple[dt.date | None, dt.date | None]:
    return _known(effective.from_), _known(effective.until)


def _known(day: dt.date | Missing | None) -> dt.date | None:
    return None if isinstance(day, Missing) else day
