"""Where the referring words of a revision lead: the texts that may refer, and what numbers mean from a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from generator.addresses import join_numbers, number_key
from generator.checks.reading.reference_words import Phrase
from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Clause, ExampleItem, Examples
from generator.kinds.document.schema import Approval, Company, Document, LogChange, LogRow, Revision
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.fees.schema import FeeTable
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode
from generator.kinds.script.schema import Script, Slot
from generator.kinds.table.schema import Row, Table
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model, Standing
from generator.render.titles import reference_title_of, title_of
from generator.survey import Entry, RevisionReading, Survey, Text
from generator.text.markdown_subset import find_references

# What these hold is said, recorded or shown, or tells of the document: it sends no reader anywhere.
SILENT = (
    *(Script, Slot, Examples, ExampleItem, Figure, Erratum, Reference, Flow, FlowNode, FlowEdge),
    *(Document, Revision, Approval, Company, LogRow, LogChange),
)
COUNTED = (Clause, FaqEntry, FaqGroup)
# What nouns such as "tabel di bawah ini" speak of; anything for the others.
SHOWN_BY: dict[str, tuple[type[Model], ...]] = {
    "tabel": (Table, FeeTable, Catalogue),
    "gambar": (Figure,),
    "tampilan": (Figure,),
    "capture": (Figure,),
    "screenshot": (Figure,),
    "kalimat": (Script, ExampleItem),
}


@dataclass(slots=True)
class Referring:
    """A text that may refer, with the references that are declared for it."""

    text: Text
    letter: str
    declared: list[str]

    def is_covered(self, phrase: Phrase) -> bool:
        """Tell whether a declared reference or a link stands at these words, or right beside them."""
        for words in self.declared:
            start = self.letter.casefold().find(words.casefold())
            while start >= 0:
                if start <= phrase.end + 2 and phrase.start <= start + len(words) + 2:
                    return True
                start = self.letter.casefold().find(words.casefold(), start + 1)
        return False

    @property
    def entry(self) -> Entry[Model]:
        """Return the entry whose text it is."""
        return self.text.entry


_TEXTS: WeakKeyDictionary[RevisionReading, list[Referring]] = WeakKeyDictionary()


def referring_texts(reading: RevisionReading) -> list[Referring]:
    """Return the texts of a revision in which readers may be sent elsewhere."""
    if reading not in _TEXTS:
        _TEXTS[reading] = [
            Referring(text, text.letter, _declared(text))
            for text in reading.texts
            if text.found.role.is_verbatim
            and text.found.standing is Standing.APPROVED
            and not isinstance(text.entry.model, SILENT)
            and not _is_history(text.entry)
        ]
    return _TEXTS[reading]


def _declared(text: Text) -> list[str]:
    links = [each.text for each in find_references(text.found.value) if each.text] if "[[" in text.found.value else []
    for entry in (text.entry, *text.entry.around()):
        references: list[Reference] | None = getattr(entry.model, "references", None)
        if references is not None:
            return links + [each.text for each in references]
    return links


def _is_history(entry: Entry[Model]) -> bool:
    """Tell whether an entry stands on the side of a change that holds no more."""
    inner = entry
    for around in entry.around():
        if isinstance(around.model, Change):
            return around.model.kind == "permanent" and around.model.before is inner.model
        inner = around
    return False


def references_of(reading: RevisionReading) -> Iterator[tuple[Entry[Model], int, Reference]]:
    """Yield the declared references with the entry of their unit and their position there."""
    for entry in reading.entries:
        for position, reference in enumerate(getattr(entry.model, "references", ())):
            yield entry, position, reference


class Pointer:
    """Finds what numbers and "di atas" mean from a place of a revision."""

    def __init__(self, reading: RevisionReading) -> None:
        self._reading = reading
        self._below: dict[int, dict[str, Entry[Model]]] = {}

    def numbered(self, entry: Entry[Model], number: str) -> Entry[Model] | None:
        """Return what a number means in the text of an entry: a sibling first, then further out."""
        key = number_key(number)
        base = next((each for each in (entry, *entry.around()) if isinstance(each.model, (*COUNTED, Row))), entry)
        around = list(base.around())
        for place in [*around[:1], base, *around[1:]]:
            found = self._numbers_below(place).get(key)
            if found is not None and found is not base:
                return found
        if any(isinstance(each.model, Revision) for each in around):
            return None
        return self._numbers_below(self._reading.head).get(key)

    def counts_like(self, entry: Entry[Model], number: str) -> bool:
        """Tell whether the number around a dotted one exists, so that it must be a number of this text."""
        around, _, last = number.rpartition(".")
        return bool(around and last) and self.numbered(entry, around) is not None

    def _numbers_below(self, place: Entry[Model]) -> dict[str, Entry[Model]]:
        if id(place) not in self._below:
            found: dict[str, Entry[Model]] = {}
            _count(place, "", found)
            self._below[id(place)] = found
        return self._below[id(place)]

    def above(self, entry: Entry[Model], noun: str) -> Entry[Model] | None:
        """Return what stands before an entry and is what the noun says."""
        inner = entry
        for around in entry.around():
            before = [each for each in around.inside if each.position < inner.position]
            for each in reversed(before):
                if found := _of_noun(each, noun):
                    return found[-1]
            inner = around
        return None

    def below(self, entry: Entry[Model], noun: str) -> Entry[Model] | None:
        """Return what stands inside or behind an entry and is what the noun says."""
        inner = entry
        for each in entry.inside:
            if found := _of_noun(each, noun):
                return found[0]
        for around in entry.around():
            for each in around.inside:
                if each.position > inner.position and (found := _of_noun(each, noun)):
                    return found[0]
            if isinstance(around.model, Clause) and around.model.title:
                return None
            inner = around
        return None


def _count(place: Entry[Model], prefix: str, found: dict[str, Entry[Model]]) -> None:
    for entry in place.inside:
        number = getattr(entry.model, "number", None) if isinstance(entry.model, COUNTED) else None
        full = join_numbers(prefix, number) if number else prefix
        if number:
            found.setdefault(number_key(full), entry)
        if not isinstance(entry.model, Table):
            _count(entry, full, found)


def _of_noun(entry: Entry[Model], noun: str) -> list[Entry[Model]]:
    kinds = SHOWN_BY.get(noun)
    if kinds is None:
        is_own = entry.is_unit or isinstance(entry.model, Clause)
        return [entry] if is_own or entry.inside else []
    return [each for each in (entry, *entry.within(Model)) if isinstance(each.model, kinds)]


def name_of(entry: Entry[Model]) -> str:
    """Return the words by which an entry is shown as a target: its number and its title."""
    for each in (entry, *entry.within(Model)):
        if each.is_unit and each.unit:
            return reference_title_of(each.unit)
    return reference_title_of(entry.unit) if entry.unit else title_of(entry.model)


def pointers_of(survey: Survey) -> Iterator[tuple[RevisionReading, Pointer]]:
    """Yield each revision with its pointer."""
    for reading in survey.revisions:
        yield reading, Pointer(reading)
