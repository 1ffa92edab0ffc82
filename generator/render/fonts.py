"""The web fonts of the site: IBM Plex Sans, cut down to the letters that pages use.

The variable font comes out of an installed package and weighs about a megabyte with its two files. A page
needs three cuts of it (regular, semibold, italic) with Latin letters and the signs of the sources, about 30 kB
each. Cutting takes seconds, so the result is kept in the process and, where a folder is given, on disk.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from generator.cache_files import kept

FAMILY = "IBM Plex Sans"
PACKAGE = "fontpkg-ibm-plex-sans"
FOLDER = "assets/fonts"
"""Where the fonts stand on the site; `sigap-fonts.css` names the same files."""

CODEPOINTS = (
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x100),  # Latin-1: « » × ° ½ and accented letters
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015),  # hyphens and dashes
    *(0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),  # quotation marks
    *(0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),  # † • … ‰ ′ ″ ‹ › ⁄
    *(0x20AC, 0x2116, 0x2122),  # € № ™
    *range(0x2190, 0x219A),  # arrows
    *(0x2212, 0x2215, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265),  # − ∕ ∞ ≈ ≠ ≤ ≥
    *(0x25A0, 0x25A1, 0x25CB, 0x25CF, 0x2610, 0x2611, 0x2713, 0x2717),  # ■ □ ✓ where the font has them
)
"""The signs kept. One that the font lacks falls back to the reader's system font."""

LAYOUT_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "zero", "frac")

STEPS = 2
"""Counted up whenever `_make_cut` or `_subset` takes other steps, so that no older cache answers for them."""


class MissingFontError(Exception):
    """The font is not installed; the message says which package holds it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One file of the family: a weight and a style."""

    weight: int
    style: str

    @property
    def site_path(self) -> str:
        """The file's path on the site, which the style sheet refers to."""
        suffix = "-italic" if self.style == "italic" else ""
        return f"{FOLDER}/ibm-plex-sans-{self.weight}{suffix}.woff2"


CUTS = (Cut(400, "normal"), Cut(600, "normal"), Cut(400, "italic"))


def web_fonts(cache_folder: Path | None = None) -> dict[str, bytes]:
    """Return the font files by their path on the site, the same bytes each time.

    Args:
        cache_folder: Where cut fonts are kept between runs. Files are named by what they were made from, so
            the folder never goes stale and may be deleted at any time.
    """
    return {cut.site_path: cut_font(cut, CODEPOINTS, cache_folder, suffix=".woff2") for cut in CUTS}


@lru_cache(maxsize=16)
def cut_font(cut: Cut, codepoints: tuple[int, ...], cache_folder: Path | None, *, suffix: str) -> bytes:
    """Return one cut of the family.

    Args:
        cut: Weight and style.
        codepoints: The signs that are kept, as far as the font has them.
        cache_folder: See `web_fonts`.
        suffix: `.woff2` for browsers, `.ttf` for print.

    Raises:
        MissingFontError: The package that holds the font is not installed.
    """
    source = font_path(cut.style).read_bytes()
    cached = cache_folder and cache_folder / f"{_cache_key(source, cut, codepoints, suffix)}{suffix}"
    return kept(cached, lambda: _make_cut(source, cut, codepoints, suffix))


def font_path(style: str = "normal") -> Path:
    """Return the variable font as it was installed.

    Args:
        style: `normal` or `italic`.

    Raises:
        MissingFontError: The package that holds the font is not installed.
    """
    missing = MissingFontError(f"the font {FAMILY} is not there; install the package {PACKAGE}")
    try:
        import fontpkg  # noqa: PLC0415 - commands that draw nothing work without it, the others say what is missing
    except ModuleNotFoundError as fault:
        raise missing from fault
    try:
        path: Path = fontpkg.path(FAMILY, style=style)
    except fontpkg.FontpkgError as fault:
        raise missing from fault
    return path


def _cache_key(source: bytes, cut: Cut, codepoints: tuple[int, ...], suffix: str) -> str:
    """Digest of everything the bytes depend on: the font, the recipe, the tools that follow it, the steps they take."""
    recipe = repr((cut.weight, cut.style, codepoints, suffix, LAYOUT_FEATURES, _tools(), STEPS))
    return hashlib.sha256(hashlib.sha256(source).digest() + recipe.encode()).hexdigest()[:32]


@cache
def _tools() -> tuple[str, ...]:
    return tuple(version(package) for package in ("fonttools", "brotli"))


def _make_cut(source: bytes, cut: Cut, codepoints: tuple[int, ...], suffix: str) -> bytes:
    """Subset first and instantiate second: fontTools raises KeyError the other way round."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - what is not cut anew needs no tools, which load slowly
    from fontTools.varLib import instancer  # noqa: PLC0415

    font = TTFont(io.BytesIO(_subset(source, codepoints)), recalcTimestamp=False)
    still = instancer.instantiateVariableFont(font, {"wght": cut.weight, "wdth": 100}, updateFontNames=suffix == ".ttf")
    still.flavor = "woff2" if suffix == ".woff2" else None
    output = io.BytesIO()
    still.save(output)
    return output.getvalue()


@lru_cache(maxsize=4)
def _subset(source: bytes, codepoints: tuple[int, ...]) -> bytes:
    """Return a variable font with some signs only; all weights of a style are made from it."""
    from fontTools import subset  # noqa: PLC0415 - see _make_cut
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = subset.Options(layout_features=list(LAYOUT_FEATURES), hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
