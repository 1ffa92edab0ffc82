"""All that will happen by itself: switches of texts, reviews and checks due, acceptances that end.

A moment is by some clock or a whole day. `local` clocks are judged by the site's zone where moments are sorted or
compared; what is shown keeps the clock that is meant.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.checks.acceptance import acceptances
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Location
from generator.render.overlays import HeldOverlay, overlays_of
from generator.render.titles import reference_title_of
from generator.revisions.in_force import Bound
from generator.revisions.review import review_due_on
from generator.revisions.spans import End, span_of


class Kind(enum.StrEnum):
    """What happens; a closed list, whose words for readers are labels `schedule.kind.<kind>`.

    `overlay-…`: a temporary instruction takes a script's place, and gives it back. `…-due`: the last day for it.
    `acceptance-ends`: the last day on which what the controller has said of findings counts.
    """

    REVISION_BEGINS = "revision-begins"
    REVISION_ENDS = "revision-ends"
    REVISION_WITHDRAWN = "revision-withdrawn"
    OVERLAY_BEGINS = "overlay-begins"
    OVERLAY_ENDS = "overlay-ends"
    REVIEW_DUE = "review-due"
    CHECK_DUE = "check-due"
    ACCEPTANCE_ENDS = "acceptance-ends"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that will happen.

    Attributes:
        kind: What.
        at: When by a clock, or a whole day in the site's zone.
        instant: The same as a moment, as the site's zone judges it; of a day its first.
        address: What it is about: a document, a unit; of findings the code of their rule.
        title: What that is called.
        place: Where it is written.
        document, revision: Whose it is; empty for what is shared.
        other: The script that an instruction replaces; the revision that another takes the place of.
        is_overdue: It is a task whose day has passed.
    """

    kind: Kind
    at: Bound | dt.date
    instant: dt.datetime
    address: str
    title: str
    place: Location
    document: str = ""
    revision: str = ""
    other: str = ""
    is_overdue: bool = False

    @property
    def day(self) -> dt.date:
        """Return its day by its own clock."""
        return self.at.wall.date() if isinstance(self.at, Bound) else self.at

    @property
    def identity(self) -> tuple[str, ...]:
        """Return what it is, whenever that happens: a review that moves on is the same one in a calendar."""
        return (self.kind, self.document, self.revision, self.address, self.other)

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data, under keys that are public and stay."""
        bound = self.at if isinstance(self.at, Bound) else None
        return {
            "kind": str(self.kind),
            "at": bound.wall.isoformat(timespec="minutes") if bound else self.day.isoformat(),
            "clock": bound.zone if bound else None,
            "instant": self.instant.isoformat(),
            "document": self.document,
            "revision": self.revision,
            "address": self.address,
            "other": self.other,
            "title": self.title,
            "overdue": self.is_overdue,
            "path": self.place.source_path,
            "line": self.place.line,
        }


def coming_moments(library: Library, until: dt.date | None = None) -> list[Moment]:
    """Return what is known to come after `library.now`, and the tasks that are overdue, by their moments.

    Args:
        library: The master list.
        until: The last day that counts; None: all.
    """
    found = [each for each in _moments(library) if until is None or each.day <= until]
    return sorted(found, key=lambda each: (each.instant, each.identity))


def _moments(library: Library) -> Iterator[Moment]:
    for document in library.documents.values():
        for held in document.shown:
            yield from _of_revision(library, document, held)
        yield from _review(library, document)
    for overlay in overlays_of(library).live:
        yield from _of_overlay(library, overlay)
    yield from _checks(library)
    yield from _acceptances(library)


def _of_revision(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[Moment]:
    span, now = span_of(document, held, library.now), library.now
    if span.is_empty(now.tzinfo):
        return
    key = held.revision.revision
    before = document.current.revision.revision if document.current and document.current is not held else ""
    ends = {End.EXPIRED: Kind.REVISION_ENDS, End.WITHDRAWN: Kind.REVISION_WITHDRAWN}
    switches = [(Kind.REVISION_BEGINS, span.start, before)]
    if span.ends_by in ends:  # what supersedes it begins, which says it already
        switches.append((ends[span.ends_by], span.end, ""))
    for kind, bound, other in switches:
        if bound and bound.instant(now.tzinfo) > now:
            yield Moment(
                kind,
                bound,
                bound.instant(now.tzinfo),
                address=document.id,
                title=document.document.short_title,
                place=held.revision.effective.location,
                document=document.id,
                revision=key,
                other=other,
            )


def _of_overlay(library: Library, overlay: HeldOverlay) -> Iterator[Moment]:
    span, now = overlay.span, library.now
    if span.is_empty(now.tzinfo):
        return
    script = library.find_from(overlay.held, overlay.overlay.script)
    for kind, bound in ((Kind.OVERLAY_BEGINS, span.start), (Kind.OVERLAY_ENDS, span.end)):
        if bound and bound.instant(now.tzinfo) > now:
            yield Moment(
                kind,
                bound,
                bound.instant(now.tzinfo),
                address=overlay.overlay.script,
                title=reference_title_of(script) if script else overlay.overlay.script,
                place=overlay.overlay.effective.location,
                document=overlay.held.document,
                revision=overlay.held.revision.revision,
                other=overlay.overlay.replaces,
            )


def _review(library: Library, document: HeldDocument) -> Iterator[Moment]:
    held = document.current
    day = review_due_on(document.document, held) if held and not held.term.is_withdrawn(library.now) else None
    if held and day:
        place, title = document.document.location, document.document.short_title
        key = held.revision.revision
        yield _task(library, Kind.REVIEW_DUE, day, document.id, title, place, (document.id, key))


def _checks(library: Library) -> Iterator[Moment]:
    for unit in library.units():
        day = getattr(unit.model, "check_by", None)
        if isinstance(day, dt.date):
            owner = (unit.document or "", unit.revision or "")
            yield _task(library, Kind.CHECK_DUE, day, unit.address, reference_title_of(unit), unit.location, owner)


def _acceptances(library: Library) -> Iterator[Moment]:
    for entry in acceptances(library):
        if entry.until is not None and entry.until >= library.on:
            first = entry.findings[0].at if entry.findings else ""
            document = first.partition("/")[0]
            owner = (document if document in library.documents else "", "")
            title = entry.reason if len(entry.reason) <= 80 else f"{entry.reason[:79]}…"
            moment = _task(library, Kind.ACCEPTANCE_ENDS, entry.until, entry.code, title, entry.location, owner)
            yield moment


def _task(  # noqa: PLR0913, PLR0917 - a moment has as many sides
    library: Library, kind: Kind, day: dt.date, address: str, title: str, place: Location, owner: tuple[str, str]
) -> Moment:
    """Return something that has a day: that day is the last on which it is in time."""
    instant = dt.datetime.combine(day, dt.time(), library.now.tzinfo)
    return Moment(kind, day, instant, address, title, place, *owner, is_overdue=day < library.on)
