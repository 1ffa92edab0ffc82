"""Opens built pages in a browser and gathers what is wrong with them."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, Response, sync_playwright

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
BROWSER_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
READ_AT = dt.datetime.fromisoformat("2026-02-02T09:00+07:00")
"""When sites as of 1 February are read: a day later. A month later each page would say that it is too old."""
QUIET_S = 20
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files with the types of a proper server, and says nothing."""

    def guess_type(self, path: str | Path) -> str:  # type: ignore[override]  # typeshed wants os.PathLike too
        """Name the type by the suffix alone, whatever the machine's own table says."""
        suffix = Path(path).suffix
        return CONTENT_TYPES.get(suffix) or mimetypes.guess_type(str(path))[0] or "application/octet-stream"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (the base class names it)
        """Keep the terminal free: a failed request is reported by the page that made it."""


@contextmanager
def serve(directory: Path) -> Iterator[str]:
    """Serve a folder on a free port while the block runs; the value is its address, without a closing slash."""
    handler = functools.partial(QuietHandler, directory=str(directory))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@functools.cache
def playwright() -> Playwright:
    """Start Playwright, once for all who open a browser: a process that has it running may not start it again."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started


@contextmanager
def open_browser(chromium_path: Path | None = None) -> Iterator[Browser]:
    """Start a headless Chromium, the given one or Playwright's own, and close it after the block.

    The sandbox is off: containers and build machines run as root, where Chromium refuses it, and the pages are ours.
    """
    executable = str(chromium_path) if chromium_path else None
    browser = playwright().chromium.launch(executable_path=executable, args=list(BROWSER_OPTIONS))
    try:
        yield browser
    finally:
        browser.close()


def axe_violations(page: Page, *, with_contrast: bool = True, within: str = "html") -> list[str]:
    """Run axe on a page: one line per element and rule that fails, empty when the page is accessible.

    Axe is brought into a page once, and acts beside the page's own policy.

    Args:
        page: An open page.
        with_contrast: Measure colours too, which takes most of axe's time.
        within: Selects the part of the page to look at.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {
        "runOnly": {"type": "tag", "values": list(AXE_TAGS)},
        "resultTypes": ["violations"],
        "rules": {"color-contrast": {"enabled": with_contrast}},
    }
    run = "([within, options]) => axe.run(within, options).then(results => results.violations)"
    violations = page.evaluate(run, [within, options])
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@dataclass
class Faults:
    """What went wrong since the page was watched, in order; an empty list is a good page.

    Attributes:
        origin: Where the first request went.
        found: What went wrong.
        pending: Requests that have got no answer yet.
    """

    origin: str | None = None
    found: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    def on_console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings; violations of the content security policy arrive here as errors."""
        if message.type in {"error", "warning"}:
            self.found.append(f"console {message.type}: {message.text}")

    def on_page_error(self, error: object) -> None:
        """Note an exception that no script caught."""
        self.found.append(f"page error: {error}")

    def on_request(self, request: Request) -> None:
        """Note a request that leaves the origin of the first one."""
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob", "about"}:
            return
        self.pending.add(request)
        origin = f"{address.scheme}://{address.netloc}"
        self.origin = self.origin or origin
        if origin != self.origin:
            self.found.append(f"request to another origin: {request.url}")

    def on_request_failed(self, request: Request) -> None:
        """Note a request that got no answer."""
        self.pending.discard(request)
        self.found.append(f"request failed: {request.url}: {request.failure}")

    def on_request_finished(self, request: Request) -> None:
        """Note that a request has its whole answer."""
        self.pending.discard(request)

    def on_response(self, response: Response) -> None:
        """Note an answer that says no."""
        if response.status >= 400:
            self.found.append(f"status {response.status}: {response.url}")


def collect_faults(page: Page) -> list[str]:
    """Watch a page from now on; the list that comes back fills while pages are opened in it."""
    return watch(page).found


def wait_until_quiet(page: Page, faults: Faults) -> None:
    """Wait until an open page is idle and has all that it asked for: what it is left with would be given up, a fault.

    Playwright's own `networkidle` waits half a second more on each page.
    """
    end = time.monotonic() + QUIET_S
    while True:
        page.evaluate("() => new Promise(done => requestIdleCallback(done))")
        if not faults.pending:
            return
        assert time.monotonic() < end, [request.url for request in faults.pending]
        page.wait_for_timeout(10)


def watch(page: Page) -> Faults:
    """Watch a page from now on."""
    faults = Faults()
    page.on("console", faults.on_console)
    page.on("pageerror", faults.on_page_error)
    page.on("request", faults.on_request)
    page.on("requestfailed", faults.on_request_failed)
    page.on("requestfinished", faults.on_request_finished)
    page.on("response", faults.on_response)
    return faults
