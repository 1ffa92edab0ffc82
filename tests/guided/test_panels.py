"""The panels of guided steps, in the real content and in the fictional one: nothing is lost, nothing stands twice."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from generator.content import gather
from generator.guided.pages import flows_of, guided_pages
from generator.guided.shown import LONGEST_LETTERS, OPEN_LETTERS, letters_in, portions_of
from generator.kinds.clause.schema import Branch, Clause, FlowBlock, Speech
from generator.kinds.flow.graph import FlowGraph, graph_of
from generator.kinds.flow.schema import Flow, FlowNode
from generator.kinds.parts import uses_of
from generator.kinds.record.schema import Record
from generator.kinds.script.schema import Script
from generator.kinds.unit import Unit
from generator.library import HeldRevision
from generator.library import Unit as LibraryUnit
from generator.model.base import Model
from generator.model.walk import children
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.render.page import Page
from tests.guided.flows import content_with_flows
from tests.render.reading import Element, read_page

ROOT = Path(__file__).parents[2]
WIB = dt.timezone(dt.timedelta(hours=7))
AS_OF = dt.datetime(2026, 2, 1, tzinfo=WIB)


def context_of(content: Path) -> RenderContext:
    library = build_library(gather(content), AS_OF.date())
    assert [*library.content.problems, *library.problems] == []
    return RenderContext(library, AS_OF)


@dataclass
class Guided:
    """The flows in force of some content, and their pages, each read once."""

    context: RenderContext
    _sections: dict[str, Element] = field(default_factory=dict)

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {page.url: page for page in guided_pages(self.context)}

    @cached_property
    def flows(self) -> list[tuple[HeldRevision, Flow, FlowGraph]]:
        found = []
        for document in self.context.library.documents.values():
            assert document.current is not None
            page = self.context.page("x/", document, document.current, is_text=False)
            found += [(document.current, flow, graph_of(page, flow)) for flow in flows_of(document.current)]
        return found

    @cached_property
    def addresses(self) -> dict[int, str]:
        """Return the addresses of the units in force by the identity of their models."""
        return {id(unit.model): unit.address for held, _, _ in self.flows for unit in held.units.values()}

    def section(self, held: HeldRevision, flow: str) -> Element:
        """Return the guided steps of a flow."""
        url = f"{held.document}/alur/{flow}/"
        if url not in self._sections:
            (self._sections[url],) = read_page(self.pages[url]).having("data-sigap-guided")
        return self._sections[url]

    def panels(self, held: HeldRevision, flow: str) -> dict[str, Element]:
        """Return the panels of a flow by the ids of their nodes."""
        found = self.section(held, flow).having("data-sigap-node")
        return {each.attributes["data-sigap-node"]: each for each in found}

    def unit(self, held: HeldRevision, address: str | None) -> LibraryUnit | None:
        return self.context.library.find_from(held, address) if address else None


@pytest.fixture(scope="module")
def fiction(tmp_path_factory: pytest.TempPathFactory) -> Guided:
    return Guided(context_of(content_with_flows(tmp_path_factory.mktemp("guided") / "content")))


@pytest.fixture(scope="module")
def real() -> Guided:
    return Guided(context_of(ROOT / "content"))


@pytest.fixture(params=["fiction", "real"])
def guided(request: pytest.FixtureRequest) -> Guided:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Guided)
    return found


# What a panel shows


@dataclass(frozen=True)
class Count:
    """Counts the scripts and records that a model shows, without what stands at other steps.

    Attributes:
        without: The addresses of other steps.
        keeps_named: What is only named here is shown here too.
    """

    guided: Guided
    held: HeldRevision
    without: frozenset[str] = frozenset()
    keeps_named: bool = True

    def of(self, model: Model) -> Counter[str]:
        if isinstance(model, FlowBlock) or self._address(model) in self.without:
            return Counter()
        if isinstance(model, Script | Record):
            return Counter([self._address(model)])
        if isinstance(model, Speech):
            return self._of_speech(model)
        found: Counter[str] = Counter()
        for local_id, kind in uses_of(model):
            found += self._of_named(local_id, kind)
        for inner in children(model):
            found += self.of(inner)
        return found

    def _of_speech(self, speech: Speech) -> Counter[str]:
        """Sentences that belong together are all left out, or none is."""
        said = [self.held.part(each, Script) if isinstance(each, str) else each for each in self._said(speech)]
        addresses = [self._address(each) for each in said if each]
        is_named = any(isinstance(each, str) for each in self._said(speech))
        is_elsewhere = set(addresses) <= self.without and not (self.keeps_named and is_named)
        return Counter() if is_elsewhere else Counter(addresses)

    @staticmethod
    def _said(speech: Speech) -> list[Script | str]:
        return [*speech.in_order, *speech.one_of]

    def _of_named(self, local_id: str, kind: type[Unit]) -> Counter[str]:
        part = self.held.part(local_id, kind)
        if part is None or (not self.keeps_named and self._address(part) in self.without):
            return Counter()
        if isinstance(part, Script | Record):
            return Counter([self._address(part)])
        return self.of(part)

    def _address(self, model: Model) -> str:
        return self.guided.addresses.get(id(model), "")


def below(held: HeldRevision, nodes: Iterable[FlowNode]) -> list[str]:
    """Return the flows that nodes lead to, and those that these lead to."""
    found: list[str] = []
    waiting = [node.flow for node in nodes]
    while waiting:
        name = waiting.pop()
        flow = held.part(name, Flow) if name and name not in found else None
        if flow:
            found.append(flow.id)
            waiting += [node.flow for node in flow.nodes]
    return found


def other_clauses(held: HeldRevision, flow: Flow, node: FlowNode) -> frozenset[str]:
    """Return the clauses of other nodes, in the flow and in those that it leads to."""
    inner = [held.part(name, Flow) for name in below(held, flow.nodes) if name != flow.id]
    nodes = [*flow.nodes, *(each for other in inner if other for each in other.nodes)]
    return frozenset({each.clause for each in nodes if each is not node and each.clause} - {node.clause})


def test_a_panel_shows_what_its_clause_holds_as_often_as_the_clause(guided: Guided) -> None:
    wrong = []
    for held, flow, _ in guided.flows:
        panels = guided.panels(held, flow.id)
        for node in flow.nodes:
            panel = panels[node.id]
            shown = Counter(each.attributes["data-sigap-script"] for each in panel.having("data-sigap-script"))
            records = panel.having("class", "sigap-record")
            shown += Counter(each.attributes["data-sigap-elsewhere"] for each in records if len(each.attributes) > 1)
            does = node.kind in ("step", "end", "unregulated")
            count = Count(guided, held, other_clauses(held, flow, node), keeps_named=does)
            expected: Counter[str] = Counter()
            for address in dict.fromkeys(node.show or [node.clause or ""]):
                if unit := guided.unit(held, address):
                    expected += count.of(unit.model)
            if shown != expected:
                wrong.append((flow.id, node.id, shown - expected, expected - shown))
    assert wrong == []


def test_what_a_step_leaves_out_stands_at_another_step(guided: Guided) -> None:
    """Every script of the clauses of a flow can be reached by walking it."""
    scripts = {address for address in guided.addresses.values() if isinstance(_model(guided, address), Script)}
    for held, flow, _ in guided.flows:
        if any(node.show for node in flow.nodes):
            continue
        names = [flow.id, *below(held, flow.nodes)]
        shown = [each for name in names for each in guided.section(held, name).having("data-sigap-script")]
        reachable = {each.attributes["data-sigap-script"] for each in shown}
        for node in flow.nodes:
            if unit := guided.unit(held, node.clause):
                assert (Count(guided, held).of(unit.model).keys() & scripts) - reachable == set(), (flow.id, node.id)


def _model(guided: Guided, address: str) -> Model | None:
    unit = guided.context.library.find(address)
    return unit.model if unit else None


def test_a_panel_names_its_step(guided: Guided) -> None:
    for held, flow, graph in guided.flows:
        panels = guided.panels(held, flow.id)
        for node in graph.nodes:
            (title,) = [each for each in panels[node.id].walk() if each.tag == "h3"]
            assert title.text(without="sigap-sic__intended") == " ".join(node.label.split())
            notes = [each.text() for each in panels[node.id].having("data-sigap-note")]
            assert notes[1:] == [words for words in (node.actor, node.application) if words]
            assert ("hidden" in panels[node.id].attributes) == (node is not graph.start)


def test_the_buttons_of_a_panel_are_the_ways_of_its_node(guided: Guided) -> None:
    for held, flow, graph in guided.flows:
        panels = guided.panels(held, flow.id)
        for node in graph.nodes:
            ways = panels[node.id].having("data-sigap-way")
            for number, (button, edge) in enumerate(zip(ways, graph.ways(node.id), strict=True), 1):
                assert (button.tag, button.attributes["data-sigap-way"]) == ("button", str(number))
                assert button.attributes["data-sigap-edge"] == f"{edge.source} {edge.target}"
                words = button.text()
                assert all(part in words for part in (edge.answer, edge.condition, graph.by_id[edge.target].label))
                assert bool(button.having("data-sigap-inferred")) == edge.is_inferred


def test_a_step_that_nothing_regulates_names_place_question_and_whom_to_ask(guided: Guided) -> None:
    seen = 0
    for held, flow, graph in guided.flows:
        panels = guided.panels(held, flow.id)
        for node in graph.nodes:
            if node.kind != "unregulated" or node.gap is None:
                continue
            seen += 1
            words = panels[node.id].text()
            assert words.startswith("Belum diatur dalam SOP")
            assert "Letak pada SOP:" in words
            asked = "Sementara itu tanyakan kepada:" if node.gap.ask else "belum ditetapkan"
            assert asked in words
            assert ("Pertanyaan kepada pemilik dokumen:" in words) == bool(node.gap.question)
    assert seen


# What is carried into other pages


def test_panels_take_no_ids_but_those_of_their_headings(guided: Guided) -> None:
    """Panels of several flows come to stand on one page."""
    taken: Counter[tuple[str, str]] = Counter()
    for held, flow, _ in guided.flows:
        panels = guided.section(held, flow.id).having("data-sigap-panel")
        ids = [each.attributes["id"] for panel in panels for each in panel.having("id")]
        assert all(name.startswith(f"langkah-{flow.id}--") for name in ids)
        taken += Counter((held.document, name) for name in ids)
        assert [
            each for panel in panels for name in ("unit", "shown") for each in panel.having(f"data-sigap-{name}")
        ] == []
        links = [each.attributes["href"] for panel in panels for each in panel.having("href")]
        assert [link for link in links if link.startswith("#")] == []
    assert [name for name, count in taken.items() if count > 1] == []


def test_scripts_walk_the_same_graph(guided: Guided) -> None:
    for held, flow, graph in guided.flows:
        walk = json.loads(guided.section(held, flow.id).attributes["data-sigap-walk"])
        assert graph.start is not None
        assert (walk["id"], walk["title"], walk["start"]) == (flow.id, flow.title, graph.start.id)
        assert list(walk["nodes"]) == [node.id for node in graph.nodes]
        for node in graph.nodes:
            ways = walk["nodes"][node.id].get("ways", [])
            edges = graph.ways(node.id)
            assert [(way["to"], way.get("answer", "")) for way in ways] == [(each.target, each.case) for each in edges]
            facts = [[fact for fact, *_ in way.get("when", [])] for way in ways]
            assert facts == [[condition.fact for condition in edge.when] for edge in edges]
        assert [each["id"] for each in walk["interrupts"]] == [each.id for each in graph.interrupts]
        entered = [*(node.flow for node in graph.nodes), *(each.flow for each in graph.interrupts)]
        assert walk["flows"] == {name: f"../{name}/" for name in entered if name}


# Pages


def test_every_flow_has_a_page_in_force_and_one_for_each_revision(fiction: Guided) -> None:
    pages = list(fiction.pages.values())
    names = ("alur-putus", "alur-lengkap", "alur-catat", "alur-diam")
    expected = [f"layanan/{part}alur/{name}/index.md" for part in ("", "rev/2/") for name in names]
    assert [page.uri for page in pages] == expected
    assert {(page.is_indexed, page.place) for page in pages} == {(False, "alur/index.md")}


def test_a_page_says_where_its_flow_comes_from(fiction: Guided) -> None:
    tree = read_page(fiction.pages["layanan/rev/2/alur/alur-lengkap/"])
    (control,) = tree.having("data-sigap-document", "layanan")
    assert control.attributes["data-sigap-revision"] == "2"
    assert control.attributes["data-sigap-fingerprint"].startswith("s2:")
    links = [each.attributes["href"] for each in control.having("href")]
    assert links == ["../../../../../layanan/rev/2/", "../../../../../layanan/alur/alur-lengkap/"]
    assert "FIKSI-001" in control.text()


def test_a_revision_whose_end_is_unknown_is_over_when_it_is_superseded(tmp_path: Path) -> None:
    content = content_with_flows(tmp_path / "content")
    old, new = content / "documents/layanan/1", content / "documents/layanan/2"
    flow = (new / "flow-diam.yml").read_text(encoding="utf-8").replace(", gap: tamu-tidak-tahu", "")
    (old / "flow-diam.yml").write_text(flow, encoding="utf-8")
    revision = old / "revision.yml"
    revision.write_text(revision.read_text(encoding="utf-8") + "    body:\n      - flow: alur-diam\n", encoding="utf-8")
    pages = {page.url: page for page in guided_pages(context_of(content))}
    (section,) = read_page(pages["layanan/rev/1/alur/alur-diam/"]).having("data-sigap-guided")
    assert section.attributes["data-sigap-until"] == "2026-02-01T00:00+07:00"
    assert "data-sigap-is-over" in section.walk()[2].attributes
    (current,) = read_page(pages["layanan/alur/alur-diam/"]).having("data-sigap-guided")
    assert "data-sigap-until" not in current.attributes


# Portions


def test_a_long_clause_shows_its_beginning_and_folds_the_rest() -> None:
    def clause(letters: int) -> Clause:
        return Clause.model_construct(text="x" * letters, body=[])

    long, short = clause(OPEN_LETTERS * 2), clause(10)
    assert [len(part) for part in _portions([short, short])] == [2, 0]
    assert [len(part) for part in _portions([clause(OPEN_LETTERS // 2)] * 3)] == [2, 1]
    assert [len(part) for part in _portions([long, short])] == [1, 1], "the first stands open although it is long"
    assert [len(part) for part in _portions([clause(LONGEST_LETTERS + 1), short])] == [0, 2]


def _portions(body: list[Clause]) -> tuple[list[Model], list[Model]]:
    portions = portions_of(body, frozenset(), 0)
    return list(portions.open), list(portions.folded)


def test_blocks_that_are_left_out_count_for_nothing() -> None:
    inner = Branch.model_construct(branch="x" * 50, body=[], text=None)
    outer = Clause.model_construct(text="y" * 7, body=[inner])
    assert letters_in(outer, frozenset()) == 57
    assert letters_in(outer, frozenset({id(inner)})) == 7


def test_a_change_is_not_shown_where_only_its_old_wording_would_be_left(real: Guided) -> None:
    """The step that enters the flow of the new wording shows neither the old one nor what lies loose around both."""
    flow = "alur-penanganan-pln-mobile"
    page = read_page(real.pages[f"pln-mobile/alur/{flow}/"])
    (panel,) = page.having("data-sigap-panel", f"{flow}/laporan-sebelumnya")
    assert "Semula" not in panel.text()
    assert "Alur lain: Pelanggan menghubungi kembali" in panel.text()


def test_a_flow_says_which_flows_lead_into_it(guided: Guided) -> None:
    entered = 0
    for held, flow, _ in guided.flows:
        callers = {other.title for of, other, _ in guided.flows if of is held and leads_to(other, flow.id)}
        page = read_page(guided.pages[f"{held.document}/alur/{flow.id}/"])
        assert len(page.having("data-sigap-callers")) == bool(callers)
        links = {each.text(): each.attributes["href"] for each in page.having("data-sigap-caller")}
        assert set(links) == callers
        assert all(address.removeprefix("../../../") in guided.pages for address in links.values())
        entered += bool(callers)
    assert entered


def leads_to(flow: Flow, local_id: str) -> bool:
    led_to = [*(node.flow for node in flow.nodes), *(each.flow for each in flow.interrupts)]
    return flow.id != local_id and local_id in led_to
