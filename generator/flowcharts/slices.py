"""A chart in pieces for pages of paper, cut only where no box and no text is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generator.flowcharts.geometry import Area, Geometry
from generator.flowcharts.svg import Window

PAGE_WIDTH: Final = 642.5
"""170 mm in pixels of 1/96 inch."""
_CLEAR: Final = 2
"""How far from a box or a text a cut stays, in pixels."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows, from the upper edge to the lower, that must stay together."""

    top: float
    bottom: float


def windows(chart: Geometry, *, max_height_px: float) -> list[Window]:
    """Return the windows that show a chart piece by piece.

    Args:
        chart: The chart.
        max_height_px: The height of a piece at most, on paper, in pixels of 1/96 inch. A row of boxes that is
            higher than that is one piece, made smaller.
    """
    scale = min(1.0, PAGE_WIDTH / chart.width)
    areas = pieces(chart, max_height_px / scale)
    return [Window(area, min(scale, max_height_px / area.height)) for area in areas]


def pieces(chart: Geometry, highest: float) -> list[Area]:
    """Return a chart's pieces from the top, none higher than asked for unless a row of boxes alone is."""
    edges = [0.0, *_cuts(chart, highest), chart.height]
    return [Area(0, top, chart.width, bottom - top) for top, bottom in pairwise(edges)]


def _cuts(chart: Geometry, highest: float) -> Iterator[float]:
    """Yield where to cut: each time the last clear row that still leaves a piece which fits."""
    clear = [row for row in _clear_rows(list(chart.solid_areas())) if row < chart.height - _CLEAR]
    start = 0.0
    while chart.height - start > highest:
        later = [row for row in clear if row > start]
        fitting = [row for row in later if row - start <= highest]
        if not later:
            return
        start = fitting[-1] if fitting else later[0]
        yield start


def _clear_rows(areas: Sequence[Area]) -> list[float]:
    """Return the middle of each gap between bands of boxes and texts, from the top; whole pixels leave no seam."""
    return [float(round((above.bottom + below.top) / 2)) for above, below in pairwise(_bands(areas))]


def _bands(areas: Sequence[Area]) -> list[_Band]:
    found: list[_Band] = []
    for area in sorted(areas, key=lambda area: (area.top, area.bottom)):
        if found and area.top <= found[-1].bottom + 2 * _CLEAR:
            found[-1] = _Band(found[-1].top, max(found[-1].bottom, area.bottom))
        else:
            found.append(_Band(area.top, area.bottom))
    return found
