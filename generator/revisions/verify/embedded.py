"""Reading the files that are embedded in a PDF of ours, with nothing but the standard library.

An embedded file is a stream object of its own (ISO 32000-2, 7.11.4): `<< /Type /EmbeddedFile … /Length n >> stream`.
It is found by these words; which name it has stands elsewhere and is not asked for. A PDF that somebody else wrote
anew may hide it in other ways; then nothing is found, which is said.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

MAX_BYTES: Final = 64 * 1024 * 1024
"""More than any canonical form has; a stream that unpacks to more is not read."""

OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
STREAM = re.compile(rb"stream\r?\n")
LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
LONGEST_DICTIONARY: Final = 4096


def embedded_files(pdf: bytes) -> Iterator[bytes]:
    """Yield the bytes of each embedded file that can be read, in the order of the PDF."""
    position = 0
    while (found := pdf.find(b"/EmbeddedFile", position)) >= 0:
        position = found + 1
        if pdf[found : found + 14] == b"/EmbeddedFiles":
            continue
        data = _stream_around(pdf, found)
        if data is not None:
            yield data


def _stream_around(pdf: bytes, position: int) -> bytes | None:
    """Return the unpacked stream whose dictionary holds a position; None when it cannot be read."""
    begin = max(position - LONGEST_DICTIONARY, 0)
    heads = list(OBJECT.finditer(pdf, begin, position))
    start = STREAM.search(pdf, position, position + LONGEST_DICTIONARY)
    if not heads or start is None or b"endobj" in pdf[heads[-1].end() : start.start()]:
        return None
    dictionary = pdf[heads[-1].end() : start.start()]
    length, packing = LENGTH.search(dictionary), FILTER.search(dictionary)
    if length is None:
        return None
    raw = pdf[start.end() : start.end() + int(length[1])]
    if packing is None:
        return raw
    return _unpacked(raw) if packing[1] == b"FlateDecode" else None


def _unpacked(raw: bytes) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, MAX_BYTES)
    except zlib.error:
        return None
    return data if unpacker.eof else None
