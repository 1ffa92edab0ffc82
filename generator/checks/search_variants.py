"""Question variants (`similar`): each stands once, at the answer that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.reading.answers import ANSWERS, variants_of
from generator.checks.reading.vocabulary import folded
from generator.library import Library
from generator.model.base import Model
from generator.problems import Location, Problem, warning
from generator.revisions.in_force import Status


@dataclass(frozen=True, slots=True)
class _Variant:
    address: str
    revision: tuple[str | None, str | None]
    model: Model
    position: int

    @property
    def place(self) -> Location:
        return self.model.place("similar", self.position)


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a question variant that stands twice, at one unit or at two."""
    first: dict[str, list[_Variant]] = {}
    for phrase, variant, written in _variants(library):
        earlier = first.setdefault(phrase, [])
        same = next((each for each in earlier if _asks_twice(each, variant)), None)
        if same is None:
            earlier.append(variant)
        else:
            yield warning(
                variant.place, "search-variant-twice", variant=written, address=same.address, place=same.place
            )


def _asks_twice(one: _Variant, other: _Variant) -> bool:
    """Tell whether two variants compete: not those of two revisions of one document."""
    return one.revision == other.revision or one.revision[0] != other.revision[0]


def _variants(library: Library) -> Iterator[tuple[str, _Variant, str]]:
    for address, revision, model in _models(library):
        for position, line in enumerate(variants_of(model)):
            if phrase := folded(line):
                yield phrase, _Variant(address, revision, model, position), line


def _models(library: Library) -> Iterator[tuple[str, tuple[str | None, str | None], Model]]:
    """Yield the answers that may be asked for; what is superseded is found on request only."""
    for document in library.documents.values():
        for held in document.revisions.values():
            if document.status_of(held, library.now) is not Status.SUPERSEDED:
                for unit in held.units.values():
                    yield unit.address, (unit.document, unit.revision), unit.model
    for unit in library.shared.values():
        if isinstance(unit.model, ANSWERS):
            yield unit.address, (unit.document, unit.revision), unit.model
