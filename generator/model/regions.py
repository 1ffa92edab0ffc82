"""Regions: the values of a fact, parted wherever one of some conditions begins or ceases to hold.

Within a region no value differs from another for any of the conditions, so a decision over several facts has
finitely many cases, one for each combination of regions, and each can be looked at exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from generator.model.conditions import Bounds, Condition, parse_bounds
from generator.model.ranges import ENDLESS, Span, everything, in_words, ranges_of

if TYPE_CHECKING:
    from generator.kinds.settings.schema import Fact

COUNTED = ("duration", "count")
FLAG_VALUES = ("ya", "tidak")
# The words for a counted fact that no condition parts, and for a text that no condition names.
ANY_NUMBER = "berapa pun"
ANY_OTHER = "lainnya"


@dataclass(frozen=True, slots=True)
class Region:
    """Values of a fact that no condition tells apart.

    Attributes:
        fact: The id of the fact.
        name: The values in Indonesian: `kurang dari 12 jam`, `tepat 12 jam`, the name of a value, `ya`.
        sample: One of the values: a number in the unit of the fact, or the value as conditions write it.
        value: The value of a choice or flag, as conditions write it; None for numbers and for any other text.
        counts_as: The values for which conditions hold here: its own and those that cover it.
        span: The numbers from edge to edge; None for values.
    """

    fact: str
    name: str
    sample: Decimal | str
    value: str | None = None
    counts_as: frozenset[str] = frozenset()
    span: Span | None = field(default=None, compare=False, repr=False)


def domain(fact: Fact, conditions: Iterable[Condition]) -> tuple[Region, ...]:
    """Return all values of a fact in regions: numbers from the least on, choices and flags in their order.

    Args:
        fact: Counts are whole numbers from 1 on (from 0 where a condition names 0), durations begin at 0.
        conditions: Those of other facts, and those that are not in the unit of the fact, part nothing.
    """
    written = list(dict.fromkeys(each.is_ for each in conditions if each.fact == fact.id))
    if fact.type in COUNTED:
        return _counted(fact, [bounds for each in written if (bounds := _bounds(each, fact)) is not None])
    if fact.type == "choice":
        return _choices(fact)
    if fact.type == "flag":
        return tuple(_of_value(fact, value, value, {value}) for value in FLAG_VALUES)
    named = tuple(_of_value(fact, value, value, {value}) for value in written)
    return (*named, Region(fact.id, ANY_OTHER, ""))


def holds(condition: Condition, region: Region) -> bool:
    """Tell whether a condition holds for the values of a region, which must be one of a domain made with it.

    A condition on another fact, or one that states no bounds where a number is asked, never holds.
    """
    if condition.fact != region.fact:
        return False
    if isinstance(region.sample, str):
        return condition.is_ in region.counts_as
    bounds = parse_bounds(condition.is_)
    return bounds is not None and bounds.contains(region.sample)


def _bounds(written: str, fact: Fact) -> Bounds | None:
    bounds = parse_bounds(written)
    return None if bounds is None or (fact.unit and bounds.unit != fact.unit) else bounds


def _counted(fact: Fact, several: list[Bounds]) -> tuple[Region, ...]:
    is_whole = fact.type == "count"
    pieces = _pieces(several, is_whole=is_whole)
    samples = {piece: _sample(piece, is_whole=is_whole) for piece in pieces}
    alike = groupby(pieces, lambda piece: tuple(bounds.contains(samples[piece]) for bounds in several))
    regions: list[Region] = []
    for _, joined in alike:
        first, *others = joined
        span = Span(first.low, others[-1].high if others else first.high)
        is_all = len(pieces) == 1 + len(others)
        name = ANY_NUMBER if is_all else in_words(span, fact.unit or "", is_whole=is_whole, least=pieces[0].low)
        regions.append(Region(fact.id, name, samples[first], span=span))
    return tuple(regions)


def _pieces(several: list[Bounds], *, is_whole: bool) -> list[Span]:
    """Return the values, cut at every edge of some bounds."""
    whole = everything(is_whole=is_whole)[0]
    if is_whole and any(_names_nothing(bounds) for bounds in several):
        whole = Span((Decimal(0), whole.low[1]), whole.high)
    spans = [span for bounds in several for span in ranges_of(bounds, is_whole=is_whole)]
    inner = {edge for span in spans for edge in (span.low, span.high) if whole.low < edge < whole.high}
    edges = [whole.low, *sorted(inner), whole.high]
    return [Span(low, high) for low, high in pairwise(edges)]


def _names_nothing(bounds: Bounds) -> bool:
    """Tell whether bounds of a count speak of 0: `0`, `>= 0`, `< 1`."""
    if bounds.low is not None:
        return bounds.low < 1 and bounds.contains(Decimal(0))
    return bounds.high is not None and not bounds.contains(Decimal(1))


def _sample(span: Span, *, is_whole: bool) -> Decimal:
    """Return a value of a span: its first, else one between its edges."""
    (low, is_after), (high, _) = span.low, span.high
    if is_whole or not is_after:
        return low
    return low + 1 if span.high == ENDLESS else (low + high) / 2


def _choices(fact: Fact) -> tuple[Region, ...]:
    by_value = {each.value: each for each in fact.values}
    counts_as: dict[str, set[str]] = {value: {value} for value in by_value}
    for value, coarse in by_value.items():
        waiting = list(coarse.covers)
        seen: set[str] = set()
        while waiting:
            finer = waiting.pop()
            if finer in by_value and finer not in seen:
                seen.add(finer)
                counts_as[finer].add(value)
                waiting.extend(by_value[finer].covers)
    return tuple(_of_value(fact, value, each.name or value, counts_as[value]) for value, each in by_value.items())


def _of_value(fact: Fact, value: str, name: str, counts_as: set[str]) -> Region:
    return Region(fact.id, name, value, value, frozenset(counts_as))
