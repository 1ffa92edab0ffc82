"""The paths through a flow: they begin at one start, reach every node, and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.checks.flows.shape import Shape, circles_in, reachable
from generator.checks.flows.subflows import Ending, ending_at
from generator.problems import Problem, error


def check_paths(shape: Shape, endings: Mapping[str, Ending]) -> Iterator[Problem]:
    """Yield a problem for a node that no path reaches, and for one from which no path comes to an end.

    Args:
        shape: A flow whose connections have both their ends.
        endings: How the flows of the revision may end.
    """
    if len(shape.starts) != 1:
        yield error(shape.flow.place("nodes"), "flow-one-start", count=len(shape.starts))
    walked = shape.reached if shape.starts else set(shape.nodes)
    for node in shape.nodes.values():
        if node.id not in walked:
            yield error(node.place("id"), "flow-node-unreached", id=node.id)
    yield from _endless(shape, walked, endings)


def _endless(shape: Shape, walked: set[str], endings: Mapping[str, Ending]) -> Iterator[Problem]:
    backwards: dict[str, list[str]] = {}
    last: list[str] = []
    for node_id in (each for each in shape.nodes if each in walked):
        node, ways = shape.nodes[node_id], shape.ways[node_id]
        entered = ending_at(shape, node_id, endings)
        comes_back = entered is None or entered.comes_back
        if ways and not comes_back:
            yield error(node.place("flow"), "flow-never-returns", id=node_id, flow=node.flow)
        if not ways and comes_back and node.kind not in ("end", "unregulated"):
            yield error(node.place("id"), "flow-dead-end", id=node_id)
        # What is wrong already is an end here, so that nobody is told of it twice.
        if not ways or not comes_back or node.kind in ("end", "unregulated") or (entered and entered.is_over):
            last.append(node_id)
        for edge in ways:
            backwards.setdefault(edge.to, []).append(node_id)
    ending = reachable(last, backwards)
    endless = {node_id: shape.targets[node_id] for node_id in shape.nodes if node_id in walked - ending}
    for circle in circles_in(endless):
        members = set(circle)
        first = next(node for node in shape.nodes.values() if node.id in members)
        yield error(first.place("id"), "flow-loop", id=first.id)
