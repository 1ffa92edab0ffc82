"""A flow as scripts walk through it: one JSON object, carried by the element with the guided steps.

Keys are short words; what is empty is left out. A node's ways are in the order in which they are asked, and paths in
addresses name them by their place there, from 1.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode, subflows
from generator.kinds.settings.schema import Fact
from generator.model.conditions import Condition, parse_bounds
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.library import Library

Json = dict[str, object]
COUNTED = ("count", "duration")


def walk_json(graph: FlowGraph, library: Library, *, source: str) -> str:
    """Return the flow as JSON.

    Args:
        graph: The flow.
        library: Declares the facts of its conditions.
        source: The revision in words, for the text that goes into ticket notes.
    """
    walk = {
        "id": graph.id,
        "title": graph.title,
        "source": source,
        "start": graph.start.id if graph.start else "",
        "nodes": {node.id: _node(graph, node, library) for node in graph.nodes},
        "interrupts": [_interrupt(interrupt) for interrupt in graph.interrupts],
        # Guided steps of one revision stand side by side, each in a folder of its own.
        "flows": {flow: f"../{flow}/" for flow in subflows(graph)},
    }
    return json.dumps(walk, ensure_ascii=False, separators=(",", ":"))


def way_words(graph: FlowGraph, edge: GraphEdge) -> str:
    """Return what the button of a way says: its case, what is left when the others do not hold, or where it leads."""
    if edge.case:
        return edge.case
    siblings = graph.ways(edge.source)
    if len(siblings) == 1:
        return label("guided.next")
    if any(sibling.when for sibling in siblings):
        return label("flow-list.otherwise")
    return graph.by_id[edge.target].label


def _node(graph: FlowGraph, node: GraphNode, library: Library) -> Json:
    ways = [_way(graph, edge, library) for edge in graph.ways(node.id)]
    return _filled(kind=node.kind, label=node.label, ways=ways, flow=node.flow, final=node.is_final)


def _way(graph: FlowGraph, edge: GraphEdge, library: Library) -> Json:
    when = [_condition(condition, library) for condition in edge.when]
    return _filled(to=edge.target, answer=edge.case and way_words(graph, edge), when=when, inferred=edge.is_inferred)


def _condition(condition: Condition, library: Library) -> list[object]:
    """Return fact and value; of a counted fact also unit, low, whether low belongs to it, high, whether high does."""
    fact = library.setting(condition.fact, Fact)
    bounds = parse_bounds(condition.is_) if fact and fact.type in COUNTED else None
    if bounds is None:
        return [condition.fact, condition.is_]
    low = None if bounds.low is None else float(bounds.low)
    high = None if bounds.high is None else float(bounds.high)
    return [condition.fact, condition.is_, [bounds.unit, low, bounds.has_low, high, bounds.has_high]]


def _interrupt(interrupt: GraphInterrupt) -> Json:
    scope = None if interrupt.scope is None else sorted(interrupt.scope)
    return _filled(id=interrupt.id, label=interrupt.label, flow=interrupt.flow, scope=scope)


def _filled(**values: object) -> Json:
    return {name: value for name, value in values.items() if value}
