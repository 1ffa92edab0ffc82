"""A flow as nested lists: the nodes in order, each with its ways on; a way back is a link, nothing is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphNode, graph_of
from generator.kinds.flow.schema import Flow
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class WayView:
    """A connection to another node."""

    answer: str
    condition: str
    url: str | None
    target: str
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class FlowNodeView:
    """One node with its ways on; the only way, to the node below, is left out."""

    id: str | None
    number: int
    kind: str
    text: Markup
    clause_url: str | None
    clause_title: str
    flow_url: str | None
    flow_title: str
    notes: tuple[str, ...]
    ways: tuple[WayView, ...]


@dataclass(frozen=True, slots=True)
class FlowView:
    """What flow.jinja shows."""

    mark: Mark
    title: Markup
    is_reconstructed: bool
    note: Markup | None
    nodes: tuple[FlowNodeView, ...]
    remark: Markup | None


def flow_html(page: PageContext, flow: Flow) -> Markup:
    """Return a flow as a numbered list of its nodes."""
    mark = page.mark(flow)
    graph = graph_of(page, flow)
    drawer = _Drawer(page, flow, graph, has_anchors=mark.id is not None)
    view = FlowView(
        mark=mark,
        title=page.letter(flow.title, flow),
        is_reconstructed=flow.is_reconstructed,
        note=page.html(flow.note) if flow.note else None,
        nodes=tuple(drawer.node(node) for node in graph.nodes),
        remark=page.html(flow.remark) if flow.remark else None,
    )
    return render("kinds/flow/flow.jinja", view)


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws the nodes of one flow as list items; without anchors where the flow is shown again."""

    page: PageContext
    flow: Flow
    graph: FlowGraph
    has_anchors: bool

    def node(self, node: GraphNode) -> FlowNodeView:
        ways = self.graph.ways(node.id)
        flow_address = sibling_address(self.graph, node.flow) if node.flow else ""
        return FlowNodeView(
            id=self.graph.anchor(node.id) if self.has_anchors else None,
            number=node.number,
            kind=node.kind,
            text=self.page.letter(node.label, self.flow),
            clause_url=self.page.link(node.clause) if node.clause else None,
            clause_title=self.page.title(node.clause) if node.clause else "",
            flow_url=self.page.link(flow_address) if flow_address else None,
            flow_title=self.page.title(flow_address) if flow_address else "",
            notes=notes_of(node),
            ways=tuple(self._way(edge) for edge in ways if not self._is_plain_next(edge, len(ways))),
        )

    def _way(self, edge: GraphEdge) -> WayView:
        target = self.graph.by_id[edge.target]
        return WayView(
            answer=edge.answer,
            condition=edge.condition,
            url=f"#{self.graph.anchor(target.id)}" if self.has_anchors else None,
            target=label("flow.continue", number=target.number, text=target.label),
            is_inferred=edge.is_inferred,
        )

    def _is_plain_next(self, edge: GraphEdge, ways: int) -> bool:
        """Tell whether a connection says no more than the order of the list."""
        source, target = self.graph.by_id[edge.source], self.graph.by_id[edge.target]
        is_next = target.number == source.number + 1
        return ways == 1 and is_next and not (edge.case or edge.is_inferred)


def notes_of(node: GraphNode) -> tuple[str, ...]:
    """Return what stands beside a node's label: what it is, who acts, where."""
    kind = label(f"flow.kinds.{node.kind}") if node.kind == "unregulated" else ""
    return tuple(note for note in (kind, node.actor, node.application) if note)


def sibling_address(graph: FlowGraph, local_id: str) -> str:
    """Return the address of another part of the flow's document."""
    document, slash, _ = graph.address.partition("/")
    return f"{document}{slash}{local_id}" if slash else local_id
