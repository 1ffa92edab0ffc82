"""The schedule as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.clock import zone_of
from generator.revisions.in_force import LOCAL, Bound
from generator.schedule.moments import Kind, Moment


def schedule_lines(moments: Sequence[Moment]) -> Iterator[str]:
    """Yield a line for each moment: when, by which clock, what, which, and what it is called."""
    rows = [(*_when(each), _what(each), _which(each)) for each in moments]
    widths = [max(len(row[column]) for row in rows) for column in range(3)] if rows else []
    for row, moment in zip(rows, moments, strict=True):
        start = "  ".join(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True))
        yield f"{start}  {row[3]}: {moment.title}" if moment.title != row[3] else f"{start}  {row[3]}"


def _when(moment: Moment) -> tuple[str, str]:
    if not isinstance(moment.at, Bound):
        return moment.day.isoformat(), ""
    clock = "local clock" if moment.at.zone == LOCAL else _name(moment.at)
    return moment.at.wall.isoformat(" ", "minutes"), clock


def _name(bound: Bound) -> str:
    """Return what a zone is called at a moment, such as WIB."""
    return bound.wall.replace(tzinfo=zone_of(bound.zone)).tzname() or bound.zone


def _what(moment: Moment) -> str:
    words = str(moment.kind).replace("-", " ")
    return f"{words} (overdue)" if moment.is_overdue else words


def _which(moment: Moment) -> str:
    match moment.kind:
        case Kind.REVISION_BEGINS if moment.other:
            return f"{moment.document} {moment.revision} (now {moment.other})"
        case Kind.REVISION_BEGINS | Kind.REVISION_ENDS | Kind.REVISION_WITHDRAWN:
            return f"{moment.document} {moment.revision}"
        case Kind.OVERLAY_BEGINS:
            return f"{moment.address} (in place of {moment.other})"
        case Kind.OVERLAY_ENDS:
            return f"{moment.address} (then {moment.other})"
        case _:
            return moment.address
