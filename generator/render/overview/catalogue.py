"""The service catalogues of all documents, as a tree that can be narrowed and as tables."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.addresses import foreign_anchor_of
from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.catalogue.view import CatalogueView, catalogue_html, catalogue_view
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import filter_html
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import heading_anchor, nothing_section
from generator.render.overview.turned import page_of, title_of_turn, turned
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
    catalogues = gathered.turns(Catalogue)
    sections = [section for found in catalogues for section in _sections(page, gathered, found)]
    origins = origins_of(page, gathered, [found.unit for found in catalogues])
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)], origins))


def _sections(around: PageContext, gathered: Gathered, found: Found[Catalogue]) -> list[Section]:
    """Return the tree, which holds the units, and the table, which shows them again."""
    page, anchor = page_of(around, found.turn), heading_anchor(found.address)
    list_id = f"pohon-{foreign_anchor_of(found.address)}"
    title = title_of_turn(found.model.title, found.turn)
    source = source_html(source_of(page, gathered, found.unit))
    tree = TreeView(list_id, filter_html(list_id, NAME), source, catalogue_view(page, found.model))
    return [
        Section(turned(around, found.turn, render("render/overview/catalogue.jinja", tree)), title, anchor),
        Section(
            turned(around, found.turn, catalogue_html(page, found.model)),
            label("overview.catalogue.as-table", title=title),
            f"{anchor}-tabel",
        ),
    ]
