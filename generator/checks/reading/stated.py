"""States that texts name: the quoted, bold or capital words beside `status`, and the values that facts declare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from generator.checks.reading.obtaining import is_history
from generator.kinds.clause.schema import Ask, Check
from generator.kinds.gap.schema import Gap
from generator.kinds.glossary.schema import Term
from generator.kinds.settings.schema import Application, Brand, Channel, ContactCentre, Fact, Role
from generator.kinds.table.schema import Column, Row, Table
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Survey

_QUOTED = r"[\"“‘*_]{1,4}(?P<q>[^\"”“’*_\n]{2,48}?)[\"”’*_]{1,4}"
_CAPITALS = r"(?P<c>[A-Z]{3,}(?:[ ][A-Z]{2,})*)\b"
# `status laporan APKT Keluhan **“SELESAI”**`: some words may stand between.
_BESIDE = r"\b(?i:(?:ber)?status)(?:nya)?\b:?\s*(?:[\w/]+\s+){0,4}?"
_NEAR = (re.compile(_BESIDE + _QUOTED), re.compile(_BESIDE + _CAPITALS))
_MORE = re.compile(rf"\s*(?:,|/|dan|atau|maupun|serta|dan/atau)\s*(?:status\s+)?(?:{_QUOTED}|{_CAPITALS})")
_IN_STATUS = re.compile(r"\b(?:ber)?status\b", re.IGNORECASE)
_EDGES = ' .,;:()"“”‘’*_'
STATE_WORDS = re.compile(
    r"\b(?:selesai|proses|open|closed?|aktif|active|baru|tutup|tunda|ditunda|pending|resolved|logged|batal|waiting"
    r"|menunggu|progress|belum)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A state that a text names.

    Attributes:
        entry: Where.
        place: The line.
        word: The state, to the letter.
    """

    entry: Entry[Model]
    place: Location
    word: str


_NAMED: WeakKeyDictionary[RevisionReading, list[Stated]] = WeakKeyDictionary()


@dataclass(slots=True)
class Known:
    """The choice facts that a revision speaks of, and every value they may have.

    Attributes:
        facts: By id.
        values: The values and their names for readers, folded, each with its fact and value.
    """

    facts: dict[str, Entry[Fact]]
    values: dict[str, tuple[str, str]]

    @property
    def status_facts(self) -> list[Entry[Fact]]:
        """Return those whose values are states."""
        return [entry for entry in self.facts.values() if is_state_like(entry.model)]


def is_state_like(fact: Fact) -> bool:
    """Tell whether a fact is about the state of something: its name says so, or half of its values do."""
    if _IN_STATUS.search(fact.name):
        return True
    return bool(fact.values) and 2 * sum(bool(STATE_WORDS.search(each.value)) for each in fact.values) > len(
        fact.values
    )


def facts_used(reading: RevisionReading) -> set[str]:
    """Return the ids of the facts that a revision asks, looks up, decides on or sets."""
    found = {entry.model.fact for entry in reading.of(Condition)}
    found |= {fact for entry in reading.of(Ask) for fact in entry.model.data}
    return found | {fact for entry in reading.of(Check) for fact in entry.model.facts}


def known_in(survey: Survey, reading: RevisionReading) -> Known:
    """Return the choice facts of a revision."""
    used = facts_used(reading)
    facts = {e.model.id: e for e in survey.shared.of(Fact) if e.model.type == "choice" and e.model.id in used}
    values: dict[str, tuple[str, str]] = {}
    for entry in facts.values():
        for each in entry.model.values:
            for word in filter(None, (each.value, each.name)):
                values.setdefault(fold(word), (entry.model.id, word))
    return Known(facts, values)


def fold(word: str) -> str:
    """Return a state without case and what stands around it."""
    return " ".join(word.casefold().split()).strip(_EDGES)


def exact_values(known: Known) -> set[str]:
    """Return the values and their names for readers, to the letter."""
    values = (value for entry in known.facts.values() for value in entry.model.values)
    return {word for value in values for word in (value.value, value.name) if word}


def states_named(survey: Survey, reading: RevisionReading) -> list[Stated]:
    """Return the states that texts and screens of a revision name; worked out once."""
    if reading not in _NAMED:
        _NAMED[reading] = list(_states_named(survey, reading))
    return _NAMED[reading]


def _states_named(survey: Survey, reading: RevisionReading) -> Iterator[Stated]:
    names = _names(survey)
    for text in reading.texts:
        if not text.found.role.is_verbatim or isinstance(text.entry.model, Gap) or is_history(text.entry):
            continue
        value = text.found.value
        if "tatus" not in value and "STATUS" not in value:
            continue
        for word, offset in _words(value, names):
            yield Stated(text.entry, text.entry.model.place_in_text(*text.found.path, offset=offset), word)
    for table in reading.of(Table):
        yield from _on_screen(table)


def _words(value: str, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the states beside each `status` of a text: the quoted ones, or else those in capitals."""
    end = 0
    for status in _IN_STATUS.finditer(value):
        if status.start() < end:
            continue
        match = next(filter(None, (near.match(value, status.start()) for near in _NEAR)), None)
        while match is not None:
            word, start = _named(match, names)
            if word:
                yield word, start
            end = match.end()
            match = _MORE.match(value, end)


def spelled_plainly(reading: RevisionReading, known: Known) -> Iterator[Stated]:
    """Yield the words right after `status` that are a state in other letters, without quotes: `Status Selesai:`."""
    states = {word for word, (fact, _) in known.values.items() if is_state_like(known.facts[fact].model)}
    longest = sorted(states, key=len, reverse=True)
    if not longest:
        return
    pattern = re.compile(rf"\b(?:ber)?status\s+({'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
    for text in reading.texts:
        value = text.found.value
        if ("tatus" in value or "STATUS" in value) and text.found.role.is_verbatim and not is_history(text.entry):
            for found in pattern.finditer(value):
                place = text.entry.model.place_in_text(*text.found.path, offset=found.start(1))
                yield Stated(text.entry, place, found[1])


def _named(match: re.Match[str], names: set[str]) -> tuple[str, int]:
    """Return the state that was met and where it begins, without the names of applications before it."""
    start = match.start(match.lastgroup or 0)
    words = match[match.lastgroup or 0].split()
    while words and words[0].casefold().strip(_EDGES) in names:
        start += len(words.pop(0)) + 1
    word = " ".join(words).strip(_EDGES)
    return ("", start) if _IN_STATUS.search(word) else (word, start)


def _names(survey: Survey) -> set[str]:
    """Return the words that name something else than a state: parts of names in settings, abbreviations."""
    named = survey.shared.of(Application, Brand, Channel, ContactCentre, Role)
    names = [entry.model.name for entry in named] + [entry.model.term for entry in survey.shared.of(Term)]
    names += [each for entry in survey.shared.of(Application) for each in entry.model.spellings]
    return {word.casefold() for name in names for word in name.split()}


def _on_screen(table: Entry[Table]) -> Iterator[Stated]:
    """Yield the states in the column, or the field, that is called Status."""
    model = table.model
    if model.shape == "states" or model.is_implied:
        return
    columns = [column.id for column in model.columns if fold(column.title) == "status"]
    for row in table.within(Row):
        yield from _cells(row, columns, model.columns)


def _cells(row: Entry[Row], columns: list[str], all_columns: list[Column]) -> Iterator[Stated]:
    cells = row.model.cells
    named = [*columns]
    first = all_columns[0].id if all_columns else ""
    if not columns and len(all_columns) == 2 and fold(cells.get(first, "")) == "status":
        named = [all_columns[1].id]
    for column in named:
        if word := cells.get(column, "").strip():
            yield Stated(row, row.model.place("cells", column), word)
