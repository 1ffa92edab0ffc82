"""The ways between the nodes: both ends are there, and no two of them look alike to whoever stands at a node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.flows.shape import Shape
from generator.kinds.flow.schema import FlowEdge, FlowNode
from generator.model.base import Model
from generator.problems import Problem, error
from generator.suggest import did_you_mean

MOST_WAYS = 9
"""Guided steps offer each way under a number key, 1 to 9."""

MOST_MEANT = 8
"""More ids than these in a hint are read by nobody."""


def check_ways(shape: Shape) -> Iterator[Problem]:
    """Yield a problem for each way that leads nowhere or that nobody can choose."""
    for edge in shape.flow.edges:
        for key, end in (("from", edge.from_), ("to", edge.to)):
            if end not in shape.nodes:
                meant = meant_by(end, shape.nodes)
                yield error(edge.place(key), "flow-edge-to-nowhere", id=end, meant=meant)
    for node in shape.nodes.values():
        yield from _leaving(node, shape.ways[node.id])


def unknown_nodes(owner: Model, key: str, ids: Iterable[str], shape: Shape) -> Iterator[Problem]:
    """Yield a problem for each node that something beside the ways names and that is not there."""
    for position, node_id in enumerate(ids):
        if node_id not in shape.nodes:
            meant = meant_by(node_id, shape.nodes)
            yield error(owner.place(key, position), "flow-node-unknown", id=node_id, meant=meant)


def meant_by(node_id: str, known: Iterable[str]) -> str:
    """Return the id that was probably meant, else the first few there are."""
    ids = list(known)
    return did_you_mean(node_id, ids) or ", ".join(ids[:MOST_MEANT])


def _leaving(node: FlowNode, ways: list[FlowEdge]) -> Iterator[Problem]:
    if node.kind == "end" and ways:
        yield error(ways[0].location, "flow-end-goes-on", id=node.id)
        return
    if node.kind == "decision" and len(ways) == 1:
        yield error(node.place("kind"), "flow-decision-one-way", id=node.id)
    if len(ways) > MOST_WAYS:
        yield error(ways[MOST_WAYS].location, "flow-too-many-ways", id=node.id, count=len(ways), most=MOST_WAYS)
    if node.kind == "unregulated":
        for edge in ways:
            if not edge.is_inferred:
                yield error(edge.location, "flow-unregulated-goes-on", id=node.id)
    yield from _alike(node, ways)


def _alike(node: FlowNode, ways: list[FlowEdge]) -> Iterator[Problem]:
    """Find two ways to one node, with one label, or with neither label nor conditions."""
    reached: set[str] = set()
    labels: set[str] = set()
    for edge in ways:
        label = " ".join((edge.label or "").split())
        is_bare = not label and not edge.when
        if edge.to in reached:
            yield error(edge.place("to"), "flow-ways-same-end", id=node.id, target=edge.to)
        elif label and label.casefold() in labels:
            yield error(edge.place("label"), "flow-ways-same-label", id=node.id, label=label)
        elif is_bare and "" in labels:
            yield error(edge.location, "flow-ways-without-label", id=node.id)
        reached.add(edge.to)
        if label or is_bare:
            labels.add(label.casefold())
