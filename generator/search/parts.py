"""The answers of tables, fee tables and catalogues: the whole, its groups, and each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from generator.kinds.catalogue.schema import Catalogue, ServiceGroup, ServiceType
from generator.kinds.fees.schema import Fee, FeeGroup, FeeTable
from generator.kinds.table.schema import Row, RowGroup, Table
from generator.model.base import Model
from generator.render.labels import label
from generator.render.titles import title_of
from generator.search.answer import Answer
from generator.search.blocks import fee_block, fee_blocks, fee_rows, row_block, table_blocks
from generator.survey import Entry, letter_of

FEW_ROWS: Final = 4
"""A table of so few rows is read at once: its rows are no answers of their own."""
Start = Callable[[Entry[Model], str, str], Answer]
"""Begins an answer: its entry, kind and title."""
Visit = Callable[[Entry[Model]], Iterator[Answer]]
"""Yields the answers of whatever stands inside a row."""


def table_answers(start: Start, visit: Visit, entry: Entry[Model], table: Table) -> Iterator[Answer]:
    """Yield a table and its rows; the rows of a screen, or of a small table, are no answers of their own."""
    answer = start(entry, "table", table.title or title_around(entry))
    answer.blocks = list(table_blocks(table))
    if is_small(entry):
        answer.variants += [line for row in entry.within(Row) for line in row.model.similar]
    yield answer
    for inner in entry.inside:
        yield from _row_answers(start, visit, inner, table, has_rows=table.shape != "screen" and not is_small(entry))


def is_small(entry: Entry[Model]) -> bool:
    """Tell whether a table is read at once; of a long one no more rows are looked at than that takes."""
    rows = list(islice(entry.within(Row), FEW_ROWS + 1))
    return len(rows) <= FEW_ROWS and not any(row.model.body for row in rows)


def _row_answers(start: Start, visit: Visit, entry: Entry[Model], table: Table, *, has_rows: bool) -> Iterator[Answer]:
    model = entry.model
    if not isinstance(model, Row | RowGroup):
        yield from visit(entry)
        return
    if isinstance(model, Row) and entry.is_unit and has_rows:
        answer = start(entry, "row", _row_title(table, model))
        answer.headings.append(answer.title)
        answer.number = ""
        answer.blocks = [row_block(table, model)]
        yield answer
    for inner in entry.inside:
        yield from _row_answers(start, visit, inner, table, has_rows=has_rows)


def _row_title(table: Table, row: Row) -> str:
    """Return the cell that names a row: the first that is more than a number."""
    cells = [letter_of(row.cells.get(column.id, "")) for column in table.columns]
    named = next((cell for cell in cells if any(letter.isalpha() for letter in cell)), row.id)
    return " ".join(named.split())


def fee_answers(start: Start, entry: Entry[Model], table: FeeTable, age: str) -> Iterator[Answer]:
    """Yield a fee table, its groups, and each fee.

    Args:
        start: Begins an answer.
        entry: The table's place.
        table: The table.
        age: As of which day its amounts are, in words.
    """
    whole = start(entry, "fee", table.title)
    whole.blocks = list(fee_blocks(table))
    found = [whole]
    for group in entry.within(FeeGroup):
        several = start(group, "fee", f"{table.title}: {group.model.title}")
        several.headings.append(f"{table.title} {group.model.title}")
        several.blocks = [fee_rows(table, group.model.fees)]
        found.append(several)
        for fee in group.within(Fee):
            one = start(fee, "fee", f"{table.title}: {fee.model.name}")
            one.headings += [fee.model.name, f"{table.title} {fee.model.name}"]
            one.number = ""
            one.blocks = [fee_block(table, fee.model)]
            one.also.append(group.model.title)
            found.append(one)
    for answer in found:
        answer.age = age
        # What is said of the amounts of a table is said of each of them.
        answer.cautions += [each for each in whole.cautions if each not in answer.cautions]
        yield answer


def catalogue_answers(start: Start, entry: Entry[Model], catalogue: Catalogue) -> Iterator[Answer]:
    """Yield a catalogue, its groups, and each type of service."""
    columns = catalogue.columns
    family = [columns.family, catalogue.family]
    rows: list[object] = [[group.name, ", ".join(each.name for each in group.types)] for group in catalogue.groups]
    whole = start(entry, "service", catalogue.title)
    whole.blocks = [["rows", [columns.group, columns.type], rows]]
    whole.also.append(catalogue.family)
    yield whole
    for group in entry.within(ServiceGroup):
        name, types = group.model.name, group.model.types
        several = start(group, "service", name)
        several.headings.append(name)
        several.blocks = [["pairs", [family, [columns.type, "\n".join(each.name for each in types)]]]]
        several.trail = (catalogue.title,)
        yield several
        for service in group.within(ServiceType):
            one = start(service, "service", service.model.name)
            one.headings.append(service.model.name)
            one.number = ""
            one.blocks = [["pairs", [family, [columns.group, name], [columns.type, service.model.name]]]]
            one.trail = (catalogue.title, name)
            yield one


def title_around(entry: Entry[Model]) -> str:
    """Return what a part without a title is called: by the unit around it."""
    around = next((each for each in entry.around() if each.is_unit), None)
    return title_of(around.model) if around else label("table.table")
