"""From the graph of a flow to the geometry of its chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.flowcharts.boxes import Sizes, box_of, card_of, case_area, case_words, heading_words, lane_words
from generator.flowcharts.carriers import DEFAULT, Carrier, laid_out
from generator.flowcharts.dot import Placed, Skeleton, dot_of, read_placed
from generator.flowcharts.error import ChartError, GlyphError, UnreadableLayoutError
from generator.flowcharts.geometry import Area, Box, Card, Geometry, Lane, Line, Words
from generator.flowcharts.outline import cut_off
from generator.kinds.flow.graph import FlowGraph

MARGIN: Final = 8
"""Around the whole drawing, in pixels."""
_CARD_GAP: Final = 10
_CARDS_ABOVE: Final = 24
_CARDS_WIDTH: Final = 460
"""Cards stand side by side up to this width even where the chart is narrower."""
_NARROWER: Final = 0.62
"""How much narrower boxes are in lanes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a chart is to be drawn.

    Attributes:
        has_lanes: Each actor has a column.
        scale: Multiplies the widths at which texts break.
        cache_path: Where layouts are kept between builds; None: nowhere.
        carrier: What lays it out.
    """

    has_lanes: bool = False
    scale: float = 1.0
    cache_path: Path | None = None
    carrier: Carrier = DEFAULT


def actors_of(graph: FlowGraph) -> tuple[str, ...]:
    """Return who acts in a flow, in reading order; an empty name for nodes without an actor, last."""
    named = dict.fromkeys(node.actor for node in graph.nodes if node.actor)
    return (*named, *dict.fromkeys(node.actor for node in graph.nodes if not node.actor))


def layout(graph: FlowGraph, plan: Plan = Plan()) -> Geometry:
    """Lay a flow out.

    Raises:
        ChartError: A text has a character that the font lacks, or a package is missing.
    """
    try:
        return _laid_out(graph, plan)
    except GlyphError as fault:
        raise ChartError(f"flow '{graph.address or graph.id}': {fault}") from fault


def _laid_out(graph: FlowGraph, plan: Plan) -> Geometry:
    sizes = Sizes(plan.scale * (_NARROWER if plan.has_lanes else 1), has_actors=not plan.has_lanes)
    draft = _Draft.of(graph, sizes, actors_of(graph) if plan.has_lanes else ())
    return _with_cards(draft.placed(_places(draft.skeleton, plan)), graph)


def _places(skeleton: Skeleton, plan: Plan) -> Placed:
    """Return where everything goes; a kept layout that is damaged is made again."""
    dot = dot_of(skeleton)
    try:
        return read_placed(laid_out(dot, plan.cache_path, carrier=plan.carrier), skeleton)
    except UnreadableLayoutError:
        return read_placed(laid_out(dot, plan.cache_path, carrier=plan.carrier, is_anew=True), skeleton)


@dataclass(frozen=True, slots=True)
class _Draft:
    """Everything measured, nothing placed."""

    graph: FlowGraph
    boxes: Sequence[Box]
    cases: Sequence[tuple[Words, ...]]
    heads: Sequence[Words]
    skeleton: Skeleton

    @classmethod
    def of(cls, graph: FlowGraph, sizes: Sizes, actors: Sequence[str]) -> _Draft:
        place = {node.id: at for at, node in enumerate(graph.nodes)}
        boxes = [box_of(node, sizes) for node in graph.nodes]
        cases = [case_words(edge, sizes) for edge in graph.edges]
        heads = [lane_words(actor) for actor in actors]
        skeleton = Skeleton(
            boxes=[box.area for box in boxes],
            ways=[(place[edge.source], place[edge.target]) for edge in graph.edges],
            rooms=[case_area(words) for words in cases],
            lanes=[[place[node.id] for node in graph.nodes if node.actor == actor] for actor in actors],
            heads=[head.area for head in heads],
        )
        return cls(graph, boxes, cases, heads, skeleton)

    def placed(self, found: Placed) -> Geometry:
        """Put everything where Graphviz has found room for it."""
        boxes = tuple(
            box.moved(x - box.area.width / 2, y - box.area.height / 2)
            for box, (x, y) in zip(self.boxes, found.boxes, strict=True)
        )
        return Geometry(
            width=found.width,
            height=found.height,
            boxes=boxes,
            lines=tuple(self._line(at, boxes, found) for at in range(len(self.graph.edges))),
            lanes=self._lanes(found),
        )

    def _lanes(self, found: Placed) -> tuple[Lane, ...]:
        """Return the lanes from left to right; Graphviz chooses the order that lets fewer lines cross."""
        lanes = [_lane(head, area, found) for head, area in zip(self.heads, found.lanes, strict=True)]
        return tuple(sorted(lanes, key=lambda lane: lane.area.left))

    def _line(self, at: int, boxes: Sequence[Box], found: Placed) -> Line:
        source, target = (boxes[end] for end in self.skeleton.ways[at])
        line = Line(self.graph.edges[at], cut_off(found.curves[at], source, target))
        room, middle = self.skeleton.rooms[at], found.rooms[at]
        if room is None or middle is None:
            return line
        x, y = middle[0] - room.width / 2, middle[1] - room.height / 2
        return Line(line.edge, line.points, tuple(words.moved(x, y) for words in self.cases[at]), room.moved(x, y))


def _lane(head: Words, area: Area, found: Placed) -> Lane:
    """Return a lane over the whole height, its heading in the middle of its upper edge."""
    middle = area.left + (area.width - head.area.width) / 2
    return Lane(head.moved(middle, _CARD_GAP), Area(area.left, 0, area.width, found.height))


def _with_cards(chart: Geometry, graph: FlowGraph) -> Geometry:
    """Put the interrupts below a chart, and a margin around everything."""
    cards = [card_of(interrupt, graph) for interrupt in graph.interrupts]
    if not cards:
        return _moved(chart, MARGIN, MARGIN, chart.width, chart.height)
    heading = heading_words(_CARDS_WIDTH)
    top = chart.height + _CARDS_ABOVE
    placed = _in_rows(cards, max(chart.width, _CARDS_WIDTH), top + heading.area.height + _CARD_GAP)
    width = max([chart.width, heading.area.width, *(card.area.right for card in placed)])
    bottom = max(card.area.bottom for card in placed)
    drawn = _moved(chart, MARGIN + (width - chart.width) / 2, MARGIN, width, bottom)
    return Geometry(
        drawn.width,
        drawn.height,
        drawn.boxes,
        drawn.lines,
        tuple(card.moved(MARGIN, MARGIN) for card in placed),
        heading.moved(MARGIN, MARGIN + top),
        drawn.lanes,
    )


def _in_rows(cards: Sequence[Card], widest: float, top: float) -> list[Card]:
    """Put cards side by side as far as they fit, then below the highest of the row."""
    placed: list[Card] = []
    left, below = 0.0, top
    for card in cards:
        if left and left + card.area.width > widest:
            left, top = 0.0, below + _CARD_GAP
        placed.append(card.moved(left, top))
        left += card.area.width + _CARD_GAP
        below = max(below, placed[-1].area.bottom)
    return placed


def _moved(chart: Geometry, x: float, y: float, width: float, height: float) -> Geometry:
    """Return a chart at a place in a drawing of a given inner size."""
    return Geometry(
        width=width + 2 * MARGIN,
        height=height + 2 * MARGIN,
        boxes=tuple(box.moved(x, y) for box in chart.boxes),
        lines=tuple(line.moved(x, y) for line in chart.lines),
        lanes=tuple(lane.moved(x, y) for lane in chart.lanes),
    )
