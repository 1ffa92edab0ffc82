"""Where everything in a chart is: plain values, in pixels at natural size, from the upper left corner."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.flowcharts.measure import Style
from generator.kinds.flow.graph import GraphEdge, GraphInterrupt, GraphNode

Point = tuple[float, float]
Role = Literal["label", "strong", "case", "chip", "note", "heading"]

STYLES: dict[Role, Style] = {
    "label": Style(13, 17),
    "strong": Style(13, 17, 600),
    "case": Style(12, 15),
    "chip": Style(11, 14),
    "note": Style(11, 14),
    "heading": Style(12, 16, 600),
}
"""How texts are set by what they are."""

SMALLEST_TEXT = min(style.size for style in STYLES.values())


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> Point:
        """Return its centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    def moved(self, x: float, y: float) -> Area:
        """Return it at another place."""
        return Area(self.left + x, self.top + y, self.width, self.height)

    def meets(self, other: Area) -> bool:
        """Tell whether two rectangles have more than an edge in common."""
        is_beside = self.right <= other.left or other.right <= self.left
        return not (is_beside or self.bottom <= other.top or other.bottom <= self.top)


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its lines, which begin one below the other.

    Attributes:
        text: The whole text, on one line.
        lines: The same, broken where a line ends.
        area: What it covers, measured with slack.
    """

    text: str
    lines: tuple[str, ...]
    role: Role
    area: Area

    @property
    def style(self) -> Style:
        """Return how it is set."""
        return STYLES[self.role]

    def moved(self, x: float, y: float) -> Words:
        """Return it at another place."""
        return dataclasses.replace(self, area=self.area.moved(x, y))


@dataclass(frozen=True, slots=True)
class Chip:
    """A small plate in a box: who acts, where, or what sort of box it is."""

    kind: Literal["actor", "application", "gap"]
    words: Words
    area: Area

    def moved(self, x: float, y: float) -> Chip:
        """Return it at another place."""
        return dataclasses.replace(self, words=self.words.moved(x, y), area=self.area.moved(x, y))


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn; a decision has pointed sides inside its area, a start and an end have round ones."""

    node: GraphNode
    area: Area
    words: Words
    chips: tuple[Chip, ...] = ()

    def moved(self, x: float, y: float) -> Box:
        """Return it at another place."""
        chips = tuple(chip.moved(x, y) for chip in self.chips)
        return dataclasses.replace(self, area=self.area.moved(x, y), words=self.words.moved(x, y), chips=chips)


@dataclass(frozen=True, slots=True)
class Line:
    """A connection as drawn.

    Attributes:
        points: A chain of cubic Bézier curves: a point, then three for each curve; the last is the tip.
        words: The case and, below it, that it is inferred; at most two.
        area: The room of the words; None without words.
    """

    edge: GraphEdge
    points: tuple[Point, ...]
    words: tuple[Words, ...] = ()
    area: Area | None = None

    def moved(self, x: float, y: float) -> Line:
        """Return it at another place."""
        return dataclasses.replace(
            self,
            points=tuple((each_x + x, each_y + y) for each_x, each_y in self.points),
            words=tuple(words.moved(x, y) for words in self.words),
            area=self.area.moved(x, y) if self.area else None,
        )


@dataclass(frozen=True, slots=True)
class Card:
    """An interrupt as drawn: what happens, when, where; no line leads to it."""

    interrupt: GraphInterrupt
    area: Area
    words: tuple[Words, ...]

    def moved(self, x: float, y: float) -> Card:
        """Return it at another place."""
        words = tuple(each.moved(x, y) for each in self.words)
        return dataclasses.replace(self, area=self.area.moved(x, y), words=words)


@dataclass(frozen=True, slots=True)
class Lane:
    """The column of one actor."""

    words: Words
    area: Area

    def moved(self, x: float, y: float) -> Lane:
        """Return it at another place."""
        return Lane(self.words.moved(x, y), self.area.moved(x, y))


@dataclass(frozen=True, slots=True)
class Geometry:
    """A chart.

    Attributes:
        boxes: In the order of the graph's nodes.
        lines: In the order of the graph's edges.
        cards: The interrupts, below the boxes.
        heading: Stands above the cards; None without cards.
        lanes: From left to right; empty in the usual chart.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    cards: tuple[Card, ...] = ()
    heading: Words | None = None
    lanes: tuple[Lane, ...] = ()

    def solid_areas(self) -> Iterator[Area]:
        """Yield what must stay in one piece: boxes, texts beside lines, cards, headings."""
        yield from (box.area for box in self.boxes)
        yield from (line.area for line in self.lines if line.area)
        yield from (card.area for card in self.cards)
        yield from (lane.words.area for lane in self.lanes)
        if self.heading:
            yield self.heading.area
