"""A chart's geometry as SVG.

Colours and strokes stand in presentation attributes, which every reader of SVG knows; on pages the style sheet
overrides them by class, so that a drawing follows light, dark and print. Texts are texts: they can be selected.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from generator.flowcharts.boxes import POINT_WIDTH
from generator.flowcharts.geometry import Area, Box, Card, Chip, Geometry, Lane, Line, Point, Words
from generator.flowcharts.outline import round_radius
from generator.flowcharts.wording import card_name, description, node_name
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode
from generator.render.fonts import FAMILY

INK: Final = "#1a2028"
SOFT_INK: Final = "#4a5561"
PAPER: Final = "#ffffff"
SOFT_PAPER: Final = "#f3f5f7"
LINE: Final = "#6f7b87"
PALE_LINE: Final = "#ccd3da"
GAP: Final = "#85144f"
GAP_PAPER: Final = "#fcebf3"
"""The light values of sigap-tokens.css, for drawings outside pages."""

_HEAD_LENGTH: Final = 8
_HEAD_HALF: Final = 4
_DASHES: Final = "5 4"
_INNER_BORDER: Final = 3.5
_FILLS: Final = {"start": SOFT_PAPER, "end": SOFT_PAPER, "unregulated": GAP_PAPER}
_STROKES: Final = {"decision": INK, "unregulated": GAP}
_INK: Final = {"note": SOFT_INK, "heading": INK}


@dataclass(frozen=True, slots=True)
class Page:
    """What a drawing takes from the page that it stands on.

    Attributes:
        prefix: Begins every `id` of the drawing.
        title: The drawing's name.
        node_link: Where the box of a node leads; None: nowhere.
        interrupt_link: The same for the card of an interrupt.
    """

    prefix: str
    title: str
    node_link: Callable[[GraphNode], str | None] = lambda _node: None
    interrupt_link: Callable[[GraphInterrupt], str | None] = lambda _interrupt: None


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a drawing that is shown, and how large.

    Attributes:
        area: In the drawing's pixels.
        scale: Multiplies its natural size.
    """

    area: Area
    scale: float = 1.0


def svg_of(chart: Geometry, graph: FlowGraph, page: Page, window: Window | None = None) -> Markup:
    """Return a drawing, or the part of it in a window: what stands wholly outside is left out."""
    shown = window or Window(Area(0, 0, chart.width, chart.height))
    return Markup("").join(_Emitter(graph, page, shown.area).drawing(chart, shown.scale))


@dataclass(frozen=True, slots=True)
class _Emitter:
    graph: FlowGraph
    page: Page
    window: Area

    def drawing(self, chart: Geometry, scale: float) -> Iterator[Markup]:
        area, prefix = self.window, self.page.prefix
        yield Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" class="sigap-chart__drawing" viewBox="{}" width="{}" height="{}" '
            'role="group" aria-labelledby="{}-t {}-d" font-family="{}, sans-serif" font-size="13" fill="{}">'
            '<title id="{}-t">{}</title><desc id="{}-d">{}</desc>'
        ).format(
            " ".join(map(_number, (area.left, area.top, area.width, area.height))),
            _number(area.width * scale),
            _number(area.height * scale),
            *(prefix, prefix, FAMILY, INK, prefix, self.page.title, prefix, description(self.graph)),
        )
        yield from (self._lane(lane) for lane in chart.lanes)
        yield Markup('<g aria-hidden="true">')
        yield from (self._line(line) for line in chart.lines if self._shows(_around(line)))
        yield Markup("</g>")
        yield from (self._box(box) for box in chart.boxes if self._shows(box.area))
        if chart.heading and self._shows(chart.heading.area):
            yield _text(chart.heading)
        yield from (self._card(card) for card in chart.cards if self._shows(card.area))
        yield Markup("</svg>")

    def _shows(self, area: Area) -> bool:
        return self.window.meets(area)

    def _lane(self, lane: Lane) -> Markup:
        shape = _rectangle("sigap-chart__lane", lane.area, f'rx="6" fill="{SOFT_PAPER}" stroke="{PALE_LINE}"')
        return Markup('<g aria-hidden="true">{}{}</g>').format(shape, _text(lane.words))

    def _line(self, line: Line) -> Markup:
        """Return a line; where a drawing is in pieces, one of them has its words and says what it connects."""
        curve, head = _arrow(line.points)
        dashes = Markup(' stroke-dasharray="{}"').format(_DASHES) if line.edge.is_inferred else ""
        words = Markup("").join(_text(words, part=_part(words, line.edge)) for words in line.words)
        is_home = self._is_home(line)
        start = Markup("<g{}>{}").format(_connection(line), _condition(line.edge)) if is_home else Markup("<g>")
        return start + Markup(
            '<path class="sigap-chart__line" d="{}" fill="none" stroke="{}" stroke-width="1.4"{}/>'
            '<path class="sigap-chart__head" d="{}" fill="{}"/>{}</g>'
        ).format(curve, LINE, dashes, head, LINE, words if is_home else "")

    def _is_home(self, line: Line) -> bool:
        """Tell whether the words of a line, or its beginning where it has none, are in the window."""
        y = line.area.centre[1] if line.area else line.points[0][1]
        return self.window.top <= y < self.window.bottom

    def _box(self, box: Box) -> Markup:
        node = box.node
        content = Markup("").join((_shape(box), *map(_chip, box.chips), _text(box.words, part="label")))
        attributes = Markup(' class="sigap-chart__node sigap-chart__node--{}" data-sigap-node="{}"').format(
            node.kind, node.id
        )
        return _named(content, attributes, node_name(node, self.graph), self.page.node_link(node))

    def _card(self, card: Card) -> Markup:
        shape = _rectangle("sigap-chart__box", card.area, f'rx="4" fill="{PAPER}" stroke="{LINE}"')
        parts = ("label", *("condition" if words.role == "case" else "" for words in card.words[1:]))
        texts = (_text(words, part=part) for words, part in zip(card.words, parts, strict=True))
        content = Markup("").join((shape, *texts))
        attributes = Markup(' class="sigap-chart__card" data-sigap-interrupt="{}"{}').format(
            card.interrupt.id, Markup(' data-sigap-inferred=""') if card.interrupt.is_inferred else ""
        )
        name = card_name(card.interrupt, self.graph)
        return _named(content, attributes, name, self.page.interrupt_link(card.interrupt))


def _connection(line: Line) -> Markup:
    edge = line.edge
    mark = Markup(' data-sigap-inferred=""') if edge.is_inferred else ""
    return Markup(' data-sigap-edge="{} {}"{}').format(edge.source, edge.target, mark)


def _named(content: Markup, attributes: Markup, name: str, url: str | None) -> Markup:
    """Return a group that assistive technology calls by a name: a link where it leads somewhere, else a picture."""
    if url:
        return Markup('<a href="{}"{} aria-label="{}">{}</a>').format(url, attributes, name, content)
    return Markup('<g role="img"{} aria-label="{}">{}</g>').format(attributes, name, content)


def _shape(box: Box) -> Markup:
    """Return the outline that tells what a node is."""
    node, area = box.node, box.area
    paint = f'fill="{_FILLS.get(node.kind, PAPER)}" stroke="{_STROKES.get(node.kind, LINE)}"'
    if node.kind == "decision":
        return Markup('<path class="sigap-chart__box" d="{}" {} stroke-width="1.8"/>').format(
            _pointed(area),
            Markup(paint),  # noqa: S704 - our own attributes
        )
    if node.kind in {"start", "end"}:
        stroke = 3 if node.is_final else 1.4
        return _rectangle(
            "sigap-chart__box", area, f'rx="{_number(round_radius(box))}" {paint} stroke-width="{stroke}"'
        )
    if node.kind == "unregulated":
        return _rectangle("sigap-chart__box", area, f'{paint} stroke-width="2" stroke-dasharray="{_DASHES}"')
    outer = _rectangle("sigap-chart__box", area, f'rx="4" {paint} stroke-width="1.4"')
    if node.kind != "subflow":
        return outer
    inset = _INNER_BORDER
    inner = Area(area.left + inset, area.top + inset, area.width - 2 * inset, area.height - 2 * inset)
    return outer + _rectangle("sigap-chart__inner", inner, f'rx="2" fill="none" stroke="{LINE}"')


def _chip(chip: Chip) -> Markup:
    paint = {
        "actor": f'rx="8" fill="{SOFT_PAPER}" stroke="{PALE_LINE}"',
        "application": f'rx="2" fill="{PAPER}" stroke="{LINE}"',
        "gap": f'fill="{GAP}"',
    }[chip.kind]
    kind = f"sigap-chart__{chip.kind}"
    ink = PAPER if chip.kind == "gap" else INK
    return _rectangle(kind, chip.area, paint) + _text(chip.words, kind=f"{kind}-words", ink=ink)


def _rectangle(name: str, area: Area, rest: str) -> Markup:
    numbers = tuple(map(_number, (area.left, area.top, area.width, area.height)))
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" {}/>').format(
        name,
        *numbers,
        Markup(rest),  # noqa: S704 - our own attributes
    )


def _condition(edge: GraphEdge) -> Markup:
    """Return the condition of a connection that shows its answer, as what a pointer over it brings up."""
    if not edge.answer or edge.condition in {"", edge.answer}:
        return Markup("")
    return Markup('<title data-sigap-condition="">{}</title>').format(edge.condition)


def _part(words: Words, edge: GraphEdge) -> str:
    """Return which part of a connection a text beside it is, as the other faces of a flow mark it; may be empty."""
    if words.role != "case":
        return ""
    return "answer" if edge.answer else "condition"


def _text(words: Words, *, part: str = "", kind: str = "", ink: str = "") -> Markup:
    """Return a text whose characters, lines joined, are the words to the letter.

    Args:
        words: The text.
        part: Marks it as `data-sigap-<part>`.
        kind: Its class, where that is not its role.
        ink: Its colour, where that is not its role's.
    """
    style, left, top = words.style, words.area.left, words.area.top
    colour = ink or _INK.get(words.role, "")
    attributes = Markup(' class="{}"').format(kind or f"sigap-chart__{words.role}")
    attributes += Markup(' font-size="{}"').format(_number(style.size)) if style.size != 13 else ""
    attributes += Markup(' font-weight="{}"').format(style.weight) if style.weight != 400 else ""
    attributes += Markup(' fill="{}"').format(colour) if colour else ""
    attributes += Markup(' data-sigap-{}=""').format(part) if part else ""
    start = Markup('<text x="{}" y="{}"{}>').format(_number(left), _number(top + style.ascent), attributes)
    step = Markup('<tspan x="{}" dy="{}">').format(_number(left), _number(style.line_height))
    return (
        start
        + escape(words.lines[0])
        + Markup("").join(escape(space) + step + escape(line) + Markup("</tspan>") for space, line in _joints(words))
        + Markup("</text>")
    )


def _joints(words: Words) -> Iterator[tuple[str, str]]:
    """Yield the lines after the first, each with the space that stands before it; none inside a broken word."""
    at = len(words.lines[0])
    for line in words.lines[1:]:
        space = " " if words.text[at : at + 1] == " " else ""
        yield space, line
        at += len(space) + len(line)


def _pointed(area: Area) -> str:
    """Return the path of a decision: a rectangle whose sides are points."""
    left, right, top, bottom = area.left, area.right, area.top, area.bottom
    middle = area.centre[1]
    inner_left, inner_right = left + POINT_WIDTH, right - POINT_WIDTH
    upper = [(left, middle), (inner_left, top), (inner_right, top)]
    lower = [(right, middle), (inner_right, bottom), (inner_left, bottom)]
    return f"M{'L'.join(map(_pair, upper + lower))}Z"


def _arrow(points: Sequence[Point]) -> tuple[str, str]:
    """Return the path of a line, which ends inside its head, and the path of the head."""
    tip = points[-1]
    from_x, from_y = next(
        (point for point in reversed(points[:-1]) if math.dist(point, tip) > 0.1), (tip[0], tip[1] - 1)
    )
    length = math.dist((from_x, from_y), tip)
    x, y = (tip[0] - from_x) / length, (tip[1] - from_y) / length
    back = (tip[0] - x * _HEAD_LENGTH, tip[1] - y * _HEAD_LENGTH)
    sides = [(back[0] - y * side, back[1] + x * side) for side in (_HEAD_HALF, -_HEAD_HALF)]
    inside = (tip[0] - x * _HEAD_HALF, tip[1] - y * _HEAD_HALF)
    curve = f"M{_pair(points[0])}C{' '.join(map(_pair, (*points[1:-1], inside)))}"
    return curve, f"M{'L'.join(map(_pair, (tip, *sides)))}Z"


def _around(line: Line) -> Area:
    """Return a rectangle around a line and its words; a curve stays inside the hull of its points."""
    left, right = min(x for x, _ in line.points), max(x for x, _ in line.points)
    top, bottom = min(y for _, y in line.points), max(y for _, y in line.points)
    if line.area:
        left, right = min(left, line.area.left), max(right, line.area.right)
        top, bottom = min(top, line.area.top), max(bottom, line.area.bottom)
    return Area(left - _HEAD_HALF, top, right - left + 2 * _HEAD_HALF, bottom - top)


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    """Return a number with one decimal, which is a tenth of a pixel, and none where it is whole."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
