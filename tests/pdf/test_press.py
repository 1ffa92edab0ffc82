"""The press: the same bytes each time, set again only when something has changed, faults in one sentence each."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import fontpkg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.messages import load_catalogue
from generator.pdf import press as press_room
from generator.pdf.error import PressError
from generator.pdf.fonts import PRINTED, glyphs_of, printed_fonts
from generator.pdf.press import make_room, press
from generator.pdf.source import PdfSource
from generator.problems import Location
from tests.pdf.reading import HEAD, ROOT_OF_TESTS, opened, page_texts, pressed, template_folder, without_spaces

SHOW = "#data.text"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    return template_folder(tmp_path, SHOW)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often typst is called."""
    calls: list[str] = []
    compile_once = press_room._compile

    def counted(main_path: Path, *rest: Any) -> bytes:
        calls.append(main_path.name)
        return compile_once(main_path, *rest)

    monkeypatch.setattr(press_room, "_compile", counted)
    return calls


@pytest.fixture
def cache(tmp_path: Path, font_cache: Path) -> Path:
    """Return a cache that holds the fonts, which take seconds, and no PDF."""
    path = tmp_path / "cache"
    path.mkdir()
    for font in font_cache.glob("*.ttf"):
        (path / font.name).symlink_to(font)
    return path


def sentences(failure: PressError) -> list[str]:
    return [problem.sentence(load_catalogue("en")).message for problem in failure.problems]


# The same bytes


def test_a_pdf_claims_both_standards(templates: Path, cache: Path) -> None:
    with opened(pressed(templates, cache, text="halo")) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"


def test_other_processes_and_folders_give_the_same_bytes(templates: Path, font_cache: Path, tmp_path: Path) -> None:
    here = pressed(templates, font_cache, text="Sekali lagi, dengan ≥ dan ☐.")
    program = "import sys\nfrom pathlib import Path\nfrom tests.pdf.reading import pressed\n"
    program += "made = pressed(Path(sys.argv[1]), Path(sys.argv[2]), text='Sekali lagi, dengan ≥ dan ☐.')\n"
    program += "sys.stdout.buffer.write(made)\n"
    elsewhere = tmp_path / "elsewhere" / "cache"
    elsewhere.mkdir(parents=True)
    for font in font_cache.glob("*.ttf"):
        (elsewhere / font.name).symlink_to(font)
    for seed, zone in (("1", "Asia/Jayapura"), ("2", "UTC")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT_OF_TESTS)}
        command = [sys.executable, "-c", program, str(templates), str(elsewhere)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
        assert done.stdout == here
        for made in (elsewhere / "pdf").glob("*"):
            made.unlink()


def test_neither_machine_nor_tool_shows(templates: Path, cache: Path) -> None:
    made = pressed(templates, cache, text="halo")
    assert str(templates).encode() not in made
    assert b"sigap-pdf-" not in made
    with opened(made) as document:
        assert str(document.docinfo["/Creator"]).strip() == "Typst"
        assert str(document.docinfo["/CreationDate"]).startswith("D:19700101000000")


def test_the_moment_inside_is_the_one_that_is_asked_for(templates: Path, cache: Path) -> None:
    source = PdfSource("t.typ", {"title": "Judul", "text": "halo"})
    moment = dt.datetime(2024, 7, 31, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    with opened(press(source, cache_path=cache, timestamp=moment, templates=templates)) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20240730170000Z")


# The cache


def test_only_what_changed_is_set_again(templates: Path, cache: Path, drawn: list[str]) -> None:
    first = pressed(templates, cache, text="satu")
    assert pressed(templates, cache, text="satu") == first
    assert len(drawn) == 1
    assert pressed(templates, cache, text="dua") != first
    assert len(drawn) == 2
    assert pressed(templates, cache, text="satu") == first
    assert len(drawn) == 2


@pytest.mark.parametrize("change", ["template", "file", "moment", "library"])
def test_whatever_a_pdf_depends_on_sets_it_again(
    change: str, templates: Path, cache: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(files: dict[str, bytes], moment: dt.datetime = press_room.UNDATED) -> bytes:
        source = PdfSource("t.typ", {"title": "Judul", "text": "halo"}, files)
        return press(source, cache_path=cache, timestamp=moment, templates=templates)

    made({"a.svg": b"<svg/>"})
    files, moment = {"a.svg": b"<svg/>"}, press_room.UNDATED
    if change == "template":
        (templates / "beside.typ").write_text("// a file that the template may import")
    elif change == "file":
        files = {"a.svg": b"<svg />"}
    elif change == "moment":
        moment += dt.timedelta(days=1)
    else:
        monkeypatch.setattr(press_room, "STANDARDS", ["a-3a"])
    made(files, moment)
    assert len(drawn) == 2
    made(files, moment)
    assert len(drawn) == 2


def test_a_cache_may_be_deleted(templates: Path, cache: Path, drawn: list[str]) -> None:
    first = pressed(templates, cache, text="satu")
    for path in (cache / "pdf").iterdir():
        path.unlink()
    (cache / "pdf").rmdir()
    assert pressed(templates, cache, text="satu") == first
    assert len(drawn) == 2


def test_what_is_damaged_in_the_cache_is_made_again(templates: Path, cache: Path, drawn: list[str]) -> None:
    first = pressed(templates, cache, text="satu")
    (kept,) = (cache / "pdf").iterdir()
    whole = kept.read_bytes()
    for damage in (b"", b"%PDF-1.7", whole[:1000], whole[:-1], whole[:500] + b"\xff" + whole[501:]):
        kept.write_bytes(damage)
        assert pressed(templates, cache, text="satu") == first
        assert kept.read_bytes() == whole
    assert len(drawn) == 6


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    templates: Path, cache: Path, drawn: list[str]
) -> None:
    (cache / "pdf").write_text("a file where the folder should be")
    assert pressed(templates, cache, text="satu") == pressed(templates, cache, text="satu")
    assert len(drawn) == 2


def test_what_was_asked_for_longest_ago_gives_way(
    templates: Path, cache: Path, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_room, "FEWEST_KEPT", 2)
    monkeypatch.setattr(press_room, "KEPT_PER_MADE", 1)
    for text in ("satu", "dua", "satu", "tiga"):
        pressed(templates, cache, text=text)
        time.sleep(0.02)  # the clock of a file system ticks slowly
    make_room(cache, 3)
    assert len(list((cache / "pdf").iterdir())) == 3, "all of the run stay"
    make_room(cache, 1)
    assert len(list((cache / "pdf").iterdir())) == 2
    assert drawn == ["t.typ"] * 3
    pressed(templates, cache, text="satu")
    assert len(drawn) == 3
    pressed(templates, cache, text="dua")
    assert len(drawn) == 4


# Content is data


@pytest.mark.parametrize(
    "text",
    [
        '#panic("berhenti")',
        '#read("/etc/passwd")',
        "*tebal* _miring_ $x$ @rujukan <label> = judul",
        "\\#eval(1) // komentar /* blok */ `kode`",
        "Jam 08.00 -- 16.00 ... \"kutip\" 'kutip'",
    ],
)
def test_what_looks_like_markup_is_shown_as_it_stands(text: str, templates: Path, cache: Path) -> None:
    assert without_spaces("".join(page_texts(pressed(templates, cache, text=text)))) == without_spaces(text)


LETTERS = st.text(st.sampled_from([chr(code) for code in range(0x20, 0x7F)] + list("éñ–…“”≥→☐\n")), max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=LETTERS)
def test_no_text_stops_the_press(text: str, templates: Path, cache: Path) -> None:
    assert page_texts(pressed(templates, cache, text=text))


def test_files_stay_in_their_folder(templates: Path, cache: Path) -> None:
    source = PdfSource("t.typ", {"title": "Judul", "text": ""}, {"../a.svg": b""})
    with pytest.raises(ValueError, match=r"\.\./a\.svg"):
        press(source, cache_path=cache, templates=templates)


# Fonts


def test_every_face_has_the_letters_that_forms_need(font_cache: Path) -> None:
    for font in printed_fonts(font_cache).values():
        assert {ord(sign) for sign in "Aaz09 éČş☐✓≥≤→–…“”½×€{}#"} <= glyphs_of(font) <= {*PRINTED, 0x2610}


def test_a_box_to_tick_is_seen_and_copied(templates: Path, cache: Path) -> None:
    assert page_texts(pressed(templates, cache, text="☐ Semua Unit")) == ["☐ Semua Unit"]


def test_each_letter_that_the_font_lacks_is_named_with_its_place(templates: Path, cache: Path) -> None:
    with pytest.raises(PressError) as caught:
        pressed(templates, cache, text="Nama: 漢", more=["tidak apa", {"deep": "senyum 😀 lagi 漢"}])
    assert sentences(caught.value) == [
        "PDFs have no glyph for '漢' (U+6F22), which stands in 'Nama: 漢'",
        "PDFs have no glyph for '😀' (U+1F600), which stands in 'senyum 😀 lagi 漢'",
    ]
    assert caught.value.is_about_content


def test_letters_without_ink_are_no_fault(templates: Path, cache: Path) -> None:
    assert pressed(templates, cache, text="a\u200bb\u00adc\nd\u2060")


def test_a_missing_font_package_is_named(templates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> Path:
        raise fontpkg.FamilyNotInstalled("IBM Plex Sans")

    monkeypatch.setattr(fontpkg, "path", missing)
    with pytest.raises(PressError) as caught:
        pressed(templates, tmp_path / "another cache", text="halo")
    assert sentences(caught.value) == [
        "PDFs cannot be set: the font IBM Plex Sans is not there; install the package fontpkg-ibm-plex-sans"
    ]
    assert not caught.value.is_about_content


# Faults of a template


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param("#data.nothing", "t.typ:6:6: dictionary does not contain key", id="a key that is not there"),
        pytest.param('#image("no.svg", alt: "")', "t.typ:6:7: file not found", id="a file that is not there"),
        pytest.param('#set text(font: "Arial")\nhalo', "unknown font family: arial", id="a warning is an error"),
        pytest.param("=== Judul", "the first heading must be of level 1", id="what the standards forbid"),
    ],
)
def test_a_fault_of_a_template_is_one_sentence(body: str, said: str, tmp_path: Path, cache: Path) -> None:
    place = Location("content/documents/a/1/revision.yml", 1, 1)
    source = PdfSource("t.typ", {"title": "Judul"})
    with pytest.raises(PressError) as caught:
        press(source, cache_path=cache, templates=template_folder(tmp_path, body), place=place)
    (sentence,) = sentences(caught.value)
    assert said in sentence
    assert "\n" not in sentence
    assert str(tmp_path) not in sentence
    assert caught.value.problems[0].location == place
    assert not list((cache / "pdf").glob("*.pdf"))


def test_the_head_of_the_small_template_has_five_lines() -> None:
    assert HEAD.count("\n") == 5  # the places above count on it
