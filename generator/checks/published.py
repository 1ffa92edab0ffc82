"""Published addresses are for life: one that vanishes without a redirect is an error."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.redirects.schema import RedirectsFile
from generator.library import Library
from generator.problems import Location, Problem, error
from generator.suggest import did_you_mean


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a vanished address, and for a redirect that leads nowhere or in a circle."""
    yield from _vanished(library)
    for file in library.content.files.values():
        if isinstance(file.model, RedirectsFile):
            yield from _redirects(library, file.model)


def published_addresses(library: Library) -> list[str]:
    """Return the addresses that publishing this library promises, sorted."""
    units = {unit.address for unit in library.all_units()}
    return sorted(units | set(library.documents))


def _vanished(library: Library) -> Iterator[Problem]:
    known = set(published_addresses(library))
    place = f"{library.content.root}/addresses.txt"
    for line, address in library.content.published:
        if address not in known and library.find(address) is None and library.is_decidable(address):
            meant = did_you_mean(address, known) or "…"
            yield error(Location(place, line, 1), "address-vanished", address=address, meant=meant)


def _redirects(library: Library, redirects: RedirectsFile) -> Iterator[Problem]:
    known = set(published_addresses(library))
    for position, redirect in enumerate(redirects.redirects):
        if redirect.from_ in known:
            yield error(redirects.place("redirects", position, "from"), "redirect-in-use", address=redirect.from_)
        if library.find(redirect.to) is None and redirect.to not in library.documents:
            yield error(redirects.place("redirects", position, "to"), "address-unknown", address=redirect.to)
