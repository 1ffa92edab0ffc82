"""The page of one revision: its control header, its text, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.document.about import AboutView, about_view
from generator.kinds.document.control import ControlView, control_view, print_line, stamp_class
from generator.kinds.document.register_part import kept_facts_html
from generator.kinds.document.sections import section_pieces
from generator.kinds.document.timing import TimingView, timing_view
from generator.library import HeldDocument, HeldRevision
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.moved import moved_html
from generator.render.page import Page
from generator.render.places import DOCUMENTS, HOME, document_url, revision_url
from generator.render.reports import report_url
from generator.revisions.in_force import Status

if TYPE_CHECKING:
    from generator.render.context import PageContext, RenderContext

__all__ = ["document_page", "document_pages", "report_url", "stamp_class"]

LISTED_ON = f"{DOCUMENTS}index.md"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a breadcrumb; the last one, the page itself, has no address."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class HeadView:
    """What head.jinja shows below the title.

    Attributes:
        flows: Address and title of each flow in the text.
        parts: The same of what stands below the text: approval sheet, log, revisions, gaps.
    """

    control: ControlView
    timing: TimingView
    flows: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """What report.jinja shows: where the text comes from, and how to report a fault in it."""

    source: str
    url: str


def document_pages(context: RenderContext) -> Iterator[Page]:
    """Yield the pages of all documents: the revision in force, and every held revision at its own address."""
    for document in context.library.documents.values():
        if document.current:
            yield document_page(context, document, document.current, is_current_page=True)
        for held in document.shown:
            yield document_page(context, document, held, is_current_page=False)


def document_page(context: RenderContext, document: HeldDocument, held: HeldRevision, *, is_current_page: bool) -> Page:
    """Return the page of a revision.

    Args:
        context: The build.
        document: The document.
        held: The revision to show.
        is_current_page: The page at the document's own address; otherwise the revision's address for life,
            which searches leave out, since the text stands twice.
    """
    revision = held.revision.revision
    url = document_url(document.id) if is_current_page else revision_url(document.id, revision)
    page = context.page(url, document, held)
    document = context.document_of(held)
    short_title = document.document.short_title
    words = label("document.revision", revision=revision)
    return Page(
        uri=f"{url}index.md",
        title=short_title if is_current_page else f"{short_title} – {words}",
        markdown="\n\n".join(_pieces(page, document, held, is_current_page=is_current_page)) + "\n",
        description=document.document.summary,
        is_indexed=is_current_page and document.status_of(held, context.library.now) is not Status.SUPERSEDED,
        place=LISTED_ON,
        print_line=print_line(page, document, held, revision_url(document.id, revision)),
    )


def _pieces(page: PageContext, document: HeldDocument, held: HeldRevision, *, is_current_page: bool) -> Iterator[str]:
    """Yield the page piece by piece: Markdown headings, and raw HTML blocks between them."""
    yield _breadcrumb(page, document, held, is_current_page=is_current_page)
    yield f"# {heading(document.document.title)} {{ #judul }}"
    # The text is drawn first: what stands above it and below it shows units of the text again.
    text = [piece for section in held.revision.sections for piece in section_pieces(page, section, 2)]
    about: AboutView = about_view(page, document, held)
    parts = tuple((f"#{_heading_id(part.name)}", label(f"document.{part.name}")) for part in about.parts)
    timing = timing_view(page, document, held, is_current_page=is_current_page)
    head = HeadView(control_view(page, document, held), timing, about.flows, parts)
    yield render("kinds/document/head.jinja", head)
    if kept := kept_facts_html(page, held):
        yield kept
    yield from text
    yield f"## {heading(label('document.about'))} {{ #judul-tentang-dokumen }}"
    yield from about_pieces(about)
    if is_current_page and (moved := moved_html(page, document.id)):
        yield f"### {heading(label('moved.title'))} {{ #judul-alamat-pindah }}"
        yield moved
    yield render("kinds/document/report.jinja", _report(page, document, held))


def about_pieces(about: AboutView) -> Iterator[str]:
    """Yield what is known about a revision, part by part under headings of its own."""
    for part in about.parts:
        yield f"### {heading(label(f'document.{part.name}'))} {{ #{_heading_id(part.name)} }}"
        yield render(f"kinds/document/{part.name}.jinja", part.view)


def _heading_id(part_name: str) -> str:
    return f"judul-{part_name}"


def _breadcrumb(page: PageContext, document: HeldDocument, held: HeldRevision, *, is_current_page: bool) -> str:
    steps = [Step(label("site.home"), page.to(HOME)), Step(label("site.documents"), page.to(DOCUMENTS))]
    short_title = document.document.short_title
    if is_current_page:
        steps.append(Step(short_title, None))
    else:
        steps.append(Step(short_title, page.to(document_url(document.id))))
        steps.append(Step(label("document.revision", revision=held.revision.revision), None))
    return render("render/templates/breadcrumb.jinja", tuple(steps))


def _report(page: PageContext, document: HeldDocument, held: HeldRevision) -> ReportView:
    control = control_view(page, document, held)
    return ReportView(control.source, report_url(page, document.id, held.revision.revision))


def breadcrumb_html(steps: tuple[Step, ...]) -> Markup:
    """Return a breadcrumb for any page."""
    return render("render/templates/breadcrumb.jinja", steps)
