"""The data of a controlled PDF: everything that was approved is in it, in the order of the source."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.kinds.clause.schema import BLOCKS, Branch, Clause, ExampleItem, RuleBlock
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.flow.graph import graph_of
from generator.kinds.flow.schema import Flow
from generator.kinds.parts import uses_of
from generator.kinds.rule.schema import Rule, RuleWording
from generator.kinds.script.schema import Script
from generator.library import HeldRevision
from generator.model.base import Model, Standing
from generator.model.conditions import Condition
from generator.model.walk import FoundText, children, descendants, texts
from generator.pdf.document import document_source
from generator.pdf.source import PdfSource
from generator.pdf.tables import ROOM, TIGHT_ROOM, widths
from generator.pdf.terms import UsedTerms
from generator.pdf.text import Json, Texts
from generator.pdf.writer import Writer, labels_in, without_dead_links
from generator.render.context import PageContext, RenderContext
from generator.text.markdown_subset import plain_text
from tests.contents import base_copy, edit, library_of

GOLDEN = Path(__file__).with_name("golden")
AS_OF = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
FICTION = Path(__file__).parent.parent / "fiction" / "content"

KINDS = {
    "branch": "branches",
    "say": "say",
    "faq": "faq-group",
    "fees": "table",
    "catalogue": "table",
}
"""What a kind of block is called in the data, where that is another word."""


def built(content: Path, as_of: dt.datetime = AS_OF) -> RenderContext:
    """Return a build of some content that nothing has checked: these tests ask for its text alone."""
    return RenderContext(library_of(content, as_of.date()), as_of)


@pytest.fixture(scope="session")
def fiction() -> RenderContext:
    return built(FICTION)


@pytest.fixture(scope="session")
def real() -> RenderContext:
    return built(FICTION.parents[2] / "content")


@pytest.fixture(scope="module")
def source(fiction: RenderContext) -> PdfSource:
    return source_of(fiction, "2")


@pytest.fixture(scope="module")
def held(fiction: RenderContext) -> HeldRevision:
    return fiction.library.documents["layanan"].revisions["2"]


def source_of(context: RenderContext, revision: str, document: str = "layanan") -> PdfSource:
    held_document = context.library.documents[document]
    return document_source(context, held_document, held_document.revisions[revision])


def page_of(context: RenderContext, document: str = "layanan", revision: str = "2") -> PageContext:
    held_document = context.library.documents[document]
    return context.page(f"{document}/rev/{revision}/", held_document, held_document.revisions[revision])


def dicts(data: Any) -> Iterator[Json]:
    """Yield every mapping in data, the outer ones first."""
    if isinstance(data, list):
        for item in data:
            yield from dicts(item)
    elif isinstance(data, dict):
        yield data
        for value in data.values():
            yield from dicts(value)


def words(data: Any) -> Iterator[str]:
    """Yield every text in data in its order, our additions to the letter left out."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from words(item)
    elif isinstance(data, dict) and not data.get("ours"):
        for key, value in data.items():
            if key not in NO_WORDS:
                yield from words(value)


NO_WORDS = ("to", "url", "anchor", "file", "kind")


def squashed(text: str) -> str:
    """Return the letters and digits of a text: list markers and separators are drawn by the template."""
    return re.sub(r"[\W_]+", "", text).casefold()


def letter_of(found: FoundText) -> str:
    return squashed(plain_text(found.value) if found.role.is_markup else found.value)


def shown(model: Model, held: HeldRevision) -> Iterator[Model]:
    """Yield a model and everything inside it as a reader meets it: parts where their blocks name them."""
    yield model
    if isinstance(model, RuleBlock):
        yield from shown(held.parts[model.rule.use], held)
        return
    for name, _ in uses_of(model):
        yield from shown(held.parts.get(name) or held.units[(name,)].model, held)
    for child in children(model):
        yield from shown(child, held)


def approved_texts(model: Model) -> Iterator[FoundText]:
    for found in texts(model):
        is_bound = isinstance(found.model, Condition)  # `1-24 jam` is shown as `1–24 jam`
        is_name = isinstance(found.model, Rule) and found.path == ("title",)  # for lists; the source has none
        if found.standing is Standing.APPROVED and not is_bound and not is_name:
            yield found


def test_every_kind_of_block_reaches_the_data(source: PdfSource, held: HeldRevision) -> None:
    used = {kind for section in held.revision.sections for each in descendants(section) for kind in kinds_of(each)}
    assert used == set(BLOCKS), "the made-up content has every kind"
    drawn = {each["kind"] for each in dicts(source.data["sections"]) if "kind" in each}
    assert {KINDS.get(kind, kind) for kind in BLOCKS} <= drawn


def kinds_of(model: Model) -> list[str]:
    return [kind for kind, each in BLOCKS.items() if isinstance(model, each)]


def test_every_approved_text_reaches_the_data(source: PdfSource, held: HeldRevision) -> None:
    there = squashed("".join(words(source.data)))
    unused_wordings = {id(wording) for wording in wordings(held) if wording.id not in used_wordings(held)}
    for section in held.revision.sections:
        for model in shown(section, held):
            if id(model) not in unused_wordings:
                for found in approved_texts(model):
                    assert letter_of(found) in there, found
    for found in approved_texts(held.revision):
        assert letter_of(found) in there, found
    for approval in (*held.revision.approvals, *held.revision.log):
        for inner in descendants(approval):
            for found in approved_texts(inner):
                assert letter_of(found) in there, found


def wordings(held: HeldRevision) -> Iterator[RuleWording]:
    for part in held.parts.values():
        yield from (each for each in descendants(part) if isinstance(each, RuleWording))


def used_wordings(held: HeldRevision) -> set[str]:
    everything = (each for section in held.revision.sections for each in descendants(section))
    uses = [each.rule for each in everything if isinstance(each, RuleBlock)]
    rules = {part.id: part for part in held.parts.values() if isinstance(part, Rule)}
    return {use.wording or rules[use.use].wordings[0].id for use in uses}


TOLD = (Clause, Branch, Script, ExampleItem, FaqEntry)
"""What is told one after the other; rows are told in their table first and on their own below it."""


@pytest.mark.parametrize("content", ["fiction", "real"])
def test_the_words_come_in_the_order_of_the_source(content: str, request: pytest.FixtureRequest) -> None:
    context: RenderContext = request.getfixturevalue(content)
    for document in context.library.documents.values():
        for held in document.revisions.values():
            data = document_source(context, document, held).data["sections"]
            there, place = squashed("".join(words(data))), 0
            for section in held.revision.sections:
                for model in told(section, held):
                    for found in sorted(approved_texts(model), key=lambda each: each.path[0] != "branch"):
                        if found.path[0] in ("title", "label", "branch", "text", "question", "answer"):
                            place = there.find(letter_of(found), place)
                            assert place >= 0, (document.id, found)


def told(section: Model, held: HeldRevision) -> Iterator[Model]:
    """Yield what is told in order, the insides of rows left out."""
    waiting = [section]
    while waiting:
        model = waiting.pop()
        if isinstance(model, TOLD):
            yield model
        if type(model).__name__ in ("Table", "Row"):
            continue
        named = [
            held.parts[name] for name, _ in uses_of(model) if name in held.parts and not isinstance(model, RuleBlock)
        ]
        waiting.extend(reversed([*named, *children(model)]))


def test_numbers_and_pages_of_the_source_are_there(source: PdfSource, held: HeldRevision) -> None:
    there = [each for each in dicts(source.data["sections"]) if "number" in each and "pages" in each]
    clauses = [each for section in held.revision.sections for each in descendants(section) if isinstance(each, Clause)]
    assert {(each.number, each.source_page) for each in clauses if each.number} <= {
        (each["number"], each["pages"]) for each in there
    }


def test_links_lead_to_labels_that_are_set_once(source: PdfSource) -> None:
    labels = list(labels_in(source.data))
    assert len(labels) == len(set(labels))
    targets = {each["to"] for each in dicts(source.data) if each.get("to")}
    assert targets
    assert targets <= set(labels)


def test_a_dead_link_stays_words() -> None:
    data = [{"text": "satu", "to": "ada"}, {"text": "dua", "to": "tidak-ada"}]
    assert without_dead_links(data, frozenset(["ada"])) == [
        {"text": "satu", "to": "ada"},
        {"text": "dua", "to": None},
    ]


def test_a_flow_has_all_its_nodes_ways_and_pictures(
    fiction: RenderContext, source: PdfSource, held: HeldRevision
) -> None:
    flow = held.parts["alur-putus"]
    assert isinstance(flow, Flow)
    graph = graph_of(page_of(fiction), flow)
    drawn = next(each for each in dicts(source.data) if each.get("kind") == "flow")
    assert [(each["number"], each["text"]) for each in drawn["nodes"]] == [
        (node.number, node.label) for node in graph.nodes
    ]
    ways = [[way["answer"] or way["condition"] for way in each["ways"]] for each in drawn["nodes"]]
    assert ways == [[edge.case for edge in graph.ways(node.id)] for node in graph.nodes]
    assert [each["file"] for each in drawn["slices"]] == ["alur-putus-1.svg"]
    assert b"<svg" in source.files["alur-putus-1.svg"]
    assert all(each["alt"] and 0 < each["width_pt"] <= 482 for each in drawn["slices"])
    assert any(way["inferred"] for each in drawn["nodes"] for way in each["ways"])


def test_what_is_missing_is_said_in_words(source: PdfSource) -> None:
    act = source.data["approval"]["acts"][0]
    assert (act["signature"], act["day"]) == ("hilang dari sumber", "tidak ada pada sumber")
    facts = {each["title"]: each for each in source.data["cover"]["facts"]}
    assert facts["Berlaku sejak"]["value"] == "tidak ada pada sumber"
    assert facts["Berlaku sejak"]["note"] == "Sumber hanya mencantumkan tanggal dokumen."


def test_header_cover_and_log_are_those_of_the_source(source: PdfSource) -> None:
    data = source.data
    fields = {each["title"]: each["value"] for each in data["header"]["fields"]}
    assert (fields["Versi"], fields["Tanggal"]) == ("2", "31/07/24")
    assert data["cover"]["adopted"].startswith("PDF ini disusun ulang dari dokumen asli")
    assert "".join(words(data["cover"]["statement"])).endswith("Dokumen ini terkendali")
    assert ["".join(words(each)) for each in data["log"]["columns"]] == [
        "Versi",
        "Penyusun",
        "Tanggal",
        "Keterangan",
        "Bab",
        "Hal",
    ]
    assert data["metadata"]["author"] == "Koperasi Listrik Fiksi"


def test_a_single_sentence_has_neither_order_nor_choice(real: RenderContext) -> None:
    sources = (source_of(real, "3", "pln-mobile"), source_of(real, "2", "digilive"))
    said = [each for source in sources for each in dicts(source.data) if each.get("kind") == "say"]
    assert {len(each["items"]) == 1 for each in said} == {True, False}
    for each in said:
        is_single = len(each["items"]) == 1
        assert (each["lead"] == "") == is_single
        assert all((item["label"] == "") == is_single for item in each["items"])


def test_a_script_says_class_place_and_window(source: PdfSource) -> None:
    scripts = {"".join(words(each["title"])): each for each in dicts(source.data) if each.get("kind") == "script"}
    greeting, changed = scripts["Salam Tipe 1"], scripts["Salam hari jadi"]
    assert greeting["is_fixed"]
    assert "Salam pembuka" in greeting["where"]
    assert "".join(words(greeting["validity"])).startswith("Digantikan sementara, 4 September 2024 pukul 00.00 sampai")
    assert "30 September 2024 pukul 23.59" in "".join(words(changed["validity"]))
    placeholders = [run["text"] for run in dicts(greeting["text"]) if run.get("placeholder")]
    assert "{Nama Petugas}" in placeholders


@pytest.mark.parametrize(
    ("revision", "mark"),
    [pytest.param("2", None, id="in force: nothing across the page"), pytest.param("1", "mark.svg", id="superseded")],
)
def test_only_what_is_not_followed_is_marked(fiction: RenderContext, revision: str, mark: str | None) -> None:
    source = source_of(fiction, revision)
    assert source.data["mark"] == mark
    assert ("mark.svg" in source.files) == bool(mark)
    assert all(source.data["cover"][key] for key in ("status", "uncontrolled"))
    outlines = source.files["foot.svg"].decode()
    assert "<path" in outlines
    assert "<text" not in outlines


def test_the_day_of_the_build_changes_nothing() -> None:
    later = built(FICTION, AS_OF + dt.timedelta(days=400))
    assert source_of(built(FICTION), "2") == source_of(later, "2")


def test_the_glossary_holds_the_terms_of_the_text(source: PdfSource) -> None:
    rows = {each["term"]: each for each in source.data["glossary"]["rows"]}
    assert rows["Tamu"]["text"] == "Tamu adalah orang yang menghubungi koperasi."
    assert rows["Tamu"]["to"] == "definisi-tamu"
    assert list(rows) == sorted(rows, key=str.casefold)


def test_a_superseded_revision_keeps_its_own_definition(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    library = library_of(content)
    page = RenderContext(library, AS_OF).page(
        "kasir/rev/1/", library.documents["kasir"], library.documents["kasir"].revisions["1"]
    )
    terms = UsedTerms(page)
    terms.note("tidak ada istilah di sini")
    assert terms.glossary() == []


def run_texts(context: RenderContext) -> Texts:
    return Writer(page_of(context)).texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("biasa", [{"text": "biasa"}], id="plain"),
        pytest.param(
            "*a* **b** `c`",
            [
                {"text": "a", "emphasis": True},
                {"text": " "},
                {"text": "b", "strong": True},
                {"text": " "},
                {"text": "c", "code": True},
            ],
            id="looks",
        ),
        pytest.param("a\nb", [{"text": "a"}, {"text": "\n"}, {"text": "b"}], id="a line break of the author is one"),
        pytest.param('#import "x" $a$ <b> ]]', [{"text": '#import "x" $a$ <b> ]]'}], id="no markup of typst"),
        pytest.param(
            "[[layanan/penutup|lihat]]", [{"text": "lihat", "to": "penutup"}], id="a reference within the revision"
        ),
        pytest.param("[[istilah/klf|KLF]]", [{"text": "KLF"}], id="a reference to another page of the site is words"),
        pytest.param("[a](https://x.test/)", [{"text": "a", "url": "https://x.test/"}], id="a link to the web"),
    ],
)
def test_words_and_looks(fiction: RenderContext, text: str, expected: list[Json]) -> None:
    assert run_texts(fiction).inline(text) == expected


def test_an_erratum_keeps_the_letter_and_adds_what_was_meant(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    path = "documents/kasir/1/scripts.yml"
    text = (content / path).read_text(encoding="utf-8")
    first = re.search(r"    text: ([^\n|]+)\n", text) or re.search(r"    text: \|-\n      ([^\n]+)\n", text)
    assert first
    word = max(re.findall(r"[A-Za-z]+", first[1]), key=len)
    entry = re.search(r"  - id: [^\n]+\n", text)
    assert entry
    edit(content, path, entry[0], f"{entry[0]}    errata: [{{letter: {word}, intended: maksudnya}}]\n")
    library = library_of(content)
    context = RenderContext(library, AS_OF)
    script = next(part for part in library.documents["kasir"].revisions["1"].parts.values() if part.errata)
    assert isinstance(script, Script)
    runs = [run for run in dicts(Writer(page_of(context, "kasir", "1")).texts.script(script)) if "text" in run]
    place = next(index for index, run in enumerate(runs) if run.get("erratum"))
    assert runs[place]["text"] == word
    assert runs[place + 1] == {"text": " [maksud: maksudnya]", "ours": True}


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        pytest.param([[(3, 3), (40, 12)]], lambda got: got[0] < got[1], id="more text, more room"),
        pytest.param([[(14, 14)] * 8], lambda got: min(got) >= 16, id="never narrower than the longest word"),
        pytest.param([[(1, 1)]], lambda got: got == [pytest.approx(ROOM)], id="one column has it all"),
        pytest.param([[(9, 9)] * 8], lambda got: sum(got) == pytest.approx(TIGHT_ROOM, abs=1), id="smaller letters"),
    ],
)
def test_widths_of_columns(rows: Sequence[Sequence[tuple[float, float]]], check: Any) -> None:
    assert check(widths(rows))


def test_golden_of_a_case(source: PdfSource, request: pytest.FixtureRequest) -> None:
    """One case with a script, as a person has read it."""
    case = next(each for each in dicts(source.data) if each.get("anchor") == "bila-anggota")
    path = GOLDEN / "case.json"
    made = json.dumps(case, ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")
