"""The bounds that the words of a case state, beside the condition that is typed there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.checks.reading.decisions import Case
from generator.checks.reading.facts import Facts
from generator.checks.reading.quantities import Quantity, in_smallest, quantities
from generator.kinds.clause.schema import Branch, Clause, DefinitionBlock
from generator.kinds.flow.schema import FlowEdge
from generator.model.base import Model
from generator.model.conditions import Bounds, Condition, parse_bounds
from generator.survey import Entry, letter_of

# The typed signs that agree with a sign in words; `@` is a moment, which cannot be an upper bound.
AGREEING = {"<": {"<"}, "<=": {"<="}, ">": {">"}, ">=": {">="}, "@": {">", ">=", "="}, "": {"<", "<=", ">", ">=", "="}}


def is_contrary(case: Case, facts: Facts) -> bool:
    """Tell whether a condition of a case is not what its words say: what follows from it is no fault of its own."""
    return any(
        contrary_words(condition, key, case.entry, facts)
        for key, conditions in (("when", case.when), ("unless", case.unless))
        for condition in conditions
    )


def contrary_words(condition: Condition, key: str, entry: Entry[Model], facts: Facts) -> str:
    """Return what the words of a case say, when they state bounds of this kind and none is the condition's.

    Args:
        condition: A condition of the clause or connection.
        key: `when` or `unless`.
        entry: The clause or connection.
        facts: The declared facts.
    """
    fact = facts.find(condition.fact) if facts.is_counted(condition.fact) else None
    bounds = parse_bounds(condition.is_)
    if fact is None or bounds is None:
        return ""
    unit = fact.unit or bounds.unit
    _, kind = in_smallest(Decimal(1), unit)
    said = _said(entry, kind)
    if not said:
        return ""
    for sign, value in _signs(bounds):
        number, _ = in_smallest(value, unit)
        alike = [each for each in said if each.value == number]
        if not alike:
            return said[0].written
        if key == "when" and not any(sign in AGREEING[each.sign] for each in alike):
            return f"{_before(alike[0].sign)}{alike[0].written}"
    return ""


def _before(sign: str) -> str:
    return {"@": "selama ", "": ""}.get(sign, f"{sign} ")


def _signs(bounds: Bounds) -> Iterator[tuple[str, Decimal]]:
    if bounds.low is not None and bounds.low == bounds.high:
        yield "=", bounds.low
        return
    if bounds.low is not None:
        yield (">=" if bounds.has_low else ">"), bounds.low
    if bounds.high is not None:
        yield ("<=" if bounds.has_high else "<"), bounds.high


def _said(entry: Entry[Model], kind: str) -> list[Quantity]:
    """Return the quantities of a kind in the words that state the case: the nearest words that have any."""
    for words in _words(entry):
        own, _, _ = letter_of(words).partition("sama dengan")
        found = [each for each in quantities(own) if each.kind == kind]
        if found:
            return found
    return []


def _words(entry: Entry[Model]) -> Iterator[str]:
    model = entry.model
    if isinstance(model, FlowEdge):
        yield model.label or ""
        return
    if isinstance(model, Clause):
        yield model.branch if isinstance(model, Branch) else model.title or ""
        yield (model.text or "").partition("\n\n")[0]
        yield model.label or ""
    for each in entry.inside:
        if isinstance(each.model, DefinitionBlock):
            yield each.model.definition.text or ""
