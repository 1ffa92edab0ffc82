"""Lists of names for the same things in different places: fee tables, catalogues, lists in sentences.

Each place writes a name in its own way (`MANDIRI-VA`, `VA Mandiri`, `Permintaan Layanan Pembayaran via VA Mandiri`).
Names are compared as sets of words: the words that most names of one list share say what the list is about,
the others say which thing is meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, zip_longest

from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry

_WORD = re.compile(r"[0-9A-Za-z]+")
_COMMON_SHARE = 0.6
"""A word of more than this share of a list's names is about the list."""
_SAME_SHARE = 0.5
"""Two lists are of the same things when this share of the shorter one's names stands in the other, and two at least."""
_SPLIT = re.compile(r"[,;\n]| dan/atau | dan | atau ")
_BRACKETED = re.compile(r"\(([^()\n]*)\)")
_POINT = re.compile(r"^[ \t]*(?:[0-9]{1,2}[.)]|[-*])[ \t]+(.+?)[ \t.;,]*$", re.MULTILINE)
_ROW = re.compile(r"(?::|\byaitu\b|\badalah\b|\bmeliputi\b|\bterdiri atas\b) ([^.:\n]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a list.

    Attributes:
        letter: As written.
        words: Its words in lower case.
        place, entry: Where it stands.
    """

    letter: str
    words: frozenset[str]
    place: Location
    entry: Entry[Model]


@dataclass(eq=False)
class NameList:
    """A list of names.

    Attributes:
        title: What it is called.
        entry: The model that holds it.
        place: Where it begins.
        names: Its names.
        is_table: It is a table or a catalogue; otherwise a list in a sentence, which is compared with those alone.
    """

    title: str
    entry: Entry[Model]
    place: Location
    names: list[Name]
    is_table: bool = False

    def telling(self, name: Name) -> frozenset[str]:
        """Return the words of a name that tell it from the others of this list."""
        return (name.words - self.common) or name.words

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of all its names."""
        return frozenset(word for name in self.names for word in name.words)

    @cached_property
    def common(self) -> frozenset[str]:
        """Return the words that most of its names share."""
        counts = Counter(word for name in self.names for word in name.words)
        return frozenset(word for word, count in counts.items() if count > _COMMON_SHARE * max(len(self.names), 3))


def words_of(letter: str) -> frozenset[str]:
    """Return the words of a name in lower case."""
    return frozenset(word.casefold() for word in _WORD.findall(letter))


def split_joined(lists: Iterable[NameList]) -> list[NameList]:
    """Return the lists with words that are two words of another list taken apart: `OneKlik` is `One Klik`."""
    found = list(lists)
    pairs = {a + b: (a, b) for each in found for name in each.names for a, b in _neighbours(name.letter)}
    return [replace(each, names=[_taken_apart(name, pairs) for name in each.names]) for each in found]


def _neighbours(letter: str) -> Iterator[tuple[str, str]]:
    words = [word.casefold() for word in _WORD.findall(letter)]
    yield from pairwise(words)


def _taken_apart(name: Name, pairs: dict[str, tuple[str, str]]) -> Name:
    words = frozenset(part for word in name.words for part in pairs.get(word, (word,)))
    return replace(name, words=words)


def same_thing(one: NameList, a: Name, other: NameList, b: Name) -> bool:
    """Tell whether two names of two lists mean the same thing: the telling words of one stand in the other."""
    return one.telling(a) <= b.words or other.telling(b) <= a.words


@dataclass(frozen=True, slots=True)
class Difference:
    """What one list of a group does differently from the others.

    Attributes:
        here: The list.
        there: The lists that it differs from.
        odd: A name that stands only here; None when it merely lacks one.
        lacking: A name that the others have; None when it merely has one more.
    """

    here: NameList
    there: list[NameList]
    odd: Name | None
    lacking: Name | None


def groups_of(lists: list[NameList]) -> Iterator[list[NameList]]:
    """Yield the lists that are of the same things, with those they are compared with directly or over others."""
    left = list(lists)
    while left:
        group, open_ends = [left[0]], [left.pop(0)]
        while open_ends:
            current = open_ends.pop()
            near = [each for each in left if (each.is_table or current.is_table) and _are_alike(current, each)]
            left = [each for each in left if each not in near]
            group += near
            open_ends += near
        if len(group) > 1:
            yield group


def differences(group: list[NameList]) -> Iterator[Difference]:
    """Yield how the lists of a group differ: a name that is odd in one goes together with one that is lacking there."""
    odd: dict[int, list[Name]] = {}
    lacking: dict[int, list[Name]] = {}
    told: list[tuple[NameList, Name]] = []
    for here, name in _of_kind(group):
        others = [each for each in group if each is not here]
        lacks = [each for each in others if not _has(each, here, name)]
        if len(lacks) == len(others):
            odd.setdefault(id(here), []).append(name)
        elif lacks and not any(same_thing(here, name, *each) for each in told):
            told.append((here, name))
            for each in lacks:
                lacking.setdefault(id(each), []).append(name)
    if len(group) == 2:
        yield from _between_two(group, odd)
        return
    for here in group:
        others = [each for each in group if each is not here]
        for name_odd, name_lacking in zip_longest(odd.get(id(here), []), lacking.get(id(here), [])):
            yield Difference(here, others, name_odd, name_lacking)


def _of_kind(group: list[NameList]) -> Iterator[tuple[NameList, Name]]:
    """Yield the names of all lists that are of the kind that the group holds."""
    for here in group:
        others = [each for each in group if each is not here]
        for name in here.names:
            if any(_is_of_kind(here, name, each) for each in others):
                yield here, name


def _between_two(group: list[NameList], odd: dict[int, list[Name]]) -> Iterator[Difference]:
    """Of two lists nobody knows which is right: a name that only one has is told there, a pair of them once."""
    one, other = group
    for a, b in zip_longest(odd.get(id(one), []), odd.get(id(other), [])):
        if b is None:
            yield Difference(one, [other], a, None)
        else:
            yield Difference(other, [one], b, a)


def _are_alike(one: NameList, other: NameList) -> bool:
    if len(one.words & other.words) < 2:
        return False
    count = len(_matched(one, other))
    return count >= 2 and count >= _SAME_SHARE * min(len(one.names), len(other.names))


def _matched(one: NameList, other: NameList) -> list[Name]:
    return [name for name in one.names if _has(other, one, name)]


def _has(other: NameList, one: NameList, name: Name) -> bool:
    return any(same_thing(one, name, other, each) for each in other.names)


def _is_of_kind(here: NameList, name: Name, other: NameList) -> bool:
    """Tell whether a name is of the kind that both lists hold: a catalogue may hold other services too."""
    matched = _matched(here, other)
    counts = Counter(word for each in matched for word in each.words)
    kind = {word for word, count in counts.items() if count > _COMMON_SHARE * len(matched)}
    return bool(matched) and kind <= name.words


def names_in_text(letter: str) -> Iterator[tuple[str, int]]:
    """Yield the names that a text lists, and where they begin.

    Lists are: points of a list, a row of names behind a colon, and names in brackets
    (`Virtual Account (Mandiri VA, BRI VA), Kartu Kredit (Doku)` lists `Mandiri VA`, `BRI VA` and `Doku`).
    """
    points = list(_POINT.finditer(letter))
    if points:
        yield from ((point[1].strip(), point.start(1)) for point in points)
        return
    brackets = list(_BRACKETED.finditer(letter))
    spans = [(each.start(1), each.end(1)) for each in brackets] or [each.span(1) for each in _ROW.finditer(letter)]
    for start, end in spans:
        yield from _pieces(letter, start, end)


def _pieces(letter: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    begin = start
    for cut in [*_SPLIT.finditer(letter, start, end), None]:
        piece = letter[begin : cut.start() if cut else end]
        if piece.strip():
            yield piece.strip(), begin + len(piece) - len(piece.lstrip())
        begin = cut.end() if cut else end
