"""Headings of a revision by number and by title, as logs and references name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import number_key
from generator.kinds.clause.schema import Clause
from generator.survey import Entry, RevisionReading, letter_of

NAMED = re.compile(
    r"(?P<word>bab|bagian|pasal|chapter|klausul|butir)?\s*(?P<number>[0-9]+(?:\.[0-9A-Za-z]+)*|[A-Z]|[IVX]+)"
    r"(?P<mark>[.)]|(?=\s|$))\s*[:\-–]?\s*(?P<title>.*)",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\s*(?:[,;&]|\bdan\b|\bserta\b)\s*")
ONLY_NUMBER = re.compile(
    r"(?:bab|bagian|pasal|chapter|klausul|butir)?\s*[0-9A-Z]+(?:\.[0-9A-Za-z]+)*\.?", re.IGNORECASE
)
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that was named.

    Attributes:
        entry: The clause that was found; None when there is none.
        is_agreed: Number and title are those of the clause.
    """

    entry: Entry[Clause] | None
    is_agreed: bool

    @property
    def written(self) -> str:
        """Return number and title of the clause as the text has them."""
        if self.entry is None:
            return ""
        return " ".join(part for part in (self.entry.model.number, self.entry.model.title) if part)


def plain_title(title: str | None) -> str:
    """Return the form in which titles are compared: case, markup and punctuation do not matter."""
    words = letter_of(title or "").replace("&", " dan ").casefold()
    return NO_WORD.sub(" ", words).strip()


class Headings:
    """Finds what words such as `7.4 Tindak Lanjut` name."""

    def __init__(self, reading: RevisionReading) -> None:
        self._reading = reading

    def find(self, words: str, *, is_certain: bool = False) -> list[Heading]:
        """Return the headings that words name; none when they are free words.

        Args:
            words: Such as `2. TUJUAN`, `7.4` or `Bab 3 dan 4`.
            is_certain: They stand where nothing but headings stands.
        """
        parts = SEVERAL.split(words) if is_certain else [words]
        if len(parts) > 1 and all(ONLY_NUMBER.fullmatch(part) for part in parts):
            return [heading for part in parts for heading in self.find(part, is_certain=True)]
        named = NAMED.fullmatch(words.strip())
        if named and (is_certain or named["word"] or named["mark"] or "." in named["number"]):
            return [self._by_number(named["number"], named["title"])]
        entry = self._by_title.get(plain_title(words))
        if entry is None and not is_certain:
            return []
        return [Heading(entry, is_agreed=entry is not None)]

    def _by_number(self, number: str, title: str) -> Heading:
        found = list(self.numbered(number))
        same = self._by_title.get(plain_title(title)) if title else None
        if same is not None and (same in found or not found):
            return Heading(same, is_agreed=same in found)
        if not found:
            return Heading(None, is_agreed=False)
        own = found[0].model.title
        return Heading(found[0], is_agreed=not title or not own or plain_title(own) == plain_title(title))

    def numbered(self, number: str) -> Iterator[Entry[Clause]]:
        """Yield the clauses whose full number this is."""
        for unit in self._reading.held.by_number.get(number_key(number), ()):
            entry = self._by_address.get(unit.address)
            if entry is not None:
                yield entry

    @cached_property
    def _by_address(self) -> dict[str, Entry[Clause]]:
        return {entry.address: entry for entry in self._reading.clauses if entry.is_unit}

    @cached_property
    def _by_title(self) -> dict[str, Entry[Clause]]:
        titled = {
            plain_title(entry.model.title): entry for entry in reversed(self._reading.clauses) if entry.model.title
        }
        titled.pop("", None)
        return titled
