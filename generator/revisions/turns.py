"""Which text of a unit holds when: one that stays the same over revisions runs on, one that changes takes turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.library import HeldDocument, HeldRevision, Library, Unit
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.spans import Span, followed, span_of


@dataclass(frozen=True, slots=True)
class Turn:
    """A text of a unit with the time in which it holds, over as many revisions as have it to the letter.

    Attributes:
        unit: The unit as the first of these revisions has it.
        held: That revision.
        span: From the start of the first to the end of the last.
        lasting: The same without the own end of a revision: for what a temporary instruction gives back.
        is_coming: Another text, or none, holds before it.
        is_replaced: A coming revision has another text at its end, rather than none.
    """

    unit: Unit
    held: HeldRevision
    span: Span
    lasting: Span
    is_coming: bool = False
    is_replaced: bool = False

    @property
    def address(self) -> str:
        """Return the address of the unit, with its revision where that is a coming one."""
        return address_in(self.unit) if self.is_coming else self.unit.address


def address_in(unit: Unit) -> str:
    """Return the address of a unit of a document in its own revision: `document@revision/unit`."""
    head, _, tail = unit.address.partition("/")
    return f"{head}@{unit.revision}/{tail}"


@dataclass
class Turns:
    """The turns of every unit of the revisions in force and of the coming ones.

    Attributes:
        library: The master list.
        fingerprints: By them it is told whether a text stays the same.
    """

    library: Library
    fingerprints: Fingerprints
    _by_document: dict[str, dict[str, list[Turn]]] = field(default_factory=dict)

    def followed(self, document: HeldDocument) -> list[HeldRevision]:
        """Return the revisions that are followed now or will be; see `spans.followed`."""
        return followed(document, self.library.now)

    def of_document(self, document: HeldDocument) -> dict[str, list[Turn]]:
        """Return the turns of each unit of a document, the earliest first, by its address."""
        if document.id not in self._by_document:
            found: dict[str, list[Turn]] = {}
            for held in self.followed(document):
                self._add(found, document, held)
            self._by_document[document.id] = found
        return self._by_document[document.id]

    def of_unit(self, unit: Unit) -> Turn | None:
        """Return the turn in which a unit of a followed revision holds; None for any other."""
        if unit.document is None:
            return None
        turns = self.of_document(self.library.documents[unit.document]).get(unit.address, [])
        return next((turn for turn in turns if turn.unit.revision == unit.revision), None)

    @cached_property
    def coming(self) -> dict[str, list[Turn]]:
        """Return the turns that coming revisions bring, by the address of their units."""
        found: dict[str, list[Turn]] = {}
        for document in self.library.documents.values():
            if any(held is not document.current for held in self.followed(document)):
                for address, turns in self.of_document(document).items():
                    if coming := [turn for turn in turns if turn.is_coming]:
                        found[address] = coming
        return found

    def beside(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """Yield units, each with those of coming revisions behind it that have another text; new ones at the end.

        Args:
            units: Those in force, such as `Library.units()`.
        """
        left = {address: [turn.unit for turn in turns] for address, turns in self.coming.items()}
        for unit in units:
            yield unit
            yield from left.pop(unit.address, ()) if unit.document else ()
        for each in left.values():
            yield from each

    def _add(self, found: dict[str, list[Turn]], document: HeldDocument, held: HeldRevision) -> None:
        now = self.library.now
        span, lasting = span_of(document, held, now), span_of(document, held, now, is_lasting=True)
        for unit in held.units.values():
            turns = found.setdefault(unit.address, [])
            last = turns[-1] if turns else None
            if last and self._runs_on(last, unit, held, span):
                turns[-1] = Turn(
                    last.unit,
                    last.held,
                    Span(last.span.start, span.end, span.ends_by),
                    Span(last.lasting.start, lasting.end, lasting.ends_by),
                    last.is_coming,
                )
                continue
            if last and last.span.end == span.start:
                turns[-1] = Turn(last.unit, last.held, last.span, last.lasting, last.is_coming, is_replaced=True)
            turns.append(Turn(unit, held, span, lasting, is_coming=held is not document.current))

    def _runs_on(self, last: Turn, unit: Unit, held: HeldRevision, span: Span) -> bool:
        """Tell whether a revision has a unit to the letter as the one directly before it."""
        is_next = last.span.end is not None and last.span.end == span.start
        return is_next and self._digest(last.unit, last.held) == self._digest(unit, held)

    def _digest(self, unit: Unit, held: HeldRevision) -> str:
        return self.fingerprints.of_model(unit.model, held)
