"""References: every address that a field or a text names leads somewhere, and to the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import parse_address
from generator.checks.scope import models_with_revision
from generator.library import HeldRevision, Library, Unit
from generator.model.walk import FoundAddress, FoundText, addresses, texts
from generator.problems import Location, Problem, error
from generator.suggest import AddressGuesser
from generator.text.markdown_subset import find_references


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each address that leads nowhere, or to a thing of the wrong kind."""
    known = _Known(library)
    for model, held in models_with_revision(library):
        for found in addresses(model):
            yield from _address(known, found, held)
        for text in texts(model):
            if text.role.is_markup and "[[" in text.value:
                yield from _references_in_text(known, text, held)


def known_addresses(library: Library) -> set[str]:
    """Return every address that leads somewhere: documents, their units, and what is shared."""
    return {*library.documents, *(unit.address for unit in library.all_units())}


class _Known:
    """The addresses of a library; they are listed only when a guess is needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._guesser: AddressGuesser | None = None

    def find(self, address: str, held: HeldRevision | None) -> Unit | None:
        return self.library.find_from(held, address)

    def is_document(self, address: str) -> bool:
        head, _, revision = self.library.follow(address).partition("@")
        document = self.library.documents.get(head)
        return document is not None and (not revision or revision in document.revisions)

    def problem(self, place: Location, address: str) -> Iterator[Problem]:
        if not self.library.is_decidable(address):
            return
        if revision := self._older_revision(address):
            head, _, tail = address.partition("/")
            yield error(place, "address-in-older-revision", address=address, meant=f"{head}@{revision}/{tail}")
            return
        if self._guesser is None:
            self._guesser = AddressGuesser(known_addresses(self.library))
        if meant := self._guesser.guess(address):
            yield error(place, "address-unknown-meant", address=address, meant=meant)
        else:
            yield error(place, "address-unknown", address=address)

    def _older_revision(self, address: str) -> str | None:
        """Return the revision that still has an address which the one in force has no more."""
        parsed = parse_address(address)
        document = self.library.documents.get(parsed.head)
        if document is None or parsed.revision:
            return None
        return next((key for key, held in document.revisions.items() if parsed.tail in held.units), None)


def _address(known: _Known, found: FoundAddress, held: HeldRevision | None) -> Iterator[Problem]:
    kinds = found.role.kinds
    if found.value in kinds:
        return
    unit = known.find(found.value, held)
    if unit is None:
        if kinds or not known.is_document(found.value):
            yield from known.problem(found.location, found.value)
    elif kinds and unit.kind not in kinds:
        wanted = " / ".join(kinds)
        yield error(found.location, "address-wrong-kind", address=found.value, kind=unit.kind, wanted=wanted)


def _references_in_text(known: _Known, text: FoundText, held: HeldRevision | None) -> Iterator[Problem]:
    for reference in find_references(text.value):
        if known.find(reference.address, held) is None and not known.is_document(reference.address):
            place = text.model.place_in_text(*text.path, offset=reference.start)
            yield from known.problem(place, reference.address)
