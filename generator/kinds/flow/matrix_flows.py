"""A flow with the flows that it enters: nodes and ways by flow and id."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphNode

Ref = tuple[str, str]
"""The local id of a flow and the id of one of its nodes."""


class Flows:
    """A flow and those that it enters, by their local ids.

    Args:
        graph: The flow.
        graph_of_id: Returns the graph of a flow of the same revision; None when there is none.
    """

    def __init__(self, graph: FlowGraph, graph_of_id: Callable[[str], FlowGraph | None]) -> None:
        self.home = graph.id
        self._graphs: dict[str, FlowGraph | None] = {graph.id: graph}
        self._graph_of_id = graph_of_id

    def graph(self, flow: str) -> FlowGraph | None:
        """Return a flow's graph; None when the revision has no such flow."""
        if flow not in self._graphs:
            self._graphs[flow] = self._graph_of_id(flow)
        return self._graphs[flow]

    def find(self, written: str) -> Ref | None:
        """Return the node that is meant by an id, or by `flow/node`; None when there is none."""
        flow, slash, node = written.rpartition("/")
        graph = self.graph(flow if slash else self.home)
        return (graph.id, node) if graph and node in graph.by_id else None

    def graph_at(self, ref: Ref) -> FlowGraph:
        """Return the flow that a node belongs to."""
        graph = self.graph(ref[0])
        if graph is None:
            raise KeyError(ref)
        return graph

    def node(self, ref: Ref) -> GraphNode:
        """Return a node."""
        return self.graph_at(ref).by_id[ref[1]]

    def ways(self, ref: Ref) -> tuple[GraphEdge, ...]:
        """Return the connections that leave a node."""
        return self.graph_at(ref).ways(ref[1])

    def entry(self, ref: Ref) -> Ref | None:
        """Return where the flow begins that a subflow node enters; None for other nodes."""
        node = self.node(ref)
        below = self.graph(node.flow) if node.kind == "subflow" and node.flow else None
        return (below.id, below.start.id) if below and below.start else None

    def below(self, start: Ref) -> Iterator[Ref]:
        """Yield every node that is reached from one, whatever the facts are, also in flows that are entered."""
        seen: dict[Ref, None] = {}
        waiting = [start]
        while waiting:
            ref = waiting.pop()
            if ref in seen:
                continue
            seen[ref] = None
            entry = self.entry(ref)
            waiting.extend((ref[0], edge.target) for edge in self.ways(ref))
            waiting.extend([entry] if entry else [])
        yield from seen
