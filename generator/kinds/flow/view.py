"""A flow as nested lists: the nodes in order, each with its ways on; a way back is a link, nothing is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.addresses import ANCHOR_SEPARATOR
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode
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
    drawer = _Drawer(page, flow, mark.id, {node.id: place for place, node in enumerate(in_reading_order(flow), 1)})
    view = FlowView(
        mark=mark,
        title=page.letter(flow.title, flow),
        is_reconstructed=flow.is_reconstructed,
        note=page.html(flow.note) if flow.note else None,
        nodes=tuple(drawer.node(node) for node in in_reading_order(flow)),
        remark=page.html(flow.remark) if flow.remark else None,
    )
    return render("kinds/flow/flow.jinja", view)


def in_reading_order(flow: Flow) -> list[FlowNode]:
    """Return the nodes as a reader follows them: each way to its end before the next, each node once.

    Nodes that no way reaches come last, in the order of the file.
    """
    nodes = {node.id: node for node in flow.nodes}
    targets: dict[str, list[str]] = {}
    for edge in flow.edges:
        targets.setdefault(edge.from_, []).append(edge.to)
    order: dict[str, FlowNode] = {}
    waiting = [node.id for node in reversed(flow.nodes)]
    while waiting:
        current = waiting.pop()
        if current in order or current not in nodes:
            continue
        order[current] = nodes[current]
        waiting.extend(reversed(targets.get(current, [])))
    return list(order.values())


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws the nodes of one flow, knowing their numbers."""

    page: PageContext
    flow: Flow
    anchor: str | None
    numbers: dict[str, int]

    def node(self, node: FlowNode) -> FlowNodeView:
        edges = [edge for edge in self.flow.edges if edge.from_ == node.id and edge.to in self.numbers]
        return FlowNodeView(
            id=self._id(node.id),
            number=self.numbers[node.id],
            kind=node.kind,
            text=self.page.letter(self._text(node), self.flow),
            clause_url=self.page.link(node.clause) if node.clause else None,
            clause_title=self.page.title(node.clause) if node.clause else "",
            flow_url=self.page.link(self._sibling(node.flow)) if node.flow else None,
            flow_title=self.page.title(self._sibling(node.flow)) if node.flow else "",
            notes=tuple(self._notes(node)),
            ways=tuple(self._way(edge) for edge in edges if not self._is_plain_next(edge, len(edges))),
        )

    def _way(self, edge: FlowEdge) -> WayView:
        text = self._text(next(node for node in self.flow.nodes if node.id == edge.to))
        return WayView(
            answer=edge.label or "",
            condition=self.page.when(edge.when),
            url=f"#{self._id(edge.to)}" if self.anchor else None,
            target=label("flow.continue", number=self.numbers[edge.to], text=text),
            is_inferred=edge.is_inferred,
        )

    def _is_plain_next(self, edge: FlowEdge, ways: int) -> bool:
        """Tell whether a connection says no more than the order of the list."""
        is_next = self.numbers[edge.to] == self.numbers[edge.from_] + 1
        return ways == 1 and is_next and not (edge.label or edge.when or edge.is_inferred)

    def _id(self, node_id: str) -> str | None:
        return f"{self.anchor}{ANCHOR_SEPARATOR}{node_id}" if self.anchor else None

    def _text(self, node: FlowNode) -> str:
        if node.text:
            return node.text
        if node.clause:
            return self.page.title(node.clause)
        if node.flow:
            return self.page.title(self._sibling(node.flow))
        return label(f"flow.kinds.{node.kind}")

    def _notes(self, node: FlowNode) -> list[str]:
        actor = self.page.name(node.actor) if node.actor else ""
        application = self.page.name(node.application) if node.application else ""
        kind = label(f"flow.kinds.{node.kind}") if node.kind == "unregulated" else ""
        return [note for note in (kind, actor, application) if note]

    def _sibling(self, local_id: str) -> str:
        """Return the address of another part of the flow's document."""
        unit = self.page.unit_of(self.flow)
        return f"{unit.document}/{local_id}" if unit else local_id
