"""Contact centres: numbers, products, transfer keys, and the tables of the documents about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.settings.schema import ContactCentre
from generator.kinds.table.schema import Row, Table
from generator.kinds.table.view import table_html
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView, links_to
from generator.render.overview.origins import Origin, source_html, source_of
from generator.render.overview.parts import heading_anchor, in_block, lines, nothing_section
from generator.render.overview.turned import page_of, title_of_turn, turned
from generator.render.page import Page

NAME = "contact-centres"


@dataclass(frozen=True, slots=True)
class CentreView:
    """A contact centre; empty texts are left out."""

    mark: Mark
    name: str
    number: str
    mailbox: str
    product: str
    segment: str
    key: str
    application: LinkView | None
    scope: str
    spellings: str
    note: Markup | None
    sources: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class CentresView:
    """What contact-centres.jinja shows."""

    centres: tuple[CentreView, ...]


def contact_centres_page(gathered: Gathered) -> Page:
    """Return the page of all contact centres."""
    page = gathered.context.page(URLS[NAME])
    centres = tuple(centre_view(page, each) for each in page.library.settings(ContactCentre))
    sections = [nothing_section(NAME)]
    if centres:
        view = CentresView(centres)
        title = label("overview.contact-centres.all")
        sections = [Section(render("render/overview/contact-centres.jinja", view), title, "judul-semua")]
    tables = list(_tables(page, gathered))
    sections += [section for section, _ in tables]
    return make_page(page, gathered, PageText(NAME, sections, [origin for _, origin in tables]))


def centre_view(page: PageContext, centre: ContactCentre) -> CentreView:
    """Return one contact centre."""
    application = centre.transfer_application
    return CentreView(
        mark=page.mark(centre),
        name=centre.name,
        number=centre.number or "",
        mailbox=centre.mailbox or "",
        product=centre.product or "",
        segment=centre.segment or "",
        key=centre.transfer_key or "",
        application=LinkView(page.name(application), page.link(application)) if application else None,
        scope=centre.transfer_scope or "",
        spellings=", ".join(centre.spellings),
        note=page.html(centre.note) if centre.note else None,
        sources=links_to(page, centre.sources),
    )


def _tables(page: PageContext, gathered: Gathered) -> Iterator[tuple[Section, Origin]]:
    """Yield the tables whose rows are about contact centres."""
    for found in gathered.turns(Table):
        rows: list[Row] = [*found.model.rows, *(row for group in found.model.groups for row in group.rows)]
        if any(row.contact_centre for row in rows):
            own = page_of(page, found.turn)
            source = source_of(own, gathered, found.unit)
            html = turned(page, found.turn, lines((source_html(source), table_html(own, found.model, 3))))
            title = title_of_turn(found.model.title or label("table.table"), found.turn)
            yield Section(in_block(html), title, heading_anchor(found.address)), source.origin
