"""Conditions: one way to say when something applies, for steps, flows, overlays and tables.

Facts are declared once in settings. A condition names a fact and states the bounds that the
source states, holes included: `1-24 jam` leaves the first hour open, and that is data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.model.base import Model, approved
from generator.model.fields import FactRef, Letter

_NUMBER = r"([0-9]+(?:,[0-9]+)?)"
# Begins with a letter, so that `1.750` and `2 - x` are no number with an odd unit.
_UNIT = r"\s*((?:[^\W\d_].*)?)"
_COMPARISON = re.compile(rf"(<=|>=|<|>|=|≤|≥)\s*{_NUMBER}{_UNIT}")
_SPAN = re.compile(rf"{_NUMBER}\s*(?:-|–|sampai)\s*{_NUMBER}{_UNIT}")
_POINT = re.compile(rf"{_NUMBER}{_UNIT}")


class Condition(Model):
    """A fact and the values for which something applies."""

    fact: FactRef = approved("The fact, as declared in settings/facts.yml.")
    is_: Letter = approved(
        "A bound (`< 12 jam`), a span (`1-24 jam`), a count (`2`) or one of the fact's values.", alias="is"
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range of a counted fact; None leaves that side open.

    Attributes:
        low, high: The bounds in `unit`.
        has_low, has_high: Whether the bound itself belongs to the range.
        unit: The unit as written, such as `jam`; empty when none is.
    """

    low: Decimal | None
    has_low: bool
    high: Decimal | None
    has_high: bool
    unit: str

    def contains(self, value: Decimal) -> bool:
        """Tell whether a value lies in the range."""
        above = self.low is None or value > self.low or (self.has_low and value == self.low)
        below = self.high is None or value < self.high or (self.has_high and value == self.high)
        return above and below


def parse_bounds(written: str) -> Bounds | None:
    """Read the bounds of a counted fact.

    Args:
        written: Such as `< 12 jam`, `≥ 12 jam`, `1-24 jam` (both ends belong), `2`.

    Returns:
        The bounds, or None when the text states none, or a span that ends before it begins.
    """
    if found := _COMPARISON.fullmatch(written):
        return _compared(found[1], _decimal(found[2]), found[3].strip())
    if found := _SPAN.fullmatch(written):
        low, high = _decimal(found[1]), _decimal(found[2])
        return Bounds(low, True, high, True, found[3].strip()) if low <= high else None
    if found := _POINT.fullmatch(written):
        value = _decimal(found[1])
        return Bounds(value, True, value, True, found[2].strip())
    return None


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _compared(sign: str, value: Decimal, unit: str) -> Bounds:
    match sign:
        case "<":
            return Bounds(None, False, value, False, unit)
        case "<=" | "≤":
            return Bounds(None, False, value, True, unit)
        case ">":
            return Bounds(value, False, None, False, unit)
        case ">=" | "≥":
            return Bounds(value, True, None, False, unit)
        case _:
            return Bounds(value, True, value, True, unit)
