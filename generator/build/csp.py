"""The Content-Security-Policy of a page: nothing runs but what this build wrote.

Sites are served by any static server, so the policy stands in the page itself, in a `<meta>`. Each
page gets its own, because Material's inline script holds the page's relative depth.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.build.html_scan import Tag, normalise, start_tags

# What browsers run or obey as script; any other type is a data block, which no policy concerns.
SCRIPT_TYPES = frozenset(
    {"", "module", "importmap", "speculationrules"}
    | {f"text/{name}" for name in ("javascript", "ecmascript", "jscript", "livescript", "x-javascript", "x-ecmascript")}
    | {f"text/javascript1.{minor}" for minor in range(6)}
    | {f"application/{name}" for name in ("javascript", "ecmascript", "x-javascript", "x-ecmascript")}
)


@dataclass(frozen=True, slots=True)
class InlineCode:
    """The hash sources, `'sha256-…'`, of a page's inline scripts and styles, and where each stands."""

    scripts: dict[str, int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


def content_security_policy(html: str) -> str:
    """Return the page with its policy in the head, right after the declaration of the charset.

    Running it again gives the same page. The directives, and why each is as it is:

    - `default-src 'none'`: what no directive below names is forbidden (frames, objects, media).
    - `script-src 'self'` and hashes: files of this site, and exactly the inline scripts of this page.
      There is no `'unsafe-inline'`, so an `onclick` or a `javascript:` link that slips into content is dead.
    - `style-src 'self'` and hashes: the same for `<style>`; `style=` attributes have no effect.
    - `img-src 'self' data:`: Material's style sheets draw their icons from data addresses.
    - `font-src 'self'`: fonts come with the site.
    - `connect-src 'self'`: scripts fetch the search index, `versions.json` and `current.json`.
    - `worker-src 'self'`: search runs in a worker, which is a file of the site.
    - `manifest-src 'self'`: a web app manifest, should there be one.
    - `base-uri 'self'`: a `<base>` in content cannot send the page's relative links elsewhere.
    - `form-action 'self'`: what is typed cannot be sent elsewhere.

    `frame-ancestors`, `report-uri` and `sandbox` are ignored in a `<meta>`: a server may add them.
    """
    page = _without_policy(html)
    inline = inline_code(page)
    policy = "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *sorted(inline.scripts))),
            " ".join(("style-src 'self'", *sorted(inline.styles))),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )
    place = _place_for_policy(page)
    return f'{page[:place]}<meta http-equiv="Content-Security-Policy" content="{policy}">{page[place:]}'


def inline_code(html: str) -> InlineCode:
    """Return the hashes of all inline scripts and styles, with places in the normalised page."""
    return inline_code_of(start_tags(normalise(html)))


def inline_code_of(tags: Iterator[Tag]) -> InlineCode:
    """Return the same from tags that are read already."""
    found = InlineCode()
    for tag in tags:
        if is_inline_script(tag):
            found.scripts.setdefault(hash_source(tag.text), tag.start)
        elif tag.name == "style" and not tag.is_in_svg:
            found.styles.setdefault(hash_source(tag.text), tag.start)
    return found


def is_inline_script(tag: Tag) -> bool:
    """Tell whether a browser would run the text of this element as a script."""
    if tag.name != "script" or tag.is_in_svg or "src" in tag.attributes:
        return False
    essence = tag.attributes.get("type", "").partition(";")[0].strip().lower()
    return essence in SCRIPT_TYPES


def hash_source(text: str) -> str:
    """Return the source expression that allows exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def is_policy(tag: Tag) -> bool:
    """Tell whether a tag is a `<meta>` with a policy."""
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").strip().lower() == "content-security-policy"


def _without_policy(html: str) -> str:
    page = html
    for tag in reversed([tag for tag in start_tags(html) if is_policy(tag)]):
        page = page[: tag.start] + page[tag.end :]
    return page


def _place_for_policy(page: str) -> int:
    """Return the place after the charset that opens the head, else after `<head>`, else after the doctype.

    A policy does not reach back, so nothing that loads or runs may stand before it.
    """
    head = 0
    for tag in start_tags(page):
        if tag.name in {"html", "head"}:
            head = tag.end
        elif tag.name == "meta" and "charset" in tag.attributes:
            return tag.end
        else:
            break
    doctype = re.match(r"\s*<!doctype[^>]*>", page, re.IGNORECASE)
    return head or (doctype.end() if doctype else 0)
