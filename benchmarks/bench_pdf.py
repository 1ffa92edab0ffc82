"""How long controlled PDFs take, ours beside Chromium's print of the same documents' pages, in one run.

For each document of the real content, in milliseconds for the whole PDF and for one of its pages:

- data: from the library to the data of the template, charts laid out before;
- cold: set by typst for the first time in a fresh process, fonts cut before; warm: once more in the same process;
- cached: asked for again, unchanged, all of it from the data on;
- Chromium: opening the document's page of the built site, and printing it to a tagged PDF with bookmarks.

Chromium prints the page as it is, without header table, attachment or any standard, so this is what else one would
do and no equal. Times are medians of `RUNS`, but for what is cold. Run it from the project's folder with
`python3 bootstrap.py run -- python -m benchmarks.bench_pdf`; it needs a Chromium.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2
from playwright.sync_api import Browser, sync_playwright

from benchmarks.search.serving import BROWSER_OPTIONS, chromium_path, serve
from benchmarks.search.shared import PROJECT
from generator.build.prepare import prepare
from generator.checks.rule import Finding
from generator.library import HeldDocument, HeldRevision
from generator.pdf.controlled import controlled_pdf, controlled_source
from generator.pdf.fonts import printed_fonts
from generator.pdf.press import press
from generator.plugin import build_site
from generator.render.context import RenderContext
from generator.render.places import document_url

RUNS = 5
COLD = "--cold"
"""Asks for the time of one document alone, in a process of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one document, in milliseconds and bytes."""

    name: str
    pages: int
    size: int
    data: float
    cold: float
    warm: float
    cached: float
    peer: float
    peer_pages: int

    def line(self) -> str:
        """Return it as a line of the table."""
        return (
            f"{self.name:<14}{self.pages:>6}{self.size / 1000:>8.0f}{self.data:>8.0f}{self.cold:>8.0f}"
            f"{self.cold / self.pages:>8.1f}{self.warm:>8.0f}{self.warm / self.pages:>8.1f}{self.cached:>8.0f}"
            f"{self.peer:>10.0f}{self.peer / self.peer_pages:>8.1f}{self.peer / self.cold:>9.1f}"
        )


HEAD = (
    f"{'document':<14}{'pages':>6}{'kB':>8}{'data':>8}{'cold':>8}{'/page':>8}{'warm':>8}{'/page':>8}{'cached':>8}"
    f"{'Chromium':>10}{'/page':>8}{'ratio':>9}"
)


def main() -> None:
    """Measure and print one table."""
    if sys.argv[1:2] == [COLD]:
        print(f"{cold(Path(sys.argv[2]), sys.argv[3]):.3f}")
        return
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name) / "cache"
        started = time.perf_counter()
        printed_fonts(cache)
        fonts_took = time.perf_counter() - started
        context = real_content(cache)
        site = Path(name) / "site"
        build(site)
        with sync_playwright() as playwright, serve({}, {"": site}) as origin:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(BROWSER_OPTIONS))
            rows = [row(context, cache, each, held, browser, origin) for each, held in documents(context)]
            browser.close()
    print(f"cutting the fonts, once per machine: {fonts_took:.1f} s")
    print(HEAD)
    for each in rows:
        print(each.line())
    total = sum(each.cold for each in rows)
    print(f"all: {total:.0f} ms cold, {total / sum(each.pages for each in rows):.1f} ms a page; ", end="")
    print(f"Chromium takes {sum(each.peer for each in rows) / total:.1f} times as long")


def real_content(cache: Path | None) -> RenderContext:
    """Return a build of the real content."""
    prepared = prepare(PROJECT / "content", None, os.environ, dt.datetime.now(dt.UTC))
    return RenderContext(prepared.library, prepared.as_of, prepared.findings, cache)


def documents(context: RenderContext) -> list[tuple[HeldDocument, HeldRevision]]:
    """Return the documents with their revisions in force."""
    return [(each, each.current) for each in context.library.documents.values() if each.current]


def build(site: Path) -> None:
    """Build the site; findings do not matter here."""
    prepared = prepare(PROJECT / "content", None, os.environ, dt.datetime.now(dt.UTC))
    kept = [each for each in prepared.problems if not isinstance(each, Finding)]
    if kept:
        raise RuntimeError(f"the content has errors: {kept[:3]}")
    build_site(prepared, PROJECT / "mkdocs.yml", site)


def row(
    context: RenderContext, cache: Path, document: HeldDocument, held: HeldRevision, browser: Browser, origin: str
) -> Row:
    """Measure one document."""
    source = controlled_source(context, document, held)
    without = cache / "fonts alone"
    without.mkdir(exist_ok=True)
    for font in cache.glob("*.ttf"):
        (without / font.name).write_bytes(font.read_bytes())

    def set_anew() -> bytes:
        for made in (without / "pdf").glob("*"):
            made.unlink()
        return press(source, cache_path=without)

    pdf = set_anew()
    command = [sys.executable, "-m", "benchmarks.bench_pdf", COLD, str(without), document.id]
    for made in (without / "pdf").glob("*"):
        made.unlink()
    first = float(subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout)
    controlled_pdf(context, document, held)
    peer = [printed_by(browser, f"{origin}/{document_url(document.id)}") for _ in range(RUNS)]
    return Row(
        name=document.id,
        pages=pages_of(pdf),
        size=len(pdf),
        data=timed(lambda: controlled_source(context, document, held)),
        cold=first,
        warm=timed(set_anew),
        cached=timed(lambda: controlled_pdf(context, document, held)),
        peer=median(took for took, _ in peer),
        peer_pages=peer[0][1],
    )


def cold(cache: Path, name: str) -> float:
    """Return how long setting one document takes in this fresh process, in milliseconds."""
    context = real_content(cache)
    document, held = next((each, held) for each, held in documents(context) if each.id == name)
    source = controlled_source(context, document, held)
    printed_fonts(cache)
    started = time.perf_counter()
    press(source, cache_path=cache)
    return (time.perf_counter() - started) * 1000


def printed_by(browser: Browser, url: str) -> tuple[float, int]:
    """Return how long Chromium takes to open and print a page, in milliseconds, and how many sheets it fills."""
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(url, wait_until="load")
    pdf = page.pdf(format="A4", tagged=True, outline=True)
    took = (time.perf_counter() - started) * 1000
    page.close()
    return took, pages_of(pdf)


def timed(call: Callable[[], object]) -> float:
    """Return the median time of a call, in milliseconds."""
    took = []
    for _ in range(RUNS):
        started = time.perf_counter()
        call()
        took.append((time.perf_counter() - started) * 1000)
    return median(took)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return len(document)


if __name__ == "__main__":
    main()
