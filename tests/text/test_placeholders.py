"""Placeholders are recognised in the letter of the five documents."""

import pytest

from generator.text.errata import Erratum, mark_errata
from generator.text.markdown_subset import plain_text
from generator.text.placeholders import (
    PlaceholderAlias,
    Slot,
    choices_of,
    compile_placeholders,
    find_unknown,
    find_unused_slots,
    render_script_html,
)

DAY_PARTS = ("pagi", "siang", "sore", "malam")
ALIASES = [
    PlaceholderAlias("nama_cso", ("{Nama CSO}", "(..... Nama CSO)", "{..Nama CSO..}", "(Nama CSO)", "{NAMA CSO}")),
    PlaceholderAlias(
        "waktu",
        ("pagi/siang/sore/malam", "{Selamat Pagi/Siang/Sore/Malam}", "(Pagi/Siang/Sore/Malam)"),
        DAY_PARTS,
    ),
    PlaceholderAlias("sapaan", ("Kakak/Bapak/Ibu", "Bapak/Ibu/Kakak", "{Bapak/Ibu}", "Bapak/Ibu", "{Pak/Bu}")),
    PlaceholderAlias("nama_pelanggan", ("{Nama Pelanggan}", "{... nama Pelanggan ...}")),
    PlaceholderAlias("sapaan_nama", ("{Bapak/Ibu ... Nama Pelanggan ...)",)),
    PlaceholderAlias("nama_pelapor", ("... nama pelapor ...",)),
    PlaceholderAlias("kanal", ("WhatsApp/Live Chat MyICON+/Webchat/Instagram",)),
]
RECOGNISER = compile_placeholders(ALIASES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "ICONNET selamat pagi/siang/sore/malam, dengan {Nama CSO} ada yang bisa dibantu?",
            ["waktu", "nama_cso"],
            id="D 7.1",
        ),
        pytest.param("dengan (..... Nama CSO) bisa di bantu ?", ["nama_cso"], id="L 1"),
        pytest.param('"PLN 123 {Selamat Pagi/Siang/Sore/Malam}, dengan {..Nama CSO..}', ["waktu", "nama_cso"], id="H"),
        pytest.param("internet Kakak/Bapak/Ibu {Nama Pelanggan} di", ["sapaan", "nama_pelanggan"], id="D 7.4"),
        pytest.param("{Bapak/Ibu ... Nama Pelanggan ...) menggunakan", ["sapaan_nama"], id="E B.1, bracket error"),
        pytest.param("atas nama {Bapak/Ibu} ... nama pelapor ... ?", ["sapaan", "nama_pelapor"], id="L 4"),
        pytest.param("CC.54.{NAMA CSO}", ["nama_cso"], id="after a code"),
        pytest.param("pagi/siang/sore/malam/subuh", [], id="never inside a longer chain"),
        pytest.param("dini/pagi/siang/sore/malam", [], id="nor at its end"),
        pytest.param("Bapak/Ibunda", [], id="whole words"),
        pytest.param("Bapak/Ibu / Kakak", ["sapaan"], id="a slash between spaces is no chain"),
    ],
)
def test_placeholders_of_the_sources(text: str, expected: list[str]) -> None:
    spans = RECOGNISER.find(text)
    assert [span.placeholder_id for span in spans] == expected
    assert all(text[span.start : span.end] == span.letter for span in spans)


@pytest.mark.parametrize(
    ("letter", "values", "expected"),
    [
        ("pagi/siang/sore/malam", DAY_PARTS, ("pagi", "siang", "sore", "malam")),
        ("{Selamat Pagi/Siang}", DAY_PARTS, ("Selamat Pagi", "Selamat Siang")),
        ("WhatsApp/Live Chat MyICON+", (), ("WhatsApp", "Live Chat MyICON+")),
        ("{Bapak/Ibu ... Nama Pelanggan ...)", (), ()),
        ("{Nama CSO}", (), ()),
        ("dan/atau", DAY_PARTS, ()),
    ],
)
def test_choices_are_what_is_said(letter: str, values: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert choices_of(letter, values) == expected


def test_slots_win_over_aliases() -> None:
    text = "Kakak {Nama Pelanggan}, Bapak/Ibu {nama}"
    slots: list[Slot] = [("Bapak/Ibu", None), ("{nama}", "nama_calon_pelanggan"), ("Kak", "sapaan")]
    assert [(span.letter, span.placeholder_id) for span in RECOGNISER.find(text, slots)] == [
        ("{Nama Pelanggan}", "nama_pelanggan"),
        ("{nama}", "nama_calon_pelanggan"),
    ]
    assert find_unused_slots(text, slots) == [("Kak", "sapaan")]


def test_what_is_declared_nowhere_is_reported() -> None:
    text = "{Nama CSO} {Kelurahan} (..... Nama) ... nama penelepon ... {YA/Baik} {salah)"
    found = find_unknown(text, RECOGNISER.find(text), [("{YA/Baik}", None)])
    assert [letter for _, letter in found] == ["{Kelurahan}", "(..... Nama)", "... nama penelepon ...", "{salah)"]
    assert all(text[offset:].startswith(letter) for offset, letter in found)


@pytest.mark.parametrize(
    "text", ["... Baik Bapak/Ibu, mohon maaf ... ?", "(contoh: mohon ditunggu)", "“Mau upgrade donk Min..”"]
)
def test_dots_and_brackets_alone_are_no_placeholder(text: str) -> None:
    assert find_unknown(text, RECOGNISER.find(text)) == []


def test_a_script_keeps_emphasis_breaks_and_letter() -> None:
    text = "Atas kesediannya.\n*WhatsApp/Live Chat MyICON+/Webchat/Instagram ICONNET*, {Nama CSO}"
    spans = RECOGNISER.find(plain_text(text))
    errata = [mark_errata([Erratum("kesediannya", "kesediaannya")])]
    assert render_script_html(text, spans, annotators=errata) == (
        '<p>Atas <span class="sigap-sic" data-sigap-intended="kesediaannya">kesediannya'
        '<span class="sigap-sic__intended"> [maksud: kesediaannya]</span></span>.<br>'
        '<span class="sigap-placeholder" data-sigap-placeholder="kanal" '
        'data-sigap-choices="WhatsApp|Live Chat MyICON+|Webchat|Instagram">'
        "<em>WhatsApp/Live Chat MyICON+/Webchat/Instagram</em></span><em> ICONNET</em>, "
        '<span class="sigap-placeholder" data-sigap-placeholder="nama_cso">{Nama CSO}</span></p>'
    )
