"""Finding what was given another address: a new unit whose words are nearly those of one that vanished."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

LEAST_LIKENESS: Final = 0.6
"""How much of the word sequences of both texts must be the same."""
LEAST_WORDS: Final = 4
"""Shorter texts are the same only when they are equal, and say so little that they are left alone."""
MOST_HOLDERS: Final = 8
"""A word sequence that stands in more units than this tells none of them apart."""
SEQUENCE: Final = 3
WORD = re.compile(r"\w+")


def renamed(vanished: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Pair new units with vanished ones of the same kind that say nearly the same; each is paired once.

    The time taken grows with the words, not with the product of both sides.

    Args:
        vanished, new: Address to kind and words.

    Returns:
        New address to the vanished one.
    """
    holders: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    sizes: dict[str, int] = {}
    for address, (kind, words) in vanished.items():
        sequences = _sequences(words)
        sizes[address] = len(sequences)
        for sequence in sequences:
            holders.setdefault((kind, sequence), []).append(address)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for address, (kind, words) in new.items():
        sequences = _sequences(words)
        shared = Counter(
            holder
            for sequence in sequences
            for holder in _few(holders.get((kind, sequence), []))
            if holder not in taken
        )
        best = max(shared, key=lambda holder: _likeness(shared[holder], len(sequences), sizes[holder]), default=None)
        if best is not None and _likeness(shared[best], len(sequences), sizes[best]) >= LEAST_LIKENESS:
            found[address] = best
            taken.add(best)
    return found


def _few(holders: list[str]) -> list[str]:
    return holders if len(holders) <= MOST_HOLDERS else []


def _likeness(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if one + other else 0.0


def _sequences(words: str) -> set[tuple[str, ...]]:
    found = [word.casefold() for word in WORD.findall(words)]
    if len(found) < LEAST_WORDS:
        return set()
    return {tuple(found[start : start + SEQUENCE]) for start in range(len(found) - SEQUENCE + 1)}
