"""The geometry of charts: nothing overlaps, nothing overflows, and lines keep out of other boxes."""

from __future__ import annotations

import dataclasses
import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.flowcharts.error import ChartError
from generator.flowcharts.layout import Plan, actors_of, layout
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt
from tests.flowcharts.facts import crossed_boxes, faults
from tests.flowcharts.graphs import TINY, any_graph, graph, node, ring, written

GOLDEN = Path(__file__).with_name("tiny.json")
PLANS = [Plan(), Plan(scale=0.75), Plan(has_lanes=True)]
HUNDRED = "Petugas menanyakan kembali nomor telepon yang dapat dihubungi, lalu membacakan ulang data pelanggan. "


@pytest.mark.parametrize("name", ["real", "fiction"])
@pytest.mark.parametrize("plan", PLANS, ids=["usual", "narrow", "lanes"])
def test_charts_of_written_flows(name: str, plan: Plan) -> None:
    charts = {address: (layout(flow, plan), flow) for address, (_, flow) in written(name).items()}
    assert len(charts) >= {"real": 15, "fiction": 1}[name]
    assert {address: found for address, (chart, flow) in charts.items() if (found := faults(chart, flow))} == {}
    assert {address: found for address, (chart, _) in charts.items() if (found := crossed_boxes(chart))} == {}


@given(any_graph())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_chart_of_any_graph(flow: FlowGraph) -> None:
    """Whether a line crosses a box is left to Graphviz here: with loops at random it now and then has no way around."""
    assert faults(layout(flow), flow) == []


@given(any_graph(most=12))
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_lanes_of_any_graph(flow: FlowGraph) -> None:
    chart = layout(flow, Plan(has_lanes=True))
    assert faults(chart, flow) == []
    names = [lane.words.text for lane in chart.lanes]
    assert sorted(names) == sorted(actor or "Pelaksana tidak disebut" for actor in actors_of(flow))
    assert all(one.area.right <= other.area.left for one, other in pairwise(chart.lanes))
    for box in chart.boxes:
        around = next(lane for lane in chart.lanes if lane.area.left <= box.area.centre[0] <= lane.area.right)
        assert around.area.left <= box.area.left
        assert box.area.right <= around.area.right
        assert around.words.text == (box.node.actor or "Pelaksana tidak disebut")


def test_tiny_chart_stays_where_it_is(request: pytest.FixtureRequest) -> None:
    """A new Graphviz, or a new font, may move charts; it does so before somebody's eyes."""
    chart = layout(TINY)
    drawn = {
        "size": [round(chart.width), round(chart.height)],
        "boxes": {box.node.id: rounded(dataclasses.astuple(box.area)) for box in chart.boxes},
        "lines": [rounded([*line.points[0], *line.points[-1]]) for line in chart.lines],
        "cards": [rounded(dataclasses.astuple(card.area)) for card in chart.cards],
    }
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")
    assert drawn == json.loads(GOLDEN.read_text(encoding="utf-8"))


def rounded(numbers: object) -> list[int]:
    assert isinstance(numbers, list | tuple)
    return [round(number) for number in numbers]


def test_long_label_gets_a_large_box() -> None:
    for text in (HUNDRED * 5, "x" * 500):
        flow = graph(
            [node("a", "decision", text), node("b", "start", text), node("c", actor=text)],
            [GraphEdge("a", "b", text)],
            [GraphInterrupt("i", text, text)],
        )
        chart = layout(flow)
        assert faults(chart, flow) == []
        assert chart.width < 1400


def test_flow_of_three_hundred_nodes_is_drawn() -> None:
    """A long flow with short ways round and back; ways over its whole length at random may take half a minute."""
    flow = ring(300)
    started = time.perf_counter()
    chart = layout(flow)
    print(f"{len(flow.nodes)} nodes, {len(flow.edges)} connections: {time.perf_counter() - started:.2f} s")  # noqa: T201 - not asserted
    assert faults(chart, flow) == []


def test_a_missing_glyph_is_named_with_its_place() -> None:
    flow = graph([node("awal", label="Mulai \N{GRINNING FACE}")], [])
    with pytest.raises(ChartError, match=r"flow 'uji/alur-uji': node 'awal': .* no glyph for '.' \(U\+1F600\)"):
        layout(flow)


@pytest.mark.parametrize("text", ["\N{HEBREW LETTER ALEF}", "\N{ARABIC LETTER BEH}", "a\x00b", "a\u202eb", "\ud800"])
@pytest.mark.parametrize("place", ["node", "actor", "edge", "interrupt"])
def test_no_text_slips_past_the_font(text: str, place: str) -> None:
    flow = graph(
        [node("a", label=text if place == "node" else "A", actor=text if place == "actor" else "")],
        [GraphEdge("a", "a", text if place == "edge" else "")],
        [GraphInterrupt("i", text if place == "interrupt" else "I")],
    )
    with pytest.raises(ChartError, match="no glyph"):
        layout(flow)
