"""How wide texts are in the font of the site, and where their lines break.

All sizes are in pixels of the drawing at its natural size. Graphviz never measures text: it is given boxes that
are large enough, so drawings are the same on machines with other fonts.
"""

from __future__ import annotations

import functools
import io
import re
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont

from generator.flowcharts.error import ChartError
from generator.render.fonts import FAMILY, MissingFontError, font_path

REGULAR = 400
SEMIBOLD = 600
SLACK = 1.05
"""Room for kerning, and for a reader whose browser shows another font."""

_SPACES = re.compile(r"[ \t\r\n]+")
_NARROWEST = 4
"""Balancing stops when a line's limit is this near, in pixels."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        size: The font's size in pixels.
        line_height: From one base line to the next, in pixels.
        weight: 400 or 600.
    """

    size: float
    line_height: float
    weight: int = REGULAR

    @property
    def ascent(self) -> float:
        """Return the way from the top of a line to its base line."""
        return (self.line_height - self.size) / 2 + self.size * 0.82


def missing_glyphs(text: str) -> list[str]:
    """Return the characters of a text that the font lacks, each once, in the order of the text.

    Raises:
        ChartError: The font is not installed.
    """
    glyphs = _font().glyphs
    return [character for character in dict.fromkeys(spaced(text)) if ord(character) not in glyphs]


def spaced(text: str) -> str:
    """Return a text on one line with single spaces, as it is drawn."""
    return _SPACES.sub(" ", text).strip(" ")


def width(text: str, style: Style) -> float:
    """Return the width of a text on one line, with slack.

    Raises:
        ChartError: The font is not installed, or lacks a character of the text.
    """
    return sum(_advance(character, style.weight) for character in text) * style.size * SLACK


def wrap(text: str, style: Style, widest: float) -> tuple[str, ...]:
    """Break a text into lines of about the same length, as few as fit.

    A word that is too long for a line is broken, so no line is ever wider than asked for.

    Args:
        text: Any text; white space counts as one space.
        style: How it is set.
        widest: The width of a line at most; at least that of the widest letter.

    Returns:
        Its lines; with a space between them (none inside a broken word) they are the text again.
    """
    words = _words(spaced(text), style, widest)
    lines = _fill(words, style, widest)
    low, high = max((part.width for part in words), default=0), widest
    while high - low > _NARROWEST:
        middle = (low + high) / 2
        narrower = _fill(words, style, middle)
        if len(narrower) == len(lines):
            lines, high = narrower, middle
        else:
            low = middle
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, or a piece of one that is too long for a line.

    Attributes:
        is_broken: It goes on with the next piece, on the next line.
    """

    text: str
    width: float
    is_broken: bool = False


def _words(text: str, style: Style, widest: float) -> list[_Word]:
    found: list[_Word] = []
    for word in text.split(" "):
        rest = word
        while width(rest, style) > widest:
            fitting = _fitting(rest, style, widest)
            found.append(_Word(rest[:fitting], width(rest[:fitting], style), is_broken=True))
            rest = rest[fitting:]
        found.append(_Word(rest, width(rest, style)))
    return found


def _fitting(word: str, style: Style, widest: float) -> int:
    """Return how many letters of a word fit on a line; one at least."""
    total = 0.0
    for count, character in enumerate(word):
        total += _advance(character, style.weight) * style.size * SLACK
        if total > widest:
            return max(count, 1)
    return len(word)


def _fill(words: list[_Word], style: Style, widest: float) -> list[str]:
    space = width(" ", style)
    lines: list[str] = []
    filled, is_open = 0.0, False
    for word in words:
        if is_open and filled + space + word.width <= widest:
            lines[-1] += f" {word.text}"
            filled += space + word.width
        else:
            lines.append(word.text)
            filled = word.width
        is_open = not word.is_broken
    return lines


@dataclass(frozen=True)
class _Font:
    """The variable font as far as widths need it."""

    glyphs: dict[int, str]
    tables: TTFont
    units_per_em: int

    @functools.cached_property
    def weights(self) -> dict[int, Any]:
        return {weight: self.tables.getGlyphSet(location={"wght": weight}) for weight in (REGULAR, SEMIBOLD)}


@functools.cache
def _font() -> _Font:
    try:
        tables = TTFont(io.BytesIO(font_path().read_bytes()), lazy=True)
    except (MissingFontError, OSError) as fault:
        raise ChartError(f"charts cannot be drawn: {fault}") from fault
    return _Font(tables.getBestCmap(), tables, tables["head"].unitsPerEm)


@functools.lru_cache(maxsize=4096)
def _advance(character: str, weight: int) -> float:
    """Return how far a letter moves the pen, as a part of the font's size."""
    font = _font()
    name = font.glyphs.get(ord(character))
    if name is None:
        raise ChartError(f"{FAMILY} has no glyph for {named(character)}")
    return float(font.weights[weight][name].width) / font.units_per_em


def named(character: str) -> str:
    """Return a character with its code point, since one that cannot be shown may be hard to see."""
    return f"{character!r} (U+{ord(character):04X})"
