"""Which units are answers, and what each answer says, in made-up content."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.render.context import RenderContext
from generator.search.answer import ALWAYS, Answer, texts_of
from generator.search.words import words_of
from tests.contents import edit, library_of, write_files

ON = dt.date(2026, 2, 1)
REVISION = "documents/layanan/2/revision.yml"
FICTION = Path(__file__).parents[1] / "fiction/content"
SENTENCE = "Petugas membaca keterangan pada layar dan mencatatnya dengan lengkap sebelum melanjutkan."
LONG = " ".join([SENTENCE] * 8)
MORE = f"""\
  - number: "6"
    id: tambahan
    title: TAMBAHAN
    body:
      - number: "6.1"
        id: panjang
        title: Langkah panjang
        text: Ikuti langkah berikut.
        body:
          - {{number: a, id: panjang-a, text: "Pertama. {LONG}"}}
          - {{number: b, id: panjang-b, text: "Kedua. {LONG}"}}
      - number: "6.2"
        id: sapa-anggota
        title: Sapa anggota
        when: [{{fact: jenis-tamu, is: anggota}}]
        text: "Sampaikan salam ini:"
        similar: [cara menyapa anggota]
        body:
          - script:
              id: salam-anggota
              title: Salam anggota
              purpose: Salam bagi anggota
              brand: fiksi
              channels: [kanal-obrolan]
              wording: {{class: free}}
              text: "Halo 😀 {{Nama Petugas}} di sini 👍 {{Nama Tamu}}."
"""
ENTRY = """\
      - id: ganti-nama
        number: c
        question: |-
          Bagaimana cara
          ganti nama?
        similar: [ubah nama akun]
        answer: "Ikuti langkah berikut:"
        body:
          - {number: "1", id: buka-profil, text: Buka profil., similar: [di mana profil]}
          - number: "2"
            id: tulis-nama
            text: Tulis nampa baru.
            errata: [{letter: nampa, intended: nampak}]
            body:
              - script:
                  id: kalimat-nama
                  title: Kalimat ganti nama
                  purpose: Bantu ganti nama
                  brand: fiksi
                  channels: [kanal-surat]
                  wording: {class: free}
                  text: Silakan tulis nama baru.
"""
UPCOMING = """\
revision: "3"
version: "3"
issued_on: 2026-01-01
effective: {from: 2026-06-01}
pages: 1
adopted: true
source_note: Naskah karangan.
sections:
  - number: "1"
    id: pembukaan
    title: PEMBUKAAN BARU
    text: Salam yang akan datang.
    body:
      - script:
          id: salam-tipe-1
          title: Salam Tipe 1
          purpose: Salam pembuka
          brand: fiksi
          channels: [kanal-obrolan]
          wording: {class: free}
          text: Halo.
"""

Gather = Callable[[], dict[str, Answer]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the made-up content with a long step, a step that leads to a sentence, and a FAQ entry with steps."""
    path = shutil.copytree(FICTION, tmp_path / "content")
    revision = path / REVISION
    revision.write_text(f"{revision.read_text(encoding='utf-8').rstrip()}\n{MORE}", encoding="utf-8")
    faq = path / "documents/layanan/2/faq.yml"
    faq.write_text(f"{faq.read_text(encoding='utf-8').rstrip()}\n{ENTRY}", encoding="utf-8")
    return path


def answers_of(content: Path) -> list[Answer]:
    as_of = dt.datetime.combine(ON, dt.time(10), ZoneInfo("Asia/Jakarta"))
    return list(RenderContext(library_of(content, ON), as_of).answers)


@pytest.fixture
def found(content: Path) -> dict[str, Answer]:
    """Return the answers by their addresses; of the sheets of a document the first, which is about it."""
    by_address: dict[str, Answer] = {}
    for each in answers_of(content):
        by_address.setdefault(each.address, each)
    return by_address


def shown(answer: Answer) -> str:
    return "\n".join(text for block in answer.blocks for text in texts_of(block))


def kinds_of(found: dict[str, Answer], *below: str) -> dict[str, str]:
    """Return the kinds of answers whose address begins so."""
    return {address: each.group.kind for address, each in found.items() if address.startswith(tuple(below))}


def test_units_that_are_read_alone_are_answers(found: dict[str, Answer]) -> None:
    kinds = kinds_of(found, "layanan/")
    expected = {
        **dict.fromkeys(("pengantar", "pembukaan", "prosedur", "tagar", "tagar-satu", "panjang", "panjang-a"), "step"),
        **dict.fromkeys(("salam-tipe-1", "kedua", "penutup", "kalimat-alat-a", "salam-jadi", "kalimat-nama"), "script"),
        **dict.fromkeys(("lupa-sandi", "cara-daftar", "ganti-nama"), "faq"),
        **dict.fromkeys(("tingkat", "keadaan", "susunan", "layar"), "table"),
        **dict.fromkeys(("tingkat/alat-a", "tingkat/alat-b"), "row"),
        **dict.fromkeys(("biaya", "biaya/dompot", "biaya/uang-elok"), "fee"),
        **dict.fromkeys(("katalog", "katalog/kelompok-satu", "katalog/ganti-sandi"), "service"),
        **dict.fromkeys(("catat-putus", "catat-singkat"), "record"),
        **dict.fromkeys(("salam-hari-jadi", "aplikasi-berganti"), "change"),
        "definisi-tamu": "term",
        "alur-putus": "flow",
    }
    assert {each: kinds.get(f"layanan/{each}") for each in expected} == expected


def test_what_stands_outside_of_documents_is_an_answer_too(found: dict[str, Answer]) -> None:
    outside = {address: each.group.kind for address, each in found.items() if not each.group.origin.document}
    assert outside == {
        "istilah/klf": "term",
        "buku-fiksi": "application",
        "cc-fiksi": "contact",
        "urutan-baca/petugas": "order",
    }
    assert found["istilah/klf"].group.rank == "undefined"
    assert found["istilah/klf"].blocks[0] == ["gap", "Istilah tanpa definisi"]


# FAQ entries and steps


def test_an_entry_of_the_faq_is_one_answer_with_its_steps(found: dict[str, Answer]) -> None:
    entry = found["layanan/ganti-nama"]
    assert entry.title == "Bagaimana cara ganti nama?"
    assert entry.number == "3.1.c"
    assert entry.trail == ("3 TANYA JAWAB", "Akun {anggota}")
    assert [block[0] for block in entry.blocks] == ["text", "item", "item", "script"]
    assert entry.blocks[1] == ["item", "1", "Buka profil."]
    assert "layanan/buka-profil" not in found
    assert "layanan/tulis-nama" not in found


def test_an_answer_is_found_by_what_is_asked_about_its_parts(found: dict[str, Answer]) -> None:
    assert found["layanan/ganti-nama"].variants == ["ubah nama akun", "di mana profil"]


def test_a_script_in_an_entry_stands_alone_too(found: dict[str, Answer]) -> None:
    script = found["layanan/kalimat-nama"]
    assert script.group.channels == ("kanal-surat",)
    assert script.group.brand == "fiksi"
    assert shown(script).endswith("Silakan tulis nama baru.")


def test_a_short_step_is_one_answer_with_those_below_it(found: dict[str, Answer]) -> None:
    step = found["layanan/pembukaan"]
    assert "Petugas menyapa tamu" in shown(step)
    assert "layanan/menyapa" not in found
    assert step.number == "1"


def test_a_long_step_only_leads_to_those_below_it(found: dict[str, Answer]) -> None:
    chapter = found["layanan/panjang"]
    assert chapter.group.rank == "chapter"
    assert [block[:2] for block in chapter.blocks] == [["text", "Ikuti langkah berikut."], ["item", "a"], ["item", "b"]]
    assert len(shown(found["layanan/panjang-a"])) > 600
    assert found["layanan/panjang-a"].trail == ("6 TAMBAHAN", "6.1 Langkah panjang")
    assert found["layanan/panjang-a"].number == "6.1.a"


def test_a_step_that_leads_to_a_script_is_the_answer_of_the_script(found: dict[str, Answer]) -> None:
    assert "layanan/sapa-anggota" not in found
    script = found["layanan/salam-anggota"]
    assert (script.group.kind, script.title, script.number) == ("script", "Salam anggota", "6.2")
    assert script.condition == "Jenis tamu: anggota"
    assert script.trail == ("6 TAMBAHAN",)
    assert [block[0] for block in script.blocks] == ["text", "script"]
    assert script.blocks[0] == ["text", "Sampaikan salam ini:"]
    assert {"Salam anggota", "Salam bagi anggota", "Sapa anggota"} <= set(script.headings)
    assert script.variants == ["cara menyapa anggota"]


def test_places_of_placeholders_are_counted_as_browsers_do(found: dict[str, Answer]) -> None:
    *_, text, places, is_open = found["layanan/salam-anggota"].blocks[-1]
    assert isinstance(text, str)
    assert isinstance(places, list)
    units = text.encode("utf-16-le")
    marked = [
        units[2 * start : 2 * end].decode("utf-16-le") for start, end in zip(places[::2], places[1::2], strict=True)
    ]
    assert marked == ["{Nama Petugas}", "{Nama Tamu}"]
    assert is_open


def test_a_script_carries_the_words_that_lead_to_it(found: dict[str, Answer]) -> None:
    """Not those of what stands beside it."""
    assert found["layanan/penutup"].blocks[0] == ["text", "Sampaikan:"]
    assert [block[0] for block in found["layanan/kalimat-alat-a"].blocks] == ["script"]
    assert [block[0] for block in found["layanan/salam-jadi"].blocks] == ["script"]


def test_conditions_are_told_in_words(found: dict[str, Answer]) -> None:
    assert found["layanan/salam-tipe-1"].condition == "Jenis tamu: anggota"
    assert found["layanan/definisi-tamu"].condition == "obrolan"


# Tables, fees, catalogues, records, flows, terms


def test_a_row_carries_the_headings_of_its_cells(found: dict[str, Answer]) -> None:
    row = found["layanan/tingkat/alat-b"]
    assert row.blocks == [["pairs", [["Alat", "ALAT B"], ["Wilayah", "Kecamatan"]]]]
    assert row.title == "ALAT B"
    assert row.trail[-1] == "Tingkat wilayah"


def test_a_table_has_its_groups_as_rows(found: dict[str, Answer]) -> None:
    assert found["layanan/keadaan"].blocks == [["rows", ["Keadaan", "Arti"], [["AWAL"], ["BARU", "Baru masuk"]]]]


@pytest.mark.parametrize("name", [pytest.param("layar", id="a screen"), pytest.param("susunan", id="a small table")])
def test_rows_of_what_is_read_at_once_are_no_answers(name: str, found: dict[str, Answer]) -> None:
    assert list(kinds_of(found, f"layanan/{name}")) == [f"layanan/{name}"]


def test_a_fee_carries_its_group_and_its_day(found: dict[str, Answer]) -> None:
    fee = found["layanan/biaya/uang-elok"]
    assert fee.blocks == [["pairs", [["KODE", "UANG-ELOK"], ["PRABAYAR", "1.750"], ["PASCABAYAR", "0"]]]]
    assert "Dompot Digital" in fee.also
    for address in ("layanan/biaya", "layanan/biaya/dompot", "layanan/biaya/uang-elok"):
        assert "16 Des 2020" in found[address].age
    assert found["layanan/biaya/dompot"].blocks[0][2] == [["1", "UANG-ELOK", "1.750", "0"]]


def test_a_type_of_service_carries_its_group(found: dict[str, Answer]) -> None:
    service = found["layanan/katalog/ganti-sandi"]
    assert service.trail == ("Katalog karangan", "KELOMPOK SATU")
    assert service.blocks == [
        ["pairs", [["Keluarga", "99. FIKSI"], ["Kelompok", "KELOMPOK SATU"], ["Jenis", "Ganti Sandi"]]]
    ]


def test_a_record_says_where_and_what(found: dict[str, Answer]) -> None:
    record = found["layanan/catat-putus"]
    assert record.group.applications == ("buku-fiksi",)
    assert record.blocks[0] == ["text", "Catat pada Buku Fiksi."]
    assert "Tamu {Nama Tamu} terputus" in shown(record)


def test_a_flow_is_read_from_its_start(found: dict[str, Answer]) -> None:
    (block,) = found["layanan/alur-putus"].blocks
    assert str(block[1]).startswith("Obrolan masuk → Salam Tipe 1 → Data lengkap?")


def test_a_term_is_found_by_its_spellings(found: dict[str, Answer]) -> None:
    term = found["layanan/definisi-tamu"]
    assert term.headings == ["Tamu", "tetamu"]
    assert shown(term) == "Tamu adalah orang yang menghubungi koperasi."


def test_a_document_says_what_it_is(content: Path) -> None:
    sheets = [each for each in answers_of(content) if each.address == "layanan"]
    assert [each.url for each in sheets] == ["layanan/", "layanan/#judul-approval", "layanan/#judul-log"]
    assert {each.group.kind for each in sheets} == {"document"}
    assert "FIKSI-001" in shown(sheets[0])
    assert "Ani Karangan" in shown(sheets[1])
    assert "1. PEMBUKAAN" in shown(sheets[2])


# Errors of the source, gaps


@pytest.mark.parametrize(
    ("address", "letter", "intended"),
    [
        pytest.param("layanan/penutup", "kesediannya", "kesediaannya", id="a script"),
        pytest.param("layanan/ganti-nama", "nampa", "nampak", id="a step of an answer"),
        pytest.param("layanan/biaya/dompot", "Dompot", "Dompet", id="a group of fees"),
    ],
)
def test_an_error_and_what_was_meant_are_both_found(
    address: str, letter: str, intended: str, found: dict[str, Answer]
) -> None:
    answer = found[address]
    read = f"{answer.title}\n{shown(answer)}"
    assert {letter.lower(), intended.lower()} <= set(words_of("\n".join([answer.body, *answer.headings])))
    assert letter in read
    assert intended not in read
    assert intended in answer.also


def test_a_gap_is_shown_and_not_searched(found: dict[str, Answer]) -> None:
    entry = found["layanan/cara-daftar"]
    assert entry.blocks == [["gap", "Jawaban berupa gambar yang hilang."]]
    assert "gambar" not in words_of(entry.body)


# Time


def test_a_temporary_instruction_brings_its_window(found: dict[str, Answer]) -> None:
    brought, usual, change = (found[f"layanan/{each}"] for each in ("salam-jadi", "salam-tipe-1", "salam-hari-jadi"))
    for each in (brought, change):
        window = each.group.window
        assert (window.from_, window.until) == ("2024-09-04T00:00", "2024-10-01T00:00")
        assert window.clock == "Asia/Jakarta"
        assert window.is_temporary
    window = usual.group.window
    assert (window.from_, window.until, window.is_temporary) == ("", "", False)
    assert window.replaced == (("2024-09-04T00:00", "2024-10-01T00:00"),)


def test_nothing_else_has_a_window(found: dict[str, Answer]) -> None:
    temporary = {"layanan/salam-jadi", "layanan/salam-tipe-1", "layanan/salam-hari-jadi"}
    assert {address for address, each in found.items() if each.group.window != ALWAYS} == temporary


def test_what_a_permanent_change_replaced_is_history(content: Path) -> None:
    edit(content, REVISION, "before: {body: [{text: Buku Lama}]}", "before: {body: [{id: buku-lama, text: Buku Lama}]}")
    edit(content, REVISION, "after: {body: [{text: Buku Fiksi}]}", "after: {body: [{id: buku-baru, text: Buku Fiksi}]}")
    history = {each.address: each.group.origin.is_history for each in answers_of(content)}
    assert history["layanan/buku-lama"]
    assert not history["layanan/aplikasi-berganti"]
    assert not history["layanan/buku-baru"]


def test_the_semula_of_a_permanent_change_is_not_part_of_what_holds_now(found: dict[str, Answer]) -> None:
    words = words_of(found["layanan/aplikasi-berganti"].body)
    assert "fiksi" in words
    assert "lama" not in words


def test_a_sentence_in_a_step_keeps_its_own_window(found: dict[str, Answer]) -> None:
    scripts = [block for block in found["layanan/salam-hari-jadi"].blocks if block[0] == "script"]
    windows = {str(block[1]): block[8] for block in scripts}
    assert windows["layanan/salam-jadi"] == found["layanan/salam-jadi"].group.window.data


def test_a_superseded_revision_is_history(content: Path) -> None:
    old = [each for each in answers_of(content) if each.group.origin.is_history]
    assert {(each.address, each.url) for each in old} == {
        ("layanan@1", "layanan/rev/1/"),
        ("layanan@1/pembukaan", "layanan/rev/1/#pembukaan"),
    }
    assert {each.group.origin.revision for each in old} == {"Revisi 1"}


def test_a_revision_that_is_to_come_ends_the_one_in_force(content: Path) -> None:
    write_files(content, {"documents/layanan/3/revision.yml": UPCOMING})
    edit(content, "documents/layanan/document.yml", '  - {revision: "2"}', '  - {revision: "2"}\n  - {revision: "3"}')
    answers = answers_of(content)
    by_address = {each.address: each for each in answers if each.url.count("judul-") == 0}
    coming = by_address["layanan@3/salam-tipe-1"]
    assert coming.url == "layanan/rev/3/#salam-tipe-1"
    assert not coming.group.origin.is_history
    assert (coming.group.window.from_, coming.group.window.until) == ("2026-06-01T00:00", "")
    current = by_address["layanan/pembukaan"]
    assert (current.group.window.from_, current.group.window.until) == ("", "2026-06-01T00:00")
    assert "1 Juni 2026" in coming.group.window.words
    assert "31 Mei 2026" in current.group.window.words
    assert by_address["layanan@1/pembukaan"].group.origin.is_history
    assert by_address["istilah/klf"].group.window == ALWAYS
    assert by_address["layanan@3"].group.window == coming.group.window


# Addresses


def test_every_answer_has_an_address_and_a_place_of_its_own(content: Path) -> None:
    answers = answers_of(content)
    for is_history in (False, True):
        held = [each for each in answers if each.group.origin.is_history is is_history]
        assert held
        repeated = {address for address, count in Counter(each.address for each in held).items() if count > 1}
        assert repeated <= {"layanan", "layanan@1"}  # the sheets of a document
        assert max(Counter((each.address, each.url) for each in held).values()) == 1
        assert max(Counter(each.url for each in held).values()) == 1


def test_every_answer_says_something(content: Path) -> None:
    """All but a chapter that holds only a flow, and an order of reading, which say what they are called."""
    for each in answers_of(content):
        assert each.title.strip(), each.address
        assert shown(each).strip() or each.address in {"layanan/alur", "urutan-baca/petugas"}, each.address
