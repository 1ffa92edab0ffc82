"""A table as pages show it: rows are units; what the source says about one row alone follows the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.table.schema import Column, Row, RowGroup, Table
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.cautions import Caution
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class ColumnView:
    """The heading of a column."""

    title: Markup
    is_ours: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the table; one with more to say is a unit below the table, and linked here.

    Attributes:
        header: The position of the cell that names the row: the first that is more than a number.
        cautions: What agents must know of its faults; with its blocks, when it has any.
    """

    attributes: Markup
    number: str | None
    depth: int
    cells: tuple[Markup, ...]
    header: int
    details_url: str | None
    remark: Markup | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class RowGroupView:
    """Rows under a heading; a table without groups is one group without a title."""

    attributes: Markup
    title: Markup | None
    rows: tuple[RowView, ...]
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDetails:
    """What row.jinja shows: a row with its blocks, below its table or on its own."""

    mark: Mark
    number: str | None
    cells: tuple[tuple[Markup, Markup], ...]
    body: Markup
    remark: Markup | None


@dataclass(frozen=True, slots=True)
class TableView:
    """What table.jinja shows."""

    mark: Mark
    name: str
    title: Markup | None
    is_title_ours: bool
    is_screen: bool
    is_implied: bool
    lead: Markup | None
    columns: tuple[ColumnView, ...]
    has_numbers: bool
    width: int
    groups: tuple[RowGroupView, ...]
    details: tuple[Markup, ...]
    as_of: str | None
    notes: tuple[Markup, ...]


def table_html(page: PageContext, table: Table, level: int = 5) -> Markup:
    """Return a table in a frame that scrolls, and its rows' blocks below it."""
    return render("kinds/table/table.jinja", table_view(page, table, level))


def table_view(page: PageContext, table: Table, level: int) -> TableView:
    """Return what the template of a table shows."""
    mark = page.mark(table)
    rows = [row for row, _ in flat_rows([*table.rows, *(row for group in table.groups for row in group.rows)], 0)]
    # The details come first: there a row with more to say takes its `id`.
    details = tuple(row_html(page, table, row, level) for row in rows if row.body)
    has_numbers = any(row.number for row in rows)
    return TableView(
        mark=mark,
        name=page.unique(_name(table)),
        title=page.letter(table.title, table) if table.title else None,
        is_title_ours=table.is_title_ours,
        is_screen=table.shape == "screen",
        is_implied=table.is_implied,
        lead=page.html(table.lead, table) if table.lead else None,
        columns=tuple(_column(page, table, column) for column in table.columns),
        has_numbers=has_numbers,
        width=len(table.columns) + has_numbers,
        groups=tuple(_groups(page, table)),
        details=details,
        as_of=table.as_of,
        notes=tuple(page.html(note) for note in (table.note, table.remark) if note),
    )


def _name(table: Table) -> str:
    return table.title or (label("table.screen") if table.shape == "screen" else label("table.table"))


def _column(page: PageContext, table: Table, column: Column) -> ColumnView:
    return ColumnView(page.letter(column.title, table), column.is_title_ours)


def _groups(page: PageContext, table: Table) -> Iterator[RowGroupView]:
    if table.rows:
        yield RowGroupView(Markup(""), None, _rows(page, table, table.rows))
    for group in table.groups:
        yield _group(page, table, group)


def _group(page: PageContext, table: Table, group: RowGroup) -> RowGroupView:
    mark = page.mark(group)
    title = page.letter(f"{group.number} {group.title}" if group.number else group.title, group)
    return RowGroupView(mark.attributes, title, _rows(page, table, group.rows), mark.cautions)


def _rows(page: PageContext, table: Table, rows: Sequence[Row]) -> tuple[RowView, ...]:
    return tuple(_row(page, table, row, depth) for row, depth in flat_rows(rows, 0))


def _row(page: PageContext, table: Table, row: Row, depth: int) -> RowView:
    mark = page.mark(row)
    words = [row.cells.get(column.id, "") for column in table.columns]
    return RowView(
        attributes=mark.attributes,
        number=row.number,
        depth=depth,
        cells=tuple(_cell(page, row, column) for column in table.columns),
        header=next((place for place, text in enumerate(words) if text and not text.rstrip(".)").isdigit()), 0),
        details_url=mark.first_url if row.body else None,
        remark=page.inline(row.remark) if row.remark and not row.body else None,
        cautions=() if row.body else mark.cautions,
    )


def row_html(page: PageContext, table: Table, row: Row, level: int = 5) -> Markup:
    """Return one row with the headings of its cells, and its blocks."""
    mark = page.mark(row)
    shown = [column for column in table.columns if column.id in row.cells]
    view = RowDetails(
        mark=mark,
        number=row.number,
        cells=tuple((page.letter(column.title, table), _cell(page, row, column)) for column in shown),
        body=page.body(row.body, row, level),
        remark=page.html(row.remark) if row.remark else None,
    )
    return render("kinds/table/row.jinja", view)


def _cell(page: PageContext, row: Row, column: Column) -> Markup:
    text = row.cells.get(column.id)
    if text is None:
        return Markup("")
    return page.html(text, row) if "\n\n" in text or "\n- " in text else page.inline(text, row)


def flat_rows(rows: Sequence[Row], depth: int) -> Iterator[tuple[Row, int]]:
    """Yield rows and the rows below them, each with its depth."""
    for row in rows:
        yield row, depth
        yield from flat_rows(row.rows, depth + 1)
