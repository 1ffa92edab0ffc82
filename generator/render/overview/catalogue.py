"""The service catalogues of all documents, as a tree that can be narrowed and as tables."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.catalogue.view import CatalogueView, catalogue_html, catalogue_view
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import filter_html
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origin_of, source_html, source_of
from generator.render.overview.parts import heading_anchor, nothing_section
from generator.render.page import Page

NAME = "catalogue"


@dataclass(frozen=True, slots=True)
class TreeView:
    """What catalogue.jinja shows: one catalogue as a tree."""

    list_id: str
    filter: Markup
    source: Markup
    catalogue: CatalogueView


def catalogue_page(gathered: Gathered) -> Page:
    """Return the page of all service catalogues."""
    page = gathered.context.page(URLS[NAME])
    catalogues = gathered.all(Catalogue)
    sections = [section for found in catalogues for section in _sections(page, gathered, found)]
    origins = [origin_of(page, gathered, document) for document, _ in gathered.by_document(Catalogue)]
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)], origins))


def _sections(page: PageContext, gathered: Gathered, found: Found[Catalogue]) -> list[Section]:
    """Return the tree, which holds the units, and the table, which shows them again."""
    anchor = heading_anchor(found.unit)
    list_id = f"pohon-{found.unit.address.replace('/', '--')}"
    source = source_html(source_of(page, gathered, found.unit))
    tree = TreeView(list_id, filter_html(list_id, NAME), source, catalogue_view(page, found.model))
    return [
        Section(render("render/overview/catalogue.jinja", tree), found.model.title, anchor),
        Section(
            catalogue_html(page, found.model),
            label("overview.catalogue.as-table", title=found.model.title),
            f"{anchor}-tabel",
        ),
    ]
