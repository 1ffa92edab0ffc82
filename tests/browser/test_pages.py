"""Every page of the real site in a browser, and what its components do there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.pages import READ_AT, axe_violations, collect_faults, wait_until_quiet, watch
from tests.site.building import BuiltSite
from tests.site.html import Element

pytestmark = pytest.mark.browser

# Pages are opened in parts, so that several workers share them.
PARTS = 16
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
OPEN_MS = 20_000
GREETING = "salam-hpn/salam-hpn"
NORMAL = "salam-hpn/salam-digital-normal"
OF_REVISION = re.compile(r"(?P<document>[^/]+)/rev/[^/]+/(?P<flow>(?:alur/[^/]+/)?)")
FACES = ("data_sigap_guided", "data_sigap_matrix", "data_sigap_chart", "data_sigap_flow_list", "data_sigap_checklist")
REFUSED = re.compile("Tidak berlaku lagi|Belum berlaku|Sedang digantikan")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a context for one test, closed after it: pages keep filters and clocks to themselves."""
    with browser.new_context(viewport=WIDE, locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.set_default_timeout(OPEN_MS)
        opened.clock.set_fixed_time(READ_AT)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def part_of(site: BuiltSite, part: int) -> list[str]:
    """Return a share of the pages, the page of missing addresses with them."""
    return [*sorted(site.pages), "404.html"][part::PARTS]


# Every page


@pytest.mark.parametrize("part", range(PARTS))
def test_pages_open_clean_and_are_usable_by_everyone(part: int, page: Page, address: str, real_site: BuiltSite) -> None:
    faults = watch(page)
    found: dict[str, list[str]] = {}
    for url in part_of(real_site, part):
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        page.goto(address + url)
        wait_until_quiet(page, faults)
        found[url] = look_once(page) if has_twin(url, real_site) else look_at(page)
        wait_until_quiet(page, faults)
        # A page asks now and then what holds today; a question that is under way when it is left is given up.
        found[url] += [fault for fault in faults.found if not fault.endswith("current.json: net::ERR_ABORTED")]
        faults.found.clear()
    assert {url: problems for url, problems in found.items() if problems} == {}


def has_twin(url: str, site: BuiltSite) -> bool:
    """Tell whether a page at its address for life shows what the page in force shows, but for addresses.

    The twin is looked at in both schemes and widths. What this page has beside the same parts, a longer path and
    title, are components without a colour that the twin has not.
    """
    match = OF_REVISION.fullmatch(url)
    twin = site.pages.get(f"{match['document']}/{match['flow']}") if match else None
    if twin is None or match is None:
        return False
    parts = FACES if match["flow"] else ("data_sigap_unit",)
    own, others = site.pages[url], classes_of(twin)
    shown = faces_of(own, parts)
    return bool(shown) and shown == faces_of(twin, parts) and classes_of(own) <= others


def classes_of(page: Element) -> set[tuple[str, str]]:
    """Return which components stand in the text of a page."""
    (text,) = page.all("main")
    return {(element.name, element.attributes.get("class", "")) for element in text.walk()}


def faces_of(page: Element, parts: tuple[str, ...]) -> list[tuple[str, dict[str, str], list[str]]]:
    """Return the elements of some parts of a page with their attributes but addresses, and the words in them."""
    roots = [root for part in parts for root in page.all(**{part: "*"}) if not is_inside(root, part)]
    elements = [element for root in roots for element in root.walk()]
    return [
        (
            element.name,
            {name: value for name, value in element.attributes.items() if name != "href"},
            [child for child in element.children if isinstance(child, str)],
        )
        for element in elements
    ]


def is_inside(element: Element, part: str) -> bool:
    """Tell whether an element stands in another of the same part."""
    name, around = part.replace("_", "-"), element.parent
    while around is not None and name not in around.attributes:
        around = around.parent
    return around is not None


def look_once(page: Page) -> list[str]:
    """Return what is wrong with an open page whose parts are looked at closely on another: no colour is new on it."""
    page.set_viewport_size(NARROW)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    problems = axe_violations(page, with_contrast=False)
    return [*problems, f"scrolls sideways by {overflow} px"] if overflow > 0 else problems


def look_at(page: Page) -> list[str]:
    """Return what is wrong with an open page in both schemes and widths.

    What a scheme changes are colours, which do not depend on the width, and what a width changes does not depend on
    the scheme: one look at each scheme, at another width, sees all of it.
    """
    problems: list[str] = []
    for name, scheme, looked in (("default", "light", WIDE), ("slate", "dark", NARROW)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two it knows
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name, timeout=OPEN_MS)
        for width in (WIDE, NARROW):
            page.set_viewport_size(width)
            found = axe_violations(page) if width == looked else []
            if (overflow := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                found.append(f"scrolls sideways by {overflow} px")
            problems += [f"{scheme}, {width['width']}: {problem}" for problem in found]
    return problems


def test_without_scripts_pages_show_their_units(browser: Browser, address: str, real_site: BuiltSite) -> None:
    with browser.new_context(viewport=WIDE, java_script_enabled=False) as context:
        page = context.new_page()
        for url, tree in real_site.pages.items():
            page.goto(address + url)
            expect(page.locator("[data-sigap-unit]")).to_have_count(len(tree.all(data_sigap_unit="*")))
        page.goto(f"{address}digilive/")
        for anchor in ("reminder-1", "salam-pembuka-tipe-1"):
            expect(page.locator(f"#{anchor}")).to_be_visible()
        expect(page.locator("main h1")).to_be_visible()


# Search


@pytest.mark.parametrize("key", ["/", "Control+k"])
@pytest.mark.parametrize("url", ["", "digilive/"])
def test_a_key_leads_to_the_search_field(key: str, url: str, page: Page, address: str) -> None:
    page.goto(address + url)
    page.wait_for_load_state("networkidle")
    page.keyboard.press(key)
    expect(page.locator("input[type=search][data-sigap-search]")).to_be_focused()
    expect(page.locator("[data-sigap-search]")).to_have_value("")


def test_a_slash_inside_a_field_is_a_slash(page: Page, address: str) -> None:
    page.goto(f"{address}skrip/")
    field = page.locator("form[data-sigap-filter] input[type=search]").first
    field.click()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


@pytest.mark.parametrize("url", ["", "digilive/"])
def test_search_finds_an_answer(url: str, page: Page, address: str) -> None:
    faults = collect_faults(page)
    page.goto(address + url)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("menunggu jawaban")
    results = page.locator("[data-sigap-result]")
    expect(results.first).to_be_visible()
    addresses = [result.get_attribute("data-sigap-result") or "" for result in results.all()]
    assert any(address.startswith("digilive/") for address in addresses)
    results.first.locator("a").first.click()
    expect(page.locator("main h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    # What a page still loads when it is left is given up, and no fault.
    assert [fault for fault in faults if not fault.endswith("net::ERR_ABORTED")] == []


def test_the_index_of_titles_is_folded_away_below_the_field(page: Page, address: str) -> None:
    page.goto(f"{address}cari/")
    expect(page.locator("main [data-sigap-search]")).to_be_visible()
    letter = page.locator("[data-sigap-index] a").first
    expect(letter).to_be_hidden()
    page.get_by_text("Indeks A–Z", exact=True).locator("visible=true").click()
    expect(letter).to_be_visible()


def test_without_scripts_the_index_of_titles_leads_to_answers(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=WIDE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}digilive/")
        page.get_by_role("link", name="Indeks A–Z").click()
        page.get_by_role("navigation", name="Huruf awal judul").get_by_role("link", name="R", exact=True).click()
        page.get_by_role("link", name="Reminder 1", exact=True).first.click()
        expect(page.locator("main h1")).to_be_visible()
        assert page.url.endswith("digilive/#reminder-1")


def test_the_script_of_positions_is_data(page: Page, address: str) -> None:
    page.goto(address)
    chosen = page.evaluate("JSON.parse(document.querySelector('[data-sigap-positions]').textContent)")
    digital = next(each for each in chosen if each["id"] == "posisi-pln-123-digital")
    assert digital["brand"] == "pln-123"
    assert {"kanal-digital", "kanal-media-sosial", "kanal-private-message"} <= set(digital["channels"])


# Keyboard


def test_tab_reaches_everything_in_order(page: Page, address: str) -> None:
    page.goto(f"{address}digilive/")
    page.wait_for_load_state("networkidle")
    wanted = {
        "skip": ".md-skip",
        "search": "[data-sigap-search]",
        "navigation": ".sigap-navigation a",
        "copy": "button[data-sigap-copy]",
    }
    reached: list[str] = []
    for _ in range(600):
        page.keyboard.press("Tab")
        for name, selector in wanted.items():
            if name not in reached and page.evaluate("s => document.activeElement.matches(s)", selector):
                reached.append(name)
                assert page.evaluate(FOCUS_IS_SEEN), f"the focus is not seen on {name}"
        if "copy" in reached:
            break
    assert reached == ["skip", "search", "navigation", "copy"]


FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement), box = document.activeElement.getBoundingClientRect()
  const isDrawn = style.outlineStyle !== "none" || style.boxShadow !== "none" || style.borderStyle !== "none"
  return isDrawn && box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0
}"""


# Copying


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_button_copies_the_exact_text(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}digilive/")
    button = page.locator('[data-sigap-script="digilive/reminder-1"] button[data-sigap-copy]').first
    expect(button).to_have_text("Salin format")
    button.click()
    expect(button).to_have_text("Tersalin")
    expect(page.locator("[data-sigap-announcer]")).to_have_text("Tersalin")
    assert copied(page) == (
        "Saat ini kami masih menunggu jawaban Bapak/Ibu/Kakak {Nama Pelanggan}, ada lagi yang dapat kami bantu?"
    )
    expect(button).to_have_text("Salin format")


def test_an_erratum_is_copied_as_the_source_has_it(context: BrowserContext, page: Page, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}digilive/")
    figure = page.locator("[data-sigap-script]", has_text="kesediannya").first
    button = figure.locator("button[data-sigap-copy]")
    expect(button).to_have_text("Salin")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Tersalin")
    assert copied(page) == "Terima kasih atas kesediannya telah menunggu."


@pytest.mark.parametrize(
    ("moment", "greeting", "normal"),
    [
        pytest.param("2023-09-03T23:59:59", False, True, id="the last second before"),
        pytest.param("2023-09-04T00:00:00", True, False, id="the first second"),
        pytest.param("2023-09-30T23:59:59", True, False, id="the last second"),
        pytest.param("2023-10-01T00:00:00", False, True, id="the first second after"),
    ],
)
@pytest.mark.parametrize("url", ["salam-hpn/", "skrip/"])
def test_only_the_greeting_that_holds_is_copied(
    url: str, moment: str, greeting: bool, normal: bool, context: BrowserContext, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time(f"{moment}+07:00")
    page.goto(address + url)
    page.wait_for_load_state("networkidle")
    for script, is_copied in ((GREETING, greeting), (NORMAL, normal)):
        for button in page.locator(f'[data-sigap-script="{script}"] button[data-sigap-copy]').all():
            page.evaluate("navigator.clipboard.writeText('sebelumnya')")
            button.dispatch_event("click")
            expect(button).to_have_text("Tersalin" if is_copied else REFUSED)
            assert (copied(page) == button.get_attribute("data-sigap-copy")) is is_copied, script
            assert (copied(page) == "sebelumnya") is not is_copied, script


def test_an_open_page_switches_at_the_second(context: BrowserContext, page: Page, address: str) -> None:
    page.clock.install(time="2023-09-30T23:59:50+07:00")
    page.goto(f"{address}salam-hpn/")
    page.wait_for_load_state("networkidle")
    button = page.locator(f'[data-sigap-script="{GREETING}"] button[data-sigap-copy]').first
    expect(button).to_have_text("Salin format")
    page.clock.run_for(11_000)
    expect(button).to_have_text("Tidak berlaku lagi")
    expect(button).to_have_attribute("aria-disabled", "true")


# Tables and filters


def test_the_fee_table_sorts_inside_its_groups_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}biaya/")
    table = page.locator(".sigap-fee-table table").first
    header = table.locator("th", has=page.get_by_role("button", name="POSTPAID"))
    for direction, word, first in (("ascending", "menaik", "LINKAJA"), ("descending", "menurun", "OVO")):
        header.get_by_role("button").press("Enter")
        expect(header).to_have_attribute("aria-sort", direction)
        expect(page.locator("[data-sigap-announcer]")).to_have_text(f"Diurutkan menurut POSTPAID, {word}")
        group = table.locator("tbody", has_text="LINKAJA")
        expect(group.locator("tr").nth(1)).to_contain_text(first)
        expect(group.locator("tr").first).to_contain_text("DOMPET DIGITAL")


@pytest.mark.parametrize(
    ("url", "words", "shown"),
    [
        pytest.param("katalog/", "reset password", "Reset Password", id="service catalogue"),
        pytest.param("skrip/", "menunggu jawaban", "Saat ini kami masih menunggu jawaban", id="scripts"),
        pytest.param("faq/", "gopay", "GOPAY", id="questions"),
    ],
)
def test_a_filter_narrows_its_list(url: str, words: str, shown: str, page: Page, address: str) -> None:
    page.goto(address + url)
    form = page.locator("form[data-sigap-filter]").first
    items = page.locator(f"#{form.get_attribute('data-sigap-filter')} [data-sigap-filter-item]")
    total = items.count()
    count = form.locator("[data-sigap-filter-count]")
    expect(count).to_have_text(f"{total} dari {total} ditampilkan")
    form.locator("input[type=search]").fill(words)
    visible = items.filter(visible=True)
    expect(visible.first).to_be_visible()
    assert 0 < visible.count() < total
    expect(count).to_have_text(f"{visible.count()} dari {total} ditampilkan")
    assert any(shown.lower() in text.lower() for text in visible.all_text_contents())
    form.locator("input[type=search]").fill("kata-yang-tidak-ada")
    expect(count).to_have_text("Tidak ada yang cocok")
    expect(items.filter(visible=True)).to_have_count(0)


def test_chips_narrow_the_script_library(page: Page, address: str) -> None:
    page.goto(f"{address}skrip/")
    form = page.locator("form[data-sigap-filter]").first
    items = page.locator("[data-sigap-filter-item]")
    chip = form.locator('[data-sigap-filter-key="brand"][data-sigap-filter-value="iconnet"]')
    chip.press("Enter")
    expect(chip).to_have_attribute("aria-pressed", "true")
    brands = {item.get_attribute("data-sigap-brand") for item in items.filter(visible=True).all()}
    assert brands == {"iconnet"}
    chip.press("Space")
    expect(items.filter(visible=True)).to_have_count(items.count())


# Print


@pytest.mark.parametrize("url", ["digilive/", "salam-hpn/", "pln-mobile/"])
def test_print_shows_the_text_and_its_control_and_nothing_to_click(url: str, page: Page, address: str) -> None:
    page.goto(address + url)
    page.emulate_media(media="print", color_scheme="dark")
    for selector in (".sigap-header", ".sigap-side", "button[data-sigap-copy]", ".md-skip", ".sigap-breadcrumb"):
        for element in page.locator(selector).all():
            expect(element).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("[data-sigap-document]").first).to_be_visible()
    colours = page.evaluate("() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


# Narrow screens


def test_the_menu_opens_and_closes_on_a_narrow_screen(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{address}digilive/")
    page.wait_for_load_state("networkidle")
    button, menu = page.locator("[data-sigap-menu-toggle]"), page.locator(".sigap-navigation")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    button.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
