"""Registers as a public library knows them: what was done to the revisions that are shown, and when; nobody's name.

The lines that are left keep the digests of the whole ones, so that an edition witnesses the same register, and anybody
who holds it can tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, Signature
from generator.revisions.register.life import ALWAYS_KNOWN, lives_of

READERS_ACTS = (Act.ADOPTED, Act.NOT_HELD, Act.PUBLISHED, Act.WITHDRAWN, Act.CONFIRMED)
"""What readers are told of; besides, whether a required approval is there, not of whom."""

LEFT_OPEN = ("document", "revision", "act", "at", "seq", "prev", "on", "fingerprint", "effective", "purpose")
"""The fields of a line that go along; a new field stays inside until somebody has thought about it."""


@dataclass(frozen=True, slots=True)
class OpenEntry(Entry):
    """A line without what only some may see.

    Attributes:
        sealed_hash: The digest of the whole line.
    """

    sealed_hash: str = ""

    @property
    def hash(self) -> str:
        """Return the digest of the whole line."""
        return self.sealed_hash


@dataclass(frozen=True, slots=True)
class OpenChain(Chain):
    """A register of which some lines are left.

    Attributes:
        sealed_head: The `hash` of its last line.
        sealed_length: How many lines it has.
    """

    sealed_head: str = ""
    sealed_length: int = 0

    @property
    def head(self) -> str:
        """Return the `hash` of the last line of the whole register."""
        return self.sealed_head

    @property
    def length(self) -> int:
        """Return how many lines the whole register has."""
        return self.sealed_length


def open_chain(chain: Chain, shown: set[str], now: dt.datetime) -> OpenChain:
    """Return what a public library knows of a register.

    Args:
        chain: The whole register.
        shown: The revisions that readers see.
        now: The moment of the build; of lines recorded later, it knows only that there are some.
    """
    entries = tuple(_open_entries(chain, shown, now))
    return OpenChain(chain.document, entries, sealed_head=chain.head, sealed_length=chain.length)


def _open_entries(chain: Chain, shown: set[str], now: dt.datetime) -> Iterator[Entry]:
    sheets = {
        entry.seq
        for revision, life in lives_of(chain, now).items()
        if revision in shown
        for entry in life.sheet.values()
    }
    for entry in chain.entries:
        if entry.at > now and entry.act not in ALWAYS_KNOWN:
            yield OpenEntry(entry.document, "", Act.COMPARED, entry.at, "", entry.seq, sealed_hash=entry.hash)
        elif entry.revision in shown and (entry.act in READERS_ACTS or entry.seq in sheets):
            yield _opened(entry)


def _opened(entry: Entry) -> OpenEntry:
    empty = OpenEntry(entry.document, entry.revision, entry.act, entry.at, "", sealed_hash=entry.hash)
    values = {
        each.name: getattr(entry if each.name in LEFT_OPEN else empty, each.name)
        for each in fields(OpenEntry)
        if each.name != "sealed_hash"
    }
    if entry.signature is not None:
        values["signature"] = Signature(entry.signature.sha256, "")
    return OpenEntry(**values, sealed_hash=entry.hash)
