"""Reading orders for trainees by position: a list, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.addresses import parse_address
from generator.kinds.training.schema import ReadingOrder, ReadingStep
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView, link_to
from generator.render.overview.origins import Origin, origin_of
from generator.render.overview.parts import nothing_section
from generator.render.page import Page

NAME = "reading-orders"


@dataclass(frozen=True, slots=True)
class OrderEntry:
    """A reading order in the list."""

    title: str
    url: str | None
    position: LinkView
    steps: int
    is_proposal: bool


@dataclass(frozen=True, slots=True)
class OrdersView:
    """What reading-orders.jinja shows."""

    orders: tuple[OrderEntry, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One thing to read, why, and which revision it stands in."""

    target: LinkView
    why: Markup | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class PartView:
    """Steps that belong together."""

    title: str
    start: int
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """What reading-order.jinja shows."""

    mark: Mark
    is_proposal: bool
    position: LinkView
    intro: Markup | None
    parts: tuple[PartView, ...]


def reading_order_pages(gathered: Gathered) -> Iterator[Page]:
    """Yield the list of reading orders, then the page of each."""
    page = gathered.context.page(URLS[NAME])
    orders = [found.model for found in gathered.all(ReadingOrder)]
    sections = [nothing_section(NAME)]
    if orders:
        view = OrdersView(tuple(_entry(page, order) for order in orders))
        sections = [Section(render("render/overview/reading-orders.jinja", view))]
    yield make_page(page, gathered, PageText(NAME, sections))
    for order in orders:
        yield _order_page(gathered, order)


def _entry(page: PageContext, order: ReadingOrder) -> OrderEntry:
    return OrderEntry(
        title=order.title,
        url=page.to(f"{URLS[NAME]}{order.id}/"),
        position=link_to(page, order.position),
        steps=sum(len(part.steps) for part in order.parts),
        is_proposal=order.is_proposal,
    )


def _order_page(gathered: Gathered, order: ReadingOrder) -> Page:
    page = gathered.context.page(f"{URLS[NAME]}{order.id}/")
    view = OrderView(
        mark=page.mark(order),
        is_proposal=order.is_proposal,
        position=link_to(page, order.position),
        intro=page.html(order.intro) if order.intro else None,
        parts=tuple(_parts(page, gathered, order)),
    )
    origins = [step.origin for part in view.parts for step in part.steps if step.origin]
    lead = label("overview.reading-orders.lead-of-one", position=view.position.title)
    sections = [Section(render("render/overview/reading-order.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, lead, (order.id, order.title)))


def _parts(page: PageContext, gathered: Gathered, order: ReadingOrder) -> Iterator[PartView]:
    """Yield the parts; steps are counted through, so that a trainee can say how far they are."""
    start = 1
    for part in order.parts:
        yield PartView(part.title, start, tuple(_step(page, gathered, step) for step in part.steps))
        start += len(part.steps)


def _step(page: PageContext, gathered: Gathered, step: ReadingStep) -> StepView:
    document = gathered.library.documents.get(parse_address(step.to).head)
    return StepView(
        target=link_to(page, step.to),
        why=page.html(step.why) if step.why else None,
        origin=origin_of(page, gathered, document) if document and document.current else None,
    )
