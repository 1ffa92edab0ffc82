"""The texts of a revision that are text to somebody: not what a picture or a screen shows, not marks of ours."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.figure.schema import Figure
from generator.kinds.table.schema import Table
from generator.model.base import Model
from generator.survey import Reading, Text

_TITLES = ("title", "purpose")
_CLAUSES = frozenset((Clause, Branch))


def sample_positions(reading: Reading) -> set[int]:
    """Return the positions of the entries that are part of a picture or of a screen's content."""
    shown = [entry for entry in reading.of(Table) if entry.model.shape == "screen"]
    return {position for entry in (*reading.of(Figure), *shown) for position in range(entry.position, entry.last + 1)}


def written_texts(reading: Reading, left_out: frozenset[type[Model]]) -> Iterator[Text]:
    """Yield the texts to the source's letter, in reading order.

    Titles that are ours, what a picture or screen shows, and what is written wholly in capitals are left out.

    Args:
        reading: The revision.
        left_out: Classes whose texts do not count.
    """
    samples = sample_positions(reading)
    for text in reading.texts:
        found, kind = text.found, type(text.entry.model)
        if not found.role.is_verbatim or kind in left_out or text.entry.position in samples:
            continue
        if found.path[0] in _TITLES and kind not in _CLAUSES:
            continue
        if not found.value.isupper():
            yield text
