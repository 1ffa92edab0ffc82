"""Reading a received file by its suffix."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from generator.revisions.compare.received.passage import Passage, UnreadableError
from generator.revisions.compare.received.word_file import read_word

MAX_BYTES: Final = 32 * 1024 * 1024
SUFFIXES: Final = (".txt", ".md", ".markdown", ".docx")
RULE: Final = re.compile(r"\s*(?:[-*_=]\s*){3,}|\s*\|?(?:\s*:?-+:?\s*\|)+\s*:?-*:?\s*")
HEADING: Final = re.compile(r"\s{0,3}#{1,6}\s+|\s{0,3}>\s?")


def read_received(data: bytes, name: str) -> list[Passage]:
    """Return the passages of a file.

    Args:
        data: Its bytes.
        name: Its name; the suffix says what it is.

    Raises:
        UnreadableError: It is too large, of another kind, or damaged.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableError(f"'{suffix or name}' is none of the kinds that are read: {', '.join(SUFFIXES)}")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has more than {MAX_BYTES // 1024 // 1024} MB")
    if suffix == ".docx":
        return read_word(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise UnreadableError("it is not UTF-8; save it as UTF-8") from failure
    lines = enumerate(text.splitlines(), start=1)
    found = (Passage(line if suffix == ".txt" else _without_marks(line), number) for number, line in lines)
    return [each for each in found if each.text.strip()]


def _without_marks(line: str) -> str:
    """Return a line of Markdown without the marks of headings, quotes, rules and tables."""
    if RULE.fullmatch(line):
        return ""
    cells = line.strip()
    if cells.startswith("|"):
        return "\n".join(cell.strip() for cell in cells.strip("|").split("|"))
    return HEADING.sub("", line)
