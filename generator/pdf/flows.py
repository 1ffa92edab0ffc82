"""Flows on paper: the chart in slices that fit a page, the same as a list, and their matrices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.flowcharts.figure import chart_slices
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode, graph_of
from generator.kinds.flow.list import is_otherwise, nodes_in_scope, notes_of, sibling_address
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.view import ask_words
from generator.kinds.parts import PARTS_OF_TABLES
from generator.library import Unit
from generator.pdf.matrices import matrices_data
from generator.pdf.text import Json, Runs
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer

TALLEST_PT = 610
"""Height of a slice of a chart at most: the text area of a page, less the heading above it."""
LETTERS_PT = 8.2
"""Size of a chart's letters on paper at most; one that is wide comes with smaller ones already."""
PT_PER_PX = 0.75
LETTER_PX = 13
SHRINK = 1.17
"""How much too tall a chart may be to be made smaller rather than cut: its letters stay at 7 pt."""
HIGHER_THAN_ANY_PX = 1_000_000
_SIZE = re.compile(rb'<svg\b[^>]*? viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) [0-9.]+" width="([0-9.]+)" height="([0-9.]+)"')


def flow_data(writer: Writer, flow: Flow) -> list[Json]:
    """Return a flow: its chart first, then the same nodes and ways as a list."""
    texts = writer.texts
    anchor = writer.anchor(flow)
    graph = graph_of(writer.page, flow)
    drawer = _List(writer, graph, has_anchors=anchor is not None)
    return [
        {
            "kind": "flow",
            "anchor": anchor,
            "title": texts.letter(flow.title, flow),
            "reconstructed": label("flow.reconstructed") if flow.is_reconstructed else None,
            "note": texts.prose(flow.note) if flow.note else [],
            "slices": chart_data(writer, graph),
            "nodes": [drawer.node(node) for node in graph.nodes],
            "interrupts": [drawer.interrupt(each) for each in graph.interrupts],
            "matrices": matrices_data(writer, flow, graph),
            "remark": texts.prose(flow.remark) if flow.remark else None,
        }
    ]


def chart_data(writer: Writer, graph: FlowGraph) -> list[Json]:
    """Return the chart of a flow as pictures, one below the other, none higher than a page."""
    pictures, share = _slices(writer, graph)
    found: list[Json] = []
    for number, picture in enumerate(pictures, 1):
        name = f"{graph.id}-{number}.svg"
        writer.files[name] = picture
        key = "pdf-text.flow.chart" if len(pictures) == 1 else "pdf-text.flow.slice"
        alt = label(key, title=graph.title, number=number, count=len(pictures), nodes=len(graph.nodes))
        found.append({"file": name, "alt": alt, "width_pt": round(size_of(picture).width * PT_PER_PX * share, 2)})
    return found


def _slices(writer: Writer, graph: FlowGraph) -> tuple[list[bytes], float]:
    """Return the slices and their size on paper, as a share of what they call their own."""
    context = writer.page.build
    whole = chart_slices(graph, context, max_height_px=HIGHER_THAN_ANY_PX)
    if not whole:
        return [], 1
    size = size_of(whole[0])
    share = min(1.0, LETTERS_PT / (LETTER_PX * size.scale * PT_PER_PX))
    tallest_px = TALLEST_PT / PT_PER_PX / share
    if tallest_px < size.height <= tallest_px * SHRINK:
        return whole, share * tallest_px / size.height
    return (whole if size.height <= tallest_px else chart_slices(graph, context, max_height_px=tallest_px)), share


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is, in pixels of 1/96 inch, and how much smaller than it was drawn."""

    width: float
    height: float
    scale: float


def size_of(picture: bytes) -> Size:
    """Return the size that one of our SVG pictures gives itself."""
    found = _SIZE.search(picture)
    if not found:
        raise ValueError("the picture does not say how large it is")
    drawn, width, height = (float(number) for number in found.groups())
    return Size(width, height, width / drawn)


class _List:
    """Writes the nodes of one flow as a numbered list; without labels where the flow is shown again."""

    def __init__(self, writer: Writer, graph: FlowGraph, *, has_anchors: bool) -> None:
        self._writer = writer
        self._graph = graph
        self._has_anchors = has_anchors

    def node(self, node: GraphNode) -> Json:
        ways = self._graph.ways(node.id)
        return {
            "anchor": self._anchor(node.id),
            "number": node.number,
            "kind": node.kind,
            "text": node.label,
            "notes": [*([label("flow.kinds.decision")] if node.kind == "decision" else []), *notes_of(node)],
            "clause": self._clause(node),
            "flow": self._flow(node.flow),
            "gap": self._gap(node),
            "ways": [self._way(edge, ways) for edge in ways],
        }

    def interrupt(self, interrupt: GraphInterrupt) -> Json:
        steps = [str(node.number) for node in nodes_in_scope(self._graph, interrupt)]
        return {
            "text": interrupt.label,
            "condition": interrupt.condition,
            "clause": [self._writer.link(interrupt.clause)] if interrupt.clause else None,
            "flow": self._flow(interrupt.flow),
            "scope": label("pdf-text.flow.scope", steps=", ".join(steps)) if steps else None,
            "inferred": label("flow.inferred") if interrupt.is_inferred else None,
        }

    def _clause(self, node: GraphNode) -> Runs | None:
        """Return what a node stands for, by its number where it has one; None where the node is called after it."""
        if not node.clause:
            return None
        title = self._writer.link(node.clause)
        unit = self._writer.page.library.find_from(self._writer.page.held, node.clause)
        number = clause_number(unit) if unit else ""
        if title["text"] == node.label and not number:
            return None
        return [{**title, "text": label("clause.number", number=number)}] if number else [title]

    def _gap(self, node: GraphNode) -> Json | None:
        """Return what is asked about a case that is not regulated, and whom to ask meanwhile."""
        if node.gap is None:
            return None
        question = self._writer.texts.inline(node.gap.question) if node.gap.question else None
        return {"question": question, "ask": ask_words(self._writer.page, node.gap)}

    def _way(self, edge: GraphEdge, siblings: Sequence[GraphEdge]) -> Json:
        target = self._graph.by_id[edge.target]
        is_unsaid = is_otherwise(edge, siblings) and not edge.answer
        to = self._anchor(target.id)
        return {
            "answer": edge.answer,
            "condition": "" if edge.condition == edge.answer else edge.condition,
            "target": [{"text": f"{target.number}. {target.label}", "to": to}],
            "short": [{"text": str(target.number), "to": to}],
            "otherwise": label("flow-list.otherwise") if is_unsaid else None,
            "inferred": label("flow.inferred") if edge.is_inferred else None,
        }

    def _anchor(self, node_id: str) -> str | None:
        return self._graph.anchor(node_id) if self._has_anchors else None

    def _flow(self, local_id: str | None) -> Runs | None:
        if not local_id:
            return None
        return [self._writer.link(sibling_address(self._graph, local_id))]


def clause_number(unit: Unit) -> str:
    """Return the number of a unit in the text; empty for what is only numbered within a table."""
    return "" if isinstance(unit.model, PARTS_OF_TABLES) else unit.number
