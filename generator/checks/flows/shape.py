"""The shape of a flow: its nodes by their ids, and the ways that leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode


@dataclass(frozen=True)
class Shape:
    """A flow, ready to be walked.

    Attributes:
        flow: The flow as written.
        nodes: By id, in the order of the file; of two with one id the first.
        ways: The connections that leave each node, in the order in which they are asked.
    """

    flow: Flow
    nodes: dict[str, FlowNode]
    ways: dict[str, list[FlowEdge]]

    @classmethod
    def of(cls, flow: Flow) -> Shape:
        """Return the shape of a flow."""
        nodes: dict[str, FlowNode] = {}
        for node in flow.nodes:
            nodes.setdefault(node.id, node)
        ways: dict[str, list[FlowEdge]] = {node_id: [] for node_id in nodes}
        for edge in flow.edges:
            ways.setdefault(edge.from_, []).append(edge)
        return cls(flow, nodes, ways)

    @cached_property
    def is_sound(self) -> bool:
        """Tell whether each node has an id of its own and each connection has two ends, so that it can be walked."""
        ends = {end for edge in self.flow.edges for end in (edge.from_, edge.to)}
        return len(self.nodes) == len(self.flow.nodes) and ends <= self.nodes.keys()

    @cached_property
    def starts(self) -> list[str]:
        """Return the nodes at which it begins; the checker wants exactly one."""
        return [node.id for node in self.nodes.values() if node.kind == "start"]

    @cached_property
    def targets(self) -> dict[str, list[str]]:
        """Return the nodes that the ways of each node lead to."""
        return {node_id: [edge.to for edge in edges] for node_id, edges in self.ways.items()}

    @cached_property
    def reached(self) -> set[str]:
        """Return the nodes that a path from a start reaches."""
        return reachable(self.starts, self.targets)


def reachable(starts: Iterable[str], targets: Mapping[str, Iterable[str]]) -> set[str]:
    """Return what can be reached, the starts included."""
    reached: set[str] = set()
    ahead = list(starts)
    while ahead:
        current = ahead.pop()
        if current not in reached:
            reached.add(current)
            ahead.extend(targets.get(current, ()))
    return reached


def strong_parts(targets: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return groups of which each member leads to each other, those that are led to before those that lead there.

    A member that is in no circle is a group of its own. What is led to and has no entry of its own is left out.
    """
    finished = _finishing_order(targets)
    backwards: dict[str, list[str]] = {name: [] for name in targets}
    for name, several in targets.items():
        for target in several:
            if target in backwards:
                backwards[target].append(name)
    taken: set[str] = set()
    parts: list[list[str]] = []
    for root in reversed(finished):
        part: list[str] = []
        ahead = [root]
        while ahead:
            current = ahead.pop()
            if current not in taken:
                taken.add(current)
                part.append(current)
                ahead.extend(backwards[current])
        if part:
            parts.append(part)
    return parts[::-1]


def _finishing_order(targets: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names in the order in which a walk in depth is done with them."""
    finished: list[str] = []
    seen: set[str] = set()
    for root in targets:
        open_walks = [] if root in seen else [(root, iter(targets[root]))]
        seen.add(root)
        while open_walks:
            name, ahead = open_walks[-1]
            following = next((each for each in ahead if each in targets and each not in seen), None)
            if following is None:
                finished.append(name)
                open_walks.pop()
            else:
                seen.add(following)
                open_walks.append((following, iter(targets[following])))
    return finished


def circles_in(targets: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups that lead round in a circle, also those of one that leads to itself."""
    return [part for part in strong_parts(targets) if len(part) > 1 or part[0] in targets[part[0]]]
