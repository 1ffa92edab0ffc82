"""All pages of a site from one prepared library."""

from __future__ import annotations

from pathlib import Path

from generator.build.prepare import Prepared
from generator.guided.pages import guided_pages
from generator.kinds.document.view import document_pages
from generator.pdf.site import pdf_files
from generator.render.context import RenderContext
from generator.render.dates import long_moment
from generator.render.moved import moved_pages
from generator.render.overview import NAVIGATION, overview_pages
from generator.render.site import SiteSources, asset_files
from generator.search.positions import positions_json
from generator.search.site import search_files


def render_sources(
    prepared: Prepared, assets_path: Path, cache_path: Path | None, *, has_search: bool = True
) -> SiteSources:
    """Render everything; nothing is written here.

    Args:
        prepared: Content without errors.
        assets_path: The theme's folder, which holds `assets/`.
        cache_path: Where cut fonts, charts and PDFs are kept between builds.
        has_search: The index of search comes along; only our own theme has a field that asks it.

    Raises:
        PressError: A PDF cannot be set.
    """
    context = RenderContext(prepared.library, prepared.as_of, prepared.findings, cache_path)
    pages = [*overview_pages(context), *document_pages(context), *guided_pages(context), *moved_pages(context)]
    files = asset_files(assets_path, cache_path) | pdf_files(context)
    return SiteSources(
        pages=pages,
        files=files | (search_files(context) if has_search else {}),
        navigation=NAVIGATION,
        facts={
            "as_of": prepared.as_of.isoformat(),
            "as_of_text": long_moment(prepared.as_of),
            "positions": positions_json(prepared.library),
        },
    )
