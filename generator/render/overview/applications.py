"""Applications: what they are used for, and what is recorded in each."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.record.schema import Record
from generator.kinds.record.view import record_html
from generator.kinds.settings.schema import Application
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.links import LinkView, links_to
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import nothing_section
from generator.render.overview.turned import page_of, turned
from generator.render.page import Page

NAME = "applications"


@dataclass(frozen=True, slots=True)
class RecordOf:
    """A record as its kind draws it, and where it comes from."""

    html: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """What application.jinja shows; empty texts are left out."""

    mark: Mark
    use: str
    spellings: str
    named: tuple[str, ...]
    for_customers: bool
    sources: tuple[LinkView, ...]
    note: Markup | None
    records: tuple[RecordOf, ...]


def applications_page(gathered: Gathered) -> Page:
    """Return the page of all applications, each with what is recorded there."""
    page = gathered.context.page(URLS[NAME])
    records: dict[str, list[Found[Record]]] = {}
    drawn = gathered.turns(Record)
    for found in drawn:
        for application in found.model.applications:
            records.setdefault(application, []).append(found)
    sections = [_section(page, gathered, each, records.get(each.id, [])) for each in page.library.settings(Application)]
    origins = origins_of(page, gathered, [found.unit for found in drawn])
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)], origins))


def _section(page: PageContext, gathered: Gathered, application: Application, records: list[Found[Record]]) -> Section:
    view = ApplicationView(
        mark=page.mark(application),
        use=application.use,
        spellings=", ".join(application.spellings),
        named=tuple(application.named),
        for_customers=application.for_customers,
        sources=links_to(page, application.sources),
        note=page.html(application.note) if application.note else None,
        records=tuple(_record(page, gathered, found) for found in records),
    )
    html = render("render/overview/application.jinja", view)
    return Section(html, application.name, f"judul-{application.id}")


def _record(page: PageContext, gathered: Gathered, found: Found[Record]) -> RecordOf:
    own = page_of(page, found.turn)
    html = turned(page, found.turn, record_html(own, found.model))
    return RecordOf(html, source_html(source_of(own, gathered, found.unit)))
