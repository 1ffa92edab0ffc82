"""The home page: what each reader can do, and what is in force at `as_of`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.change.schema import Change, Overlay
from generator.kinds.document.control import WindowView, window_of
from generator.kinds.settings.schema import ContactCentre
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import HOME, URLS, title_of_page
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.links import LinkView
from generator.render.overview.origins import Origin, origin_of_revision
from generator.render.overview.scripts import purposes_in_force
from generator.render.page import Page
from generator.render.places import home_of
from generator.render.validity import Validity, validity_of
from generator.revisions.in_force import Status

TEMPLATE = "home.html"
RECENTLY_ENDED_DAYS = 30
READERS = {
    "agent": ("scripts", "faq", "flows", "levels", "fees", "catalogue", "states", "contact-centres", "applications"),
    "controller": ("documents", "open-points", "shared-data"),
    "trainee": ("reading-orders", "terms", "about"),
}
"""Reader to the pages on their card, the most wanted first."""
FIRST_READER = "agent"
"""Whose card comes first and wide: somebody is waiting."""


@dataclass(frozen=True, slots=True)
class Card:
    """What one of the readers can do; for agents also the shortest way to the sentences of each purpose."""

    id: str
    title: str
    text: str
    links: tuple[LinkView, ...]
    purposes: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class CardsView:
    """What home.jinja shows."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document with its state and, where the source limits it, its window."""

    origin: Origin
    window: WindowView | None


@dataclass(frozen=True, slots=True)
class Instruction:
    """A temporary instruction that holds, is coming, or has just ended."""

    title: str
    url: str | None
    validity: Validity
    channels: str
    replaces: LinkView


@dataclass(frozen=True, slots=True)
class Centre:
    """A contact centre: name, number or mailbox, and its place."""

    name: str
    reach: str
    url: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """What today.jinja shows."""

    day: dt.date
    documents: tuple[DocumentEntry, ...]
    instructions: tuple[Instruction, ...]
    centres: tuple[Centre, ...]
    centres_url: str


def home_page(gathered: Gathered) -> Page:
    """Return the home page; its search field stands in the theme's template."""
    page = gathered.context.page(URLS[HOME])
    documents = tuple(_documents(page, gathered))
    today = TodayView(
        day=gathered.library.on,
        documents=documents,
        instructions=tuple(_instructions(page, gathered)),
        centres=tuple(_centres(page, gathered)),
        centres_url=page.to(URLS["contact-centres"]),
    )
    sections = [
        Section(render("render/overview/home.jinja", CardsView(tuple(_cards(page, gathered))))),
        Section(render("render/overview/today.jinja", today), label("overview.home.today"), "judul-hari-ini"),
    ]
    text = PageText(
        HOME,
        sections,
        [entry.origin for entry in documents],
        gathered.library.site.description,
        lists_origins=False,
        has_contents=False,
        template=TEMPLATE,
    )
    return make_page(page, gathered, text)


def _cards(page: PageContext, gathered: Gathered) -> Iterator[Card]:
    library = page.to(URLS["scripts"])
    purposes = tuple(LinkView(title, f"{library}#{anchor}") for anchor, title in purposes_in_force(page, gathered))
    for reader, names in READERS.items():
        links = tuple(LinkView(title_of_page(name), page.to(URLS[name])) for name in names)
        yield Card(
            f"untuk-{reader}",
            label(f"overview.home.{reader}.title"),
            label(f"overview.home.{reader}.text"),
            links,
            purposes if reader == FIRST_READER else (),
        )


def _documents(page: PageContext, gathered: Gathered) -> Iterator[DocumentEntry]:
    """Yield the revision in force of each document, then revisions that lie in the future."""
    upcoming: list[DocumentEntry] = []
    for document in gathered.library.documents.values():
        for held in document.shown:
            status = document.status_of(held, gathered.library.now)
            entry = DocumentEntry(
                origin_of_revision(page, document, held, status), window_of(page, held.revision.effective)
            )
            if held is document.current:
                yield entry
            elif status is Status.UPCOMING:
                upcoming.append(entry)
    yield from upcoming


def _instructions(page: PageContext, gathered: Gathered) -> Iterator[Instruction]:
    """Yield temporary instructions by their first minute; those that ended long ago are left to their documents."""
    overlays = [(found, overlay) for found in gathered.all(Change) if (overlay := found.model.overlay)]
    for found, overlay in sorted(overlays, key=lambda each: each[1].effective.from_):
        if not _ended_long_ago(gathered, overlay):
            yield _instruction(page, gathered, found, overlay)


def _ended_long_ago(gathered: Gathered, overlay: Overlay) -> bool:
    last = overlay.effective.until
    if last is None:
        return False
    now = gathered.context.as_of.replace(tzinfo=None)
    return last + dt.timedelta(days=RECENTLY_ENDED_DAYS) < now


def _instruction(page: PageContext, gathered: Gathered, found: Found[Change], overlay: Overlay) -> Instruction:
    return Instruction(
        title=found.model.title or page.title(overlay.script),
        url=page.link(found.unit.address),
        validity=validity_of(overlay.effective, page.library, gathered.context.as_of),
        channels=", ".join(page.name(channel) for channel in overlay.channels),
        replaces=LinkView(page.title(overlay.replaces), page.link(overlay.replaces)),
    )


def _centres(page: PageContext, gathered: Gathered) -> Iterator[Centre]:
    for address in gathered.library.site.contact_centres_shown:
        centre, unit = page.library.setting(address, ContactCentre), page.library.shared.get(address)
        if centre and unit:
            url, anchor = home_of(unit)
            yield Centre(centre.name, centre.number or centre.mailbox or "", page.to(f"{url}#{anchor}"))
