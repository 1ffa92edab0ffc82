"""Queries as agents type them find their answers in the real content: a regression test of the whole search.

`queries.yml` was written from the documents alone. The floors stand two or three points under what was measured, or one
query where a query is more than that; when the search gets better for good, they go up.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from generator.build.prepare import prepare
from generator.render.context import RenderContext
from generator.search.site import search_files
from tests.browser.pages import serve
from tests.search.conftest import blank_page

AS_OF = "2026-01-15"
QUERIES = Path(__file__).parent / "queries.yml"
SHOWN = 3
UNSURE_FLOOR = 0.69
"""Of the queries without an answer, the share that the search must call unsure."""
DOUBT_CEILING = 0.05
"""Of the first results that are right, the share that it may call unsure."""

SEARCH_ALL = """async ({ queries, now, limit }) => {
  const worker = new Worker("/sigap-search-worker.js", { type: "module" })
  const ask = (message) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => data.type === "failed" ? reject(new Error(data.message)) : resolve(data)
    worker.onerror = (event) => reject(new Error(event.message ?? "the worker did not start"))
    worker.postMessage(message)
  })
  await ask({ type: "start", base: new URL("/assets/search/", location.href).href })
  const found = []
  for (const [id, query] of queries.entries()) {
    const filters = { kind: [], brand: [], channel: [], application: [] }
    const answer = await ask({ type: "search", id, query, now, filters, position: null, history: false, limit })
    found.push({ addresses: answer.results.map((card) => card.address), isUnsure: answer.isUnsure })
  }
  worker.terminate()
  return found
}"""


@dataclass(frozen=True)
class Query:
    """What somebody typed, and the addresses that answer it: `best` whole, `good` in part."""

    text: str
    type: str
    best: frozenset[str]
    good: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What the search showed for a query, the best first."""

    query: Query
    addresses: Sequence[str]
    is_unsure: bool

    def succeeds_at(self, count: int) -> bool:
        """Tell whether one of the first results answers the query whole."""
        return not self.query.best.isdisjoint(self.addresses[:count])


def read_queries() -> list[Query]:
    return [
        Query(each["query"], each["type"], frozenset(each.get("best", ())), frozenset(each.get("good", ())))
        for each in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    ]


ALL = read_queries()
ANSWERED = frozenset(each.type for each in ALL if each.type != "none")
GROUPS: dict[str, frozenset[str]] = {
    "main": ANSWERED - {"hard"},
    "hard": frozenset({"hard"}),
    "kw": frozenset({"kw"}),
    "code": frozenset({"code"}),
    "message": frozenset({"message"}),
}


@pytest.fixture(scope="module")
def outcomes(browser: Browser, root_path: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Return what the worker of the site finds for every query on the fixed day, in one go."""
    site = tmp_path_factory.mktemp("site")
    write_site(root_path, site)
    with serve(site) as address, blank_page(browser, address) as page:
        now = dt.datetime.fromisoformat(f"{AS_OF}T10:00:00+07:00").timestamp() * 1000
        found = page.evaluate(SEARCH_ALL, {"queries": [each.text for each in ALL], "now": now, "limit": SHOWN})
    return [Outcome(query, each["addresses"], each["isUnsure"]) for query, each in zip(ALL, found, strict=True)]


def write_site(root_path: Path, site: Path) -> None:
    """Lay the modules and the index of the real content into a folder, as the built site has them."""
    for module in (root_path / "overrides/assets").glob("*.js"):
        shutil.copy(module, site)
    prepared = prepare(root_path / "content", AS_OF, {}, dt.datetime(2026, 1, 15, tzinfo=dt.UTC))
    build = RenderContext(prepared.library, prepared.as_of, prepared.findings)
    for name, data in search_files(build).items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("group", "count", "floor"),
    [
        pytest.param("main", 1, 0.92, id="the first result answers most queries"),
        pytest.param("main", 3, 0.96, id="one of three answers nearly all"),
        pytest.param("hard", 1, 0.77, id="long and indirect ones, the first result"),
        pytest.param("hard", 3, 0.93, id="long and indirect ones, one of three"),
        pytest.param("kw", 1, 0.92, id="keywords, the first result"),
        pytest.param("kw", 3, 0.92, id="keywords, one of three"),
        pytest.param("code", 1, 0.91, id="numbers and codes, the first result"),
        pytest.param("code", 3, 0.91, id="numbers and codes, one of three"),
        pytest.param("message", 1, 0.92, id="messages pasted whole, the first result"),
        pytest.param("message", 3, 0.92, id="messages pasted whole, one of three"),
    ],
)
def test_queries_find_their_answers(outcomes: list[Outcome], group: str, count: int, floor: float) -> None:
    asked = [each for each in outcomes if each.query.type in GROUPS[group]]
    failed = [each for each in asked if not each.succeeds_at(count)]
    share = 1 - len(failed) / len(asked)
    assert share >= floor, f"{group}: success@{count} is {share:.3f}, floor {floor}\n{listed(failed)}"


@pytest.mark.browser
def test_queries_without_an_answer_are_called_unsure(outcomes: list[Outcome]) -> None:
    asked = [each for each in outcomes if each.query.type == "none"]
    failed = [each for each in asked if not each.is_unsure]
    share = 1 - len(failed) / len(asked)
    assert share >= UNSURE_FLOOR, f"unsure of {share:.3f}, floor {UNSURE_FLOOR}\n{listed(failed)}"


@pytest.mark.browser
def test_answers_that_are_found_are_seldom_called_unsure(outcomes: list[Outcome]) -> None:
    asked = [each for each in outcomes if each.query.type in GROUPS["main"] and each.succeeds_at(1)]
    failed = [each for each in asked if each.is_unsure]
    share = len(failed) / len(asked)
    assert share <= DOUBT_CEILING, f"unsure of {share:.3f}, ceiling {DOUBT_CEILING}\n{listed(failed)}"


def listed(failed: Sequence[Outcome]) -> str:
    """Return one line per query: what came first, and one of the addresses that should have."""
    return "\n".join(
        f"  {each.query.type:8} {each.query.text!r}: {', '.join(each.addresses) or 'nothing'}"
        f" – not {min(each.query.best, default='any')}"
        for each in failed
    )


def test_every_judged_address_exists(root_path: Path) -> None:
    prepared = prepare(root_path / "content", AS_OF, {}, dt.datetime(2026, 1, 15, tzinfo=dt.UTC))
    known = {unit.address for unit in prepared.library.units()} | set(prepared.library.documents)
    judged = {address for query in ALL for address in query.best | query.good}
    assert sorted(judged - known) == []


@pytest.mark.parametrize(
    ("type_", "fewest"),
    [
        *(("kw", 20), ("question", 20), ("slang", 15), ("affix", 10), ("typo", 15), ("abbr", 12), ("synonym", 15)),
        *(("code", 15), ("english", 8), ("prefix", 10), ("docctl", 12), ("hard", 40), ("message", 10), ("none", 30)),
    ],
)
def test_the_file_holds_enough_of_each_type(type_: str, fewest: int) -> None:
    assert Counter(each.type for each in ALL)[type_] >= fewest


def test_queries_are_judged_with_care() -> None:
    assert len(ALL) >= 220
    assert len({re.sub(r"\W+", " ", each.text.lower()) for each in ALL}) == len(ALL)
    for each in ALL:
        assert bool(each.best) == (each.type != "none"), each.text
        assert each.best.isdisjoint(each.good), each.text
