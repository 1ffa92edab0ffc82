"""Names in running text by their letters, so that one name in two spellings is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.checks.reading.wording_places import written_texts
from generator.kinds.definition.schema import Definition
from generator.kinds.document.schema import Company
from generator.kinds.glossary.schema import Term
from generator.kinds.record.schema import RecordEntry
from generator.kinds.settings.schema import Application, Brand, Channel, ContactCentre, Setting
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model
from generator.survey import RevisionReading, Survey, Text

# A name: words with a capital, and one word in small letters behind them, which may belong to it (`App store`).
_RUN = re.compile(
    r"(?<![\w@./#{-])[A-Z][\w+]*(?:(?:[ -]|(?<=\b[A-Za-z]{2})\. ?|(?<=\b[A-Za-z]{3})\. ?)[A-Z0-9][\w+]*)*"
    r"(?:(?:[ -]|(?<=\b[A-Za-z]{2})\. ?)[a-z]+\b)?"
)
_PIECE = re.compile(r"[\w+]+")
_NO_LETTER = re.compile(r"[^\w+]+|_")
_CAMEL = re.compile(r"[a-z][A-Z]")
# Borrowed words that are written in one word, in two and with a hyphen.
_LOANS = re.compile(
    r"\b(?:e-?mail|on-?line|off-?line|wi-?fi|hand[ -]?phone|smart[ -]?phone|web[ -]?site|pass[ -]?word|user[ -]?name"
    r"|hot[ -]?line|call[ -]?back|barcode|bar[ -]code|pop[ -]?up|check[ -]?list|live[ -]?chat|web[ -]?chat"
    r"|play[ -]?store|app[ -]?store|chat[ -]?bot|feed[ -]?back|screen[ -]?shot)\b",
    re.IGNORECASE,
)
_LOAN_HINTS = (
    "mail", "line", "wi", "phone", "site", "word", "name", "back", "code", "up", "list", "chat", "store", "shot",
)  # fmt: skip
LONGEST_NAME = 4
SHORTEST_KEY = 4
# Abbreviations of three letters are looked at where no other name stands beside them.
ALONE = 3
_NOT_TEXT: frozenset[type[Model]] = frozenset((Erratum, Reference, RecordEntry))


@dataclass(slots=True)
class Use:
    """One spelling of a name in a document: the first place, and how often."""

    text: Text
    offset: int
    count: int


# The uses of a document by the letters of the name, then by its spelling, in reading order.
Uses = dict[str, dict[str, Use]]


@dataclass(frozen=True, slots=True)
class Names:
    """Names that are declared.

    Attributes:
        preferred: The spelling of each, by its letters.
        proper: Letters of names whose capitals belong to them.
    """

    preferred: dict[str, str]
    proper: frozenset[str]


@lru_cache(maxsize=100_000)
def key_of(name: str) -> str:
    """Return the letters of a name: no case, no blanks, no punctuation."""
    return _NO_LETTER.sub("", name.casefold())


def declared_names(survey: Survey) -> Names:
    """Return the names that settings, the glossary and definitions declare; the first declaration is preferred."""
    preferred: dict[str, str] = {}
    proper: set[str] = set()
    for name, is_proper in _declared(survey):
        key = key_of(name)
        preferred.setdefault(key, name)
        if is_proper or not _is_plain(name):
            proper.add(key)
    return Names(preferred, frozenset(proper))


def _is_plain(name: str) -> bool:
    """Tell whether every word of a name merely begins with a capital, or with none."""
    return all(word[1:].islower() or len(word) == 1 for word in _PIECE.findall(name))


def _declared(survey: Survey) -> Iterator[tuple[str, bool]]:
    """Yield the declared names, and whether their capitals belong to them in any case."""
    settings = [
        entry.model for entry in survey.shared.of(Setting) if isinstance(entry.model, Application | ContactCentre)
    ]
    for setting in settings:
        for name in (setting.name, *setting.spellings):
            yield name, True
    for brand in survey.shared.of(Brand):
        yield brand.model.name, True
    for channel in survey.shared.of(Channel):
        yield channel.model.name, False
    for reading in survey.revisions:
        for company in reading.of(Company):
            yield company.model.name, True
    for term in survey.shared.of(Term):
        yield term.model.term, False
    for reading in survey.revisions:
        for definition in reading.of(Definition):
            yield definition.model.term, False


def uses_in(reading: RevisionReading, names: Names) -> Uses:
    """Return the names that a document writes."""
    runs: dict[str, Use] = {}
    for text in written_texts(reading, _NOT_TEXT):
        if text.found.path[0] == "spellings":
            continue
        letter = text.letter
        for run in _RUN.finditer(letter):
            _note(runs, run[0], text, run.start(), 1)
        for loan in _LOANS.finditer(letter) if _has_loan(letter) else ():
            if loan[0].islower():
                _note(runs, loan[0], text, loan.start(), 1)
    found: Uses = {}
    for words, use in runs.items():
        for key, written, offset in _names_of(words, names):
            _note(found.setdefault(key, {}), written, use.text, use.offset + offset, use.count)
    return found


def _has_loan(letter: str) -> bool:
    return any(hint in letter for hint in _LOAN_HINTS)


def _note(uses: dict[str, Use], written: str, text: Text, offset: int, count: int) -> None:
    use = uses.get(written)
    if use is None:
        uses[written] = Use(text, offset, count)
    else:
        use.count += count


def _names_of(run: str, names: Names) -> Iterator[tuple[str, str, int]]:
    """Yield the names in a run of words: letters, spelling and offset."""
    pieces = [(piece.start(), piece.end()) for piece in _PIECE.finditer(run)]
    is_alone = len(pieces) == 1 or (len(pieces) == 2 and run[pieces[1][0]].islower())
    for at, (start, _) in enumerate(pieces):
        for end in (piece[1] for piece in pieces[at : at + LONGEST_NAME]):
            written = run[start:end]
            key = key_of(written)
            is_counted = written[-1].isdigit() and " " in written and key not in names.preferred
            if is_counted or key.isdigit() or len(key) < (ALONE if is_alone and key in names.proper else SHORTEST_KEY):
                continue
            is_small_at_end = written.rsplit(" ", 1)[-1].islower() and " " in written
            if is_small_at_end and key not in names.proper:
                continue
            yield key, written, start


def is_variant(one: str, other: str, key: str, names: Names) -> bool:
    """Tell whether a spelling is a fault beside the preferred one, and not merely capitals that stress or begin.

    Args:
        one: The spelling.
        other: The preferred one.
        key: Their letters.
        names: The declared names.
    """
    if one.isupper() != other.isupper() and key not in names.proper:
        return False
    if one.casefold() != other.casefold():
        return True
    if one.isupper() or one.islower() or other.islower():
        return False
    if other.isupper():
        return names.preferred.get(key) == other
    is_camel = any(_CAMEL.search(each) for each in (one, other))
    return key in names.proper or is_camel or len(_PIECE.findall(one)) > 1
