"""The modules of guided steps that know no document: addresses of states, and what follows from earlier answers."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.model.conditions import Bounds, parse_bounds
from generator.render.site import script_files
from tests.browser.pages import open_browser, serve

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
CHOICES = st.sampled_from(["1", "2", "10", "99", "m", "k", "i1", "i12"])
JUNK = st.text(alphabet=st.sampled_from("step=&jalandri/-%#1mk<é\u202e "), max_size=60)
BOUNDS = st.sampled_from(
    [
        "< 1 jam",
        "≤ 1 jam",
        "1 jam",
        "1-2 jam",
        "1-24 jam",
        "2-3 jam",
        "> 2 jam",
        ">= 2 jam",
        "≥ 24 jam",
        "< 24 jam",
        "3 jam",
    ]
)


@pytest.fixture(scope="module")
def page(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return an empty page beside the scripts as they are published."""
    folder = tmp_path_factory.mktemp("modules")
    (folder / "assets").mkdir()
    for path, data in script_files(ROOT / "overrides"):
        (folder / path).write_bytes(data)
    (folder / "index.html").write_text("<!doctype html><title>Modul</title>", encoding="utf-8")
    with serve(folder) as origin, open_browser(Path(chromium_path)) as browser:
        opened = browser.new_page()
        opened.goto(f"{origin}/")
        opened.evaluate("""async () => {
          globalThis.state = await import("/assets/sigap-guided-state.js")
          globalThis.walk = await import("/assets/sigap-guided-walk.js")
        }""")
        yield opened


@settings(max_examples=60, deadline=None)
@given(flow=st.none() | IDS, node=IDS, start=st.none() | IDS, path=st.lists(CHOICES, max_size=30))
def test_a_state_is_read_as_it_was_written(
    page: Page, flow: str | None, node: str, start: str | None, path: list[str]
) -> None:
    written = {"flow": flow, "node": node, "from": start, "path": path}
    read = page.evaluate("each => state.parseState(state.formatState(each))", written)
    assert {name: read.get(name) for name in written} == written


@settings(max_examples=100, deadline=None)
@given(junk=JUNK | st.text(max_size=40) | st.just("step=" + "a-" * 8000))
def test_whatever_stands_in_an_address_is_read_or_refused(page: Page, junk: str) -> None:
    read = page.evaluate("each => state.parseState(`#${each}`) ?? null", junk)
    if read is None or read.get("isBroken"):
        return
    again = page.evaluate("each => state.parseState(state.formatState({ ...each, path: each.path ?? [] }))", read)
    assert (again["node"], again.get("flow")) == (read["node"], read.get("flow"))


@cache
def points(written: str) -> frozenset[Decimal]:
    """Return the points of a range on a grid that is finer than all bounds."""
    bounds = bounds_of(written)
    return frozenset(point for quarter in range(200) if bounds.contains(point := Decimal(quarter) / 4))


def bounds_of(written: str) -> Bounds:
    bounds = parse_bounds(written)
    assert bounds is not None
    return bounds


def condition(written: str) -> list[object]:
    bounds = bounds_of(written)
    low, high = (None if each is None else float(each) for each in (bounds.low, bounds.high))
    return ["lama", written, [bounds.unit, low, bounds.has_low, high, bounds.has_high]]


@settings(max_examples=120, deadline=None)
@given(known=BOUNDS, first=BOUNDS, has_rest=st.booleans())
def test_a_way_follows_when_nothing_else_is_possible(page: Page, known: str, first: str, has_rest: bool) -> None:
    ask = """([known, first, hasRest]) => {
      const at = { flow: "alur", node: "kini" }
      const way = (choice, when) => ({ choice, kind: "way", way: { when }, at })
      const taken = [{ asked: { flow: "alur", node: "dahulu" }, when: [known] }]
      const rest = hasRest ? undefined : [["lain", "x"]]
      return walk.choiceThatFollows({ taken }, [way("1", [first]), way("2", rest)]) ?? null
    }"""
    followed = page.evaluate(ask, [condition(known), condition(first), has_rest])
    if points(known) <= points(first):
        assert followed == "1"
    elif has_rest and not points(known) & points(first):
        assert followed == "2"
    else:
        assert followed is None


@pytest.mark.parametrize(
    ("known", "node", "expected"),
    [
        pytest.param(["status", "open"], "dahulu", "1", id="the same value"),
        pytest.param(["status", "tutup"], "dahulu", "2", id="another value: what is left"),
        pytest.param(["merek", "open"], "dahulu", None, id="another fact"),
        pytest.param(["status", "open"], "kini", None, id="answered at this very step: asked again"),
        pytest.param(["status", "2 hari", ["hari", 2, True, 2, True]], "dahulu", None, id="another unit"),
    ],
)
def test_values_follow_only_from_the_same_fact(
    page: Page, known: list[object], node: str, expected: str | None
) -> None:
    wanted = ["status", "3 jam", ["jam", 3, True, 3, True]] if len(known) > 2 else ["status", "open"]
    ask = """([known, wanted, node]) => {
      const way = (choice, when) => ({ choice, kind: "way", way: { when }, at: { flow: "alur", node: "kini" } })
      const state = { taken: [{ asked: { flow: "alur", node }, when: [known] }] }
      return walk.choiceThatFollows(state, [way("1", [wanted]), way("2")]) ?? null
    }"""
    assert page.evaluate(ask, [known, wanted, node]) == expected


GRAPHS = """
  const flow = (id, nodes, interrupts = []) => [id, { id, title: id, start: "a", nodes, interrupts, flows: {} }]
  const way = to => [{ to }]
  const graphs = new Map([
    flow("luar",
      { a: { kind: "start", ways: way("b") }, b: { kind: "subflow", flow: "dalam", ways: way("c") },
        c: { kind: "end" } },
      [{ id: "x", label: "X", flow: "sela" }, { id: "y", label: "Y", scope: ["b"] }]),
    flow("dalam", { a: { kind: "subflow", flow: "dalam", ways: way("z") }, z: { kind: "end" } }),
    flow("sela", { a: { kind: "end" } }, [{ id: "z", label: "Z" }]),
  ])
  const choose = (state, choice) => walk.choose(state, choice, graphs)
  const after = (...choices) => choices.reduce(choose, walk.begin(graphs.get("luar")))
  const offered = state => walk.interruptsOf(state, graphs).map(({ id, choice }) => `${choice} ${id}`)
"""


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        pytest.param([], ["i1 x"], id="the scope of the other is elsewhere"),
        pytest.param(["1"], ["i1 x", "i2 y"], id="at its scope"),
        pytest.param(["1", "m"], ["i1 x", "i2 y"], id="inside what its scope entered"),
        pytest.param(["1", "i1"], ["i1 z"], id="an interrupt is not entered again from inside itself"),
        pytest.param(["1", "i1", "k"], ["i1 x", "i2 y"], id="back from it"),
    ],
)
def test_interrupts_that_hold(page: Page, choices: list[str], expected: list[str]) -> None:
    assert page.evaluate(f"choices => {{ {GRAPHS} return offered(after(...choices)) }}", choices) == expected


def test_a_flow_that_enters_itself_goes_down_only_so_far(page: Page) -> None:
    depth = """() => {
      %s
      let [state, depth] = [after("1"), 0]
      for (let next = state; next; next = walk.choose(state, "m", graphs)) { state = next; depth += 1 }
      return depth
    }"""
    assert page.evaluate(depth % GRAPHS) == 12


def test_a_choice_that_is_not_offered_leads_nowhere(page: Page) -> None:
    ask = "choices => { %s return choices.map(choice => walk.choose(after(), choice, graphs) ?? null) }"
    assert page.evaluate(ask % GRAPHS, ["2", "m", "k", "i2", "", "constructor"]) == [None] * 6


def test_a_flow_that_is_not_loaded_yet_is_named(page: Page) -> None:
    ask = "() => { %s const state = after('1'); graphs.delete('dalam'); return walk.choose(state, 'm', graphs) }"
    assert page.evaluate(ask % GRAPHS) == {"missing": "dalam"}
