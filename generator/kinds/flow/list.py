"""A flow as nested lists: for screen readers, for search, and for browsers without scripts.

Every node stands in it once. Short ways of a decision are told inside of it; a way to a node that is told elsewhere
names that node's number and leads there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode
from generator.kinds.flow.outline import OutlineItem
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import ask_words
from generator.render.environment import render
from generator.render.labels import label
from generator.render.places import flow_url, revision_url

if TYPE_CHECKING:
    from generator.render.context import PageContext


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere; without an address they are words only."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class SubflowView:
    """Another flow that is entered.

    Attributes:
        title: Its title.
        url: Where it stands with its text; on pages of single flows: its own page.
        page_url: Its own page, where `url` is another one.
    """

    title: str
    url: str | None
    page_url: str | None


@dataclass(frozen=True, slots=True)
class GapNoteView:
    """What is known about a case that the source does not regulate.

    Attributes:
        place: The clause in which the gap stands.
    """

    place: LinkView | None
    question: Markup | None
    ask: str


@dataclass(frozen=True, slots=True)
class WayView:
    """A way on.

    Attributes:
        edge: Where it leaves and what it reaches, as `data-sigap-edge`.
        answer, condition: The words of the case; both may be empty.
        is_otherwise: It is taken when no other one fits.
        target: The node that is told elsewhere; None when it is told inside.
        inside: The nodes that are told inside of this way.
    """

    edge: str
    answer: str
    condition: str
    is_otherwise: bool
    is_inferred: bool
    target: LinkView | None
    inside: tuple[NodeView, ...]


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node.

    Attributes:
        anchor: Its `id`; None where the flow is shown again.
        next_edge: The way to the node that comes next in the same list, of which there is nothing to say.
        notes: What it is, who acts, where.
        subflow: The flow that it enters.
    """

    node: str
    anchor: str | None
    number: int
    kind: str
    text: Markup
    clause: LinkView | None
    notes: tuple[str, ...]
    subflow: SubflowView | None
    gap: GapNoteView | None
    next_edge: str | None
    ways: tuple[WayView, ...]


@dataclass(frozen=True, slots=True)
class InterruptView:
    """Something that may happen on the way.

    Attributes:
        scope: The ids of the nodes at which it may happen; empty: everywhere, also in flows below.
        places: Those nodes as links.
        clause, subflow: What is done then.
    """

    interrupt: str
    text: str
    condition: str
    is_inferred: bool
    scope: str
    places: tuple[LinkView, ...]
    clause: LinkView | None
    subflow: SubflowView | None


@dataclass(frozen=True, slots=True)
class FlowListView:
    """What list.jinja shows."""

    flow: str
    nodes: tuple[NodeView, ...]
    interrupts: tuple[InterruptView, ...]


def flow_list_html(page: PageContext, flow: Flow, graph: FlowGraph, *, has_anchors: bool) -> Markup:
    """Return a flow as nested lists.

    Args:
        page: The page it stands on.
        flow: Whose errata are marked in the labels.
        graph: The flow, resolved.
        has_anchors: Its nodes take their `id` here and are linked; not where the flow is shown again.
    """
    return render("kinds/flow/list.jinja", flow_list_view(page, flow, graph, has_anchors=has_anchors))


def flow_list_view(page: PageContext, flow: Flow, graph: FlowGraph, *, has_anchors: bool) -> FlowListView:
    """Return what the template of the list shows."""
    drawer = _Drawer(page, flow, graph, has_anchors)
    return FlowListView(
        flow=graph.address,
        nodes=drawer.nodes(graph.outline),
        interrupts=tuple(drawer.interrupt(interrupt) for interrupt in graph.interrupts),
    )


def notes_of(node: GraphNode) -> tuple[str, ...]:
    """Return what stands beside a node's label: what it is where that must be said, who acts, where."""
    return tuple(note for note in (kind_words(node), node.actor, node.application) if note)


def kind_words(node: GraphNode) -> str:
    """Return what a node is, where its label alone may not tell; else nothing."""
    if node.kind == "unregulated":
        return label("flow.kinds.unregulated")
    if node.kind == "end":
        return label("flow-list.final" if node.is_final else "flow-list.end")
    return ""


def sibling_address(graph: FlowGraph, local_id: str) -> str:
    """Return the address of another part of the flow's document."""
    document, slash, _ = graph.address.partition("/")
    return f"{document}{slash}{local_id}" if slash else local_id


def flow_page_url(page: PageContext, graph: FlowGraph, local_id: str) -> str | None:
    """Return the way to the page of a flow of the same revision; None for a flow that belongs to no document.

    From pages at the address of a revision it leads to pages at that address, which stay as they are.
    """
    document, slash, _ = graph.address.partition("/")
    if not slash:
        return None
    revision = page.held.revision.revision if page.held else None
    if page.document and page.held is page.document.current:
        is_for_life = page.url.startswith(revision_url(document, revision or ""))
        revision = revision if is_for_life else None
    return page.to(flow_url(document, local_id, revision))


def is_otherwise(edge: GraphEdge, siblings: Sequence[GraphEdge]) -> bool:
    """Tell whether a way without conditions is the one that is left among ways with conditions."""
    return not edge.when and any(sibling.when for sibling in siblings)


def nodes_in_scope(graph: FlowGraph, interrupt: GraphInterrupt) -> list[GraphNode]:
    """Return the nodes that the scope of an interrupt names, in reading order; none when it may happen everywhere."""
    return [node for node in graph.nodes if interrupt.scope and node.id in interrupt.scope]


def gap_note(page: PageContext, gap: Gap) -> GapNoteView:
    """Return where a gap stands, what is asked, and whom to ask meanwhile."""
    unit = page.unit_of(gap)
    around = unit.parent or unit.address if unit else None
    return GapNoteView(
        place=LinkView(page.title(around), page.link(unit.address)) if unit and around else None,
        question=page.inline(gap.question) if gap.question else None,
        ask=ask_words(page, gap),
    )


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws the parts of one flow."""

    page: PageContext
    flow: Flow
    graph: FlowGraph
    has_anchors: bool

    def nodes(self, items: Sequence[OutlineItem]) -> tuple[NodeView, ...]:
        """Return one list of nodes."""
        followers = [*items[1:], None]
        return tuple(self._node(item, after) for item, after in zip(items, followers, strict=True))

    def interrupt(self, interrupt: GraphInterrupt) -> InterruptView:
        inside = nodes_in_scope(self.graph, interrupt)
        return InterruptView(
            interrupt=interrupt.id,
            text=interrupt.label,
            condition=interrupt.condition,
            is_inferred=interrupt.is_inferred,
            scope=" ".join(node.id for node in inside),
            places=tuple(LinkView(f"{node.number}. {node.label}", self._place(node)) for node in inside),
            clause=self._link(interrupt.clause),
            subflow=self._subflow(interrupt.flow),
        )

    def _node(self, item: OutlineItem, after: OutlineItem | None) -> NodeView:
        node, ways = self.graph.by_id[item.node], self.graph.ways(item.node)
        next_edge = _next_edge(ways, after)
        return NodeView(
            node=node.id,
            anchor=self.graph.anchor(node.id) if self.has_anchors else None,
            number=node.number,
            kind=node.kind,
            text=self.page.letter(node.label, self.flow),
            clause=self._link(node.clause),
            notes=notes_of(node),
            subflow=self._subflow(node.flow),
            gap=gap_note(self.page, node.gap) if node.gap else None,
            next_edge=next_edge,
            ways=() if next_edge else self._ways(ways, item),
        )

    def _ways(self, ways: Sequence[GraphEdge], item: OutlineItem) -> tuple[WayView, ...]:
        return tuple(self._way(edge, ways, branch) for edge, branch in zip(ways, item.branches, strict=True))

    def _way(self, edge: GraphEdge, siblings: Sequence[GraphEdge], branch: tuple[OutlineItem, ...]) -> WayView:
        target = self.graph.by_id[edge.target]
        words = label("flow.continue", number=target.number, text=target.label)
        return WayView(
            edge=edge_name(edge),
            answer=edge.answer,
            condition=edge.condition,
            is_otherwise=is_otherwise(edge, siblings) and not edge.answer,
            is_inferred=edge.is_inferred,
            target=None if branch else LinkView(words, self._place(target)),
            inside=self.nodes(branch) if branch else (),
        )

    def _place(self, node: GraphNode) -> str | None:
        return f"#{self.graph.anchor(node.id)}" if self.has_anchors else None

    def _link(self, address: str | None) -> LinkView | None:
        return LinkView(self.page.title(address), self.page.link(address)) if address else None

    def _subflow(self, local_id: str | None) -> SubflowView | None:
        if not local_id:
            return None
        address = sibling_address(self.graph, local_id)
        place, own_page = self.page.link(address), flow_page_url(self.page, self.graph, local_id)
        is_with_text = self.page.is_text or not own_page
        return SubflowView(
            title=self.page.title(address),
            url=place if is_with_text else own_page,
            page_url=own_page if is_with_text else None,
        )


def edge_name(edge: GraphEdge) -> str:
    """Return a connection as the value of `data-sigap-edge`."""
    return f"{edge.source} {edge.target}"


def _next_edge(ways: Sequence[GraphEdge], after: OutlineItem | None) -> str | None:
    """Return the only way of a node when it says no more than the order of the list."""
    if len(ways) != 1 or after is None:
        return None
    edge = ways[0]
    is_plain = edge.target == after.node and not (edge.case or edge.is_inferred)
    return edge_name(edge) if is_plain else None
