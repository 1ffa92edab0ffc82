"""The search field and its results in a browser, with made-up answers: keys, copying, positions, filters, failures."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.pages import axe_violations, collect_faults, serve
from tests.browser.search_pages import CARDS, FACETS, HOSTILE, write_cards, write_search_site

pytestmark = pytest.mark.browser

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
FIELD, RESULT = "[data-sigap-search]", "[data-sigap-result]"
OUTPUT = ".sigap-search__output"
WAIT_MS = 10_000
URLS = ["", "kasir/", "cari/"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search-site")
    write_search_site(path)
    return path


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as origin:
        yield f"{origin}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=WIDE, locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.set_default_timeout(WAIT_MS)
        opened.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def ask(page: Page, url: str, query: str) -> Locator:
    """Open a page, type into its field and return the results."""
    page.goto(url)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type(query)
    results = page.locator(RESULT)
    expect(results.or_(page.locator("[data-sigap-no-answer]")).first).to_be_visible()
    return results


def result(page: Page, address: str) -> Locator:
    return page.locator(f'[data-sigap-result="{address}"]')


def focused(page: Page) -> str:
    """Return the address of the result that holds the focus."""
    return str(page.evaluate("document.activeElement.closest('[data-sigap-result]')?.dataset.sigapResult ?? ''"))


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def empty_clipboard(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText('sebelumnya')")


def heard(page: Page) -> Locator:
    return page.locator("[data-sigap-announcer]")


# What is drawn


@pytest.mark.parametrize("url", URLS)
def test_answers_are_usable_by_everyone(url: str, page: Page, address: str) -> None:
    faults = collect_faults(page)
    results = ask(page, address + url, "semua")
    expect(results).to_have_count(len(CARDS["semua"]))
    page.get_by_label("Posisi saya").select_option("telepon")
    expect(page.locator(".sigap-search__others")).to_be_visible()
    page.get_by_role("button", name="Saring", exact=True).click()
    for scheme in ("default", "slate"):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            assert axe_violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert faults == []


def test_each_result_has_one_link_and_its_answer_in_full(page: Page, address: str) -> None:
    results = ask(page, f"{address}kasir/", "semua")
    for place, made in enumerate(CARDS["semua"]):
        drawn = results.nth(place)
        expect(drawn).to_have_attribute("data-sigap-result", made["address"])
        expect(drawn.locator("a")).to_have_count(1)
        expect(drawn.locator("a")).to_have_attribute("href", f"{address}{made['url']}")
        text = drawn.inner_text()
        for block in made["blocks"]:
            assert "".join(run[0] for run in block.get("words", [])) in text
    greeting = result(page, "kasir/salam")
    expect(greeting.locator("mark")).to_have_text(["pagi", "bantu"])
    expect(greeting.locator("[data-sigap-placeholder]")).to_have_text(["pagi", "{Nama Kasir}"])
    expect(greeting.locator(".sigap-wording--locked")).to_contain_text("Tidak boleh diubah")
    cash = result(page, "kasir/tunai")
    expect(cash.locator(".sigap-result__answer > p").first).to_have_text("Kondisi: Pelanggan datang ke kasir.")
    caution = cash.locator('[data-sigap-finding="number-mixed"]')
    expect(caution).to_have_text("Perhatian: Nomor pada butir ini berbeda dengan lampiran.")
    expect(cash.locator("[data-sigap-gap]")).to_contain_text("belum diatur")
    expect(result(page, "kasir/biaya")).to_contain_text("nilai per 16 Des 2020")
    expect(result(page, "kasir/biaya").locator("dt")).to_have_text(["Bank", "Prabayar", "Pascabayar"])
    expect(result(page, "kasir/tabel").get_by_role("columnheader")).to_have_text(["Hari", "Buka", "Tutup"])


@pytest.mark.parametrize(
    ("unit", "stamp", "refusal"),
    [
        ("kasir/akan", "Akan berlaku", "Belum berlaku"),
        ("kasir/ganti", "Sedang digantikan", "Sedang digantikan"),
        ("kasir/usai", "Tidak berlaku lagi", "Tidak berlaku lagi"),
        ("kasir/lama", "Sudah diganti", "Sudah diganti"),
    ],
)
def test_what_does_not_hold_is_never_copied(unit: str, stamp: str, refusal: str, page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    empty_clipboard(page)
    drawn = result(page, unit)
    expect(drawn.locator(".sigap-stamp")).to_have_text(stamp)
    button = drawn.locator("button")
    expect(button).to_have_text(refusal)
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    expect(heard(page)).to_have_text(f"{refusal}. Jawaban ini tidak disalin.")
    drawn.locator("a").focus()
    page.keyboard.press("Control+c")
    page.wait_for_timeout(200)
    assert clipboard(page) == "sebelumnya"


def test_hostile_answers_stay_text(page: Page, address: str) -> None:
    faults = collect_faults(page)
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    results = ask(page, f"{address}kasir/", "jahat")
    expect(results).to_have_count(2)
    first = results.first
    expect(first).to_have_attribute("data-sigap-result", f"kasir/{HOSTILE}")
    expect(first.locator("img, b, script")).to_have_count(0)
    expect(first.locator("a")).to_have_text(HOSTILE)
    for link in results.locator("a").all():
        expect(link).to_have_attribute("href", address)
    first.locator("a").focus()
    page.keyboard.press("Control+c")
    expect(heard(page)).to_have_text("Tersalin")
    assert clipboard(page) == HOSTILE
    assert faults == []


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("x" * 10_000, id="very long"),
        pytest.param("LONE", id="lone surrogate"),
        pytest.param("(.*[\\", id="regular expression"),
        pytest.param("😀 \u202eabc", id="emoji and right to left"),
        pytest.param("<b>x</b>'\"&%00", id="markup"),
        pytest.param("constructor __proto__", id="names of the language"),
    ],
)
def test_hostile_queries_do_no_harm(query: str, page: Page, address: str) -> None:
    faults = collect_faults(page)
    page.goto(f"{address}cari/")
    page.locator(FIELD).evaluate("(field, text) => { field.value = text.replace('LONE', '\\ud83d') }", query)
    page.locator(FIELD).dispatch_event("input")
    expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
    page.wait_for_timeout(400)
    page.reload()
    expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert faults == []


# Keys


def test_arrows_walk_through_results_and_enter_opens(page: Page, address: str) -> None:
    results = ask(page, f"{address}kasir/", "semua")
    order = [made["address"] for made in CARDS["semua"]]
    for key, wanted in [
        ("ArrowDown", order[0]),
        ("ArrowDown", order[1]),
        ("ArrowUp", order[0]),
        ("End", order[-1]),
        ("ArrowDown", order[-1]),
        ("Home", order[0]),
    ]:
        page.keyboard.press(key)
        expect(page.locator(f'[data-sigap-result="{wanted}"] :focus')).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("semua")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    link = str(results.nth(1).locator("a").get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(link)


NAME_OF_FOCUS = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"


def test_tab_reaches_controls_and_results_in_order(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(NAME_OF_FOCUS))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen[0] == "Kosongkan pencarian"
    assert seen[2:6] == ["Saring", "Salam pembuka", "Salin format", "Salam toko"]


def test_escape_leads_back_to_where_the_reader_was(page: Page, address: str) -> None:
    page.goto(f"{address}kasir/")
    page.locator("#tautan").focus()
    page.keyboard.press("Control+k")
    page.keyboard.type("semua")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#tautan")).to_be_focused()
    expect(page.locator(OUTPUT)).to_be_hidden()
    expect(page.locator(FIELD)).to_have_value("semua")
    page.keyboard.press("/")
    expect(page.locator(RESULT).first).to_be_visible()


def test_escape_leads_back_to_the_place_on_a_long_page(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("scrollTo(0, 700)")
    page.keyboard.press("/")
    page.keyboard.type("semua")
    expect(page.locator(RESULT).first).to_be_visible()
    assert page.evaluate("scrollY") < 700
    page.keyboard.press("Escape")
    assert page.evaluate("[scrollY, document.activeElement === document.body]") == [700, True]


def test_the_panel_closes_when_the_reader_goes_elsewhere(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    page.locator("#bayar").click(position={"x": 2, "y": 2}, force=True)
    expect(page.locator(OUTPUT)).to_be_hidden()
    page.locator(FIELD).click()
    expect(page.locator(OUTPUT)).to_be_visible()
    page.locator("#tautan").focus()
    expect(page.locator(OUTPUT)).to_be_hidden()


def test_enter_in_the_field_leads_to_the_page_of_search(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua & 1")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}cari/?q=semua+%26+1")
    expect(page.locator(FIELD)).to_have_value("semua & 1")
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))


# Copying


def test_the_copy_key_copies_the_current_answer(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    empty_clipboard(page)
    page.keyboard.press("Control+c")
    page.wait_for_timeout(200)
    assert clipboard(page) == "sebelumnya", "nothing is current while the field has the focus"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+c")
    expect(heard(page)).to_have_text("Tersalin")
    assert clipboard(page) == CARDS["semua"][0]["copy"]
    assert focused(page) == "kasir/salam"


def test_the_copy_key_leaves_selected_text_to_the_browser(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    page.keyboard.press("ArrowDown")
    result(page, "kasir/salam").locator("mark").last.evaluate("mark => getSelection().selectAllChildren(mark)")
    page.keyboard.press("Control+c")
    page.wait_for_timeout(200)
    assert clipboard(page) == "bantu"


def test_buttons_copy_the_sentence_or_the_whole_answer(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    drawn = result(page, "kasir/tunai")
    drawn.get_by_role("button", name="Salin", exact=True).click()
    expect(drawn.get_by_role("button", name="Tersalin")).to_be_visible()
    assert clipboard(page) == "Uangnya kami terima, terima kasih."
    drawn.get_by_role("button", name="Salin jawaban").click()
    expect(drawn.get_by_role("button", name="Tersalin")).to_have_count(2)
    assert clipboard(page) == "Bolehkah membayar tunai?: jawaban"
    expect(drawn.get_by_role("button", name="Salin", exact=True)).to_be_visible()


@pytest.mark.parametrize("way", ["button", "keys"])
def test_a_sentence_of_another_brand_is_copied_only_when_asked_twice(way: str, page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "semua")
    page.get_by_label("Posisi saya").select_option("telepon")
    drawn = page.locator(RESULT).last
    expect(drawn).to_have_attribute("data-sigap-result", "toko/salam")
    expect(page.locator(".sigap-search__others")).to_have_text("Merek lain – bukan untuk posisi Anda (Toko, Obrolan)")
    empty_clipboard(page)
    press(drawn, way)
    question = "Kalimat Toko – tekan sekali lagi untuk menyalin"
    expect(drawn.locator("button")).to_have_text(question)
    expect(heard(page)).to_have_text(question)
    assert clipboard(page) == "sebelumnya"
    press(drawn, way)
    expect(drawn.locator("button")).to_have_text("Tersalin")
    assert clipboard(page) == "Halo, di sini Toko."


def press(drawn: Locator, way: str) -> None:
    if way == "button":
        drawn.locator("button").click()
    else:
        drawn.locator("a").focus()
        drawn.page.keyboard.press("Control+c")


def test_a_sentence_is_not_copied_after_its_last_second(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install(time="2023-09-30T23:59:55+07:00")
    page.goto(f"{address}kasir/")
    page.keyboard.press("/")
    page.keyboard.type("berganti")
    page.clock.run_for(100)
    drawn = result(page, "kasir/sementara")
    expect(drawn.locator("button")).to_have_text("Salin")
    expect(drawn.locator(".sigap-stamp")).to_have_text("Berlaku sementara")
    empty_clipboard(page)
    page.clock.set_system_time("2023-10-01T00:00:00+07:00")
    drawn.locator("button").click()
    expect(drawn.locator("button")).to_have_text("Tidak berlaku lagi")
    page.wait_for_timeout(200)
    assert clipboard(page) == "sebelumnya"


def test_results_switch_while_they_stand_there(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.clock.install(time="2023-09-30T23:59:50+07:00")
    page.goto(f"{address}cari/?q=berganti")
    drawn = result(page, "kasir/sementara")
    expect(drawn.locator("button")).to_have_text("Salin")
    drawn.locator("a").focus()
    page.clock.run_for(11_000)
    expect(drawn.locator("button")).to_have_text("Tidak berlaku lagi")
    assert focused(page) == "kasir/sementara"


# Announcements, messages


TYPE_TWICE = """async texts => {
  const field = document.querySelector("[data-sigap-search]"), status = document.querySelector("[role=status]")
  window.said = []
  new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true})
  for (const text of texts) {
    field.value = text
    field.dispatchEvent(new Event("input"))
    await new Promise(requestAnimationFrame)
  }
}"""


def test_the_number_of_results_is_said_once_it_is_settled(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "banyak")
    status = page.locator("[data-sigap-search-status]")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_have_text("12 dari 45 hasil")
    page.evaluate(TYPE_TWICE, ["xyz", "semua"])
    expect(status).to_have_text("11 hasil")
    assert page.evaluate("said") == ["11 hasil"], "what is typed over at once is not said"
    page.locator(FIELD).fill("ragu")
    expect(status).to_have_text("Tidak yakin ada jawabannya. 1 terdekat")
    page.locator(FIELD).fill("xyz")
    expect(status).to_have_text("Tidak ditemukan")


def test_doubt_and_absence_are_said(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "ragu")
    expect(page.locator("[data-sigap-no-answer]")).to_have_text("Tidak yakin ada jawabannya. Ini yang terdekat:")
    expect(page.locator(RESULT)).to_have_count(1)
    page.locator(FIELD).fill("xyz")
    expect(page.locator("[data-sigap-no-answer]")).to_contain_text("Tidak ditemukan jawaban untuk “xyz”.")
    expect(page.locator(RESULT)).to_have_count(0)
    page.locator(FIELD).fill("semua")
    expect(page.locator("[data-sigap-no-answer]")).to_have_count(0)
    page.locator(FIELD).fill("")
    expect(page.locator(OUTPUT)).to_be_hidden()
    expect(page.locator(RESULT)).to_have_count(0)


def test_a_slow_index_is_said(page: Page, address: str, folder: Path) -> None:
    write_cards(folder, delay=1500)
    try:
        page.goto(f"{address}kasir/")
        page.keyboard.press("/")
        page.keyboard.type("semua")
        expect(page.locator(".sigap-search__count")).to_have_text("Memuat indeks …")
        expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))
    finally:
        write_cards(folder)


def test_a_missing_index_can_be_asked_for_again(page: Page, address: str) -> None:
    page.route("**/cards.json", lambda route: route.fulfill(status=404))
    page.goto(f"{address}kasir/")
    page.keyboard.press("/")
    page.keyboard.type("sem")
    expect(page.locator(OUTPUT)).to_contain_text("Indeks pencarian tidak dapat dimuat.")
    page.keyboard.type("ua")
    page.wait_for_timeout(500)  # each letter asks anew: one that is answered later would take the button away
    page.unroute("**/cards.json")
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))
    expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize(("word", "message"), [("gagal", "tidak dapat dimuat"), ("galat", "galat")])
def test_after_a_failed_search_others_work(word: str, message: str, page: Page, address: str) -> None:
    page.goto(f"{address}kasir/")
    page.locator(FIELD).fill(word)
    expect(page.locator(OUTPUT)).to_contain_text(message)
    page.locator(FIELD).fill("semua")
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))


def test_an_index_of_another_edition_is_healed_by_one_reload(page: Page, address: str) -> None:
    page.goto(f"{address}kasir/")
    opened: list[str] = []
    page.on("framenavigated", lambda frame: opened.append(frame.url))
    page.locator(FIELD).fill("usang")
    expect(page.locator(OUTPUT)).to_contain_text("Sigap baru saja diperbarui.")
    page.wait_for_timeout(500)
    assert opened == [f"{address}kasir/"]
    expect(page.locator(FIELD)).to_have_value("usang")
    expect(page.get_by_role("button", name="Muat ulang")).to_be_visible()
    page.locator(FIELD).fill("semua")
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))


def test_from_files_a_sentence_says_what_is_needed(page: Page, folder: Path) -> None:
    page.goto((folder / "kasir/index.html").as_uri())
    page.locator(FIELD).focus()
    expect(page.locator(".sigap-search__waiting")).to_contain_text("buka Sigap lewat server")


def test_scripts_that_do_not_arrive_are_said(page: Page, address: str) -> None:
    page.route("**/sigap-search-panel.js", lambda route: route.abort())
    page.goto(f"{address}kasir/")
    page.locator(FIELD).focus()
    expect(page.locator(".sigap-search__waiting")).to_contain_text("tidak dapat dimuat")
    expect(page.get_by_role("button", name="Muat ulang")).to_be_visible()


def test_only_one_request_is_under_way(page: Page, address: str) -> None:
    """The worker is asked for the first words and for the latest ones, never for all between."""
    page.add_init_script(
        "const Real = Worker; window.asked = []; window.Worker = class extends Real {"
        "postMessage(data) { if (data.query) asked.push(data.query); super.postMessage(data) } }"
    )
    page.goto(f"{address}kasir/")
    page.locator(FIELD).fill("semua")
    expect(page.locator(RESULT).first).to_be_visible()
    page.evaluate(
        "() => { asked.length = 0; const field = document.querySelector('[data-sigap-search]');"
        "for (const text of ['r', 'ra', 'rag', 'ragu'])"
        "{ field.value = text; field.dispatchEvent(new Event('input')) } }"
    )
    expect(result(page, "kasir/dekat")).to_be_visible()
    assert page.evaluate("asked") == ["r", "ragu"]


# Filters


def test_chips_narrow_by_keyboard(page: Page, address: str) -> None:
    results = ask(page, f"{address}kasir/", "semua")
    button = page.get_by_role("button", name="Saring", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(page.get_by_role("toolbar", name="Jenis")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.get_by_role("toolbar", name="Jenis").get_by_role("button", pressed=True)).to_have_text("FAQ")
    expect(results).to_have_count(1)
    expect(results).to_have_attribute("data-sigap-result", "kasir/tunai")
    button.press("Enter")
    chosen = page.get_by_role("button", name="Hapus saringan FAQ")
    chosen.press("Enter")
    expect(results).to_have_count(len(CARDS["semua"]))
    expect(page.locator(FIELD)).to_be_focused()
    expect(chosen).to_have_count(0)


def test_filters_that_leave_nothing_can_be_taken_away(page: Page, address: str) -> None:
    page.goto(f"{address}cari/?q=semua&jenis=step&merek=toko")
    expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
    page.get_by_role("button", name="Hapus semua saringan").click()
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))
    expect(page.locator(FIELD)).to_be_focused()


# The page of search


def test_the_page_of_search_is_a_bookmark(page: Page, address: str) -> None:
    page.goto(f"{address}cari/?q=semua&jenis=faq&jenis=fee&merek=kasir")
    expect(page.locator(RESULT)).to_have_count(2)
    expect(page.locator(FIELD)).to_have_count(1)
    assert page.evaluate("document.querySelector('[data-sigap-search]').closest('main') !== null")
    page.get_by_role("button", name="Biaya", pressed=True).click()
    page.wait_for_url(f"{address}cari/?q=semua&jenis=faq&merek=kasir")
    page.get_by_role("button", name="Sertakan teks yang sudah diganti").first.click()
    page.locator(FIELD).fill("ragu")
    page.wait_for_url(f"{address}cari/?q=ragu&jenis=faq&merek=kasir&riwayat=1")
    page.reload()
    expect(page.locator(RESULT)).to_have_count(1)
    expect(page.get_by_role("button", name="Hapus saringan Sertakan")).to_be_visible()


def test_coming_texts_are_found_only_on_request(page: Page, address: str) -> None:
    page.goto(f"{address}cari/?q=nanti")
    expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
    page.get_by_role("button", name="teks yang akan berlaku", exact=True).click()
    expect(result(page, "kasir/nanti")).to_contain_text("Akan berlaku")
    expect(page.locator(FIELD)).to_be_focused()
    page.wait_for_url(f"{address}cari/?q=nanti&akan=1")
    page.reload()
    expect(page.locator(RESULT)).to_have_count(1)
    expect(page.get_by_role("button", name="Sertakan teks yang akan berlaku", pressed=True)).to_have_count(1)
    assert axe_violations(page) == []
    page.get_by_role("button", name="Hapus saringan Sertakan teks yang akan berlaku").click()
    page.wait_for_url(f"{address}cari/?q=nanti")
    expect(page.locator(RESULT)).to_have_count(0)


def test_without_coming_texts_none_are_offered(page: Page, address: str, folder: Path) -> None:
    write_cards(folder, facets=FACETS | {"hasComing": False})
    try:
        page.goto(f"{address}cari/?q=tidakada")
        expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
        expect(page.get_by_role("button", name="Sertakan teks yang sudah diganti")).to_have_count(1)
        expect(page.get_by_role("button", name="akan berlaku")).to_have_count(0)
    finally:
        write_cards(folder)


def test_further_results_are_shown_on_request(page: Page, address: str) -> None:
    page.goto(f"{address}cari/?q=banyak")
    more = page.get_by_role("button", name="Tampilkan lebih banyak")
    for shown in (20, 40, 45):
        expect(page.locator(RESULT)).to_have_count(shown)
        if shown < 45:
            more.click()
    assert focused(page) == "kasir/banyak-40"
    expect(more).to_be_hidden()


def test_the_panel_leads_to_all_results(page: Page, address: str) -> None:
    ask(page, f"{address}kasir/", "banyak")
    expect(page.locator(RESULT)).to_have_count(12)
    page.get_by_role("link", name="Semua hasil").click()
    page.wait_for_url(f"{address}cari/?q=banyak")


def test_results_are_printed_without_what_is_clicked(page: Page, address: str) -> None:
    page.goto(f"{address}cari/?q=semua")
    expect(page.locator(RESULT)).to_have_count(len(CARDS["semua"]))
    page.emulate_media(media="print")
    expect(page.locator(RESULT).first).to_be_visible()
    for selector in (".sigap-search__head", ".sigap-search__fold", ".sigap-copy", ".sigap-unanswered"):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()


def test_without_scripts_a_link_leads_to_the_index(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}kasir/")
        page.locator("html").evaluate("html => html.classList.add('no-js')")
        expect(page.locator(FIELD)).to_be_hidden()
        page.get_by_role("link", name="Indeks A–Z").click()
        page.wait_for_url(f"{address}cari/")


# The reader's position


def test_the_position_is_kept_per_tab_and_always_seen(context: BrowserContext, page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    ask(page, f"{address}kasir/", "semua")
    label = page.locator(".sigap-position--header")
    expect(label).to_be_hidden()
    page.locator(f"{OUTPUT} select").select_option("toko")
    expect(page.locator(RESULT).first).to_have_attribute("data-sigap-result", "toko/salam")
    for url in URLS:
        page.goto(address + url)
        expect(label).to_be_visible()
        expect(label.locator("select")).to_have_value("toko")
    other = context.new_page()
    other.goto(f"{address}kasir/")
    expect(other.locator(".sigap-position--header select")).to_have_value("")
    label.locator("select").select_option("")
    expect(label).to_be_hidden()
    results = ask(page, f"{address}kasir/", "semua")
    expect(page.locator(".sigap-search__others")).to_have_count(0)
    expect(results.first).to_have_attribute("data-sigap-result", "kasir/salam")


# Questions without an answer


def test_unanswered_questions_stay_here_and_can_be_saved(page: Page, address: str) -> None:
    page.clock.install(time="2026-02-01T06:30:00+07:00")
    page.goto(f"{address}cari/")
    for query in ("id 1234567 an. budi@contoh.id", "ra", "ragu 0812", "semua"):
        page.locator(FIELD).fill(query)
        expect(page.locator(".sigap-search__count")).not_to_have_text("")
        page.wait_for_timeout(150)
        page.clock.run_for(2500)
    fold = page.locator(".sigap-unanswered")
    expect(fold.locator("summary")).to_have_text("Pertanyaan yang belum terjawab (2)")
    fold.locator("summary").click()
    expect(fold.locator("li")).to_have_text([re.compile("^ragu #### "), re.compile("^id ####### an. #@# ")])
    assert not re.search("0812|1234567|budi", page.evaluate("localStorage.getItem('sigap-unanswered')"))
    with page.expect_download() as download:
        fold.get_by_role("button", name="Unduh berkas").click()
    assert download.value.suggested_filename == "sigap-belum-terjawab-2026-02-01.json"
    assert json.loads(Path(download.value.path()).read_text()) == [
        {"query": "id ####### an. #@#", "day": "2026-02-01", "outcome": "none"},
        {"query": "ragu ####", "day": "2026-02-01", "outcome": "unsure"},
    ]
    fold.get_by_role("button", name="Hapus").click()
    expect(fold.locator("summary")).to_have_text("Pertanyaan yang belum terjawab (0)")
    expect(fold.get_by_role("button", name="Unduh berkas")).to_be_disabled()


def test_no_more_than_two_hundred_questions_are_kept(page: Page, address: str) -> None:
    page.goto(f"{address}cari/")
    kept = json.dumps([{"query": f"kata {place}", "day": "2026-02-01"} for place in range(200)])
    page.evaluate("kept => localStorage.setItem('sigap-unanswered', kept)", kept)
    page.locator(FIELD).fill("tidak ada")
    expect(page.locator("[data-sigap-no-answer]")).to_be_visible()
    expect(page.locator(".sigap-unanswered li").first).to_contain_text("tidak ada")
    assert page.evaluate("JSON.parse(localStorage.getItem('sigap-unanswered')).length") == 200
