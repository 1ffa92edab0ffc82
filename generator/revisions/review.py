"""When a document has to be looked at again."""

from __future__ import annotations

import calendar
import datetime as dt

from generator.kinds.document.schema import Document, Revision
from generator.model.fields import Missing


def review_due_on(document: Document, revision: Revision) -> dt.date | None:
    """Return the day by which a revision has to be reviewed, that day included.

    The interval counts from the day the revision takes effect, else from the date on the document: from
    31 July 2024 a year later is 31 July 2025, and the last day of a month stays a last day where it must.

    Returns:
        The day; None when the interval is not known, there is no date to count from, or it is beyond the calendar.

    Source: ISO 9001:2015, 7.5.2 c, review for suitability.
    """
    months = document.review_interval_months
    start = next(
        (day for day in (revision.effective.from_, revision.issued_on) if not isinstance(day, Missing)),
        None,
    )
    if isinstance(months, Missing) or start is None or start.year + months // 12 >= dt.MAXYEAR:
        return None
    return add_months(start, months)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or the last one of that month when it has no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
