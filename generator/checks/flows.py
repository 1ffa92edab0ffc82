"""Flows: a graph that holds together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.checks.scope import held_revisions
from generator.kinds.flow.schema import Flow
from generator.library import HeldRevision, Library
from generator.problems import Problem, error
from generator.suggest import did_you_mean


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for an edge to nowhere, two nodes of one id, a node that no path reaches."""
    for held in held_revisions(library):
        for part in held.parts.values():
            if isinstance(part, Flow):
                yield from _flow(part, held)


def _flow(flow: Flow, held: HeldRevision) -> Iterator[Problem]:
    nodes = [node.id for node in flow.nodes]
    for position, node in enumerate(flow.nodes):
        if Counter(nodes)[node.id] > 1 and nodes.index(node.id) != position:
            yield error(node.place("id"), "flow-node-twice", id=node.id)
        if not node.text and not node.clause:
            yield error(node.location, "flow-node-without-label", id=node.id)
        if node.flow and held.part(node.flow, Flow) is None:
            yield error(node.place("flow"), "part-unknown", id=node.flow, kind="flow")
        if node.gap and (node.gap,) not in held.units:
            yield error(node.place("gap"), "part-unknown", id=node.gap, kind="gap")
    for edge in flow.edges:
        for key, end in (("from", edge.from_), ("to", edge.to)):
            if end not in nodes:
                meant = did_you_mean(end, nodes) or ", ".join(nodes[:8])
                yield error(edge.place(key), "flow-edge-to-nowhere", id=end, meant=meant)
    yield from _starts(flow)
    if all(end in nodes for edge in flow.edges for end in (edge.from_, edge.to)):
        yield from _unreached(flow)


def _starts(flow: Flow) -> Iterator[Problem]:
    starts = [node.id for node in flow.nodes if node.kind == "start"]
    if len(starts) != 1:
        yield error(flow.place("nodes"), "flow-one-start", count=len(starts))


def _unreached(flow: Flow) -> Iterator[Problem]:
    """Find nodes that no path reaches; without a start there are no paths, which is a problem of its own."""
    if not any(node.kind == "start" for node in flow.nodes):
        return
    targets: dict[str, list[str]] = {}
    for edge in flow.edges:
        targets.setdefault(edge.from_, []).append(edge.to)
    reached: set[str] = set()
    open_ends = [node.id for node in flow.nodes if node.kind == "start"]
    while open_ends:
        current = open_ends.pop()
        if current not in reached:
            reached.add(current)
            open_ends += targets.get(current, [])
    for node in flow.nodes:
        if node.id not in reached:
            yield error(node.place("id"), "flow-node-unreached", id=node.id)
