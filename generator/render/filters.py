"""The filters of all templates."""

from __future__ import annotations

import datetime as dt
import re

from markupsafe import Markup, escape

from generator.render.dates import grouped, long_date, long_moment, short_date
from generator.render.labels import label
from generator.text.headings import escape_heading

_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")


def tanggal(day: dt.date) -> str:
    """Return a day, or a day and a time of day, in Indonesian words."""
    return long_moment(day) if isinstance(day, dt.datetime) else long_date(day)


def compact(html: str) -> Markup:
    """Return an HTML fragment without blank lines, which would end a raw HTML block in Markdown.

    Line breaks inside attributes are written as references (see `attribute`), so lines that are
    empty stand between elements only.
    """
    return Markup(_BLANK_LINES.sub("", html).strip())  # noqa: S704 - the fragment comes from our templates


def attribute(value: str) -> Markup:
    """Return a text for a quoted attribute; line breaks become references and so survive to the letter."""
    return Markup(str(escape(value)).replace("\n", "&#10;"))  # noqa: S704 - escaped here


def heading(text: str) -> Markup:
    """Return a heading's text as Markdown that shows exactly this text."""
    return Markup(escape_heading(text))  # noqa: S704 - every acting character is a reference


FILTERS = {
    "label": label,
    "tanggal": tanggal,
    "tanggal_pendek": short_date,
    "angka": grouped,
    "heading": heading,
    "compact": compact,
    "attribute": attribute,
}
