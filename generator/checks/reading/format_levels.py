"""What rows of tables and cases settle for the sentences inside them, such as the level of an area.

A fact is spoken when a placeholder stands for one of its values: with `{Kelurahan}`, `{Kecamatan}` and `{Kota}` the
words of a sentence say which level is meant. Only spoken facts are compared with what a row states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.kinds.clause.schema import Clause, Examples
from generator.kinds.parts import uses_of
from generator.kinds.script.placeholders import recogniser_of, slots_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Fact, Placeholder
from generator.kinds.table.schema import Row
from generator.library import Library
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, is_sample, letter_of
from generator.text.placeholders import PlaceholderSpan

_BRACED = re.compile(r"\{([^{}\n]{2,60})\}")
_LEAD = re.compile(r"^(?:wilayah|isian|tingkat|level|nama (?=kel|kec|kab|kot|prov|desa|wil))[\s-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row or a case settles: a spoken fact and its one value."""

    holder: Entry[Model]
    fact: str
    value: str


class Levels:
    """The spoken facts of a library, and which of their values placeholders and words name."""

    def __init__(self, library: Library) -> None:
        self.recogniser = recogniser_of(library)
        facts = {each.id: each for each in library.settings(Fact)}
        placeholders = library.settings(Placeholder)
        self._names = {
            each.id: {_bare(name) for name in (each.id, each.name, _name_of(facts.get(each.fact or "")))}
            for each in placeholders
        }
        spoken = {name for names in self._names.values() for name in names}
        self.values: dict[str, tuple[str, ...]] = {}
        for fact in facts.values():
            values = tuple(each.value for each in fact.values)
            if fact.type == "choice" and len(values) > 1 and any(_bare(each) in spoken for each in values):
                self.values[fact.id] = values

    @cached_property
    def _words(self) -> dict[str, dict[str, re.Pattern[str]]]:
        return {fact: {each: _word_before_name(each) for each in values} for fact, values in self.values.items()}

    def stated(self, holder: Entry[Model]) -> list[Stated]:
        """Return what a row or a case settles, by its typed facts or by its cells; nothing where they disagree."""
        model = holder.model
        conditions = model.facts if isinstance(model, Row) else model.when if isinstance(model, Clause) else []
        cells = (
            {letter_of(each).strip().casefold() for each in model.cells.values()} if isinstance(model, Row) else set()
        )
        found = []
        for fact, values in self.values.items():
            typed = [each.is_ for each in conditions if each.fact == fact]
            said = [each for each in values if each.casefold() in cells]
            named = typed or said
            if len(named) == 1 and named[0] in (said or named):
                found.append(Stated(holder, fact, named[0]))
        return found

    def spans(self, script: Script) -> list[PlaceholderSpan]:
        """Return the placeholders of a script over its letter."""
        return self.recogniser.find(letter_of(script.text), slots_of(script))

    def filled_in(self, script: Script, fact: str) -> list[tuple[str, str]]:
        """Return the values of a fact that the placeholders of a script stand for, with their spelling."""
        names = [(self._names.get(each.placeholder_id, set()), each.letter) for each in self.spans(script)]
        names += [({_bare(each[1])}, each[0]) for each in _BRACED.finditer(letter_of(script.text))]
        return [(value, letter) for found, letter in names for value in self.values[fact] if _bare(value) in found]

    def named(self, letter: str, fact: str) -> list[tuple[str, int]]:
        """Return the values of a fact that stand in a sentence before a name (`Kabupaten Banjar`), with their place."""
        words = self._words[fact].items()
        return [(value, found.start()) for value, word in words if (found := word.search(letter))]


def _name_of(fact: Fact | None) -> str:
    return fact.name if fact else ""


def _bare(name: str) -> str:
    return _LEAD.sub("", name.replace("-", " ").strip(" .")).casefold()


def _word_before_name(value: str) -> re.Pattern[str]:
    """Return what finds a level in full or short (`Kab.`) where a name or a placeholder follows."""
    shorts = "|".join(re.escape(value[:length]) for length in (3, 4) if len(value) > length + 1)
    short = rf"|(?:{shorts})\.\s*" if shorts else ""
    return re.compile(rf"\b(?i:{re.escape(value)}\s+{short})(?=[A-Z{{])")


def holders_of(reading: RevisionReading, levels: Levels) -> Iterator[tuple[Entry[Model], list[Stated]]]:
    """Yield the rows and cases that settle a spoken fact, in reading order."""
    for entry in reading.of(Row, Clause) if levels.values else ():
        if not is_sample(entry) and (stated := levels.stated(entry)):
            yield entry, stated


def scripts_in(holder: Entry[Model], reading: RevisionReading) -> list[tuple[Entry[Model], Script]]:
    """Return the scripts inside a row or a case, with the entry that shows them; those used by their id too."""
    own = [(entry, entry.model) for entry in holder.within(Script)]
    known = {script.id for _, script in own}
    found: list[tuple[Entry[Model], Script]] = list(own)
    for entry in holder.within(Model):
        for local_id, kind in uses_of(entry.model):
            part = reading.held.part(local_id, kind)
            if isinstance(part, Script) and part.id not in known:
                known.add(part.id)
                found.append((entry, part))
    return found


def examples_in(holder: Entry[Model]) -> list[Entry[Examples]]:
    """Return the examples of what an agent says inside a row or a case."""
    return [each for each in holder.within(Examples) if each.model.speaker == "agent"]
