"""Bytes of a content file → text that the YAML parser may see, or problems that say why not."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from generator.problems import Location, Problem, error

MAX_BYTES = 4 * 1024 * 1024

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)

FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow in a file, and the invisible U+FEFF, which no author means."""

LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Line ends in YAML 1.1, ordinary characters in YAML 1.2: editors and we would disagree."""


def decode(data: bytes, source_path: str) -> tuple[str, list[Problem]]:
    """Return the text of a file with Unix line ends and without a byte order mark.

    When there are problems the text is not fit for the parser.
    """
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1024 // 1024} MiB"
        size = f"{len(data) / 1024 / 1024:.1f} MiB"
        return "", [error(Location(source_path), "yaml-too-large", size=size, limit=limit)]
    if _is_wide(data):
        return "", [error(Location(source_path, 1, 1), "yaml-utf16")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        start = fault.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        return "", [_not_utf8(data, start, source_path)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, list(_forbidden_characters(text, source_path))


def _is_wide(data: bytes) -> bool:
    """Tell whether this looks like UTF-16 or UTF-32: a mark, or a NUL in each pair of bytes."""
    head = data[:64]
    pairs = len(head) // 2
    halves = (head[0 : 2 * pairs : 2], head[1 : 2 * pairs : 2])
    has_nuls = pairs > 1 and any(half.count(0) > pairs // 2 for half in halves)
    return data.startswith(WIDE_MARKS) or has_nuls


def _not_utf8(data: bytes, start: int, source_path: str) -> Problem:
    """Say where the first wrong byte stands, and which character it is on old Windows systems."""
    before = data[:start].removeprefix(codecs.BOM_UTF8).decode()
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    location = Location(source_path, line, column)
    byte = f"0x{data[start]:02X}"
    try:
        character = data[start : start + 1].decode("cp1252")
    except UnicodeDecodeError:
        return error(location, "yaml-not-utf8", byte=byte)
    return error(location, "yaml-windows-1252", byte=byte, character=character)


def _forbidden_characters(text: str, source_path: str) -> Iterator[Problem]:
    """Yield a problem for the first forbidden character and the first odd line end."""
    if found := FORBIDDEN.search(text):
        location = locate(text, found.start(), source_path)
        yield error(location, "yaml-control-character", character=character_name(found[0]))
    if found := LINE_SEPARATOR.search(text):
        location = locate(text, found.start(), source_path)
        yield error(location, "yaml-line-separator", character=character_name(found[0]))


def locate(text: str, index: int, source_path: str) -> Location:
    """Return the place of a character in a text."""
    line_start = text.rfind("\n", 0, index) + 1
    return Location(source_path, text.count("\n", 0, index) + 1, index - line_start + 1)


def character_name(character: str) -> str:
    """Return `U+200B ZERO WIDTH SPACE` for a character that cannot be shown."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
