"""From which moment a duration is measured: what texts say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.settings.schema import Fact
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading, letter_of

# `dari 1-24 jam` names no moment; `lebih dari 3 menit` neither.
_ORIGIN = re.compile(
    r"\b(?:sejak|semenjak|terhitung|mulai|dihitung|pasca|setelah|sesudah|usai|begitu)\b(?!\s+(?:\d|lebih|kurang))"
    r"|(?<!lebih )(?<!kurang )(?<!lewat )\bdari\s+(?!\d|jam|hari)"
    r"|\bsebelum\s+\w",
    re.IGNORECASE,
)
_TIME = (
    r"\d+(?:[.,]\d+)?\s*(?:\([^()]{2,40}\))?\s*(?:[x×]\s*\d+\s*(?:\([^()]{2,40}\))?\s*)?(?:menit|jam|hari(?: kerja)?)\b"
)
_PROMISE = re.compile(
    r"(?:maksimal|maksimum|paling lama|paling lambat|selambat-lambatnya|selama-lamanya|dalam waktu|tenggat|batas waktu)"
    rf"[^.;!?\n]{{0,30}}?\s({_TIME})",
    re.IGNORECASE,
)
_PROMISING = ("maks", "paling la", "lambat", "selama-lama", "dalam waktu", "tenggat", "batas waktu")
_SENTENCE_END = re.compile(r"[.!?;](?:\s|$)|\n\s*\n")
_QUESTION_OF_ORIGIN = re.compile(
    r"\bdihitung\b|\bsejak\b|\bdari mana\b|\bdari kapan\b|\bmulai\b|\bterhitung\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Promised:
    """A duration in a sentence that says nothing of its beginning."""

    entry: Entry[Model]
    place: Location
    written: str


def has_origin(fact: Fact, uses: Iterable[Entry[Model]]) -> bool:
    """Tell whether a duration's beginning is said: at the fact, where it is used, or in a gap there as a question."""
    if fact.measured_from or any(_ORIGIN.search(each) for each in (fact.name, *fact.similar)):
        return True
    return any(_says_origin(use) or _asks_origin(use) for use in uses)


def durations_without_origin(reading: RevisionReading) -> Iterator[Promised]:
    """Yield durations that limit or promise something in a sentence that names no moment to measure them from."""
    for text in reading.texts:
        if not text.found.role.is_verbatim:
            continue
        letter = text.letter
        folded = letter.casefold()
        if not any(word in folded for word in _PROMISING):
            continue
        found = _PROMISE.search(letter)
        if found and not _ORIGIN.search(_sentence(letter, found.start(), found.end())) and not _asks_origin(text.entry):
            place = text.entry.model.place_in_text(*text.found.path, offset=_offset(text.found.value, found[1]))
            yield Promised(text.entry, place, " ".join(found[1].split()))


def _says_origin(use: Entry[Model]) -> bool:
    clause = use.model
    if not isinstance(clause, Clause):
        return False
    texts = [clause.title, clause.label, clause.text, clause.branch if isinstance(clause, Branch) else None]
    return any(_ORIGIN.search(letter_of(text)) for text in texts if text)


def _asks_origin(entry: Entry[Model]) -> bool:
    """Tell whether a gap beside an entry asks from when something is measured."""
    clause = entry.nearest(Clause) or entry
    around = [clause, *([clause.parent] if clause.parent else [])]
    gaps = [gap.model for each in around for gap in each.gaps() if gap.model.kind == "open-question"]
    return any(_QUESTION_OF_ORIGIN.search(f"{gap.text} {gap.question or ''}") for gap in gaps)


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a piece of text."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _offset(value: str, written: str) -> int:
    return max(value.find(written), 0)
