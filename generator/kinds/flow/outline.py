"""The order in which a flow is told: nested lists in which a node comes after those that lead to it.

A way of a decision is told inside of it as long as it is short and nobody else leads there; what ways share, or what
is long, follows below. So nothing is repeated, and only a way back or ahead needs to name the number it leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

SHORT = 4
"""The most nodes that are told inside of the decision that leads to them."""
DEEPEST = 2
"""How many decisions may be told inside of one another."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A node and what is told inside of it.

    Attributes:
        node: Its id.
        branches: For each way that leaves the node, in order: what is told inside; empty: the way leads elsewhere.
    """

    node: str
    branches: tuple[tuple[OutlineItem, ...], ...]

    def walk(self) -> Iterator[OutlineItem]:
        """Yield the item and everything inside of it, in the order of telling."""
        yield self
        for branch in self.branches:
            for item in branch:
                yield from item.walk()


def outline_of(nodes: Sequence[str], edges: Iterable[tuple[str, str]]) -> tuple[OutlineItem, ...]:
    """Return the outline of a graph; every node stands in it once.

    Args:
        nodes: The ids; the first is the start, and nodes that no way reaches from there follow in this order.
        edges: From where to where, in the order in which ways are asked; ends that are no nodes are left out.
    """
    ways: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        if source in ways and target in ways:
            ways[source].append(target)
    seen: set[str] = set()
    items: list[OutlineItem] = []
    for root in nodes:
        if root not in seen:
            forward = _without_loops(root, ways, seen)
            items.extend(_Teller.of(_forward_order(root, forward), forward, ways).level(root, 0))
    return tuple(items)


def order_of(items: Iterable[OutlineItem]) -> list[str]:
    """Return the ids of an outline in the order of telling."""
    return [inner.node for item in items for inner in item.walk()]


def _without_loops(root: str, ways: Mapping[str, Sequence[str]], seen: set[str]) -> dict[str, list[str]]:
    """Return what a root reaches, with the ways that do not lead back; marks all of it as seen."""
    forward: dict[str, list[str]] = {root: []}
    path = [(root, iter(ways[root]))]
    on_path = {root}
    seen.add(root)
    while path:
        node, rest = path[-1]
        target = next(rest, None)
        if target is None:
            on_path.discard(path.pop()[0])
        elif target not in seen:
            seen.add(target)
            on_path.add(target)
            forward[node].append(target)
            forward[target] = []
            path.append((target, iter(ways[target])))
        elif target in forward and target not in on_path:
            forward[node].append(target)
    return forward


def _forward_order(root: str, forward: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the nodes, each after all that lead to it, ways in their order."""
    left: list[str] = []
    path = [(root, iter(forward[root][::-1]))]
    seen = {root}
    while path:
        node, rest = path[-1]
        target = next((each for each in rest if each not in seen), None)
        if target is None:
            left.append(node)
            path.pop()
        else:
            seen.add(target)
            path.append((target, iter(forward[target][::-1])))
    return left[::-1]


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what one root reaches.

    Attributes:
        ways: The targets of each node.
        children: What each node dominates directly: every way there passes it; in forward order.
        sizes: How many nodes each node dominates, itself included.
        entries: How many ways enter a node, those that lead back not counted.
    """

    ways: Mapping[str, Sequence[str]]
    children: Mapping[str, Sequence[str]]
    sizes: Mapping[str, int]
    entries: Mapping[str, int]

    @classmethod
    def of(
        cls, order: Sequence[str], forward: Mapping[str, Sequence[str]], ways: Mapping[str, Sequence[str]]
    ) -> _Teller:
        sources: dict[str, list[str]] = {node: [] for node in order}
        for node in order:
            for target in forward[node]:
                sources[target].append(node)
        above = _dominators(order, sources)
        children: dict[str, list[str]] = {node: [] for node in order}
        sizes = dict.fromkeys(order, 1)
        for node in order[1:]:
            children[above[node]].append(node)
        for node in reversed(order[1:]):
            sizes[above[node]] += sizes[node]
        return cls(ways, children, sizes, {node: len(sources[node]) for node in order})

    def level(self, first: str, depth: int) -> tuple[OutlineItem, ...]:
        """Return a node and what follows it, as one list."""
        items: list[OutlineItem] = []
        waiting = [first]
        while waiting:
            node = waiting.pop()
            inside = self._inside(node) if depth < DEEPEST else frozenset()
            branches = tuple(self.level(way, depth + 1) if way in inside else () for way in self.ways[node])
            items.append(OutlineItem(node, branches))
            waiting.extend(child for child in reversed(self.children[node]) if child not in inside)
        return tuple(items)

    def _inside(self, node: str) -> frozenset[str]:
        """Return the ways of a node that are told inside of it."""
        if len(self.ways[node]) < 2:
            return frozenset()
        own = (child for child in self.children[node] if child in self.ways[node] and self.entries[child] == 1)
        return frozenset(child for child in own if self.sizes[child] <= SHORT)


def _dominators(order: Sequence[str], sources: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the nearest node that every way to a node passes; without loops, one round finds it for all."""
    places = {node: place for place, node in enumerate(order)}
    above = {order[0]: order[0]}
    for node in order[1:]:
        first, *others = sources[node]
        for other in others:
            first = _common(first, other, above, places)
        above[node] = first
    return above


def _common(one: str, other: str, above: Mapping[str, str], places: Mapping[str, int]) -> str:
    while one != other:
        if places[one] > places[other]:
            one = above[one]
        else:
            other = above[other]
    return one
