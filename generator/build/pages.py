"""The same pages as a plain project for MkDocs, ProperDocs or Zensical, without our plugin."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import yaml

from generator.build.prepare import Prepared
from generator.render.page import Page
from generator.render.site import BUNDLE, SiteSources, script_entries
from generator.render.sources import render_sources

MARKDOWN_EXTENSIONS: list[object] = ["attr_list", {"toc": {"permalink": False}}]


class FolderNotEmptyError(ValueError):
    """The folder holds something that must not be mixed with the pages."""


def write_pages(prepared: Prepared, project_path: Path, out_path: Path) -> int:
    """Write a project folder: `mkdocs.yml` and `docs/`.

    Args:
        prepared: Content without errors.
        project_path: The folder that holds `overrides/` and `.sigap-cache`.
        out_path: A folder that does not exist or is empty.

    Returns:
        How many files were written.

    Raises:
        FolderNotEmptyError: The folder holds something already.
    """
    if out_path.exists() and any(out_path.iterdir()):
        raise FolderNotEmptyError(f"{out_path} is not empty; name an empty folder")
    assets_path = project_path / "overrides"
    sources = render_sources(prepared, assets_path, project_path / ".sigap-cache", has_search=False)
    files = dict(_files(prepared, sources))
    for name, data in files.items():
        path = out_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return len(files)


def _files(prepared: Prepared, sources: SiteSources) -> dict[str, bytes]:
    files = {f"docs/{page.uri}": _plain(page).source.encode() for page in sources.pages}
    files |= {f"docs/{path}": data for path, data in sources.files.items()}
    files["mkdocs.yml"] = _configuration(prepared, sources).encode()
    return files


def _plain(page: Page) -> Page:
    """Return a page for a theme that is not ours, which has none of our templates."""
    return replace(page, template=None)


def _configuration(prepared: Prepared, sources: SiteSources) -> str:
    site = prepared.library.site
    configuration = {
        "site_name": escape(site.name),
        "site_description": escape(site.description),
        "use_directory_urls": True,
        "theme": {"name": "material", "language": "id", "font": False},
        "plugins": [],
        "markdown_extensions": MARKDOWN_EXTENSIONS,
        "extra_css": [BUNDLE],
        "extra_javascript": [{"path": path, "type": "module"} for path in script_entries()],
        "extra": {"generator": False},
        "nav": [{group.title: [{title: uri} for title, uri in group.pages]} for group in sources.navigation],
    }
    return yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False)
