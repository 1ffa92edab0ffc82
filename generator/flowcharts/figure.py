"""A flowchart as a figure of a page, and as drawings for paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from generator.flowcharts.geometry import SMALLEST_TEXT, Area, Geometry
from generator.flowcharts.layout import Plan, actors_of, layout
from generator.flowcharts.links import interrupt_link
from generator.flowcharts.slices import PAGE_WIDTH, pieces, windows
from generator.flowcharts.svg import Page, Window, svg_of
from generator.kinds.flow.graph import FlowGraph, GraphNode
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext, RenderContext

PX_PER_POINT: Final = 96 / 72
SMALLEST_ON_PAPER_PT: Final = 7
"""Texts of a printed chart are not smaller than this, as long as narrower boxes can bring it about."""
COLUMN_WIDTH: Final = 660
"""Of the text on a page of a wide screen, in pixels."""
PIECE_HEIGHT: Final = 690
"""Of what fits on a printed page below its header, a title and the line of control data, in pixels."""
_SCALES: Final = (1.0, 0.85, 0.75)
"""Widths of boxes that are tried one after the other for a chart that is too wide."""
_SCALES_ON_PAPER: Final = (*_SCALES, 0.62, 0.5)


@dataclass(frozen=True, slots=True)
class ChartView:
    """What figure.jinja shows.

    Attributes:
        drawings: The chart, in pieces that each fit on a printed page and join without a seam on a screen.
        lanes: The same chart with a column for each actor; None where one alone acts.
    """

    title: str
    drawings: tuple[Markup, ...]
    lanes: Markup | None


def chart_html(page: PageContext, graph: FlowGraph, *, link: Callable[[GraphNode], str | None]) -> Markup:
    """Return the chart of a flow with its controls.

    Args:
        page: The page it stands on.
        graph: The flow.
        link: Where the box of a node leads, relative to the page; None for a box that leads nowhere.

    Raises:
        ChartError: A text has a character that the font lacks, or a package is missing.
    """
    if not graph.nodes:
        return Markup("")
    cache_path = page.build.cache_path
    prefix = page.unique(f"bagan-{graph.id}").replace(" (", "-").rstrip(")")
    has_lanes = sum(bool(actor) for actor in actors_of(graph)) > 1

    def drawn(chart: Geometry, suffix: str, title: str, area: Area | None = None) -> Markup:
        sheet = Page(f"{prefix}{suffix}", title, link, lambda interrupt: interrupt_link(page, graph, interrupt))
        return svg_of(chart, graph, sheet, Window(area) if area else None)

    chart = _fitting(graph, cache_path, COLUMN_WIDTH, _SCALES)
    lanes = layout(graph, Plan(has_lanes=True, cache_path=cache_path)) if has_lanes else None
    name = label("chart.name", title=graph.title)
    areas = pieces(chart, PIECE_HEIGHT)
    titles = [label("chart.piece", name=name, number=number, total=len(areas)) for number in range(1, len(areas) + 1)]
    view = ChartView(
        title=graph.title,
        drawings=tuple(
            drawn(chart, f"-{number}", title if len(areas) > 1 else name, area)
            for number, (title, area) in enumerate(zip(titles, areas, strict=True), 1)
        ),
        lanes=drawn(lanes, "-lajur", label("chart.lanes-name", title=graph.title)) if lanes else None,
    )
    return render("flowcharts/figure.jinja", view)


def chart_slices(graph: FlowGraph, context: RenderContext, *, max_height_px: float) -> list[bytes]:
    """Return the chart of a flow for paper: stand-alone drawings, from the top, cut between rows of boxes.

    Width and height of each drawing are its size on paper in pixels of 1/96 inch: 170 mm wide at most, and not
    larger than natural. A chart that would get texts under 7 points is laid out anew with narrower boxes.

    Args:
        graph: The flow.
        context: Knows where layouts are kept.
        max_height_px: The height of a drawing at most.

    Raises:
        ChartError: A text has a character that the font lacks, or a package is missing.
    """
    if not graph.nodes:
        return []
    widest = PAGE_WIDTH * SMALLEST_TEXT / (SMALLEST_ON_PAPER_PT * PX_PER_POINT)
    chart = _fitting(graph, context.cache_path, widest, _SCALES_ON_PAPER)
    parts = windows(chart, max_height_px=max_height_px)
    title = label("chart.name", title=graph.title)
    return [
        svg_of(chart, graph, Page(f"{graph.id}-{number}", title), window).encode()
        for number, window in enumerate(parts, 1)
    ]


def _fitting(graph: FlowGraph, cache_path: Path | None, widest: float, scales: Sequence[float]) -> Geometry:
    """Return the first layout that is narrow enough, else the narrowest."""
    tried: list[Geometry] = []
    for scale in scales:
        tried.append(layout(graph, Plan(scale=scale, cache_path=cache_path)))
        if tried[-1].width <= widest:
            return tried[-1]
    return min(tried, key=lambda chart: chart.width)
