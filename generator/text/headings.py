"""A heading's text as Markdown.

Headings alone reach the page as Markdown, because the theme's table of contents comes from them.
"""

from __future__ import annotations

import re
from typing import Final

_ACTING: Final = re.compile(r"[!-/:-@\[-`{-~]")
_INVISIBLE: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\ud800-\udfff]+")


def heading_text(text: str) -> str:
    """Return the text as a heading shows it: on one line, runs of white space as one space."""
    return _INVISIBLE.sub(" ", text).strip()


def escape_heading(text: str) -> str:
    """Return Markdown that Python-Markdown and its extensions render to exactly `heading_text(text)`.

    Every ASCII punctuation mark becomes a numeric entity: `{Nama CSO}` would else be an attribute
    list and vanish, and a final `#` would close the heading.
    """
    return _ACTING.sub(lambda found: f"&#{ord(found.group())};", heading_text(text))
