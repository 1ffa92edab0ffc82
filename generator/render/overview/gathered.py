"""What the pages over several documents are made of: the units in force, gathered once by their classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from generator.kinds.settings.schema import Channel
from generator.library import HeldDocument, Library, Unit
from generator.model.base import Model
from generator.render.context import RenderContext
from generator.revisions.in_force import Status
from generator.revisions.turns import Turn

ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True, slots=True)
class Found(Generic[ModelT]):
    """A unit and its model, which is of a known class.

    Attributes:
        turn: When its text holds, where it was asked for.
    """

    unit: Unit
    model: ModelT
    turn: Turn | None = None

    @property
    def address(self) -> str:
        """Return its address on pages over several documents."""
        return self.turn.address if self.turn else self.unit.address


@dataclass(frozen=True)
class Gathered:
    """The units in force by class, and what else several pages ask for.

    Attributes:
        context: What is the same on every page of the build.
    """

    context: RenderContext

    @property
    def library(self) -> Library:
        """Return the master list."""
        return self.context.library

    @cached_property
    def _by_class(self) -> dict[type[Model], list[Unit]]:
        found: dict[type[Model], list[Unit]] = {}
        for unit in self.library.units():
            found.setdefault(type(unit.model), []).append(unit)
        return found

    def all(self, kind: type[ModelT]) -> list[Found[ModelT]]:
        """Return the units of a class: documents by their ids, each in the order of its text."""
        units = self._by_class.get(kind, [])
        return [Found(unit, unit.model) for unit in units if isinstance(unit.model, kind)]

    def turns(self, kind: type[ModelT]) -> list[Found[ModelT]]:
        """Return the units of a class, those of coming revisions that have another text behind those in force."""
        units = self._beside.get(kind, [])
        return [
            Found(unit, unit.model, self.context.turns.of_unit(unit)) for unit in units if isinstance(unit.model, kind)
        ]

    @cached_property
    def _beside(self) -> dict[type[Model], list[Unit]]:
        found: dict[type[Model], list[Unit]] = {}
        for unit in self.context.turns.beside(self.library.units()):
            found.setdefault(type(unit.model), []).append(unit)
        return found

    def by_document(self, kind: type[ModelT]) -> Iterator[tuple[HeldDocument, list[Found[ModelT]]]]:
        """Yield the documents that have units of a class, with these units; see `turns`."""
        found: dict[str, list[Found[ModelT]]] = {}
        for each in self.turns(kind):
            if each.unit.document:
                found.setdefault(each.unit.document, []).append(each)
        for document, units in found.items():
            yield self.library.documents[document], units

    @cached_property
    def status(self) -> dict[str, Status]:
        """Return the status of the revision in force by document."""
        documents = self.library.documents.values()
        return {each.id: each.status_of(each.current, self.library.now) for each in documents if each.current}

    @cached_property
    def channel_families(self) -> dict[str, frozenset[str]]:
        """Return, for each channel, itself with the groups it belongs to and the channels in it."""
        channels = self.library.settings(Channel)
        parents = {channel.id: channel.part_of for channel in channels}
        above = {channel.id: frozenset(_line_of(channel.id, parents)) for channel in channels}
        below: dict[str, set[str]] = {}
        for channel, line in above.items():
            for each in line:
                below.setdefault(each, set()).add(channel)
        return {channel: line | below[channel] for channel, line in above.items()}


def _line_of(channel: str, parents: dict[str, str | None]) -> Iterator[str]:
    """Yield a channel and the groups around it, from the inside out, also when they name each other in a circle."""
    seen: set[str] = set()
    current: str | None = channel
    while current and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)
