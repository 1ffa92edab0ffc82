"""The master list: every document with every revision that is known, held or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.document.control import known_text, since_words
from generator.kinds.document.schema import RevisionEntry
from generator.kinds.unit import Reference
from generator.library import HeldDocument
from generator.model.fields import Missing
from generator.render.context import PageContext
from generator.render.dates import long_date
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView
from generator.render.overview.origins import Origin, Stamp, origin_of, stamp_of
from generator.render.overview.parts import nothing_section
from generator.render.page import Page
from generator.render.places import pdf_url, revision_url
from generator.render.validity import Validity, revision_window
from generator.revisions.in_force import Status

NAME = "documents"


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision; of one that is not held only its key and a note are known."""

    revision: str
    version: str
    url: str | None
    day: str
    since: str
    status: Status | None
    stamp: Stamp | None
    window: Validity | None
    note: Markup | None
    pdf_url: str | None = None
    pdf_name: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """A document with its revisions, newest first."""

    id: str
    title: str
    url: str | None
    number: str
    owner: str
    summary: str
    rows: tuple[RevisionRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """What documents.jinja shows."""

    documents: tuple[DocumentRows, ...]


@dataclass(frozen=True, slots=True)
class OutsideView:
    """What outside.jinja shows: documents that the texts refer to and that are not held."""

    documents: tuple[tuple[str, tuple[LinkView, ...]], ...]


def documents_page(gathered: Gathered) -> Page:
    """Return the master list."""
    page = gathered.context.page(URLS[NAME])
    documents = gathered.library.documents.values()
    if not documents:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    view = DocumentsView(tuple(_document(page, each) for each in documents))
    sections = [Section(render("render/overview/documents.jinja", view))]
    if outside := documents_outside(page, gathered):
        html = render("render/overview/outside.jinja", OutsideView(outside))
        sections.append(Section(html, label("overview.documents.outside"), "judul-tidak-dipegang"))
    return make_page(page, gathered, PageText(NAME, sections, _origins(page, gathered), lists_origins=False))


def _origins(page: PageContext, gathered: Gathered) -> list[Origin]:
    return [origin_of(page, gathered, each) for each in gathered.library.documents.values() if each.current]


def _document(page: PageContext, document: HeldDocument) -> DocumentRows:
    return DocumentRows(
        id=document.id,
        title=document.document.short_title,
        url=page.link(document.id) if document.current else None,
        number=known_text(document.document.document_number),
        owner=known_text(document.document.document_owner),
        summary=document.document.summary,
        rows=tuple(_row(page, document, entry) for entry in reversed(document.listed)),
    )


def _row(page: PageContext, document: HeldDocument, entry: RevisionEntry) -> RevisionRow:
    held = document.revisions.get(entry.revision)
    note = page.inline(entry.note) if entry.note else None
    if held is None:
        unknown = label("missing.not-held")
        return RevisionRow(entry.revision, unknown, None, unknown, unknown, None, None, None, note)
    revision, status = held.revision, document.status_of(held, page.library.now)
    return RevisionRow(
        revision=entry.revision,
        version=known_text(revision.version),
        url=page.to(revision_url(document.id, entry.revision)),
        day=_day(revision.issued_on),
        since=since_words(held, page.library),
        status=status,
        stamp=stamp_of(status),
        window=revision_window(document, held, page.library),
        note=note,
        pdf_url=page.to(pdf_url(document.id, entry.revision)),
        pdf_name=label("press.controlled-of", title=document.document.short_title, revision=entry.revision),
    )


def _day(day: dt.date | Missing) -> str:
    return known_text(day) if isinstance(day, Missing) else long_date(day)


def documents_outside(page: PageContext, gathered: Gathered) -> tuple[tuple[str, tuple[LinkView, ...]], ...]:
    """Return the documents that texts name and that are not held: the source's words, and who names them."""
    found: dict[str, dict[str, LinkView]] = {}
    for unit_address, reference in references(gathered):
        if reference.state == "not-held":
            link = LinkView(page.title(unit_address), page.link(unit_address))
            found.setdefault(reference.text, {})[unit_address] = link
    return tuple((words, tuple(links.values())) for words, links in sorted(found.items()))


def references(gathered: Gathered) -> Iterator[tuple[str, Reference]]:
    """Yield every reference in the texts in force, with the address of the nearest unit around it."""
    for unit in gathered.library.units():
        for reference in getattr(unit.model, "references", ()):
            yield unit.address, reference
