"""Trials of the real search engine on the real content: other weights, or without one of its parts.

The index is made by the generator, the queries are answered by the modules of the site in Chromium; only what a trial
switches off is replaced. A result is judged as the site evaluator does it: by its own text and by the section of the
built page to which it leads.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.search.serving import Memory, open_browser, serve
from benchmarks.search.shared import PROJECT, Query, Shared
from generator.build.prepare import prepare
from generator.content import Content
from generator.plugin import build_site
from generator.render.context import RenderContext
from generator.search import postings, weights
from generator.search.answer import Answer, texts_of
from generator.search.files import index_files, make_index
from generator.search.site import answers_of
from generator.search.tables import tables_of
from generator.search.words import root_of

Weights = Mapping[str, float]
"""Every weight by a flat name: `field.heading`, `norm.body`, `saturation`, `prior.step`, `query.root`."""

INDEX_PARTS = ("field.", "norm.", "saturation")
"""Beginnings of the names of weights with which the index is made; the others travel with it."""
SECTION_LENGTH, PAGE_LENGTH, SHOWN_LENGTH = 2500, 1500, 1200
"""Characters of a section, of a page without anchor and of a result that count, as in the site evaluator."""
NO_STEMMER = b"export const stem = (word) => word\n"
TABLE_FILES = ("slang", "abbreviations", "synonyms")


def present_weights() -> dict[str, float]:
    """Return the weights as they stand in the generator."""
    tables = {
        "field": weights.FIELD_WEIGHTS,
        "norm": weights.LENGTH_NORMS,
        "prior": weights.PRIORS,
        "query": weights.QUERY_WEIGHTS,
    }
    found = {f"{name}.{key}": value for name, table in tables.items() for key, value in table.items()}
    return found | {"saturation": weights.SATURATION}


def part_of(settings: Weights, name: str) -> dict[str, float]:
    """Return the weights whose names begin so, by the rest of their names."""
    return {key.removeprefix(f"{name}."): value for key, value in settings.items() if key.startswith(f"{name}.")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query came to.

    Attributes:
        grades: Of the results in shown order: 2 is the answer, 1 is of use, 0 is neither.
        took: Milliseconds in the engine.
        addresses: Of the results.
    """

    grades: tuple[int, ...]
    took: float
    addresses: tuple[str, ...]

    def has_answer(self, first: int) -> bool:
        """Tell whether the answer is among the first results."""
        return 2 in self.grades[:first]


@dataclass(slots=True)
class Trials:
    """Runs trials; what was tried once is not run again.

    Attributes:
        queries: The development queries.
    """

    queries: list[Query]
    _answers: list[Answer]
    _build: RenderContext
    _keys: dict[str, set[str]]
    _memory: Memory
    _evaluate: Callable[[dict[str, Any]], list[dict[str, Any]]]
    _bases: dict[tuple[object, ...], tuple[str, list[Answer]]] = field(default_factory=dict)
    _known: dict[tuple[object, ...], list[Outcome]] = field(default_factory=dict)

    def outcomes(self, settings: Weights, off: frozenset[str] = frozenset()) -> list[Outcome]:
        """Answer every query.

        Args:
            settings: All weights, as in `present_weights`.
            off: Parts of the engine to do without, as in `ABLATIONS`.
        """
        key = (tuple(sorted(settings.items())), off)
        if key not in self._known:
            self._known[key] = self._run(settings, off)
        return self._known[key]

    def judged(self, settings: Weights, off: frozenset[str] = frozenset()) -> list[tuple[Query, Outcome]]:
        """Answer every query, and return each with what it came to."""
        return list(zip(self.queries, self.outcomes(settings, off), strict=True))

    def limits(self, texts: Sequence[str], settings: Weights) -> list[float]:
        """Return for queries up to which threshold (`query.sure`) the engine is sure of what it finds."""
        return [result["limit"] for result in self._answer(texts, settings, frozenset(), has_limits=True)[0]]

    def _run(self, settings: Weights, off: frozenset[str]) -> list[Outcome]:
        results, answers = self._answer([query.text for query in self.queries], settings, off)
        return [self._judge(query, result, answers) for query, result in zip(self.queries, results, strict=True)]

    def _answer(
        self, texts: Sequence[str], settings: Weights, off: frozenset[str], *, has_limits: bool = False
    ) -> tuple[list[dict[str, Any]], list[Answer]]:
        """Ask the engine; return what it finds, as places among the answers that come with it."""
        base, answers = self._index(settings, off)
        given = {
            "code": "/plain" if "stemmer" in off else "/code",
            "base": base,
            "weights": part_of(settings, "query"),
            "priors": part_of(settings, "prior"),
            "hasTypos": "typos" not in off,
            "isOpen": "prefix" not in off,
            "hasLimits": has_limits,
            "queries": list(texts),
            "now": self._build.as_of.timestamp() * 1000,
        }
        return self._evaluate(given), answers

    def _judge(self, query: Query, result: dict[str, Any], answers: Sequence[Answer]) -> Outcome:
        shown = {answers[place].url: answers[place].address for place in reversed(result["answers"])}
        addresses = tuple(reversed(shown.values()))
        grades = (max((query.relevant.get(key, 0) for key in self._keys[each]), default=0) for each in addresses)
        return Outcome(tuple(grades), result["took"], addresses)

    def _index(self, settings: Weights, off: frozenset[str]) -> tuple[str, list[Answer]]:
        """Make an index, or find the one that was made so before; return its folder and answers."""
        made_with = {name: value for name, value in settings.items() if name.startswith(INDEX_PARTS)}
        key = (tuple(sorted(made_with.items())), off - {"typos", "prefix"})
        if key not in self._bases:
            with weighed(made_with, has_stemmer="stemmer" not in off):
                tables = tables_of(without_tables(self._build.library.content, off))
                index = make_index([without_fields(answer, off) for answer in self._answers], tables)
                files = index_files(index, tables, self._build.library)
            base = f"index/{sha256(repr(key).encode()).hexdigest()[:16]}/"
            self._memory.update({base + name: data for name, data in files.items()})
            self._bases[key] = (f"/{base}", index.answers)
        return self._bases[key]


@contextmanager
def weighed(made_with: Weights, *, has_stemmer: bool) -> Iterator[None]:
    """Make indexes with other weights while the block runs."""
    with (
        patch.dict(weights.FIELD_WEIGHTS, part_of(made_with, "field")),
        patch.dict(weights.LENGTH_NORMS, part_of(made_with, "norm")),
        patch.object(postings, "SATURATION", made_with["saturation"]),
        patch.object(postings, "root_of", root_of if has_stemmer else str),
    ):
        yield


def without_fields(answer: Answer, off: frozenset[str]) -> Answer:
    """Return an answer without the fields that a trial does without."""
    changes: dict[str, Any] = {}
    if "variants" in off:
        changes["variants"] = []
    if "titles around" in off:
        changes["trail"] = ()
    if "section number" in off:
        changes["number"] = ""
    if "hidden words" in off:
        changes["also"] = []
    return replace(answer, **changes) if changes else answer


def without_tables(content: Content, off: frozenset[str]) -> Content:
    """Return content without the authors' tables that a trial does without."""
    names = {name for name in TABLE_FILES if name in off or "tables" in off}
    names |= {"stop-words"} & off
    left_out = {f"search/{name}.yml" for name in names}
    return replace(content, files={path: file for path, file in content.files.items() if path not in left_out})


@contextmanager
def open_trials(shared: Shared) -> Iterator[Trials]:
    """Build the real site, read what its results say, and be ready for trials while the block runs."""
    prepared = prepare(PROJECT / "content", None, {}, dt.datetime.now(dt.UTC))
    build = RenderContext(prepared.library, prepared.as_of, prepared.findings)
    answers = [answer for answer in answers_of(build) if not answer.group.origin.is_history]
    with ExitStack() as stack:
        site = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "site"
        build_site(prepared, PROJECT / "mkdocs.yml", site)
        memory = code_of_engine()
        address = stack.enter_context(serve(memory, {"site": site}))
        page = stack.enter_context(open_browser()).new_page()
        keys = keys_of(answers, sections(page, address, answers, shared), shared)
        page.goto(f"{address}/blank.html")
        run = "given => import('/engine_page.js').then(({ run }) => run(given))"
        yield Trials(shared.queries(), answers, build, keys, memory, lambda given: page.evaluate(run, given))


def code_of_engine() -> Memory:
    """Return the engine's modules as they are now, and once more with a stemmer that does nothing."""
    assets = PROJECT / "overrides" / "assets"
    modules = {path.name: path.read_bytes() for path in assets.glob("sigap-*.js")}
    memory = {f"{folder}/{name}": data for folder in ("code", "plain") for name, data in modules.items()}
    memory["plain/sigap-search-stem.js"] = NO_STEMMER
    memory["engine_page.js"] = Path(__file__).with_name("engine_page.js").read_bytes()
    memory["blank.html"] = b"<!doctype html><title>-</title>"
    return memory


def sections(page: Any, address: str, answers: Sequence[Answer], shared: Shared) -> dict[str, str]:
    """Return for each address of an answer the text of the section to which it leads."""
    page.goto(f"{address}/site/")
    page.evaluate(shared.evaluator().JS, {"input": "input", "result": "a", "item": ""})
    urls = sorted({answer.url for answer in answers})
    read = """([urls, root, most, mostOfPage]) => Promise.all(urls.map(
        async (url) => [url, (await __ev.fetchSection(new URL(url, root).href, most, mostOfPage)).text]))"""
    found = page.evaluate(read, [urls, f"{address}/site/", SECTION_LENGTH, PAGE_LENGTH])
    return dict(found)


def keys_of(answers: Sequence[Answer], texts: Mapping[str, str], shared: Shared) -> dict[str, set[str]]:
    """Return for each answer's address the units that it answers."""
    judge = shared.evaluator()
    units = judge.compile_units(shared.read("units.json"))
    found: dict[str, set[str]] = {}
    for answer in answers:
        shown = " \n".join([answer.number, answer.title, answer.condition, *_shown_texts(answer)])[:SHOWN_LENGTH]
        keys = judge.keys_in(shown, units) | judge.keys_in(texts[answer.url], units)
        found.setdefault(answer.address, set()).update(keys)
    return found


def _shown_texts(answer: Answer) -> list[str]:
    return [text for block in answer.blocks for text in texts_of(block)]
