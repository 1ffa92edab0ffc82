"""What a received file is to a comparison: passages with their places, and sentences in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

NUMBERING: Final = re.compile(
    r"[\s*_“\"'‘`]*(?:[-–—•●○▪◦·*+o]\s+|\(?(?:[0-9]{1,3}(?:\.[0-9A-Za-z]{1,3})*|[A-Za-z]|[ivxIVX]{1,5})[.)]\s+"
    r"|[0-9]{1,3}(?:\.[0-9A-Za-z]{1,3})+\s+)"
)
SENTENCE_END: Final = re.compile(r"(?<=[.!?:;…])[\"'”’»)\]*_]*\s+")
WORD: Final = re.compile(r"[^\W_]+")
UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class UnreadableError(Exception):
    """A received file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a received file.

    Attributes:
        text: To the letter.
        number: Its line in a text, its paragraph in a Word file, counted from 1; 0 in headers and footers.
        is_edge: It is a header or a footer, which is repeated on every page.
    """

    text: str
    number: int
    is_edge: bool = False


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text to the letter, bullets and numbers before them left out, each with its offset."""
    start = 0
    for line in text.splitlines(keepends=True):
        position = _content_start(line)
        for piece in (*SENTENCE_END.finditer(line, position), None):
            end = piece.start() if piece else len(line)
            offset = position + _content_start(line[position:end])
            if sentence := line[offset:end].strip():
                yield start + offset, sentence
            position = piece.end() if piece else end
        start += len(line)


def _content_start(words: str) -> int:
    """Return where a sentence begins behind its bullets and numbers."""
    offset = 0
    while (found := NUMBERING.match(words, offset)) and found.end() < len(words):
        offset = found.end()
    return offset + len(words[offset:]) - len(words[offset:].lstrip())


def words_of(text: str) -> str:
    """Return the form in which wordings are matched: words alone, one blank between them.

    Case, blanks, quotes, dashes and other marks do not matter, nor how a letter is composed.
    """
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text).translate(UNSEEN).casefold()))
