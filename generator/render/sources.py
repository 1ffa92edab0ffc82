"""All pages of a site from one prepared library."""

from __future__ import annotations

import json
from pathlib import Path

from generator.build.prepare import Prepared
from generator.changes.feed import feed_files
from generator.clock import edition_name
from generator.current.on_a_day import on_a_day_files
from generator.current.states import current_files, state_digest
from generator.current.trust import trusted_until
from generator.guided.pages import guided_pages
from generator.kinds.document.comparison import comparison_pages
from generator.kinds.document.view import document_pages
from generator.kinds.settings.schema import Zone
from generator.pdf.site import pdf_files
from generator.render.context import RenderContext
from generator.render.dates import long_moment
from generator.render.moved import moved_pages
from generator.render.overview import overview_pages
from generator.render.overview.addresses import left_out, navigation
from generator.render.places import FEED
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
    shown = [finding for finding in prepared.findings if not finding.is_of_draft]
    context = RenderContext(prepared.library, prepared.as_of, shown, cache_path)
    pages = [*overview_pages(context), *document_pages(context), *guided_pages(context), *moved_pages(context)]
    pages += comparison_pages(context)
    files = asset_files(assets_path, cache_path) | pdf_files(context) | feed_files(context) | time_files(context)
    return SiteSources(
        pages=pages,
        files=files | (search_files(context) if has_search else {}),
        navigation=navigation(left_out(context.library)),
        facts={
            "as_of": prepared.as_of.isoformat(),
            "as_of_text": long_moment(prepared.as_of),
            "feed": FEED,
            "positions": positions_json(prepared.library),
            **_time_facts(context),
        },
    )


def time_files(context: RenderContext) -> dict[str, bytes]:
    """Return the files that scripts ask about time, by their paths on the site."""
    return {**current_files(context), **on_a_day_files(context)}


def _time_facts(context: RenderContext) -> dict[str, str]:
    """Return what scripts ask about time: which build this is, until when to trust it, which clocks to offer."""
    until = trusted_until(context.library)
    zones = [{"id": zone.id, "name": zone.name, "iana": zone.iana} for zone in context.library.settings(Zone)]
    return {
        "edition": edition_name(context.as_of, context.library.audience),
        "state": state_digest(context),
        "trusted_until": until.isoformat(),
        "trusted_until_text": long_moment(until),
        "zones": json.dumps(zones, ensure_ascii=False),
    }
