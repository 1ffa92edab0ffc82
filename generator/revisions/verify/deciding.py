"""What a person must decide when two sides have added lines to a register, because lines alone cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from generator.problems import Location, Problem, error
from generator.revisions.register.entry import Act, Entry
from generator.revisions.short_code import short_digest
from generator.revisions.verify.forking import Fork, Side

ON_ONE_SHEET: Final = (Act.REVIEWED, Act.APPROVED, Act.ACKNOWLEDGED)
"""Acts that two sides may have recorded for the same text without knowing of each other."""
ALWAYS_APART: Final = (Act.COMPARED, Act.CONFIRMED)
"""Acts that change nothing of a revision's stage."""
NEVER_BOTH: Final = frozenset({"register-merge-published-twice"})
"""What cannot be settled by keeping both."""


def to_decide(fork: Fork, path: str) -> list[Problem]:
    """Return everything that a person must decide before the two sides are one register.

    Args:
        fork: The register, taken apart.
        path: How problems name its file.
    """
    return [*_conflicts(fork, path), *_effective_order(fork, path)]


def _conflicts(fork: Fork, path: str) -> Iterator[Problem]:
    for revision in _in_conflict(fork):
        ours = [entry for entry in fork.ours if entry.revision == revision]
        theirs = [entry for entry in fork.theirs if entry.revision == revision]
        yield from _conflict(revision, ours, theirs, path)


def _in_conflict(fork: Fork) -> list[str]:
    """Return the revisions on which both sides have acted in ways that do not simply add up."""
    both = {entry.revision for entry in fork.theirs}
    return [
        revision
        for revision in dict.fromkeys(entry.revision for entry in fork.ours)
        if revision in both and not _adds_up(fork, revision)
    ]


def _adds_up(fork: Fork, revision: str) -> bool:
    sides = [
        [each for each in side if each.revision == revision and each.act not in ALWAYS_APART]
        for side in (fork.ours, fork.theirs)
    ]
    if not all(sides):
        return True
    lines = [*sides[0], *sides[1]]
    keys = [(each.act, each.purpose) for each in lines]
    is_one_text = len({each.fingerprint for each in lines}) == 1
    return is_one_text and len(set(keys)) == len(keys) and all(each.act in ON_ONE_SHEET for each in lines)


def _conflict(revision: str, ours: Sequence[Entry], theirs: Sequence[Entry], path: str) -> Iterator[Problem]:
    """Yield what is to be decided of one revision; something is always said."""
    place = Location(path)
    values = {"document": ours[0].document, "revision": revision}
    found: list[Problem] = []
    acts_of_ours = {(each.act, each.purpose): each for each in ours}
    for other in theirs:
        same = acts_of_ours.get((other.act, other.purpose))
        if same is None:
            continue
        if same.act in (Act.PUBLISHED, Act.WITHDRAWN, Act.ADOPTED):
            words = {"act": same.act, "ours": _moment(same), "theirs": _moment(other)}
            found.append(error(place, "register-merge-published-twice", **values, **words))
        else:
            words = {"act": same.act, "ours": _who(same), "theirs": _who(other)}
            found.append(error(place, "register-merge-act-twice", **values, **words))
    texts = ({each.fingerprint for each in side if each.fingerprint} for side in (ours, theirs))
    first, second = texts
    if first and second and first != second:
        words = {"ours": _short(first), "theirs": _short(second)}
        found.append(error(place, "register-merge-other-text", **values, **words))
    if not found:
        words = {"ours": _acts(ours), "theirs": _acts(theirs)}
        found.append(error(place, "register-merge-same-revision", **values, **words))
    yield from found


def _effective_order(fork: Fork, path: str) -> Iterator[Problem]:
    """Yield publications of the two sides that take effect in another order than they were recorded in."""
    published = [
        (entry, side)
        for side in ("ours", "theirs")
        for entry in (fork.ours if side == "ours" else fork.theirs)
        if entry.act is Act.PUBLISHED and entry.effective
    ]
    published.sort(key=lambda pair: pair[0].at)
    for (before, side), (after, other) in pairwise(published):
        if side == other or before.revision == after.revision or before.effective is None or after.effective is None:
            continue
        if after.effective.wall < before.effective.wall:
            values = {"document": after.document, "first": before.revision, "second": after.revision}
            yield error(
                Location(path),
                "register-merge-effective-order",
                **values,
                begins=_moment(before),
                earlier=_moment(after),
            )


def lines_against(fork: Fork, side: Side, path: str) -> tuple[Entry, ...]:
    """Return the lines of a side about what was decided for the other."""
    revisions = set(_in_conflict(fork))
    for problem in _effective_order(fork, path):
        revisions |= {problem.values["first"], problem.values["second"]}
    return tuple(entry for entry in fork.side(side) if entry.revision in revisions)


def _moment(entry: Entry) -> str:
    return entry.effective.wall.isoformat(" ", "minutes") if entry.effective else entry.at.isoformat()


def _who(entry: Entry) -> str:
    return entry.person or entry.recorded_by


def _short(fingerprints: set[str]) -> str:
    return ", ".join(sorted(map(short_digest, fingerprints)))


def _acts(entries: Sequence[Entry]) -> str:
    return ", ".join(dict.fromkeys(str(entry.act) for entry in entries))
