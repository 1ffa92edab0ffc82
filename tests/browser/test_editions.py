"""Editions beside each other in a browser: the version selector, and search that stays inside of one."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.editions.held import roll_back
from generator.editions.publish import publish_edition
from tests.browser.pages import axe_violations, collect_faults, serve
from tests.editions.making import ANI
from tests.site.building import EDITION, BuiltSite

NEWER = "2026-03-01"


@pytest.fixture(scope="module")
def public(fiction_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions: the made-up site, and a newer one that lacks a page and has another word on its first."""
    folder = tmp_path_factory.mktemp("editions")
    shutil.copytree(fiction_site.public, folder / "public", symlinks=True)
    newer = Path(shutil.copytree(fiction_site.path, folder / "newer"))
    shutil.rmtree(newer / "faq")
    sitemap = newer / "sitemap.xml"
    kept = [line for line in sitemap.read_text().splitlines(keepends=True) if "/faq/" not in line]
    sitemap.write_text("".join(kept))
    publish_edition(newer, folder / "public", NEWER, title="1 Mar 2026", as_of=date(2026, 3, 1), hand=ANI)
    return folder / "public"


@pytest.fixture(scope="module")
def origin(public: Path) -> Iterator[str]:
    with serve(public) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_page(viewport={"width": 1280, "height": 800}) as opened:
        yield opened


def selector(page: Page) -> list[str]:
    """Open the version selector and return what it offers."""
    page.get_by_role("button", name="Edisi").click()
    return page.locator(".md-version__link:visible").all_inner_texts()


def test_the_selector_leads_to_the_same_page(page: Page, origin: str) -> None:
    faults = collect_faults(page)
    page.goto(f"{origin}/latest/kasir/#sapaan")
    offered = selector(page)
    assert [each.split("\n")[0].strip() for each in offered] == ["1 Mar 2026berlaku", "1 Feb 2026, 00.00"]
    assert page.locator(".md-version__link[aria-current]").inner_text().startswith("1 Mar 2026")
    page.get_by_role("link", name="1 Feb 2026").click()
    page.wait_for_url(f"{origin}/{EDITION}/kasir/#sapaan")
    expect(page.get_by_text("Ini bukan edisi yang berlaku sekarang.").first).to_be_visible()
    page.get_by_role("link", name="Buka edisi yang berlaku").click()
    page.wait_for_url(f"{origin}/{NEWER}/kasir/#sapaan")
    expect(page.get_by_role("button", name="Edisi 1 Mar 2026")).to_be_visible()
    assert page.get_by_text("Ini bukan edisi yang berlaku").count() == 0
    # What a page still loads when it is left is given up, and no fault.
    assert [fault for fault in faults if not fault.endswith("net::ERR_ABORTED")] == []


def test_a_page_that_the_other_edition_lacks_leads_to_its_first(page: Page, origin: str) -> None:
    page.goto(f"{origin}/{EDITION}/faq/")
    selector(page)
    page.get_by_role("link", name="1 Mar 2026").click()
    page.wait_for_url(f"{origin}/{NEWER}/")


def test_after_a_roll_back_the_newer_one_says_so(page: Page, public: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(public, tmp_path / "public", symlinks=True))
    roll_back(copy, EDITION, ANI)
    with serve(copy) as origin:
        page.goto(f"{origin}/{NEWER}/kasir/")
        expect(page.get_by_text("Ini bukan edisi yang berlaku sekarang.").first).to_be_visible()
        page.goto(f"{origin}/latest/kasir/")
        expect(page.get_by_role("button", name="Edisi 1 Feb 2026, 00.00")).to_be_visible()
        assert page.get_by_text("Ini bukan edisi yang berlaku").count() == 0


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_selector_is_for_everyone(browser: Browser, origin: str, width: int, scheme: str) -> None:
    with browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme) as page:  # type: ignore[arg-type]
        page.goto(f"{origin}/{EDITION}/kasir/")
        assert len(selector(page)) == 2
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for box in page.locator(".sigap-editions :is(button, a):visible").all():
            size = box.bounding_box()
            assert size is not None
            assert min(size["width"], size["height"]) >= 24
        assert page.locator(".sigap-search__input").first.evaluate("each => each.offsetWidth") > 150


def test_the_keyboard_opens_and_closes_it(page: Page, origin: str) -> None:
    page.goto(f"{origin}/latest/kasir/")
    button = page.get_by_role("button", name="Edisi")
    button.focus()
    assert button.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-version__link')")
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('.md-version__current')")
    assert page.locator(".md-version__link:visible").count() == 0


def test_search_asks_its_own_edition_only(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/{EDITION}/kasir/")
    page.locator("[data-sigap-search]").first.fill("sapaan")
    result = page.locator("[data-sigap-result] a").first
    result.wait_for()
    leads = page.locator("[data-sigap-result] a").evaluate_all("links => links.map(link => link.href)")
    assert leads
    assert all(lead.startswith(f"{origin}/{EDITION}/") for lead in leads)
    index = [url for url in asked if "/search" in url or "cari" in url]
    assert index
    outside = {url for url in asked if not url.startswith(f"{origin}/{EDITION}/")}
    assert outside <= {f"{origin}/versions.json"}


def test_an_edition_alone_at_the_root_of_a_server_misses_nothing(page: Page, public: Path) -> None:
    faults = collect_faults(page)
    with serve(public / EDITION) as address:
        page.goto(f"{address}/kasir/")
        expect(page.get_by_role("button", name="Edisi 1 Feb 2026")).to_be_visible()
        assert page.locator(".md-version__link").get_attribute("href") == f"{address}/"
        page.goto("about:blank")
    assert [fault for fault in faults if not fault.endswith("net::ERR_ABORTED")] == []
