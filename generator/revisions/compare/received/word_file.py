"""Reading the words of a .docx with the standard library.

A Word file is a zip of XML. Only paragraphs are needed, so no package is: the parser is the one of Python, entities are
refused before it sees them, and what is unpacked is limited, since such a file comes from outside.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final
from xml.etree import ElementTree as ET

from generator.revisions.compare.received.passage import Passage, UnreadableError

MAIN: Final = "word/document.xml"
PARTS_BESIDE: Final = re.compile(r"word/(?:footnotes|endnotes)\.xml")
EDGES: Final = re.compile(r"word/(?:header|footer)[0-9]*\.xml")
MAX_UNPACKED: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 400
MAX_PARTS: Final = 200
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A drawing stands twice, for newer and for older programs; what was struck out in review is no text any more.
_LEFT_OUT: Final = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
    }
)
_PARAGRAPH: Final = f"{_W}p"
_TEXT: Final = f"{_W}t"
_AS_TEXT: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_word(data: bytes) -> list[Passage]:
    """Return the paragraphs of a .docx in their order, those of tables and notes included.

    Headers and footers come last, each of their lines once, marked as such.

    Raises:
        UnreadableError: It is no Word file, is damaged, or would unpack to more than is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _passages(archive)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as failure:
        raise UnreadableError("it is no Word file, or it is damaged") from failure
    except ET.ParseError as failure:
        raise UnreadableError("the text in the Word file is damaged") from failure


def _passages(archive: zipfile.ZipFile) -> list[Passage]:
    names = [info.filename for info in archive.infolist()]
    if MAIN not in names:
        raise UnreadableError("it is no Word file: it has no word/document.xml")
    beside = sorted(name for name in names if PARTS_BESIDE.fullmatch(name))
    edges = sorted(name for name in names if EDGES.fullmatch(name))
    if len(beside) + len(edges) > MAX_PARTS:
        raise UnreadableError("it has more parts than are read")
    unpacking = _Unpacking(archive)
    lines = [line for name in (MAIN, *beside) for line in _paragraphs(unpacking.read(name))]
    found = [Passage(text, number) for number, text in enumerate(lines, start=1) if text.strip()]
    repeated = dict.fromkeys(text for name in edges for text in _paragraphs(unpacking.read(name)) if text.strip())
    return [*found, *(Passage(text, 0, is_edge=True) for text in repeated)]


class _Unpacking:
    """Unpacks parts of an archive, never more than the limit over all of them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MAX_UNPACKED

    def read(self, name: str) -> bytes:
        """Return a part; what its entry says of its size is not believed."""
        with self._archive.open(name) as part:
            data = part.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"it unpacks to more than {MAX_UNPACKED:,} bytes")
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xfe\xff", b"\xff\xfe"):
            raise UnreadableError("it declares entities or an encoding, which Word files do not")
        return data


def _paragraphs(data: bytes) -> list[str]:
    """Return the text of each paragraph; one inside another (a text box) comes before it."""
    reader = _Reader()
    parser = ET.XMLParser(target=reader)  # noqa: S314 - entities are refused before
    parser.feed(data)
    parser.close()
    return reader.paragraphs


class _Reader:
    """Takes what the parser meets; no tree is built, however many elements there are.

    Attributes:
        paragraphs: The text of those that have ended.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._open: list[list[str]] = []
        self._left_out = 0
        self._depth = 0
        self._is_text = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableError("its parts are nested deeper than is read")
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif tag == _PARAGRAPH:
            self._open.append([])
        elif tag in _AS_TEXT and self._open and not self._left_out:
            self._open[-1].append(_AS_TEXT[tag])
        self._is_text = tag == _TEXT

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        self._is_text = False
        if tag in _LEFT_OUT:
            self._left_out -= 1
        elif tag == _PARAGRAPH:
            text = "".join(self._open.pop())
            if not self._left_out:
                self.paragraphs.append(text)

    def data(self, text: str) -> None:
        """Take the text inside an element."""
        if self._is_text and self._open and not self._left_out:
            self._open[-1].append(text)

    def close(self) -> None:
        """Take the end of the file."""
