"""A register as a whole: its lines, whether each follows from the one before, and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.problems import Location, Problem, error
from generator.revisions.register.entry import Entry, EntryError, entry_from_data, first_prev

MARKS_OF_MERGE: Final = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
"""How the lines begin that git leaves in a file that two sides have changed."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The register of one document.

    Attributes:
        document: Its id.
        entries: What its lines say, as far as they can be read.
        problems: What is wrong with them; a chain with problems takes no further line.
    """

    document: str
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def head(self) -> str:
        """Return the `hash` of the last line, which stands for all of them; empty without lines."""
        return self.entries[-1].hash if self.entries else ""

    @property
    def length(self) -> int:
        """Return how many lines it has."""
        return len(self.entries)

    def with_entry(self, entry: Entry) -> Chain:
        """Return the chain with one more act, which gets its place and the digest of the line before."""
        prev = self.head or first_prev(self.document)
        return replace(self, entries=(*self.entries, replace(entry, seq=len(self.entries) + 1, prev=prev)))

    def to_bytes(self) -> bytes:
        """Return the file."""
        return "".join(entry.to_line() for entry in self.entries).encode()


def read_chain(data: bytes, document: str, path: str) -> Chain:
    """Read a register.

    Args:
        data: The file.
        document: The id of its document, which is the file's name.
        path: How problems name the file.
    """
    if b"\r" in data:
        return Chain(
            document, problems=(error(_line(path, data[: data.index(b"\r")].count(b"\n") + 1), "register-line-ends"),)
        )
    if data and not data.endswith(b"\n"):
        number = data.count(b"\n") + 1
        return Chain(document, problems=(error(_line(path, number), "register-cut-short"),))
    entries: list[Entry] = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        entry, problem = _read_line(line, _line(path, number))
        if entry is None:
            return Chain(document, tuple(entries), (problem,) if problem else ())
        entries.append(entry)
        if problem:
            return Chain(document, tuple(entries), (problem,))
    return Chain(document, tuple(entries), tuple(_faults(entries, document, path)))


def _line(path: str, number: int) -> Location:
    return Location(path, number, 1)


def _read_line(line: bytes, place: Location) -> tuple[Entry | None, Problem | None]:
    """Return what a line says, and what is wrong with it: unreadable, or other bytes than its digest was taken of."""
    try:
        data = json.loads(line)
        entry = entry_from_data(data)
    except EntryError as failure:
        return None, error(place, "register-line-unreadable", reason=failure)
    except (ValueError, RecursionError):
        if line.startswith(MARKS_OF_MERGE):
            return None, error(place, "register-merge-marks")
        return None, error(place, "register-line-unreadable", reason="not JSON")
    # The bytes are compared, not the fields: a line says nothing that its digest does not cover.
    if entry.to_line().encode() != line + b"\n":
        return entry, error(place, "register-line-edited", seq=entry.seq)
    return entry, None


def _faults(entries: Sequence[Entry], document: str, path: str) -> Iterator[Problem]:
    """Yield the first place at which lines do not follow from each other; all after it would follow suit."""
    prev = first_prev(document)
    for number, entry in enumerate(entries, start=1):
        place = _line(path, number)
        if entry.document != document:
            yield error(place, "register-other-document", found=entry.document, document=document)
            return
        if entry.prev != prev or entry.seq != number:
            yield error(place, "register-chain-broken", seq=entry.seq, number=number)
            return
        prev = entry.hash
