"""Addresses: `document[@revision]/unit[/part]`, for life, and the anchors and numbers beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

ANCHOR_SEPARATOR = "--"


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address.

    Attributes:
        head: The first segment: a document, a setting, or a shared room such as `istilah`.
        revision: The revision asked for; None is the one in force.
        tail: The segments after the head.
    """

    head: str
    revision: str | None
    tail: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.head}@{self.revision}" if self.revision else self.head
        return "/".join((head, *self.tail))


def parse_address(text: str) -> Address:
    """Split an address into its parts; its form has been checked by the field's type."""
    head, *tail = text.split("/")
    name, _, revision = head.partition("@")
    return Address(name, revision or None, tuple(tail))


def anchor_of(tail: tuple[str, ...]) -> str:
    """Return the `id` of a unit on its document's page; ids hold no double hyphen, so it is unique."""
    return ANCHOR_SEPARATOR.join(tail)


def foreign_anchor_of(address: str) -> str:
    """Return the `id` of a unit on a page that shows units of several documents."""
    return address.replace("/", ANCHOR_SEPARATOR)


def join_numbers(parent: str, own: str) -> str:
    """Return the full number of a clause below another.

    The source writes some numbers in full (`7.10.1` below `7.10`) and others alone (`a`).

    Args:
        parent: The full number of the clause around it; empty at the top.
        own: The number as the source writes it, such as `a.` or `1)`.
    """
    number = clean_number(own)
    if not parent or number.startswith(f"{parent}."):
        return number
    return f"{parent}.{number}"


def clean_number(number: str) -> str:
    """Return a number without the punctuation around it: `1)` and `1.` are both `1`."""
    return re.sub(r"^[\s(\[]+|[\s.)\]]+$", "", number)


def number_key(number: str) -> str:
    """Return the form under which numbers are looked up: case and punctuation do not matter."""
    return re.sub(r"[^0-9a-z]+", ".", number.casefold()).strip(".")
