"""What changed since a reader's last visit, a day or a revision; found out on their device, told on home and page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.pages import axe_violations, collect_faults, serve
from tests.browser.time_site import TURN, time_site
from tests.site.building import BuiltSite

__all__ = ["time_site"]

pytestmark = pytest.mark.browser

WIB = dt.timezone(dt.timedelta(hours=7))
NARROW = ViewportSize(width=400, height=800)
NOW = dt.datetime(2026, 2, 2, 9, tzinfo=WIB)
PAGE = "perubahan/"
SHOWN = "[data-sigap-act]:not([hidden])"
LINE = "[data-sigap-since-visit]"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('not allowed') } })"


@pytest.fixture(scope="module")
def site(time_site: BuiltSite) -> Iterator[str]:
    """The address of a site whose document was adopted, came out again on 5 January 2026, and turns in March."""
    with serve(time_site.public) as origin:
        yield f"{origin}/{time_site.path.name}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=NARROW, locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.clock.set_fixed_time(NOW)
        yield opened


def was_here(context: BrowserContext, seen: dt.datetime, edition: dt.datetime) -> None:
    """Let the reader have been here before, and have seen the edition of a moment."""
    visit = json.dumps({"seen": seen.timestamp() * 1000, "edition": edition.timestamp() * 1000})
    context.add_init_script(f"localStorage.getItem('sigap-visit') ?? localStorage.setItem('sigap-visit', '{visit}')")


def day(number: int, month: int = 1) -> dt.datetime:
    return dt.datetime(2026, month, number, 9, tzinfo=WIB)


def revisions(page: Page) -> list[str]:
    return [each.get_attribute("data-sigap-revision") or "" for each in page.locator(SHOWN).all()]


def test_home_counts_what_came_since_the_last_visit_and_leads_there(context: BrowserContext, site: str) -> None:
    was_here(context, seen=day(3), edition=day(2))
    page = context.new_page()
    page.goto(site)
    line = page.locator(f"{LINE} a")
    expect(line).to_have_text("3 perubahan pada 1 dokumen sejak kunjungan terakhir Anda (3 Januari 2026)")
    line.click()
    expect(page.locator("[data-sigap-since-kind]")).to_have_value("kunjungan")
    expect(page.locator("[data-sigap-since-count]")).to_have_text("3 perubahan pada 1 dokumen sejak 3 Januari 2026")
    assert revisions(page) == ["2"]
    expect(page.locator(f"{SHOWN} details")).to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("seen", "edition", "now", "is_new"),
    [
        pytest.param(day(20), day(4), NOW, True, id="here after it came out, but in an edition that did not know it"),
        pytest.param(day(20), day(6), NOW, False, id="here in an edition that knew it"),
        pytest.param(day(20, 2), day(1, 2), TURN.replace(tzinfo=WIB), True, id="begun since"),
        pytest.param(day(20, 2), day(1, 2), TURN.replace(tzinfo=WIB) - dt.timedelta(seconds=1), False, id="not yet"),
    ],
)
def test_what_is_new_to_a_reader(
    context: BrowserContext, site: str, seen: dt.datetime, edition: dt.datetime, now: dt.datetime, is_new: bool
) -> None:
    was_here(context, seen, edition)
    context.clock.set_fixed_time(now)
    page = context.new_page()
    page.goto(site)
    expect(page.locator(LINE)).to_be_visible(visible=is_new)


def test_a_visit_lasts_while_pages_are_read_and_the_next_one_begins_anew(context: BrowserContext, site: str) -> None:
    was_here(context, seen=day(3), edition=day(2))
    page = context.new_page()
    page.goto(site)
    expect(page.locator(LINE)).to_be_visible()
    context.clock.set_fixed_time(NOW + dt.timedelta(minutes=20))
    page.reload()
    expect(page.locator(LINE)).to_be_visible()
    context.clock.set_fixed_time(NOW + dt.timedelta(hours=2))
    page.reload()
    expect(page.locator(LINE)).to_be_hidden()


def test_a_first_visit_is_said_to_be_one(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}{PAGE}?sejak=kunjungan")
    expect(page.locator("[data-sigap-since-count]")).to_contain_text("kunjungan pertama")
    assert revisions(page) == ["2", "1"]


def test_since_a_day_and_since_a_revision(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site + PAGE)
    page.locator("[data-sigap-since-kind]").select_option("tanggal")
    expect(page.locator("[data-sigap-since-count]")).to_have_text("Pilih tanggalnya; semua perubahan ditampilkan.")
    page.locator("[data-sigap-since-day]").fill("2026-03-02")
    expect(page.locator("[data-sigap-since-count]")).to_have_text("Tidak ada perubahan")
    expect(page.locator("#judul-semua-perubahan")).to_be_hidden()
    page.locator("[data-sigap-since-day]").fill("2026-01-05")
    assert revisions(page) == ["2"]
    page.locator("[data-sigap-since-kind]").select_option("revisi")
    chosen = page.locator("[data-sigap-since-revision]")
    chosen.select_option(chosen.locator("option").last.get_attribute("value"))
    assert revisions(page) == ["2"]


def test_an_open_page_moves_what_has_begun(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(site + PAGE)
    coming = page.locator('[data-sigap-changes="judul-akan-berlaku"]')
    expect(coming.locator(SHOWN)).to_have_count(1)
    context.clock.set_fixed_time(TURN.replace(tzinfo=WIB))
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(coming).to_be_hidden()
    assert revisions(page) == ["2", "1"]


def test_without_storage_or_scripts_all_stands_there(browser: Browser, context: BrowserContext, site: str) -> None:
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"{site}{PAGE}?sejak=kunjungan")
    assert revisions(page) == ["2", "1"]
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(site + PAGE)
        expect(page.locator("[data-sigap-since]")).to_be_hidden()
        assert revisions(page) == ["2", "1"]
        expect(page.locator("details").first).to_contain_text("Menjadi")
        page.goto(site)
        expect(page.locator(LINE)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_use_it(context: BrowserContext, site: str, scheme: str) -> None:
    was_here(context, seen=day(3), edition=day(2))
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    faults = collect_faults(page)
    for url in (f"{PAGE}?sejak=kunjungan", "kasir/rev/2/pemberitahuan/", ""):
        page.goto(site + url)
        page.wait_for_load_state("networkidle")
        assert axe_violations(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
    assert [fault for fault in faults if "current" not in fault and "404" not in fault] == []


def test_the_feed_is_named_by_every_page_and_the_notice_is_copied(context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}kasir/rev/2/pemberitahuan/")
    feed = page.locator('link[rel="alternate"][type="application/atom+xml"]').evaluate("link => link.href")
    assert feed == f"{site}perubahan.xml"
    assert page.request.get(feed).text().startswith('<?xml version="1.0"')
    page.locator("[data-sigap-copy]").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("*Perubahan dokumen: Kasir*\n")
    assert copied == page.locator("pre").first.inner_text()
