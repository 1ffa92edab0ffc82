"""Conditions in words, from the facts that settings declare."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.model.conditions import Condition
from generator.render.labels import label

_SIGNS = (("<=", "≤ "), (">=", "≥ "), ("<", "< "), (">", "> "), ("=", ""))


def conditions_in_words(conditions: Iterable[Condition], library: Library, *, joined_by: str) -> str:
    """Return conditions as one phrase, such as `lama menunggu 1–24 jam dan status tiket: open`.

    Args:
        conditions: In the author's order.
        library: Declares the facts.
        joined_by: The words between two conditions.
    """
    return joined_by.join(condition_in_words(condition, library) for condition in conditions)


def condition_in_words(condition: Condition, library: Library) -> str:
    """Return one condition in words; a fact that is not declared keeps its id."""
    fact = library.setting(condition.fact, Fact)
    if fact is None:
        return f"{condition.fact}: {condition.is_}"
    match fact.type:
        case "duration" | "count":
            return f"{fact.name} {bound_in_words(condition.is_)}"
        case "flag":
            words = label(f"flag.{condition.is_}") if condition.is_ in ("ya", "tidak") else condition.is_
            return f"{fact.name}: {words}"
        case _:
            return f"{fact.name}: {_name_of_value(fact, condition.is_)}"


def bound_in_words(written: str) -> str:
    """Return a bound in typographic form: `≥ 3 menit`, `1–24 jam`."""
    for sign, shown in _SIGNS:
        if written.startswith(sign):
            return shown + written.removeprefix(sign).strip()
    first, hyphen, rest = written.partition("-")
    is_span = bool(hyphen) and first.strip()[-1:].isdigit() and rest.strip()[:1].isdigit()
    return f"{first.strip()}–{rest.strip()}" if is_span else written


def _name_of_value(fact: Fact, value: str) -> str:
    return next((each.name or each.value for each in fact.values if each.value == value), value)
