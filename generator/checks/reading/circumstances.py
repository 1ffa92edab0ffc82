"""Under which circumstances an entry holds: the conditions around it, and whether two of them can meet."""

from __future__ import annotations

from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import Clause, ScriptBlock, Speech
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row
from generator.model.base import Model
from generator.model.conditions import Bounds, Condition, parse_bounds
from generator.survey import Entry, RevisionReading


def conditions_of(entry: Entry[Model]) -> dict[str, list[str]]:
    """Return the values that the facts must have for an entry to hold: its own conditions and those around it."""
    found: dict[str, list[str]] = {}
    for each in (entry, *entry.around()):
        for condition in _conditions(each.model):
            found.setdefault(condition.fact, []).append(condition.is_)
    return found


def _conditions(model: Model) -> list[Condition]:
    if isinstance(model, Clause | FaqEntry):
        return model.when
    return model.facts if isinstance(model, Row) else []


def exclude_each_other(one: Entry[Model], other: Entry[Model]) -> bool:
    """Tell whether two entries never hold together: some fact would need two values at once."""
    first, second = conditions_of(one), conditions_of(other)
    return any(
        _disjoint(value, against) for fact in first.keys() & second.keys() for value in first[fact]
        for against in second[fact]
    )  # fmt: skip


def _disjoint(one: str, other: str) -> bool:
    first, second = parse_bounds(one), parse_bounds(other)
    if first is None or second is None:
        return one.casefold() != other.casefold()
    return first.unit == second.unit and (_is_below(first, second) or _is_below(second, first))


def _is_below(one: Bounds, other: Bounds) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and not (one.has_high and other.has_low))


def is_superseded(entry: Entry[Model]) -> bool:
    """Tell whether an entry is written in the `Semula` of a change pair: it is history."""
    below: Entry[Model] = entry
    for around in entry.around():
        if isinstance(around.model, Change) and isinstance(below.model, Side):
            return around.model.before is below.model
        below = around
    return False


def same_change(one: Entry[Model], other: Entry[Model]) -> bool:
    """Tell whether two entries stand in one change pair."""
    change = one.nearest(Change)
    return change is not None and change is other.nearest(Change)


def places_of(reading: RevisionReading) -> dict[str, list[Entry[Model]]]:
    """Return where each script of a revision is said, by its id: the blocks that hold or name it, in order."""
    found: dict[str, list[Entry[Model]]] = {}
    for block in (*reading.of(ScriptBlock), *reading.of(Speech)):
        for script in _scripts(block.model):
            local_id = script.id if isinstance(script, Script) else script.rsplit("/", 1)[-1]
            found.setdefault(local_id, []).append(block)
    return found


def _scripts(model: Model) -> list[Script | str]:
    if isinstance(model, ScriptBlock):
        return [model.script]
    return [*model.in_order, *model.one_of] if isinstance(model, Speech) else []
