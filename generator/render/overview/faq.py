"""The FAQ of all documents, by topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.faq.schema import FaqGroup
from generator.kinds.faq.view import faq_entry_html, faq_group_title
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import filter_html
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import Source, origin_of, source_html, source_of
from generator.render.overview.parts import heading_anchor, nothing_section
from generator.render.page import Page

NAME = "faq"
LIST_ID = "daftar-tanya-jawab"
ENTRY_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of one document."""

    mark: Mark
    anchor: str
    title: Markup
    source: Markup
    entries: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class FaqView:
    """What faq.jinja shows."""

    list_id: str
    filter: Markup
    topics: tuple[Topic, ...]


def faq_page(gathered: Gathered) -> Page:
    """Return the page of all questions and answers."""
    page = gathered.context.page(URLS[NAME])
    topics = tuple(_topic(page, gathered, group) for group in gathered.all(FaqGroup))
    if not topics:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    view = FaqView(LIST_ID, filter_html(LIST_ID, NAME), topics)
    origins = [origin_of(page, gathered, document) for document, _ in gathered.by_document(FaqGroup)]
    sections = [Section(render("render/overview/faq.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, has_contents=False))


def _topic(page: PageContext, gathered: Gathered, group: Found[FaqGroup]) -> Topic:
    source: Source = source_of(page, gathered, group.unit)
    return Topic(
        mark=page.mark(group.model),
        anchor=heading_anchor(group.unit),
        title=page.letter(faq_group_title(group.model), group.model),
        source=source_html(source),
        entries=tuple(_entries(page, group.model)),
    )


def _entries(page: PageContext, group: FaqGroup) -> Iterator[Markup]:
    for entry in group.entries:
        yield faq_entry_html(page, entry, ENTRY_LEVEL, with_source=True)
