"""The fonts of PDFs: the faces of IBM Plex Sans as still fonts, since typst sets no variable ones."""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from generator.cache_files import kept
from generator.render.fonts import CODEPOINTS, Cut, cut_font

FACES: Final = (Cut(400, "normal"), Cut(600, "normal"), Cut(400, "italic"), Cut(600, "italic"))

PRINTED: Final = tuple(
    sorted(
        {
            *CODEPOINTS,
            *range(0x100, 0x180),  # Latin Extended-A: names of people
            *range(0x218, 0x21C),  # Ș Ț
            *range(0x2000, 0x2800),  # punctuation, currencies, arrows, signs
        }
    )
)
"""The signs that PDFs can hold, as far as the font has them. There is no fallback: paper has no other font."""

BALLOT_BOX: Final = 0x2610
"""☐, which forms in the sources use and the font lacks: we draw it, so that it prints, is copied and read aloud."""
BOX_WIDTH, BOX_SIDE, BOX_STROKE = 860, 640, 62
"""Its measures in units of the font, of which there are 1,000 to a size."""


def printed_fonts(cache_path: Path | None) -> dict[str, bytes]:
    """Return the font files by their names.

    Args:
        cache_path: Where cut fonts are kept between builds.

    Raises:
        MissingFontError: The package that holds the font is not installed.
    """
    return {f"{face.weight}-{face.style}.ttf": _face(face, cache_path) for face in FACES}


@lru_cache(maxsize=4 * len(FACES))
def _face(face: Cut, cache_path: Path | None) -> bytes:
    cut = cut_font(face, PRINTED, cache_path, suffix=".ttf")
    recipe = repr((BALLOT_BOX, BOX_WIDTH, BOX_SIDE, BOX_STROKE)).encode()
    name = hashlib.sha256(hashlib.sha256(cut).digest() + recipe).hexdigest()[:32]
    return kept(cache_path and cache_path / f"{name}.ttf", lambda: _with_ballot_box(cut))


def _with_ballot_box(source: bytes) -> bytes:
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    name = "ballotbox"
    left = (BOX_WIDTH - BOX_SIDE) // 2
    pen = TTGlyphPen(None)
    _square(pen, left, 0, BOX_SIDE, is_hole=False)
    _square(pen, left + BOX_STROKE, BOX_STROKE, BOX_SIDE - 2 * BOX_STROKE, is_hole=True)
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (BOX_WIDTH, left)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[BALLOT_BOX] = name
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def _square(pen: TTGlyphPen, left: int, bottom: int, side: int, *, is_hole: bool) -> None:
    """Draw a square; what runs against the clock is a hole."""
    corners = [(left, bottom), (left, bottom + side), (left + side, bottom + side), (left + side, bottom)]
    first, *rest = reversed(corners) if is_hole else corners
    pen.moveTo(first)
    for corner in rest:
        pen.lineTo(corner)
    pen.closePath()


@lru_cache(maxsize=2)
def glyphs_of(font: bytes) -> frozenset[int]:
    """Return the code points that a font has glyphs for."""
    with TTFont(io.BytesIO(font), lazy=True) as tables:
        return frozenset(tables.getBestCmap())
