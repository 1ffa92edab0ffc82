"""A server of this machine for files on disk and in memory, and a browser that opens them."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
BROWSER_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
Memory = dict[str, bytes]
Log = list[tuple[float, str, int]]
"""Files that were sent: the moment (seconds since 1970), the path, the bytes after gzip."""


class QuietServer(ThreadingHTTPServer):
    """A server that says nothing when a browser closes before it has read everything."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say what went wrong, unless it is a reader who has gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(
    memory: Memory,
    folders: dict[str, Path],
    headers: dict[str, str] | None = None,
    log: Log | None = None,
) -> Iterator[str]:
    """Serve while the block runs; the value is the address, without a closing slash.

    Args:
        memory: Paths without a leading slash to their bytes; may be filled while the server runs.
        folders: First segments of paths to the folders that they stand for; an empty one is the root.
        headers: Sent with each answer.
        log: Gets a line for each file that was sent.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            data = _found(path, memory, folders)
            if log is not None and data is not None:
                log.append((time.time(), path, len(gzip.compress(data, 6))))
            self.send_response(404 if data is None else 200)
            is_page = path.endswith("/") or not path
            suffix = ".html" if is_page else Path(path).suffix
            self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
            self.send_header("Content-Length", str(len(data or b"")))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (the base class names it)
            """Keep the terminal free."""

    server = QuietServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _found(path: str, memory: Memory, folders: dict[str, Path]) -> bytes | None:
    if path in memory:
        return memory[path]
    head, _, rest = path.partition("/")
    if head in folders:
        file = folders[head] / rest
    elif "" in folders:
        file = folders[""] / path
    else:
        return None
    file = file / "index.html" if file.is_dir() else file
    return file.read_bytes() if file.is_file() else None


def chromium_path() -> str | None:
    """Return a Chromium or Chrome; bootstrap.py names it in SIGAP_CHROMIUM. None: Playwright's own."""
    return os.environ.get("SIGAP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def open_browser(*options: str) -> Iterator[Browser]:
    """Start a headless Chromium and close it after the block; its sandbox is off, since the pages are ours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*BROWSER_OPTIONS, *options])
        try:
            yield browser
        finally:
            browser.close()
