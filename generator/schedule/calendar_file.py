"""The schedule as an iCalendar file (RFC 5545), for the controller's own calendar.

Written here rather than with a package: what we need of the format are events without recurrence or alarms, in fewer
lines than it takes to give a package our rules. Moments by the reader's own clock are floating, which calendars show at
the same hour everywhere; others are in UTC, which needs no zone definitions; days are days. An event keeps its UID
when its moment moves, so that a calendar that reads the file again moves it too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from generator.library import Library
from generator.render.labels import label
from generator.render.places import document_url
from generator.revisions.in_force import LOCAL, Bound
from generator.schedule.moments import Moment

PRODUCT: Final = "-//Sigap//sigap schedule//ID"
LINE_OCTETS: Final = 75
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_file(moments: Iterable[Moment], library: Library) -> bytes:
    """Return the file.

    Args:
        moments: What is in it.
        library: Knows the site and the moment of asking, which stands in every event.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(label('schedule.calendar', site=library.site.name))}",
    ]
    seen: Counter[tuple[str, ...]] = Counter()
    for moment in moments:
        lines += _event(moment, library, seen[moment.identity])
        seen[moment.identity] += 1
    lines.append("END:VCALENDAR")
    return b"".join(map(folded, lines))


def _event(moment: Moment, library: Library, number: int) -> Iterator[str]:
    kind = label(f"schedule.kind.{moment.kind}")
    yield "BEGIN:VEVENT"
    yield f"UID:{_identifier(moment, number)}"
    yield f"DTSTAMP:{_utc(library.now)}"
    yield _start(moment)
    yield f"SUMMARY:{_text(f'{kind}: {moment.title}')}"
    yield f"DESCRIPTION:{_text(_description(moment, library))}"
    yield f"CATEGORIES:{_text(kind)}"
    if library.site.url and moment.document:
        yield f"URL:{library.site.url.rstrip('/')}/{document_url(moment.document)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _identifier(moment: Moment, number: int) -> str:
    """Return what a calendar knows an event by; of several that are alike, each by its number."""
    identity = "\n".join((*moment.identity, *([str(number)] if number else [])))
    return f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@sigap"


def _start(moment: Moment) -> str:
    if not isinstance(moment.at, Bound):
        return f"DTSTART;VALUE=DATE:{moment.day:%Y%m%d}"
    if moment.at.zone == LOCAL:
        return f"DTSTART:{_padded(moment.at.wall)}"
    return f"DTSTART:{_utc(moment.instant)}"


def _utc(moment: dt.datetime) -> str:
    return f"{_padded(moment.astimezone(dt.UTC))}Z"


def _padded(moment: dt.datetime) -> str:
    """Return a moment in digits; `strftime` writes early years with fewer than four."""
    return f"{moment.year:04}{moment:%m%dT%H%M%S}"


def _description(moment: Moment, library: Library) -> str:
    """Return where it belongs: the document and its revision, the unit, and what else it is about."""
    document = library.documents.get(moment.document)
    lines = [
        label("schedule.of", title=document.document.title, revision=moment.revision) if document else "",
        moment.address if moment.address != moment.document else "",
        label(f"schedule.other.{moment.kind}", other=moment.other) if moment.other else "",
        f"{moment.place.source_path}:{moment.place.line}",
    ]
    return "\n".join(filter(None, lines))


def _text(text: str) -> str:
    """Return a text value: control characters go, what has a meaning in the format is escaped."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


def folded(line: str) -> bytes:
    """Return a content line, continued after 75 octets at most, and never inside of a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        # Each line after the first begins with a space, which counts.
        if len(piece) + len(octets) > LINE_OCTETS - bool(pieces):
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
