"""The text of a revision in source order: headed sections, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.kinds.clause.schema import Clause
from generator.kinds.document.sections import is_headed
from generator.model.base import Model
from generator.pdf.blocks import clause_data
from generator.pdf.text import Json
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer


def section_data(writer: Writer, clause: Clause, level: int = 1) -> Json:
    """Return a clause of the text with everything in it.

    Args:
        writer: The PDF.
        clause: The clause; one with a title gets a heading, and so do those with a title in its body.
        level: The level of its heading, from 1.
    """
    if not is_headed(clause, level):
        return clause_data(writer, clause, clause.body, None)
    first = list(takewhile(lambda block: not is_headed(block, level + 1), clause.body))
    parts = clause_data(writer, clause, first, None)
    _head_flows(parts["body"], level + 1)
    title = f"{clause.number} {clause.title}" if clause.number else clause.title or ""
    rest = list(_rest(writer, clause, clause.body[len(first) :], parts["full_number"], level))
    return {**parts, "kind": "section", "level": level, "title": title, "rest": rest}


def _rest(writer: Writer, clause: Clause, blocks: Sequence[Model], number: str, level: int) -> Iterator[Json]:
    """Yield the headed blocks of a body and what stands between and behind them."""
    between: list[Model] = []
    for block in blocks:
        if not is_headed(block, level + 1):
            between.append(block)
            continue
        yield from _between(writer, clause, between, number, level)
        between = []
        if isinstance(block, Clause):
            yield section_data(writer, block, level + 1)
        else:
            yield from ({**group, "level": level + 1} for group in writer.body([block], clause))
    yield from _between(writer, clause, between, number, level)


def _between(writer: Writer, clause: Clause, blocks: Sequence[Model], number: str, level: int) -> Iterator[Json]:
    if blocks:
        words = label("clause.continued", number=number) if number else None
        body = writer.body(blocks, clause)
        _head_flows(body, level + 1)
        yield {"kind": "continued", "words": words, "body": body}


def _head_flows(body: list[Json], level: int) -> None:
    """Give the flows directly in a section headings of their own, so that bookmarks lead to them."""
    for block in body:
        if block["kind"] == "flow":
            block["level"] = level
