"""Flowcharts in a browser: texts fit with the real font, nothing is blown up, and keys alone are enough."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.pages import READ_AT, axe_violations, collect_faults

pytestmark = pytest.mark.browser

DOCUMENTS = ("digilive", "elektrinet", "lapor-ulang", "pln-mobile", "salam-hpn")
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
SPILLING = """() => {
  const found = []
  for (const node of document.querySelectorAll("[data-sigap-chart] :is([data-sigap-node], [data-sigap-interrupt])")) {
    const box = node.querySelector(".sigap-chart__box").getBBox()
    for (const text of node.querySelectorAll("text")) {
      const area = text.getBBox()
      const fits = area.x >= box.x && area.x + area.width <= box.x + box.width + .5
        && area.y >= box.y - .5 && area.y + area.height <= box.y + box.height + .5
      if (!fits) found.push(`${node.dataset.sigapNode ?? node.dataset.sigapInterrupt}: ${text.textContent}`)
    }
  }
  return found
}"""
BLOWN = """() => [...document.querySelectorAll("[data-sigap-chart] svg")]
  .filter(svg => Math.abs(svg.getBoundingClientRect().width - Number(svg.getAttribute("width"))) > .5).length"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=WIDE, locale="id-ID") as context:
        context.clock.set_fixed_time(READ_AT)
        yield context.new_page()


def test_every_chart_at_its_natural_size_with_texts_that_fit(page: Page, address: str) -> None:
    for document in DOCUMENTS:
        page.goto(f"{address}{document}/")
        assert page.evaluate(
            "() => document.fonts.ready.then(() => document.fonts.check('600 13px \"IBM Plex Sans\"'))"
        )
        assert page.evaluate(SPILLING) == []
        assert page.evaluate(BLOWN) == 0
        page.set_viewport_size(NARROW)
        assert page.evaluate(BLOWN) == 0
        assert not page.evaluate(SIDEWAYS)
        page.set_viewport_size(WIDE)


def test_a_wide_chart_begins_where_its_flow_does(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{address}elektrinet/")
    frame = page.locator("[data-sigap-chart] .sigap-chart__scroll").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    start, around = frame.locator(".sigap-chart__node--start").bounding_box(), frame.bounding_box()
    assert start
    assert around
    assert around["x"] <= start["x"]
    assert start["x"] + start["width"] <= around["x"] + around["width"]


def test_full_screen_by_keys_alone(page: Page, address: str) -> None:
    faults = collect_faults(page)
    page.goto(f"{address}elektrinet/")
    figure = page.locator("[data-sigap-chart]").first
    button = figure.get_by_role("button", name="Layar penuh")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Bagan alur")
    expect(dialog).to_be_visible()
    expect(dialog.locator("[data-sigap-node]").first).to_be_visible()
    size = dialog.bounding_box()
    assert size
    assert (size["width"], size["height"]) == (WIDE["width"], WIDE["height"])
    assert axe_violations(page) == []
    page.keyboard.press("Tab")
    expect(dialog.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    expect(figure.locator("[data-sigap-node]").first).to_be_visible()
    button.press("Enter")
    dialog.get_by_role("button", name="Tutup layar penuh").click()
    expect(button).to_be_focused()
    assert faults == []


def test_a_box_leads_to_its_clause_from_the_page_and_from_full_screen(page: Page, address: str) -> None:
    page.goto(f"{address}lapor-ulang/")
    box = page.locator("[data-sigap-chart] a[href^='#']").first
    target = box.get_attribute("href")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{target}:target")).to_have_count(1)
    page.locator("[data-sigap-chart-full]").first.click()
    other = page.locator("dialog a[href^='#']").nth(2)
    target = other.get_attribute("href")
    other.click()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator(f"{target}:target")).to_be_in_viewport()


def test_colours_follow_the_page_and_print_is_white(page: Page, address: str) -> None:
    page.goto(f"{address}salam-hpn/")
    box = page.locator("[data-sigap-chart] .sigap-chart__node--step .sigap-chart__box").first
    fill = "box => getComputedStyle(box).fill"
    assert box.evaluate(fill) == "rgb(255, 255, 255)"
    page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'slate')")
    assert box.evaluate(fill) == "rgb(18, 23, 29)"
    page.emulate_media(media="print")
    assert box.evaluate(fill) == "rgb(255, 255, 255)"
    expect(page.locator(".sigap-chart__full").first).to_be_hidden()


def test_lanes_are_there_on_request(page: Page, address: str) -> None:
    page.goto(f"{address}elektrinet/")
    lanes = page.locator("[data-sigap-chart-lanes]").first
    expect(lanes).to_be_hidden()
    page.get_by_text("Menurut pelaksana (lajur)").first.click()
    expect(lanes.get_by_text("Pelanggan", exact=True).first).to_be_visible()
    assert axe_violations(page) == []
