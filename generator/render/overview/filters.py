"""The form above a list that narrows it in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.environment import render
from generator.render.labels import label


@dataclass(frozen=True, slots=True)
class Chip:
    """A value to choose: as items carry it, and as readers see it."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Values of one key; items carry them as `data-sigap-<key>`, separated by spaces."""

    key: str
    title: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class FilterView:
    """What filter.jinja shows; the groups from the third on fold away behind the words of `more`."""

    list_id: str
    title: str
    field: str
    groups: tuple[ChipGroup, ...]
    more: str


def filter_html(list_id: str, page_name: str, groups: Iterable[ChipGroup] = ()) -> Markup:
    """Return the form for a list.

    Args:
        list_id: The `id` of the list.
        page_name: The page's name in the labels, which hold the form's name and the field's label.
        groups: Keys and values to choose; one with fewer than two values helps nobody and is left out.
    """
    useful = tuple(group for group in groups if len(group.chips) > 1)
    names = ", ".join(group.title.casefold() for group in useful[2:])
    view = FilterView(
        list_id=list_id,
        title=label(f"overview.{page_name}.filter"),
        field=label(f"overview.{page_name}.filter-field"),
        groups=useful,
        more=label("overview.filter-more", names=names),
    )
    return render("render/overview/filter.jinja", view)


def slug(words: str) -> str:
    """Return words as one value of a data attribute or as an anchor, such as `salam-pembuka`."""
    return re.sub(r"[^0-9a-z]+", "-", words.casefold()).strip("-")


def chips(values: Iterable[tuple[str, str]]) -> tuple[Chip, ...]:
    """Return each value once, in the order of the first."""
    return tuple(Chip(value, title) for value, title in dict(values).items())
