"""One unit as guided steps show it: whatever a node may stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.catalogue.view import catalogue_html
from generator.kinds.change.schema import Change
from generator.kinds.change.view import change_html
from generator.kinds.definition.schema import Definition
from generator.kinds.definition.view import definition_html
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.faq.view import faq_entry_html, faq_group_html
from generator.kinds.fees.schema import FeeTable
from generator.kinds.fees.view import fees_html
from generator.kinds.figure.schema import Figure
from generator.kinds.figure.view import figure_html
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import gap_html
from generator.kinds.record.schema import Record
from generator.kinds.record.view import record_html
from generator.kinds.rule.schema import Rule
from generator.kinds.rule.view import rule_html
from generator.kinds.script.schema import Script
from generator.kinds.script.view import script_html
from generator.kinds.table.schema import Row, Table
from generator.kinds.table.view import row_html, table_html
from generator.model.base import Model

if TYPE_CHECKING:
    from generator.library import Unit
    from generator.render.context import PageContext

LEVEL: Final = 4
"""The level of headings inside a step, whose own heading is one above."""


def unit_html(page: PageContext, unit: Unit) -> Markup:
    """Return a unit that is no clause; empty for what has no words of its own here, such as a flow."""
    if isinstance(unit.model, Row):
        table = _table_of(page, unit)
        return row_html(page, table, unit.model, LEVEL) if table else Markup("")
    draw = _DRAWERS.get(type(unit.model))
    return draw(page, unit.model) if draw else Markup("")


def _table_of(page: PageContext, unit: Unit) -> Table | None:
    """Return the table that a row stands in, below whatever groups and rows."""
    around: Unit | None = unit
    while around is not None and not isinstance(around.model, Table):
        around = page.library.find_from(page.held, around.parent) if around.parent else None
    return around.model if around is not None and isinstance(around.model, Table) else None


_DRAWERS: Final[dict[type[Model], Callable[[PageContext, Any], Markup]]] = {
    Catalogue: catalogue_html,
    Change: lambda page, change: change_html(page, change, LEVEL),
    Definition: definition_html,
    FaqEntry: lambda page, entry: faq_entry_html(page, entry, LEVEL),
    FaqGroup: lambda page, group: faq_group_html(page, group, LEVEL, with_heading=False),
    FeeTable: fees_html,
    Figure: lambda page, figure: figure_html(page, figure, LEVEL),
    Gap: gap_html,
    Record: record_html,
    Rule: lambda page, rule: rule_html(page, rule, None, LEVEL),
    Script: script_html,
    Table: lambda page, table: table_html(page, table, LEVEL),
}
