"""Structure: what the schemas of single files cannot see."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Iterator

from generator.checks.scope import all_models
from generator.kinds.clause.schema import Clause
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.fees.schema import FeeTable
from generator.kinds.settings.schema import SiteFile, Zone
from generator.kinds.table.schema import Table
from generator.library import Library
from generator.model.base import Model
from generator.problems import Problem, error
from generator.suggest import did_you_mean


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a number without an id, a cell without a column, a question without an answer."""
    for model in all_models(library):
        match model:
            case Clause():
                yield from _numbered_clause_has_id(model)
            case FaqEntry():
                yield from _question_has_answer(model)
            case Table():
                yield from _cells_have_columns(model)
            case FeeTable():
                yield from _amounts_have_columns(model)
            case Zone():
                yield from _zone_exists(model, model.iana, "iana")
            case SiteFile():
                yield from _zone_exists(model, model.zone, "zone")


def _numbered_clause_has_id(clause: Clause) -> Iterator[Problem]:
    if clause.number and not clause.id:
        yield error(clause.place("number"), "clause-without-id", number=clause.number)


def _question_has_answer(entry: FaqEntry) -> Iterator[Problem]:
    if not entry.answer and not entry.body and not entry.gap:
        yield error(entry.location, "faq-without-answer", id=entry.id)


def _cells_have_columns(table: Table) -> Iterator[Problem]:
    columns = [column.id for column in table.columns]
    rows = [*table.rows, *(row for group in table.groups for row in group.rows)]
    while rows:
        row = rows.pop()
        rows += row.rows
        yield from _known_columns(row, "cells", row.cells, columns)
        if not row.cells:
            yield error(row.location, "row-without-cells", id=row.id)


def _amounts_have_columns(table: FeeTable) -> Iterator[Problem]:
    columns = [column.id for column in table.columns]
    for group in table.groups:
        for fee in group.fees:
            yield from _known_columns(fee, "amounts", fee.amounts, columns)
            for column in columns:
                if column not in fee.amounts:
                    yield error(fee.location, "fee-without-amount", id=fee.id, column=column)


def _known_columns(model: Model, key: str, cells: Iterable[str], columns: list[str]) -> Iterator[Problem]:
    for name in cells:
        if name not in columns:
            meant = did_you_mean(name, columns) or ", ".join(columns)
            yield error(model.place(key, name), "column-unknown", column=name, meant=meant)


def _zone_exists(model: Model, name: str, key: str) -> Iterator[Problem]:
    if name not in zoneinfo.available_timezones():
        yield error(model.place(key), "zone-unknown", zone=name)
