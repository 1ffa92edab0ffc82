"""The outlines of boxes, and lines cut off where they meet them.

Graphviz knows rectangles only, so lines are asked for from centre to centre and cut here at what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.flowcharts.boxes import POINT_WIDTH, ROUND_RADIUS
from generator.flowcharts.geometry import Box, Point

_SAMPLES: Final = 16
"""How often a curve is looked at for leaving a box."""
_HALVINGS: Final = 12
"""How often the way between two looks is halved: to a hundredth of a pixel."""


def cut_off(points: Sequence[Point], source: Box, target: Box) -> tuple[Point, ...]:
    """Return a line, a chain of Bézier curves, from the outline of one box to that of another."""
    begun = _from_outline(points, source)
    return tuple(reversed(_from_outline(begun[::-1], target)))


def is_inside(point: Point, box: Box) -> bool:
    """Tell whether a point is inside the outline of a box, or on it."""
    area = box.area
    from_side = min(point[0] - area.left, area.right - point[0])
    from_edge = min(point[1] - area.top, area.bottom - point[1])
    if from_side < 0 or from_edge < 0:
        return False
    if box.node.kind == "decision":
        return from_side >= POINT_WIDTH * (1 - from_edge / (area.height / 2))
    radius = round_radius(box)
    if from_side < radius and from_edge < radius:
        return math.hypot(radius - from_side, radius - from_edge) <= radius
    return True


def round_radius(box: Box) -> float:
    """Return the radius of a box's corners; 0 for those whose corners are drawn as good as sharp."""
    return min(ROUND_RADIUS, box.area.height / 2) if box.node.kind in {"start", "end"} else 0.0


def curve_at(curve: Sequence[Point], time: float) -> Point:
    """Return a point of a cubic Bézier curve, from 0 to 1."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    rest = 1 - time
    first, second, third, last = rest**3, 3 * rest**2 * time, 3 * rest * time**2, time**3
    return first * x0 + second * x1 + third * x2 + last * x3, first * y0 + second * y1 + third * y2 + last * y3


def _from_outline(points: Sequence[Point], box: Box) -> Sequence[Point]:
    """Return a line without its beginning inside a box; the whole line where it never leaves the box."""
    for first in range(0, len(points) - 1, 3):
        curve = points[first : first + 4]
        outside = next((step for step in range(1, _SAMPLES + 1) if not is_inside(_at(curve, step), box)), None)
        if outside is not None:
            return (*_rest(curve, box, (outside - 1) / _SAMPLES, outside / _SAMPLES), *points[first + 4 :])
    return points


def _at(curve: Sequence[Point], step: int) -> Point:
    return curve_at(curve, step / _SAMPLES)


def _rest(curve: Sequence[Point], box: Box, inside: float, outside: float) -> Sequence[Point]:
    """Return the rest of a curve from where it crosses an outline between two times."""
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if is_inside(curve_at(curve, middle), box):
            inside = middle
        else:
            outside = middle
    return _split(curve, outside)


def _split(curve: Sequence[Point], time: float) -> tuple[Point, ...]:
    """Return the rest of a curve from a time on, after de Casteljau."""
    level, rest = list(curve), [curve[-1]]
    while len(level) > 1:
        level = [_between(one, other, time) for one, other in pairwise(level)]
        rest.append(level[-1])
    return tuple(reversed(rest))


def _between(one: Point, other: Point, time: float) -> Point:
    return one[0] + (other[0] - one[0]) * time, one[1] + (other[1] - one[1]) * time
