"""What stands in a box, and how large the box must be for it; measured before Graphviz places anything."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.flowcharts.error import GlyphError
from generator.flowcharts.geometry import STYLES, Area, Box, Card, Chip, Role, Words
from generator.flowcharts.measure import missing_glyphs, named, spaced, width, wrap
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode
from generator.render.fonts import FAMILY
from generator.render.labels import label

POINT_WIDTH: Final = 16
"""How far the pointed sides of a decision reach in, in pixels."""
ROUND_RADIUS: Final = 16
"""The largest radius of the round sides of a start and an end."""

_PADDING_X: Final = 12
_PADDING_Y: Final = 8
_CHIP_PADDING: Final = 5
_GAP: Final = 4
_NARROWEST: Final = 64
_WIDEST_LABEL: Final = 190
_WIDEST_CASE: Final = 130
_WIDEST_CARD: Final = 210
_CASE_LEFT: Final = 7
"""Between a connection, which passes on the left, and its words."""
_CASE_MARGIN: Final = 4
_LONG_SHAPE: Final = 2.2
"""How many times wider than high a long text is set."""
_LONG_WIDER: Final = 1.8
"""How many times wider than usual the lines of a long text are at most."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How generous boxes are.

    Attributes:
        scale: Multiplies the widths at which texts break.
        has_actors: Boxes name who acts; lanes do it instead.
    """

    scale: float = 1.0
    has_actors: bool = True


def words_of(text: str, role: Role, widest: float) -> Words:
    """Return a text in lines that are no wider than asked for, its area at the origin."""
    one_line, style = spaced(text), STYLES[role]
    lines = wrap(one_line, style, widest)
    area = Area(0, 0, max(width(line, style) for line in lines), len(lines) * style.line_height)
    return Words(one_line, lines, role, area)


def _long_words_of(text: str, role: Role, widest: float) -> Words:
    """Return a text in lines, at the origin; a long one gets wider lines than asked for, so as not to be a column."""
    one_line, style = spaced(text), STYLES[role]
    natural = math.sqrt(width(one_line, style) * style.line_height * _LONG_SHAPE)
    longest_word = max(width(word, style) for word in one_line.split(" "))
    return words_of(text, role, max(widest, min(max(natural, longest_word), widest * _LONG_WIDER)))


def box_of(node: GraphNode, sizes: Sizes) -> Box:
    """Return a node's box at the origin.

    Raises:
        GlyphError: The font lacks a character of its texts.
        ChartError: The font is not installed.
    """
    _check(f"node {node.id!r}", node.label, node.actor, node.application)
    widest = _WIDEST_LABEL * sizes.scale
    words = _long_words_of(node.label, "strong" if node.kind == "decision" else "label", widest)
    widest = max(widest, words.area.width)
    rows = _rows([_chip(kind, text, widest) for kind, text in _chip_texts(node, sizes)], widest)
    inner = max([_NARROWEST, words.area.width, *(row[-1].area.right for row in rows)])
    side = _PADDING_X + (POINT_WIDTH / 2 if node.kind in {"decision", "start", "end"} else 0)
    placed, top = _stacked(rows, side, _PADDING_Y)
    words = words.moved(side + (0 if rows else (inner - words.area.width) / 2), top)
    return Box(node, Area(0, 0, inner + 2 * side, words.area.bottom + _PADDING_Y), words, placed)


def case_words(edge: GraphEdge, sizes: Sizes) -> tuple[Words, ...]:
    """Return what stands beside a connection, at the origin: its case and whether it is inferred; may be empty."""
    _check(f"connection from {edge.source!r} to {edge.target!r}", edge.case)
    widest = _WIDEST_CASE * sizes.scale
    found = [_long_words_of(edge.case, "case", widest)] if edge.case else []
    if edge.is_inferred:
        mark = words_of(label("chart.inferred"), "note", widest)
        found.append(mark.moved(0, found[0].area.bottom if found else 0))
    return tuple(each.moved(_CASE_LEFT, _CASE_MARGIN / 2) for each in found)


def case_area(words: Sequence[Words]) -> Area | None:
    """Return the room of what stands beside a connection, with a margin; None when nothing does."""
    if not words:
        return None
    right = max(each.area.right for each in words)
    return Area(0, 0, right + _CASE_MARGIN, words[-1].area.bottom + _CASE_MARGIN / 2)


def card_of(interrupt: GraphInterrupt, graph: FlowGraph) -> Card:
    """Return an interrupt's card at the origin."""
    _check(f"interrupt {interrupt.id!r}", interrupt.label, interrupt.condition)
    texts: list[tuple[str, Role]] = [(interrupt.label, "strong")]
    if interrupt.condition and interrupt.condition != interrupt.label:
        texts.append((interrupt.condition, "case"))
    texts.append((scope_of(interrupt, graph), "note"))
    if interrupt.is_inferred:
        texts.append((label("chart.inferred"), "note"))
    top, placed = float(_PADDING_Y), []
    for text, role in texts:
        words = _long_words_of(text, role, _WIDEST_CARD).moved(_PADDING_X, top)
        placed.append(words)
        top = words.area.bottom
    inner = max(words.area.right for words in placed)
    return Card(interrupt, Area(0, 0, inner + _PADDING_X, top + _PADDING_Y), tuple(placed))


def scope_of(interrupt: GraphInterrupt, graph: FlowGraph) -> str:
    """Return in words where an interrupt may happen."""
    if interrupt.scope is None:
        return label("chart.everywhere")
    names = [node.label for node in graph.nodes if node.id in interrupt.scope]
    return label("chart.scope", nodes="; ".join(names))


def heading_words(width_px: float) -> Words:
    """Return the heading above the cards, at the origin."""
    return words_of(label("chart.interrupts"), "heading", width_px)


def lane_words(actor: str) -> Words:
    """Return the heading of a lane, at the origin."""
    _check("lane", actor)
    return words_of(actor or label("chart.no-actor"), "heading", _WIDEST_LABEL)


def _check(place: str, *texts: str) -> None:
    for text in texts:
        if missing := missing_glyphs(text):
            raise GlyphError(f"{place}: {FAMILY} has no glyph for {named(missing[0])} in {spaced(text)!r}")


def _chip_texts(node: GraphNode, sizes: Sizes) -> list[tuple[str, str]]:
    found = [("gap", label("flow.kinds.unregulated"))] if node.kind == "unregulated" else []
    if node.actor and sizes.has_actors:
        found.append(("actor", node.actor))
    if node.application:
        found.append(("application", node.application))
    return found


def _chip(kind: str, text: str, widest: float) -> Chip:
    words = words_of(text, "chip", widest - 2 * _CHIP_PADDING).moved(_CHIP_PADDING, 1)
    return Chip(kind, words, Area(0, 0, words.area.right + _CHIP_PADDING, words.area.bottom + 1))  # type: ignore[arg-type]


def _rows(chips: Sequence[Chip], widest: float) -> list[list[Chip]]:
    """Put chips side by side as far as they fit."""
    rows: list[list[Chip]] = []
    for chip in chips:
        left = rows[-1][-1].area.right + _GAP if rows else math.inf
        if left + chip.area.width <= widest:
            rows[-1].append(chip.moved(left, 0))
        else:
            rows.append([chip])
    return rows


def _stacked(rows: Sequence[Sequence[Chip]], left: float, top: float) -> tuple[tuple[Chip, ...], float]:
    """Return the chips one row below the other, and where the text below them begins."""
    placed: list[Chip] = []
    for row in rows:
        placed.extend(chip.moved(left, top) for chip in row)
        top += max(chip.area.height for chip in row) + _GAP
    return tuple(placed), top
