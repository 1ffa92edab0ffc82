"""Where facts are obtained and where they are needed, over one revision in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from weakref import WeakKeyDictionary

from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import Ask, Branch, Check, Clause, Click
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.flow.schema import FlowEdge
from generator.kinds.record.schema import RecordEntry
from generator.kinds.script.placeholders import recogniser_of, slots_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Fact, Placeholder
from generator.library import Library
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Survey, letter_of
from generator.text.placeholders import Recogniser

# Only what is given, written or typed in has to be known; a step that asks for a datum names it too.
_GIVING = (
    r"\b(?:meng?inform\w+|informasikan|menyampai\w+|sampaikan|menyebut\w+|sebutkan|memberi\w*|berikan|mencantum\w+|cantumkan"
    r"|memasukkan|masukkan|mengisi\w*|isi|isikan|meng?input|input|mencatat\w*|catat|mengetik\w*|ketik|mencari|cari"
    r"|membaca\w*|bacakan|mengirim\w*|kirimkan)\W+(?:[\w-]+\W+){0,3}?"
)


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A place that obtains a fact.

    Attributes:
        entry: The clause that asks or looks up, or the unit that `obtained_by` names.
        asks: The question itself; None when the fact is looked up or only declared to be obtained.
    """

    entry: Entry[Model]
    asks: Entry[Ask] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A place that needs a fact.

    Attributes:
        entry: The clause with the condition, the script, the record entry, the connection of a flow.
        place: The line.
        is_condition: The fact decides whether what stands here is done at all.
    """

    entry: Entry[Model]
    place: Location
    is_condition: bool


@dataclass(slots=True)
class Needs:
    """What one revision obtains and needs.

    Attributes:
        steps: By fact, in reading order.
        uses: By fact, in reading order; those of flows apart, since a flow has an order of its own.
        flow_uses: By fact.
        mentions: By fact: records, clicks and texts that name it as something to give or to write.
    """

    steps: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    uses: dict[str, list[Use]] = field(default_factory=lambda: defaultdict(list))
    flow_uses: dict[str, list[Use]] = field(default_factory=lambda: defaultdict(list))
    mentions: dict[str, list[Use]] = field(default_factory=lambda: defaultdict(list))


_KNOWN: WeakKeyDictionary[RevisionReading, Needs] = WeakKeyDictionary()


def needs_of(survey: Survey, reading: RevisionReading) -> Needs:
    """Return what a revision obtains and needs; worked out once."""
    if reading not in _KNOWN:
        _KNOWN[reading] = _Finder(survey.library, reading).needs()
    return _KNOWN[reading]


def fact_entries(survey: Survey) -> dict[str, Entry[Fact]]:
    """Return the declared facts by id."""
    return {entry.model.id: entry for entry in survey.shared.of(Fact)}


def is_history(entry: Entry[Model]) -> bool:
    """Tell whether an entry stands in the `Semula` of a change that does not return."""
    side = entry.nearest(Side)
    change = side.parent.nearest(Change) if side and side.parent else None
    if side is None or change is None or change.model.kind == "temporary":
        return False
    return side.model is change.model.before


def guards(entry: Entry[Model], inside: Entry[Model] | None = None) -> list[Entry[Clause]]:
    """Return the clauses around an entry that hold only in some case, the nearest first.

    Args:
        entry: Where to begin; itself included.
        inside: Where to stop, not included; left out: the whole revision.
    """
    found: list[Entry[Clause]] = []
    current = entry.nearest(Clause)
    while current is not None and current is not inside:
        clause = current.model
        if clause.when or clause.unless or isinstance(clause, Branch):
            found.append(current)
        current = current.parent.nearest(Clause) if current.parent else None
    return found


def section_of(entry: Entry[Model]) -> Entry[Model]:
    """Return the section of the revision that an entry stands in."""
    mine = entry
    for around in entry.around():
        if around.parent is None:
            return mine
        mine = around
    return mine


class _Finder:
    def __init__(self, library: Library, reading: RevisionReading) -> None:
        self._library = library
        self._reading = reading
        self._found = Needs()

    def needs(self) -> Needs:
        self._steps()
        self._conditions()
        self._scripts()
        self._mentions()
        for steps in self._found.steps.values():
            steps.sort(key=lambda step: step.entry.position)
        return self._found

    def _steps(self) -> None:
        for ask in self._reading.of(Ask):
            for fact in ask.model.data:
                self._found.steps[fact].append(Step(_clause(ask), ask))
        for check in self._reading.of(Check):
            for fact in check.model.facts:
                self._found.steps[fact].append(Step(_clause(check)))
        for declared in self._library.settings(Fact):
            for address in declared.obtained_by:
                if (entry := self._reading.find(address)) is not None:
                    self._found.steps[declared.id].append(Step(entry))

    def _conditions(self) -> None:
        for entry in self._reading.of(Condition):
            owner = entry.parent
            if owner is None or is_history(entry):
                continue
            use = Use(owner, entry.model.place("fact"), is_condition=True)
            if isinstance(owner.model, Clause | FaqEntry):
                self._found.uses[entry.model.fact].append(use)
            elif isinstance(owner.model, FlowEdge):
                self._found.flow_uses[entry.model.fact].append(use)

    def _scripts(self) -> None:
        facts = {each.id: each.fact for each in self._library.settings(Placeholder) if each.fact}
        recogniser = recogniser_of(self._library)
        for entry in self._reading.of(Script):
            if entry.model.medium == "shown" or is_history(entry):
                continue
            for placeholder, offset in _placeholders(entry.model, recogniser):
                if fact := facts.get(placeholder):
                    place = entry.model.place_in_text("text", offset=offset)
                    self._found.uses[fact].append(Use(entry, place, is_condition=False))

    def _mentions(self) -> None:
        facts = [(fact.id, names_of(fact)) for fact in self._library.settings(Fact) if fact.type == "text"]
        for entry in self._reading.of(Clause, Click, RecordEntry):
            written = _written(entry.model)
            if not written:
                continue
            for fact, names in facts:
                if any(name in written for name in names) and _names(entry.model, written, names):
                    if is_history(entry):
                        break
                    place = _place_of_name(entry.model, names)
                    self._found.mentions[fact].append(Use(entry, place, is_condition=False))


def names_of(fact: Fact) -> tuple[str, ...]:
    """Return the names of a fact that are told apart from common words, of two words and more, in small letters."""
    return tuple(name.casefold() for name in (fact.name, *fact.similar) if " " in name.strip())


def _names(model: Model, written: str, names: tuple[str, ...]) -> bool:
    """Tell whether a text names a fact as something to give or to write."""
    plain, given = _pattern(names)
    return bool((given if isinstance(model, Clause) else plain).search(written))


def _place_of_name(model: Model, names: tuple[str, ...]) -> Location:
    if isinstance(model, RecordEntry):
        return model.place("field")
    folded = str(getattr(model, "text", "")).casefold()
    return model.place_in_text("text", offset=max(0, *(folded.find(name) for name in names)))


@lru_cache(maxsize=1_000)
def _pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?:{'|'.join(re.escape(each) for each in names)})(?!\w)"
    return re.compile(rf"(?<!\w){name}"), re.compile(_GIVING + name)


def _written(model: Model) -> str:
    """Return the words of a clause, a click or a line of a record in small letters."""
    match model:
        case Clause():
            return letter_of(model.text).casefold() if model.text else ""
        case Click():
            return letter_of(model.text).casefold()
        case RecordEntry():
            return " | ".join(filter(None, (model.field, model.pattern, model.value, model.instruction))).casefold()
        case _:
            return ""


def _placeholders(script: Script, recogniser: Recogniser) -> Iterator[tuple[str, int]]:
    """Yield the placeholders of a script, each at its first place."""
    met: set[str] = set()
    for span in recogniser.find(letter_of(script.text), slots_of(script)):
        if span.placeholder_id not in met:
            met.add(span.placeholder_id)
            yield span.placeholder_id, script.text.find(span.letter) if span.letter in script.text else 0


def _clause(entry: Entry[Model]) -> Entry[Model]:
    return entry.nearest(Clause) or entry


def name_of(entry: Entry[Model]) -> str:
    """Return what a step is called: its number and title, else its address."""
    clause = entry.nearest(Clause)
    if clause is None:
        return entry.address
    numbers = [each.model.number for each in _chain(clause) if each.model.number]
    return ".".join(number.strip(".)") for number in reversed(numbers)) or clause.model.title or entry.address


def _chain(clause: Entry[Clause]) -> Iterator[Entry[Clause]]:
    """Yield a clause and those around it up to one whose number is whole, such as `7.10`."""
    current: Entry[Clause] | None = clause
    while current is not None:
        yield current
        if current.model.number and "." in current.model.number.strip("."):
            return
        current = current.parent.nearest(Clause) if current.parent else None
