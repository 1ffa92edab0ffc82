"""The page "Apa yang berlaku pada …?": a question about any moment, and all windows in words.

A script answers the question out of a file beside the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.current.on_a_day import DATA
from generator.kinds.document.control import stamp_class
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.render.dates import long_date, long_moment
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.parts import nothing_section
from generator.render.places import revision_url
from generator.render.validity import moment_words, revision_window
from generator.revisions.register.entry import Act

if TYPE_CHECKING:
    from generator.render.context import PageContext
    from generator.render.overview.gathered import Gathered
    from generator.render.page import Page

NAME: Final = "in-force-on"


@dataclass(frozen=True, slots=True)
class Row:
    """One revision: from when until when it holds, in words, and what else is known of that time."""

    document: str
    revision: str
    url: str
    stamp: str
    status: str
    start: str
    end: str
    known: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """One temporary instruction: what it brings, what it replaces, and when, in words."""

    title: str
    url: str | None
    replaces: str
    window: str


@dataclass(frozen=True, slots=True)
class InForceOnView:
    """What in-force-on.jinja shows: where the data is, and the table for who has no scripts."""

    data_url: str
    rows: tuple[Row, ...]
    instructions: tuple[Instruction, ...]


def in_force_on_page(gathered: Gathered) -> Page:
    """Return the page."""
    page = gathered.context.page(URLS[NAME])
    rows = tuple(_row(page, document, held) for document in page.library.documents.values() for held in document.shown)
    view = InForceOnView(DATA, rows, tuple(_instructions(page)))
    sections = [Section(render("render/overview/in-force-on.jinja", view))] if rows else [nothing_section(NAME)]
    return replace(make_page(page, gathered, PageText(NAME, sections, has_contents=False)), is_indexed=False)


def _row(page: PageContext, document: HeldDocument, held: HeldRevision) -> Row:
    status = document.status_of(held, page.library.now)
    window = revision_window(document, held, page.library)
    revision = held.revision.revision
    return Row(
        document=document.document.short_title,
        revision=label("document.revision", revision=revision),
        url=page.to(revision_url(document.id, revision)),
        stamp=stamp_class(status),
        status=label(f"status.{status}"),
        start=_start(page, held),
        end=window.end_words if window and window.end_words else label("in-force-on.no-end"),
        known="; ".join(_known(held)),
    )


def _start(page: PageContext, held: HeldRevision) -> str:
    if held.term.start:
        return moment_words(held.term.start, page.library)
    issued = held.revision.issued_on
    if isinstance(issued, Missing):
        return label("in-force-on.unknown")
    return label("in-force-on.unknown-after", day=long_date(issued))


def _known(held: HeldRevision) -> Iterator[str]:
    """Yield how it is known that a revision held: by its publication, or as it was adopted."""
    if held.term.published_at:
        yield label("in-force-on.published", moment=long_moment(held.term.published_at))
    if adopted := held.life.last(Act.ADOPTED):
        yield label("in-force-on.adopted-at", moment=long_moment(adopted.at))
    elif held.revision.is_adopted:
        yield label("in-force-on.adopted")


def _instructions(page: PageContext) -> Iterator[Instruction]:
    for each in page.build.overlays.live:
        yield Instruction(
            title=page.title(each.overlay.script),
            url=page.link(each.overlay.script),
            replaces=page.title(each.overlay.replaces),
            window=each.validity.words,
        )
