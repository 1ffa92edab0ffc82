"""When a document has to be looked at again."""

from __future__ import annotations

import calendar
import datetime as dt

from generator.kinds.document.schema import Document
from generator.library import HeldRevision
from generator.model.fields import Missing
from generator.revisions.register.entry import Act


def review_due_on(document: Document, held: HeldRevision) -> dt.date | None:
    """Return the day by which a revision has to be reviewed, that day included.

    The interval counts from the day of its last review without changes, else from the day on which it takes effect,
    else from the date on the document.

    Returns:
        The day; None when the interval is not known, there is no date to count from, or it is beyond the calendar.

    Source: ISO 9001:2015, 7.5.2 c, review for suitability.
    """
    confirmed = held.life.last(Act.CONFIRMED)
    issued_on = held.revision.issued_on
    if confirmed and confirmed.on:
        start: dt.date | None = confirmed.on
    elif held.term.start:
        start = held.term.start.wall.date()
    else:
        start = None if isinstance(issued_on, Missing) else issued_on
    return review_due_after(document, start) if start else None


def review_due_after(document: Document, start: dt.date) -> dt.date | None:
    """Return the day by which a document has to be reviewed when its interval counts from a day.

    From 31 July 2024 a year later is 31 July 2025; the last day of a month stays a last day where it must.

    Returns:
        The day; None when the interval is not known, or the day is beyond the calendar.
    """
    months = document.review_interval_months
    if isinstance(months, Missing) or start.year + months // 12 >= dt.MAXYEAR:
        return None
    return add_months(start, months)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or the last one of that month when it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
