"""A flow as a checklist to print and tick: one line for each node, decisions with their answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode
from generator.kinds.flow.list import (
    GapNoteView,
    edge_name,
    gap_note,
    is_otherwise,
    nodes_in_scope,
    notes_of,
    sibling_address,
)
from generator.kinds.flow.schema import Flow
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext

BLANKS = ("ticket", "day", "agent")
"""What is filled in by hand at the head of a print."""


@dataclass(frozen=True, slots=True)
class ChecklistWay:
    """A way on: an answer to tick when there are several, else words.

    Attributes:
        edge: Where it leaves and what it reaches, as `data-sigap-edge`.
        tick: What is remembered when it is ticked: the node and which of its ways this is.
        next: The number it leads to; None for the line below.
    """

    edge: str
    tick: str
    answer: str
    condition: str
    is_otherwise: bool
    is_inferred: bool
    next: int | None


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A node.

    Attributes:
        has_box: It is something to do, so it has a box of its own.
        group: The name that the answers have in common, so that one of them can be chosen.
        notes: What it is, who acts, where.
        subflow: Which flow it enters.
    """

    node: str
    number: int
    kind: str
    text: Markup
    has_box: bool
    group: str
    notes: tuple[str, ...]
    subflow: str
    gap: GapNoteView | None
    ways: tuple[ChecklistWay, ...]

    @property
    def is_choice(self) -> bool:
        """Tell whether one of several ways is ticked."""
        return len(self.ways) > 1


@dataclass(frozen=True, slots=True)
class ChecklistInterrupt:
    """Something that may happen on the way, with what is done then.

    Attributes:
        scope: The ids of the nodes at which it may happen; empty: everywhere.
        places: The same in words.
    """

    interrupt: str
    text: str
    condition: str
    is_inferred: bool
    scope: str
    places: str
    deed: str


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """What checklist.jinja shows.

    Attributes:
        revision: The fingerprint of the revision; ticks of another one do not count here.
    """

    flow: str
    revision: str
    title: str
    blanks: tuple[str, ...]
    lines: tuple[ChecklistLine, ...]
    interrupts: tuple[ChecklistInterrupt, ...]


def checklist_html(page: PageContext, flow: Flow, graph: FlowGraph) -> Markup:
    """Return the checklist of a flow.

    Args:
        page: The page it stands on; a page shows the checklist of a flow once.
        flow: Whose errata are marked in the labels.
        graph: The flow, resolved.
    """
    view = ChecklistView(
        flow=graph.address or graph.id,
        revision=_revision(page, flow),
        title=graph.title,
        blanks=tuple(label(f"checklist.blanks.{name}") for name in BLANKS),
        lines=tuple(_line(page, flow, graph, node) for node in graph.nodes),
        interrupts=tuple(_interrupt(page, graph, each) for each in graph.interrupts),
    )
    return render("kinds/flow/checklist.jinja", view)


def _revision(page: PageContext, flow: Flow) -> str:
    if page.document and page.held:
        return page.build.fingerprints.of_revision(page.document, page.held)
    return page.fingerprint(flow)


def _line(page: PageContext, flow: Flow, graph: FlowGraph, node: GraphNode) -> ChecklistLine:
    ways = graph.ways(node.id)
    return ChecklistLine(
        node=node.id,
        number=node.number,
        kind=node.kind,
        text=page.letter(node.label, flow),
        has_box=node.kind != "start" and not (node.kind == "decision" and len(ways) > 1),
        group=f"periksa-{graph.anchor(node.id)}",
        notes=notes_of(node),
        subflow=_subflow_title(page, graph, node.flow, node.label),
        gap=gap_note(page, node.gap) if node.gap else None,
        ways=tuple(_way(graph, node, edge, place, ways) for place, edge in enumerate(ways, 1)),
    )


def _way(graph: FlowGraph, node: GraphNode, edge: GraphEdge, place: int, ways: Sequence[GraphEdge]) -> ChecklistWay:
    number = graph.by_id[edge.target].number
    is_plain = number == node.number + 1 and len(ways) == 1 and not (edge.case or edge.is_inferred)
    return ChecklistWay(
        edge=edge_name(edge),
        tick=f"{node.id} {place}",
        answer=edge.answer,
        condition=edge.condition,
        is_otherwise=is_otherwise(edge, ways) and not edge.answer,
        is_inferred=edge.is_inferred,
        next=None if is_plain else number,
    )


def _interrupt(page: PageContext, graph: FlowGraph, interrupt: GraphInterrupt) -> ChecklistInterrupt:
    deeds = (page.title(interrupt.clause) if interrupt.clause else "", _subflow_title(page, graph, interrupt.flow))
    nodes = nodes_in_scope(graph, interrupt)
    numbers = ", ".join(str(node.number) for node in nodes)
    return ChecklistInterrupt(
        interrupt=interrupt.id,
        text=interrupt.label,
        condition=interrupt.condition,
        is_inferred=interrupt.is_inferred,
        scope=" ".join(node.id for node in nodes),
        places=label("checklist.scope", numbers=numbers) if numbers else label("checklist.everywhere"),
        deed="; ".join(deed for deed in deeds if deed),
    )


def _subflow_title(page: PageContext, graph: FlowGraph, local_id: str | None, text: str = "") -> str:
    """Return which flow is entered; without its title where the text beside says it."""
    if not local_id:
        return ""
    title = page.title(sibling_address(graph, local_id))
    return label("flow.kinds.subflow") if title == text else label("flow.subflow", title=title)
