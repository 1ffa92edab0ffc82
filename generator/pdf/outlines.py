"""Words as outlines: seen on the page, and never part of what is copied or read aloud."""

from __future__ import annotations

from functools import cache

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from generator.render.fonts import font_path

WEIGHT = 600
MARGIN = 40
"""Units of the font around the words."""


@cache
def outlined(words: str, fill: str) -> bytes:
    """Return one line of words as an SVG picture of their outlines, cut close to them.

    Args:
        words: Letters that IBM Plex Sans has; others are left out.
        fill: A colour such as `#777777`.

    Raises:
        MissingFontError: The package that holds the font is not installed.
    """
    font = _font()
    glyphs = font.getGlyphSet(location={"wght": WEIGHT, "wdth": 100})
    letters = font.getBestCmap()
    pen, bounds, across = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), BoundsPen(glyphs), 0.0
    for letter in words:
        if name := letters.get(ord(letter)):
            for target in (pen, bounds):
                glyphs[name].draw(TransformPen(target, (1, 0, 0, -1, across, 0)))
            across += glyphs[name].width
    left, top, right, bottom = bounds.bounds or (0, 0, 1, 1)
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}">'
        f'<path transform="translate({MARGIN - left:.0f} {MARGIN - top:.0f})" fill="{fill}" d="{pen.getCommands()}"/>'
        "</svg>"
    ).encode()


@cache
def _font() -> TTFont:
    return TTFont(font_path(), lazy=True)
