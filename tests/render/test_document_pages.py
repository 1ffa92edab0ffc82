"""The pages of documents, on a fictional document that uses every kind of block: the page contract holds."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.addresses import anchor_of, parse_address
from generator.content import gather
from generator.kinds.clause.schema import BLOCKS, Clause, SayBlock, Speech
from generator.kinds.clause.view import body_html
from generator.kinds.document.view import document_pages
from generator.kinds.record.schema import Record
from generator.kinds.rule.schema import Rule
from generator.kinds.script.schema import Script
from generator.library import HeldRevision, Library
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.model.walk import FoundText, descendants, texts
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.render.page import Page
from generator.text.markdown_subset import plain_text
from tests.render.reading import Element, raw_blocks, read_page

CONTENT = Path(__file__).parent.parent / "fiction" / "content"
WIB = dt.timezone(dt.timedelta(hours=7))
AFTER = dt.datetime(2026, 2, 1, tzinfo=WIB)
DURING = dt.datetime(2024, 9, 10, tzinfo=WIB)


def pages_at(as_of: dt.datetime) -> tuple[Library, dict[str, Page]]:
    library = build_library(gather(CONTENT), as_of.date())
    assert [*library.content.problems, *library.problems] == []
    return library, {page.uri: page for page in document_pages(RenderContext(library, as_of))}


@pytest.fixture(scope="module")
def library() -> Library:
    return pages_at(AFTER)[0]


@pytest.fixture(scope="module")
def held(library: Library) -> HeldRevision:
    return library.documents["layanan"].revisions["2"]


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_at(AFTER)[1]


@pytest.fixture(scope="module")
def page(pages: dict[str, Page]) -> Element:
    return read_page(pages["layanan/index.md"])


def only(found: list[Element]) -> Element:
    assert len(found) == 1, [each.attributes for each in found]
    return found[0]


def unit(page: Element, address: str) -> Element:
    return only(page.having("data-sigap-unit", address))


def test_fiction_uses_every_kind_of_block(held: HeldRevision) -> None:
    models = {type(model) for model in descendants(held.revision)}
    assert {kind for kind, model in BLOCKS.items() if model not in models} == set()


def test_every_held_revision_has_its_page(pages: dict[str, Page]) -> None:
    assert list(pages) == ["layanan/index.md", "layanan/rev/1/index.md", "layanan/rev/2/index.md"]
    assert [page.is_indexed for page in pages.values()] == [True, False, False]


def test_raw_blocks_are_never_interpreted(pages: dict[str, Page]) -> None:
    for block in (block for page in pages.values() for block in raw_blocks(page)):
        assert block.startswith(("#", "<")), block[:80]
        assert not block.startswith("#") or "\n" not in block


def test_every_unit_stands_once_under_its_own_id(pages: dict[str, Page], held: HeldRevision) -> None:
    for uri in ("layanan/index.md", "layanan/rev/2/index.md"):
        found = {each.attributes["data-sigap-unit"]: each for each in read_page(pages[uri]).having("data-sigap-unit")}
        assert set(found) == {each.address for each in held.units.values()}
        for address, element in found.items():
            assert element.attributes["id"] == anchor_of(parse_address(address).tail)
            assert element.attributes["data-sigap-fingerprint"].startswith("s2:")


def test_ids_are_unique_and_local_links_lead_to_them(pages: dict[str, Page]) -> None:
    for each in pages.values():
        root = read_page(each)
        ids = Counter(element.attributes["id"] for element in root.having("id"))
        assert [name for name, count in ids.items() if count > 1] == []
        links = [element.attributes["href"] for element in root.having("href")]
        assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


def letters(held: HeldRevision) -> Iterator[tuple[Model, str]]:
    """Yield what the source says: every verbatim text of a revision and its parts that pages must show."""
    for root in (held.revision, *held.parts.values()):
        for model in descendants(root):
            if isinstance(model, Condition):
                continue
            for found in texts(model):
                if found.role.is_verbatim and found.path[0] not in NOT_SHOWN and not is_name_of_ours(found):
                    yield model, plain_text(found.value) if found.role.is_markup else found.value


def is_name_of_ours(found: FoundText) -> bool:
    """Tell whether a text is a short name by which links lead to a unit; the source has none there."""
    return isinstance(found.model, Rule | Record) and found.path == ("title",)


NOT_SHOWN = {"letter", "intended"}
"""Fields of errata and slots: the words stand in the text already."""


def test_nothing_of_the_letter_is_lost(page: Element, held: HeldRevision) -> None:
    shown = "".join(page.text(without="sigap-sic__intended").split())
    lost = [(type(model).__name__, words) for model, words in letters(held) if "".join(words.split()) not in shown]
    assert lost == []


def test_no_markup_leaks(page: Element) -> None:
    text = page.text()
    for leak in ("**", "[[", "]]", "{#", "{ #", "&#", "&lt;", "</", "data-sigap", "None"):
        assert leak not in text, text[text.index(leak) - 60 : text.index(leak) + 60]


def test_headings_show_exactly_their_words(page: Element) -> None:
    headings = [each.text() for each in page.walk() if each.tag in ("h1", "h2", "h3")]
    assert headings[0] == "SOP LAYANAN {FIKSI} #1"
    assert "1 PEMBUKAAN {dan} #tanda" in headings
    assert "1 Akun {anggota}" in headings


def test_a_headed_clause_is_a_section_named_by_its_heading(page: Element) -> None:
    section = unit(page, "layanan/pembukaan")
    heading = only(page.having("id", section.attributes["aria-labelledby"]))
    assert (section.tag, heading.text()) == ("section", "1 PEMBUKAAN {dan} #tanda")
    rest = only(page.having("data-sigap-part-of", "layanan/prosedur"))
    assert "Kalimat sesudah bagian berjudul" in rest.text()


def test_script(page: Element, held: HeldRevision) -> None:
    figure = unit(page, "layanan/salam-tipe-1")
    assert figure.attributes["data-sigap-script"] == "layanan/salam-tipe-1"
    assert figure.attributes["data-sigap-wording"] == "locked"
    assert [each.text() for each in figure.having("data-sigap-placeholder")] == ["pagi/siang", "{Nama Petugas}"]
    button = only(figure.having("data-sigap-copy"))
    script = held.units["salam-tipe-1",].model
    assert isinstance(script, Script)
    assert button.attributes["data-sigap-copy"] == plain_text(script.text)
    assert button.text() == "Salin format"


@pytest.mark.parametrize(
    ("address", "label"),
    [
        pytest.param("layanan/penutup", "Salin", id="nothing is open"),
        pytest.param("layanan/kedua", "Salin", id="an expected answer is nothing to fill in"),
    ],
)
def test_copy_button_without_open_places(page: Element, address: str, label: str) -> None:
    assert only(unit(page, address).having("data-sigap-copy")).text() == label


def test_copied_text_is_the_letter_without_our_additions(page: Element) -> None:
    figure = unit(page, "layanan/penutup")
    assert "[maksud: kesediaannya]" in figure.text()
    copied = only(figure.having("data-sigap-copy")).attributes["data-sigap-copy"]
    assert copied == "Terima kasih atas kesediannya, Kakak."


def test_a_script_shown_again_has_no_second_id(page: Element) -> None:
    again = page.having("data-sigap-shown", "layanan/penutup")
    assert len(again) == 2
    for figure in again:
        assert "id" not in figure.attributes
        assert "#penutup" in [each.attributes["href"] for each in figure.having("href")]


@pytest.mark.parametrize(
    ("as_of", "state", "before"),
    [
        pytest.param(DURING, "Berlaku sementara", "Kembali berlaku sesudahnya", id="in the window"),
        pytest.param(AFTER, "Tidak berlaku lagi", "Berlaku kembali", id="after the window"),
    ],
)
def test_validity(as_of: dt.datetime, state: str, before: str) -> None:
    page = read_page(pages_at(as_of)[1]["layanan/index.md"])
    figure = unit(page, "layanan/salam-jadi")
    window = [figure.attributes[f"data-sigap-{name}"] for name in ("from", "until", "clock")]
    # Authors write the last minute; pages carry the first one after it.
    assert window == ["2024-09-04T00:00", "2024-10-01T00:00", "Asia/Jakarta"]
    assert only(figure.having("data-sigap-stamp")).text() == state
    assert before in unit(page, "layanan/salam-hari-jadi").text()
    replaced = only(unit(page, "layanan/salam-tipe-1").having("data-sigap-replaced-from"))
    assert replaced.attributes["data-sigap-replaced-until"] == "2024-10-01T00:00"


def test_document_control(pages: dict[str, Page]) -> None:
    current = only(read_page(pages["layanan/index.md"]).having("data-sigap-document"))
    assert current.attributes["data-sigap-revision"] == "2"
    assert current.attributes["data-sigap-status"] == "in-force-since-unknown"
    assert current.attributes["data-sigap-fingerprint"].startswith("s2:")
    assert "Berlaku – tanggal mulai tidak diketahui" in current.text()
    assert len(current.having("data-sigap-missing")) == 2
    old = only(read_page(pages["layanan/rev/1/index.md"]).having("data-sigap-document"))
    assert (old.attributes["data-sigap-status"], "Digantikan" in old.text()) == ("superseded", True)


def test_gaps_say_their_kind(page: Element, held: HeldRevision) -> None:
    kinds = {
        element.attributes["id"]: element.attributes["data-sigap-gap"]
        for element in page.having("data-sigap-gap")
        if "data-sigap-unit" in element.attributes
    }
    assert kinds == {
        "gambar-hilang": "lost",
        "jawaban-daftar-hilang": "lost",
        "sesudah-bagian": "open-question",
        "tamu-tidak-tahu": "unregulated",
        "tanda-tangan": "lost",
        "tanggal-berlaku": "open-question",
    }
    gap = unit(page, "layanan/tamu-tidak-tahu").text()
    assert "bukan ketentuan" in gap
    assert "tanyakan kepada: Pengurus" in gap


def test_conditions_and_force_stand_in_words(page: Element) -> None:
    clause = unit(page, "layanan/menyapa").text()
    for words in (
        "Wajib",
        "Petugas",
        "Lama menunggu 1–24 jam, dan Jenis tamu: calon anggota koperasi",
        "Kecuali Sudah terdaftar: ya",
        "Tidak perlu: Salam Penutup",
        "nomor dipulihkan",
    ):
        assert words in clause


def test_references_are_marked_by_their_state(page: Element) -> None:
    clause = unit(page, "layanan/kata-tetap")
    states = [each.attributes["data-sigap-reference-state"] for each in clause.having("data-sigap-reference-state")]
    assert states == ["resolved", "unresolved", "not-held", "unresolved", "not-held"]
    link = only(clause.having("data-sigap-reference", "layanan/salam-tipe-1"))
    assert link.attributes["href"] == "#salam-tipe-1"


def test_a_rule_is_shown_in_the_wording_of_each_place(page: Element) -> None:
    assert "Tagar dipakai untuk yang terputus." in unit(page, "layanan/tagar").text()
    again = only(page.having("data-sigap-shown", "layanan/tagar")).text()
    assert "Tagar dipakai untuk transaksi yang terputus." in again


def test_amounts_stand_in_indonesian_notation(page: Element) -> None:
    row = unit(page, "layanan/biaya/uang-elok")
    assert [each.text() for each in row.having("data-sigap-value")] == ["1.750", "0"]
    table = unit(page, "layanan/biaya").text()
    assert "Nilai per 16 Des 2020, belum dijadwalkan diperiksa." in table
    assert "Dompot [maksud: Dompet] Digital" in table


def test_a_flow_is_a_list_whose_ways_are_links(page: Element) -> None:
    flow = unit(page, "layanan/alur-putus")
    nodes = [each for each in flow.walk() if each.tag == "li" and "id" in each.attributes]
    assert [each.attributes["id"].removeprefix("alur-putus--") for each in nodes] == [
        "mulai",
        "salam",
        "lengkap",
        "tanya",
        "tutup",
        "lain",
    ]
    assert "lanjut ke 3. Data lengkap? (dugaan Sigap, tidak tertulis pada sumber)" in nodes[3].text()
    assert nodes[5].attributes["data-sigap-gap"] == "unregulated"


def test_a_term_is_explained_once(page: Element) -> None:
    terms = [each for each in page.having("data-sigap-term") if each.text().casefold() == "tamu"]
    assert only(terms).attributes["title"].startswith("Tamu adalah orang")


def test_same_pages_each_time() -> None:
    first, second = pages_at(AFTER)[1], pages_at(AFTER)[1]
    assert [page.source for page in first.values()] == [page.source for page in second.values()]


def test_models_of_the_fiction(held: HeldRevision) -> None:
    """Others lean on this content too: it keeps a clause without an id, and a rule with two wordings."""
    clauses = [model for model in descendants(held.revision) if isinstance(model, Clause)]
    assert any(clause.id is None for clause in clauses)
    rules = [part for part in held.parts.values() if isinstance(part, Rule)]
    assert [len(rule.wordings) for rule in rules] == [2]


def test_a_single_sentence_has_neither_order_nor_choice(library: Library, held: HeldRevision) -> None:
    """On a telephone or in a ticket, one sentence is no first bubble."""
    page = RenderContext(library, AFTER).page("layanan/", library.documents["layanan"], held)
    for speech in (Speech(in_order=["penutup"]), Speech(one_of=["penutup"])):
        html = body_html(page, [SayBlock(say=speech, text="Contoh:")], held.revision, 3)
        assert "Contoh:" in html
        assert html.count("data-sigap-script") == 1
        assert "sigap-say" not in html
    both = body_html(page, [SayBlock(say=Speech(in_order=["penutup", "penutup"]))], held.revision, 3)
    assert both.count("Bubble") == 2
