"""Walking a flow for given values of some facts: every way that may then be taken, and what decides between them.

Ways are followed as guided steps ask them: in order, the first whose conditions hold; a way without conditions among
ways with conditions is "otherwise". Where facts that are not given decide, every way that they leave open is followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.kinds.flow.graph import GraphEdge
from generator.kinds.flow.matrix_flows import Flows, Ref
from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.model.conditions import Condition
from generator.model.regions import Region, domain, holds
from generator.render.conditions import condition_in_words
from generator.render.labels import label

Open = frozenset[tuple[str, frozenset[int]]]
"""Facts that are not given, of which earlier answers on the way have left only some regions."""

MOST_REMEMBERED = 6
"""Facts whose earlier answers are remembered at most; with more of them the ways would multiply."""
MOST_STEPS = 1_000
"""Steps of one walk from which on a step that was walked before is not walked again, even inside a loop."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk is.

    Attributes:
        ref: The node.
        callers: The subflow nodes through which its flow was entered, the last one innermost.
    """

    ref: Ref
    callers: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way that may be taken.

    Attributes:
        words: When it is taken, such as `bila …`; empty when it is the only one.
        step: Where it leads; None: back to a step on the way there.
        is_inferred: The source does not write it.
    """

    words: str
    step: Step | None
    is_inferred: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A node on a walk with the ways on from there.

    Attributes:
        is_stuck: The node has ways on, and none of them is for the given values.
    """

    ref: Ref
    ways: tuple[Way, ...]
    is_stuck: bool = False


@dataclass
class Walker:
    """Walks from one node on.

    Attributes:
        library: Declares the facts.
        start: Where the walk begins.
        given: The ids of the facts whose values a walk is given.
    """

    library: Library
    flows: Flows
    start: Ref
    given: frozenset[str]
    conditions: tuple[Condition, ...] = field(init=False)
    _regions: dict[str, tuple[Region, ...]] = field(default_factory=dict)
    _remembered: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        named = [list(self._conditions_at(ref)) for ref in self.flows.below(self.start)]
        self.conditions = tuple(condition for at_node in named for condition in at_node)
        uses = Counter(fact for at_node in named for fact in {condition.fact for condition in at_node})
        again = frozenset(fact for fact, count in uses.items() if count > 1 and fact not in self.given)
        self._remembered = again if len(again) <= MOST_REMEMBERED else frozenset()

    def regions(self, fact: str) -> tuple[Region, ...]:
        """Return the values of a fact, parted where the conditions of the walk part them; empty: not declared."""
        if fact not in self._regions:
            declared = self.library.setting(fact, Fact)
            self._regions[fact] = domain(declared, self.conditions) if declared else ()
        return self._regions[fact]

    def walk(self, values: Mapping[str, Region]) -> Step:
        """Return the first step of a walk, for one region of each given fact."""
        return _Walk(self, values).step_from(Place(self.start))

    def _conditions_at(self, ref: Ref) -> Iterator[Condition]:
        return (condition for edge in self.flows.ways(ref) for condition in edge.when)

    # What one node offers

    def ways_on(
        self, place: Place, values: Mapping[str, Region], known: Open
    ) -> list[tuple[str, Place | None, Open, bool]]:
        """Return the ways on: when each is taken, where it leads (None: round in a circle), what is known, inferred."""
        entry = self.flows.entry(place.ref)
        if entry:
            is_circle = entry[0] in {place.ref[0], *(flow for flow, _ in place.callers)}
            return [("", None if is_circle else Place(entry, (*place.callers, place.ref)), known, False)]
        source, callers = self._source(place)
        return [
            (words, Place((source[0], edge.target), callers), after, edge.is_inferred)
            for words, edge, after in self._open_ways(source, values, known)
        ]

    def is_stuck(self, place: Place) -> bool:
        """Tell whether a node without open ways has ways at all."""
        return bool(self.flows.ways(self._source(place)[0]))

    def _source(self, place: Place) -> tuple[Ref, tuple[Ref, ...]]:
        """Return the node whose ways are taken next: at the end of an entered flow, the one that entered it."""
        ref, callers = place.ref, place.callers
        node = self.flows.node(ref)
        if node.kind != "end" or node.is_final:
            return ref, callers
        while callers and not self.flows.ways(ref):
            *outer, ref = callers
            callers = tuple(outer)
        return ref, callers

    def _open_ways(self, ref: Ref, values: Mapping[str, Region], known: Open) -> list[tuple[str, GraphEdge, Open]]:
        """Return the ways that may be taken from a node, each with when it is."""
        edges = self.flows.ways(ref)
        found: list[tuple[str, GraphEdge, Open]] = []
        refused: list[GraphEdge] = []
        for edge in (each for each in edges if each.when):
            undecided = self._undecided(edge.when, values, known)
            if undecided is None:
                continue
            if not undecided:
                return [*found, (self._unless(refused, values, known), edge, self._without(refused, known))]
            words = label("matrix.if", case=self._in_words(undecided))
            found.append((words, edge, self._narrowed(undecided, known, is_met=True)))
            refused.append(edge)
        plain = [edge for edge in edges if not edge.when]
        otherwise = self._unless(refused, values, known)
        left = self._without(refused, known)
        return found + [(self._said(ref, edge, plain, otherwise), edge, left) for edge in plain]

    def _undecided(
        self, when: Iterable[Condition], values: Mapping[str, Region], known: Open
    ) -> list[Condition] | None:
        """Return the conditions that the known values leave open; None when one of them cannot hold."""
        left = []
        for condition in when:
            possible = self._possible(condition.fact, values, known)
            met = [holds(condition, region) for region in possible]
            if possible and not any(met):
                return None
            if not possible or not all(met):
                left.append(condition)
        return left

    def _possible(self, fact: str, values: Mapping[str, Region], known: Open) -> tuple[Region, ...]:
        if fact in values:
            return (values[fact],)
        regions = self.regions(fact)
        left = dict(known).get(fact)
        return regions if left is None else tuple(regions[index] for index in sorted(left))

    def _narrowed(self, conditions: Iterable[Condition], known: Open, *, is_met: bool) -> Open:
        """Return what is known after an answer, of the facts that are asked again."""
        left = dict(known)
        for condition in conditions:
            if condition.fact in self._remembered:
                regions = self.regions(condition.fact)
                before = left.get(condition.fact, frozenset(range(len(regions))))
                kept = frozenset(index for index in before if holds(condition, regions[index]) == is_met)
                left[condition.fact] = kept or before
        return frozenset(left.items())

    def _without(self, refused: Iterable[GraphEdge], known: Open) -> Open:
        """Return what is known once ways were not taken; a way with several conditions leaves open which one failed."""
        for edge in refused:
            if len(edge.when) == 1:
                known = self._narrowed(edge.when, known, is_met=False)
        return known

    # Words

    def _in_words(self, conditions: Iterable[Condition]) -> str:
        return f" {label('matrix.both')} ".join(condition_in_words(each, self.library) for each in conditions)

    def _unless(self, refused: list[GraphEdge], values: Mapping[str, Region], known: Open) -> str:
        cases = [self._in_words(self._undecided(edge.when, values, known) or ()) for edge in refused]
        return label("matrix.unless", case=f" {label('matrix.either')} ".join(cases)) if cases else ""

    def _said(self, ref: Ref, edge: GraphEdge, plain: list[GraphEdge], otherwise: str) -> str:
        """Return when a way without conditions is taken: by the answer that its label gives, else otherwise."""
        answers = [each.answer for each in plain if each.answer]
        if len(plain) == 1 or not answers:
            return otherwise
        question = self.flows.node(ref).label.rstrip("? ")
        if edge.answer:
            answered = label("matrix.if", case=label("matrix.answer", question=question, answer=edge.answer))
        else:
            cases = f" {label('matrix.either')} ".join(answers)
            answered = label("matrix.unless", case=label("matrix.answer", question=question, answer=cases))
        return f"{label('matrix.also')} ".join(words for words in (otherwise, answered) if words)


@dataclass
class _Frame:
    """A step whose ways are being followed.

    Attributes:
        waiting: The ways that are not followed yet.
        ways: Those that are.
        lowest: How far up the path its loops lead back; its own depth and more: nowhere above it.
    """

    place: Place
    known: Open
    waiting: list[tuple[str, Place | None, Open, bool]]
    lowest: int
    ways: list[Way] = field(default_factory=list)


@dataclass
class _Walk:
    """One walk. A step that is reached again by another path is shared, unless a loop was cut inside of it."""

    walker: Walker
    values: Mapping[str, Region]
    _done: dict[tuple[Place, Open], Step] = field(default_factory=dict)
    _depths: dict[Place, int] = field(default_factory=dict)
    _count: int = 0

    def step_from(self, start: Place) -> Step:
        """Return the step at a place, with all that follows; without recursion, since a flow may be long."""
        path = [self._enter(start, frozenset())]
        while True:
            frame = path[-1]
            if not frame.waiting:
                path.pop()
                step = self._leave(frame, depth=len(path))
                if not path:
                    return step
                self._follow(path[-1], step)
                path[-1].lowest = min(path[-1].lowest, frame.lowest)
                continue
            _, place, known, _ = frame.waiting[0]
            if place is None or place in self._depths:
                frame.lowest = min(frame.lowest, self._depths[place] if place else len(path))
                self._follow(frame, None)
            elif (place, known) in self._done:
                self._follow(frame, self._done[place, known])
            else:
                path.append(self._enter(place, known))

    def _enter(self, place: Place, known: Open) -> _Frame:
        depth = len(self._depths)
        self._depths[place] = depth
        self._count += 1
        return _Frame(place, known, self.walker.ways_on(place, self.values, known), depth)

    def _leave(self, frame: _Frame, depth: int) -> Step:
        del self._depths[frame.place]
        is_stuck = not frame.ways and self.walker.is_stuck(frame.place)
        step = Step(frame.place.ref, tuple(frame.ways), is_stuck)
        if frame.lowest >= depth or self._count > MOST_STEPS:
            self._done[frame.place, frame.known] = step
        return step

    @staticmethod
    def _follow(frame: _Frame, step: Step | None) -> None:
        words, _, _, is_inferred = frame.waiting.pop(0)
        frame.ways.append(Way(words, step, is_inferred))
