"""Every face of every flow holds the nodes, connections, words and interrupts of its graph, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from generator.guided.pages import flows_of, guided_pages
from generator.kinds.flow.graph import FlowGraph, graph_of
from generator.kinds.flow.schema import Flow
from generator.kinds.flow.view import flow_html
from generator.library import HeldDocument, HeldRevision
from generator.pdf.document import document_source
from generator.render.context import RenderContext
from generator.render.places import flow_url, revision_url
from tests.contents import TODAY, library_of
from tests.kinds.flow.faces import (
    Face,
    by_case,
    face_of_graph,
    face_of_html,
    face_of_pdf,
    face_of_slices,
    face_of_walk,
    one_line,
    read_walk,
)
from tests.render.reading import Element, raw_blocks, read_html
from tests.site.building import font_cache

__all__ = ["font_cache"]

ROOT = Path(__file__).parents[3]
CONTENTS = ("content", "tests/fiction/content", "tests/clean/content")
CHART, LANES, GUIDED = "data-sigap-chart", "data-sigap-chart-lanes", "data-sigap-guided"
LIST, CHECKLIST = "data-sigap-flow-list", "data-sigap-checklist"
NOT_REGULATED = "Belum diatur dalam SOP"


@dataclass(frozen=True)
class Case:
    """A flow of a revision."""

    document: HeldDocument
    held: HeldRevision
    flow: Flow

    @property
    def name(self) -> str:
        return f"{self.document.id}@{self.held.revision.revision}/{self.flow.id}"

    @property
    def urls(self) -> list[str]:
        """The addresses of its own pages."""
        found = [flow_url(self.document.id, self.flow.id, self.held.revision.revision)]
        return [*found, flow_url(self.document.id, self.flow.id)] if self.held is self.document.current else found


@dataclass
class Published:
    """A content and what is made of it."""

    context: RenderContext

    @cached_property
    def cases(self) -> list[Case]:
        return [
            Case(document, held, flow)
            for document in self.context.library.documents.values()
            for held in document.revisions.values()
            for flow in flows_of(held)
        ]

    @cached_property
    def pages(self) -> dict[str, Element]:
        """The pages of single flows by their addresses."""
        return {page.url: read_blocks(raw_blocks(page)) for page in guided_pages(self.context)}

    def graph(self, case: Case) -> FlowGraph:
        page = self.context.page(case.urls[0], case.document, case.held, is_text=False)
        return graph_of(page, case.flow)

    def pdf_flows(self, document: HeldDocument, held: HeldRevision) -> tuple[dict[str, Any], Mapping[str, bytes]]:
        """Return the flows in the data of a revision's PDF by their titles, and the files beside it."""
        source = document_source(self.context, document, held)
        found = [each for each in mappings_in(source.data) if each.get("kind") == "flow"]
        flows = {"".join(run["text"] for run in each["title"]): each for each in found if each["anchor"]}
        return flows, source.files


@pytest.fixture(scope="module", params=CONTENTS)
def published(request: pytest.FixtureRequest, font_cache: Path) -> Published:
    library = library_of(ROOT / request.param, TODAY)
    moment = dt.datetime.combine(TODAY, dt.time(), dt.UTC)
    found = Published(RenderContext(library, moment, cache_path=font_cache))
    assert found.cases
    return found


def test_the_graph_is_the_flow_of_the_file(published: Published) -> None:
    for case in published.cases:
        graph = published.graph(case)
        assert {node.id for node in graph.nodes} == {node.id for node in case.flow.nodes}, case.name
        written = [
            (edge.from_, edge.to, edge.label or "", tuple(edge.when), edge.is_inferred) for edge in case.flow.edges
        ]
        held = [(edge.source, edge.target, edge.answer, edge.when, edge.is_inferred) for edge in graph.edges]
        assert held == written, case.name
        assert [each.id for each in graph.interrupts] == [each.id for each in case.flow.interrupts], case.name


def test_all_faces_on_the_page_of_a_flow_hold_the_same(published: Published) -> None:
    for case in published.cases:
        graph = published.graph(case)
        expected = face_of_graph(graph)
        for url in case.urls:
            page = published.pages[url]
            for attribute in (CHART, LIST, CHECKLIST):
                (root,) = page.having(attribute)
                same(face_of_html(root), expected, f"{attribute} of {url}")
                says_who_and_where(root, graph, f"{attribute} of {url}")
                says_scopes(root, graph, f"{attribute} of {url}")
            for root in page.having(LANES):
                same(face_of_html(root), expected, f"lanes of {url}")
            (guided,) = page.having(GUIDED)
            says_who_and_where(guided, graph, f"guided steps of {url}")
            shown = {each.id for each in graph.interrupts if each.clause and not each.flow}
            same(face_of_html(guided), with_interrupts(expected, shown), f"guided steps of {url}")
            walk = read_walk(page)
            same(face_of_walk(walk), by_case(expected), f"walk of {url}")
            walked = {each["id"]: set(each.get("scope", ())) for each in walk["interrupts"]}
            assert walked == {each.id: set(each.scope or ()) for each in graph.interrupts}, url


def test_the_page_of_the_document_holds_the_same(published: Published) -> None:
    for case in published.cases:
        url = revision_url(case.document.id, case.held.revision.revision)
        html = flow_html(published.context.page(url, case.document, case.held), case.flow)
        unit, expected = read_html(str(html)), face_of_graph(published.graph(case))
        for attribute in (CHART, LIST):
            (root,) = unit.having(attribute)
            same(face_of_html(root), expected, f"{attribute} of {case.name}")


def test_the_pdf_holds_the_same(published: Published) -> None:
    for document in published.context.library.documents.values():
        for held in document.revisions.values():
            flows, files = published.pdf_flows(document, held)
            cases = [case for case in published.cases if case.held is held]
            assert set(flows) == {case.flow.title for case in cases}
            for case in cases:
                graph, flow = published.graph(case), flows[case.flow.title]
                expected = face_of_graph(graph)
                same(face_of_pdf(flow, graph), expected, f"list in the PDF of {case.name}")
                drawings = [read_html(files[each["file"]].decode()) for each in flow["slices"]]
                same(face_of_slices(drawings), expected, f"chart in the PDF of {case.name}")


@pytest.mark.parametrize("published", CONTENTS[1:2], indirect=True)
@pytest.mark.parametrize("attribute", [CHART, LIST, CHECKLIST, GUIDED])
def test_a_face_that_differs_is_noticed(attribute: str, published: Published) -> None:
    """A connection that is dropped, leads elsewhere, says something else, or comes twice; a node with another name."""
    case = next(each for each in published.cases if any(edge.answer for edge in published.graph(each).edges))
    expected = face_of_html(published.pages[case.urls[0]].having(attribute)[0])
    edge = next(each for each in expected.edges if each[2])
    source, target, answer, condition, is_inferred = edge
    other = next(name for name in expected.nodes if name not in (source, target))
    for changed in ((source, other, answer, condition, is_inferred), (source, target, "", condition, is_inferred)):
        edges = expected.edges - Counter([edge]) + Counter([changed])
        assert differences(Face(expected.nodes, edges, expected.interrupts), expected)
    assert differences(Face(expected.nodes, expected.edges - Counter([edge]), expected.interrupts), expected)
    assert differences(Face(expected.nodes, expected.edges + Counter([edge]), expected.interrupts), expected)
    renamed = {**expected.nodes, other: "lain"}
    assert differences(Face(renamed, expected.edges, expected.interrupts), expected)


def says_who_and_where(root: Element, graph: FlowGraph, place: str) -> None:
    """Check that the element of each node names who acts and where, and says that a case is not regulated."""
    for node in graph.nodes:
        (element,) = root.having("data-sigap-node", node.id)
        words = one_line(f"{element.text()} {element.attributes.get('aria-label', '')}")
        wanted = (node.actor, node.application, NOT_REGULATED if node.kind == "unregulated" else "")
        assert all(one_line(each) in words for each in wanted), f"{place}: {node.id} does not say all of {wanted}"


def says_scopes(root: Element, graph: FlowGraph, place: str) -> None:
    """Check that each interrupt is there with its scope: ids of nodes, or in a chart their labels in its name."""
    for interrupt in graph.interrupts:
        (element,) = root.having("data-sigap-interrupt", interrupt.id)
        if name := element.attributes.get("aria-label"):
            labels = [graph.by_id[node].label for node in interrupt.scope or ()]
            assert all(one_line(label) in one_line(name) for label in labels), f"{place}: {interrupt.id}"
        else:
            scope = frozenset(element.attributes.get("data-sigap-scope", "").split())
            assert scope == (interrupt.scope or frozenset()), f"{place}: {interrupt.id}"


def read_blocks(blocks: list[str]) -> Element:
    return read_html("".join(block for block in blocks if block.startswith("<")))


def with_interrupts(face: Face, wanted: set[str]) -> Face:
    """Return a face whose interrupts are these: guided steps enter the flows of the others, which the walk names."""
    return Face(face.nodes, face.edges, {name: each for name, each in face.interrupts.items() if name in wanted})


def same(found: Face, expected: Face, place: str) -> None:
    wrong = differences(found, expected)
    assert not wrong, f"{place}:\n" + "\n".join(wrong)


def differences(found: Face, expected: Face) -> list[str]:
    """Return what a face has too much and too little, one line each."""
    pairs = [
        (Counter[object](found.nodes.items()), Counter[object](expected.nodes.items())),
        (Counter[object](found.edges), Counter[object](expected.edges)),
        (Counter[object](found.interrupts.items()), Counter[object](expected.interrupts.items())),
    ]
    more = [f"  + {each}" for has, wanted in pairs for each in (has - wanted).elements()]
    return [*more, *(f"  - {each}" for has, wanted in pairs for each in (wanted - has).elements())]


def mappings_in(data: object) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside of JSON data."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from mappings_in(each)
