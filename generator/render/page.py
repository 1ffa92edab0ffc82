"""A page: what every consumer gets, whether MkDocs, another builder or a plain folder."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class PrintLine:
    """What each sheet of a print says of its page.

    Attributes:
        source: What it shows: a document with number, version and date; or the title of the page.
        status: The status of the document at the moment of the build; empty for a page about no single one.
        address: The site address that stays: that of the revision where there is one.
    """

    source: str
    status: str
    address: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site's sources.

    Attributes:
        uri: Its path among the sources, such as `digilive/index.md`.
        title: Its title, as plain text.
        markdown: Its text: headings in Markdown, everything else in raw HTML blocks.
        description: One sentence for search engines and bookmarks.
        is_indexed: The search of other site builders takes it; ours has an index of its own.
        place: The source path of the page of the navigation that it belongs to; None when it stands there itself.
        template: The theme's template, when it is not the usual one.
        has_contents: The table of contents is shown beside it.
        print_line: What each sheet of a print says; None: its title and its address.
    """

    uri: str
    title: str
    markdown: str
    description: str
    is_indexed: bool = True
    place: str | None = None
    template: str | None = None
    has_contents: bool = True
    print_line: PrintLine | None = None

    @property
    def url(self) -> str:
        """Return its address on the site, such as `digilive/`; empty for the home page."""
        return url_of_page(self.uri)

    @property
    def source(self) -> str:
        """Return the page as a Markdown file: front matter, then the text.

        Titles and descriptions are HTML in front matter: themes and searches write them into pages as they stand.
        """
        meta: dict[str, object] = {"title": escape(self.title), "description": escape(self.description)}
        if self.place:
            meta["sigap_place"] = self.place
        if self.template:
            meta["template"] = self.template
        if not self.has_contents:
            meta["hide"] = ["toc"]
        if not self.is_indexed:
            meta["search"] = {"exclude": True}
        meta["sigap_print"] = asdict(self.print_line or PrintLine(self.title, "", self.url))
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
        return "\n".join(("---", *lines, "---", "", self.markdown))


def url_of_page(uri: str) -> str:
    """Return the site address of a page with directory addresses."""
    return uri.removesuffix("index.md") if uri.endswith("index.md") else uri.removesuffix(".md") + "/"


def relative_url(from_url: str, to_url: str) -> str:
    """Return the way from one page to another address of the site.

    Args:
        from_url: The page that links, such as `digilive/rev/2/`.
        to_url: Where it links to, such as `faq/#cara-download`; empty for the home page.
    """
    up = "../" * from_url.count("/")
    return (up + to_url) or "./"
