"""How long a flowchart takes and how many bytes it weighs, ours beside what Graphviz itself would draw.

Draws every flow of the content and one of 40 nodes, in this process, and prints one table; times are medians:

- cold: the first chart of a process, in which the WebAssembly engine is compiled and the font opened;
- drawn: a chart that was never drawn before, the engine warm; kept: its layout taken from the cache folder;
- pygraphviz: the same chart by the other carrier;
- Graphviz: `dot -Tsvg` of the same nodes and labels (by pygraphviz), which knows neither our font nor our links.

Run it with `python -m benchmarks.bench_charts`; pygraphviz comes with the tests' environment.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pygraphviz  # type: ignore[import-untyped]

from generator.build.prepare import prepare
from generator.flowcharts import carriers
from generator.flowcharts.layout import Plan, layout
from generator.flowcharts.svg import Page, svg_of
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphNode, graph_of
from generator.kinds.flow.schema import Flow
from generator.render.context import RenderContext
from generator.render.places import document_url

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
COLD = (
    "import time; started = time.perf_counter()\n"
    "from benchmarks.bench_charts import draw, made_up\n"
    "from generator.flowcharts.layout import Plan\n"
    "imported = time.perf_counter(); draw(made_up(1), Plan()); print(time.perf_counter() - imported)\n"
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one flow costs: times in milliseconds, sizes in bytes."""

    name: str
    nodes: int
    drawn: float
    kept: float
    pygraphviz: float
    raw: int
    zipped: int
    peer: float
    peer_raw: int
    peer_zipped: int


def draw(graph: FlowGraph, plan: Plan) -> bytes:
    """Draw a flow as on a page."""
    return svg_of(layout(graph, plan), graph, Page(graph.id, graph.title)).encode()


def peer_svg(graph: FlowGraph) -> bytes:
    """Return Graphviz's own drawing of a flow."""
    drawing = pygraphviz.AGraph(directed=True, strict=False)
    for node in graph.nodes:
        shape = "diamond" if node.kind == "decision" else "box"
        drawing.add_node(node.id, label=node.label, shape=shape, fontname="IBM Plex Sans")
    for at, edge in enumerate(graph.edges):
        drawing.add_edge(edge.source, edge.target, key=str(at), label=edge.case)
    return bytes(drawing.draw(format="svg", prog="dot"))


def made_up(count: int) -> FlowGraph:
    """Return a flow of so many nodes with decisions and ways back."""
    nodes = [
        GraphNode(f"n{at}", "decision" if at % 4 == 1 else "step", at, f"Langkah ke-{at}: menanyakan nomor telepon")
        for at in range(count)
    ]
    edges = [GraphEdge(f"n{at}", f"n{at + 1}", "ya" if at % 4 == 1 else "") for at in range(count - 1)]
    edges += [GraphEdge(f"n{at}", f"n{min(at + 3, count - 1)}", "tidak") for at in range(1, count - 1, 4)]
    edges += [GraphEdge(f"n{at}", f"n{max(at - 5, 0)}", "belum") for at in range(9, count - 1, 8)]
    return FlowGraph(f"made-up-{count}", "", f"{count} nodes", False, tuple(nodes), tuple(edges))


def written(content_path: Path) -> Iterator[FlowGraph]:
    """Yield the flows of the content."""
    prepared = prepare(content_path, "2026-02-01", {}, dt.datetime.now(dt.UTC))
    context = RenderContext(prepared.library, prepared.as_of)
    for document in prepared.library.documents.values():
        if document.current is None:
            continue
        page = context.page(document_url(document.id), document, document.current)
        flows = [unit.model for unit in document.current.units.values() if isinstance(unit.model, Flow)]
        yield from (graph_of(page, flow) for flow in flows)


def measure(graph: FlowGraph) -> Row:
    """Draw one flow in every way."""
    svg, peer = draw(graph, Plan()), peer_svg(graph)
    with tempfile.TemporaryDirectory() as folder:
        kept = Plan(cache_path=Path(folder))
        draw(graph, kept)
        return Row(
            name=graph.id,
            nodes=len(graph.nodes),
            drawn=milliseconds(lambda: draw(graph, Plan())),
            kept=milliseconds(lambda: draw(graph, kept)),
            pygraphviz=milliseconds(lambda: draw(graph, Plan(carrier="pygraphviz"))),
            raw=len(svg),
            zipped=len(gzip.compress(svg, mtime=0)),
            peer=milliseconds(lambda: peer_svg(graph)),
            peer_raw=len(peer),
            peer_zipped=len(gzip.compress(peer, mtime=0)),
        )


def milliseconds(act: Callable[[], object]) -> float:
    """Return the median of a few runs, nothing kept in memory between them."""
    times = []
    for _ in range(ROUNDS):
        carriers.forget_layouts()
        started = time.perf_counter()
        act()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def cold() -> float:
    """Return the milliseconds of the first chart of a process, without the imports."""
    runs = [
        subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]
    return statistics.median(map(float, runs)) * 1000


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of the table, and the medians below."""
    yield f"{'flow':34} nodes |  drawn   kept  pygraphviz | bytes   gzip | Graphviz: ms  bytes   gzip"
    for row in rows:
        yield (
            f"{row.name:34} {row.nodes:5} | {row.drawn:6.1f} {row.kept:6.1f} {row.pygraphviz:11.1f} |"
            f" {row.raw:6} {row.zipped:5} | {row.peer:12.1f} {row.peer_raw:7} {row.peer_zipped:6}"
        )
    names = ("drawn", "kept", "pygraphviz", "raw", "zipped", "peer", "peer_raw", "peer_zipped")
    medians = {name: statistics.median(getattr(row, name) for row in rows) for name in names}
    yield "median: " + ", ".join(f"{name} {value:.1f}" for name, value in medians.items())


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the content folder")
    options = parser.parse_args(arguments)
    graphs = [*written(options.content), made_up(40)]
    draw(graphs[0], Plan())
    print("\n".join(table([measure(graph) for graph in graphs])))
    print(f"cold: {cold():.0f} ms for the first chart of a process")


if __name__ == "__main__":
    main()
