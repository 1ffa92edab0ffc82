"""Addresses that have moved: what a reader finds who follows an old link or scans an old code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.addresses import anchor_of, parse_address
from generator.library import Library
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.page import Page
from generator.render.places import DOCUMENTS, document_url

if TYPE_CHECKING:
    from generator.render.context import PageContext, RenderContext


@dataclass(frozen=True, slots=True)
class Moved:
    """One old address.

    Attributes:
        address: The address of old.
        id: Its `id` on the page of old; None for a document that moved as a whole.
        url, title: What took its place.
    """

    address: str
    id: str | None
    url: str
    title: str


def redirects_by_head(library: Library) -> dict[str, list[str]]:
    """Return the addresses that have moved, by their first segments: the pages on which they stood."""
    found: dict[str, list[str]] = {}
    for address in sorted(library.redirects):
        found.setdefault(parse_address(address).head, []).append(address)
    return found


def moved_html(page: PageContext, head: str) -> str | None:
    """Return the list of what has moved away from a page; None when nothing has."""
    moved = tuple(_moved(page, address) for address in page.build.redirects.get(head, ()))
    return render("render/templates/moved.jinja", moved) if moved else None


def moved_pages(context: RenderContext) -> Iterator[Page]:
    """Yield a page for each first segment at which no document stands any more."""
    for head in context.redirects:
        if head not in context.library.documents:
            page = context.page(document_url(head))
            title = label("moved.title")
            yield Page(
                uri=f"{document_url(head)}index.md",
                title=title,
                markdown=f"# {heading(title)} {{ #judul }}\n\n{moved_html(page, head)}\n",
                description=label("moved.lead"),
                is_indexed=False,
                place=f"{DOCUMENTS}index.md",
            )


def _moved(page: PageContext, address: str) -> Moved:
    target = page.library.follow(address)
    tail = parse_address(address).tail
    return Moved(address, anchor_of(tail) if tail else None, page.link(target) or page.to(""), page.title(target))
