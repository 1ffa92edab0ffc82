"""What a text field holds: blocks of runs over one plain text.

Every offset in this room counts characters of `Prose.text`, the plain text: the letter without
its markup, list markers kept as written ("- ", "2) "), a newline for each line break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reference leads.

    Attributes:
        url: Site-relative, or absolute with https, http or mailto.
        title: What a reader sees on hovering; also the link's text where the author gave none.
    """

    url: str
    title: str | None = None


Resolve = Callable[[str], Link | None]


def resolve_nothing(_address: str) -> Link | None:
    """Leave every reference as plain text; for texts drawn without a master list."""
    return None


@dataclass(frozen=True, slots=True)
class Reference:
    """One `[[address]]` or `[[address|text]]`, at offsets of the source text (markup included)."""

    address: str
    text: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """What a run is linked to: an external `link` or the `address` of a unit.

    Compared by identity, so that two neighbouring links to one place stay two.
    """

    link: Link | None = None
    address: str | None = None
    has_own_text: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. A lone newline is a line break."""

    text: str
    start: int
    is_emphasised: bool = False
    is_strong: bool = False
    is_code: bool = False
    target: Target | None = None

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in order; a tight one (in a list without blank lines) is drawn without `<p>`."""

    runs: tuple[Run, ...]
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `number` as written, None in a bullet list."""

    number: int | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bullet or ordered list; `delimiter` is "-", "+" or "*", or "." or ")" when ordered."""

    is_ordered: bool
    delimiter: str
    items: tuple[Item, ...]


Block = Paragraph | ItemList


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed text field."""

    text: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]

    def runs(self) -> Iterator[Run]:
        """Yield all runs in order."""
        return _runs_of(self.blocks)


def _runs_of(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for item in block.items:
                yield from _runs_of(item.blocks)
