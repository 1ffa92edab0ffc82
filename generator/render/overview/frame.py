"""The frame of a page over several documents: breadcrumb, title, lead, parts, origins, the line for reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.document.view import Step, breadcrumb_html, report_url
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.overview.addresses import HOME, URLS, title_of_page, uri_of
from generator.render.overview.gathered import Gathered
from generator.render.overview.origins import Origin
from generator.render.page import Page, PrintLine


@dataclass(frozen=True, slots=True)
class FootView:
    """What foot.jinja shows: the revisions that the page takes from, and how to report a fault."""

    origins: tuple[Origin, ...]
    report_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: a Markdown heading with its anchor, and one raw HTML block; both may be empty."""

    html: Markup
    title: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """What distinguishes one page from another.

    Attributes:
        name: Its name in `URLS` and in the labels; a page below it has `below`.
        sections: Its parts, in order.
        origins: The revisions that it takes from.
        lead: Plain words under the title.
        below: The end of the address and the title of a page below, such as a single reading order.
        lists_origins: The revisions are listed at the end; not where the page itself is such a list.
        has_contents: The table of contents is shown beside it.
        template: The theme's template, when it is not the usual one.
    """

    name: str
    sections: Sequence[Section]
    origins: Sequence[Origin] = ()
    lead: str = ""
    below: tuple[str, str] | None = None
    lists_origins: bool = True
    has_contents: bool = True
    template: str | None = None

    @property
    def url(self) -> str:
        """Return the page's address on the site."""
        return URLS[self.name] + (f"{self.below[0]}/" if self.below else "")

    @property
    def title(self) -> str:
        """Return the page's title."""
        return self.below[1] if self.below else title_of_page(self.name)


def make_page(page: PageContext, gathered: Gathered, text: PageText) -> Page:
    """Put a page together; its source is Markdown headings and raw HTML blocks."""
    lead = text.lead or label(f"overview.{text.name}.lead")
    blocks = [
        breadcrumb(page, text),
        _heading(1, text.title, "judul"),
        Markup('<p class="sigap-lead">{}</p>').format(lead),
    ]
    for section in text.sections:
        if section.title:
            blocks.append(_heading(2, section.title, section.anchor))
        if section.html:
            blocks.append(section.html)
    blocks.append(foot(page, gathered, text))
    return Page(
        uri=uri_of(text.name, text.below[0] if text.below else ""),
        title=text.title,
        markdown="\n\n".join(block for block in blocks if block) + "\n",
        description=lead,
        place=uri_of(text.name) if text.below else None,
        template=text.template,
        has_contents=text.has_contents,
        print_line=_print_line(text),
    )


def _print_line(text: PageText) -> PrintLine:
    """Return what each sheet says: the one revision that the page takes from, or where to look for several."""
    origins = unique_origins(text.origins) if text.lists_origins else []
    if len(origins) == 1:
        origin = origins[0]
        return PrintLine(f"{text.title} · {origin.title} · {origin.facts}", origin.stamp.words, text.url)
    status = label("print.several", count=len(origins)) if origins else ""
    return PrintLine(text.title, status, text.url)


def breadcrumb(page: PageContext, text: PageText) -> Markup:
    """Return the way from the home page to this one; the home page has none."""
    if text.name == HOME:
        return Markup("")
    steps = [Step(label("site.home"), page.to(URLS[HOME]))]
    if text.below:
        steps.append(Step(title_of_page(text.name), page.to(URLS[text.name])))
    return breadcrumb_html((*steps, Step(text.title, None)))


def foot(page: PageContext, gathered: Gathered, text: PageText) -> Markup:
    """Return the origins and the line for reports, whose subject names the page and its revisions."""
    origins = tuple(unique_origins(text.origins))
    revisions = ", ".join(f"{origin.document} {origin.revision}" for origin in origins)
    url = report_url(page, page.url or "/", revisions or gathered.library.on.isoformat())
    return render("render/overview/foot.jinja", FootView(origins if text.lists_origins else (), url))


def unique_origins(origins: Iterable[Origin]) -> list[Origin]:
    """Return each origin once, in the order of the first."""
    return list({(origin.document, origin.revision): origin for origin in origins}.values())


def _heading(level: int, title: str, anchor: str) -> Markup:
    marks = "#" * level
    return Markup(f"{marks} {heading(title)} {{ #{anchor} }}")  # noqa: S704 - the title is escaped, the anchor is ours
