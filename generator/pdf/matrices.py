"""The matrices of a flow as tables on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.flow.graph import FlowGraph
from generator.kinds.flow.matrix import matrices_on
from generator.kinds.flow.matrix_records import Written
from generator.kinds.flow.matrix_table import MatrixItem, MatrixRow, MatrixTable
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.view import ask_words
from generator.kinds.record.schema import Record
from generator.pdf.tables import plain_table
from generator.pdf.text import Json, Runs, paragraph, plain
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer


def matrices_data(writer: Writer, flow: Flow, graph: FlowGraph) -> list[Json]:
    """Return what a flow comes to for each set of cases, one table for each of its matrices."""
    return [_matrix(writer, flow, table) for table in matrices_on(writer.page, flow, graph)]


def _matrix(writer: Writer, flow: Flow, table: MatrixTable) -> Json:
    titles = [*(fact.name for fact in table.facts), *(column.title for column in table.columns)]
    rows = [_row(writer, flow, table, row) for row in table.rows]
    return plain_table(writer.texts.letter(table.title, flow), [plain(title) for title in titles], rows)


def _row(writer: Writer, flow: Flow, table: MatrixTable, row: MatrixRow) -> list[list[Json]]:
    cases = [[paragraph(plain(case.words))] for case in row.cases]
    cells = [
        [block for item in cell for block in _item(writer, flow, item)] or [paragraph(plain(column.nothing))]
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    return [*cases, *cells]


def _item(writer: Writer, flow: Flow, item: MatrixItem) -> list[Json]:
    """Return a node that is passed: when, what it is called or what is written down there, and what is unsure."""
    node = item.node
    if node is None:
        return [paragraph(plain(label("matrix.no-way")))]
    when: Runs = [{"text": f"{item.when} ", "emphasis": True}] if item.when else []
    texts = writer.texts
    if node.kind == "unregulated":
        words = [
            *when,
            {"text": f"{label('flow.kinds.unregulated')}: ", "strong": True},
            *texts.letter(node.label, flow),
        ]
        found = [paragraph(words)]
        if node.gap and node.gap.question:
            found.append(paragraph(texts.inline(node.gap.question)))
        return [*found, paragraph(plain(ask_words(writer.page, node.gap)))] if node.gap else found
    inferred: Runs = [{"text": f" ({label('flow.inferred')})"}] if item.is_inferred else []
    if not item.written:
        return [paragraph([*when, *texts.letter(node.label, flow), *inferred])]
    written = [paragraph(runs) for each in item.written for runs in _written(writer, each)]
    return [*([paragraph([*when, *inferred])] if when or inferred else []), *written]


def _written(writer: Writer, written: Written) -> list[Runs]:
    """Return the lines to write down: the words of a sentence, or the fields of a record."""
    texts = writer.texts
    if not isinstance(written, Record):
        return [block["runs"] for block in texts.script(written) if block["kind"] == "paragraph"]
    lines: list[Runs] = [
        [
            {"text": entry.field, "strong": True},
            {"text": " "},
            *texts.pattern(entry.value or entry.pattern or entry.instruction or "", written),
        ]
        for entry in written.entries
    ]
    return lines or [plain(written.title or "")]
