"""Decisions of a flow: for every value of the facts there is one way on, and only one.

The facts of a decision are parted into regions at every bound that the flow names, and each combination of regions
that can get to the decision is looked at. What earlier decisions of the flow have ruled out does not get there; a
fact keeps its value on the way. A flow can be opened by itself, so nothing is ruled out before its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

from generator.checks.conditions import problems_of
from generator.checks.flows.labels import MOST_NODES
from generator.checks.flows.shape import Shape
from generator.checks.flows.ways import MOST_WAYS
from generator.kinds.flow.schema import FlowEdge, FlowNode
from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.model.conditions import Condition
from generator.model.regions import Region, domain, holds
from generator.problems import Location, Problem, error

MOST_CASES = 2000
"""More combinations than these are looked through by nobody, not even by the checker."""

MOST_NAMED = 3
"""Cases that a problem names; the rest is seen once these are mended."""

Case = tuple[int, ...]
"""For each fact of a decision the place of one of its regions."""
Facts = tuple[str, ...]


def check_decisions(shape: Shape, library: Library) -> Iterator[Problem]:
    """Yield a problem for a decision that leaves cases open, or that has two ways on for one case.

    Args:
        shape: A flow whose connections have both their ends; one that is too long is not looked at.
        library: Declares the facts; a node with a condition that is at fault itself is left alone.
    """
    if len(shape.nodes) > MOST_NODES:
        return
    reading = _Reading(shape, library)
    for node in shape.nodes.values():
        if node.kind not in ("end", "unregulated"):
            yield from _node(node, reading)


def _node(node: FlowNode, reading: _Reading) -> Iterator[Problem]:
    ways = reading.shape.ways[node.id]
    facts = tuple(dict.fromkeys(condition.fact for edge in ways for condition in edge.when))
    if not facts or not all(reading.is_sound(edge) for edge in ways):
        return
    others = [edge for edge in ways if not edge.when]
    for edge in others[1:]:
        yield error(edge.location, "flow-otherwise-twice", id=node.id)
    count = prod(len(reading.regions[fact]) for fact in facts)
    if count > MOST_CASES:
        yield error(node.place("id"), "flow-decision-too-many", id=node.id, count=count, most=MOST_CASES)
        return
    arriving = reading.arriving(facts)[node.id]
    if not others:
        open_cases = {case for case in arriving if not any(reading.holds(edge, facts, case) for edge in ways)}
        if open_cases:
            cases = reading.in_words(facts, open_cases)
            yield error(node.place("id"), "flow-decision-open", id=node.id, cases=cases)
    # Each way is compared with those before it; too many of them are a problem of their own.
    if len(ways) <= MOST_WAYS:
        yield from _doubled(node, [edge for edge in ways if edge.when], facts, arriving, reading)


def _doubled(
    node: FlowNode, ways: list[FlowEdge], facts: Facts, arriving: set[Case], reading: _Reading
) -> Iterator[Problem]:
    """Find ways that hold where one before them does; each is told once, beside the first of these."""
    for position, edge in enumerate(ways):
        own = {case for case in arriving if reading.holds(edge, facts, case)}
        for before in ways[:position]:
            both = {case for case in own if reading.holds(before, facts, case)}
            if both:
                cases = reading.in_words(facts, both)
                place = _place(edge)
                yield error(place, "flow-decision-twice", id=node.id, cases=cases, here=edge.to, there=before.to)
                break


def _place(edge: FlowEdge) -> Location:
    return edge.when[0].place("is")


@dataclass
class _Reading:
    """A flow with its conditions worked out.

    Attributes:
        regions: The regions of each declared fact that the flow asks.
        allowed: For each connection, by its place in the flow, the regions of each fact for which it holds.
        unsound: Connections with a condition that is at fault itself.
    """

    shape: Shape
    library: Library
    facts: dict[str, Fact] = field(init=False)
    regions: dict[str, tuple[Region, ...]] = field(init=False)
    allowed: dict[int, dict[str, frozenset[int]]] = field(init=False)
    unsound: set[int] = field(init=False)
    _arriving: dict[Facts, dict[str, set[Case]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        edges = self.shape.flow.edges
        conditions = [condition for edge in edges for condition in edge.when]
        declared = {each.fact: self.library.setting(each.fact, Fact) for each in conditions}
        self.facts = {fact_id: fact for fact_id, fact in declared.items() if fact is not None}
        sound = [each for each in conditions if self._is_sound(each)]
        asked: dict[str, list[Condition]] = {}
        for condition in sound:
            asked.setdefault(condition.fact, []).append(condition)
        self.regions = {fact_id: domain(self.facts[fact_id], several) for fact_id, several in asked.items()}
        self.unsound = {id(edge) for edge in edges if not all(self._is_sound(each) for each in edge.when)}
        self.allowed = {id(edge): self._allowed(edge) for edge in edges if id(edge) not in self.unsound}

    def _is_sound(self, condition: Condition) -> bool:
        fact = self.facts.get(condition.fact)
        return fact is not None and not any(problems_of(condition, fact))

    def _allowed(self, edge: FlowEdge) -> dict[str, frozenset[int]]:
        found: dict[str, frozenset[int]] = {}
        for condition in edge.when:
            regions = self.regions[condition.fact]
            own = frozenset(place for place, region in enumerate(regions) if holds(condition, region))
            found[condition.fact] = found.get(condition.fact, own) & own
        return found

    def is_sound(self, edge: FlowEdge) -> bool:
        """Tell whether nothing is wrong with the conditions of a connection themselves."""
        return id(edge) not in self.unsound

    def holds(self, edge: FlowEdge, facts: Facts, case: Case) -> bool:
        """Tell whether a connection has conditions, and those on some facts hold in a case."""
        allowed = self.allowed.get(id(edge), {})
        return bool(edge.when) and all(
            place in allowed[fact] for fact, place in zip(facts, case, strict=True) if fact in allowed
        )

    def arriving(self, facts: Facts) -> dict[str, set[Case]]:
        """Return the cases in which each node is reached; all of them where there is not exactly one start."""
        if facts not in self._arriving:
            every = set(product(*(range(len(self.regions[fact])) for fact in facts)))
            self._arriving[facts] = self._spread(facts, every)
        return self._arriving[facts]

    def _spread(self, facts: Facts, every: set[Case]) -> dict[str, set[Case]]:
        if len(self.shape.starts) != 1:
            return dict.fromkeys(self.shape.nodes, every)
        found: dict[str, set[Case]] = {node_id: set() for node_id in self.shape.nodes}
        waiting = [(self.shape.starts[0], every)]
        while waiting:
            node_id, cases = waiting.pop()
            new = cases - found[node_id]
            if not new:
                continue
            found[node_id] |= new
            ways = self.shape.ways[node_id]
            waiting.extend(
                (edge.to, {case for case in new if self._may_take(edge, ways, facts, case)}) for edge in ways
            )
        return found

    def _may_take(self, edge: FlowEdge, ways: list[FlowEdge], facts: Facts, case: Case) -> bool:
        """Tell whether a way may be taken in a case, whatever the values of other facts are."""
        if not self.is_sound(edge):
            return True
        if edge.when:
            return self.holds(edge, facts, case)
        return not any(
            self.is_sound(other) and self.allowed[id(other)].keys() <= set(facts) and self.holds(other, facts, case)
            for other in ways
        )

    def in_words(self, facts: Facts, cases: set[Case]) -> str:
        """Return some cases in words, a fact left out where all of its values are meant."""
        boxes = list(islice(self._boxes(facts, cases), MOST_NAMED + 1))
        named = ["; ".join(self._named(facts, box)) for box in boxes[:MOST_NAMED]]
        return " / ".join([*named, *(["…"] if len(boxes) > MOST_NAMED else [])])

    def _named(self, facts: Facts, box: tuple[int | None, ...]) -> Iterator[str]:
        for fact, place in zip(facts, box, strict=True):
            if place is not None:
                yield f"{self.facts[fact].name}: {self.regions[fact][place].name}"

    def _boxes(self, facts: Facts, cases: set[Case]) -> Iterator[tuple[int | None, ...]]:
        """Part cases into combinations in which a fact has one region or (None) any."""
        left = set(cases)
        for first in sorted(cases):
            if first not in left:
                continue
            box: tuple[int | None, ...] = first
            for axis in range(len(facts)):
                wider = (*box[:axis], None, *box[axis + 1 :])
                if self._inside(facts, wider) <= cases:
                    box = wider
            left -= self._inside(facts, box)
            yield box

    def _inside(self, facts: Facts, box: tuple[int | None, ...]) -> set[Case]:
        axes = [range(len(self.regions[fact])) if at is None else (at,) for fact, at in zip(facts, box, strict=True)]
        return set(product(*axes))
