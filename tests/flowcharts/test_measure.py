"""Widths and lines of texts: everything fits, nothing is lost."""

from __future__ import annotations

import io

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.flowcharts.measure import SLACK, Style, missing_glyphs, spaced, width, wrap
from generator.render.fonts import font_path

STYLE = Style(13, 17)
TEXTS = st.text(st.sampled_from("abc MWil.-/<&\n\t≥é"), max_size=120)


@given(TEXTS, st.floats(20, 300))
def test_lines_are_narrow_enough_and_hold_every_letter(text: str, widest: float) -> None:
    lines = wrap(text, STYLE, widest)
    assert all(width(line, STYLE) <= widest + 1e-6 for line in lines)
    assert "".join(lines).replace(" ", "") == spaced(text).replace(" ", "")
    assert all(line == line.strip(" ") for line in lines)


@given(TEXTS.filter(lambda text: all(width(word, STYLE) <= 200 for word in spaced(text).split(" "))))
def test_words_that_fit_are_not_broken(text: str) -> None:
    assert " ".join(wrap(text, STYLE, 200)) == spaced(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", ("",), id="nothing is one empty line"),
        pytest.param("ya", ("ya",), id="short"),
        pytest.param("No. Lapor, No. Telepon atau No. Id pelanggan", None, id="two lines of about the same length"),
    ],
)
def test_lines(text: str, lines: tuple[str, ...] | None) -> None:
    found = wrap(text, STYLE, 200)
    if lines is not None:
        assert found == lines
        return
    assert len(found) == 2
    assert abs(width(found[0], STYLE) - width(found[1], STYLE)) < 50


def test_width_is_that_of_the_font() -> None:
    """Measured another way: the advance widths of the variable font's default cut."""
    tables = TTFont(io.BytesIO(font_path().read_bytes()))
    names = [tables.getBestCmap()[ord(character)] for character in "SELESAI"]
    units = sum(tables["hmtx"][name][0] for name in names)
    assert width("SELESAI", STYLE) == pytest.approx(units / tables["head"].unitsPerEm * 13 * SLACK, rel=0.01)
    assert width("SELESAI", Style(13, 17, 600)) > width("SELESAI", STYLE)
    pen = BoundsPen(tables.getGlyphSet())
    tables.getGlyphSet()[names[0]].draw(pen)
    assert pen.bounds[2] / tables["head"].unitsPerEm * 13 <= width("S", STYLE)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("Kurang dari ≥ 12 jam → APKT – “kutipan”", [], id="signs of the sources"),
        pytest.param("baris satu\n\tbaris dua", [], id="white space is no glyph"),
        pytest.param("a😀b😀אc", ["😀", "א"], id="each once, in order"),
        pytest.param("a\x07\u202e", ["\x07", "\u202e"], id="controls"),
    ],
)
def test_missing_glyphs(text: str, missing: list[str]) -> None:
    assert missing_glyphs(text) == missing
