"""Pages that show parts of documents as they are: every fee table, every table of states, every catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from generator.addresses import foreign_anchor_of
from generator.kinds.fees.schema import FeeTable
from generator.kinds.fees.view import fees_html
from generator.kinds.table.schema import Table
from generator.kinds.table.view import table_html
from generator.render.context import PageContext
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered, ModelT
from generator.render.overview.origins import Source, source_html, source_of
from generator.render.overview.turned import page_of, title_of_turn, turned
from generator.render.page import Page

Draw = Callable[[PageContext, ModelT], Markup]
STATES = "states"


def fees_page(gathered: Gathered) -> Page:
    """Return the page of all fee tables."""
    return _page_of_parts(gathered, "fees", gathered.turns(FeeTable), fees_html, lambda table: table.title)


def states_page(gathered: Gathered) -> Page:
    """Return the page of all tables of states, such as those of a ticket."""
    tables = [found for found in gathered.turns(Table) if found.model.shape == STATES]
    return _page_of_parts(gathered, "states", tables, table_html, lambda table: table.title or label("table.table"))


def _page_of_parts(
    gathered: Gathered,
    name: str,
    parts: Iterable[Found[ModelT]],
    draw: Draw[ModelT],
    title: Callable[[ModelT], str],
) -> Page:
    page = gathered.context.page(URLS[name])
    sources: list[Source] = []
    sections: list[Section] = []
    for part in parts:
        own = page_of(page, part.turn)
        source = source_of(own, gathered, part.unit)
        html = Markup("\n").join((source_html(source), draw(own, part.model)))
        sources.append(source)
        heading = title_of_turn(title(part.model), part.turn)
        sections.append(Section(in_block(turned(page, part.turn, html)), heading, heading_anchor(part.address)))
    text = PageText(name, sections or [nothing_section(name)], [source.origin for source in sources])
    return make_page(page, gathered, text)


def heading_anchor(address: str) -> str:
    """Return the anchor of the heading above a unit; the unit's own `id` is on its element."""
    return f"judul-{foreign_anchor_of(address)}"


def in_block(html: Markup) -> Markup:
    """Return HTML as one raw block, whatever it begins with."""
    return Markup("<div>\n{}\n</div>").format(html)


def nothing_section(name: str) -> Section:
    """Return the sentence of a page that has nothing to show, so that the navigation stays the same."""
    return Section(Markup("<p>{}</p>").format(label(f"overview.{name}.nothing")))


def lines(parts: Iterable[Markup]) -> Markup:
    """Return blocks of HTML below each other."""
    return Markup("\n").join(parts)


def sections_or_nothing(name: str, sections: Iterator[Section]) -> list[Section]:
    """Return sections, or the sentence that there are none."""
    return list(sections) or [nothing_section(name)]
