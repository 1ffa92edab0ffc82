"""Records: the sentence of a record and its typed fields say one value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.rule import Finding, Words, rule
from generator.kinds.record.schema import Record, RecordEntry
from generator.problems import Severity
from generator.survey import Entry, Survey, letter_of

# `kategori INFORMASI-PRODUK`, `Issue Type "Lain-lain"`: a value in capitals, in quotes or as a hashtag.
_VALUE = r"(?:[\"“”']\s*(?P<quoted>[^\"“”'\n]{1,60}?)\s*[\"“”']|(?P<plain>#?[A-Z0-9][\w-]*(?:[ -](?:[A-Z0-9][\w-]*))*))"
_LINKS = r"\s*(?:(?:dengan|yaitu|adalah|berupa|menjadi|diisi|pilih|nilai|:|=|–|>+)\s*){0,3}"
_HASHTAG = re.compile(r"#\w+")
_EDGES = " .,;:-"


@rule(
    "record-against-text",
    message=Words(
        en="field '{field}' is '{typed}', the sentence of the record says '{said}'",
        id="bidang '{field}' bernilai '{typed}', sedangkan kalimat pencatatannya menyebut '{said}'",
    ),
    hint=Words(
        en="mend the typed value; the words are the source's",
        id="perbaiki nilai yang dicatat; kata-kata mengikuti sumber",
    ),
    severity=Severity.ERROR,
    agent="Isian {field} tertulis {typed}; kalimatnya menyebut {said}.",
)
def record_against_text(survey: Survey) -> Iterator[Finding]:
    """A typed field of a record has another value than the sentence of the same record.

    Why it matters: agents copy the field, reviewers read the sentence, and the ticket lands in the wrong category.

    Wrong:
        text: Petugas mencatat pada SIGMA dengan kategori KELUHAN.
        entries: [{field: Kategori, value: GANGGUAN}]

    Right:
        text: Petugas mencatat pada SIGMA dengan kategori KELUHAN.
        entries: [{field: Kategori, value: KELUHAN}]

    Limits: the value stands right behind the name of its field, in capitals, in quotes or as a hashtag.
    """
    for reading in survey.revisions:
        for record in reading.of(Record):
            letter = letter_of(record.model.text or "")
            for entry in record.within(RecordEntry) if letter else ():
                yield from _other_value(entry, letter, record)


def _other_value(entry: Entry[RecordEntry], letter: str, record: Entry[Record]) -> Iterator[Finding]:
    key = "value" if entry.model.value else "pattern"
    typed = entry.model.value or entry.model.pattern
    if typed is None or _folded(typed) in _folded(letter):
        return
    said = _hashtags(typed, letter) if _HASHTAG.search(typed) else _said_of(entry.model.field, letter)
    if said and _folded(said) not in _folded(typed):
        place = entry.model.place(key)
        yield record_against_text.finding(place, record, field=entry.model.field, typed=typed, said=said)


def _said_of(field: str, letter: str) -> str | None:
    """Return the value that a sentence gives behind the name of a field."""
    found = re.search(rf"\b(?i:{re.escape(field.strip(_EDGES))})\b{_LINKS}{_VALUE}", letter)
    return (found["quoted"] or found["plain"]).strip(_EDGES) if found else None


def _hashtags(typed: str, letter: str) -> str | None:
    """Return the hashtags of a sentence when one of those that are typed is missing there, or the other way round."""
    said = _HASHTAG.findall(letter)
    return "/".join(said) if said and set(said) != set(_HASHTAG.findall(typed)) else None


def _folded(text: str) -> str:
    return re.sub(r"\s*([-/])\s*|\s+", lambda found: found[1] or " ", text).casefold().strip(_EDGES)
