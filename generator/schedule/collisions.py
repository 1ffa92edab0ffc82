"""What cannot both hold: two instructions for one script at one time, two revisions from one moment.

Only what has not passed is looked at: nobody can mend what was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from generator.clock import zone_of
from generator.kinds.settings.schema import Channel, Zone
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Problem, error
from generator.render.overlays import HeldOverlay, overlays_of
from generator.revisions.in_force import Bound

COLLISIONS: Final = "schedule-"
"""Begins the codes of what is found here."""


def check(library: Library) -> Iterator[Problem]:
    """Yield the collisions that lie ahead or are going on."""
    yield from _overlays(library)
    for document in library.documents.values():
        yield from _revisions(library, document)


def _overlays(library: Library) -> Iterator[Problem]:
    found: dict[str, list[HeldOverlay]] = {}
    for each in overlays_of(library).live:
        if not each.span.is_empty(library.now.tzinfo) and not each.span.has_ended(library.now):
            found.setdefault(library.follow(each.overlay.replaces), []).append(each)
    zones, families = _zones(library), _families(library)
    for script, overlays in found.items():
        for position, later in enumerate(overlays):
            for earlier in overlays[:position]:
                shared = _shared_channels(earlier, later, families)
                if shared and any(_meet(earlier, later, zone) for zone in zones):
                    yield error(
                        later.overlay.effective.place("from"),
                        "schedule-overlays-collide",
                        script=script,
                        first=earlier.overlay.script,
                        second=later.overlay.script,
                        channel=shared,
                        place=earlier.overlay.effective.place("from"),
                    )


def _zones(library: Library) -> list[dt.tzinfo]:
    """Return the zones that readers may be in: what is by their own clocks may meet in one and not in another."""
    declared: list[dt.tzinfo] = [zone_of(zone.iana) for zone in library.settings(Zone)]
    return [library.now.tzinfo or dt.UTC, *declared]


def _meet(one: HeldOverlay, other: HeldOverlay, zone: dt.tzinfo) -> bool:
    return _is_before(one.span.start, other.span.end, zone) and _is_before(other.span.start, one.span.end, zone)


def _is_before(start: Bound | None, end: Bound | None, zone: dt.tzinfo) -> bool:
    return start is None or end is None or start.instant(zone) < end.instant(zone)


def _families(library: Library) -> dict[str, frozenset[str]]:
    """Return each channel with the groups around it."""
    parents = {channel.id: channel.part_of for channel in library.settings(Channel)}
    found = {}
    for channel in parents:
        line: list[str] = []
        current: str | None = channel
        while current is not None and current not in line:
            line.append(current)
            current = parents.get(current)
        found[channel] = frozenset(line)
    return found


def _shared_channels(one: HeldOverlay, other: HeldOverlay, families: dict[str, frozenset[str]]) -> str:
    """Return the channels that both hold on, joined by commas; a group holds the channels in it."""
    shared = {
        here if there in families.get(here, {here}) else there
        for here in one.overlay.channels
        for there in other.overlay.channels
        if there in families.get(here, {here}) or here in families.get(there, {there})
    }
    return ", ".join(sorted(shared))


def _revisions(library: Library, document: HeldDocument) -> Iterator[Problem]:
    """Yield each coming revision that begins at the same moment as another of its document."""
    zone, now = library.now.tzinfo, library.now
    starting = [
        (held.term.start.instant(zone), held)
        for held in document.shown
        if held.term.start and held.term.start.instant(zone) > now and not held.term.never_begins(zone)
    ]
    starting.sort(key=lambda each: each[0])
    yield from _same_moments(document, starting)


def _same_moments(document: HeldDocument, starting: Sequence[tuple[dt.datetime, HeldRevision]]) -> Iterator[Problem]:
    for (first, one), (second, other) in pairwise(starting):
        if first == second:
            yield error(
                other.revision.effective.location,
                "schedule-revisions-begin-together",
                document=document.id,
                first=one.revision.revision,
                second=other.revision.revision,
                moment=first.isoformat(timespec="minutes"),
            )
