"""Where the boxes of a chart lead on the page of the flow's document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.flow.graph import FlowGraph, GraphInterrupt, GraphNode
from generator.render.places import flow_url, revision_url

if TYPE_CHECKING:
    from generator.render.context import PageContext


def node_link(page: PageContext, graph: FlowGraph, node: GraphNode) -> str | None:
    """Return where a box leads: the flow that is entered, else the clause, else the gap; None when none is there."""
    if node.flow:
        return flow_link(page, graph, node.flow)
    if node.clause:
        return page.link(node.clause)
    unit = page.unit_of(node.gap) if node.gap else None
    return page.link(unit.address) if unit else None


def interrupt_link(page: PageContext, graph: FlowGraph, interrupt: GraphInterrupt) -> str | None:
    """Return where the card of an interrupt leads: what is done then, or the flow that is entered."""
    if interrupt.clause:
        return page.link(interrupt.clause)
    return flow_link(page, graph, interrupt.flow) if interrupt.flow else None


def flow_link(page: PageContext, graph: FlowGraph, local_id: str) -> str | None:
    """Return the way to the page of another flow of the same revision; None when there is no such flow."""
    address = f"{graph.address.partition('/')[0]}/{local_id}"
    if page.document is None or page.held is None:
        return page.link(address)
    document, revision = page.document.id, page.held.revision.revision
    is_for_life = page.url.startswith(revision_url(document, revision)) or page.held is not page.document.current
    url = flow_url(document, local_id, revision if is_for_life else None)
    return page.to(url) if page.link(address) else None
