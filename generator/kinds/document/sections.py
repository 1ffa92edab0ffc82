"""The text of a revision as pieces of a page: Markdown headings, and raw HTML blocks between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.clause.schema import Branch, Clause, FaqBlock
from generator.kinds.clause.view import ClauseParts, Surroundings, clause_html, clause_parts
from generator.kinds.faq.schema import FaqGroup
from generator.kinds.faq.view import faq_group_html, faq_group_title
from generator.model.base import Model
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.reports import report_url

if TYPE_CHECKING:
    from generator.render.context import PageContext

DEEPEST_HEADING = 4
"""Clauses below it have their title in their text, since a table of contents that goes deeper helps nobody."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """What section.jinja shows: a headed clause without its heading and without its headed parts."""

    parts: ClauseParts
    heading_id: str
    report_url: str
    report_label: str


def section_pieces(page: PageContext, clause: Clause, level: int) -> Iterator[str]:
    """Yield a clause of the text.

    A clause with a title becomes a Markdown heading and a section after it; so do the clauses with a
    title in its body. What follows them in the body comes in a block that says whose it is.

    Args:
        page: The page.
        clause: The clause.
        level: The level of its heading.
    """
    if not is_headed(clause, level):
        yield clause_html(page, clause, Surroundings(None, min(level, DEEPEST_HEADING) + 1))
        return
    first = list(takewhile(lambda block: not is_headed(block, level + 1), clause.body))
    parts = clause_parts(page, clause, first, Surroundings(None, level + 1))
    heading_id = f"judul-{parts.mark.id or page.unique('bagian').translate(_ONLY_ID)}"
    title = f"{clause.number} {clause.title}" if clause.number else clause.title or ""
    yield f"{'#' * level} {heading(title)} {{ #{heading_id} }}"
    yield render("kinds/document/section.jinja", _section(page, parts, heading_id, title))
    yield from _rest(page, clause, clause.body[len(first) :], parts, level)


_ONLY_ID = str.maketrans({" ": "-", "(": "", ")": ""})


def _rest(page: PageContext, clause: Clause, blocks: Sequence[Model], parts: ClauseParts, level: int) -> Iterator[str]:
    """Yield the headed blocks of a body and what stands between and behind them."""
    between: list[Model] = []
    for block in blocks:
        if not is_headed(block, level + 1):
            between.append(block)
            continue
        yield from _between(page, clause, between, parts, level)
        between = []
        if isinstance(block, Clause):
            yield from section_pieces(page, block, level + 1)
        elif isinstance(block, FaqBlock):
            yield from _faq_pieces(page, block, level + 1)
    yield from _between(page, clause, between, parts, level)


def _between(
    page: PageContext, clause: Clause, blocks: Sequence[Model], parts: ClauseParts, level: int
) -> Iterator[str]:
    if blocks:
        body = page.body(blocks, clause, level + 1)
        words = label("clause.continued", number=parts.full_number) if parts.full_number else ""
        yield Markup('<div class="sigap-clause-rest" data-sigap-part-of="{}">\n{}{}\n</div>').format(
            parts.mark.address,
            Markup('<p class="sigap-clause-rest__of">{}</p>\n').format(words) if words else "",
            body,
        )


def _faq_pieces(page: PageContext, block: FaqBlock, level: int) -> Iterator[str]:
    for local_id in block.faq:
        if group := page.part(local_id, FaqGroup):
            unit = page.unit_of(group)
            yield f"{'#' * level} {heading(faq_group_title(group))} {{ #judul-{unit.anchor if unit else group.id} }}"
            yield faq_group_html(page, group, level, with_heading=False)


def is_headed(block: Model, level: int) -> bool:
    """Tell whether a block gets a heading of its own at a level, in Markdown as on paper."""
    if level > DEEPEST_HEADING:
        return False
    is_titled = isinstance(block, Clause) and not isinstance(block, Branch) and bool(block.title)
    return is_titled or isinstance(block, FaqBlock)


def _section(page: PageContext, parts: ClauseParts, heading_id: str, title: str) -> SectionView:
    revision = page.held.revision.revision if page.held else ""
    return SectionView(
        parts=parts,
        heading_id=heading_id,
        report_url=report_url(page, parts.mark.address, revision) if parts.mark.address else "",
        report_label=label("report.section-label", title=title),
    )
