"""What guided steps must do, worked out from the graphs alone: the choices that lead through a flow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.guided.pages import flows_of
from generator.kinds.flow.graph import FlowGraph, graph_of
from generator.library import HeldDocument
from generator.render.context import RenderContext
from generator.render.places import flow_url

ENTER = "m"


def graphs_of(context: RenderContext, document: HeldDocument) -> dict[str, FlowGraph]:
    """Return the flows of a document's revision in force."""
    assert document.current is not None
    flows = {flow.id: flow for flow in flows_of(document.current)}
    return {
        name: graph_of(context.page(flow_url(document.id, name), document, document.current, is_text=False), flow)
        for name, flow in flows.items()
    }


@dataclass(frozen=True)
class Stop:
    """A choice and the step that it leads to."""

    choice: str
    flow: str
    node: str


@dataclass
class Reference:
    """Walks through the flows of one revision.

    Attributes:
        graphs: The flows by their local ids.
    """

    graphs: Mapping[str, FlowGraph]
    _through: dict[str, tuple[Stop, ...] | None] = field(default_factory=dict)

    def through(self, flow: str) -> tuple[Stop, ...] | None:
        """Return the shortest way from the start of a flow to an end that leads back; None when there is none."""
        if flow not in self._through:
            self._through[flow] = None
            graph = self.graphs[flow]
            assert graph.start is not None
            ends = (node.id for node in graph.nodes if node.kind == "end" and not node.is_final)
            found = [way for end in ends if (way := self.way(flow, graph.start.id, end)) is not None]
            self._through[flow] = min(found, key=len, default=None)
        return self._through[flow]

    def step(self, flow: str, source: str, number: int) -> tuple[Stop, ...] | None:
        """Return the stops of one way of a node, by its place from 1: through the flow that the node enters, if any."""
        graph = self.graphs[flow]
        edge = graph.ways(source)[number - 1]
        before: tuple[Stop, ...] = ()
        if below := graph.by_id[source].flow:
            start, inside = self.graphs[below].start, self.through(below)
            if inside is None or start is None:
                return None
            before = (Stop(ENTER, below, start.id), *inside)
        return (*before, Stop(str(number), flow, edge.target))

    def way(self, flow: str, source: str, target: str) -> tuple[Stop, ...] | None:
        """Return a shortest way between two nodes of a flow; None when there is none."""
        graph = self.graphs[flow]
        known: dict[str, tuple[Stop, ...]] = {source: ()}
        waiting = [source]
        for current in waiting:
            for number, edge in enumerate(graph.ways(current), 1):
                if edge.target not in known and (stops := self.step(flow, current, number)) is not None:
                    known[edge.target] = known[current] + stops
                    waiting.append(edge.target)
        return known.get(target)

    def cover(self, flow: str) -> Iterator[tuple[Stop, ...]]:
        """Yield ways from the start that together take every connection of a flow that can be reached."""
        graph = self.graphs[flow]
        assert graph.start is not None
        seen: set[tuple[str, int]] = set()
        for node in graph.nodes:
            for number in range(1, len(graph.ways(node.id)) + 1):
                if (node.id, number) in seen:
                    continue
                before, taken = self.way(flow, graph.start.id, node.id), self.step(flow, node.id, number)
                if before is None or taken is None:
                    continue
                walk = [*before, *taken, *self._on(flow, taken[-1].node, seen)]
                seen |= self._edges(flow, walk)
                yield tuple(walk)

    def _on(self, flow: str, node: str, seen: set[tuple[str, int]]) -> Iterator[Stop]:
        """Yield a way on to an end, by ways not taken yet where there are any; never twice through a node."""
        graph, passed = self.graphs[flow], {node}
        while ways := graph.ways(node):
            numbers = [number for number, edge in enumerate(ways, 1) if edge.target not in passed]
            fresh = [number for number in numbers if (node, number) not in seen]
            number = next(iter([*fresh, *numbers]), None)
            stops = self.step(flow, node, number) if number else None
            if not stops:
                return
            yield from stops
            node = stops[-1].node
            passed.add(node)

    def _edges(self, flow: str, walk: list[Stop]) -> set[tuple[str, int]]:
        graph = self.graphs[flow]
        assert graph.start is not None
        found, node = set(), graph.start.id
        for stop in walk:
            if stop.flow == flow and stop.choice != ENTER:
                found.add((node, int(stop.choice)))
                node = stop.node
        return found

    def simple_paths(self, flow: str, *, at_most: int) -> Iterator[tuple[Stop, ...]]:
        """Yield the ways from the start that pass no node twice, each as far as it goes, up to a number of them."""
        graph = self.graphs[flow]
        assert graph.start is not None
        waiting: list[tuple[str, frozenset[str], tuple[Stop, ...]]] = [(graph.start.id, frozenset(), ())]
        while waiting and at_most:
            node, passed, walk = waiting.pop()
            passed |= {node}
            further = [
                (edge.target, passed, walk + stops)
                for number, edge in enumerate(graph.ways(node), 1)
                if edge.target not in passed and (stops := self.step(flow, node, number)) is not None
            ]
            waiting.extend(reversed(further))
            if not further:
                at_most -= 1
                yield walk
