"""A comparison as readers want it: each changed unit once, what agents say first, its words cut short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.render.labels import label
from generator.revisions.compare.model import Change, ChangeKind, Comparison, WordRun

LONGEST: Final = 180
"""How many letters of a text a list shows."""
LEAD: Final = 48
"""How many letters before the first difference stay in sight, at most."""

_FIRST: Final = {"script": 0, "faq": 1, "flow": 2, "fee": 3}
"""Kinds of units that agents ask for first; all others keep the order of the text behind them."""

_COUNTED_ROWS: Final = ("row", "fee", "service")
"""Kinds of units whose numbers count within their table, so that they lead nowhere."""

_CONTROL: Final = (ChangeKind.CONTROL_CHANGED, ChangeKind.VALIDITY_CHANGED)
"""What is said of a revision as a whole where it is told of at all."""


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit with everything that became different in it.

    Attributes:
        address: Without a revision.
        unit_kind: Such as `script`.
        title: What it is called.
        number: Its full number in the later revision, else in the earlier one; empty where it has none, as a row has.
        kinds: What changed, each once.
        semula, menjadi: Its words before and after, cut to the first difference; None where it did not exist.
    """

    address: str
    unit_kind: str
    title: str
    number: str
    kinds: tuple[ChangeKind, ...]
    semula: str | None
    menjadi: str | None

    @property
    def words(self) -> str:
        """Return what changed in words."""
        return ", ".join(kind_words(kind) for kind in self.kinds)


def told_changes(comparison: Comparison) -> list[Change]:
    """Return the changes that readers hear of: not the version, dates and owner, which differ in every revision."""
    return [change for change in comparison.changes if change.kind not in _CONTROL or change.unit_kind != "document"]


def changed_units(comparison: Comparison) -> tuple[ChangedUnit, ...]:
    """Return the changed units: scripts first, then answers, flows and fees, then the rest in the order of the text."""
    by_address: dict[str, list[Change]] = {}
    for change in told_changes(comparison):
        by_address.setdefault(change.address, []).append(change)
    units = [_unit(changes) for changes in by_address.values()]
    return tuple(sorted(units, key=lambda unit: _FIRST.get(unit.unit_kind, len(_FIRST))))


def counts_in_words(comparison: Comparison) -> str:
    """Return how many changes there are of each kind, the most frequent first, such as `3 kalimat berubah`."""
    counts = Counter(change.kind for change in told_changes(comparison))
    order = list(ChangeKind)
    kinds = sorted(counts, key=lambda kind: (-counts[kind], order.index(kind)))
    return ", ".join(label("changes.count-of-kind", count=counts[kind], kind=kind_words(kind)) for kind in kinds)


def kind_words(kind: ChangeKind) -> str:
    """Return the words for a kind of change, as they stand inside a sentence."""
    words = label(f"compare.kind.{kind}")
    return words[:1].lower() + words[1:]


def _unit(changes: Sequence[Change]) -> ChangedUnit:
    first = changes[0]
    worded = next((change for change in changes if change.semula or change.menjadi), first)
    semula, menjadi = excerpts(worded)
    return ChangedUnit(
        first.address,
        first.unit_kind,
        first.title,
        "" if first.unit_kind in _COUNTED_ROWS else first.number_after or first.number_before,
        tuple(dict.fromkeys(change.kind for change in changes)),
        semula,
        menjadi,
    )


def excerpts(change: Change) -> tuple[str | None, str | None]:
    """Return the words before and after, both cut so that their first difference is in sight."""
    start = _first_difference(change.runs)
    return _cut(change.semula, start), _cut(change.menjadi, start)


def _first_difference(runs: Sequence[WordRun]) -> int:
    """Return how many letters both texts have in common at their beginning."""
    return len(runs[0].text) if len(runs) > 1 and runs[0].mark == "same" else 0


def _cut(text: str | None, difference: int) -> str | None:
    if text is None:
        return None
    start = 0
    if len(text) > LONGEST and difference > LEAD:
        start = difference - LEAD
        # A cut at a blank leaves whole words; without one near by, a word is cut.
        blank = re.compile(r"\s").search(text, start, difference)
        start = blank.end() if blank else start
    shown = " ".join(text[start : start + LONGEST].split())
    is_cut = start + LONGEST < len(text)
    return f"{'… ' if start else ''}{shown}{' …' if is_cut else ''}"
