"""The home page: what each reader can do, and what is in force at `as_of`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.settings.schema import ContactCentre
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import HOME, URLS, left_out, title_of_page
from generator.render.overview.changes import home_line
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView
from generator.render.overview.origins import Origin, origin_of_revision
from generator.render.overview.scripts import purposes_in_force
from generator.render.overview.switches import Begun, Instruction, Switch, begun, instructions, switches
from generator.render.page import Page
from generator.render.places import home_of
from generator.render.validity import Validity, revision_window
from generator.revisions.in_force import Status

TEMPLATE = "home.html"
READERS = {
    "agent": ("scripts", "faq", "flows", "levels", "fees", "catalogue", "states", "contact-centres", "applications"),
    "controller": ("documents", "in-force-on", "changes", "open-points", "shared-data"),
    "trainee": ("reading-orders", "terms", "about"),
}
"""Reader to the pages on their card, the most wanted first."""
CONTROLLER = "controller"
"""Who has no business on a site for others; the pages on their card that are left stand in the navigation."""
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
    """A document with its state and, where the source limits it, its window.

    Attributes:
        is_turning: A coming revision is known: whichever holds by the reader's clock is named.
    """

    origin: Origin
    window: Validity | None
    is_turning: bool


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
    begun: tuple[Begun, ...]
    switches: tuple[Switch, ...]
    centres: tuple[Centre, ...]
    centres_url: str


def home_page(gathered: Gathered) -> Page:
    """Return the home page; its search field stands in the theme's template."""
    page = gathered.context.page(URLS[HOME])
    documents = tuple(_documents(page, gathered))
    today = TodayView(
        day=gathered.library.on,
        documents=documents,
        instructions=tuple(instructions(page, gathered)),
        begun=tuple(begun(page, gathered)),
        switches=tuple(switches(page, gathered)),
        centres=tuple(_centres(page, gathered)),
        centres_url=page.to(URLS["contact-centres"]),
    )
    sections = [
        home_line(page, gathered),
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
    without = left_out(gathered.library)
    for reader, names in READERS.items():
        if reader == CONTROLLER and gathered.library.audience != "internal":
            continue
        links = tuple(LinkView(title_of_page(name), page.to(URLS[name])) for name in names if name not in without)
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
        is_turning = bool(document.coming(gathered.library.now))
        for held in document.shown:
            status = document.status_of(held, gathered.library.now)
            entry = DocumentEntry(
                origin_of_revision(page, document, held, status),
                revision_window(document, held, page.library),
                is_turning,
            )
            if held is document.current:
                yield entry
            elif status is Status.UPCOMING:
                upcoming.append(entry)
    yield from upcoming


def _centres(page: PageContext, gathered: Gathered) -> Iterator[Centre]:
    for address in gathered.library.site.contact_centres_shown:
        centre, unit = page.library.setting(address, ContactCentre), page.library.shared.get(address)
        if centre and unit:
            url, anchor = home_of(unit)
            yield Centre(centre.name, centre.number or centre.mailbox or "", page.to(f"{url}#{anchor}"))
