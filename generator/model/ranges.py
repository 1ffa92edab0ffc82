"""Ranges of a counted fact: which values a condition lets through, and which ones several leave open.

A range runs from edge to edge. An edge lies just before a value or just after it, so that `< 12` and `<= 12`
end at different edges and no value falls between two ranges unseen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.model.conditions import Bounds

BEFORE, AFTER = 0, 1
Edge = tuple[Decimal, int]
ENDLESS: Edge = (Decimal("Infinity"), BEFORE)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Every value from one edge to another."""

    low: Edge
    high: Edge


Ranges = tuple[Span, ...]


def everything(*, is_whole: bool) -> Ranges:
    """Return all values: durations from 0 on; counts, which are whole numbers, from 1 on."""
    return (Span(_least(is_whole=is_whole), ENDLESS),)


def _least(*, is_whole: bool) -> Edge:
    return Decimal(1 if is_whole else 0), BEFORE


def ranges_of(bounds: Bounds, *, is_whole: bool) -> Ranges:
    """Return the values within bounds; of a count the whole numbers only."""
    low = (Decimal(0), BEFORE) if bounds.low is None else (bounds.low, BEFORE if bounds.has_low else AFTER)
    high = ENDLESS if bounds.high is None else (bounds.high, AFTER if bounds.has_high else BEFORE)
    return _kept([Span(_whole(low), _whole(high)) if is_whole else Span(low, high)])


def _whole(edge: Edge) -> Edge:
    """Return the edge just before the first whole number that lies behind an edge."""
    value, side = edge
    if value.is_infinite():
        return edge
    above = math.floor(value) + 1 if side == AFTER else math.ceil(value)
    return Decimal(above), BEFORE


def _kept(spans: Iterable[Span]) -> Ranges:
    """Return spans in order, without empty ones, joined where they touch."""
    joined: list[Span] = []
    for span in sorted(each for each in spans if each.low < each.high):
        if joined and span.low <= joined[-1].high:
            joined[-1] = Span(joined[-1].low, max(joined[-1].high, span.high))
        else:
            joined.append(span)
    return tuple(joined)


def union(several: Iterable[Ranges]) -> Ranges:
    """Return what lies in any of the ranges."""
    return _kept(span for ranges in several for span in ranges)


def common(one: Ranges, other: Ranges) -> Ranges:
    """Return what lies in both."""
    return _kept(Span(max(a.low, b.low), min(a.high, b.high)) for a in one for b in other)


def without(ranges: Ranges, taken: Ranges) -> Ranges:
    """Return what lies in the first and not in the second."""
    left = ranges
    for span in taken:
        below = (Span((Decimal("-Infinity"), BEFORE), span.low), Span(span.high, ENDLESS))
        left = common(left, below)
    return left


def is_ray(ranges: Ranges) -> int:
    """Return 1 when the ranges only have a lower bound, -1 when they only have an upper one, else 0."""
    if len(ranges) != 1:
        return 0
    span = ranges[0]
    if span.high == ENDLESS:
        return 1
    return -1 if span.low[0] == 0 else 0


def in_signs(span: Span, unit: str, *, is_whole: bool) -> str:
    """Write a span as conditions do: `< 1 jam`, `> 12, < 24 jam`, `= 12 jam`."""
    low, high = _signs(span, _least(is_whole=is_whole), is_whole=is_whole)
    if low[1] and low[1] == high[1]:
        return f"= {low[1]} {unit}".strip()
    parts = [f"{sign} {value}" for sign, value in (low, high) if sign]
    return f"{', '.join(parts)} {unit}".strip()


LOW_WORDS = {">": "lebih dari {}", ">=": "{} atau lebih"}
HIGH_WORDS = {"<": "kurang dari {}", "<=": "{} atau kurang"}


def in_words(span: Span, unit: str, *, is_whole: bool, least: Edge | None = None) -> str:
    """Write a span in Indonesian: `kurang dari 1 jam`, `tepat 12 jam`, `4 kali atau lebih`.

    Args:
        span: Some values, not all of them.
        unit: The unit; may be empty.
        is_whole: Only whole numbers are meant.
        least: Where the values begin; left out: where those of durations and counts do.
    """
    low, high = _signs(span, least or _least(is_whole=is_whole), is_whole=is_whole)
    if low[1] and low[1] == high[1]:
        return f"tepat {low[1]} {unit}".strip()
    if not high[0]:
        return LOW_WORDS[low[0]].format(f"{low[1]} {unit}".strip())
    if not low[0]:
        return HIGH_WORDS[high[0]].format(f"{high[1]} {unit}".strip())
    start = f"lebih dari {low[1]}" if low[0] == ">" else f"dari {low[1]}"
    end = "sampai kurang dari" if high[0] == "<" else "sampai"
    return f"{start} {end} {high[1]} {unit}".strip()


def _signs(span: Span, least: Edge, *, is_whole: bool) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return sign and number of both bounds; empty where there is none."""
    low, high = ("", ""), ("", "")
    if span.low > least:
        low = (">" if span.low[1] == AFTER else ">=", _number(span.low[0]))
    if span.high != ENDLESS:
        last = span.high[0] - 1 if is_whole else span.high[0]
        high = ("<=" if is_whole or span.high[1] == AFTER else "<", _number(last))
    if not low[0] and high == ("<=", _number(least[0])):
        low = (">=", high[1])
    return low, high


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
