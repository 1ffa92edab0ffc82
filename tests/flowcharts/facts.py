"""What must be true of the geometry of every chart; each check names what breaks it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from generator.flowcharts.geometry import Area, Box, Geometry, Line, Point, Words
from generator.flowcharts.measure import spaced, width
from generator.flowcharts.outline import curve_at, is_inside
from generator.kinds.flow.graph import FlowGraph

SAMPLES = 24
TOLERANCE = 1.0


def faults(chart: Geometry, graph: FlowGraph) -> list[str]:
    """Return what is wrong with a chart in all cases that may come up."""
    return [*missing(chart, graph), *overlaps(chart), *overflows(chart), *outside(chart), *loose_ends(chart)]


def missing(chart: Geometry, graph: FlowGraph) -> Iterator[str]:
    drawn = [box.node for box in chart.boxes], [line.edge for line in chart.lines]
    if drawn != (list(graph.nodes), list(graph.edges)):
        yield "nodes or connections are not those of the graph"
    if [card.interrupt for card in chart.cards] != list(graph.interrupts):
        yield "interrupts are not those of the graph"
    for line in chart.lines:
        case = spaced(line.edge.case)
        if [words.text for words in line.words if words.role == "case"] != [case] * bool(case):
            yield f"{line.edge}: its case is not beside it"


def overlaps(chart: Geometry) -> Iterator[str]:
    """Yield the boxes, the words beside lines, and the cards that lie over one another."""
    solid = [(f"box {box.node.id}", box.area) for box in chart.boxes]
    solid += [(f"words of {name(line)}", line.area) for line in chart.lines if line.area]
    solid += [(f"card {card.interrupt.id}", card.area) for card in chart.cards]
    solid += [(f"lane {lane.words.text}", lane.words.area) for lane in chart.lanes]
    for (one, area), (other, other_area) in combinations(solid, 2):
        if shrunk(area).meets(shrunk(other_area)):
            yield f"{one} overlaps {other}"


def overflows(chart: Geometry) -> Iterator[str]:
    """Yield texts that are larger than the box around them, measured line by line."""
    for box in chart.boxes:
        yield from spilling(box.words, box.area, box.node.id)
        if box.node.kind in {"decision", "start", "end"}:
            yield from outside_of_outline(box)
        for chip in box.chips:
            yield from spilling(chip.words, chip.area, f"chip of {box.node.id}")
            yield from beyond(chip.area, box.area, f"chip of {box.node.id}")
    for line in chart.lines:
        for words in line.words:
            yield from spilling(words, line.area or Area(0, 0, 0, 0), name(line))
    for card in chart.cards:
        for words in card.words:
            yield from spilling(words, card.area, card.interrupt.id)


def outside_of_outline(box: Box) -> Iterator[str]:
    """Yield whether a corner of a text is beyond the pointed or round side of its box."""
    area = box.words.area
    corners = [(x, y) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    if not all(is_inside(corner, box) for corner in corners):
        yield f"the text of {box.node.id} crosses its outline"


def outside(chart: Geometry) -> Iterator[str]:
    """Yield what is beyond the edges of the drawing."""
    everything = Area(0, 0, chart.width, chart.height)
    for area in chart.solid_areas():
        yield from beyond(area, everything, f"something at {area}")
    for line in chart.lines:
        for x, y in sampled(line):
            if not (-TOLERANCE <= x <= chart.width + TOLERANCE and -TOLERANCE <= y <= chart.height + TOLERANCE):
                yield f"{name(line)} leaves the drawing"
                break


def loose_ends(chart: Geometry) -> Iterator[str]:
    """Yield lines that do not reach from the outline of their one box to that of the other."""
    boxes = {box.node.id: box for box in chart.boxes}
    for line in chart.lines:
        ends = (line.points[0], boxes[line.edge.source]), (line.points[-1], boxes[line.edge.target])
        if any(distance_to_outline(point, box) > TOLERANCE for point, box in ends):
            yield f"{name(line)} has a loose end"


def crossed_boxes(chart: Geometry) -> list[str]:
    """Return the lines that pass through a box, or through words, to which they do not belong."""
    found = []
    for line in chart.lines:
        points = sampled(line)
        others = [box for box in chart.boxes if box.node.id not in {line.edge.source, line.edge.target}]
        found += [f"{name(line)} crosses {box.node.id}" for box in others if any(deep(p, box.area) for p in points)]
        areas = [(name(each), each.area) for each in chart.lines if each.area and each is not line]
        found += [
            f"{name(line)} crosses words of {other}" for other, area in areas if any(deep(p, area) for p in points)
        ]
    return found


def sampled(line: Line) -> list[Point]:
    """Return points of a line, closely one after the other."""
    curves = [line.points[first : first + 4] for first in range(0, len(line.points) - 1, 3)]
    return [curve_at(curve, step / SAMPLES) for curve in curves for step in range(SAMPLES + 1)]


def deep(point: Point, area: Area) -> bool:
    inner = shrunk(area)
    return inner.left < point[0] < inner.right and inner.top < point[1] < inner.bottom


def distance_to_outline(point: Point, box: Box) -> float:
    """Return how far a point is from an outline at most: 0.5 where points half a pixel away lie on both sides."""
    around = [(point[0] + math.cos(turn) / 2, point[1] + math.sin(turn) / 2) for turn in range(7)]
    return 0.5 if len({is_inside(each, box) for each in around}) == 2 else math.inf


def spilling(words: Words, area: Area, place: str) -> Iterator[str]:
    if any(width(line, words.style) > words.area.width + 0.01 for line in words.lines):
        yield f"{place}: a line is wider than its room"
    if len(words.lines) * words.style.line_height > words.area.height + 0.01:
        yield f"{place}: the lines are higher than their room"
    yield from beyond(words.area, area, f"{place}: {words.text}")


def beyond(inner: Area, outer: Area, place: str) -> Iterator[str]:
    is_in = inner.left >= outer.left - 0.01 and inner.right <= outer.right + 0.01
    if not (is_in and inner.top >= outer.top - 0.01 and inner.bottom <= outer.bottom + 0.01):
        yield f"{place} is beyond its frame"


def shrunk(area: Area) -> Area:
    return Area(area.left + TOLERANCE, area.top + TOLERANCE, area.width - 2 * TOLERANCE, area.height - 2 * TOLERANCE)


def name(line: Line) -> str:
    return f"{line.edge.source} -> {line.edge.target}"
