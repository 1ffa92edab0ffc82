"""Record-keeping as pages show it: in which applications, then field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.record.schema import Record, RecordEntry
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class ApplicationLink:
    """An application by name, and where it is described."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class RecordEntryView:
    """One field to fill in."""

    number: str | None
    field: Markup
    value: Markup | None
    pattern: Markup | None
    instruction: Markup | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """What record.jinja shows."""

    mark: Mark
    applications: tuple[ApplicationLink, ...]
    text: Markup | None
    entries: tuple[RecordEntryView, ...]
    remark: Markup | None


def record_html(page: PageContext, record: Record) -> Markup:
    """Return what is to be written where."""
    mark = page.mark(record)
    view = RecordView(
        mark=mark,
        applications=tuple(ApplicationLink(page.name(each), page.link(each)) for each in record.applications),
        text=page.html(record.text, record) if record.text else None,
        entries=tuple(_entry(page, record, entry) for entry in record.entries),
        remark=page.html(record.remark) if record.remark and mark.id else None,
    )
    return render("kinds/record/record.jinja", view)


def _entry(page: PageContext, record: Record, entry: RecordEntry) -> RecordEntryView:
    return RecordEntryView(
        number=entry.number,
        field=page.letter(entry.field, record),
        value=page.letter(entry.value, record) if entry.value else None,
        pattern=page.format(entry.pattern, record) if entry.pattern else None,
        instruction=page.letter(entry.instruction, record) if entry.instruction else None,
    )
