"""The graph of a flow with everything resolved: the one source of all its faces.

The flowchart, the guided steps, the list, the checklist and the figure of the PDF are drawn from this and from
nothing else, so that they hold the same nodes, connections and labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.addresses import ANCHOR_SEPARATOR
from generator.kinds.flow.outline import OutlineItem, order_of, outline_of
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode, Interrupt, NodeKind
from generator.kinds.gap.schema import Gap
from generator.model.conditions import Condition
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node.

    Attributes:
        number: Its place in reading order, from 1.
        label: What it is called, as plain text on one line.
        actor, application: Their names; empty when the flow does not say.
        clause: The address of what it stands for; None when it stands for nothing else.
        show: Addresses that guided steps show instead of the clause.
        gap: What an unregulated node stands for.
        flow: The local id of the flow that a subflow node leads to.
        is_final: The whole conversation is over here.
    """

    id: str
    kind: NodeKind
    number: int
    label: str
    actor: str = ""
    application: str = ""
    clause: str | None = None
    show: tuple[str, ...] = ()
    gap: Gap | None = None
    flow: str | None = None
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A connection.

    Attributes:
        answer: The answer or the case, as plain text; empty when there is none.
        when: The same as conditions.
        condition: The conditions in words; empty when there are none.
        is_inferred: The source does not write it.
    """

    source: str
    target: str
    answer: str = ""
    when: tuple[Condition, ...] = ()
    condition: str = ""
    is_inferred: bool = False

    @property
    def case(self) -> str:
        """Return the words that tell it from its siblings: its label, else its conditions; may be empty."""
        return self.answer or self.condition


@dataclass(frozen=True, slots=True)
class GraphInterrupt:
    """Something that may happen at several nodes and leads back to where it happened.

    Attributes:
        label: What happens.
        condition: The same in words of facts; empty when there are none.
        clause: The address of what is done then.
        flow: The local id of the flow that is entered then.
        scope: The ids of the nodes at which it may happen; None: everywhere in the flow and in those below it.
        is_inferred: The source does not write where it may happen.
    """

    id: str
    label: str
    condition: str = ""
    clause: str | None = None
    flow: str | None = None
    scope: frozenset[str] | None = None
    is_inferred: bool = False

    def holds_at(self, node_id: str) -> bool:
        """Tell whether it may happen at a node of its own flow."""
        return self.scope is None or node_id in self.scope


@dataclass(frozen=True)
class FlowGraph:
    """A flow.

    Attributes:
        id: Its local id.
        address: Its address; empty for a flow without one.
        title: As plain text.
        nodes: In reading order: each after those that lead to it.
        edges: In the author's order; both ends of each are nodes.
        interrupts: In the author's order.
    """

    id: str
    address: str
    title: str
    is_reconstructed: bool
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    interrupts: tuple[GraphInterrupt, ...] = ()

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """Return the nodes in the same order as nested lists."""
        return outline_of([node.id for node in self.nodes], ((edge.source, edge.target) for edge in self.edges))

    @cached_property
    def by_id(self) -> dict[str, GraphNode]:
        """Return the nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def _ways(self) -> dict[str, tuple[GraphEdge, ...]]:
        found: dict[str, list[GraphEdge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {source: tuple(edges) for source, edges in found.items()}

    def ways(self, node_id: str) -> tuple[GraphEdge, ...]:
        """Return the connections that leave a node, in the order in which they are asked."""
        return self._ways.get(node_id, ())

    @property
    def start(self) -> GraphNode | None:
        """Return where it begins; None when it has no start, which the checker reports."""
        return next((node for node in self.nodes if node.kind == "start"), None)

    def anchor(self, node_id: str) -> str:
        """Return the `id` of a node's element on the page where the flow is at home."""
        return f"{self.id}{ANCHOR_SEPARATOR}{node_id}"


def graph_of(page: PageContext, flow: Flow) -> FlowGraph:
    """Return the graph of a flow, as it reads on a page.

    Args:
        page: Resolves titles and names, in the revision that the page shows.
        flow: The flow; connections to nodes that are not there are left out (the checker reports them).
    """
    unit = page.unit_of(flow)
    order = in_reading_order(flow)
    ids = {node.id for node in order}
    resolver = _Resolver(page, unit.document if unit else None)
    return FlowGraph(
        id=flow.id,
        address=unit.address if unit else "",
        title=flow.title,
        is_reconstructed=flow.is_reconstructed,
        nodes=tuple(resolver.node(node, number, flow) for number, node in enumerate(order, 1)),
        edges=tuple(resolver.edge(edge) for edge in flow.edges if {edge.from_, edge.to} <= ids),
        interrupts=tuple(resolver.interrupt(interrupt) for interrupt in flow.interrupts),
    )


def in_reading_order(flow: Flow) -> list[FlowNode]:
    """Return the nodes as a reader follows them: each after those that lead to it, each node once.

    Nodes that no way reaches come last, in the order of the file.
    """
    nodes = {node.id: node for node in flow.nodes}
    outline = outline_of(list(nodes), ((edge.from_, edge.to) for edge in flow.edges))
    return [nodes[node_id] for node_id in order_of(outline)]


def subflows(graph: FlowGraph) -> Iterator[str]:
    """Yield the local ids of the flows that a flow leads to, by a node or an interrupt, each once."""
    led_to = [*(node.flow for node in graph.nodes), *(interrupt.flow for interrupt in graph.interrupts)]
    yield from dict.fromkeys(flow for flow in led_to if flow)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """Looks up what a flow names."""

    page: PageContext
    document: str | None

    def node(self, node: FlowNode, number: int, flow: Flow) -> GraphNode:
        return GraphNode(
            id=node.id,
            kind=node.kind,
            number=number,
            label=self._label(node),
            actor=self.page.name(node.actor) if node.actor else "",
            application=self.page.name(node.application) if node.application else "",
            clause=node.clause,
            show=tuple(node.show),
            gap=self.page.part(node.gap, Gap, flow) if node.gap else None,
            flow=node.flow,
            is_final=node.is_final,
        )

    def edge(self, edge: FlowEdge) -> GraphEdge:
        words = self.page.when(edge.when)
        return GraphEdge(edge.from_, edge.to, edge.label or "", tuple(edge.when), words, edge.is_inferred)

    def interrupt(self, interrupt: Interrupt) -> GraphInterrupt:
        return GraphInterrupt(
            id=interrupt.id,
            label=interrupt.text,
            condition=self.page.when(interrupt.when),
            clause=interrupt.clause,
            flow=interrupt.flow,
            scope=frozenset(interrupt.scope) or None,
            is_inferred=interrupt.is_inferred,
        )

    def _label(self, node: FlowNode) -> str:
        if node.text:
            return node.text
        if node.clause:
            return self.page.title(node.clause)
        if node.flow:
            return self.page.title(f"{self.document}/{node.flow}" if self.document else node.flow)
        return label(f"flow.kinds.{node.kind}")
