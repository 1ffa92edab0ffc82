"""What is wrong with the numbered lists of the content, worked out once for the rules that ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from generator.checks.reading.numbered_lists import NumberedList, lists_in_text, lists_of
from generator.checks.reading.ordinals import Fault, SequenceFault, faults_of, kind_of, value_of
from generator.kinds.clause.schema import Branch, Clause
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey

Found = tuple[NumberedList, SequenceFault]
_FOUND: WeakKeyDictionary[RevisionReading, list[Found]] = WeakKeyDictionary()


def faults_in(survey: Survey, *wanted: Fault) -> Iterator[Found]:
    """Yield the lists with a fault of these kinds; what an application shows may leave numbers out."""
    for reading in survey.revisions:
        if reading not in _FOUND:
            _FOUND[reading] = list(_all_faults(reading))
        for numbered, fault in _FOUND[reading]:
            if fault.fault in wanted and (numbered.is_ours_to_number or fault.fault is Fault.TWICE):
                yield numbered, fault


def _all_faults(reading: RevisionReading) -> Iterator[Found]:
    for numbered in _all_lists(reading):
        if len(numbered.items) > 1 or isinstance(numbered.items[0].entry.model, Clause):
            for fault in faults_of([item.ordinal for item in numbered.items], numbered.after):
                yield numbered, fault


def _all_lists(reading: RevisionReading) -> Iterator[NumberedList]:
    yield from lists_of(reading)
    for text in reading.texts:
        if text.found.role.is_markup and text.found.role.is_verbatim and "\n" in text.found.value:
            yield from (numbered for numbered in lists_in_text(text) if len(numbered.items) > 1)


def lost_number(numbered: NumberedList, position: int) -> Entry[Model] | None:
    """Return the clause that stands, without a number, exactly where the number before this one is missing."""
    item = numbered.items[position]
    if not isinstance(item.entry.model, Clause):
        return None
    kind = kind_of([each.ordinal.last for each in numbered.items])
    here = value_of(item.ordinal.last, kind)
    last = value_of(numbered.items[position - 1].ordinal.last, kind) if position else numbered.after
    if here is None or last is None or here != last + 2:
        return None
    start = numbered.items[position - 1].entry.position if position else -1
    between = [
        entry
        for entry in numbered.container.inside
        if start < entry.position < item.entry.position
        and isinstance(entry.model, Clause)
        and not entry.model.number
        and (entry.model.text or entry.model.title or isinstance(entry.model, Branch))
    ]
    return between[0] if len(between) == 1 else None
