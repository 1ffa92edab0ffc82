"""FAQ groups and entries as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.gap.view import gap_html
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext

DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class MappingView:
    """A catalogue entry that fits, in our view."""

    url: str | None
    title: str
    note: Markup | None


@dataclass(frozen=True, slots=True)
class FaqEntryView:
    """What entry.jinja shows."""

    mark: Mark
    level: int
    number: str | None
    question: Markup
    when: str
    answer: Markup | None
    body: Markup
    gap: Markup | None
    mappings: tuple[MappingView, ...]
    remark: Markup | None
    source_url: str | None
    source: str


def faq_group_title(group: FaqGroup) -> str:
    """Return the heading of a group as plain text, with the source's number."""
    return f"{group.number} {group.title}" if group.number else group.title


def faq_group_html(page: PageContext, group: FaqGroup, level: int, *, with_heading: bool = True) -> Markup:
    """Return a group with its entries.

    Args:
        page: The page.
        group: The group.
        level: The level of its heading; entries stand one below.
        with_heading: Draw the heading here; a page that has it in Markdown leaves it out.
    """
    mark = page.mark(group)
    heading = Markup("<h{0}>{1}</h{0}>\n").format(level, page.letter(faq_group_title(group), group))
    entries = Markup("\n").join(faq_entry_html(page, entry, level + 1) for entry in group.entries)
    return Markup('<div class="sigap-faq-group"{}>\n{}{}{}\n</div>').format(
        mark.attributes, heading if with_heading else "", render("render/caution-list.jinja", mark), entries
    )


def faq_entry_html(page: PageContext, entry: FaqEntry, level: int, *, with_source: bool = False) -> Markup:
    """Return a question and its answer.

    Args:
        page: The page.
        entry: The entry.
        level: The level of the question's heading.
        with_source: Say which document it is from, on pages over several.
    """
    view = faq_entry_view(page, entry, min(level, DEEPEST_HEADING), with_source=with_source)
    return render("kinds/faq/entry.jinja", view)


def faq_entry_view(page: PageContext, entry: FaqEntry, level: int, *, with_source: bool) -> FaqEntryView:
    """Return what the template of an entry shows."""
    unit = page.unit_of(entry)
    mark = page.mark(entry)
    return FaqEntryView(
        mark=mark,
        level=level,
        number=unit.number if unit and unit.number else entry.number,
        question=page.inline(entry.question, entry),
        when=page.when(entry.when),
        answer=page.html(entry.answer, entry) if entry.answer else None,
        body=page.body(entry.body, entry, level + 1),
        gap=gap_html(page, entry.gap) if entry.gap else None,
        mappings=tuple(
            MappingView(page.link(each.to), page.title(each.to), page.inline(each.note) if each.note else None)
            for each in entry.mappings
        ),
        remark=page.html(entry.remark) if entry.remark else None,
        source_url=page.link(unit.address) if unit and with_source else None,
        source=page.title(unit.document) if unit and unit.document and with_source else "",
    )
