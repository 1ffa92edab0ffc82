"""What search costs in Chromium: from a key to drawn results, bytes before the first result, memory of the worker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.search.engines import Engine
from benchmarks.search.serving import open_browser, serve

PATIENCE_MS = 30_000
WATCH = """
([host, result]) => {
    const times = window.benchTimes = []
    let pressed, changed
    addEventListener("input", () => { pressed = performance.now(); changed = undefined; times.push([]) }, true)
    new MutationObserver((all) => {
        const isResult = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest?.(host)
        if (pressed === undefined || !all.some(({ target }) => isResult(target))) return
        const drawn = performance.now() - pressed
        const own = times.at(-1)
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            const began = pressed
            port1.onmessage = () => own.push([drawn, performance.now() - began])
            port2.postMessage(0)
        })
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
}
"""
"""For each key: when results were in the page, and when a frame with them was done, in ms since the input event."""
FIRST = """
(result) => new Promise((settle) => {
    const look = () => document.querySelector(result)?.checkVisibility() && settle(Date.now())
    setTimeout(() => settle(0), 8000)
    new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributes: true })
    look()
})
"""


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """How long keys take until results are drawn, in ms.

    Attributes:
        drawn: Until the results are in the page.
        framed: Until the frame that shows them is done; up to one frame (16.7 ms) of it is waiting for the display.
        count: Of keys that changed the results.
    """

    drawn: tuple[float, float]
    framed: tuple[float, float]
    count: int


@dataclass(frozen=True, slots=True)
class FirstResult:
    """What is loaded before the first result is shown, in kB (1,000 bytes) after gzip: medians over some queries.

    Attributes:
        page: The page with its styles, fonts and scripts.
        engine: The engine's modules.
        index: The files of its index; `most_index` is the most that any of the queries needed.
        seconds: From the query to the first result, with an empty cache.
    """

    page: float
    engine: float
    index: float
    most_index: float
    seconds: float

    @property
    def search(self) -> float:
        """Return what search itself loads."""
        return self.engine + self.index


@contextmanager
def opened(site: Path) -> Iterator[tuple[Browser, str]]:
    """Serve a site and start a browser while the block runs; pages may ask for their memory."""
    isolated = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
    features = "--enable-blink-features=ForceEagerMeasureMemory"
    with serve({}, {"": site}, isolated) as address, open_browser(features) as browser:
        yield browser, address


def start_page(browser: Browser, address: str, engine: Engine) -> Page:
    """Open a page in a browser without a cache, with the field in focus."""
    page = browser.new_context(locale="id-ID", service_workers="block").new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{address}/", wait_until="load")
    if engine.opener and page.locator(engine.opener).first.is_visible():
        page.locator(engine.opener).first.click()
    if engine.opening_key:
        page.keyboard.press(engine.opening_key)
    page.wait_for_selector(engine.field)
    page.locator(engine.field).first.focus()
    return page


def keystrokes(browser: Browser, address: str, engine: Engine, queries: Sequence[str]) -> Keystrokes:
    """Type queries letter by letter once everything is loaded."""
    page = start_page(browser, address, engine)
    _warm_up(page, engine)
    page.evaluate(WATCH, [engine.host, engine.result])
    for query in queries:
        page.locator(engine.field).first.fill("")
        page.wait_for_timeout(engine.pause_ms)
        for letter in query:
            page.keyboard.press("Space" if letter == " " else letter)
            page.wait_for_timeout(engine.pause_ms)
    times = [key[-1] for key in page.evaluate("window.benchTimes") if key]
    page.context.close()
    drawn, framed = sorted(each[0] for each in times), sorted(each[1] for each in times)
    return Keystrokes(_percentiles(drawn), _percentiles(framed), len(times))


def _warm_up(page: Page, engine: Engine) -> None:
    for query in ("pelanggan", "aplikasi"):
        _paste(page, engine, query)
        page.wait_for_selector(engine.result)
        page.wait_for_timeout(1500)


def _paste(page: Page, engine: Engine, query: str) -> None:
    """Put a query into the field at once; some engines wait for a key to come up."""
    page.locator(engine.field).first.fill(query)
    page.keyboard.press("Shift")


def _percentiles(values: Sequence[float]) -> tuple[float, float]:
    if not values:
        return float("nan"), float("nan")
    return values[len(values) // 2], values[min(len(values) - 1, int(0.95 * len(values)))]


def first_result(site: Path, engine: Engine, queries: Sequence[str]) -> FirstResult | None:
    """Load the first page anew for each query, paste the query, and stop at the first result.

    None when no query found anything.
    """
    found = []
    for query in queries:
        log: list[tuple[float, str, int]] = []
        with serve({}, {"": site}, {}, log) as address, open_browser() as browser:
            page = start_page(browser, address, engine)
            page.evaluate(f"(result) => {{ window.benchFirst = ({FIRST})(result) }}", engine.result)
            started = time.time()
            _paste(page, engine, query)
            shown = page.evaluate("window.benchFirst") / 1000
        if shown:  # not every engine answers every query
            found.append((_parts([entry for entry in log if entry[0] <= shown], engine), shown - started))
    if not found:
        return None
    pages, engines, indexes = zip(*(parts for parts, _ in found), strict=True)
    return FirstResult(median(pages), median(engines), median(indexes), max(indexes), median(took for _, took in found))


def _parts(log: Sequence[tuple[float, str, int]], engine: Engine) -> tuple[float, float, float]:
    """Return the kB of page, engine and index."""
    sums = [0.0, 0.0, 0.0]
    for _, path, size in log:
        part = (
            1 if any(each in path for each in engine.code) else 2 if any(each in path for each in engine.index) else 0
        )
        sums[part] += size / 1000
    return sums[0], sums[1], sums[2]


def worker_memory(browser: Browser, address: str, engine: Engine, queries: Sequence[str]) -> float | None:
    """Return the MB (1,000,000 bytes) that the search worker holds once everything is loaded and queries were answered.

    None when the browser does not tell.
    """
    page = start_page(browser, address, engine)
    _warm_up(page, engine)
    for query in queries:
        _paste(page, engine, query)
        page.wait_for_timeout(engine.pause_ms)
    page.wait_for_timeout(2000)
    measure = "() => self.performance.measureUserAgentSpecificMemory?.()"
    measured: dict[str, Any] | None = page.evaluate(measure)
    page.context.close()
    if not measured:
        return None
    workers = [
        part["bytes"]
        for part in measured["breakdown"]
        if any("Worker" in each["scope"] for each in part["attribution"])
    ]
    return sum(workers) / 1e6 if workers else None
