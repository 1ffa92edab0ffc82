"""Links to units and documents, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.addresses import parse_address
from generator.render.context import PageContext
from generator.render.labels import label


@dataclass(frozen=True, slots=True)
class LinkView:
    """Something by name, and where it is; None when it is nowhere."""

    title: str
    url: str | None


def link_to(page: PageContext, address: str) -> LinkView:
    """Return a link to an address; a unit of a document is named after its document."""
    return LinkView(_title(page, address, page.title(address)), page.link(address))


def links_to(page: PageContext, addresses: Iterable[str]) -> tuple[LinkView, ...]:
    """Return short links to addresses, in their order: a unit that has a number is named by it alone."""
    return tuple(LinkView(_title(page, each, _short(page, each)), page.link(each)) for each in addresses)


def _short(page: PageContext, address: str) -> str:
    unit = page.library.find(address)
    return label("overview.clause", number=unit.number) if unit and unit.number else page.title(address)


def _title(page: PageContext, address: str, title: str) -> str:
    parsed = parse_address(address)
    document = page.library.documents.get(parsed.head)
    return f"{document.document.short_title}, {title}" if document and parsed.tail else title
