"""The pages over several documents, on the fictional content and a second document beside it."""

import datetime as dt
import shutil
from collections import Counter
from pathlib import Path

import pytest

from generator.content import gather
from generator.library import Library
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.render.overview import NAVIGATION, overview_pages
from generator.render.page import Page
from generator.render.places import home_of
from tests.contents import edit, write_files
from tests.render.reading import Element, raw_blocks, read_page

FICTION = Path(__file__).parent.parent / "fiction" / "content"
WIB = dt.timezone(dt.timedelta(hours=7))
LONG_AFTER = dt.datetime(2026, 2, 1, tzinfo=WIB)
BEFORE = dt.datetime(2024, 8, 20, tzinfo=WIB)
DURING = dt.datetime(2024, 9, 10, tzinfo=WIB)
JUST_AFTER = dt.datetime(2024, 10, 5, tzinfo=WIB)
# A second document: expired as a whole, with a definition of its own, states, levels and transfer numbers.
MEMO = {
    "documents/memo/document.yml": """\
id: memo
title: MEMO KARANGAN
short_title: Memo Karangan
class: kelas-sop
document_number: {missing: not-in-source}
document_owner: {missing: not-given, note: Pemilik belum ditunjuk.}
authority: Ketua
brands: [fiksi]
channels: [kanal-surat]
readers: Petugas karangan
summary: Memo yang sudah lewat.
review_interval_months: {missing: not-given}
revisions:
  - {revision: "1"}
  - {revision: "2"}
""",
    "documents/memo/1/revision.yml": """\
revision: "1"
version: "1"
issued_on: 2023-09-01
effective: {from: 2023-09-04, until: 2023-09-30}
pages: 1
adopted: true
source_note: Naskah karangan.
sections:
  - number: "1"
    id: isi
    title: ISI
    body:
      - definition:
          id: arti-tamu
          term: tamu
          text: "Tamu ialah calon anggota saja."
      - script:
          id: salam-lama
          title: Salam lama
          purpose: Salam pembuka
          brand: fiksi
          channels: [kanal-surat]
          wording: {class: free}
          text: Salam dari memo.
      - table:
          id: keadaan-tiket
          title: Keadaan tiket memo
          shape: states
          columns: [{id: keadaan, title: Keadaan}]
          rows: [{id: dibuka, cells: {keadaan: DIBUKA}}]
      - table:
          id: tingkat-alat
          title: Tingkat alat memo
          shape: plain
          columns: [{id: alat, title: Alat}]
          rows:
            - id: alat-c
              cells: {alat: ALAT C}
              facts: [{fact: jenis-tamu, is: calon anggota}]
              body:
                - script:
                    id: kalimat-alat-c
                    title: Kalimat alat C
                    purpose: Informasi gangguan massal
                    brand: fiksi
                    channels: [kanal-surat]
                    wording: {class: free}
                    text: Alat C sedang diperiksa.
      - table:
          id: nomor
          title: Nomor transfer memo
          shape: key-value
          columns: [{id: produk, title: Produk}]
          rows: [{id: listrik, contact_centre: cc-fiksi, cells: {produk: Listrik}}]
""",
    "documents/memo/2/revision.yml": """\
revision: "2"
version: "2"
issued_on: 2027-01-01
effective: {from: 2027-01-01}
pages: 1
adopted: true
source_note: Naskah karangan.
sections:
  - {number: "1", id: isi, title: ISI, text: Isi baru.}
""",
}


# Groups of channels, two of which name each other.
CHANNELS = """\
channels:
  - {id: kanal-obrolan, name: Obrolan, brand: fiksi, part_of: kanal-tulis}
  - {id: kanal-surat, name: Surat, brand: fiksi, part_of: kanal-tulis}
  - {id: kanal-tulis, name: Tulis, brand: fiksi, part_of: kanal-semua}
  - {id: kanal-semua, name: Semua, brand: fiksi, part_of: kanal-tulis}
"""


def pages_at(content: Path, as_of: dt.datetime) -> tuple[Library, dict[str, Page]]:
    library = build_library(gather(content), as_of.date())
    assert [*library.content.problems, *library.problems] == []
    pages = list(overview_pages(RenderContext(library, as_of)))
    assert len({page.uri for page in pages}) == len(pages)
    return library, {page.url: page for page in pages}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overview") / "content"
    shutil.copytree(FICTION, path)
    write_files(path, MEMO)
    return path


@pytest.fixture(scope="module")
def site(content: Path) -> tuple[Library, dict[str, Page]]:
    return pages_at(content, LONG_AFTER)


@pytest.fixture(scope="module")
def library(site: tuple[Library, dict[str, Page]]) -> Library:
    return site[0]


@pytest.fixture(scope="module")
def pages(site: tuple[Library, dict[str, Page]]) -> dict[str, Element]:
    return {url: read_page(page) for url, page in site[1].items()}


def only(found: list[Element]) -> Element:
    assert len(found) == 1, [each.attributes for each in found]
    return found[0]


def of_class(page: Element, name: str) -> list[Element]:
    return [each for each in page.walk() if name in each.attributes.get("class", "").split()]


def tags(page: Element, tag: str) -> list[Element]:
    return [each for each in page.walk() if each.tag == tag]


def units(page: Element) -> list[str]:
    return [each.attributes["data-sigap-unit"] for each in page.having("data-sigap-unit")]


def test_navigation_names_pages_that_are_made(site: tuple[Library, dict[str, Page]]) -> None:
    named = [uri for group in NAVIGATION for _, uri in group.pages]
    made = {page.uri for page in site[1].values()}
    assert set(named) <= made
    assert len(named) == len(set(named))


def test_navigation_does_not_grow_with_content(tmp_path: Path) -> None:
    empty = tmp_path / "content"
    shutil.copytree(FICTION / "settings", empty / "settings")
    _, pages = pages_at(empty, LONG_AFTER)
    made = {page.uri for page in pages.values()}
    assert {uri for group in NAVIGATION for _, uri in group.pages} == made
    assert "Belum ada tabel biaya" in read_page(pages["biaya/"]).text()


def test_pages_that_authors_write_stand_in_the_frame_of_all_others(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    (tmp_path / "content/tentang.md").write_text("# Tentang kami\n\nHalo.\n", encoding="utf-8")
    (tmp_path / "content/cara.md").write_text("---\ntitle: Cara\ndescription: Begini.\n---\nIsi\n", encoding="utf-8")
    _, pages = pages_at(tmp_path / "content", LONG_AFTER)
    about, how = pages["tentang/"], pages["cara/"]
    assert (about.uri, about.title) == ("tentang.md", "Tentang kami")
    assert (how.uri, how.title, how.description) == ("cara.md", "Cara", "Begini.")
    for page in (about, how):
        assert page.markdown.startswith('<nav class="sigap-breadcrumb"')
        assert "mailto:?subject=Sigap" in page.markdown


def test_raw_blocks_are_never_interpreted(site: tuple[Library, dict[str, Page]]) -> None:
    for block in (block for page in site[1].values() for block in raw_blocks(page)):
        assert block.startswith(("#", "<")), block[:80]
        assert not block.startswith("#") or "\n" not in block


def test_each_id_stands_once_and_units_carry_their_address(pages: dict[str, Element]) -> None:
    for url, page in pages.items():
        ids = Counter(each.attributes["id"] for each in page.having("id"))
        assert [name for name, count in ids.items() if count > 1] == [], url
        for unit in page.having("data-sigap-unit"):
            assert unit.attributes["id"] == unit.attributes["data-sigap-unit"].replace("/", "--")


def test_every_page_has_a_way_back_and_a_line_for_reports(pages: dict[str, Element]) -> None:
    for url, page in pages.items():
        report = only([each for each in tags(page, "a") if each.attributes["href"].startswith("mailto:")])
        assert "subject=Sigap" in report.attributes["href"]
        crumbs = of_class(page, "sigap-breadcrumb")
        assert len(crumbs) == (url != "")


def test_links_between_these_pages_lead_somewhere(site: tuple[Library, dict[str, Page]]) -> None:
    _, made = site
    pages = {url: read_page(page) for url, page in made.items()}
    ids = {url: {each.attributes["id"] for each in page.having("id")} for url, page in pages.items()}
    for url, page in pages.items():
        for link in tags(page, "a"):
            target, _, fragment = link.attributes["href"].partition("#")
            if target.startswith("mailto:"):
                continue
            to = "/".join(_resolved(url, target))
            to = f"{to}/" if to else ""
            if to in pages and fragment:
                assert fragment in ids[to], (url, link.attributes["href"])


def _resolved(url: str, target: str) -> list[str]:
    steps = [step for step in url.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return steps


def test_every_shared_unit_has_a_home(library: Library, pages: dict[str, Element]) -> None:
    assert library.shared
    for unit in library.shared.values():
        url, anchor = home_of(unit)
        home = only(pages[url].having("id", anchor))
        assert home.attributes["data-sigap-unit"] == unit.address


def test_faq_shows_entries_gaps_and_marked_mappings(pages: dict[str, Element]) -> None:
    page = pages["faq/"]
    assert {"layanan/faq-akun", "layanan/lupa-sandi", "layanan/cara-daftar"} <= set(units(page))
    assert only(page.having("data-sigap-gap", "lost")).attributes["id"] == "layanan--jawaban-daftar-hilang"
    entry = only(page.having("data-sigap-unit", "layanan/lupa-sandi"))
    assert "Ganti Sandi (pemetaan Sigap, belum disahkan)" in entry.text()
    assert len(page.having("data-sigap-filter-item")) == 2
    assert "FIKSI-001" in page.text()


def test_library_holds_every_script_once(library: Library, pages: dict[str, Element]) -> None:
    scripts = [unit.address for unit in library.units() if unit.kind == "script"]
    shown = [each.attributes["data-sigap-script"] for each in pages["skrip/"].having("data-sigap-script")]
    assert sorted(shown) == sorted(scripts)


def test_scripts_that_no_longer_hold_come_last(pages: dict[str, Element]) -> None:
    topics = pages["skrip/"].having("data-sigap-filter-group")
    ended = topics[-1]
    assert ended.attributes["aria-labelledby"] == "tidak-berlaku-lagi"
    addresses = [each.attributes["data-sigap-script"] for each in ended.having("data-sigap-script")]
    assert addresses == ["layanan/salam-jadi", "memo/salam-lama", "memo/kalimat-alat-c"]
    assert all("Tidak berlaku lagi" in item.text() for item in ended.having("data-sigap-filter-item"))


def test_a_script_holds_again_after_what_replaced_it(content: Path) -> None:
    _, pages = pages_at(content, DURING)
    page = read_page(pages["skrip/"])
    ended = page.having("data-sigap-filter-group")[-1]
    addresses = [each.attributes["data-sigap-script"] for each in ended.having("data-sigap-script")]
    assert addresses == ["memo/salam-lama", "memo/kalimat-alat-c"]
    brought = only(page.having("data-sigap-script", "layanan/salam-jadi"))
    assert brought.attributes["data-sigap-until"] == "2024-10-01T00:00"
    assert brought.attributes["data-sigap-clock"] == "Asia/Jakarta"


def test_a_replaced_script_outlives_its_document(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    edit(
        tmp_path / "content",
        "documents/layanan/2/revision.yml",
        "replaces: layanan/salam-tipe-1",
        "replaces: memo/salam-lama",
    )
    _, pages = pages_at(tmp_path / "content", LONG_AFTER)
    page = read_page(pages["skrip/"])
    ended = page.having("data-sigap-filter-group")[-1]
    assert ended.having("data-sigap-script", "memo/salam-lama") == []
    item = only([each for each in page.having("data-sigap-filter-item") if each.having("id", "memo--salam-lama")])
    until, ends = (item.attributes[f"data-sigap-{each}"] for each in ("until", "ends"))
    assert (until, ends) == ("2027-01-01T00:00", "superseded"), "it ends with the next revision, not with its own"


def test_scripts_can_be_chosen_by_what_they_are_for(pages: dict[str, Element]) -> None:
    page = pages["skrip/"]
    item = only([each for each in page.having("data-sigap-filter-item") if each.having("id", "layanan--salam-tipe-1")])
    assert item.attributes["data-sigap-brand"] == "fiksi"
    assert item.attributes["data-sigap-position"] == "posisi-petugas"
    assert item.attributes["data-sigap-channel"] == "kanal-obrolan kanal-surat"
    assert item.attributes["data-sigap-purpose"] == "salam-pembuka"
    assert item.attributes["data-sigap-wording"] == "locked"
    keys = {each.attributes["data-sigap-filter-key"] for each in page.having("data-sigap-filter-key")}
    assert keys == {"channel", "purpose", "wording"}, "one brand and one position leave nothing to choose"
    assert "Sampaikan persis seperti tertulis." in only(of_class(page, "sigap-wordings")).text()


def test_a_channel_group_finds_its_members(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    write_files(tmp_path / "content", {"settings/channels.yml": CHANNELS})
    _, pages = pages_at(tmp_path / "content", LONG_AFTER)
    page = read_page(pages["skrip/"])
    item = only([each for each in page.having("data-sigap-filter-item") if each.having("id", "layanan--penutup")])
    assert item.attributes["data-sigap-channel"] == "kanal-obrolan kanal-semua kanal-tulis"


def test_definitions_in_conflict_stand_side_by_side(pages: dict[str, Element]) -> None:
    page = pages["istilah/"]
    entry = only([each for each in of_class(page, "sigap-term-entry") if each.having("data-sigap-conflict")])
    together = only(of_class(entry, "sigap-definitions"))
    assert units(together) == ["layanan/definisi-tamu", "memo/arti-tamu"]
    assert "Layanan Fiksi, butir 1 " in together.text()
    assert "Memo Karangan, butir 1 " in together.text()


def test_a_term_nobody_defines_is_a_gap(pages: dict[str, Element]) -> None:
    gap = only(pages["istilah/"].having("data-sigap-gap", "undefined-term"))
    assert gap.attributes["data-sigap-unit"] == "istilah/klf"
    assert "Layanan Fiksi, butir 1" in gap.text()


def test_a_confirmed_meaning_is_no_gap(content: Path, tmp_path: Path) -> None:
    shutil.copytree(content, tmp_path / "content")
    meaning = "    meaning: {text: Koperasi Listrik, confirmed_by: Pengurus, confirmed_on: 2025-01-01}\n"
    path = tmp_path / "content/glossary.yml"
    path.write_text(path.read_text(encoding="utf-8") + meaning, encoding="utf-8")
    _, pages = pages_at(tmp_path / "content", LONG_AFTER)
    page = read_page(pages["istilah/"])
    assert page.having("data-sigap-gap") == []
    assert "Ditegaskan oleh Pengurus, 1 Januari 2025." in page.text()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("biaya/", "layanan/biaya/uang-elok", id="fees"),
        pytest.param("katalog/", "layanan/katalog/ganti-sandi", id="service types"),
        pytest.param("status-tiket/", "memo/keadaan-tiket/dibuka", id="states, by the shape of the table"),
        pytest.param("gangguan/", "memo/tingkat-alat/alat-c", id="levels, by rows with facts and words of their own"),
        pytest.param("contact-center/", "memo/nomor/listrik", id="tables about contact centres"),
        pytest.param("contact-center/", "cc-fiksi", id="contact centres"),
        pytest.param("aplikasi/", "layanan/catat-putus", id="records with their application"),
        pytest.param("alur/", "layanan/alur-putus", id="flows"),
    ],
)
def test_a_unit_is_shown_on_the_page_for_its_kind(pages: dict[str, Element], url: str, expected: str) -> None:
    assert expected in units(pages[url])


def test_other_tables_stay_in_their_documents(pages: dict[str, Element]) -> None:
    shown = [address for url in ("status-tiket/", "gangguan/") for address in units(pages[url])]
    assert [address for address in shown if address.startswith("layanan/")] == []


def test_levels_name_the_case_and_bring_their_scripts(pages: dict[str, Element]) -> None:
    page = pages["gangguan/"]
    assert "Jenis tamu: calon anggota koperasi" in page.text()
    script = only(page.having("data-sigap-script", "memo/kalimat-alat-c"))
    assert "Alat C sedang diperiksa." in script.text()
    assert only(script.having("data-sigap-copy")).attributes["data-sigap-copy"] == "Alat C sedang diperiksa."


def test_master_list_has_every_known_revision(pages: dict[str, Element]) -> None:
    page = pages["dokumen/"]
    rows = page.having("data-sigap-revision")
    listed = [
        (
            row.attributes["data-sigap-document"],
            row.attributes["data-sigap-revision"],
            row.attributes.get("data-sigap-status"),
        )
        for row in rows
        if row.tag == "tr"
    ]
    assert listed == [
        ("layanan", "2", "in-force-since-unknown"),
        ("layanan", "1", "superseded"),
        ("layanan", "0", None),
        ("memo", "2", "upcoming"),
        ("memo", "1", "expired"),
    ]
    assert "Hanya diketahui dari log." in page.text()
    assert "“Buku Putih” Tidak kami pegang" in page.text()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param(BEFORE, "upcoming", id="before its first minute"),
        pytest.param(DURING, "temporary", id="inside its window"),
        pytest.param(JUST_AFTER, "ended", id="just ended, so that nobody misses it"),
    ],
)
def test_home_shows_temporary_instructions(content: Path, as_of: dt.datetime, expected: str) -> None:
    _, pages = pages_at(content, as_of)
    item = only(read_page(pages[""]).having("data-sigap-from", "2024-09-04T00:00"))
    assert item.attributes["data-sigap-until"] == "2024-10-01T00:00"
    stamp = only(item.having("data-sigap-stamp"))
    assert f"sigap-stamp--{expected}" in stamp.attributes["class"].split()


def test_home_shows_what_is_in_force(pages: dict[str, Element]) -> None:
    page = pages[""]
    assert page.having("data-sigap-from", "2024-09-04T00:00") == [], "it ended long ago"
    listed = [
        (each.attributes["data-sigap-document"], each.attributes["data-sigap-status"])
        for each in page.having("data-sigap-status")
    ]
    assert listed == [("layanan", "in-force-since-unknown"), ("memo", "expired"), ("memo", "upcoming")]
    assert [each.text() for each in tags(page, "h2")][:3] == ["Agen (CSO)", "Pengendali dokumen", "Peserta pelatihan"]
    centre = only([each for each in tags(page, "a") if each.text() == "CC Fiksi"])
    assert centre.attributes["href"] == "contact-center/#cc-fiksi"


def test_a_new_revision_takes_over_on_its_day(content: Path) -> None:
    _, pages = pages_at(content, dt.datetime(2027, 1, 1, tzinfo=WIB))
    page = read_page(pages[""])
    memo = only(page.having("data-sigap-document", "memo"))
    assert memo.attributes["data-sigap-revision"] == "2"
    assert "memo/tingkat-alat" not in units(read_page(pages["gangguan/"]))


def test_open_points_hold_every_gap_and_what_is_missing(library: Library, pages: dict[str, Element]) -> None:
    page = pages["catatan-pengendali/"]
    gaps = {unit.address for unit in library.units() if unit.kind == "gap"}
    assert gaps
    assert gaps == set(units(page))
    kinds = {each.attributes["data-sigap-kind"] for each in page.having("data-sigap-kind")}
    expected = {
        "lost", "not-held", "reconstructed", "unregulated", "open-question", "unresolved-reference",
        "undefined-term", "missing-data", "unchecked", "assumption", "conflict", "erratum", "review",
    }  # fmt: skip
    assert kinds == expected
    assert "Pemilik dokumen: belum ditetapkan. Pemilik belum ditunjuk." in page.text()
    assert "Tanda tangan (Disetujui): hilang dari sumber." in page.text()
    assert "“kesediannya” pada sumber; maksudnya “kesediaannya”." in page.text()


@pytest.mark.parametrize(
    ("check_by", "expected"),
    [
        pytest.param("2026-03-01", 0, id="scheduled"),
        pytest.param("2026-01-31", 1, id="overdue at as_of"),
    ],
)
def test_a_perishable_value_is_open_until_it_is_scheduled(
    content: Path, tmp_path: Path, check_by: str, expected: int
) -> None:
    shutil.copytree(content, tmp_path / "content")
    edit(
        tmp_path / "content",
        "documents/layanan/2/fees.yml",
        "    as_of: 2020-12-16\n",
        f"    as_of: 2020-12-16\n    check_by: {check_by}\n",
    )
    _, pages = pages_at(tmp_path / "content", LONG_AFTER)
    page = read_page(pages["catatan-pengendali/"])
    assert len(page.having("data-sigap-kind", "unchecked")) == expected


def test_reading_order_is_marked_as_ours_and_leads_to_its_steps(pages: dict[str, Element]) -> None:
    page = pages["urutan-baca/petugas/"]
    order = only(page.having("data-sigap-unit", "urutan-baca/petugas"))
    assert "Usulan Sigap" in order.text()
    assert "../../layanan/#pembukaan" in {each.attributes["href"] for each in tags(order, "a")}
    assert "../urutan-baca/petugas/" in {each.attributes["href"] for each in tags(pages["urutan-baca/"], "a")}


def test_day_parts_are_marked_as_unconfirmed(pages: dict[str, Element]) -> None:
    row = only(pages["data-bersama/"].having("data-sigap-unit", "pagi"))
    assert "04.00–10.59" in row.text()
    assert "Anggapan, belum disahkan" in row.text()


def test_the_same_content_gives_the_same_pages(content: Path) -> None:
    first, second = (pages_at(content, LONG_AFTER)[1] for _ in range(2))
    assert first == second


def test_agents_reach_the_sentences_of_each_purpose_from_the_home_page(pages: dict[str, Element]) -> None:
    urls = [each.attributes.get("href", "") for each in tags(pages[""], "a")]
    anchors = {url.removeprefix("skrip/#") for url in urls if url.startswith("skrip/#")}
    assert anchors
    assert anchors <= {each.attributes["id"] for each in pages["skrip/"].having("id")}
