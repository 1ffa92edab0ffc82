"""A fee table as pages show it: amounts in Indonesian notation, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.fees.schema import Fee, FeeGroup, FeeTable
from generator.model.fields import Missing
from generator.render.dates import short_date
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class FeeView:
    """One row; an amount that the source leaves out is None."""

    mark: Mark
    number: str | None
    name: Markup
    amounts: tuple[int | None, ...]
    remark: Markup | None


@dataclass(frozen=True, slots=True)
class FeeGroupView:
    """Fees under a heading."""

    mark: Mark
    title: Markup
    fees: tuple[FeeView, ...]


@dataclass(frozen=True, slots=True)
class FeeTableView:
    """What fees.jinja shows."""

    mark: Mark
    name: str
    title: Markup
    number_title: Markup
    name_title: Markup
    columns: tuple[Markup, ...]
    groups: tuple[FeeGroupView, ...]
    currency: str
    age: str
    must_be_checked: bool
    remark: Markup | None


def fees_html(page: PageContext, table: FeeTable) -> Markup:
    """Return a fee table, sortable where scripts run."""
    view = FeeTableView(
        mark=page.mark(table),
        name=page.unique(table.title),
        title=page.letter(table.title, table),
        number_title=page.letter(table.number_title, table),
        name_title=page.letter(table.name_title, table),
        columns=tuple(page.letter(column.title, table) for column in table.columns),
        groups=tuple(_group(page, table, group) for group in table.groups),
        currency=currency_words(table),
        age=label("fees.as-of", day=short_date(table.as_of), check=_check(page, table)),
        must_be_checked=table.check_by is None or table.check_by < page.library.on,
        remark=page.html(table.remark) if table.remark else None,
    )
    return render("kinds/fees/fees.jinja", view)


def _group(page: PageContext, table: FeeTable, group: FeeGroup) -> FeeGroupView:
    fees = tuple(_fee(page, table, fee) for fee in group.fees)
    return FeeGroupView(page.mark(group), page.letter(group.title, group), fees)


def _fee(page: PageContext, table: FeeTable, fee: Fee) -> FeeView:
    return FeeView(
        mark=page.mark(fee),
        number=fee.number,
        name=page.letter(fee.name, fee),
        amounts=tuple(fee.amounts.get(column.id) for column in table.columns),
        remark=page.inline(fee.remark) if fee.remark else None,
    )


def _check(page: PageContext, table: FeeTable) -> str:
    if table.check_by is None:
        return label("fees.unscheduled")
    key = "fees.overdue" if table.check_by < page.library.on else "fees.check-by"
    return label(key, day=short_date(table.check_by))


def currency_words(table: FeeTable) -> str:
    """Return the currency as the source gives it, or why it gives none."""
    if isinstance(table.currency, Missing):
        return label("fees.currency", currency=label(f"missing.{table.currency.missing}"))
    return label("fees.currency", currency=table.currency)
