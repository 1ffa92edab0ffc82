"""The FAQ of all documents, by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.faq.view import faq_entry_html, faq_group_title
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import filter_html
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import heading_anchor, nothing_section
from generator.render.overview.turned import page_of, turned, turns_of
from generator.render.page import Page
from generator.revisions.turns import Turn

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
    groups = gathered.turns(FaqGroup)
    topics = tuple(_topic(page, gathered, texts) for texts in _by_address(groups))
    if not topics:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    view = FaqView(LIST_ID, filter_html(LIST_ID, NAME), topics)
    origins = origins_of(page, gathered, [group.unit for group in groups])
    sections = [Section(render("render/overview/faq.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, has_contents=False))


def _by_address(groups: Iterable[Found[FaqGroup]]) -> Iterable[list[Found[FaqGroup]]]:
    """Return the texts of each group together, in the order of the first of each."""
    found: dict[str, list[Found[FaqGroup]]] = {}
    for group in groups:
        found.setdefault(group.unit.address, []).append(group)
    return found.values()


def _topic(page: PageContext, gathered: Gathered, texts: Sequence[Found[FaqGroup]]) -> Topic:
    """Return a group; of its texts in coming revisions, entries that are others stand beside those of today."""
    first = texts[0]
    own = page_of(page, first.turn)
    return Topic(
        mark=own.mark(first.model),
        anchor=heading_anchor(first.address),
        title=own.letter(faq_group_title(first.model), first.model),
        source=source_html(source_of(own, gathered, first.unit)),
        entries=tuple(_entries(page, texts)),
    )


def _entries(page: PageContext, texts: Sequence[Found[FaqGroup]]) -> Iterator[Markup]:
    """Yield the entries of a group, each with its texts to come behind it; what a coming revision adds comes last."""
    drawn: set[str] = set()
    for group in texts:
        for entry in group.model.entries:
            unit = page_of(page, group.turn).unit_of(entry)
            if unit and unit.address not in drawn:
                drawn.add(unit.address)
                yield from (_entry(page, turn) for turn in turns_of(page, unit))


def _entry(page: PageContext, turn: Turn) -> Markup:
    own = page_of(page, turn)
    entry = turn.unit.model
    html = faq_entry_html(own, entry, ENTRY_LEVEL, with_source=True) if isinstance(entry, FaqEntry) else Markup("")
    return turned(page, turn, html)
