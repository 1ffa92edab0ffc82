"""The part of the controller's page about time: what is in the making, what comes, and both as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.render.context import PageContext
from generator.render.dates import long_date
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.links import LinkView
from generator.render.validity import moment_words
from generator.revisions.acts.standing import Making, Standing, standings
from generator.revisions.in_force import Bound
from generator.schedule.moments import Kind, Moment, coming_moments
from generator.schedule.picture import picture
from generator.schedule.timeline import Item, Track, tracks_of

ANCHOR = "jadwal"


@dataclass(frozen=True, slots=True)
class ComingView:
    """What comes at one moment: when, what it is about, and in words what happens."""

    when: str
    links: tuple[LinkView, ...]
    words: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class MakingView:
    """A revision in the making, or a withdrawal under way: of which document, and what it waits for."""

    place: LinkView
    words: str
    remarks: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the table that says the same as the picture."""

    place: LinkView
    entries: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """What schedule-part.jinja shows."""

    making: tuple[MakingView, ...]
    coming: tuple[ComingView, ...]
    picture: Markup
    rows: tuple[RowView, ...]


def schedule_html(page: PageContext) -> Markup:
    """Return the part as one block of HTML."""
    library = page.library
    tracks = tracks_of(library)
    view = ScheduleView(
        making=tuple(_making(page, standings(library))),
        coming=tuple(_coming(page, coming_moments(library))),
        picture=picture(tracks, library.now, ANCHOR),
        rows=tuple(_row(page, track) for track in tracks),
    )
    return render("render/overview/schedule-part.jinja", view)


def _row(page: PageContext, track: Track) -> RowView:
    return RowView(LinkView(track.title, page.link(track.document)), track.items)


def _making(page: PageContext, found: Sequence[Standing]) -> Iterator[MakingView]:
    for standing in found:
        place = LinkView(standing.title, page.link(standing.document) if standing.revision else None)
        for making in standing.making:
            yield MakingView(place, _making_words(making), making.remarks)
        for withdrawing in standing.withdrawing:
            waits = ", ".join(label(f"register.act.{act}") for act in withdrawing.missing)
            key = "withdrawing" if waits else "withdrawing-ready"
            yield MakingView(place, label(f"schedule.{key}", revision=withdrawing.revision, acts=waits), "")


def _making_words(making: Making) -> str:
    acts = ", ".join(label(f"register.act.{act}") for act in making.missing)
    stage = "ready" if not acts else "in-review" if making.is_in_review else "draft"
    return label(f"schedule.making.{stage}", revision=making.revision, acts=acts)


def _coming(page: PageContext, moments: Sequence[Moment]) -> Iterator[ComingView]:
    """Yield what comes; checks of one document due on one day are one line."""
    for (_, kind, document, _), group in groupby(moments, key=_key):
        found = list(group)
        first = found[0]
        if len(found) == 1 or kind is not Kind.CHECK_DUE:
            yield from (_coming_view(page, each, _links(page, [each])) for each in found)
            continue
        held = page.library.documents.get(document)
        words = label("schedule.checks", count=len(found))
        title = held.document.short_title if held else label("overview.open-points.shared")
        place = LinkView(title, page.link(document) if held else None)
        yield ComingView(_when(page, first), (place,), words, first.is_overdue)


def _key(moment: Moment) -> tuple[str, Kind, str, str]:
    return moment.instant.isoformat(), moment.kind, moment.document, moment.revision


def _coming_view(page: PageContext, moment: Moment, links: tuple[LinkView, ...]) -> ComingView:
    return ComingView(_when(page, moment), links, label(f"schedule.kind.{moment.kind}"), moment.is_overdue)


def _links(page: PageContext, moments: Sequence[Moment]) -> tuple[LinkView, ...]:
    return tuple(LinkView(each.title, _url(page, each)) for each in moments)


def _url(page: PageContext, moment: Moment) -> str | None:
    """Return where a moment's unit stands; of findings nowhere, since their address is a rule."""
    if moment.kind is Kind.ACCEPTANCE_ENDS:
        return None
    if moment.kind is Kind.REVISION_BEGINS:
        return page.link(f"{moment.document}@{moment.revision}")
    return page.link(moment.address)


def _when(page: PageContext, moment: Moment) -> str:
    if isinstance(moment.at, Bound):
        return moment_words(moment.at, page.library)
    return long_date(moment.day)
