"""Levels of incidents: rows that carry typed facts and bring their own scripts, wherever a document has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.figure.schema import Figure
from generator.kinds.figure.view import figure_html
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import gap_html
from generator.kinds.parts import uses_of
from generator.kinds.script.schema import Script
from generator.kinds.script.view import script_html
from generator.kinds.table.schema import Row, Table
from generator.library import HeldRevision, Unit
from generator.model.base import Model
from generator.model.walk import descendants
from generator.render.conditions import conditions_in_words
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import heading_anchor, nothing_section
from generator.render.overview.turned import page_of, title_of_turn, turned
from generator.render.page import Page

NAME = "levels"


@dataclass(frozen=True, slots=True)
class Level:
    """A row: its typed facts in words, its cells, what its body brings, and what is open or lost about it."""

    mark: Mark
    facts: str
    cells: tuple[Markup, ...]
    url: str | None
    lines: tuple[Markup, ...]
    scripts: tuple[Markup, ...]
    open_points: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class LevelsView:
    """What levels.jinja shows: one table, shortened."""

    mark: Mark
    name: str
    source: Markup
    columns: tuple[Markup, ...]
    levels: tuple[Level, ...]


def levels_page(gathered: Gathered) -> Page:
    """Return the page of all tables of levels."""
    page = gathered.context.page(URLS[NAME])
    tables = [found for found in gathered.turns(Table) if is_table_of_levels(found.model)]
    sections = [_section(page, gathered, found) for found in tables]
    origins = origins_of(page, gathered, [found.unit for found in tables])
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)], origins))


def is_table_of_levels(table: Table) -> bool:
    """Tell whether rows of a table carry facts and say something of their own in those cases."""
    return any(row.facts and row.body for row in table.rows)


def _section(around: PageContext, gathered: Gathered, found: Found[Table]) -> Section:
    table, page = found.model, page_of(around, found.turn)
    title = title_of_turn(table.title or label("table.table"), found.turn)
    view = LevelsView(
        mark=page.mark(table),
        name=page.unique(title),
        source=source_html(source_of(page, gathered, found.unit)),
        columns=tuple(page.letter(column.title, table) for column in table.columns),
        levels=tuple(_level(page, table, row, _revision_of(gathered, found.unit)) for row in table.rows),
    )
    html = turned(around, found.turn, render("render/overview/levels.jinja", view))
    return Section(html, title, heading_anchor(found.address))


def _revision_of(gathered: Gathered, unit: Unit) -> HeldRevision:
    document = gathered.library.documents[unit.document or ""]
    return document.revisions[unit.revision or ""]


def _level(page: PageContext, table: Table, row: Row, held: HeldRevision) -> Level:
    unit = page.unit_of(row)
    inside = list(_inside(row, held))
    return Level(
        mark=page.mark(row),
        facts=conditions_in_words(row.facts, page.library, joined_by=" · "),
        cells=tuple(page.inline(row.cells.get(column.id, ""), row) for column in table.columns),
        url=page.link(unit.address) if unit else None,
        lines=tuple(page.inline(line, each) for each in inside if isinstance(each, Figure) for line in each.lines),
        scripts=tuple(script_html(page, each) for each in inside if isinstance(each, Script)),
        open_points=tuple(_open_points(page, inside)),
    )


def _open_points(page: PageContext, inside: list[Model]) -> Iterator[Markup]:
    for model in inside:
        if isinstance(model, Gap):
            yield gap_html(page, model)
        elif isinstance(model, Figure) and model.state in ("lost", "partly-lost"):
            yield figure_html(page, model)


def _inside(row: Row, held: HeldRevision) -> Iterator[Model]:
    """Yield what stands in a row's body, the parts that it uses by their ids included."""
    for block in row.body:
        for model in descendants(block):
            yield model
            for local_id, kind in uses_of(model):
                if part := held.part(local_id, kind):
                    yield part
