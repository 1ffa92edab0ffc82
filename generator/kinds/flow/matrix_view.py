"""The matrices of a flow as tables; with scripts, facts are picked above them and the rows that hold light up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.flow.graph import FlowGraph
from generator.kinds.flow.matrix import matrices_on
from generator.kinds.flow.matrix_records import Written
from generator.kinds.flow.matrix_table import Cell, MatrixFact, MatrixItem, MatrixRow, MatrixTable
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.view import ask_words
from generator.kinds.record.schema import Record
from generator.kinds.record.view import record_html
from generator.kinds.script.view import script_html
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext
    from generator.render.validity import Validity


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact to pick a value of.

    Attributes:
        name: Tells its radio buttons from others on the page.
        values: Its values in words, each with what it includes (may be empty).
    """

    id: str
    name: str
    title: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """What stands in a cell for one node; `kind` is empty where the flow has no way on."""

    kind: str
    text: Markup
    url: str | None
    title: str
    when: str
    is_inferred: bool
    question: Markup | None
    ask: str
    written: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """The values of a fact for which a row holds; `values` are their places, as the radio buttons have them."""

    fact: str
    title: str
    values: str
    words: str
    is_any: bool


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell under the title of its column."""

    title: str
    items: tuple[ItemView, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row, and the same as one sentence."""

    cases: tuple[CaseView, ...]
    cells: tuple[CellView, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """What matrix.jinja shows.

    Attributes:
        window: From when until when the revision holds; None: without limits.
    """

    id: str
    window: Validity | None
    title: Markup
    name: str
    facts: tuple[FactView, ...]
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]


def matrices_html(page: PageContext, flow: Flow, graph: FlowGraph, *, window: Validity | None = None) -> Markup:
    """Return the matrices of a flow; empty when it has none.

    Args:
        page: The page they stand on.
        flow: The flow.
        graph: Its graph.
        window: From when until when the revision holds; outside of it nothing can be copied.
    """
    tables = matrices_on(page, flow, graph)
    # Sentences stand here again in row after row: none of them is at home in a table.
    drawer = _Drawer(replace(page, is_elsewhere=True), flow, graph, window)
    views = [drawer.matrix(number, table) for number, table in enumerate(tables, 1)]
    return Markup("\n").join(render("kinds/flow/matrix.jinja", view) for view in views)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws the tables of one flow."""

    page: PageContext
    flow: Flow
    graph: FlowGraph
    window: Validity | None

    def matrix(self, number: int, table: MatrixTable) -> MatrixView:
        own_id = f"{label('guided.anchors.matrices')}-{self.graph.id}-{number}"
        return MatrixView(
            id=own_id,
            window=self.window,
            title=self.page.letter(table.title, self.flow),
            name=self.page.unique(label("matrix.name", title=table.title)),
            facts=tuple(_fact(own_id, fact) for fact in table.facts),
            columns=tuple(column.title for column in table.columns),
            rows=tuple(self._row(table, row) for row in table.rows),
        )

    def _row(self, table: MatrixTable, row: MatrixRow) -> RowView:
        return RowView(
            cases=tuple(
                CaseView(fact.id, fact.name, " ".join(map(str, case.regions)), case.words, case.is_any)
                for fact, case in zip(table.facts, row.cases, strict=True)
            ),
            cells=tuple(
                CellView(column.title, tuple(self._item(item) for item in cell), column.nothing)
                for column, cell in zip(table.columns, row.cells, strict=True)
            ),
            sentence=self._sentence(table, row),
        )

    def _item(self, item: MatrixItem) -> ItemView:
        node, page = item.node, self.page
        is_gap = node is not None and node.kind == "unregulated"
        gap = node.gap if node else None
        address = self._address(item)
        return ItemView(
            kind=node.kind if node else "",
            text=page.letter(node.label, self.flow) if node else Markup.escape(label("matrix.no-way")),
            url=page.link(address) if address else None,
            title=page.title(address) if address else "",
            when=item.when,
            is_inferred=item.is_inferred and not is_gap,
            question=page.inline(gap.question) if is_gap and gap and gap.question else None,
            ask=ask_words(page, gap) if is_gap and gap else "",
            written=tuple(self._written(each) for each in item.written),
        )

    def _written(self, written: Written) -> Markup:
        return record_html(self.page, written) if isinstance(written, Record) else script_html(self.page, written)

    def _address(self, item: MatrixItem) -> str | None:
        """Return the address of what a node stands for."""
        if item.node is None:
            return None
        unit = self.page.unit_of(item.node.gap) if item.node.gap else None
        return unit.address if unit else item.node.clause

    # The answer as a sentence, for those who hear it

    def _sentence(self, table: MatrixTable, row: MatrixRow) -> str:
        cases = zip(table.facts, row.cases, strict=True)
        given = "; ".join(f"{fact.name}: {case.words}" for fact, case in cases if not case.is_any)
        cells = zip(table.columns, row.cells, strict=True)
        answers = " ".join(f"{column.title}: {self._said(cell, column.nothing)}." for column, cell in cells)
        return label("matrix.sentence", cases=given or label("matrix.always"), answers=answers)

    def _said(self, cell: Cell, nothing: str) -> str:
        return "; ".join(self._item_said(item) for item in cell) or nothing

    def _item_said(self, item: MatrixItem) -> str:
        if item.node is None:
            return label("matrix.no-way")
        words = ", ".join(self._written_said(each) for each in item.written) or item.node.label
        if item.node.kind == "unregulated":
            words = f"{words} ({label('flow.kinds.unregulated')})"
        inferred = f"({label('flow.inferred')})" if item.is_inferred and item.node.kind != "unregulated" else ""
        return " ".join(part for part in (words, item.when, inferred) if part)

    def _written_said(self, written: Written) -> str:
        if not isinstance(written, Record):
            return f"“{self.page.plain(written.text)}”"
        entries = ((each.field, each.value or each.pattern or each.instruction) for each in written.entries)
        return ", ".join(f"{field} {words}" if words else field for field, words in entries) or written.title or ""


def _fact(matrix_id: str, fact: MatrixFact) -> FactView:
    included = (label("matrix.includes", values=", ".join(each)) if each else "" for each in fact.includes)
    return FactView(fact.id, f"{matrix_id}-{fact.id}", fact.name, tuple(zip(fact.regions, included, strict=True)))
