"""The page that sets a revision beside the one that readers had before: Semula and Menjadi, printable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.changes.acts import predecessor
from generator.kinds.document.control import print_line
from generator.kinds.document.view import LISTED_ON, Step, breadcrumb_html
from generator.library import HeldDocument, HeldRevision
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.page import Page
from generator.render.places import DOCUMENTS, HOME, comparison_url, document_url, revision_url
from generator.revisions.compare.view import comparison_html

if TYPE_CHECKING:
    from generator.render.context import PageContext, RenderContext


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two revisions: its name, its page, its fingerprint."""

    name: str
    url: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ComparisonHead:
    """What comparison-head.jinja shows: both revisions, the earlier one first, and how many changes there are."""

    sides: tuple[Side, Side]
    count: int


def comparison_pages(context: RenderContext) -> Iterator[Page]:
    """Yield a page for each revision that readers see and that took the place of another one they see."""
    for document in context.library.documents.values():
        for held in document.shown:
            before = predecessor(document, held)
            if before is not None:
                yield _page(context, document, before, held)


def _page(context: RenderContext, document: HeldDocument, before: HeldRevision, held: HeldRevision) -> Page:
    key = held.revision.revision
    url = comparison_url(document.id, key)
    page = context.page(url, document, held, is_text=False)
    names = {"before": before.revision.revision, "after": key}
    title = label("compare.title", **names)
    short_title = document.document.short_title
    return Page(
        uri=f"{url}index.md",
        title=label("compare.short", title=short_title, **names),
        markdown="\n\n".join(_pieces(page, document, before, held)) + "\n",
        description=label("compare.description", title=short_title, **names),
        is_indexed=False,
        place=LISTED_ON,
        has_contents=False,
        print_line=print_line(page, document, held, url, title),
    )


def _pieces(page: PageContext, document: HeldDocument, before: HeldRevision, held: HeldRevision) -> Iterator[str]:
    key = held.revision.revision
    title = label("compare.title", before=before.revision.revision, after=key)
    steps = (
        Step(label("site.home"), page.to(HOME)),
        Step(label("site.documents"), page.to(DOCUMENTS)),
        Step(document.document.short_title, page.to(document_url(document.id))),
        Step(label("document.revision", revision=key), page.to(revision_url(document.id, key))),
        Step(title, None),
    )
    yield breadcrumb_html(steps)
    yield f"# {heading(f'{document.document.short_title}: {title}')} {{ #judul }}"
    # Kept by the build: the page over all documents shows it, too.
    comparison = page.build.of(None).comparison(document, held)
    if comparison is None:
        return
    sides = (_side(page, document, before), _side(page, document, held))
    yield render("kinds/document/comparison-head.jinja", ComparisonHead(sides, len(comparison.changes)))
    yield f"## {heading(label('compare.matrix'))} {{ #judul-semula-menjadi }}"
    yield comparison_html(page, comparison)


def _side(page: PageContext, document: HeldDocument, held: HeldRevision) -> Side:
    key = held.revision.revision
    fingerprint = page.build.of(held).fingerprints.of_revision(document, held)
    return Side(label("compare.revision", revision=key), page.to(revision_url(document.id, key)), fingerprint)
