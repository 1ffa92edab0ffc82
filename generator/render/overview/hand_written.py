"""The pages that authors write in Markdown, in the same frame as all others."""

from __future__ import annotations

from collections.abc import Iterator

from generator.hand_written import HandWritten
from generator.kinds.document.view import Step, breadcrumb_html
from generator.render.hand_written import hand_written_blocks, title_of
from generator.render.labels import label
from generator.render.overview.addresses import HAND_WRITTEN, HOME, URLS, title_of_page
from generator.render.overview.frame import PageText, foot
from generator.render.overview.gathered import Gathered
from generator.render.page import Page, url_of_page


def hand_written_pages(gathered: Gathered) -> Iterator[Page]:
    """Yield the pages that authors have written."""
    for written in gathered.library.content.pages.values():
        yield _page(gathered, written)


def _page(gathered: Gathered, written: HandWritten) -> Page:
    names = {path: name for name, path in HAND_WRITTEN.items()}
    name = names.get(written.path, "")
    title = title_of(written) or (title_of_page(name) if name else written.path.removesuffix(".md"))
    page = gathered.context.page(url_of_page(written.path))
    steps = (Step(label("site.home"), page.to(URLS[HOME])), Step(title_of_page(name) if name else title, None))
    pieces = [breadcrumb_html(steps), *hand_written_blocks(written), foot(page, gathered, PageText(name, []))]
    description = written.facts.description or gathered.library.site.description
    return Page(written.path, title, "\n\n".join(pieces) + "\n", description)
