"""Guided steps in a browser: every connection of every flow by keyboard, and whatever happens on the way."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from generator.kinds.flow.graph import FlowGraph
from generator.render.context import RenderContext
from tests.browser.pages import READ_AT, axe_violations, collect_faults, serve
from tests.guided.flows import content_with_flows
from tests.guided.reference import ENTER, Reference, Stop, graphs_of
from tests.site.building import BuiltSite, shared_site

pytestmark = pytest.mark.browser

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=400, height=800)
DOCUMENTS = ("digilive", "elektrinet", "lapor-ulang", "pln-mobile", "salam-hpn")
FLOW = "layanan/alur/alur-lengkap/"
PATHS = 300
# Begins anew, presses keys one after the other, as fast as the page answers, and tells where each of them led.
WALK = """async keys => {
  const after = async act => {
    const before = location.hash
    act()
    for (let turn = 0; location.hash === before && turn < 400; turn += 1)
      await new Promise(done => setTimeout(done, turn && 5))
  }
  // What lies around the steps need not be laid out anew at each of them.
  const section = document.querySelector("[data-sigap-guided]")
  for (const other of section.parentElement.children) if (other !== section) other.hidden = true
  const [, restart] = document.querySelectorAll("[data-sigap-guided] .sigap-guided__bar button")
  if (!restart.disabled) await after(() => restart.click())
  const seen = []
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
    await after(() => document.activeElement.dispatchEvent(event))
    const panel = document.querySelector("[data-sigap-panel]:not([hidden])")
    const edges = [...panel.querySelectorAll("[data-sigap-edge]")].filter(each => each.checkVisibility())
    const isFocused = document.activeElement === panel.querySelector("h3")
    seen.push([panel.dataset.sigapPanel, isFocused, edges.map(each => each.dataset.sigapEdge)])
  }
  return seen
}"""


@pytest.fixture(scope="module")
def guided_site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> BuiltSite:
    content = content_with_flows(tmp_path_factory.mktemp("guided") / "content")
    return shared_site(tmp_path_factory, "guided-site", content, font_cache)


@pytest.fixture(scope="module")
def address(guided_site: BuiltSite) -> Iterator[str]:
    with serve(guided_site.public) as origin:
        yield f"{origin}/latest/"


@pytest.fixture(scope="module")
def real_address(real_site: BuiltSite) -> Iterator[str]:
    with serve(real_site.public) as origin:
        yield f"{origin}/latest/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=WIDE, locale="id-ID", timezone_id="Asia/Jakarta") as opened:
        opened.set_default_timeout(5_000)
        opened.clock.set_fixed_time(READ_AT)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page that must stay without faults."""
    opened = context.new_page()
    faults = collect_faults(opened)
    yield opened
    # A page that is left while the index of search still loads gives that up.
    assert [fault for fault in faults if "ERR_ABORTED" not in fault] == []


@pytest.fixture
def steps(page: Page, address: str) -> Page:
    """Return the page of the flow that holds everything, before its first step is left."""
    return open_steps(page, f"{address}{FLOW}")


def open_steps(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector("[data-sigap-guided-ready]")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys, waiting after each for the address to follow."""
    for key in keys:
        before = page.url
        page.keyboard.press(key)
        page.wait_for_function("before => location.href !== before", arg=before)


def panel(page: Page) -> str:
    name = page.locator("[data-sigap-panel]:visible").get_attribute("data-sigap-panel")
    assert name is not None
    return name


def expect_panel(page: Page, name: str) -> None:
    expect(page.locator("[data-sigap-panel]:visible")).to_have_attribute("data-sigap-panel", name)


def hash_of(page: Page) -> str:
    return str(page.evaluate("location.hash"))


# Every connection of every flow


def key_of(choice: str) -> str:
    return "Enter" if choice == ENTER else choice


def reference_of(site: BuiltSite, document: str) -> Reference:
    library = site.library
    return Reference(graphs_of(RenderContext(library, site.prepared.as_of), library.documents[document]))


@pytest.mark.parametrize("document", [*DOCUMENTS, "layanan"])
def test_every_connection_is_walked_by_keyboard(document: str, page: Page, request: pytest.FixtureRequest) -> None:
    is_real = document in DOCUMENTS
    site = request.getfixturevalue("real_site" if is_real else "guided_site")
    origin = request.getfixturevalue("real_address" if is_real else "address")
    reference = reference_of(site, document)
    for flow, graph in reference.graphs.items():
        walked: set[str] = set()
        open_steps(page, f"{origin}{document}/alur/{flow}/")
        for walk in reference.cover(flow):
            seen = page.evaluate(WALK, [key_of(stop.choice) for stop in walk])
            assert [(name, is_focused) for name, is_focused, _ in seen] == [
                (f"{stop.flow}/{stop.node}", True) for stop in walk
            ]
            for stop, (_, _, edges) in zip(walk, seen, strict=True):
                assert edges == shown_edges(reference.graphs[stop.flow], stop.node)
            walked |= {f"{before} {stop.node}" for before, stop in in_flow(graph, walk)}
        assert walked == {f"{edge.source} {edge.target}" for edge in graph.edges}, flow


def shown_edges(graph: FlowGraph, node: str) -> list[str]:
    """Return the buttons of a step; those of one that enters another flow wait for its end."""
    return [] if graph.by_id[node].flow else [f"{edge.source} {edge.target}" for edge in graph.ways(node)]


def in_flow(graph: FlowGraph, walk: Iterable[Stop]) -> Iterator[tuple[str, Stop]]:
    assert graph.start is not None
    before = graph.start.id
    for stop in walk:
        if stop.flow == graph.id and stop.choice != ENTER:
            yield before, stop
            before = stop.node


def test_all_ways_through_a_flow_lead_where_the_graph_says(page: Page, real_address: str, real_site: BuiltSite) -> None:
    """Walk without drawing: the same module that the page walks by, on far more paths than keys could press."""
    walk = """async ({ folder, walks }) => {
      const { begin, choose, placeOf } = await import("/latest/assets/sigap-guided-walk.js")
      const graphs = new Map()
      for (const flow of folder) {
        const page = new DOMParser().parseFromString(await (await fetch(`../${flow}/`)).text(), "text/html")
        graphs.set(flow, JSON.parse(page.querySelector("[data-sigap-guided]").dataset.sigapWalk))
      }
      return walks.map(({ flow, choices }) => {
        let state = begin(graphs.get(flow))
        return choices.map(choice => {
          state = choose(state, choice, graphs)
          const { flow, node } = placeOf(state)
          return `${flow}/${node}`
        })
      })
    }"""
    count = 0
    for document in DOCUMENTS:
        reference = reference_of(real_site, document)
        paths = [(flow, path) for flow in reference.graphs for path in reference.simple_paths(flow, at_most=PATHS)]
        walks = [{"flow": flow, "choices": [stop.choice for stop in path]} for flow, path in paths]
        page.goto(f"{real_address}{document}/alur/{next(iter(reference.graphs))}/")
        led = page.evaluate(walk, {"folder": list(reference.graphs), "walks": walks})
        assert led == [[f"{stop.flow}/{stop.node}" for stop in path] for _, path in paths]
        count += len(paths)
    assert count > 100


def test_a_way_can_also_be_clicked(steps: Page) -> None:
    steps.get_by_role("button", name="Lanjut").click()
    expect_panel(steps, "alur-lengkap/sapa")
    steps.locator("[data-sigap-way]:visible").click()
    steps.get_by_role("button", name="bukan").click()
    expect_panel(steps, "alur-lengkap/lain")
    expect(steps.locator("[data-sigap-panel]:visible [data-sigap-inferred]")).to_have_text(
        "dugaan Sigap, tidak tertulis pada sumber"
    )
    expect(steps.locator("[data-sigap-panel]:visible [data-sigap-gap]")).to_contain_text("tanyakan kepada: Pengurus")


# Interrupts and flows inside flows


def interrupts(page: Page) -> list[str]:
    return page.locator(".sigap-guided__interrupt:visible").all_inner_texts()


def test_an_interrupt_shows_its_clause_and_returns(steps: Page) -> None:
    press(steps, "1")
    assert interrupts(steps) == ["q Bila ditanya katanya"]
    press(steps, "q")
    expect_panel(steps, "alur-lengkap/tanya-kata")
    expect(steps.locator("[data-sigap-panel]:visible")).to_contain_text("tidak dapat diubah oleh tamu")
    assert interrupts(steps) == []
    expect(steps.get_by_role("button", name="Kembali ke langkah “Sapa tamu”")).to_be_visible()
    press(steps, "Enter")
    expect_panel(steps, "alur-lengkap/sapa")
    assert hash_of(steps) == "#step=sapa&jalan=1-i1-k"


def test_interrupts_are_offered_where_they_hold(steps: Page) -> None:
    """Everywhere below without a scope; else at the steps of the scope, and inside what these have entered."""
    everywhere, silence, book = "Bila ditanya katanya", "Bila tamu diam", "Bila ditanya bukunya"
    expected = [
        ("1", "sapa", [everywhere]),
        ("1", "jenis", [everywhere, silence]),
        ("1", "catat", [everywhere, silence]),
        ("Enter", "mulai", [everywhere, silence]),
        ("1", "tulis", [everywhere, silence]),
        ("1", "benar", [book, everywhere, silence]),
        ("2", "selesai", [everywhere, silence]),
        ("1", "masih", [everywhere]),
        ("1", "lama", [everywhere]),
        ("1", "tutup", []),
    ]
    for key, node, offered in expected:
        press(steps, key)
        assert panel(steps).endswith(f"/{node}")
        assert [words.split(" ", 1)[1] for words in interrupts(steps)] == offered, node


def test_the_key_of_an_interrupt_stays_the_same(steps: Page) -> None:
    """Whatever else holds at a step: a key that is known by heart, or hit twice, starts nothing else."""
    press(steps, *"111", "Enter", *"11")
    assert interrupts(steps) == ["e Bila ditanya bukunya", "q Bila ditanya katanya", "w Bila tamu diam"]
    press(steps, "w")
    for _ in range(2):
        expect_panel(steps, "alur-diam/mulai")
        steps.keyboard.press("w")
    assert interrupts(steps) == ["q Bila ditanya katanya"]


def test_the_case_of_a_step_is_still_its_own_after_an_interrupt(steps: Page) -> None:
    cases = steps.locator("[data-sigap-panel]:visible [data-sigap-guided-cases]")
    press(steps, "1", "1")
    expect_panel(steps, "alur-lengkap/jenis")
    expect(cases).to_be_hidden()
    press(steps, "q", "Enter")
    expect_panel(steps, "alur-lengkap/jenis")
    expect(cases).to_be_hidden()
    press(steps, "2")
    expect(cases).to_have_text("Bila: Anggota? → bukan")


@pytest.mark.parametrize(
    ("keys", "node", "ways"),
    [
        pytest.param("11", "kembali", ["Kembali ke langkah “Benar?”"], id="an end that leads back"),
        pytest.param("12", "akhiri", [], id="a final end ends all"),
        pytest.param("13", "entah", ["Kembali ke langkah “Benar?”"], id="a case that nothing regulates"),
    ],
)
def test_an_interrupt_that_enters_a_flow(keys: str, node: str, ways: list[str], steps: Page) -> None:
    press(steps, *"111", "Enter", *"11")
    press(steps, "w")
    expect_panel(steps, "alur-diam/mulai")
    assert interrupts(steps) == ["q Bila ditanya katanya"], "the flow itself is not offered again, nor scopes around it"
    press(steps, *keys)
    expect_panel(steps, f"alur-diam/{node}")
    buttons = steps.locator(".sigap-guided__onwards .sigap-guided__way .sigap-guided__answer")
    assert buttons.all_inner_texts() == ways
    if not ways:
        assert interrupts(steps) == []
        expect(steps.get_by_role("button", name="Salin jalan ini")).to_be_visible()
        return
    press(steps, "Enter")
    expect_panel(steps, "alur-catat/benar")
    press(steps, "2", "1")
    expect_panel(steps, "alur-lengkap/masih")


def test_a_flow_is_loaded_once_and_brings_its_scripts_along(steps: Page, context: BrowserContext, address: str) -> None:
    loaded: list[str] = []
    steps.on("request", lambda request: loaded.append(request.url))
    press(steps, *"111", "Enter", "1", "1", "1")
    assert [url for url in loaded if url.endswith("/alur-catat/")] == [f"{address}layanan/alur/alur-catat/"]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    steps.locator("[data-sigap-panel]:visible [data-sigap-script] [data-sigap-copy]").click()
    expect(steps.get_by_role("button", name="Tersalin")).to_be_visible()
    assert steps.evaluate("navigator.clipboard.readText()") == "Terima kasih atas kesediannya, Kakak."
    link = steps.locator("[data-sigap-panel]:visible .sigap-guided__source a")
    assert (
        link.evaluate("each => new URL(each.href).pathname + new URL(each.href).hash") == "/latest/layanan/#catat-putus"
    )


def test_a_flow_that_cannot_be_loaded(context: BrowserContext, address: str) -> None:
    page = open_steps(context.new_page(), f"{address}{FLOW}")
    page.route("**/alur-catat/", lambda route: route.abort())
    press(page, "1", "1", "1")
    page.keyboard.press("Enter")
    message = page.locator(".sigap-guided__message")
    expect(message).to_contain_text("tidak dapat dimuat")
    expect(message.get_by_role("link")).to_have_attribute("href", f"{address}layanan/alur/alur-catat/")
    expect_panel(page, "alur-lengkap/catat")
    page.unroute("**/alur-catat/")

    def refuse(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<p>Masuk dahulu</p>")

    page.route("**/alur-catat/", refuse)
    message.get_by_role("button", name="Coba lagi").click()
    expect(message).to_be_visible()
    expect_panel(page, "alur-lengkap/catat")
    page.unroute("**/alur-catat/")
    message.get_by_role("button", name="Coba lagi").click()
    expect_panel(page, "alur-catat/mulai")
    expect(message).to_be_hidden()


def test_what_was_answered_before_marks_a_way_and_chooses_nothing(steps: Page) -> None:
    press(steps, *"111", "Enter", *"1121")
    expect_panel(steps, "alur-lengkap/masih")
    marked = steps.locator(".sigap-guided__way--follows:visible")
    expect(marked).to_have_attribute("data-sigap-edge", "masih lama")
    expect(marked).to_contain_text("menurut jawaban sebelumnya")
    press(steps, "1")
    expect(marked).to_have_attribute("data-sigap-edge", "lama jenis")
    press(steps, "2")
    expect_panel(steps, "alur-lengkap/jenis")
    expect(marked).to_have_count(0)
    press(steps, "1", "Enter", *"1122")
    expect_panel(steps, "alur-lengkap/batal")


# Back, restart, addresses


def test_back_forward_and_restart(steps: Page) -> None:
    press(steps, "1", "1", "2")
    expect_panel(steps, "alur-lengkap/lain")
    steps.go_back()
    expect_panel(steps, "alur-lengkap/jenis")
    expect(steps.locator("#langkah-alur-lengkap--jenis")).to_be_focused()
    steps.go_forward()
    expect_panel(steps, "alur-lengkap/lain")
    press(steps, "Backspace", "Backspace")
    expect_panel(steps, "alur-lengkap/sapa")
    press(steps, "Backspace")
    expect_panel(steps, "alur-lengkap/mulai")
    steps.keyboard.press("Backspace")
    expect_panel(steps, "alur-lengkap/mulai")
    press(steps, "1", "1")
    steps.get_by_role("button", name="Mulai ulang").click()
    expect_panel(steps, "alur-lengkap/mulai")
    expect(steps.get_by_role("button", name="Mulai ulang")).to_be_disabled()
    steps.go_back()
    expect_panel(steps, "alur-lengkap/jenis")


DEEP = "#step=alur-catat/benar&jalan=1-1-1-m-1-1-i1-k-i2-k"


def test_a_link_and_a_reload_restore_everything(page: Page, address: str) -> None:
    open_steps(page, f"{address}{FLOW}{DEEP}")
    for _ in range(2):
        expect_panel(page, "alur-catat/benar")
        expect(page.locator("#langkah-alur-catat--benar")).to_be_focused()
        assert page.locator(".sigap-guided__steps li").count() == 10
        assert hash_of(page) == DEEP
        page.reload()
    expect_panel(page, "alur-catat/benar")
    press(page, "Backspace")
    expect_panel(page, "alur-lengkap/tanya-kata")
    page.locator(".sigap-guided__steps a").nth(2).click()
    expect_panel(page, "alur-lengkap/jenis")
    assert hash_of(page) == "#step=jenis&jalan=1-1"
    page.go_back()
    expect_panel(page, "alur-lengkap/tanya-kata")


GONE, CHANGED = "dimulai dari awal", "sudah berubah"
ADDRESSES = [
    # a step alone
    ("#step=masih", "alur-lengkap/masih", ""),
    # a walk that began here
    ("#step=masih&dari=masih", "alur-lengkap/masih", ""),
    # a path to another step
    ("#step=masih&jalan=1-1", "alur-lengkap/masih", CHANGED),
    # a choice that is gone
    ("#step=masih&jalan=1-9-1", "alur-lengkap/masih", CHANGED),
    # a gone beginning
    ("#step=jenis&dari=hilang&jalan=1", "alur-lengkap/jenis", CHANGED),
    # inside a flow
    ("#step=alur-catat/benar&jalan=1", "alur-lengkap/catat", CHANGED),
    # a step that is gone
    ("#step=hilang", "alur-lengkap/mulai", GONE),
    # a flow that is gone
    ("#step=alur-hilang/benar", "alur-lengkap/mulai", GONE),
    # what every object has
    ("#step=constructor", "alur-lengkap/mulai", GONE),
    # no id
    ("#step=__proto__", "alur-lengkap/mulai", GONE),
    # nothing
    ("#step=", "alur-lengkap/mulai", GONE),
    # markup
    ("#step=<img src=x>", "alur-lengkap/mulai", GONE),
    # 10,000 letters
    ("#step=jenis&jalan=" + "1-" * 5000, "alur-lengkap/mulai", GONE),
    # a long id
    ("#step=" + "a-" * 1990 + "!", "alur-lengkap/mulai", GONE),
]


def test_addresses_lead_to_a_step_or_say_why_not(page: Page, address: str) -> None:
    open_steps(page, f"{address}{FLOW}#bagan")
    expect_panel(page, "alur-lengkap/mulai")
    message = page.locator(".sigap-guided__message")
    for state, expected, words in ADDRESSES:
        page.goto(f"{address}{FLOW}{state}")
        expect_panel(page, expected)
        expect(message).to_contain_text(words) if words else expect(message).to_be_hidden()
        assert re.fullmatch("#step=[a-z/-]+(&dari=[a-z]+)?", hash_of(page)), state
        assert page.locator("[data-sigap-guided] img").count() == 0
        page.keyboard.press("1")
        expect(page.locator(f'[data-sigap-panel="{expected}"]')).to_be_hidden()


def test_an_address_that_is_no_encoding_leaves_the_steps_usable(context: BrowserContext, address: str) -> None:
    """The theme's own script stumbles over such an address; the steps do not."""
    page = open_steps(context.new_page(), f"{address}{FLOW}#step=%%%E0%A4&jalan=%")
    expect_panel(page, "alur-lengkap/mulai")
    press(page, "1")
    expect_panel(page, "alur-lengkap/sapa")


def test_a_box_of_the_chart_leads_to_its_step(steps: Page) -> None:
    steps.locator('[data-sigap-chart] a[data-sigap-node="lama"]').click()
    expect_panel(steps, "alur-lengkap/lama")
    expect(steps.locator("#langkah-alur-lengkap--lama")).to_be_focused()
    expect(steps.locator("#langkah-alur-lengkap--lama")).to_be_in_viewport()
    press(steps, "1")
    assert hash_of(steps) == "#step=tutup&dari=lama&jalan=1"
    press(steps, "Backspace", "Backspace")
    expect_panel(steps, "alur-lengkap/mulai")


def test_a_box_of_the_full_screen_chart_leads_to_its_step(steps: Page) -> None:
    steps.locator("[data-sigap-chart-full]").first.press("Enter")
    box = steps.locator('dialog a[data-sigap-node="jenis"]')
    box.focus()
    steps.keyboard.press("Enter")
    expect(steps.locator("dialog")).to_have_count(0)
    expect_panel(steps, "alur-lengkap/jenis")
    expect(steps.locator("#langkah-alur-lengkap--jenis")).to_be_focused()


# The flow of a revision that held through September 2023.
SEPTEMBER = """async () => {
  const section = document.querySelector("[data-sigap-guided]")
  Object.assign(section.dataset, { sigapFrom: "2023-09-01T00:00", sigapUntil: "2023-10-01T00:00", sigapClock: "local" })
  const { markAll } = await import("/latest/assets/sigap-validity.js")
  markAll()
}"""


# Keys elsewhere, the end, time, readers


def test_keys_belong_to_fields_and_to_the_site_first(steps: Page) -> None:
    press(steps, "1", "1")
    steps.keyboard.press("/")
    field = steps.locator("input[data-sigap-search]")
    expect(field).to_be_focused()
    steps.keyboard.type("1wq2")
    expect(field).to_have_value("1wq2")
    expect_panel(steps, "alur-lengkap/jenis")
    steps.keyboard.press("Escape")
    steps.locator("#langkah-alur-lengkap--jenis").focus()
    for key in ("Control+1", "Alt+q", "Control+q", "9", "x", "Enter"):
        steps.keyboard.press(key)
        expect_panel(steps, "alur-lengkap/jenis")
    steps.keyboard.press("Control+k")
    expect(field).to_be_focused()


def test_single_keys_can_be_turned_off(steps: Page) -> None:
    title = steps.locator("[data-sigap-panel]:not([hidden]) h3")
    first = title.inner_text()
    steps.get_by_role("button", name="Matikan tombol pintas").click()
    steps.locator("body").press("1")
    steps.keyboard.press("q")
    expect(title).to_have_text(first)
    expect(steps.locator(".sigap-guided__ways kbd").filter(has_text="1").first).to_be_hidden()
    steps.reload()
    steps.keyboard.press("1")
    expect(title).to_have_text(first)
    steps.get_by_role("button", name="Aktifkan tombol pintas").click()
    steps.keyboard.press("1")
    expect(title).not_to_have_text(first)


def test_the_end_gives_the_path_as_text(steps: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(steps, "1", "1", "2", "1")
    steps.get_by_role("button", name="Salin jalan ini").click()
    expect(steps.get_by_role("button", name="Tersalin")).to_be_visible()
    assert steps.evaluate("navigator.clipboard.readText()").splitlines() == [
        "Alur lengkap – Layanan Fiksi (No. Dokumen FIKSI-001 · Versi 2 · 31 Juli 2024)",
        "1. Tamu datang",
        "2. Sapa tamu",
        "3. Anggota? → bukan",
        "4. Bukan anggota",
        "5. Salam Penutup",
    ]
    assert steps.locator(".sigap-guided__path").inner_text() == steps.evaluate("navigator.clipboard.readText()")
    steps.locator(".sigap-guided__end").get_by_role("button", name="Mulai ulang").click()
    expect_panel(steps, "alur-lengkap/mulai")


def test_the_path_as_text_leaves_out_where_a_flow_that_was_entered_begins(steps: Page) -> None:
    press(steps, *"111", "Enter", *"11", "2", "2")
    expect_panel(steps, "alur-lengkap/batal")
    assert steps.locator(".sigap-guided__path").inner_text().splitlines()[1:] == [
        "1. Tamu datang",
        "2. Sapa tamu",
        "3. Anggota? → anggota",
        "4. Catat",
        "5. Tulis",
        "6. Benar? → sudah",
        "7. Tercatat → gagal",
        "8. Batal",
    ]


def test_a_new_step_is_announced_once(steps: Page) -> None:
    press(steps, "1", "1")
    region = steps.locator('[role="status"][data-sigap-announcer]')
    expect(region).to_have_text("Langkah ke-3. Keputusan: Anggota? 2 pilihan.")
    assert region.count() == 1
    assert steps.locator("[data-sigap-guided]").locator("[aria-live], [role=status], [role=alert]").count() == 0


@pytest.mark.parametrize(
    ("moment", "notice", "refusal"),
    [
        pytest.param("2023-08-31T23:59:59+07:00", "Alur ini belum berlaku.", "Belum berlaku", id="before"),
        pytest.param("2023-09-10T10:00:00+07:00", "", "", id="in its window"),
        pytest.param("2023-10-01T00:00:00+07:00", "Alur ini tidak berlaku lagi.", "Tidak berlaku lagi", id="after"),
    ],
)
def test_steps_say_when_they_are_not_in_force_and_then_nothing_is_copied(
    moment: str, notice: str, refusal: str, context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.clock.set_fixed_time(moment)
    open_steps(page, f"{address}layanan/alur/alur-lengkap/")
    page.evaluate(SEPTEMBER)
    shown = page.locator("[data-sigap-guided] > .sigap-guided__state:visible strong")
    assert shown.all_inner_texts() == ([notice] if notice else [])
    press(page, "1", "1", "2", "1")
    for button in page.locator("[data-sigap-guided] [data-sigap-copy]:visible").all():
        assert button.inner_text() == (refusal or button.get_attribute("data-sigap-label"))
    page.get_by_role("button", name=refusal or "Salin jalan ini").last.click(force=True)
    expected = f"{refusal}. Kalimat ini tidak disalin." if refusal else "Tersalin"
    expect(page.locator("[data-sigap-announcer]")).to_have_text(expected)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2023-09-03T23:59:59+07:00", ["Alur ini belum berlaku."]),
        ("2023-09-30T23:59:30+07:00", []),
        ("2023-10-01T00:00:00+07:00", ["Alur ini tidak berlaku lagi."]),
    ],
)
def test_the_clock_of_the_reader_decides_not_that_of_the_build(
    moment: str, expected: list[str], page: Page, real_address: str
) -> None:
    page.clock.set_fixed_time(moment)
    open_steps(page, f"{real_address}salam-hpn/alur/alur-salam-hpn/")
    shown = page.locator("[data-sigap-guided] > .sigap-guided__state:visible strong")
    assert shown.all_inner_texts() == expected


@pytest.mark.parametrize(
    ("node", "expected"), [("salam-hpn-disampaikan", "Tidak berlaku lagi"), ("salam-semula", "Salin format")]
)
def test_what_a_temporary_instruction_gives_back_outlives_its_document(
    node: str, expected: str, page: Page, real_address: str
) -> None:
    open_steps(page, f"{real_address}salam-hpn/alur/alur-salam-hpn/#step={node}")
    expect_panel(page, f"alur-salam-hpn/{node}")
    expect(page.locator("[data-sigap-guided] > .sigap-guided__state--over")).to_be_visible()
    (button,) = page.locator("[data-sigap-panel]:visible [data-sigap-copy]").all()
    expect(button).to_have_text(expected)


# A step inside a flow, with interrupts; one that follows; one that nothing regulates; the end; an interrupt; the end of
# one; a message.
SORTS = {
    "#step=alur-catat/benar&jalan=1-1-1-m-1-1": "alur-catat/benar",
    "#step=masih&jalan=1-1-1-m-1-1-2-1": "alur-lengkap/masih",
    "#step=lain&jalan=1-1-2": "alur-lengkap/lain",
    "#step=tutup&jalan=1-1-2-1": "alur-lengkap/tutup",
    "#step=sapa&jalan=1-i1": "alur-lengkap/tanya-kata",
    "#step=alur-diam/kembali&jalan=1-1-i2-1-1": "alur-diam/kembali",
    "#step=lama&jalan=1": "alur-lengkap/lama",
}


@pytest.mark.parametrize(
    ("scheme", "width"),
    [pytest.param("light", WIDE, id="light, wide"), pytest.param("dark", NARROW, id="dark, narrow")],
)
def test_every_sort_of_step_is_usable_by_everyone(
    scheme: Literal["light", "dark"], width: ViewportSize, steps: Page
) -> None:
    """What lies around the steps is looked at with all other pages."""
    steps.set_viewport_size(width)
    steps.emulate_media(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for state, name in SORTS.items():
        steps.evaluate("state => { location.hash = state }", state)
        expect(steps.locator(":focus[data-sigap-label]")).to_be_visible()
        expect_panel(steps, name)
        found[state] = axe_violations(steps, within="[data-sigap-guided]")
        overflow = steps.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[state] += [f"scrolls sideways by {overflow} px"] if overflow > 0 else []
        heights = steps.locator(".sigap-guided__way:visible").evaluate_all("each => each.map(one => one.offsetHeight)")
        found[state] += [f"a way of {height} px" for height in heights if height < 44]
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_without_scripts_the_list_serves(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{FLOW}")
        expect(page.locator("[data-sigap-guided]")).to_be_hidden()
        for node in ("mulai", "catat", "tutup"):
            expect(page.locator(f"#alur-lengkap--{node}")).to_be_visible()
