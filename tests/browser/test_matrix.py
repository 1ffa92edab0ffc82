"""Matrices in a browser: facts are picked by keyboard, the rows that hold light up, the answer is said."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.pages import READ_AT, axe_violations, collect_faults

pytestmark = pytest.mark.browser

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
MATRIX_PAGE = "lapor-ulang/alur/alur-status-dan-durasi/"
DOCUMENT_PAGE = "lapor-ulang/"
EXPIRED_PAGE = "salam-hpn/alur/alur-salam-hpn/"
WAIT_MS = 10_000
ON, OFF = '[data-sigap-matrix-state="on"]', '[data-sigap-matrix-state="off"]'


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=WIDE, locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.set_default_timeout(WAIT_MS)
        opened.grant_permissions(["clipboard-read", "clipboard-write"])
        opened.clock.set_fixed_time(READ_AT)
        yield opened


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    opened = context.new_page()
    opened.goto(f"{address}{MATRIX_PAGE}")
    return opened


def matrix(page: Page) -> Locator:
    return page.locator("[data-sigap-matrix]")


def lit(page: Page) -> list[list[str]]:
    """Return the facts of the rows that are marked as holding, as they read."""
    rows = matrix(page).locator(ON).all()
    return [row.locator("[data-sigap-fact] > span:last-child").all_inner_texts() for row in rows]


def pick_by_keyboard(page: Page, picks: list[int]) -> None:
    """Go to the first fact and press the arrow key so many times in each."""
    matrix(page).locator("input").first.focus()
    for place, presses in enumerate(picks):
        if place:
            page.keyboard.press("Tab")
        for _ in range(presses):
            page.keyboard.press("ArrowRight")


def test_nothing_is_marked_before_something_is_picked(page: Page) -> None:
    expect(matrix(page).locator("[data-sigap-matrix-row]")).to_have_count(6)
    expect(matrix(page).locator("[data-sigap-matrix-state]")).to_have_count(0)
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible")).to_have_count(0)
    expect(matrix(page).locator("[data-sigap-matrix-answer]")).to_be_empty()


def test_facts_are_picked_by_keyboard_and_the_row_lights_up(page: Page) -> None:
    hash_before = page.evaluate("location.hash")
    pick_by_keyboard(page, [2, 2, 2])
    assert lit(page) == [["BELUM SELESAI", "12 jam atau lebih", "tidak"]]
    expect(matrix(page).locator(OFF)).to_have_count(5)
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible")).to_have_text(["► Berlaku"])
    answer = matrix(page).get_by_role("status")
    expect(answer).to_contain_text(
        "Jawaban untuk Status laporan APKT: BELUM SELESAI; Durasi lapor: 12 jam atau lebih; "
        "Kategori permasalahan Urgent: tidak. Pada APKT: Icon Lapor Ulang dan keterangan."
    )
    expect(answer).to_contain_text("SIMONE Melebihi TMP")
    assert page.evaluate("location.hash") == hash_before, "the hash belongs to the guided steps"


def test_a_part_of_the_facts_leaves_all_rows_that_may_hold(page: Page) -> None:
    pick_by_keyboard(page, [1])
    assert lit(page) == [["SELESAI", "berapa pun lamanya", "ya"], ["SELESAI", "berapa pun lamanya", "tidak"]]
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible").first).to_have_text("► Masih mungkin")
    expect(matrix(page).get_by_role("status")).to_have_text(
        "2 dari 6 baris masih mungkin; pilih lagi untuk satu jawaban."
    )


def test_a_fact_that_decides_nothing_in_a_row_lights_it_for_each_value(page: Page) -> None:
    pick_by_keyboard(page, [1, 2, 1])
    assert lit(page) == [["SELESAI", "berapa pun lamanya", "ya"]]


def test_everything_can_be_cleared(page: Page) -> None:
    pick_by_keyboard(page, [2])
    expect(matrix(page).locator(ON)).to_have_count(4)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(matrix(page).locator("[data-sigap-matrix-state]")).to_have_count(0)
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible")).to_have_count(0)
    expect(matrix(page).get_by_role("status")).to_be_empty()


def test_a_remark_in_a_cell_is_copied(page: Page) -> None:
    pick_by_keyboard(page, [1, 0, 1])
    button = matrix(page).locator(ON).locator("[data-sigap-copy]")
    button.click()
    expect(button).to_have_text("Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == "LEBIH TAGIH LAPORAN TERKAIT K: 52xxxxxxxx"


@pytest.mark.parametrize(
    ("size", "scheme"),
    [pytest.param(WIDE, "default", id="wide, light"), pytest.param(NARROW, "slate", id="400 px, dark")],
)
def test_picked_or_not_the_matrix_is_accessible(
    context: BrowserContext, address: str, size: ViewportSize, scheme: str
) -> None:
    page = context.new_page()
    faults = collect_faults(page)
    page.set_viewport_size(size)
    page.goto(f"{address}{MATRIX_PAGE}")
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", scheme)
    pick_by_keyboard(page, [2, 1])
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert faults == []


def test_radio_buttons_and_links_are_large_enough(page: Page) -> None:
    sizes = (
        matrix(page)
        .locator("label, a, button")
        .evaluate_all(
            "all => all.map(each => each.getBoundingClientRect()).map(({ width, height }) => [width, height])"
        )
    )
    assert sizes
    assert all(width >= 24 and height >= 24 for width, height in sizes)


def test_on_wide_screens_the_whole_table_is_in_sight(page: Page) -> None:
    frame = page.locator(".sigap-matrix__frame").first
    assert frame.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert frame.locator("thead th").count() >= 7


def test_on_narrow_screens_a_row_is_a_card(page: Page) -> None:
    page.set_viewport_size(NARROW)
    pick_by_keyboard(page, [2, 1, 1])
    row = matrix(page).locator(ON)
    expect(row.locator(".sigap-matrix__heading").first).to_be_visible()
    expect(row.get_by_text("Belum diatur dalam SOP")).to_be_visible()
    expect(matrix(page).locator(OFF).first.locator("td").first).to_be_hidden()
    assert matrix(page).get_by_role("row").count() == 6, "still rows for those who hear them"


def test_without_scripts_the_table_stands_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{MATRIX_PAGE}")
        expect(matrix(page).locator("table")).to_be_visible()
        expect(matrix(page).locator(".sigap-matrix__picker")).to_be_hidden()
        expect(matrix(page).locator("[data-sigap-matrix-marker]:visible")).to_have_count(0)


def test_a_matrix_out_of_force_says_so(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{EXPIRED_PAGE}")
    expect(matrix(page).get_by_text("Alur ini tidak berlaku lagi.")).to_be_visible()
    matrix(page).locator("input").nth(1).check()
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible").first).to_have_text("► Cocok")


def test_print_leaves_out_what_is_for_picking(page: Page) -> None:
    pick_by_keyboard(page, [2])
    page.emulate_media(media="print")
    expect(matrix(page).locator("table")).to_be_visible()
    expect(matrix(page).locator("[data-sigap-matrix-row]").first.locator("td").first).to_be_visible()
    expect(matrix(page).locator(".sigap-matrix__picker")).to_be_hidden()
    expect(matrix(page).locator("[data-sigap-matrix-marker]:visible")).to_have_count(0)


def test_the_page_of_the_document_leads_to_the_matrix(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}{DOCUMENT_PAGE}")
    flow = page.locator('[data-sigap-unit="lapor-ulang/alur-status-dan-durasi"]')
    flow.get_by_role("link", name="Matriks keputusan").click()
    page.wait_for_url(f"**/{MATRIX_PAGE}#matriks")
    expect(page.get_by_role("heading", name="Matriks keputusan")).to_be_visible()
