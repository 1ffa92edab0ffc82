"""All flows, by document."""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.flow.schema import Flow
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import Origin, origins_of
from generator.render.overview.parts import nothing_section
from generator.render.overview.turned import TurnView, page_of, turn_view
from generator.render.page import Page
from generator.render.places import flow_url

NAME = "flows"


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A flow in the list: where it stands in its document, and the page of its guided steps."""

    turn: TurnView | None
    mark: Mark
    title: str
    url: str | None
    guided_url: str
    is_reconstructed: bool
    nodes: int
    unregulated: int


@dataclass(frozen=True, slots=True)
class FlowsView:
    """What flows.jinja shows: the flows of one document."""

    origin: Origin
    flows: tuple[FlowEntry, ...]


def flows_page(gathered: Gathered) -> Page:
    """Return the list of all flows."""
    page = gathered.context.page(URLS[NAME])
    views = [
        FlowsView(origins_of(page, gathered, [flows[0].unit])[0], tuple(_entry(page, found) for found in flows))
        for _, flows in gathered.by_document(Flow)
    ]
    sections = [
        Section(render("render/overview/flows.jinja", view), view.origin.title, f"judul-{view.origin.document}")
        for view in views
    ]
    return make_page(page, gathered, PageText(NAME, sections or [nothing_section(NAME)], [v.origin for v in views]))


def _entry(around: PageContext, found: Found[Flow]) -> FlowEntry:
    page = page_of(around, found.turn)
    revision = found.unit.revision if found.turn and found.turn.is_coming else None
    return FlowEntry(
        turn=turn_view(found.turn, page.library),
        mark=page.mark(found.model),
        title=found.model.title,
        url=page.link(found.unit.address),
        guided_url=page.to(flow_url(found.unit.document or "", found.model.id, revision)),
        is_reconstructed=found.model.is_reconstructed,
        nodes=len(found.model.nodes),
        unregulated=sum(node.kind == "unregulated" for node in found.model.nodes),
    )
