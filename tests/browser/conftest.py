"""The browser and the sites that tests of this room look at; each is started or built once per run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import open_browser, serve
from tests.browser.time_site import time_site
from tests.site.building import BuiltSite, fiction_site, font_cache, real_site

__all__ = ["fiction_site", "font_cache", "real_site", "time_site"]


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with open_browser(Path(chromium_path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(real_site: BuiltSite) -> Iterator[str]:
    """The address of the real site, at the root of a server, where the page of missing addresses finds its parts."""
    with serve(real_site.path) as origin:
        yield f"{origin}/"
