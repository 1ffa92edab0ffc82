"""Marks laid over a plain text: what stands between two offsets, and as which element it is drawn."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.text.prose import Prose


class Rank(enum.IntEnum):
    """Which element encloses which where several marks cover one place; the smallest is outermost."""

    ERRATUM = 1
    PLACEHOLDER = 2
    TERM = 3


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """One range of `Prose.text` and the element drawn around it.

    Attributes:
        attributes: Name and value, the value unescaped; the drawing allows only what it lists.
        addition: Words of ours shown inside the element behind the letter; never part of a copied text.
    """

    start: int
    end: int
    rank: Rank
    tag: str
    attributes: tuple[tuple[str, str], ...]
    addition: str | None = None


Annotator = Callable[[Prose, Sequence[Annotation]], Iterable[Annotation]]
"""Finds the marks of one kind, knowing those found before it (a term inside a placeholder is none)."""


def annotate(prose: Prose, annotators: Iterable[Annotator]) -> list[Annotation]:
    """Run the annotators in order and return all their marks by place."""
    found: list[Annotation] = []
    for annotator in annotators:
        found.extend(annotator(prose, tuple(found)))
    return sorted((mark for mark in found if mark.start < mark.end), key=lambda mark: (mark.start, mark.rank))


class Coverage:
    """Which places of a text are taken, asked in time that grows with the place and not with their number."""

    def __init__(self, length: int, places: Iterable[tuple[int, int]]) -> None:
        self._taken = bytearray(length)
        for start, end in places:
            self._taken[start:end] = b"\x01" * (min(end, length) - start)

    def touches(self, start: int, end: int) -> bool:
        """Tell whether any character from start to end is taken."""
        return 1 in self._taken[start:end]


def letters_pattern(letters: Iterable[str], *, in_choices: bool = False) -> re.Pattern[str] | None:
    """Compile exact letters into one pattern, longest first; None when there are none.

    A letter that begins or ends with a word character matches only whole words, and, unless `in_choices`,
    never inside a longer chain of choices: "pagi/siang" is not found in "pagi/siang/sore".
    """
    ordered = sorted({letter for letter in letters if letter}, key=lambda letter: (-len(letter), letter))
    return re.compile("|".join(_bounded(letter, in_choices) for letter in ordered)) if ordered else None


def _bounded(letter: str, in_choices: bool) -> str:  # noqa: FBT001 - handed through
    before = r"(?<!\w)" if in_choices else r"(?<!\w)(?<!\w/)"
    after = r"(?!\w)" if in_choices else r"(?!\w|/\w)"
    is_word = is_word_character(letter[0]), is_word_character(letter[-1])
    return f"{before if is_word[0] else ''}{re.escape(letter)}{after if is_word[1] else ''}"


def is_word_character(character: str) -> bool:
    """Tell whether a character is part of a word; the empty string is not."""
    return character.isalnum() or character == "_"
