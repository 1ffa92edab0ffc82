"""Terms in a text as links to their definition: hover text alone is out of reach for keyboards and touch screens."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_TAG = re.compile(r'<(?P<close>/?)(?P<name>a|abbr)\b(?P<attributes>(?:[^>"]|"[^"]*")*)>')
_TERM = re.compile(r'data-sigap-term="([^"]*)"')


def link_terms(html: str, url_of: Callable[[str], str | None]) -> str:
    """Return a text whose marked terms are links; one inside another link, or without a place, stays as it is.

    Args:
        html: What `generator.text` drew: well-formed, with attributes in double quotes.
        url_of: Address of a term to where it is defined.
    """
    depth = 0
    closings: list[str] = []

    def replace(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"] == "a":
            depth += -1 if tag["close"] else 1
            return tag[0]
        if tag["close"]:
            return closings.pop()
        term = _TERM.search(tag["attributes"])
        url = url_of(unescape(term[1])) if term and not depth else None
        closings.append("</a>" if url else "</abbr>")
        return f'<a href="{escape(url)}"{tag["attributes"]}>' if url else tag[0]

    return _TAG.sub(replace, html)
