"""A service catalogue as pages show it: one table of family, groups and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.catalogue.schema import Catalogue, ServiceGroup, ServiceType
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class ServiceTypeView:
    """One type of service."""

    mark: Mark
    number: str
    name: Markup
    remark: Markup | None


@dataclass(frozen=True, slots=True)
class ServiceGroupView:
    """A group of types."""

    mark: Mark
    name: Markup
    types: tuple[ServiceTypeView, ...]


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """What catalogue.jinja shows."""

    mark: Mark
    label: str
    title: Markup
    family: Markup
    headings: tuple[Markup, Markup, Markup, Markup]
    groups: tuple[ServiceGroupView, ...]
    remark: Markup | None


def catalogue_html(page: PageContext, catalogue: Catalogue) -> Markup:
    """Return a catalogue as a table, a group of rows for each group."""
    return render("kinds/catalogue/catalogue.jinja", catalogue_view(page, catalogue))


def catalogue_view(page: PageContext, catalogue: Catalogue) -> CatalogueView:
    """Return what the template of a catalogue shows."""
    columns = catalogue.columns
    family, group, number, kind = (
        page.letter(words, catalogue) for words in (columns.family, columns.group, columns.number, columns.type)
    )
    return CatalogueView(
        mark=page.mark(catalogue),
        label=page.unique(catalogue.title),
        title=page.letter(catalogue.title, catalogue),
        family=page.letter(catalogue.family, catalogue),
        headings=(family, group, number, kind),
        groups=tuple(_group(page, each) for each in catalogue.groups),
        remark=page.html(catalogue.remark) if catalogue.remark else None,
    )


def _group(page: PageContext, group: ServiceGroup) -> ServiceGroupView:
    types = tuple(_type(page, each) for each in group.types)
    return ServiceGroupView(page.mark(group), page.letter(group.name, group), types)


def _type(page: PageContext, each: ServiceType) -> ServiceTypeView:
    remark = page.inline(each.remark) if each.remark else None
    return ServiceTypeView(page.mark(each), each.number, page.letter(each.name, each), remark)
