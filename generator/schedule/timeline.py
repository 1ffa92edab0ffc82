"""What a picture of time shows: for each document its revisions, its temporary instructions, and its tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.library import HeldDocument, HeldRevision, Library
from generator.render.dates import short_date
from generator.render.labels import label
from generator.render.overlays import HeldOverlay, overlays_of
from generator.render.titles import reference_title_of
from generator.render.validity import validity_of_span
from generator.revisions.in_force import Status
from generator.revisions.review import review_due_on
from generator.revisions.spans import Span, span_of

Look = Literal["in-force", "upcoming", "past", "overlay", "review", "overdue"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the picture: a bar, or a mark where `is_mark`.

    Attributes:
        look: How it is drawn.
        words: What stands in it or beside it.
        start: Its first moment; None: not known. Of a mark its day.
        end: The first moment after it; None: open.
        is_mark: It is a day, not a stretch of time.
        start_words, end_words: The same for readers.
    """

    look: Look
    words: str
    start: dt.datetime | None
    end: dt.datetime | None
    start_words: str
    end_words: str
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """What belongs to one document.

    Attributes:
        document: Its id.
        title: Its short title.
        items: Revisions first, then instructions, then tasks.
    """

    document: str
    title: str
    items: tuple[Item, ...]


def tracks_of(library: Library) -> list[Track]:
    """Return a track for each document that readers see, in the order of their ids."""
    overlays: dict[str, list[HeldOverlay]] = {}
    for overlay in overlays_of(library).live:
        overlays.setdefault(overlay.held.document, []).append(overlay)
    return [
        Track(document.id, document.document.short_title, tuple(_items(library, document, overlays)))
        for document in library.documents.values()
        if document.current
    ]


def _items(library: Library, document: HeldDocument, overlays: dict[str, list[HeldOverlay]]) -> Iterator[Item]:
    for held in document.shown:
        span = span_of(document, held, library.now)
        if not span.is_empty(library.now.tzinfo):
            words = label("document.revision", revision=held.revision.revision)
            yield _bar(library, span, _look(document, held, library.now), words)
    for overlay in overlays.get(document.id, ()):
        if not overlay.span.is_empty(library.now.tzinfo):
            script = library.find_from(overlay.held, overlay.overlay.script)
            words = reference_title_of(script) if script else overlay.overlay.script
            yield _bar(library, overlay.span, "overlay", words)
    yield from _review(library, document)


def _look(document: HeldDocument, held: HeldRevision, now: dt.datetime) -> Look:
    match document.status_of(held, now):
        case Status.IN_FORCE | Status.UNKNOWN_SINCE:
            return "in-force"
        case Status.UPCOMING:
            return "upcoming"
        case _:
            return "past"


def _bar(library: Library, span: Span, look: Look, words: str) -> Item:
    zone, validity = library.now.tzinfo, validity_of_span(span, library)
    return Item(
        look,
        words,
        start=span.start.instant(zone) if span.start else None,
        end=span.end.instant(zone) if span.end else None,
        start_words=validity.start_words or label("schedule.unknown"),
        end_words=validity.end_words or label("schedule.open"),
    )


def _review(library: Library, document: HeldDocument) -> Iterator[Item]:
    held = document.current
    day = review_due_on(document.document, held) if held and not held.term.is_withdrawn(library.now) else None
    if day is None:
        return
    words = label("schedule.review", day=short_date(day))
    look: Look = "overdue" if day < library.on else "review"
    at = dt.datetime.combine(day, dt.time(), library.now.tzinfo)
    yield Item(look, words, at, None, "", short_date(day), is_mark=True)
