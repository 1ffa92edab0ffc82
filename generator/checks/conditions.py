"""Conditions: the fact is declared, and the value is one that it can have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.scope import all_models
from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.model.conditions import Condition, parse_bounds
from generator.model.regions import FLAG_VALUES
from generator.problems import Problem, error
from generator.suggest import did_you_mean


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a condition that no value of its fact can meet."""
    for model in all_models(library):
        if isinstance(model, Condition) and (fact := library.setting(model.fact, Fact)):
            yield from problems_of(model, fact)


def problems_of(condition: Condition, fact: Fact) -> Iterator[Problem]:
    """Yield a problem for a condition that no value of its fact can meet."""
    if fact.type in ("duration", "count"):
        yield from _bounds(condition, fact)
    elif fact.type == "choice":
        yield from _choice(condition, [value.value for value in fact.values])
    elif fact.type == "flag":
        yield from _choice(condition, list(FLAG_VALUES))


def _bounds(condition: Condition, fact: Fact) -> Iterator[Problem]:
    bounds = parse_bounds(condition.is_)
    if bounds is None:
        yield error(condition.place("is"), "condition-not-bounds", value=condition.is_, unit=fact.unit or "")
    elif fact.unit and bounds.unit != fact.unit:
        yield error(condition.place("is"), "condition-wrong-unit", value=condition.is_, unit=fact.unit)


def _choice(condition: Condition, values: list[str]) -> Iterator[Problem]:
    if condition.is_ not in values:
        meant = did_you_mean(condition.is_, values) or ", ".join(values)
        yield error(condition.place("is"), "condition-unknown-value", value=condition.is_, meant=meant)
