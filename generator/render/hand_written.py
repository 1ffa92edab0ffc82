"""Hand-written pages, drawn by us: headings stay Markdown, all else becomes sanitised raw HTML blocks.

So every site builder gets the same page, and none of them interprets what an author wrote.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.hand_written import SUFFIX, HandWritten
from generator.render.filters import heading
from generator.render.page import relative_url, url_of_page

ALLOWED_TAGS: Final = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"),
    *("em", "strong", "del", "kbd", "sup", "sub", "abbr", "a", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ALLOWED_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"id"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
ALLOWED_SCHEMES: Final = {"http", "https", "mailto"}
_CLEANER: Final = nh3.Cleaner(
    tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, url_schemes=ALLOWED_SCHEMES, link_rel=None
)
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": True}).enable("table")


def sanitise(html: str) -> str:
    """Return HTML without scripts, handlers, frames, forms, images and styles."""
    return _CLEANER.clean(html)


def title_of(page: HandWritten) -> str | None:
    """Return the title that its author gave the page: in front of it, or as its first heading."""
    if page.facts.title:
        return page.facts.title
    tokens = _MARKDOWN.parse(page.text)
    texts = (_words(after) for token, after in pairwise(tokens) if token.tag == "h1")
    return next((text for text in texts if text), None)


def hand_written_blocks(page: HandWritten) -> Iterator[str]:
    """Yield the page piece by piece: Markdown headings, and one raw HTML block between two of them."""
    tokens = _MARKDOWN.parse(page.text)
    _lead_to_pages(tokens, page)
    start = 0
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            yield from _block(tokens[start:number])
            if words := _words(tokens[number + 1]):
                yield f"{'#' * int(token.tag[1:])} {heading(words)}"
            start = number + 3  # the heading's opening, its words, its closing
    yield from _block(tokens[start:])


def _block(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield tokens as one raw HTML block on one line: nothing in it looks like Markdown."""
    html = sanitise(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})).strip()
    if html:
        yield f"<div>{html}</div>".replace("\n", "&#10;")


def _words(inline: Token) -> str:
    """Return the words of a heading without markup."""
    kinds = ("text", "code_inline", "softbreak", "hardbreak")
    return " ".join("".join(each.content or " " for each in inline.children or () if each.type in kinds).split())


def _lead_to_pages(tokens: Sequence[Token], page: HandWritten) -> None:
    """Let links to source files, such as `digilive/index.md`, lead to the pages made from them."""
    links = (each for token in tokens for each in token.children or () if each.type == "link_open")
    for link in links:
        path, mark, anchor = str(link.attrs["href"]).partition("#")
        if path.endswith(SUFFIX) and ":" not in path and not path.startswith("/"):
            target = url_of_page(posixpath.normpath(path))
            link.attrs["href"] = relative_url(url_of_page(page.path), target) + mark + anchor
