"""Whether an example is what a format says, with its placeholders filled in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from generator.checks.reading.content_words import word_set
from generator.kinds.script.schema import Script
from generator.survey import letter_of
from generator.text.placeholders import PlaceholderSpan

# Of the words that carry the meaning of a format, this many are in an example whose words may be altered.
ENOUGH_WORDS = 0.75
# Another one of these says something else, however freely the words may be put.
_AMOUNTS = re.compile(r"\b(?:sebagian|seluruh|semua|beberapa|banyak|setiap|\d+(?:[.,:]\d+)*)\b", re.IGNORECASE)
_DENIALS = re.compile(r"\b(?:tidak|tak|belum|bukan|jangan|tanpa)\b", re.IGNORECASE)
# Quotes and full stops around a sentence are no part of it.
_EDGES = ' .!"“”'
_WORD = re.compile(r"\w+")
_LEFT_OPEN = re.compile(r"\{[^{}\n]{2,60}\}|\.{3,}\s*nama|\(nama ", re.IGNORECASE)


@dataclass(frozen=True)
class Format:
    """A script as a pattern of its examples.

    Attributes:
        script: The script.
        spans: Its placeholders over its letter.
        is_literal: Nothing but the placeholders may differ.
    """

    script: Script
    spans: list[PlaceholderSpan]
    is_literal: bool

    @cached_property
    def letter(self) -> str:
        """Return the words with their placeholders."""
        return letter_of(self.script.text)

    @cached_property
    def pieces(self) -> list[str]:
        """Return the fixed words before, between and after the placeholders."""
        bounds = [0, *(bound for span in self.spans for bound in (span.start, span.end)), len(self.letter)]
        return [self.letter[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        first, *others = self.pieces
        *others, last = others or [""]
        ends = [first.lstrip(_EDGES), *others, last.rstrip(_EDGES)] if self.spans else [_plain(first)]
        return re.compile(".+?".join(_loose(piece) for piece in ends), re.IGNORECASE | re.DOTALL)

    @cached_property
    def _fixed(self) -> str:
        return " ".join(self.pieces)

    def matches_literally(self, example: str) -> bool:
        """Tell whether an example differs from the format in its placeholders alone."""
        return self._pattern.fullmatch(_plain(example)) is not None

    def share(self, example: str) -> float:
        """Return how many of the fixed words that carry the meaning stand in an example."""
        content = word_set(self._fixed)
        return len(content & word_set(example)) / len(content) if content else 1.0

    def is_instantiated_by(self, example: str) -> bool:
        """Tell whether an example is an instance, as strictly as the wording class demands."""
        if _found(_DENIALS, self._fixed) != _found(_DENIALS, example):
            return False
        if self.matches_literally(example):
            return True
        is_near = not self.is_literal and self.share(example) >= ENOUGH_WORDS
        return is_near and _found(_AMOUNTS, self._fixed) <= _found(_AMOUNTS, example)

    def unknown_choice(self, example: str) -> tuple[str, str] | None:
        """Return the word that stands where the format has a choice and is none of it, with the choice."""
        for position, span in enumerate(self.spans):
            rest = _after(self.pieces[position], example, is_first=position == 0) if span.choices else None
            if not rest or any(re.match(rf"{re.escape(each)}\b", rest, re.IGNORECASE) for each in span.choices):
                continue
            word = _WORD.match(rest)
            if word:
                return word[0], "/".join(span.choices)
        return None


def left_open(example: str) -> str | None:
    """Return what an example has not filled in."""
    found = _LEFT_OPEN.search(example)
    return found[0] if found else None


def _after(piece: str, example: str, *, is_first: bool) -> str | None:
    """Return what follows the last words of a piece in an example; None when they do not stand there."""
    words = _WORD.findall(piece)[-2:]
    if not words:
        return example.lstrip(' "“') if is_first else None
    found = re.search(r"\b" + r"\W+".join(map(re.escape, words)) + r"\W+", example, re.IGNORECASE)
    return example[found.end() :] if found else None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)


def _loose(piece: str) -> str:
    """Return a pattern of fixed words with blanks of any width between them."""
    return r"\s+".join(re.escape(each) for each in re.split(r"\s+", piece))


def _found(words: re.Pattern[str], text: str) -> set[str]:
    return {each.casefold() for each in words.findall(text)}
