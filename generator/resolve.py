"""Resolving: from an address or a number to where it is defined and where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import number_key, parse_address
from generator.checks.references import known_addresses
from generator.library import HeldRevision, Library, Unit
from generator.model.fields import ADDRESS
from generator.render.places import document_url, home_of, revision_url
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.shared_values import FixedFingerprints
from generator.suggest import AddressGuesser


@dataclass(frozen=True, slots=True)
class ResolvedUnit:
    """One unit that was found.

    Attributes:
        unit: The unit.
        shown_at: Site addresses of the places that show it, the one of its own document first.
        fingerprint: Over its approved fields.
    """

    unit: Unit
    shown_at: tuple[str, ...]
    fingerprint: str

    def to_json(self) -> dict[str, object]:
        """Return the public form; its keys stay."""
        return {
            "address": self.unit.address,
            "kind": self.unit.kind,
            "number": self.unit.number,
            "revision": self.unit.revision or "",
            "defined": str(self.unit.location),
            "shown": list(self.shown_at),
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was asked and what was found.

    Attributes:
        asked: The words.
        units: What they mean; a number may stand several times in a document.
        meant: The nearest address, when nothing was found.
    """

    asked: str
    units: tuple[ResolvedUnit, ...]
    meant: str | None = None


def resolve(library: Library, asked: str) -> Resolution:
    """Find what an address (`digilive/reminder-1`) or a number (`digilive 7.10.1.b`) means.

    Args:
        library: The master list.
        asked: An address, or a document (with `@revision` if need be) and a number.
    """
    fingerprints = FixedFingerprints(library)
    units = tuple(_resolved(library, unit, fingerprints) for unit in _units(library, asked.strip()))
    units = units or tuple(_whole(library, asked.strip(), fingerprints))
    if units:
        return Resolution(asked, units)
    return Resolution(asked, (), AddressGuesser(known_addresses(library)).guess(asked))


def _units(library: Library, asked: str) -> Iterator[Unit]:
    head, _, number = asked.partition(" ")
    if number:
        held = library.revision_of(parse_address(head))
        yield from _by_number(held, number) if held else ()
    elif ADDRESS.fullmatch(asked):
        unit = library.find(asked)
        if unit is not None:
            yield unit


def _whole(library: Library, asked: str, fingerprints: Fingerprints) -> Iterator[ResolvedUnit]:
    """Yield a document, or one of its revisions, that is asked for as a whole."""
    address = parse_address(library.follow(asked))
    document = library.documents.get(address.head)
    if document is None or address.tail:
        return
    if address.revision is None:
        unit = Unit(document.id, "document", document.document)
        yield ResolvedUnit(unit, (f"/{document_url(document.id)}",), fingerprints.of_model(document.document))
    elif held := document.revisions.get(address.revision):
        unit = Unit(str(address), "revision", held.revision, document.id, address.revision)
        places = (f"/{revision_url(document.id, address.revision)}",)
        yield ResolvedUnit(unit, places, fingerprints.of_revision(document, held))


def _by_number(held: HeldRevision, number: str) -> Iterator[Unit]:
    yield from held.by_number.get(number_key(number), ())


def _resolved(library: Library, unit: Unit, fingerprints: Fingerprints) -> ResolvedUnit:
    held = library.documents[unit.document].revisions[unit.revision or ""] if unit.document else None
    return ResolvedUnit(unit, tuple(_places(unit)), fingerprints.of_model(unit.model, held))


def _places(unit: Unit) -> Iterator[str]:
    url, anchor = home_of(unit)
    yield f"/{url}#{anchor}"
    if unit.document:
        yield f"/{unit.document}/rev/{unit.revision}/#{unit.anchor}"
