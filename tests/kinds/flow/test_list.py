"""A flow as nested lists and as a checklist: what they say of each kind of node, way and interrupt."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.kinds.flow.checklist import checklist_html
from generator.kinds.flow.graph import graph_of
from generator.kinds.flow.list import flow_list_html
from generator.kinds.flow.schema import Flow
from generator.render.context import PageContext, RenderContext
from generator.render.places import document_url, flow_url, revision_url
from tests.contents import REVISION, TODAY, base_copy, edit, library_of, write_files
from tests.render.reading import Element, read_html

FLOWS = {
    "documents/kasir/1/flow-alur-kasir.yml": """\
flow:
  id: alur-kasir
  title: Alur kasir
  reconstructed: true
  nodes:
    - {id: mulai, kind: start, text: Tamu datang}
    - {id: sapa, kind: step, text: Menyapa tamu, clause: kasir/menyapa-tamu, actor: peran-kasir, application: mesin}
    - {id: jenis, kind: decision, text: "Anggota <b>atau</b> bukan?"}
    - {id: iuran, kind: subflow, flow: alur-iuran}
    - {id: catat, kind: step, text: Mencatat}
    - {id: ragu, kind: unregulated, text: Tidak tahu, gap: tidak-tahu}
    - {id: selesai, kind: end, text: Selesai, final: true}
  edges:
    - {from: mulai, to: sapa}
    - {from: sapa, to: jenis}
    - {from: jenis, to: iuran, label: anggota, when: [{fact: jenis-tamu, is: anggota}]}
    - {from: jenis, to: ragu, label: tidak tahu}
    - {from: jenis, to: catat}
    - {from: iuran, to: catat}
    - {from: catat, to: selesai}
    - {from: ragu, to: sapa, inferred: true}
  interrupts:
    - {id: lama, text: Bila antre lama, clause: kasir/menyapa-tamu, scope: [sapa, catat], inferred: true}
    - {id: marah, text: Bila tamu marah, when: [{fact: jenis-tamu, is: anggota}], flow: alur-iuran}
""",
    "documents/kasir/1/flow-alur-iuran.yml": """\
flow:
  id: alur-iuran
  title: Menerima iuran
  reconstructed: true
  nodes:
    - {id: mulai, kind: start}
    - {id: selesai, kind: end, text: Iuran diterima}
  edges:
    - {from: mulai, to: selesai, label: lunas}
""",
}
GAP = """\
      - flow: alur-kasir
      - flow: alur-iuran
      - gap: {id: tidak-tahu, kind: unregulated, text: Belum diatur., question: Apa jawabnya?}
"""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> RenderContext:
    content = base_copy(tmp_path_factory.mktemp("kasir"))
    write_files(content, FLOWS)
    edit(content, REVISION, "      - flow: alur-kasir\n", GAP)
    return RenderContext(library_of(content, TODAY), dt.datetime.combine(TODAY, dt.time(), dt.UTC))


def page_of(context: RenderContext, url: str, *, is_text: bool = True) -> PageContext:
    document = context.library.documents["kasir"]
    return context.page(url, document, document.revisions["1"], is_text=is_text)


def list_on(page: PageContext, flow_id: str = "alur-kasir", *, has_anchors: bool = True) -> Element:
    flow = page.part(flow_id, Flow)
    assert flow
    return read_html(str(flow_list_html(page, flow, graph_of(page, flow), has_anchors=has_anchors)))


def checklist_on(page: PageContext, flow_id: str = "alur-kasir") -> Element:
    flow = page.part(flow_id, Flow)
    assert flow
    return read_html(str(checklist_html(page, flow, graph_of(page, flow))))


@pytest.fixture(scope="module")
def on_document(context: RenderContext) -> Element:
    return list_on(page_of(context, document_url("kasir")))


def node(root: Element, node_id: str) -> Element:
    (found,) = root.having("data-sigap-node", node_id)
    return found


def links(element: Element) -> dict[str, str]:
    """Return addresses by the words of links."""
    return {each.text(): each.attributes["href"] for each in element.walk() if each.tag == "a"}


def test_short_ways_are_told_inside_of_their_decision(on_document: Element) -> None:
    decision = node(on_document, "jenis")
    assert [each.attributes["data-sigap-node"] for each in decision.having("data-sigap-node")][1:] == ["iuran", "ragu"]
    assert "tidak tahu →" in decision.text()
    assert "dalam hal lain → lanjut ke 6. Mencatat" in decision.text()
    assert links(decision)["lanjut ke 6. Mencatat"] == "#alur-kasir--catat"


def test_a_way_that_says_nothing_is_the_order_of_the_list(on_document: Element) -> None:
    assert "lanjut ke" not in node(on_document, "sapa").text()
    assert node(on_document, "sapa").having("data-sigap-edge", "sapa jenis")
    assert "lanjut ke 7" not in node(on_document, "catat").text()


def test_a_way_back_is_a_link_and_inferred_ways_say_so(on_document: Element) -> None:
    unregulated = node(on_document, "ragu")
    assert "→ lanjut ke 2. Menyapa tamu" in unregulated.text()
    assert "(dugaan Sigap, tidak tertulis pada sumber)" in unregulated.text()
    assert unregulated.attributes["data-sigap-gap"] == "unregulated"
    for words in ("Belum diatur dalam SOP", "Pertanyaan kepada pemilik dokumen: Apa jawabnya?", "belum ditetapkan"):
        assert words in unregulated.text()
    assert "#tidak-tahu" in links(unregulated).values()


def test_who_acts_where_and_whether_all_is_over(on_document: Element) -> None:
    assert node(on_document, "sapa").text().endswith("peran-kasir mesin")
    assert "percakapan selesai" in node(on_document, "selesai").text()


def test_the_end_of_a_flow_below_is_not_the_end_of_all(context: RenderContext) -> None:
    found = list_on(page_of(context, document_url("kasir")), "alur-iuran")
    assert "akhir alur ini" in node(found, "selesai").text()
    assert "lunas → lanjut ke 2. Iuran diterima" in node(found, "mulai").text()


@pytest.mark.parametrize(
    ("url", "is_text", "place", "page_url"),
    [
        pytest.param(document_url("kasir"), True, "#alur-iuran", "alur/alur-iuran/", id="document"),
        pytest.param(revision_url("kasir", "1"), True, "#alur-iuran", "alur/alur-iuran/", id="revision"),
        pytest.param(flow_url("kasir", "alur-kasir"), False, "alur/alur-iuran/", None, id="flow"),
        pytest.param(flow_url("kasir", "alur-kasir", "1"), False, "alur/alur-iuran/", None, id="flow of a revision"),
    ],
)
def test_flows_below_are_linked_where_they_stand(
    url: str, is_text: bool, place: str, page_url: str | None, context: RenderContext
) -> None:
    """Links of a page at the address of a revision stay below that address."""
    page = page_of(context, url, is_text=is_text)
    below = f"{'rev/1/' if 'rev/' in url else ''}"
    for element in (node(list_on(page), "iuran"), list_on(page).having("data-sigap-interrupt", "marah")[0]):
        found = list(links(element).values())
        wanted = [place if is_text else page.to(f"kasir/{below}{place}")]
        wanted += [page.to(f"kasir/{below}{page_url}")] if page_url else []
        assert [each for each in found if "alur-iuran" in each] == wanted


def test_interrupts_say_when_where_and_what_is_done(on_document: Element) -> None:
    scoped, everywhere = on_document.having("data-sigap-interrupt")
    assert "Dapat terjadi pada: 2. Menyapa tamu" in scoped.text()
    assert ", 6. Mencatat. Sesudahnya kembali ke langkah semula." in scoped.text()
    assert "(dugaan Sigap" in scoped.text()
    assert links(scoped)["6. Mencatat"] == "#alur-kasir--catat"
    assert "(jenis tamu: anggota)" in everywhere.text()
    assert "Dapat terjadi di setiap langkah, juga pada alur yang dimasuki dari sini." in everywhere.text()
    assert "Yang dilakukan: Alur lain: Menerima iuran" in everywhere.text()


def test_a_list_that_is_shown_again_takes_no_ids(context: RenderContext) -> None:
    again = list_on(page_of(context, document_url("kasir")), has_anchors=False)
    assert not again.having("id")
    assert not [url for url in links(again).values() if "alur-kasir--" in url]
    assert "lanjut ke 6. Mencatat" in again.text()


def test_labels_are_texts(on_document: Element, context: RenderContext) -> None:
    assert "Anggota <b>atau</b> bukan?" in node(on_document, "jenis").text()
    assert "Anggota <b>atau</b> bukan?" in checklist_on(page_of(context, document_url("kasir"))).text()


def test_a_checklist_has_a_box_for_each_step_and_answers_to_choose_from(context: RenderContext) -> None:
    found = checklist_on(page_of(context, document_url("kasir")))
    lines = found.having("data-sigap-node")
    assert [each.attributes["data-sigap-node"] for each in lines] == [
        "mulai",
        "sapa",
        "jenis",
        "iuran",
        "ragu",
        "catat",
        "selesai",
    ]
    boxes = {each.attributes["data-sigap-node"]: [box.attributes["type"] for box in inputs(each)] for each in lines}
    assert boxes == {
        "mulai": [],
        "sapa": ["checkbox"],
        "jenis": ["radio", "radio", "radio"],
        "iuran": ["checkbox"],
        "ragu": ["checkbox"],
        "catat": ["checkbox"],
        "selesai": ["checkbox"],
    }
    assert len({box.attributes["data-sigap-tick"] for box in inputs(found)}) == len(inputs(found))
    assert len({box.attributes["name"] for box in inputs(node(found, "jenis"))}) == 1


def inputs(element: Element) -> list[Element]:
    return [each for each in element.walk() if each.tag == "input"]


def test_a_checklist_says_where_to_go_on(context: RenderContext) -> None:
    found = checklist_on(page_of(context, document_url("kasir")))
    assert "anggota (jenis tamu: anggota) → lanjut ke 4" in node(found, "jenis").text()
    assert "dalam hal lain → lanjut ke 6" in node(found, "jenis").text()
    assert node(found, "iuran").text() == "4. Menerima iuran Alur lain → lanjut ke 6"
    assert "lanjut ke" not in node(found, "catat").text()
    assert "→ lanjut ke 2 (dugaan Sigap, tidak tertulis pada sumber)" in node(found, "ragu").text()
    scoped, everywhere = found.having("data-sigap-interrupt")
    assert scoped.text().endswith("pada langkah 2, 6")
    assert everywhere.text().endswith("pada setiap langkah, juga pada alur yang dimasuki dari sini")


def test_a_checklist_belongs_to_a_revision(context: RenderContext) -> None:
    page = page_of(context, document_url("kasir"))
    (root,) = checklist_on(page).having("data-sigap-checklist", "kasir/alur-kasir")
    assert page.document
    assert page.held
    fingerprint = context.fingerprints.of_revision(page.document, page.held)
    assert root.attributes["data-sigap-checklist-revision"] == fingerprint
    for blank in ("No. tiket", "Tanggal", "CSO"):
        assert blank in root.text()


def test_same_bytes_each_time(context: RenderContext) -> None:
    page = page_of(context, document_url("kasir"))
    flow = page.part("alur-kasir", Flow)
    assert flow
    for draw in (checklist_html, lambda *given: flow_list_html(*given, has_anchors=True)):
        assert draw(page, flow, graph_of(page, flow)) == draw(page, flow, graph_of(page, flow))
