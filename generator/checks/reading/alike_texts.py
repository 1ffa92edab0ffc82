"""Texts that may have been written twice, and the groups of those that are alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.checks.reading.circumstances import is_superseded, same_change
from generator.checks.reading.content_words import plain_words, word_set
from generator.checks.reading.similarity import similar_groups
from generator.kinds.clause.schema import Clause, Speech
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, Table
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, letter_of

# Two texts that differ in one of these say different things in the same words.
CONTRASTS = frozenset(["tidak", "tanpa", "bukan", "belum", "jangan", "gagal", "error", "hanya", "kecuali"])
DIGIT = re.compile(r"[0-9]")


@dataclass(eq=False)
class Block:
    """A text that may have been written twice.

    Attributes:
        entry: The model it belongs to.
        key: The key it stands under.
        letter: The words without markup.
    """

    entry: Entry[Model]
    key: str
    letter: str

    @cached_property
    def meaning(self) -> frozenset[str]:
        """Return the words that carry its meaning."""
        return word_set(self.letter)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words by which it is compared: a sentence to say by all its words."""
        return frozenset(plain_words(self.letter)) if isinstance(self.entry.model, Script) else self.meaning

    @cached_property
    def contrast(self) -> tuple[frozenset[str], str, str | None]:
        """Return what sets a text apart though it is alike: numbers and negations, and the kind of text."""
        apart = self.words & CONTRASTS
        if DIGIT.search(self.letter):
            apart |= {word for word in self.words if word[0].isdigit()}
        return apart, type(self.entry.model).__name__, self._table

    @property
    def _table(self) -> str | None:
        return self.entry.address.rpartition("/")[0] if isinstance(self.entry.model, Row) else None


Excuse = Callable[[Block, Block], bool]
Alike = tuple[Block, list[tuple[Block, float]]]


def alike(blocks: Sequence[Block], threshold: float, excuse: Excuse) -> Iterator[Alike]:
    """Yield the first text of each group and those that are like an earlier one."""
    rooms: dict[object, list[Block]] = {}
    for block in blocks:
        rooms.setdefault(block.contrast, []).append(block)
    for room in rooms.values():
        if len(room) > 1:
            yield from _alike_in(room, threshold, excuse)


def _alike_in(room: list[Block], threshold: float, excuse: Excuse) -> Iterator[Alike]:
    def excused(one: int, other: int) -> bool:
        return excuse(room[one], room[other])

    for group in similar_groups([block.words for block in room], threshold, excused=excused):
        yield room[group.first], [(room[match.position], match.similarity) for match in group.matches]


def blocks_of(reading: RevisionReading) -> Iterator[Block]:
    """Yield the texts of clauses, answers, definitions, rows and scripts; not those that lead to a list."""
    for entry in reading.of(Clause, FaqEntry, Definition, Script, Row):
        model = entry.model
        if is_superseded(entry) and not isinstance(model, Script):
            continue
        if isinstance(model, FaqEntry):
            yield Block(entry, "answer", letter_of(model.answer or ""))
        elif isinstance(model, Row):
            table = entry.nearest(Table)
            if table and table.model.shape != "screen":
                yield Block(entry, "cells", " | ".join(letter_of(cell) for cell in model.cells.values()))
        elif isinstance(model, Clause | Definition | Script) and model.text and not _is_lead(model):
            yield Block(entry, "text", letter_of(model.text))


def _is_lead(model: Clause | Definition | Script) -> bool:
    """Tell whether a text leads to what stands below it, as parallel branches do in the same words."""
    return isinstance(model, Clause) and (model.text or "").rstrip(" *_\n").endswith(":")


def may_repeat(one: Block, other: Block) -> bool:
    """Tell whether two texts may well be the same: two sides, instances of one table, ways of saying one thing."""
    first, second = one.entry, other.entry
    if are_revisions(one, other) or same_change(first, second):
        return True
    if isinstance(first.model, Row) or isinstance(second.model, Row):
        return False
    table, speech = first.nearest(Table), first.nearest(Speech)
    return (table is not None and table is second.nearest(Table)) or (
        speech is not None and speech is second.nearest(Speech)
    )


def are_revisions(one: Block, other: Block) -> bool:
    """Tell whether two texts stand in two revisions of one document."""
    first, second = one.entry, other.entry
    return first.document_id == second.document_id and first.revision_key != second.revision_key
