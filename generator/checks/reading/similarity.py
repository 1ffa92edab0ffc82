"""Which texts are alike: an exact set-similarity join through an index, not by comparing all pairs.

Two sets are alike when their Jaccard similarity, the share of words they have in common of all their words, is at
least a threshold `t`. Such sets have `t` of the words of either in common. So, with words ordered from the rarest
on, their first words meet: of a set of `n` words the first `n - ⌈t·n⌉ + k` share `k` with those of every set that is
alike (the prefix filter of Chaudhuri, Ganti and Kaushik, and of AllPairs by Bayardo, Ma and Srikant). Only sets that
meet there are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil

# How many words two prefixes must share; more words mean longer prefixes and fewer sets to compare.
MEETINGS = 4
# So many sets of a group, and so many equal ones, are looked at when a later one arrives: thousands of copies stay a
# matter of n, not of n².
REPRESENTATIVES = 16
# Guards against rounding: ⌈0.7 · 10⌉ is 7, not 8.
EPSILON = 1e-9
Excused = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Match:
    """A set that is like an earlier one.

    Attributes:
        position: The set.
        earlier: The set before it that is most like it, the first of several.
        similarity: The share of common words, from the threshold to 1.
    """

    position: int
    earlier: int
    similarity: float


@dataclass(slots=True)
class Group:
    """Sets that are alike, directly or by way of others.

    Attributes:
        first: The first of them.
        matches: The others, in order, and what each is like.
    """

    first: int
    matches: list[Match] = field(default_factory=list)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of common words of all words; of two empty sets 0."""
    common = len(one & other)
    every = len(one) + len(other) - common
    return common / every if every else 0.0


def similar_groups(
    sets: Sequence[frozenset[str]],
    threshold: float,
    representatives: int = REPRESENTATIVES,
    excused: Excused | None = None,
) -> list[Group]:
    """Return the groups of sets that are alike, each with at least two, in the order of their first sets.

    Each set is compared with the earlier ones, of which a group shows the first `representatives`, and joins the
    group of the one that is most like it; empty sets are like nothing.

    Args:
        sets: The words of each text.
        threshold: From which similarity on two are alike, above 0 and at most 1.
        representatives: How many sets of a group, and how many equal ones, later ones are compared with.
        excused: Tells of two positions whether the sets may be alike; asked only where they are.
    """
    index = _Index(sets, threshold, excused or (lambda _one, _other: False))
    groups: dict[int, Group] = {}
    copies: Counter[frozenset[str]] = Counter()
    for position, words in enumerate(sets):
        if not words:
            continue
        prefix = index.prefix(words)
        match = index.best(position, prefix)
        group = groups[match.earlier] if match else Group(position)
        if match:
            group.matches.append(match)
        if len(group.matches) < representatives and copies[words] < representatives:
            copies[words] += 1
            groups[position] = group
            index.add(position, prefix)
    return [group for position, group in groups.items() if group.first == position and group.matches]


class _Index:
    """Earlier sets by their rarest words: of each word, the positions of its sets as the bits of one number."""

    def __init__(self, sets: Sequence[frozenset[str]], threshold: float, excused: Excused) -> None:
        self._sets = sets
        self._excused = excused
        self._threshold = threshold
        counts = Counter(chain.from_iterable(sets))
        ordered = sorted(counts, key=lambda word: (counts[word], word))
        self._rank = {word: rank for rank, word in enumerate(ordered)}
        self._by_word = dict.fromkeys(ordered, 0)

    def add(self, position: int, prefix: Iterable[str]) -> None:
        """Let later sets find this one."""
        bit = 1 << position
        for word in prefix:
            self._by_word[word] |= bit

    def best(self, position: int, prefix: Iterable[str]) -> Match | None:
        """Return the earlier set that is most like this one, the first of several; None when none is alike."""
        words = self._sets[position]
        best: Match | None = None
        for other in _positions(self._met(words, prefix)):
            similarity = jaccard(words, self._sets[other])
            if similarity < self._threshold - EPSILON or (best is not None and similarity <= best.similarity):
                continue
            if not self._excused(other, position):
                best = Match(position, other, similarity)
        return best

    def _met(self, words: frozenset[str], prefix: Iterable[str]) -> int:
        """Return the sets that share enough words of the prefix, as bits; `met[n]` are those that share n + 1."""
        met = [0] * min(MEETINGS, self._must_share(words))
        downwards = range(len(met) - 1, 0, -1)
        for sets in filter(None, map(self._by_word.__getitem__, prefix)):
            for number in downwards:
                if common := met[number - 1] & sets:
                    met[number] |= common
            met[0] |= sets
        return met[-1]

    def _must_share(self, words: frozenset[str]) -> int:
        return ceil(self._threshold * len(words) - EPSILON)

    def prefix(self, words: frozenset[str]) -> list[str]:
        """Return the rarest words of a set, as many as it takes to meet every set that is alike."""
        length = len(words) - self._must_share(words) + MEETINGS
        return sorted(words, key=self._rank.__getitem__)[:length]


def _positions(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
