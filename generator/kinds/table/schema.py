"""Tables: key to value, states, grouped, hierarchical."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.conditions import Condition
from generator.model.fields import ContactCentreRef, Flag, Identifier, Letter, Line, Prose, Remark

if TYPE_CHECKING:
    from generator.kinds.clause.schema import Block


class Column(Model):
    """A column of a table."""

    id: Identifier = approved("The key of its cells.")
    title: Letter = approved("The heading, to the letter.")
    is_title_ours: Flag = approved("The source has no such heading; it is ours.", False, alias="title_is_ours")


class Row(Unit):
    """A row; it may hold rows below it, and blocks that belong to it."""

    number: Letter | None = approved("The source's number of the row.", None)
    cells: dict[Identifier, Prose] = approved("Column id to text, to the letter; a cell left out is empty.")
    facts: list[Condition] = approved("The row's typed facts, such as the area level of a device level.", [])
    contact_centre: ContactCentreRef | None = approved("The contact centre this row is about.", None)
    rows: list[Row] = approved("Rows below this one, in a hierarchical table.", [])
    body: list[Block] = approved("What the source says about this row alone.", [])


class RowGroup(Unit):
    """Rows under a heading of their own."""

    number: Letter | None = approved("The source's number of the group.", None)
    title: Letter = approved("The heading, to the letter.")
    rows: list[Row] = approved("The rows.")


class Table(Unit):
    """A table as data."""

    title: Letter | None = approved("The title, to the letter.", None)
    is_title_ours: Flag = approved("The source gives no title; it is ours.", False, alias="title_is_ours")
    shape: Literal["plain", "key-value", "states", "grouped", "hierarchical", "screen"] = approved(
        "How it is read; `screen`: the content of a screenshot."
    )
    lead: Prose | None = approved("The sentence before the table.", None)
    columns: list[Column] = approved("The columns, in the source's order.")
    rows: list[Row] = approved("The rows of a table without groups.", [])
    groups: list[RowGroup] = approved("The groups of a grouped table.", [])
    is_implied: Flag = approved("The source says it in prose; the table is made from it.", False, alias="implied")
    as_of: Line | None = approved("The day the values are from, as the source says.", None)
    note: Remark | None = approved("A note under the table.", None)


class TablesFile(Model):
    """tables.yml: the tables of a revision."""

    tables: list[Table] = approved("The tables.")
