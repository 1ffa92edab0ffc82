"""A blank page of a real browser in which the JavaScript modules of the site can be called one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.search.answer import Answer
from tests.browser.pages import open_browser, serve
from tests.search.made_up import Searcher, Served, served

BLANK_PAGE = "<!doctype html><title>Uji modul</title>"


@dataclass(frozen=True)
class Modules:
    """The modules of `overrides/assets`, each at the root of one origin: `import("/sigap-search-stem.js")`."""

    page: Page
    address: str

    def run(self, program: str, argument: object = None) -> Any:
        """Evaluate an expression, or call a function with the argument; what it promises is waited for.

        Args:
            program: JavaScript, such as `async (word) => (await import("/sigap-search-stem.js")).stem(word)`.
            argument: What the function is called with: plain data, as in JSON.

        Returns:
            The result as plain data. An exception in the program is Playwright's `Error` here.
        """
        return self.page.evaluate(program, argument)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with open_browser(Path(chromium_path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def modules_address(root_path: Path) -> Iterator[str]:
    with serve(root_path / "overrides/assets") as address:
        yield address


@pytest.fixture
def modules(browser: Browser, modules_address: str) -> Iterator[Modules]:
    """Return the modules in a page of their own: what one test loads or stores, the next does not see."""
    with blank_page(browser, modules_address) as page:
        yield Modules(page, modules_address)


@contextmanager
def blank_page(browser: Browser, address: str) -> Iterator[Page]:
    """Open an empty page of an origin, in a context of its own."""
    with browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta") as context:
        page = context.new_page()
        page.route(f"{address}/", lambda route: route.fulfill(body=BLANK_PAGE, content_type="text/html"))
        page.goto(f"{address}/")
        yield page


# Made-up answers

Open = Callable[..., Searcher]
"""Publishes answers, and whatever else `Served.publish` takes, and starts a worker on them."""


@pytest.fixture(scope="module")
def site(root_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(root_path, tmp_path_factory.mktemp("made-up") / "site") as found:
        yield found


@pytest.fixture(scope="module")
def page(site: Served, browser: Browser) -> Iterator[Page]:
    """Return a page for the workers of all tests of a module; each test has a worker of its own."""
    with blank_page(browser, site.address) as opened:
        yield opened


@pytest.fixture
def open_index(site: Served, page: Page) -> Iterator[Open]:
    """Return what publishes answers and starts a worker on them."""
    site.asked.clear()
    site.statuses.clear()
    site.waits.clear()
    opened: list[Searcher] = []

    def start(*answers: Answer, **more: Any) -> Searcher:
        opened.append(Searcher(page, site.publish(answers, **more)))
        assert opened[-1].start()["type"] == "ready"
        return opened[-1]

    yield start
    for searcher in opened:
        searcher.close()
