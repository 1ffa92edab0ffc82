"""The drawing: real text to the letter, safe whatever the text, the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from xml.etree import ElementTree as ET

from hypothesis import given, settings

from generator.flowcharts.figure import chart_html, chart_slices
from generator.flowcharts.layout import Plan, layout
from generator.flowcharts.measure import spaced
from generator.flowcharts.svg import Page, svg_of
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt
from generator.render.context import PageContext, RenderContext
from tests.flowcharts.graphs import MOMENT, ROOT, TINY, any_graph, graph, node, ring, written
from tests.render.reading import read_html

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> \"'&amp; ]]> {{ 7*7 }}"


def drawn(flow: FlowGraph) -> ET.Element:
    return ET.fromstring(svg_of(layout(flow), flow, Page("p", "Bagan")))  # noqa: S314 - our own drawing


def texts(root: ET.Element, marked: str) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text") if each.get(marked) is not None]


@given(any_graph(most=8))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_drawing_holds_every_text_to_the_letter(flow: FlowGraph) -> None:
    root = drawn(flow)
    assert texts(root, "data-sigap-label") == [spaced(each.label) for each in flow.nodes]
    assert texts(root, "data-sigap-answer") == [spaced(edge.answer) for edge in flow.edges if edge.answer]
    elements = list(root.iter())
    assert [each.get("data-sigap-node") for each in elements if each.get("data-sigap-node")] == [
        each.id for each in flow.nodes
    ]
    assert [each.get("data-sigap-edge") for each in elements if each.get("data-sigap-edge")] == [
        f"{edge.source} {edge.target}" for edge in flow.edges
    ]


def test_hostile_text_stays_text() -> None:
    flow = graph(
        [node("a", label=HOSTILE, actor=HOSTILE)], [GraphEdge("a", "a", HOSTILE)], [GraphInterrupt("i", HOSTILE)]
    )
    svg = str(svg_of(layout(flow), flow, Page("p", HOSTILE, lambda _node: 'x" onclick="alert(1)')))
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "g", "a", "rect", "path", "text", "tspan")
    }
    assert not any(name.startswith("on") for each in root.iter() for name in each.keys())  # noqa: SIM118 - elements
    assert texts(root, "data-sigap-label") == [HOSTILE, HOSTILE]


def test_a_broken_word_is_whole_again_when_it_is_copied() -> None:
    word = "https://contoh.example/" + "a" * 300
    assert texts(drawn(graph([node("a", label=f"Buka {word} lalu tutup")], [])), "data-sigap-label") == [
        f"Buka {word} lalu tutup"
    ]


def test_a_box_is_a_link_only_where_it_leads_somewhere() -> None:
    page = Page("p", "Bagan", lambda each: "#tujuan" if each.id == "catat" else None)
    root = ET.fromstring(svg_of(layout(TINY), TINY, page))  # noqa: S314 - our own drawing
    linked = list(root.iter(f"{SVG}a"))
    assert [(each.get("href"), each.get("data-sigap-node")) for each in linked] == [("#tujuan", "catat")]
    named = [each.get("aria-label") for each in root.iter() if each.get("role") == "img"]
    assert named[1] == (
        "Sudah pernah melapor? (Keputusan). belum: ke Catat pada APKT; "
        "sudah: ke Salam penutup (dugaan Sigap, tidak tertulis pada sumber)"
    )
    assert named[-1] == "Bila ditanya berapa lama. Pada: Catat pada APKT"
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "p-t p-d"


def test_what_is_not_in_the_source_looks_otherwise() -> None:
    root = drawn(
        graph(
            [node("a", "start"), node("b", "unregulated", "Data tidak cocok"), node("c", "subflow")],
            [GraphEdge("a", "b"), GraphEdge("b", "c", is_inferred=True)],
        )
    )
    words = [" ".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert "Belum diatur dalam SOP" in words
    assert "dugaan Sigap" in words
    dashed = [each.get("class") for each in root.iter() if each.get("stroke-dasharray")]
    assert dashed == ["sigap-chart__line", "sigap-chart__box"]
    assert sum(each.get("class") == "sigap-chart__inner" for each in root.iter()) == 1


def test_figures_of_written_flows() -> None:
    for page, flow in written("real").values():
        check_figure(page, flow)


def check_figure(page: PageContext, flow: FlowGraph) -> None:
    context = RenderContext(page.library, MOMENT)
    fresh = context.page(page.url, page.document, page.held)
    html = chart_html(fresh, flow, link=lambda each: f"#{each.id}") + chart_html(fresh, flow, link=lambda _: None)
    root = read_html(html)
    ids = [each.attributes["id"] for each in root.having("id")]
    assert len(ids) == len(set(ids))
    figure = root.having("data-sigap-chart")[0]
    nodes = [each.attributes["data-sigap-node"] for each in figure.having("data-sigap-node")]
    assert sorted(nodes) == sorted(each.id for each in flow.nodes)
    edges = [each.attributes["data-sigap-edge"] for each in figure.having("data-sigap-edge")]
    assert sorted(edges) == sorted(f"{edge.source} {edge.target}" for edge in flow.edges)
    assert [each.attributes["data-sigap-interrupt"] for each in figure.having("data-sigap-interrupt")] == [
        each.id for each in flow.interrupts
    ]
    assert all("data-search-exclude" in each.attributes for each in root.children if not isinstance(each, str))
    assert "<style" not in html
    assert "style=" not in html
    assert "\n\n" not in html
    assert len(gzip.compress(str(figure).encode())) < 12_000


def digest(step: int) -> str:
    """Return the digest of some drawings, made in one order or the other."""
    flows = [TINY, ring(30), *(flow for _, flow in written("fiction").values())][::step]
    plans = (Plan(), Plan(has_lanes=True))
    drawings = sorted(svg_of(layout(flow, plan), flow, Page("p", flow.title)) for flow in flows for plan in plans)
    return hashlib.sha256("".join(drawings).encode()).hexdigest()


def test_same_bytes_whatever_was_drawn_before_and_however_strings_are_hashed() -> None:
    """Two processes: this one, which has drawn other things, and a fresh one with hashes and an order of its own."""
    program = "from tests.flowcharts.test_svg import digest; print(digest(-1), hash('a'))"
    environment = os.environ | {"PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    other, other_hash = done.stdout.split()
    assert int(other_hash) != hash("a")
    assert other == digest(1)


def test_slices_of_written_flows_for_paper() -> None:
    """Each piece fits, is legible, and cuts no box and no text; together they hold everything once."""
    for page, flow in written("real").values():
        check_slices(page, flow)


def check_slices(page: PageContext, flow: FlowGraph) -> None:
    pieces = [ET.fromstring(piece) for piece in chart_slices(flow, page.build, max_height_px=500)]  # noqa: S314
    names: list[str] = []
    bottom = 0.0
    for piece in pieces:
        _, top, width, height = map(float, str(piece.get("viewBox")).split())
        assert abs(top - bottom) < 0.2
        bottom = top + height
        scale = float(str(piece.get("width"))) / width
        assert float(str(piece.get("width"))) <= 642.6
        assert float(str(piece.get("height"))) <= 500.1
        assert 11 * scale * 72 / 96 > 6.5
        for rect in piece.iter(f"{SVG}rect"):
            if rect.get("class") == "sigap-chart__box":
                assert top <= float(str(rect.get("y")))
                assert float(str(rect.get("y"))) + float(str(rect.get("height"))) <= bottom
        names += [str(each.get("data-sigap-node")) for each in piece.iter() if each.get("data-sigap-node")]
    assert sorted(names) == sorted(each.id for each in flow.nodes)
    assert len({each.get("aria-labelledby") for each in pieces}) == len(pieces)
