"""What is drawn and read of a flow: short enough for a screen, and in letters that the font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.checks.flows.shape import Shape
from generator.flowcharts.measure import missing_glyphs
from generator.kinds.flow.schema import Flow, FlowNode
from generator.library import HeldRevision, Library
from generator.problems import Location, Problem, error
from generator.render.titles import title_of

MOST_NODES = 60
"""A chart of 60 nodes is some 6,000 pixels high: what is longer is several procedures, which sub-flows tell apart."""

LONGEST_LABEL = 120
"""Six lines of a box. A title that a clause lends is cut at 90, so a label of our own has room for a remark."""

INVISIBLE = ("Cf", "Zl", "Zp")
"""Unicode's categories of joiners, soft hyphens, marks of direction and separators."""

SHOWN = 40
"""Letters of a label that is too long, to find it by."""


def check_labels(shape: Shape, held: HeldRevision, library: Library) -> Iterator[Problem]:
    """Yield a problem for a flow or a label that nobody could read in a chart.

    Args:
        shape: The flow.
        held, library: Where the titles of clauses are looked up.

    Raises:
        ChartError: The font is not installed.
    """
    flow = shape.flow
    if len(flow.nodes) > MOST_NODES:
        yield error(flow.place("nodes"), "flow-too-long", count=len(flow.nodes), most=MOST_NODES)
    for place, label in _labels(flow, held, library):
        if len(label) > LONGEST_LABEL:
            shown = f"{label[:SHOWN].rstrip()} …"
            yield error(place, "flow-label-too-long", label=shown, count=len(label), most=LONGEST_LABEL)
        yield from _letters(place, label)


def _letters(place: Location, label: str) -> Iterator[Problem]:
    """Find letters that cannot be drawn, and those that nobody would see: two labels may differ in these alone."""
    unseen = [character for character in dict.fromkeys(label) if unicodedata.category(character) in INVISIBLE]
    for character in unseen:
        yield error(place, "flow-label-invisible", **_named(character))
    for character in missing_glyphs(label):
        if character not in unseen:
            yield error(place, "flow-label-glyph", **_named(character))


def _named(character: str) -> dict[str, str]:
    return {"code": f"U+{ord(character):04X}", "name": unicodedata.name(character, "?")}


def _labels(flow: Flow, held: HeldRevision, library: Library) -> Iterator[tuple[Location, str]]:
    """Yield everything that a chart draws or guided steps put on a button, with its place."""
    yield flow.place("title"), flow.title
    for node in flow.nodes:
        yield node.place("text" if node.text else "clause"), _label_of(node, held, library)
    for edge in flow.edges:
        yield edge.place("label"), edge.label or ""
    for interrupt in flow.interrupts:
        yield interrupt.place("text"), interrupt.text


def _label_of(node: FlowNode, held: HeldRevision, library: Library) -> str:
    """Return a node's own words, else the title of the clause they come from; empty when neither is there."""
    if node.text or not node.clause:
        return node.text or ""
    unit = library.find_from(held, node.clause)
    return title_of(unit.model) if unit else ""
