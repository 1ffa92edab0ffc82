"""What a chart says to those who do not see it."""

from __future__ import annotations

from generator.flowcharts.boxes import scope_of
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode
from generator.render.labels import label


def node_name(node: GraphNode, graph: FlowGraph) -> str:
    """Return the name of a node's box: its label, what it is, who acts and where, and the ways on."""
    is_plain = node.kind == "step"
    facts = ["" if is_plain else label(f"flow.kinds.{node.kind}"), label("chart.final") if node.is_final else ""]
    about = "; ".join(fact for fact in (*facts, node.actor, node.application) if fact)
    ways = "; ".join(_way(edge, graph) for edge in graph.ways(node.id))
    return "".join((node.label, f" ({about})" if about else "", f". {ways}" if ways else ""))


def card_name(interrupt: GraphInterrupt, graph: FlowGraph) -> str:
    """Return the name of an interrupt's card: what happens, when, and where it may."""
    condition = interrupt.condition if interrupt.condition != interrupt.label else ""
    mark = label("flow.inferred") if interrupt.is_inferred else ""
    return ". ".join(part for part in (interrupt.label, condition, scope_of(interrupt, graph), mark) if part)


def description(graph: FlowGraph) -> str:
    """Return what is in a chart, in numbers, and where the same stands as text."""
    counts = {"nodes": len(graph.nodes), "edges": len(graph.edges), "interrupts": len(graph.interrupts)}
    key = "counts-interrupts" if graph.interrupts else "counts"
    return f"{label(f'chart.description.{key}', **counts)} {label('chart.description.list')}"


def _way(edge: GraphEdge, graph: FlowGraph) -> str:
    target = graph.by_id[edge.target].label
    words = (
        label("chart.way", answer=edge.case, target=target) if edge.case else label("chart.plain-way", target=target)
    )
    return f"{words} ({label('flow.inferred')})" if edge.is_inferred else words
