"""Hand-written pages after their conversion: what Markdown makes, and nothing that acts."""

from __future__ import annotations

from typing import Final

import nh3

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
    tags=ALLOWED_TAGS,
    attributes=ALLOWED_ATTRIBUTES,
    allowed_classes={"a": {"headerlink"}},
    url_schemes=ALLOWED_SCHEMES,
    link_rel=None,
)


def sanitise_page(html: str) -> str:
    """Return a page's HTML without scripts, handlers, frames, forms, images and styles.

    Raw HTML is part of Markdown, so this is done to its result. What would run in a page is otherwise
    sealed in by the policy's hashes like code of our own.
    """
    return _CLEANER.clean(html)
