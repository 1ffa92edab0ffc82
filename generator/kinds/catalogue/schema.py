"""A service catalogue: family, groups, types."""

from __future__ import annotations

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.fields import Letter


class ServiceType(Unit):
    """One type of service; its number starts again in each group."""

    number: Letter = approved("The source's number within the group; not a code of any application.")
    name: Letter = approved("The name, to the letter.")


class ServiceGroup(Unit):
    """A group of service types."""

    name: Letter = approved("The name, to the letter.")
    types: list[ServiceType] = approved("The types, in the source's order.")


class CatalogueColumns(Model):
    """The headings of the catalogue's table, to the letter."""

    family: Letter = approved("The heading of the family column.")
    group: Letter = approved("The heading of the group column.")
    number: Letter = approved("The heading of the number column.")
    type: Letter = approved("The heading of the type column.")


class Catalogue(Unit):
    """A catalogue of one service family."""

    title: Letter = approved("The title, to the letter.")
    family: Letter = approved("The family's name, to the letter.")
    columns: CatalogueColumns = approved("The headings.")
    groups: list[ServiceGroup] = approved("The groups, in the source's order.")


class CataloguesFile(Model):
    """service-catalogue.yml: the catalogues of a revision."""

    catalogues: list[Catalogue] = approved("The catalogues.")
