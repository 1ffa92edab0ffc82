"""Taking a register apart that two sides have added lines to, by the digests that its lines name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.problems import Location, Problem, error
from generator.revisions.register.chain import MARKS_OF_MERGE
from generator.revisions.register.entry import Entry, EntryError, entry_from_data, first_prev

Side = Literal["ours", "theirs"]


@dataclass(frozen=True, slots=True)
class Fork:
    """A register that was taken apart.

    Attributes:
        common: The lines that both sides had, in their order.
        ours, theirs: What each side added, in its order.
    """

    common: tuple[Entry, ...]
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]

    def side(self, side: Side) -> tuple[Entry, ...]:
        """Return what a side added."""
        return self.ours if side == "ours" else self.theirs


class MergeError(Exception):
    """A register cannot be taken apart; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_lines(data: bytes, path: str) -> tuple[list[Entry], int]:
    """Return the lines that are acts, each once, ours before theirs; and how many stood twice.

    Raises:
        MergeError: A line is none, or says other words than its digest was taken of.
    """
    found: dict[str, Entry] = {}
    twice, is_base = 0, False
    if b"\r" in data:
        raise MergeError(error(Location(path), "register-line-ends"))
    for number, line in enumerate(data.split(b"\n"), start=1):
        place = Location(path, number, 1)
        if line.startswith(MARKS_OF_MERGE):
            is_base = line.startswith(b"|||||||")
        elif line and not is_base:
            entry = _entry(line, place)
            twice += entry.hash in found
            found.setdefault(entry.hash, entry)
    return list(found.values()), twice


def _entry(line: bytes, place: Location) -> Entry:
    try:
        entry = entry_from_data(json.loads(line))
    except EntryError as failure:
        raise MergeError(error(place, "register-line-unreadable", reason=failure)) from None
    except (ValueError, RecursionError):
        raise MergeError(error(place, "register-line-unreadable", reason="not JSON")) from None
    if entry.to_line().encode() != line + b"\n":
        raise MergeError(error(place, "register-line-edited", seq=entry.seq))
    return entry


def take_apart(entries: Sequence[Entry], document: str, path: str) -> Fork:
    """Find where two sides parted, by the digests that lines name.

    Args:
        entries: All lines, ours before theirs.
        document: Whose register it is.
        path: How problems name the file.

    Raises:
        MergeError: Lines are missing or of another document, or there are not two sides.
    """
    after: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.document != document:
            raise MergeError(error(Location(path), "register-other-document", found=entry.document, document=document))
        after.setdefault(entry.prev, []).append(entry)
    common = _run(after, first_prev(document))
    branches = after.get(common[-1].hash if common else first_prev(document), [])
    if len(branches) > 2:
        raise MergeError(error(Location(path), "register-merge-many-sides", count=len(branches)))
    sides = [(branch, *_run(after, branch.hash)) for branch in branches]
    reached = {
        entry.hash: number
        for lines in (common, *((*common, *side) for side in sides))
        for number, entry in enumerate(lines, 1)
    }
    for entry in entries:
        if entry.hash not in reached:
            is_fork = any(entry.prev == side[-1].hash for side in sides)
            if is_fork:
                raise MergeError(error(Location(path), "register-merge-many-sides", count=3))
            raise MergeError(error(Location(path), "register-merge-lines-missing", seq=entry.seq))
        if entry.seq != reached[entry.hash]:
            raise MergeError(error(Location(path), "register-chain-broken", seq=entry.seq, number=reached[entry.hash]))
    if len(sides) != 2:
        raise MergeError(error(Location(path), "register-merge-one-side", document=document))
    return Fork(tuple(common), sides[0], sides[1])


def _run(after: Mapping[str, list[Entry]], start: str) -> list[Entry]:
    """Return the lines that follow each other from a digest on, up to where two follow or none."""
    found: list[Entry] = []
    following = after.get(start, [])
    while len(following) == 1:
        found.append(following[0])
        following = after.get(following[0].hash, [])
    return found
