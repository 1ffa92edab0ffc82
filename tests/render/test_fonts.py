from pathlib import Path

import pytest

from generator.render import fonts

CUT = fonts.CUTS[0]


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut nothing: cutting takes seconds and is seen on every built site."""
    monkeypatch.setattr(fonts, "_make_cut", lambda _source, cut, *_: f"{cut.weight}".encode())
    monkeypatch.setattr(fonts, "cut_font", fonts.cut_font.__wrapped__)


def test_a_cut_font_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fonts.web_fonts(tmp_path / "cache")
    assert sorted(path.suffix for path in (tmp_path / "cache").iterdir()) == [".woff2"] * len(fonts.CUTS)
    monkeypatch.setattr(fonts, "_make_cut", lambda *_: b"")
    assert fonts.web_fonts(tmp_path / "cache") == first


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert fonts.web_fonts(tmp_path / "cache")[CUT.site_path] == b"400"
