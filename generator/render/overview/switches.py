"""The lists of the home page: what has begun lately or holds for a time, and what will change soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.render.labels import label
from generator.render.overview.links import LinkView
from generator.render.places import document_url, revision_url
from generator.render.validity import Validity, moment_words, validity_of_span
from generator.revisions.in_force import Bound
from generator.revisions.spans import Span, span_of
from generator.schedule.moments import Kind, Moment, coming_moments

if TYPE_CHECKING:
    from generator.library import HeldDocument, HeldRevision
    from generator.render.context import PageContext
    from generator.render.overlays import HeldOverlay
    from generator.render.overview.gathered import Gathered

RECENT: Final = dt.timedelta(days=30)
"""So long what has begun, or a temporary instruction that is over, is named."""
SOON: Final = dt.timedelta(days=30)
"""So long before a switch it is named by the reader's clock; without scripts all known ones stand there."""
_SWITCHES: Final = (
    Kind.REVISION_BEGINS,
    Kind.REVISION_ENDS,
    Kind.REVISION_WITHDRAWN,
    Kind.OVERLAY_BEGINS,
    Kind.OVERLAY_ENDS,
)


@dataclass(frozen=True, slots=True)
class Instruction:
    """A temporary instruction that holds, is coming, or has just ended."""

    title: str
    url: str | None
    validity: Validity
    channels: str
    replaces: LinkView


@dataclass(frozen=True, slots=True)
class Begun:
    """A revision that began lately, or will: named from its first moment on."""

    title: str
    url: str
    words: str
    window: Validity


@dataclass(frozen=True, slots=True)
class Switch:
    """A change that will come: its moment by the clock of the window, in words, and what it does."""

    moment: str
    words: str
    title: str
    url: str | None
    what: str
    window: Validity


def instructions(page: PageContext, gathered: Gathered) -> Iterator[Instruction]:
    """Yield temporary instructions by their first minute; those that ended long ago are left to their documents."""
    now = gathered.library.now
    live = [each for each in gathered.context.overlays.live if not each.span.is_empty(now.tzinfo)]
    for each in sorted(live, key=lambda each: each.span.first(now)):
        end = each.span.end
        if end is None or end.instant(now.tzinfo) + RECENT >= now:
            yield _instruction(page, each)


def begun(page: PageContext, gathered: Gathered) -> Iterator[Begun]:
    """Yield the revisions that began lately and those that are coming, by their first moments."""
    now = gathered.library.now
    for document, held, span in _followed(gathered):
        start = span.start
        if start and not span.is_empty(now.tzinfo) and start.instant(now.tzinfo) + RECENT > now:
            end = _earlier(replace(start, wall=start.wall + RECENT), span.end, now)
            is_current = held is document.current
            url = document_url(document.id) if is_current else revision_url(document.id, held.revision.revision)
            yield Begun(
                _title(document, held),
                page.to(url),
                label("switches.since", moment=moment_words(start, page.library)),
                validity_of_span(Span(start, end), page.library),
            )


def switches(page: PageContext, gathered: Gathered) -> list[Switch]:
    """Return what will change, the nearest first."""
    return [
        _switch(page, moment, moment.at)
        for moment in coming_moments(gathered.library)
        if isinstance(moment.at, Bound) and moment.kind in _SWITCHES
    ]


def _followed(gathered: Gathered) -> Iterator[tuple[HeldDocument, HeldRevision, Span]]:
    for document in gathered.library.documents.values():
        for held in gathered.context.turns.followed(document):
            yield document, held, span_of(document, held, gathered.library.now)


def _switch(page: PageContext, moment: Moment, bound: Bound) -> Switch:
    window = validity_of_span(Span(replace(bound, wall=bound.wall - SOON), bound), page.library)
    what = label(f"switches.{moment.kind}", revision=moment.revision, replaced=page.title(moment.other))
    address = f"{moment.document}@{moment.revision}" if moment.kind is Kind.REVISION_BEGINS else moment.address
    return Switch(window.until, moment_words(bound, page.library), moment.title, page.link(address), what, window)


def _instruction(page: PageContext, held: HeldOverlay) -> Instruction:
    overlay = held.overlay
    return Instruction(
        title=getattr(held.unit.model, "title", None) or page.title(overlay.script),
        url=page.link(held.unit.address),
        validity=held.validity,
        channels=", ".join(page.name(channel) for channel in overlay.channels),
        replaces=LinkView(page.title(overlay.replaces), page.link(overlay.replaces)),
    )


def _title(document: HeldDocument, held: HeldRevision) -> str:
    return f"{document.document.short_title}, {label('document.revision', revision=held.revision.revision)}"


def _earlier(bound: Bound, end: Bound | None, now: dt.datetime) -> Bound:
    return end if end and end.instant(now.tzinfo) < bound.instant(now.tzinfo) else bound
