"""Blanks of a document: where they stand, how they are written, what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.reading.address_words import offset_in
from generator.kinds.clause.schema import ExampleItem
from generator.kinds.record.schema import RecordEntry
from generator.kinds.script.placeholders import slots_of
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Text, letter_of
from generator.text.placeholders import Recogniser

_WORDS = re.compile(r"\w+")
_MARKS_AROUND = re.compile(r"^(\W*).*?(\W*)$")
_DOTS = re.compile(r"\.{2,}|…")
_PAIRS = {"{": "}", "(": ")", "[": "]"}
# In running text: braces and angle brackets; square brackets only around words that ask for something.
_IN_PROSE = re.compile(
    r"\{[^{}\n]{1,80}\}|<(?!/)[A-Za-z][^<>\n=]{1,60}>"
    r"|\[(?:nama|nomor|no\.?|id|tanggal|tgl\.?|jam|alamat|jenis|isi|sebutkan|masukkan|kode|jumlah)\b[^\[\]\n]{0,60}\]",
    re.IGNORECASE,
)
_IN_PATTERNS = re.compile(
    r"(?:\.{2,}|…)[ \t]?\(?[ \t]?(?:nama|nomor|no\.?|id|tanggal|alamat|jenis|kode) [\w ]{1,40}\)?[ \t]?(?:\.{2,}|…)"
    r"|\((?:\.{2,}|…)[^()\n]{0,60}\)"
    r"|\((?:nama|nomor|jenis|kode) [\w ]{1,30}\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A declared placeholder as one text writes it."""

    entry: Entry[Model]
    field: str
    start: int
    letter: str
    placeholder_id: str

    @property
    def place(self) -> Location:
        """Return the place of its first letter."""
        written = getattr(self.entry.model, self.field)
        return self.entry.model.place_in_text(self.field, offset=offset_in(written, self.letter, self.start))

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words in it, in small letters."""
        return tuple(_WORDS.findall(self.letter.casefold()))

    @property
    def style(self) -> str:
        """Return its marks without its words, such as `{-}` and `(..-)`; empty when none stand around it."""
        marks = _DOTS.sub("..", self.letter)
        is_marked = marks[0] in "{([<." and marks[-1] in "})]>." and not is_unbalanced(marks)
        # Brackets within, as in `{Nomor (angka)}`, are part of the words.
        return _MARKS_AROUND.sub(r"\1-\2", marks).replace(" ", "").replace(")}", "}") if is_marked else ""


def blanks_of(reading: RevisionReading, recogniser: Recogniser) -> Iterator[Blank]:
    """Yield the blanks of sentences, of examples and of what is written into fields, in reading order."""
    for entry in reading.of(Script, ExampleItem, RecordEntry):
        model = entry.model
        field = "pattern" if isinstance(model, RecordEntry) else "text"
        written = getattr(model, field)
        slots = slots_of(model) if isinstance(model, Script) else []
        for span in recogniser.find(letter_of(written), slots) if written else ():
            yield Blank(entry, field, span.start, span.letter, span.placeholder_id)


def is_unbalanced(letter: str) -> bool:
    """Tell whether brackets of a blank are not closed by their own kind."""
    expected: list[str] = []
    for mark in letter:
        if mark in _PAIRS:
            expected.append(_PAIRS[mark])
        elif mark in _PAIRS.values() and (not expected or expected.pop() != mark):
            return True
    return bool(expected)


def undeclared_in(text: Text, recogniser: Recogniser) -> tuple[int, str] | None:
    """Return offset and letter of the first piece that looks like a blank and is no declared one.

    An example of a sentence is held against that sentence elsewhere.
    """
    letter = text.letter
    model = text.entry.model
    if isinstance(model, ExampleItem) and model.instance_of:
        return None
    candidates = [*_IN_PROSE.finditer(letter)]
    if isinstance(model, ExampleItem | RecordEntry):
        candidates += _IN_PATTERNS.finditer(letter)
    if isinstance(model, Script):
        candidates = [found for found in candidates if found[0][0] != "{"]
    if not candidates:
        return None
    slots = slots_of(model) if isinstance(model, Script) else []
    literal = [slot for slot, meaning in slots if meaning is None]
    spans = [(span.start, span.end) for span in recogniser.find(letter, slots)]
    for found in sorted(candidates, key=lambda match: match.start()):
        if not _is_covered(found.span(), spans) and found[0] not in literal:
            return found.start(), found[0]
    return None


def _is_covered(piece: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < piece[1] and piece[0] < end for start, end in spans)
