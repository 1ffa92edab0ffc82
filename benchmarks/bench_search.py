"""How good and how fast search is, ours beside Pagefind and Material's, on the same answers in the same run.

Builds the site with the real content, with 2,000 and with 10,000 other answers beside it (of the shared folder, and
made up from a fixed seed), runs the shared site evaluator with the development queries through each site's own search
box in Chromium, and measures what search costs there. Peers get the same answers (see `benchmarks/search/peers.py`) on
the real content and with 2,000 others. Prints one table, the quality by type of query, and ratios; units stand in it.

- @1, @3: the answer is the first result, or among the first three; MRR: mean reciprocal rank of the first ten;
- declared: share of unanswerable queries for which the site says so; wrongly: of answerable ones;
- drawn: from a key to results in the page, typed letter by letter, everything loaded; what an engine waits itself
  before it searches is part of it; frame: until a frame with them is done;
- kB before the first result: empty cache, query pasted, sizes after gzip; page, engine and index apart;
- MB: what the search worker holds once everything is loaded.

Run it with `make bench-search`, which installs what it needs; ARGS=--quick measures only ours on the real content.
The queries are for development: whoever writes variants or tables must not read them, so none is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.search.engines import MATERIAL, PAGEFIND, SIGAP, Engine
from benchmarks.search.in_browser import FirstResult, Keystrokes, first_result, keystrokes, opened, worker_memory
from benchmarks.search.others import other_answers
from benchmarks.search.peers import build_material, build_pagefind
from benchmarks.search.quality import Quality
from benchmarks.search.serving import chromium_path
from benchmarks.search.shared import HARD, MAIN, Query, Shared, default_folder
from benchmarks.search.sites import Site, build

SIZES = (0, 2_000, 10_000)
LARGEST_FOR_PEERS = 2_000
PASTED, TYPED, TYPED_WITH_WAITING = 8, 20, 6
"""How many queries are pasted for bytes, and typed for times; fewer where the engine itself waits at each key."""
LONG_PAUSE_MS = 300
SEED = 11


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one size of content.

    Attributes:
        others: How many other answers there are beside the real ones.
        answers: How many answers there are in all.
        main, hard: Quality on the development queries.
        by_type: Quality by type of query.
        declared, wrongly: Shares of unanswerable and of answerable queries that the site says it has no answer for.
        index_seconds: How long making the index took; for Material it is the whole site.
        index_kilobytes: All files of the index, not compressed; only for ours.
        worker_megabytes: None when the browser does not tell.
    """

    engine: str
    others: int
    answers: int
    main: Quality
    hard: Quality
    by_type: dict[str, Quality]
    declared: float
    wrongly: float
    keys: Keystrokes
    first: FirstResult | None
    index_seconds: float
    index_kilobytes: float | None
    worker_megabytes: float | None


def main() -> int:
    """Measure and print; return 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=default_folder(), help="the folder that holds search/")
    parser.add_argument("--quick", action="store_true", help="only ours, on the real content")
    parser.add_argument("--ours", action="store_true", help="only ours, on all sizes of content")
    parser.add_argument("--variants-for-peers", action="store_true", help="peers get our question variants too")
    parser.add_argument("--out", type=Path, help="write a report as JSON, after each engine")
    arguments = parser.parse_args()
    shared = Shared(arguments.shared)
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="sigap-bench-") as folder:
        for measured in _measure_all(Path(folder), shared, arguments):
            found.append(measured)
            say(f"{measured.engine}, {measured.others:,} others: main {measured.main}, hard {measured.hard}")
            if arguments.out:
                report = json.dumps([asdict(each) for each in found], indent=1)
                arguments.out.write_text(report + "\n", encoding="utf-8")
    found.sort(key=lambda each: each.others)
    print_table(found)
    print_by_type(found)
    print_ratios(found)
    return 0


def say(text: str) -> None:
    """Tell how the work goes, on stderr: standard output is for the table."""
    print(f"sigap: {text}", file=sys.stderr, flush=True)


# Measuring


def _measure_all(work: Path, shared: Shared, arguments: argparse.Namespace) -> Iterator[Measured]:
    """Measure ours on all sizes, then the peers."""
    sites: dict[int, Site] = {}
    for size in SIZES[:1] if arguments.quick else SIZES:
        say(f"building with {size:,} other answers")
        sites[size] = build(work / f"sigap-{size}", other_answers(shared, size))
        yield _measure(SIGAP, sites[size].folder, size, shared, sites[size], sites[size].index_seconds)
    if arguments.quick or arguments.ours:
        return
    for size, site in sites.items():
        if size <= LARGEST_FOR_PEERS:
            yield from _measure_peers(work, size, shared, site, has_variants=arguments.variants_for_peers)


def _measure_peers(work: Path, size: int, shared: Shared, site: Site, *, has_variants: bool) -> Iterator[Measured]:
    pagefind = build_pagefind(work / f"pagefind-{size}", site.answers, has_variants=has_variants)
    if pagefind is None:
        say("Pagefind is not installed, and left out: call make bench-search")
    else:
        yield _measure(PAGEFIND, pagefind.folder, size, shared, site, pagefind.index_seconds)
    material = build_material(work / f"material-{size}", site.answers, has_variants=has_variants)
    yield _measure(MATERIAL, material.folder, size, shared, site, material.index_seconds)


def _measure(engine: Engine, folder: Path, size: int, shared: Shared, site: Site, index_seconds: float) -> Measured:
    rows = evaluate(engine, folder, shared)
    answerable = [row for row in rows if row["type"] != "none"]
    unanswerable = [row for row in rows if row["type"] == "none"]
    texts = _sample([query for query in shared.queries() if query.type != "none"])
    typed = TYPED if engine.pause_ms < LONG_PAUSE_MS else TYPED_WITH_WAITING
    with opened(folder) as (browser, address):
        keys = keystrokes(browser, address, engine, texts[:typed])
        memory = worker_memory(browser, address, engine, texts[:typed])
    types = dict.fromkeys(row["type"] for row in answerable)
    return Measured(
        engine=engine.name,
        others=size,
        answers=len(site.answers),
        main=_quality(row for row in answerable if row["type"] != "hard"),
        hard=_quality(row for row in answerable if row["type"] == "hard"),
        by_type={kind: _quality(row for row in answerable if row["type"] == kind) for kind in types},
        declared=_share(unanswerable),
        wrongly=_share(answerable),
        keys=keys,
        first=first_result(folder, engine, texts[:PASTED]),
        index_seconds=index_seconds,
        index_kilobytes=site.index_bytes / 1000 if engine is SIGAP else None,
        worker_megabytes=memory,
    )


def evaluate(engine: Engine, folder: Path, shared: Shared) -> list[dict[str, Any]]:
    """Run the shared evaluator on a site and return its rows, one a query.

    Raises:
        RuntimeError: It failed; the message is the end of what it said.
    """
    report = folder.parent / "report.json"
    command = [sys.executable, str(shared.path("evaluate_site.py")), "--site", str(folder), "--out", str(report)]
    command += ["--queries", str(shared.path(MAIN)), str(shared.path(HARD)), "--units", str(shared.path("units.json"))]
    command += engine.options
    if chromium := chromium_path():
        command += ["--chromium", chromium]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"the evaluator failed on {engine.name}: {result.stderr[-500:]}")
    rows: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["rows"]
    return rows


def _sample(queries: Sequence[Query]) -> list[str]:
    texts = [query.text for query in queries]
    random.Random(SEED).shuffle(texts)
    return texts


def _quality(rows: Iterator[dict[str, Any]]) -> Quality:
    return Quality.of_grades([row["grades"] for row in rows])


def _share(rows: Sequence[dict[str, Any]]) -> float:
    """Return the share for which nothing was found, or the site said that it has no answer."""
    declared = [row for row in rows if row["n"] == 0 or row["declared_none"]]
    return len(declared) / (len(rows) or 1)


# Printing


def print_table(found: Sequence[Measured]) -> None:
    """Print one line for each engine and size."""
    print(
        f"{'':<18}|{'main queries':^21}|{'hard queries':^21}|{'no answer':^18}|{'key to drawn, ms':^24}"
        f"|{'kB before first result':^31}|{'index':^8}|{'worker':^7}"
    )
    print(
        f"{'engine':<10}{'others':>8}|{'@1':>7}{'@3':>7}{'MRR':>7}|{'@1':>7}{'@3':>7}{'MRR':>7}|{'declared':>9}{'wrongly':>9}"
        f"|{'p50':>6}{'p95':>6}{'frame p95':>12}|{'page':>7}{'engine':>8}{'index':>8}{'most':>8}|{'s':>8}|{'MB':>7}"
    )
    for each in found:
        first = each.first or FirstResult(*[float("nan")] * 5)
        worker = "-" if each.worker_megabytes is None else f"{each.worker_megabytes:.1f}"
        print(
            f"{each.engine:<10}{each.others:>8,}|{each.main}|{each.hard}|{each.declared:>9.2f}{each.wrongly:>9.3f}"
            f"|{each.keys.drawn[0]:>6.1f}{each.keys.drawn[1]:>6.1f}{each.keys.framed[1]:>12.1f}"
            f"|{first.page:>7.0f}{first.engine:>8.1f}{first.index:>8.1f}{first.most_index:>8.1f}"
            f"|{each.index_seconds:>8.2f}|{worker:>7}"
        )


def print_by_type(found: Sequence[Measured]) -> None:
    """Print success@1 and @3 by type of query: ours at each size, then the peers on the real content."""
    shown = [each for each in found if each.engine == SIGAP.name or not each.others]
    heads = "".join(f"{f'{each.engine} {each.others:,}':^17}" for each in shown)
    print(f"\n{'by type, @1 @3':<16}{'n':>4} {heads}")
    for kind, quality in shown[0].by_type.items():
        cells = "".join(f"{each.by_type[kind].first:>8.2f}{each.by_type[kind].third:>7.2f}  " for each in shown)
        print(f"{kind:<16}{quality.count:>4} {cells}")


def print_ratios(found: Sequence[Measured]) -> None:
    """Print ours divided by each peer's: below 1 is quicker or smaller, above 1 is better for quality."""
    ours = {each.others: each for each in found if each.engine == SIGAP.name}
    for each in found:
        own = ours[each.others]
        if own is each or not (own.first and each.first):
            continue
        ratios = {
            "@1": (own.main.first, each.main.first),
            "hard @1": (own.hard.first, each.hard.first),
            "key p50": (own.keys.drawn[0], each.keys.drawn[0]),
            "key p95": (own.keys.drawn[1], each.keys.drawn[1]),
            "search kB": (own.first.search, each.first.search),
            "index s": (own.index_seconds, each.index_seconds),
        }
        words = ", ".join(f"{name} {one / other:.2f}" for name, (one, other) in ratios.items() if other)
        print(f"{'' if each is not found[1] else chr(10)}Sigap / {each.engine}, {each.others:,} others: {words}")
    sizes = sorted(ours)
    for size in sizes[1:]:
        loss = 100 * (ours[0].main.first - ours[size].main.first)
        hard = 100 * (ours[0].hard.first - ours[size].hard.first)
        print(f"Sigap, {size:,} others: loses {loss:.1f} points of main @1, {hard:.1f} of hard @1")


if __name__ == "__main__":
    sys.exit(main())
