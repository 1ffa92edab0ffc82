"""Brackets and quotation marks of a text: which one has no partner."""

from __future__ import annotations

import re

_OPENING = {"(": ")", "{": "}", "[": "]", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_QUOTES = frozenset('"“”„')
MARKS = frozenset(_OPENING) | frozenset(_CLOSING) | _QUOTES
_MARK = re.compile("[" + re.escape("".join(sorted(MARKS))) + "]")
# `a)`, `1)`, `(1)` and `iv)` number items; `:)` is a face.
_ITEM = re.compile(r"(?:(?<=\s)|^)(?:[0-9]{1,2}|[A-Za-z]|[ivx]{1,4})\)|[:;]-?[()]")
_INCHES = re.compile(r"(?<=\d)\"(?=\s*(?:x\b|inci|inch))|(?<=\d)''")


def unpaired(letter: str) -> tuple[int, str] | None:
    """Return the offset and letter of the first mark without a partner; None when all have one.

    Quotation marks are counted without regard to their shape, as sources mix straight and curly ones.
    """
    open_marks: list[tuple[int, str]] = []
    quotes: list[int] = []
    items = {found.end() - 1 for found in _ITEM.finditer(letter)}
    for found in _MARK.finditer(letter):
        at, mark = found.start(), found[0]
        if mark in _QUOTES:
            quotes.append(at)
        elif mark in _OPENING:
            open_marks.append((at, mark))
        elif open_marks and open_marks[-1][1] == _CLOSING[mark]:
            open_marks.pop()
        elif mark != ")" or at not in items:
            return open_marks[-1] if open_marks else (at, mark)
    if open_marks:
        return open_marks[0]
    if len(quotes) % 2 and not _INCHES.search(letter):
        return _odd_quote(letter, quotes)
    return None


def _odd_quote(letter: str, quotes: list[int]) -> tuple[int, str]:
    """Return the quotation mark that has no partner: the first that opens while one is open, or closes none."""
    is_open = False
    for position, at in enumerate(quotes):
        before, after = letter[at - 1 : at], letter[at + 1 : at + 2]
        opens = letter[at] in "“„" or (letter[at] == '"' and (not before or before.isspace()) and not after.isspace())
        if opens and is_open:
            return quotes[position - 1], letter[quotes[position - 1]]
        if not opens and not is_open:
            return at, letter[at]
        is_open = opens
    return quotes[-1], letter[quotes[-1]]
