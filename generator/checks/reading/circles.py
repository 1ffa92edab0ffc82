"""Clauses that only lead on, and the circles that they form."""

from __future__ import annotations

from generator.checks.reading.pointing import Pointer
from generator.checks.reading.reference_words import DELEGATING, relative_phrases
from generator.kinds.clause.schema import Clause, DefinitionBlock, FigureBlock, GapBlock, NoteBlock
from generator.kinds.gap.schema import Gap
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.survey import Entry, RevisionReading, letter_of
from generator.text.markdown_subset import find_references

# What may stand in a clause without being its content.
IDLE = (GapBlock, NoteBlock, FigureBlock, DefinitionBlock, Gap, Reference, Condition, Erratum)
Leads = dict[int, list[tuple[str, Entry[Model]]]]
"""The words and targets of each clause that only leads on, by the id of its entry."""


def leads_of(reading: RevisionReading, pointer: Pointer, entry: Entry[Clause]) -> list[tuple[str, Entry[Model]]]:
    """Return the words and targets of a clause that does nothing but lead on."""
    if any(not isinstance(each.model, IDLE) for each in entry.inside):
        return []
    letter = letter_of(entry.model.text or "")
    found: list[tuple[str, Entry[Model]]] = []
    for reference in entry.model.references:
        start = letter.find(reference.text)
        target = reading.find(reference.to) if reference.to and reference.state in ("resolved", "relative") else None
        is_led = bool(DELEGATING.search(letter[: max(start, 0)]) or DELEGATING.match(reference.text))
        if target is not None and is_led:
            found.append((reference.text, target))
    for link in find_references(entry.model.text or "") if "[[" in (entry.model.text or "") else []:
        target = reading.find(link.address)
        before = letter_of((entry.model.text or "")[: link.start])
        if target is not None and DELEGATING.search(before):
            found.append((link.text or link.address, target))
    if not found and letter:
        for phrase in relative_phrases(letter):
            is_led = phrase.is_bare or bool(DELEGATING.search(letter[: phrase.start]))
            targets = [pointer.numbered(entry, number) for number in phrase.numbers if is_led]
            found += [(phrase.words, target) for target in targets if target is not None]
    return found


def circle_from(start: Entry[Clause], leads: Leads) -> list[Entry[Model]]:
    """Return the places from a clause along its references back to itself; empty when there is no such way."""
    stack: list[tuple[Entry[Model], list[Entry[Model]]]] = [(start, [start])]
    seen: set[int] = set()
    while stack:
        entry, path = stack.pop()
        for each in (entry, *entry.within(Clause)):
            for _, target in leads.get(id(each), ()):
                # Led to the chapter around it, a place that leads on is led back to itself.
                if target is start or (target.position < start.position <= target.last and _is_empty(target, leads)):
                    return path
                if id(target) not in seen and _is_empty(target, leads):
                    seen.add(id(target))
                    stack.append((target, [*path, target]))
    return []


def _is_empty(entry: Entry[Model], leads: Leads) -> bool:
    """Tell whether a place leads on, or holds nothing but places that do."""
    if id(entry) in leads:
        return True
    inside = [each for each in entry.inside if isinstance(each.model, Clause)]
    others = [each for each in entry.inside if not isinstance(each.model, (Clause, *IDLE))]
    return bool(inside) and not others and all(_is_empty(each, leads) for each in inside)
