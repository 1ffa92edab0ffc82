"""A fee table: groups of rows with amounts as whole numbers."""

from __future__ import annotations

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.fields import CalendarDay, Identifier, KnownLetter, Letter, WholeNumber


class FeeColumn(Model):
    """A column of amounts, such as PREPAID."""

    id: Identifier = approved("The key of its amounts.")
    title: Letter = approved("The heading, to the letter.")


class Fee(Unit):
    """One row: a name and its amounts."""

    number: Letter | None = approved("The source's number of the row.", None)
    name: Letter = approved("What the fee is for, to the letter.")
    amounts: dict[Identifier, WholeNumber] = approved("Column id to amount, digits only, such as 1750.")


class FeeGroup(Unit):
    """Fees under a heading of their own."""

    title: Letter = approved("The heading, to the letter.")
    fees: list[Fee] = approved("The rows.")


class FeeTable(Unit):
    """A table of fees, with the day its values are from."""

    title: Letter = approved("The title, to the letter.")
    number_title: Letter = approved("The heading of the number column, to the letter.")
    name_title: Letter = approved("The heading of the name column, to the letter.")
    columns: list[FeeColumn] = approved("The columns of amounts.")
    groups: list[FeeGroup] = approved("The groups, in the source's order.")
    currency: KnownLetter = approved("The currency as the source gives it; never guessed.")
    as_of: CalendarDay = approved("The day the values are from.")


class FeesFile(Model):
    """fees.yml: the fee tables of a revision."""

    fee_tables: list[FeeTable] = approved("The tables.")
