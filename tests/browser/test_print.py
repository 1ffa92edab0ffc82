"""What comes out of the printer: real pages printed to PDF, read back sheet by sheet; and the checklist to print."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from generator.guided.pages import flows_of
from generator.kinds.document.control import source_line
from generator.kinds.flow.schema import Flow
from generator.library import HeldDocument
from generator.render.labels import label
from generator.render.places import flow_url, revision_url
from tests.browser.pages import READ_AT
from tests.site.building import BuiltSite
from tests.site.html import Element

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=900)
MM = 96 / 25.4
SHEET = ViewportSize(width=round(178 * MM), height=round(249 * MM))
"""A4 less the margins and the lines at head and foot, in pixels."""
UNCONTROLLED = "Tidak terkendali apabila dicetak."
FLOW = "digilive/alur/alur-reminder/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=WIDE, color_scheme="dark", locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.clock.set_fixed_time(READ_AT)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def sheets_of(page: Page, path: Path) -> list[str]:
    """Print an open page on A4 and return the words of each sheet on one line."""
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    sheets = [one_line(sheet.get_textpage().get_text_bounded()) for sheet in document]
    document.close()
    return sheets


def one_line(words: str) -> str:
    """Return words without white space: readers of PDFs disagree where there is some."""
    return "".join(words.split())


def assert_on_each(sheets: list[str], *wanted: str) -> None:
    for number, sheet in enumerate(sheets, 1):
        for words in (*wanted, UNCONTROLLED, f"Halaman {number} dari {len(sheets)}"):
            assert one_line(words) in sheet, f"sheet {number} of {len(sheets)} does not say {words!r}: {sheet}"


def assert_none_is_blank(sheets: list[str], *lines: str) -> None:
    """Check that each sheet holds more than what all of them hold."""
    for number, sheet in enumerate(sheets, 1):
        rest = sheet
        for words in (*lines, UNCONTROLLED, f"Halaman {number} dari {len(sheets)}"):
            rest = rest.replace(one_line(words), "", 1)
        assert len(rest) > len("Sigap · Alamat: · "), f"sheet {number} of {len(sheets)} is blank"


def facts_of(document: HeldDocument, revision: str, now: dt.datetime) -> tuple[str, str, str]:
    """Return the title of a document, the number, version and date of a revision in one line, and its status."""
    held = document.revisions[revision]
    status = label(f"status.{document.status_of(held, now)}")
    return document.document.short_title, source_line(document.document, held.revision), status


@pytest.mark.parametrize("name", ["digilive", "salam-hpn"])
def test_each_sheet_names_document_version_date_status_and_address(
    name: str, page: Page, address: str, real_site: BuiltSite, tmp_path: Path
) -> None:
    document = real_site.library.documents[name]
    assert document.current
    revision = document.current.revision.revision
    page.goto(f"{address}{name}/")
    sheets = sheets_of(page, tmp_path / "printed.pdf")
    wanted = (*facts_of(document, revision, real_site.library.now), f"{address}{revision_url(name, revision)}")
    assert_on_each(sheets, *wanted)
    assert_none_is_blank(sheets, *wanted)


def test_a_flow_is_printed_with_its_document_and_its_own_address(
    page: Page, address: str, real_site: BuiltSite, tmp_path: Path
) -> None:
    document = real_site.library.documents["digilive"]
    assert document.current
    revision = document.current.revision.revision
    page.goto(address + FLOW)
    sheets = sheets_of(page, tmp_path / "printed.pdf")
    _, control, status = facts_of(document, revision, real_site.library.now)
    where = f"{address}{flow_url('digilive', 'alur-reminder', revision)}"
    assert_on_each(sheets, "CSO Digilive – Reminder", control, status, where)
    assert_none_is_blank(sheets, "CSO Digilive – Reminder", control, status, where)
    assert one_line("Langkah terpandu") not in "".join(sheets)


@pytest.mark.parametrize("url", ["skrip/", "biaya/", "alur/", "", "dokumen/", "cari/"])
def test_pages_over_documents_say_what_they_take_from(
    url: str, page: Page, address: str, real_site: BuiltSite, tmp_path: Path
) -> None:
    page.goto(address + url)
    sheets = sheets_of(page, tmp_path / "printed.pdf")
    title = real_site.pages[url].first("h1").text(is_link_to_itself)
    where = f"Alamat: {address}{url}"
    assert_on_each(sheets, title, where)
    assert_none_is_blank(sheets, title, where)
    printed = "".join(sheets)
    for origin in real_site.pages[url].all("li", data_sigap_document="*"):
        name, key = origin.attributes["data-sigap-document"], origin.attributes["data-sigap-revision"]
        for words in facts_of(real_site.library.documents[name], key, real_site.library.now):
            assert one_line(words) in printed, f"{url} does not say {words!r}"


def is_link_to_itself(element: Element) -> bool:
    return element.has_class("headerlink")


def test_without_scripts_the_same_is_printed(browser: Browser, address: str, tmp_path: Path) -> None:
    with browser.new_context(viewport=WIDE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + FLOW)
        sheets = sheets_of(page, tmp_path / "printed.pdf")
    status = "Berlaku – tanggal mulai tidak diketahui"
    assert_on_each(
        sheets, "No. Dokumen ICONNET-QOS-PB-028 · Versi 2", status, "Alamat: digilive/rev/2/alur/alur-reminder/"
    )


def test_a_print_says_the_status_of_its_day(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = context.new_page()
    for moment, words in (("2023-09-10T08:00:00", "Berlaku"), ("2023-10-02T08:00:00", "Masa berlaku berakhir")):
        page.clock.set_fixed_time(f"{moment}+07:00")
        page.goto(f"{address}salam-hpn/")
        stamp = page.locator(".sigap-document-control [data-sigap-stamp]").text_content()
        assert stamp == words
        expect(page.locator("[data-sigap-print-status]")).to_have_text(words)
        assert_on_each(sheets_of(page, tmp_path / "printed.pdf"), words)


@pytest.mark.parametrize("url", ["salam-hpn/", FLOW, "skrip/", ""])
def test_nothing_to_click_is_printed_and_all_is_black_on_white(url: str, page: Page, address: str) -> None:
    page.goto(address + url)
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(SHEET)
    seen = page.evaluate(SEEN_CONTROLS)
    assert seen == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= SHEET["width"]


SEEN_CONTROLS = """() => [...document.querySelectorAll("button, select, input:not([data-sigap-tick]), .headerlink")]
  .filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120))"""


def largest_flows(site: BuiltSite, count: int) -> list[tuple[str, Flow]]:
    """Return documents and flows, those with the most nodes first."""
    documents = site.library.documents.values()
    found = [(each.id, flow) for each in documents if each.current for flow in flows_of(each.current)]
    return sorted(found, key=lambda entry: (-len(entry[1].nodes), entry[1].id))[:count]


def test_charts_fit_the_sheet(page: Page, address: str, real_site: BuiltSite, tmp_path: Path) -> None:
    """A long chart comes in pieces, each of which is on one sheet with all words of its boxes."""
    for document, flow in largest_flows(real_site, 4):
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        page.goto(f"{address}{flow_url(document, flow.id)}")
        sheets = sheets_of(page, tmp_path / "printed.pdf")
        pieces = page.locator("[data-sigap-chart] svg").all()
        assert pieces
        for piece in pieces:
            box = piece.bounding_box()
            assert box
            assert box["x"] >= 0, flow.id
            assert box["x"] + box["width"] <= SHEET["width"] + 1, flow.id
            assert box["height"] <= SHEET["height"], flow.id
            labels = piece.locator("[data-sigap-node] [data-sigap-label]").all_text_contents()
            is_on = [all(one_line(words) in sheet for words in labels) for sheet in sheets]
            assert any(is_on), f"a piece of the chart of {flow.id} is on no single sheet"


# The checklist


def checklist(page: Page) -> list[bool]:
    """Return which boxes are ticked, in order."""
    ticks: list[bool] = page.locator("[data-sigap-tick]").evaluate_all("boxes => boxes.map((box) => box.checked)")
    return ticks


def test_ticks_are_kept_in_this_browser_until_they_are_cleared(page: Page, address: str) -> None:
    page.goto(address + FLOW)
    boxes = page.locator("[data-sigap-tick]")
    page.get_by_role("checkbox").nth(1).check()
    page.locator("[data-sigap-checklist] fieldset").first.get_by_role("radio").last.check()
    ticked = checklist(page)
    assert ticked.count(True) == 2
    store = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('sigap-checklist'))")
    (key, value), *others = store
    assert not others
    fingerprint = page.locator("[data-sigap-document]").first.get_attribute("data-sigap-fingerprint")
    assert key == f"sigap-checklist {fingerprint}"
    assert list(json.loads(value)) == ["digilive/alur-reminder"]
    page.reload()
    assert checklist(page) == ticked
    page.goto(f"{address}digilive/alur/alur-hashtag/")
    assert not any(checklist(page))
    page.get_by_role("checkbox").first.check()
    page.goto(f"{address}digilive/rev/2/alur/alur-reminder/")
    assert checklist(page) == ticked, "the same revision at its address for life"
    page.get_by_role("button", name="Hapus semua centang").press("Enter")
    expect(page.locator("[data-sigap-announcer]")).to_have_text("Semua centang dihapus")
    assert not any(checklist(page))
    page.reload()
    assert not any(checklist(page))
    assert boxes.count() > 10
    page.goto(f"{address}digilive/alur/alur-hashtag/")
    assert any(checklist(page)), "another flow's ticks stay"


def test_a_broken_store_counts_as_empty(page: Page, address: str) -> None:
    page.goto(address + FLOW)
    revision = page.locator("[data-sigap-checklist]").get_attribute("data-sigap-checklist-revision")
    for broken in ("", "{", "[]", "null", '{"digilive/alur-reminder": 3}', '"lain"'):
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"sigap-checklist {revision}", broken])
        page.reload()
        assert not any(checklist(page)), broken
    page.get_by_role("checkbox").first.check()
    page.reload()
    assert checklist(page).count(True) == 1


def test_where_nothing_may_be_stored_boxes_can_be_ticked(page: Page, address: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + FLOW)
    page.get_by_role("checkbox").first.check()
    assert checklist(page).count(True) == 1
    page.get_by_role("button", name="Hapus semua centang").click()
    assert not any(checklist(page))
    assert [fault for fault in faults if "checklist" in fault] == []


def test_the_checklist_is_printed_alone(page: Page, address: str, tmp_path: Path) -> None:
    page.goto(address + FLOW)
    page.evaluate("() => { window.print = () => { window.asked = (window.asked ?? 0) + 1 } }")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Cetak daftar periksa").click()
    assert page.evaluate("window.asked") == 1
    page.emulate_media(media="print")
    for hidden in ("[data-sigap-chart]", "[data-sigap-flow-list]", "main h1", "[data-sigap-guided]"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("[data-sigap-checklist]")).to_be_visible()
    labels = page.locator("[data-sigap-checklist] [data-sigap-label]").all_text_contents()
    sheets = sheets_of(page, tmp_path / "printed.pdf")
    printed = "".join(sheets)
    assert all(one_line(words) in printed for words in labels)
    assert all(words in printed for words in ("No.tiket", "Tanggal", "CSO", "centangsatu"))
    assert one_line("Daftar langkah") not in printed
    assert_on_each(sheets, "No. Dokumen ICONNET-QOS-PB-028 · Versi 2", "digilive/rev/2/alur/alur-reminder/")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("main h1")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("[data-sigap-flow-list]")).to_be_visible()


def test_without_scripts_boxes_can_be_ticked_and_offer_nothing_more(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=WIDE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + FLOW)
        page.get_by_role("checkbox").first.check()
        page.get_by_role("radio").first.check()
        expect(page.get_by_role("checkbox").first).to_be_checked()
        for name in ("Cetak daftar periksa", "Hapus semua centang"):
            expect(page.get_by_role("button", name=name)).to_have_count(0)
