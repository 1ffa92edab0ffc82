"""Published addresses are for life: one that vanishes without a redirect is an error."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.references import known_addresses
from generator.kinds.redirects.schema import RedirectsFile
from generator.library import Library
from generator.problems import Location, Problem, error
from generator.suggest import AddressGuesser


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a vanished address, and for a redirect of one that has not.

    That redirects lead somewhere is seen by the rule for references, like the target of any other field.
    """
    yield from _vanished(library)
    for file in library.content.files.values():
        if isinstance(file.model, RedirectsFile):
            yield from _redirects(library, file.model)


def published_addresses(library: Library) -> list[str]:
    """Return the addresses that publishing this library promises, sorted; a draft promises nothing yet."""
    shown = {document.id: document for document in library.documents.values() if document.shown}
    units = (unit for document in shown.values() for held in document.shown for unit in held.units.values())
    return sorted({*shown, *library.shared, *(unit.address for unit in units)})


def _vanished(library: Library) -> Iterator[Problem]:
    known = known_addresses(library)
    guesser = AddressGuesser(known)
    place = f"{library.content.root}/addresses.txt"
    for line, address in library.content.published:
        target = library.follow(address)
        if target not in known and library.find(target) is None and library.is_read_whole(target):
            meant = guesser.guess(address) or "…"
            yield error(Location(place, line, 1), "address-vanished", address=address, meant=meant)


def _redirects(library: Library, redirects: RedirectsFile) -> Iterator[Problem]:
    known = known_addresses(library)
    for position, redirect in enumerate(redirects.redirects):
        if redirect.from_ in known:
            yield error(redirects.place("redirects", position, "from"), "redirect-in-use", address=redirect.from_)
