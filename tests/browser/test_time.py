"""Time in a browser with a clock of its own: what holds is marked and copied to the second, wherever a script shows."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, ViewportSize, expect

from generator.build.prepare import prepare
from generator.current.states import current_files
from generator.render.context import RenderContext
from tests.browser.pages import axe_violations, collect_faults, serve
from tests.browser.time_site import NEXT, NORMAL, OVERLAY_FROM, OVERLAY_UNTIL, PARTY, TURN, write_time_content
from tests.contents import edit
from tests.site.building import EDITION, BuiltSite

pytestmark = pytest.mark.browser

WIDE = ViewportSize(width=1280, height=900)
SECOND = dt.timedelta(seconds=1)
WAIT_MS = 8000
FADING_MS = 300
"""Colours of links fade from one scheme to the other."""
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
MOMENTS = (
    pytest.param(OVERLAY_FROM - SECOND, NORMAL, "Akan berlaku", "1", id="the last second before the instruction"),
    pytest.param(OVERLAY_FROM, PARTY, "Berlaku sementara", "1", id="its first second"),
    pytest.param(OVERLAY_UNTIL - SECOND, PARTY, "Berlaku sementara", "1", id="its last second"),
    pytest.param(OVERLAY_UNTIL, NORMAL, "Tidak berlaku lagi", "1", id="the first second after it"),
    pytest.param(TURN - SECOND, NORMAL, "Tidak berlaku lagi", "1", id="the last second of revision 1"),
    pytest.param(TURN, NEXT, "Tidak berlaku lagi", "2", id="the first second of revision 2"),
    pytest.param(TURN + dt.timedelta(days=1), NEXT, "Tidak berlaku lagi", "2", id="a day later"),
)
COPIED = """() => [...document.querySelectorAll('article button[data-sigap-copy]')]
  .filter((button) => button.checkVisibility() && button.ariaDisabled !== 'true')
  .map((button) => button.dataset.sigapCopy)"""
FOUND = """() => [...document.querySelectorAll('[data-sigap-result] figure')]
  .filter((figure) => figure.querySelector('button:not([aria-disabled])'))
  .map((figure) => figure.querySelector('.sigap-script__text').textContent)"""
PLACES = {
    "kasir/": COPIED,
    "skrip/": COPIED,
    "kasir/alur/alur-kasir/#step=sapa": COPIED,
    "cari/?q=selamat+datang": FOUND,
}
HOME, DOCUMENT, FLOW = "", "kasir/", "kasir/alur/alur-kasir/"
HEAD = "[data-sigap-page]"


@dataclass(frozen=True)
class Origin:
    """The address under which editions stand side by side."""

    url: str

    @property
    def latest(self) -> str:
        return f"{self.url}/latest/"

    @property
    def edition(self) -> str:
        return f"{self.url}/{EDITION}/"


@pytest.fixture(scope="module")
def origin(time_site: BuiltSite) -> Iterator[Origin]:
    with serve(time_site.public) as url:
        yield Origin(url)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with new_context(browser, "Asia/Jakarta") as opened:
        yield opened


def new_context(browser: Browser, zone: str) -> BrowserContext:
    opened = browser.new_context(viewport=WIDE, locale="id-ID", timezone_id=zone)
    opened.set_default_timeout(WAIT_MS)
    return opened


def moment(wall: dt.datetime, zone: str = "Asia/Jakarta") -> dt.datetime:
    return wall.replace(tzinfo=zoneinfo.ZoneInfo(zone))


def come_back(page: Page) -> None:
    """Tell a page what a browser tells it when its reader comes back."""
    page.evaluate("dispatchEvent(new Event('focus'))")


def set_clock(context: BrowserContext, wall: dt.datetime, zone: str) -> None:
    context.clock.set_fixed_time(moment(wall, zone))
    for page in context.pages:
        come_back(page)


def settles(page: Page, script: str, wanted: set[str], said: str) -> None:
    """Wait until a page copies exactly these sentences."""
    deadline = time.monotonic() + WAIT_MS / 1000
    while set(page.evaluate(script)) != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    assert set(page.evaluate(script)) == wanted, said


def copied(page: Page) -> set[str]:
    return set(page.evaluate(COPIED))


# The boundaries: three zones, before, first second, last second, after, wherever a script shows


@pytest.fixture(scope="module", params=ZONES)
def places(request: pytest.FixtureRequest, browser: Browser, origin: Origin) -> Iterator[tuple[str, dict[str, Page]]]:
    """Open each place in a zone once; the clock is moved under the open pages."""
    with new_context(browser, request.param) as opened:
        opened.clock.set_fixed_time(moment(OVERLAY_FROM - SECOND, request.param))
        pages = {}
        for place in (HOME, *PLACES):
            pages[place] = opened.new_page()
            pages[place].goto(origin.latest + place)
        yield request.param, pages


@pytest.mark.parametrize(("wall", "sentence", "stamp", "revision"), MOMENTS)
def test_every_place_switches_at_the_second(
    wall: dt.datetime, sentence: str, stamp: str, revision: str, places: tuple[str, dict[str, Page]]
) -> None:
    zone, pages = places
    set_clock(pages[HOME].context, wall, zone)
    for place, script in PLACES.items():
        settles(pages[place], script, {sentence}, f"{place} at {wall} in {zone}")
    item = pages[HOME].locator("li", has_text="Sapaan pesta").locator("[data-sigap-stamp]").first
    assert item.evaluate("element => element.textContent") == stamp
    expect(pages[DOCUMENT].locator(HEAD)).to_have_attribute("data-sigap-revision", revision)
    printed = pages[DOCUMENT].evaluate("document.querySelector('[data-sigap-print-status]').textContent")
    assert printed == "Berlaku"


# An open page


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def open_at(page: Page, url: str, wall: dt.datetime, zone: str = "Asia/Jakarta") -> None:
    """Open a page with a clock that stands still until it is moved."""
    page.clock.install(time=moment(wall - SECOND, zone))
    page.clock.pause_at(moment(wall, zone))
    page.goto(url)


def test_an_open_page_takes_the_next_revision_over_at_its_second(page: Page, origin: Origin) -> None:
    faults = collect_faults(page)
    open_at(page, f"{origin.latest}kasir/#iuran", TURN - 2 * SECOND)
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-revision", "1")
    page.locator("#iuran a").first.focus()
    page.clock.run_for(1000)
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-state", "in-force")
    assert copied(page) == {NORMAL}
    page.clock.run_for(1000)
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-revision", "2")
    page.clock.run_for(100)
    assert copied(page) == {NEXT}
    assert page.url == f"{origin.latest}kasir/#iuran"
    assert page.evaluate("document.activeElement.closest('#iuran, h1') !== null")
    expect(page.locator("[data-sigap-announcer]")).to_contain_text("Revisi 2 mulai berlaku")
    stamps = page.locator("[data-sigap-own-windows] [data-sigap-stamp]")
    expect(stamps).to_have_text(["Berlaku", "Digantikan"])
    assert "bukan revisi yang berlaku" not in page.locator(".sigap-document-control__state").inner_text()
    links = page.locator("article a[href]").evaluate_all("links => links.map((link) => link.href)")
    assert not [link for link in links if "/rev/2/rev/" in link]
    page.clock.resume()
    assert axe_violations(page) == []
    assert faults == []


def test_that_a_revision_began_is_not_printed(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}kasir/", TURN - 2 * SECOND)
    page.clock.run_for(2000)
    notice = page.locator('[data-sigap-notice="turn"]')
    expect(notice).to_contain_text("Revisi 2 mulai berlaku")
    expect(notice).to_be_visible()
    page.emulate_media(media="print")
    expect(notice).to_be_hidden()


def test_contents_follow_the_reader_in_the_text_that_came(page: Page, origin: Origin) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    open_at(page, f"{origin.latest}kasir/", TURN - 2 * SECOND)
    page.clock.run_for(2000)
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-revision", "2")
    links = page.locator(".sigap-side--contents .sigap-contents__link")
    active = page.locator(".sigap-side--contents .sigap-contents__link--active")
    for place in (2, 1):
        address = links.nth(place).get_attribute("href") or ""
        page.locator(address).evaluate("element => element.scrollIntoView()")
        for _ in range(60):  # that the page was scrolled is told by the browser's own clock, the rest by the page's
            page.clock.run_for(100)
            if active.count() == 1 and active.get_attribute("href") == address:
                break
            page.wait_for_timeout(50)
        expect(active).to_have_count(1)
        expect(active).to_have_attribute("href", address)


def test_search_finds_the_next_revision_from_its_moment_on(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}cari/?q=selamat+datang", TURN - 30 * SECOND)
    coming = page.locator('[data-sigap-result^="kasir@2/sapaan"]')
    page.clock.run_for(1000)
    expect(page.locator("[data-sigap-result]").first).to_be_visible()
    expect(coming).to_have_count(0)
    page.clock.run_for(30_000)
    expect(coming).to_be_visible()
    expect(coming.locator(".sigap-stamp--upcoming")).to_have_count(0)


def test_search_shows_what_is_coming_to_who_asks_for_it(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}cari/?q=selamat+datang&akan=1", TURN - 30 * SECOND)
    page.clock.run_for(1000)
    coming = page.locator('[data-sigap-result^="kasir@2/sapaan"]')
    expect(coming).to_contain_text("Akan berlaku")
    assert NEXT not in page.evaluate(FOUND)


def test_the_page_of_the_past_does_not_end_what_holds(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}kasir/rev/1/", TURN)
    expect(page.locator("[data-sigap-own-windows] [data-sigap-stamp]")).to_have_text(["Berlaku", "Digantikan"])


def test_what_ended_moves_below_what_came(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}skrip/", TURN)
    groups = page.locator("[data-sigap-filter-group]:has([data-sigap-turn])")
    expect(groups.first.locator("[data-sigap-turn]").last).to_have_attribute("data-sigap-turn", "going")
    page.clock.set_system_time(moment(TURN - 60 * SECOND))
    page.clock.run_for(10_000)
    expect(groups.first.locator("[data-sigap-turn]").first).to_have_attribute("data-sigap-turn", "going")


def test_moments_further_off_than_a_timer_reaches_and_sleep(page: Page, origin: Origin) -> None:
    open_at(page, f"{origin.latest}skrip/", dt.datetime.fromisoformat("2026-01-20"))
    assert TURN - dt.datetime.fromisoformat("2026-01-20") > dt.timedelta(milliseconds=2**31)
    page.clock.fast_forward((OVERLAY_FROM - dt.datetime.fromisoformat("2026-01-20")) // dt.timedelta(milliseconds=1))
    page.clock.run_for(10_000)
    settles(page, COPIED, {PARTY}, "after three weeks")
    page.clock.set_system_time(moment(TURN))
    page.clock.run_for(10_000)
    settles(page, COPIED, {NEXT}, "after a sleep that no timer counted")
    page.clock.set_system_time(moment(OVERLAY_FROM))
    page.clock.run_for(10_000)
    settles(page, COPIED, {PARTY}, "after the clock was set back")


def test_a_text_that_cannot_be_fetched_is_said_and_asked_for_again(page: Page, origin: Origin) -> None:
    page.route("**/kasir/rev/2/", lambda route: route.abort())
    open_at(page, f"{origin.latest}kasir/", TURN)
    notice = page.locator('[data-sigap-notice="turn"]')
    expect(notice).to_contain_text("belum dapat dimuat")
    expect(notice.get_by_role("link")).to_have_attribute("href", re.compile("kasir/rev/2/$"))
    assert copied(page) == set()
    page.unroute("**/kasir/rev/2/")
    page.clock.run_for(31_000)
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-revision", "2")


def test_steps_under_way_are_left_to_the_reader(page: Page, origin: Origin) -> None:
    open_at(page, origin.latest + FLOW, TURN - 2 * SECOND)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#step=sapa&jalan=1$"))
    page.clock.run_for(2000)
    notice = page.locator('[data-sigap-notice="turn"]')
    expect(notice).to_contain_text("selagi Anda berjalan di alur ini")
    assert copied(page) == set()
    notice.get_by_role("button").click()
    expect(page.locator(HEAD)).to_have_attribute("data-sigap-revision", "2")
    page.keyboard.press("Enter")
    settles(page, COPIED, {NEXT}, "in the new flow")
    expect(page.locator(".sigap-guided__count")).to_have_text("Langkah ke-2")


# Clocks


def test_the_reader_chooses_a_clock_and_keeps_it(page: Page, origin: Origin) -> None:
    page.clock.set_fixed_time(moment(TURN - dt.timedelta(minutes=90)))
    page.goto(f"{origin.latest}skrip/")
    settles(page, COPIED, {NORMAL}, "by the device's clock")
    select = page.get_by_label("Jam yang dipakai")
    assert select.locator("option").all_text_contents() == ["jam perangkat ini", "WIB", "WITA", "WIT"]
    select.select_option("wita")
    settles(page, COPIED, {NORMAL}, "by the clock of Makassar it is 23.30")
    select.select_option("wit")
    settles(page, COPIED, {NEXT}, "by the clock of Jayapura it is 00.30")
    page.goto(f"{origin.latest}cari/?q=selamat+datang")
    settles(page, FOUND, {NEXT}, "in search too")
    expect(page.get_by_label("Jam yang dipakai")).to_have_value("wit")


# What changed since the page was built


def newer_files(folder: Path, old: str, new: str, path: str = "documents/kasir/1/scripts.yml") -> dict[str, bytes]:
    """Return what the next build would say of the content, in which one text is another."""
    write_time_content(folder)
    edit(folder, path, old, new)
    prepared = prepare(folder, "2026-02-02", {}, dt.datetime.now(dt.UTC))
    return current_files(RenderContext(prepared.library, prepared.as_of))


def serve_files(page: Page, files: dict[str, bytes]) -> list[str]:
    """Answer what pages ask for by these files; the list that comes back fills with what they ask for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        name = route.request.url.split("/latest/")[1]
        asked.append(name)
        route.fulfill(body=files[name], content_type="application/json")

    page.route(re.compile(r"/latest/current(/kasir)?\.json$"), answer)
    return asked


def revoked(page: Page) -> Locator:
    return page.locator("[data-sigap-revoked]")


@pytest.mark.parametrize("place", ["kasir/", "skrip/", "kasir/alur/alur-kasir/#step=sapa"])
def test_a_text_replaced_meanwhile_is_marked_and_not_copied(
    place: str, page: Page, origin: Origin, tmp_path: Path
) -> None:
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    page.goto(origin.latest + place)
    assert copied(page) == {NORMAL}
    asked = serve_files(page, newer_files(tmp_path, NORMAL, "Selamat siang, saya {Nama Kasir}."))
    page.clock.run_for(5 * 60_000)
    expect(revoked(page).first).to_have_attribute("data-sigap-script", "kasir/sapaan")
    settles(page, COPIED, set(), "nothing is copied any more")
    expect(page.locator("[data-sigap-revoked-note]").first).to_contain_text("Teks ini telah diganti")
    notice = page.locator('[data-sigap-notice="current"]')
    expect(notice).to_contain_text("Teks Kasir pada halaman ini telah diganti")
    expect(notice.get_by_role("button")).to_have_text("Muat ulang")
    assert set(asked) == {"current.json", "current/kasir.json"}
    page.unroute_all()
    page.clock.run_for(5 * 60_000)
    expect(revoked(page)).to_have_count(0)
    settles(page, COPIED, {NORMAL}, "it is as it was")


WITHDRAWN = {"withdrawn": {"wall": "2026-02-02T07:00", "clock": "local"}}


@pytest.mark.parametrize(
    ("change", "words", "has_end"),
    [
        pytest.param(WITHDRAWN, "Dicabut", True, id="withdrawn"),
        pytest.param(WITHDRAWN, "Dicabut", False, id="withdrawn, and no end of it was known"),
        pytest.param({"revision": "9"}, "Digantikan", True, id="replaced"),
    ],
)
def test_head_and_print_say_what_became_of_the_revision(
    change: dict[str, Any], words: str, has_end: bool, page: Page, origin: Origin, time_site: BuiltSite
) -> None:
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    page.goto(origin.latest + DOCUMENT)
    if not has_end:
        page.locator(HEAD).evaluate(
            "head => { for (const name of ['sigapFrom', 'sigapUntil']) delete head.dataset[name] }"
        )
    stamp = page.locator(".sigap-document-control [data-sigap-stamp]")
    printed = "document.querySelector('[data-sigap-print-status]').textContent"
    expect(stamp.first).to_have_text("Berlaku")
    latest = json.loads((time_site.public / "latest/current.json").read_bytes())
    latest["state"] = "another"
    latest["documents"]["kasir"] |= change
    units = {"schema": 1, "revisions": {}}
    serve_files(page, {"current.json": json.dumps(latest).encode(), "current/kasir.json": json.dumps(units).encode()})
    page.clock.run_for(5 * 60_000)
    expect(stamp.first).to_have_text(words)
    assert page.evaluate(printed) == words
    page.unroute_all()
    page.clock.run_for(5 * 60_000)
    expect(stamp.first).to_have_text("Berlaku")
    assert page.evaluate(printed) == "Berlaku"


def test_an_unchanged_site_is_asked_for_one_small_file(page: Page, origin: Origin) -> None:
    faults = collect_faults(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/current" in request.url else None)
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    page.goto(f"{origin.latest}kasir/")
    asked.clear()
    current = f"{origin.latest}current.json"
    with page.expect_response(current):
        page.clock.run_for(3000)
    with page.expect_response(current):
        page.clock.run_for(5 * 60_000)
    page.clock.run_for(5000)
    with page.expect_response(current):
        come_back(page)
    come_back(page)
    page.wait_for_timeout(100)
    assert asked == [current] * 3, "after the page has loaded, after five minutes, when its reader comes back"
    assert faults == []


def test_without_a_network_nothing_happens(page: Page, origin: Origin) -> None:
    faults = collect_faults(page)
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    page.goto(f"{origin.latest}kasir/", wait_until="networkidle")
    page.context.set_offline(True)
    page.clock.run_for(11 * 60_000)
    come_back(page)
    page.wait_for_timeout(100)
    assert faults == []
    assert copied(page) == {NORMAL}
    expect(page.locator(".sigap-notice")).to_have_count(0)


def test_an_old_edition_says_so_and_leads_to_the_one_in_use(page: Page, origin: Origin, tmp_path: Path) -> None:
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    serve_files(page, newer_files(tmp_path, NORMAL, "Selamat siang, saya {Nama Kasir}."))
    page.goto(f"{origin.edition}kasir/#iuran")
    page.clock.run_for(3000)
    notice = page.locator('[data-sigap-notice="edition"]')
    expect(notice).to_contain_text("Anda membaca edisi lama (keadaan per 1 Februari 2026 pukul 00.00)")
    expect(notice.get_by_role("link")).to_have_attribute("href", f"{origin.latest}kasir/#iuran")
    settles(page, COPIED, set(), "its sentence is another in the edition in use")


def test_the_edition_in_use_says_nothing_at_its_own_address(page: Page, origin: Origin) -> None:
    page.clock.install(time=moment(dt.datetime.fromisoformat("2026-02-02 08:00")))
    page.goto(f"{origin.edition}kasir/")
    with page.expect_response(f"{origin.latest}current.json"):
        page.clock.run_for(3000)
    page.wait_for_timeout(100)
    expect(page.locator(".sigap-notice")).to_have_count(0)


# Until when the build can be trusted


def test_a_build_too_old_says_so_on_every_page_and_print(page: Page, origin: Origin) -> None:
    page.clock.set_fixed_time(moment(dt.datetime.fromisoformat("2026-03-02 23:59:59")))
    page.goto(f"{origin.latest}skrip/")
    notice = page.locator('[data-sigap-notice="trust"]')
    expect(notice).to_have_count(0)
    page.clock.set_fixed_time(moment(dt.datetime.fromisoformat("2026-03-03")))
    for place in ("skrip/", HOME, DOCUMENT, FLOW, "berlaku-pada/"):
        page.goto(origin.latest + place)
        expect(notice).to_contain_text("hanya dapat dipegang sampai 3 Maret 2026 pukul 00.00")
        expect(notice.get_by_role("button")).to_have_count(0)
    for scheme in ("default", "slate"):
        page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", scheme)
        page.wait_for_timeout(FADING_MS)
        assert axe_violations(page) == []
    page.emulate_media(media="print")
    expect(notice).to_be_visible()
