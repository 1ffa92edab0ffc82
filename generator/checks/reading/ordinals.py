"""Numbers of lists: what `7.10.1`, `b)` and `iv.` say of their place, and where a list of them goes wrong."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

FORM = re.compile(r"\s*([(\[]?)((?:[^\W_]+\.)*)([0-9]{1,4}|[A-Za-z]{1,6})([.)\]:]*)\s*")
ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
ROMAN_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
KINDS = ("1", "a", "A", "i", "I")
"""Digits, letters and roman numerals; the first that fits a list best is meant."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number as written, taken apart: `7.10.1)` is `7.10.`, `1` and `)`."""

    written: str
    prefix: str
    last: str
    opening: str
    closing: str

    @property
    def punctuation(self) -> str:
        """Return how the number is set off: `(`, `)`, a final point, and `…` when it repeats its parent's."""
        return f"{self.opening}{'…' if self.prefix else ''}{self.closing}"

    def like(self, last: str) -> str:
        """Return another number in the form of this one."""
        return f"{self.opening}{self.prefix}{last}{self.closing}"

    @property
    def parent(self) -> str:
        """Return what stands before the last part, such as `7.10`; empty when there is one part only."""
        return self.prefix.rstrip(".")


class Fault(enum.StrEnum):
    """What is wrong with a number among its neighbours."""

    ORDER = "order"
    TWICE = "twice"
    RESTART = "restart"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class SequenceFault:
    """A fault at one position of a list; `expected` is the number that would stand there, as it would be written."""

    position: int
    fault: Fault
    expected: str


@lru_cache(maxsize=4096)
def read_ordinal(written: str) -> Ordinal | None:
    """Take a number apart; None when it is none, such as `Langkah pertama`."""
    found = FORM.fullmatch(written)
    return Ordinal(written.strip(), found[2], found[3], found[1], found[4]) if found else None


def value_of(last: str, kind: str) -> int | None:
    """Return the place that the last part of a number means when read as a kind of `KINDS`."""
    if kind == "1":
        return int(last) if last.isdigit() else None
    if not last.isalpha() or (last.isupper() != kind.isupper()):
        return None
    lower = last.lower()
    if kind in "aA":
        return ord(lower) - ord("a") + 1 if len(lower) == 1 else None
    roman = ROMAN.fullmatch(lower)
    return 10 * len(roman[1]) + ROMAN_UNITS[roman[2]] if roman else None


def write(place: int, kind: str) -> str:
    """Return the number of a place in a kind of `KINDS`."""
    if kind == "1" or place < 1:
        return str(place)
    if kind in "aA":
        letter = chr(ord("a") + (place - 1) % 26)
    else:
        units = {value: written for written, value in ROMAN_UNITS.items()}
        letter = "x" * (place // 10) + units[place % 10]
    return letter.upper() if kind.isupper() else letter


def kind_of(lasts: Sequence[str]) -> str:
    """Return the kind that a list of last parts is written in."""

    def fit(kind: str) -> tuple[int, int]:
        values = [value_of(last, kind) for last in lasts]
        steps = sum(1 for a, b in pairwise(values) if a is not None and b == a + 1)
        return sum(value is not None for value in values), steps + (values[0] == 1)

    return max(KINDS, key=fit)


def faults_of(numbers: Sequence[Ordinal], after: int = 0) -> list[SequenceFault]:
    """Return what is wrong with the numbers of one list, in order; one fault for one slip.

    Args:
        numbers: The numbers of siblings, in reading order.
        after: Where the list before this one ended, when this one may go on from there.
    """
    kind = kind_of([number.last for number in numbers])
    places = [value_of(number.last, kind) for number in numbers]
    usual = Counter(number.punctuation for number, place in zip(numbers, places, strict=True) if place is not None)
    marks = usual.most_common(1)[0][0] if usual else ""
    pattern = next((number for number in numbers if number.punctuation == marks), numbers[0])
    found: list[SequenceFault] = []
    counter = _Counter(kind, after)
    for position, (number, place) in enumerate(zip(numbers, places, strict=True)):
        if place is None or (number.punctuation != marks and len(usual) > 1):
            expected = counter.take_any()
            found.append(SequenceFault(position, Fault.STYLE, pattern.like(write(expected, kind))))
            continue
        fault = counter.take(place, places[position + 1 : position + 2])
        if fault is not None:
            found.append(SequenceFault(position, fault, number.like(write(counter.expected, kind))))
        later = places[position + 1 :] if fault is Fault.ORDER else []
        if place in later and counter.expected not in later:
            # Its neighbour bears this number too: it is this one that was miscounted.
            counter.settle(counter.expected, None)
        else:
            counter.settle(place, fault)
    return found


class _Counter:
    """Counts along a list and notices what does not follow."""

    def __init__(self, kind: str, after: int) -> None:
        self.kind = kind
        self.after = after
        self.seen: set[int] = set()
        self.late: set[int] = set()
        self.expected = 1
        self.is_first = True
        self.may_skip = False

    def take_any(self) -> int:
        """Count a number that is written in another way: it takes the next place."""
        place = self.expected
        self.settle(place, None)
        return place

    def take(self, place: int, later: Sequence[int | None]) -> Fault | None:
        """Return what is wrong with this place, if anything."""
        if self.is_first:
            return None if place in (0, 1, self.after + 1) else Fault.ORDER
        if place == self.expected or place in self.late:
            return None
        if place in self.seen:
            starts_again = place == 1 and len(self.seen) > 1 and later[:1] == [2]
            return Fault.RESTART if starts_again else Fault.TWICE
        return None if self.may_skip and place == self.expected + 1 else Fault.ORDER

    def settle(self, place: int, fault: Fault | None) -> None:
        """Go on behind this place."""
        if fault is Fault.RESTART:
            self.seen = set()
        if fault is Fault.ORDER:
            self.late |= set(range(self.expected, place)) - self.seen
        self.may_skip = fault is Fault.TWICE
        if place not in self.late and fault is not Fault.TWICE:
            self.expected = place + 1
        self.late.discard(place)
        self.seen.add(place)
        self.is_first = False
