"""What Graphviz is told, and what it answers: boxes of a fixed size, rooms for words, lanes.

Authors' texts never get there, only sizes: nodes and connections are named by their place in the graph.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.flowcharts.error import UnreadableLayoutError
from generator.flowcharts.geometry import Area, Point

_UNITS_PER_INCH: Final = 72
_LETTER_WIDTH: Final = 6
"""Of Courier at 10 units: Graphviz has no other way to reserve room of a given size beside a connection."""
_LINE_HEIGHT: Final = 12
_GRAPH: Final = "graph[rankdir=TB,nodesep=0.3,ranksep=0.34,newrank=true,outputorder=nodesfirst,splines=true]"
_NODE: Final = 'node[shape=box,fixedsize=true,label=""]'
_EDGE: Final = "edge[arrowhead=none,headclip=false,tailclip=false,fontname=Courier,fontsize=10]"
_LANE_MARGIN: Final = 14


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A chart as far as Graphviz sees it.

    Attributes:
        boxes: The size of each node, by its place.
        ways: The places of both ends of each connection.
        rooms: The room beside each connection; None where nothing stands.
        lanes: The places of the nodes of each lane; empty without lanes.
        heads: The size of each lane's heading.
    """

    boxes: Sequence[Area]
    ways: Sequence[tuple[int, int]]
    rooms: Sequence[Area | None]
    lanes: Sequence[Sequence[int]] = ()
    heads: Sequence[Area] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where Graphviz has put everything, from the upper left corner.

    Attributes:
        boxes: The centre of each node.
        curves: The points of each connection.
        rooms: The centre of the room beside each connection; None where there is none.
        lanes: The area of each lane.
    """

    width: float
    height: float
    boxes: list[Point]
    curves: list[list[Point]]
    rooms: list[Point | None]
    lanes: list[Area]


def dot_of(skeleton: Skeleton) -> str:
    """Return a chart in Graphviz's language."""
    parts = [_GRAPH, _NODE, _EDGE]
    parts += _lanes(skeleton) if skeleton.lanes else (_node(f"n{at}", box) for at, box in enumerate(skeleton.boxes))
    parts += (
        f"n{source}->n{target}[id=e{at}{_room(room)}]"
        for at, ((source, target), room) in enumerate(zip(skeleton.ways, skeleton.rooms, strict=True))
    )
    return "digraph{" + ";\n".join(parts) + "}\n"


def _node(name: str, size: Area) -> str:
    return f"{name}[width={size.width / _UNITS_PER_INCH:.4f},height={size.height / _UNITS_PER_INCH:.4f}]"


def _room(room: Area | None) -> str:
    """Return the letters that reserve a room."""
    if room is None:
        return ""
    line = "x" * math.ceil(room.width / _LETTER_WIDTH)
    return ',label="' + "\\n".join([line] * math.ceil(room.height / _LINE_HEIGHT)) + '"'


def _lanes(skeleton: Skeleton) -> Iterator[str]:
    """Yield lanes as clusters that an invisible node at the top and one at the bottom stretch over all rows."""
    for lane, (members, head) in enumerate(zip(skeleton.lanes, skeleton.heads, strict=True)):
        nodes = [_node(f"n{at}", skeleton.boxes[at]) for at in members]
        foot = _node(f"b{lane}", Area(0, 0, 1, 1))
        yield f"subgraph cluster_{lane}{{margin={_LANE_MARGIN};{';'.join([_node(f't{lane}', head), foot, *nodes])}}}"
        yield from (f"t{lane}->n{at}[style=invis,weight=0];n{at}->b{lane}[style=invis,weight=0]" for at in members)
    count = range(len(skeleton.lanes))
    yield "{rank=min;" + ";".join(f"t{lane}" for lane in count) + "}"
    yield "{rank=max;" + ";".join(f"b{lane}" for lane in count) + "}"
    yield from (f"t{lane}->t{lane + 1}[style=invis]" for lane in count[:-1])


def read_placed(answer: bytes, skeleton: Skeleton) -> Placed:
    """Read Graphviz's `json0`.

    Raises:
        UnreadableLayoutError: It is not what was asked for.
    """
    try:
        return _Reader.of(json.loads(answer)).placed(skeleton)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        raise UnreadableLayoutError(f"Graphviz has answered with an unreadable layout: {fault!r}") from fault


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads coordinates, which Graphviz counts from the lower left corner."""

    width: float
    height: float
    objects: Mapping[str, Any]
    edges: Mapping[str, Any]

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> _Reader:
        left, bottom, right, top = map(float, raw["bb"].split(","))
        if left or bottom:
            raise ValueError(raw["bb"])
        objects = {each["name"]: each for each in raw.get("objects", ())}
        edges = {each["id"]: each for each in raw.get("edges", ()) if "id" in each}
        return cls(right, top, objects, edges)

    def placed(self, skeleton: Skeleton) -> Placed:
        edges = [self.edges[f"e{at}"] for at in range(len(skeleton.ways))]
        return Placed(
            width=self.width,
            height=self.height,
            boxes=[self._point(self.objects[f"n{at}"]["pos"]) for at in range(len(skeleton.boxes))],
            curves=[[self._point(point) for point in edge["pos"].split()] for edge in edges],
            rooms=[self._point(edge["lp"]) if "lp" in edge else None for edge in edges],
            lanes=[self._area(self.objects[f"cluster_{at}"]["bb"]) for at in range(len(skeleton.lanes))],
        )

    def _point(self, written: str) -> Point:
        x, y = map(float, written.split(","))
        return x, self.height - y

    def _area(self, written: str) -> Area:
        left, bottom, right, top = map(float, written.split(","))
        return Area(left, self.height - top, right - left, top - bottom)
