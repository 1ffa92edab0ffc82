"""Pages: two of them never stand at one address of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.hand_written import SUFFIX
from generator.library import Library
from generator.problems import Location, Problem, error
from generator.render.overview.addresses import HAND_WRITTEN, URLS
from generator.render.places import POCKET

OF_THE_SITE: Final = frozenset({"404", "assets", "index", "rev", POCKET.strip("/"), "search", "sitemap"})
TAKEN: Final = OF_THE_SITE | {url.partition("/")[0] for url in URLS.values()}
"""First segments of addresses where pages and files of the site's own stand."""


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a document or a hand-written page that would hide another page."""
    for document in library.documents.values():
        if document.id in TAKEN:
            yield error(document.document.place("id"), "document-page-taken", id=document.id)
    for path in library.content.pages:
        is_expected = path in HAND_WRITTEN.values()
        name = path.removesuffix(SUFFIX)
        if not is_expected and (name in TAKEN or name in library.documents):
            yield error(Location(f"{library.content.root}/{path}"), "page-taken", name=path)
