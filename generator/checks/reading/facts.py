"""The declared facts, and what conditions on them mean."""

from __future__ import annotations

from functools import lru_cache

from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.model.conditions import Condition, parse_bounds
from generator.model.ranges import Ranges, everything, ranges_of
from generator.model.regions import COUNTED, FLAG_VALUES


class Facts:
    """The declared facts, and what their conditions mean."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def find(self, fact_id: str) -> Fact | None:
        """Return a declared fact."""
        return self._library.setting(fact_id, Fact)

    def is_counted(self, fact_id: str) -> bool:
        """Tell whether conditions on a fact state bounds."""
        fact = self.find(fact_id)
        return fact is not None and fact.type in COUNTED

    def is_whole(self, fact_id: str) -> bool:
        """Tell whether a fact is a count, of which only whole numbers exist."""
        fact = self.find(fact_id)
        return fact is not None and fact.type == "count"

    def values(self, fact_id: str) -> tuple[str, ...]:
        """Return the values that a fact may have; none for counted facts and texts."""
        fact = self.find(fact_id)
        if fact is None:
            return ()
        return FLAG_VALUES if fact.type == "flag" else tuple(each.value for each in fact.values)

    def everything(self, fact_id: str) -> Ranges:
        """Return all values of a counted fact."""
        return everything(is_whole=self.is_whole(fact_id))

    def ranges(self, condition: Condition) -> Ranges | None:
        """Return the values of a condition; None when it states no bounds in the unit of its fact."""
        fact = self.find(condition.fact)
        return _ranges(condition.is_, fact.unit, is_whole=fact.type == "count") if fact else None


@lru_cache(maxsize=10_000)
def _ranges(written: str, unit: str | None, *, is_whole: bool) -> Ranges | None:
    bounds = parse_bounds(written)
    if bounds is None or (unit and bounds.unit != unit):
        return None
    return ranges_of(bounds, is_whole=is_whole)
