"""The pages over several documents, one module and its templates for each, and the navigation that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from generator.render.overview.addresses import HAND_WRITTEN, URLS, left_out, navigation
from generator.render.overview.applications import applications_page
from generator.render.overview.catalogue import catalogue_page
from generator.render.overview.change_notices import notice_pages
from generator.render.overview.changes import changes_page
from generator.render.overview.contact_centres import contact_centres_page
from generator.render.overview.documents import documents_page
from generator.render.overview.faq import faq_page
from generator.render.overview.flows import flows_page
from generator.render.overview.frame import PageText, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.hand_written import hand_written_pages
from generator.render.overview.home import home_page
from generator.render.overview.in_force_on import in_force_on_page
from generator.render.overview.levels import levels_page
from generator.render.overview.open_points import open_points_page
from generator.render.overview.parts import fees_page, nothing_section, states_page
from generator.render.overview.reading_orders import reading_order_pages
from generator.render.overview.scripts import scripts_page
from generator.render.overview.search_page import search_pages
from generator.render.overview.shared_data import shared_data_page
from generator.render.overview.terms import terms_page

if TYPE_CHECKING:
    from generator.render.context import RenderContext
    from generator.render.page import Page

NAVIGATION: Final = navigation()
"""The groups of the navigation of a site for all: the same on every such site, whatever its content holds."""

_SINGLE_PAGES: Final = (
    home_page,
    scripts_page,
    faq_page,
    flows_page,
    levels_page,
    fees_page,
    catalogue_page,
    states_page,
    contact_centres_page,
    applications_page,
    terms_page,
    documents_page,
    in_force_on_page,
    changes_page,
    open_points_page,
    shared_data_page,
)


def overview_pages(context: RenderContext) -> Iterator[Page]:
    """Yield the pages over several documents; one without content says so, and so the navigation leads nowhere wrong.

    Args:
        context: The build; it is walked once, and its units are looked up from then on.
    """
    gathered = Gathered(context)
    without = left_out(context.library)
    for make in _SINGLE_PAGES:
        if make is not open_points_page or "open-points" not in without:
            yield make(gathered)
    yield from search_pages(gathered)
    yield from reading_order_pages(gathered)
    yield from notice_pages(gathered)
    yield from missing_pages(gathered)
    yield from hand_written_pages(gathered)


def missing_pages(gathered: Gathered) -> Iterator[Page]:
    """Yield a sentence in place of each page of the navigation that authors write and have not written yet."""
    for name, path in HAND_WRITTEN.items():
        if path not in gathered.library.content.pages and name not in left_out(gathered.library):
            page = gathered.context.page(URLS[name])
            yield make_page(page, gathered, PageText(name, [nothing_section(name)]))
