"""Flows to draw: all of the repository, small made-up ones, and any at all."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphInterrupt, GraphNode, graph_of
from generator.kinds.flow.schema import Flow, NodeKind
from generator.render.context import PageContext, RenderContext
from generator.render.places import document_url
from tests.contents import TODAY, library_of

ROOT = Path(__file__).resolve().parents[2]
CONTENTS = {"real": ROOT / "content", "fiction": ROOT / "tests/cases/base/content"}
MOMENT = dt.datetime.combine(TODAY, dt.time(), ZoneInfo("Asia/Jakarta"))


@functools.cache
def written(name: str) -> dict[str, tuple[PageContext, FlowGraph]]:
    """Return every flow of a content folder with a page of its document, by its address."""
    context = RenderContext(library_of(CONTENTS[name]), MOMENT)
    found: dict[str, tuple[PageContext, FlowGraph]] = {}
    for document in context.library.documents.values():
        for held in document.revisions.values():
            page = context.page(document_url(document.document.id), document, held)
            for unit in held.units.values():
                if isinstance(unit.model, Flow):
                    found[f"{unit.address}@{unit.revision}"] = page, graph_of(page, unit.model)
    return found


def node(
    node_id: str, kind: NodeKind = "step", label: str = "", *, actor: str = "", is_final: bool = False
) -> GraphNode:
    return GraphNode(node_id, kind, 0, label or node_id, actor, is_final=is_final)


def graph(
    nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], interrupts: Sequence[GraphInterrupt] = ()
) -> FlowGraph:
    return FlowGraph("alur-uji", "uji/alur-uji", "Alur uji", True, tuple(nodes), tuple(edges), tuple(interrupts))


TINY = graph(
    [
        node("mulai", "start", "Telepon masuk", actor="CSO"),
        node("tanya", "decision", "Sudah pernah melapor?"),
        node("catat", label="Catat pada APKT"),
        node("selesai", "end", "Salam penutup", is_final=True),
    ],
    [
        GraphEdge("mulai", "tanya"),
        GraphEdge("tanya", "catat", "belum"),
        GraphEdge("tanya", "selesai", "sudah", is_inferred=True),
        GraphEdge("catat", "selesai"),
    ],
    [GraphInterrupt("lama", "Bila ditanya berapa lama", scope=frozenset({"catat"}))],
)


def ring(count: int) -> FlowGraph:
    """Return a flow of so many steps with short ways back, a decision every fifth."""
    nodes = [
        node(f"n{at}", "decision" if at % 5 == 0 else "step", f"Menanyakan nomor telepon ke-{at}")
        for at in range(count)
    ]
    edges = [GraphEdge(f"n{at}", f"n{at + 1}") for at in range(count - 1)]
    edges += [GraphEdge(f"n{at}", f"n{min(at + 7, count - 1)}", "bila sudah") for at in range(5, count - 1, 10)]
    edges += [GraphEdge(f"n{at}", f"n{max(at - 12, 0)}", "bila belum") for at in range(0, count - 1, 10)]
    return graph(nodes, edges)


LABELS = st.text(st.sampled_from("abcdefgh IJK.?/-\"<&'>≥12"), min_size=1, max_size=80).filter(str.strip)
KINDS: tuple[NodeKind, ...] = ("step", "decision", "end", "subflow", "unregulated")


@st.composite
def any_graph(draw: st.DrawFn, most: int = 40) -> FlowGraph:
    """Return a graph of up to so many nodes with loops, ways twice over, and nodes that nothing reaches."""
    count = draw(st.integers(1, most))
    ids = [f"n{at}" for at in range(count)]
    actors = st.sampled_from(("", "CSO", "Pelanggan"))
    nodes = [node("n0", "start", draw(LABELS))]
    nodes += [node(each, draw(st.sampled_from(KINDS)), draw(LABELS), actor=draw(actors)) for each in ids[1:]]
    place = st.sampled_from(ids)
    edge = st.builds(GraphEdge, place, place, st.one_of(st.just(""), LABELS), is_inferred=st.booleans())
    return graph(nodes, draw(st.lists(edge, max_size=count + count // 3)))
