"""What the label of a connection says, beside the conditions that are typed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from generator.checks.reading.facts import Facts
from generator.checks.reading.quantities import in_smallest, quantities
from generator.kinds.flow.schema import FlowEdge
from generator.kinds.settings.schema import Fact
from generator.model.conditions import Condition, parse_bounds
from generator.survey import letter_of

_ANSWERS = {"ya": "ya", "iya": "ya", "sudah": "ya", "tidak": "tidak", "belum": "tidak", "bukan": "tidak"}
_FIRST_WORD = re.compile(r"\W*(\w+)")
_NEGATION = re.compile(r"\b(?:tidak|belum|bukan|tanpa)\b", re.IGNORECASE)


def contrary_labels(edge: FlowEdge, question: str, facts: Facts) -> Iterator[tuple[int, str]]:
    """Yield the conditions that a label contradicts, by their places, with what the label says instead.

    Args:
        edge: A connection; its bounds are compared with what the label says of them elsewhere.
        question: What the node asks at which it begins.
        facts: The declared facts.
    """
    flags = [each for each in edge.when if (fact := facts.find(each.fact)) and fact.type == "flag"]
    for position, condition in enumerate(edge.when):
        fact = facts.find(condition.fact)
        if fact is None:
            continue
        said = ""
        if fact.type == "choice":
            said = other_value(edge, condition, facts)
        elif fact.type == "flag" and len(flags) == 1:
            said = _other_answer(edge.label or "", condition, fact, question)
        elif facts.is_counted(fact.id):
            said = _number_too_many(edge, condition, fact, facts)
        if said:
            yield position, said


def other_value(edge: FlowEdge, condition: Condition, facts: Facts) -> str:
    """Return the value that a label names in place of the one of a condition; empty when it names no other."""
    fact = facts.find(condition.fact)
    if fact is None or fact.type != "choice" or not edge.label:
        return ""
    words = tuple((each.value, each.name or each.value) for each in fact.values)
    named = dict(_values_in(letter_of(edge.label), words))
    stated = {each.is_.casefold() for each in edge.when}
    if condition.is_ in named:
        return ""
    return next((shown for shown in named.values() if shown.casefold() not in stated), "")


def _values_in(label: str, values: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Yield the declared values that stand in a label, each with its words; `BELUM SELESAI` is no `SELESAI`."""
    value_of = {form.casefold(): value for value, name in values for form in (name, value)}
    for found in _pattern(tuple(value_of)).finditer(label):
        yield value_of[found[0].casefold()], found[0]


@lru_cache(maxsize=1000)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _other_answer(label: str, condition: Condition, fact: Fact, question: str) -> str:
    """Return the answer with which a label begins, when it is the other one and the question asks what the fact says.

    `ya` to `Belum lengkap?` means that the fact `Data lengkap` is not so.
    """
    first = _FIRST_WORD.match(letter_of(label))
    answer = _ANSWERS.get(first[1].casefold()) if first else None
    is_turned = bool(_NEGATION.search(question)) != bool(_NEGATION.search(fact.name))
    if first is None or answer is None or answer == condition.is_ or is_turned:
        return ""
    return first[1]


def _number_too_many(edge: FlowEdge, condition: Condition, fact: Fact, facts: Facts) -> str:
    """Return a number of the label, in a unit of the same kind, that no condition of the connection states."""
    stated = set(_numbers_in(edge, facts))
    own = parse_bounds(condition.is_)
    _, kind = in_smallest(Decimal(1), fact.unit or (own.unit if own else ""))
    said = [each for each in quantities(letter_of(edge.label or "")) if each.kind == kind]
    # A label that shares no number with its conditions at all is the matter of `contrary_words`.
    if not any((each.kind, each.value) in stated for each in said):
        return ""
    return next((each.written for each in said if (each.kind, each.value) not in stated), "")


def _numbers_in(edge: FlowEdge, facts: Facts) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers of all conditions, each with its kind, in the smallest unit of that kind."""
    for condition in edge.when:
        fact, bounds = facts.find(condition.fact), parse_bounds(condition.is_)
        if fact is None or bounds is None:
            continue
        for value in (bounds.low, bounds.high):
            if value is not None:
                number, kind = in_smallest(value, fact.unit or bounds.unit)
                yield kind, number
