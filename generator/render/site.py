"""The sources of a site: every page and every file that is made, as a pure function of the library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.render.assets import SCRIPTS, STYLESHEETS
from generator.render.fonts import web_fonts
from generator.render.page import Page

BUNDLE = "assets/sigap.css"


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """A group of the navigation: its title and its pages, by title and source path."""

    title: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SiteSources:
    """What every consumer builds from.

    Attributes:
        pages: The pages.
        files: Site path to bytes, for the files that are made: fonts, style sheet.
        navigation: The groups of the navigation; its size does not depend on the content.
        facts: What templates must know of the build as a whole.
    """

    pages: list[Page]
    files: dict[str, bytes]
    navigation: tuple[NavigationGroup, ...]
    facts: dict[str, str]

    def with_banner(self, banner: str) -> SiteSources:
        """Return the same site with a raw HTML block at the top of every page."""
        pages = [replace(page, markdown=f"{banner}\n\n{page.markdown}") for page in self.pages]
        return replace(self, pages=pages)

    @classmethod
    def of_one_page(cls, page: Page, assets_path: Path) -> SiteSources:
        """Return a site that holds nothing but one page."""
        group = NavigationGroup("Sigap", ((page.title, page.uri),))
        return cls([page], asset_files(assets_path, None), (group,), {})


def asset_files(assets_path: Path, cache_path: Path | None) -> dict[str, bytes]:
    """Return the style sheet, which is all sheets in their order, the scripts and the fonts.

    Args:
        assets_path: The folder that holds `assets/`.
        cache_path: Where cut fonts are kept between builds.
    """
    sheets = [(assets_path / name).read_bytes() for name in STYLESHEETS]
    return {BUNDLE: b"\n".join(sheets), **dict(script_files(assets_path)), **web_fonts(cache_path)}


def script_files(assets_path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the scripts and the modules that they import, without the lines that only people read."""
    for path in sorted((assets_path / "assets").glob("*.js")):
        yield f"assets/{path.name}", _without_comments(path.read_text(encoding="utf-8")).encode()


def _without_comments(script: str) -> str:
    """Return a script without indentation and without lines that are a comment: a third of what would be sent.

    No string of our scripts runs over several lines; a test holds them to that.
    """
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def script_entries() -> tuple[str, ...]:
    """Return the scripts that a page loads, each as a module."""
    return SCRIPTS
