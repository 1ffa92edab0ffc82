"""What queries find, and in which order: made-up answers, asked through the worker as pages do."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from generator.search.answer import Answer
from tests.search.conftest import Modules, Open
from tests.search.made_up import Searcher, answer, said, tables

pytestmark = pytest.mark.browser

SEED = 20240731
NOISE_WORDS = (
    ("meja kayu", "kursi besi", "lampu kaca", "pintu jati", "jendela lebar", "atap genting", "dinding bata"),
    ("lantai semen", "kebun pisang", "pagar bambu", "sumur dalam", "dapur luas", "kamar sempit", "gudang beras"),
)
NOISE = tuple(
    answer(f"Perihal {words}", f"Keterangan mengenai {words}.", address=f"layanan/{words[:4]}")
    for row in NOISE_WORDS
    for words in row
)
"""Answers about other things: among a handful of answers, no word is rare."""


def among_others(open_index: Open, *answers: Answer, **more: Any) -> Searcher:
    return open_index(*answers, *NOISE, **more)


# Forms of words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("pembayaran ", ["Aturan pembayaran", "Aturan membayarkan"], id="one form"),
        pytest.param("membayarkan ", ["Aturan membayarkan", "Aturan pembayaran"], id="the other"),
    ],
)
def test_the_word_itself_comes_before_other_forms(query: str, expected: list[str], open_index: Open) -> None:
    searcher = among_others(open_index, answer("Aturan pembayaran"), answer("Aturan membayarkan"))
    assert searcher.titles(query) == expected


def test_any_form_finds_any_other(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Aturan pembayaran"))
    for query in ("bayar ", "dibayarkannya ", "terbayar ", "bayarlah "):
        assert searcher.titles(query) == ["Aturan pembayaran"], query


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        pytest.param("aktivas", True, id="the last word, unfinished"),
        pytest.param("ak", True, id="two letters"),
        pytest.param("a", False, id="one letter says nothing yet"),
        pytest.param("meja ak", True, id="the last word of several"),
        pytest.param("aktiv ", False, id="finished by a blank"),
        pytest.param("aktiv?", False, id="finished by a mark"),
        pytest.param("aktiv zzzzzz", False, id="finished by another word"),
        pytest.param("zzzzzz " * 47 + "aktiv zzzzzz", False, id="the last word that is read, with others after it"),
    ],
)
def test_only_the_unfinished_last_word_is_completed(query: str, is_found: bool, open_index: Open) -> None:
    searcher = among_others(open_index, answer("Aktivasi"))
    assert ("Aktivasi" in searcher.titles(query)) is is_found


def test_with_every_letter_the_answer_stays(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Aktivasi layanan internet", "Langkah aktivasi."))
    query = "aktivasi layanan internet"
    for end in range(2, len(query) + 1):
        assert searcher.titles(query[:end])[:1] == ["Aktivasi layanan internet"], query[:end]


# Slips


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        *[("tokn ", True), ("tooken ", True), ("tokem ", True), ("toekn ", True), ("otken ", False)],
        *[("okenn ", False), ("tkn ", False), ("tknn ", False), ("tok3n ", False)],
    ],
)
def test_one_slip_in_a_short_word(query: str, is_found: bool, open_index: Open) -> None:
    searcher = among_others(open_index, answer("Token"))
    assert (searcher.titles(query) == ["Token"]) is is_found


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        *[("gangguann ", True), ("ganguan ", True), ("agngguan ", True), ("ganguann ", True), ("gnaggaun ", True)],
        *[("gnaggauna ", False), ("bengguin ", False)],
    ],
)
def test_two_slips_in_a_long_word(query: str, is_found: bool, open_index: Open) -> None:
    searcher = among_others(open_index, answer("Gangguan"))
    assert (searcher.titles(query) == ["Gangguan"]) is is_found


def test_a_word_that_is_known_is_no_slip(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Tiket"), answer("Tikel"), answer("Hari"))
    assert searcher.titles("tikel ") == ["Tikel"]
    assert searcher.titles("tiket ") == ["Tiket"]
    assert searcher.titles("dari ") == []


def test_a_word_that_the_tables_know_is_no_slip(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Tiket"), answer("Laporan"), using=tables({"tikel": "laporan"}))
    assert searcher.titles("tikel ") == ["Laporan"]


DISTANCES = """async (pairs) => {
  const { distanceOf } = await import("/sigap-search-typos.js")
  return pairs.map(([one, other, most]) => distanceOf(one, other, most))
}"""


def distance(one: str, other: str) -> int:
    """Return the number of slips between two words, by the book: optimal string alignment."""
    rows = [
        [row + column if not row * column else 0 for column in range(len(other) + 1)] for row in range(len(one) + 1)
    ]
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            cost = one[row - 1] != other[column - 1]
            best = min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + cost)
            if row > 1 and column > 1 and (one[row - 1], one[row - 2]) == (other[column - 2], other[column - 1]):
                best = min(best, rows[row - 2][column - 2] + 1)
            rows[row][column] = best
    return rows[-1][-1]


def test_slips_are_counted_by_the_book(modules: Modules) -> None:
    chance = Random(SEED)  # noqa: S311  (the same words each time are what is wanted)
    pairs = [
        (
            "".join(chance.choices("abc", k=chance.randrange(8))),
            "".join(chance.choices("abc", k=chance.randrange(8))),
            most,
        )
        for most in (1, 2)
        for _ in range(3_000)
    ]
    expected = [min(distance(one, other), most + 1) for one, other, most in pairs]
    assert modules.run(DISTANCES, pairs) == expected
    assert {0, 1, 2, 3} <= set(expected)


# The authors' tables


def test_slang_adds_and_takes_nothing_away(open_index: Open) -> None:
    using = tables({"tlp": "telepon"})
    searcher = among_others(open_index, answer("Nomor telepon"), answer("Kode tlp"), using=using)
    assert searcher.titles("tlp ") == ["Kode tlp", "Nomor telepon"]
    assert searcher.titles("telepon ") == ["Nomor telepon"]


def test_other_forms_of_slang_are_understood(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Perbaikan"), using=tables({"benerin": "perbaikan"}))
    assert searcher.titles("dibenerin ") in (["Perbaikan"], [])  # only when both have one root
    assert searcher.titles("benerin ") == ["Perbaikan"]


def test_synonyms_find_each_other(open_index: Open) -> None:
    using = tables(groups=[["sandi", "password", "kata kunci"]])
    searcher = among_others(open_index, answer("Ganti sandi"), answer("Lupa password"), using=using)
    assert searcher.titles("sandi ") == ["Ganti sandi", "Lupa password"]
    assert searcher.titles("password ") == ["Lupa password", "Ganti sandi"]
    assert sorted(searcher.titles("kata kunci ")) == ["Ganti sandi", "Lupa password"]


def test_a_phrase_is_understood_as_one(open_index: Open) -> None:
    using = tables({"isi pulsa": "beli token"})
    searcher = among_others(open_index, answer("Cara beli token"), answer("Beli rumah"), using=using)
    assert searcher.titles("isi pulsa ") == ["Cara beli token"]
    assert searcher.titles("mau isi pulsa sekarang ") == ["Cara beli token"]
    assert searcher.titles("pulsa ") == []
    assert searcher.titles("pulsa isi ") == []


def test_stop_words_in_a_phrase_count(open_index: Open) -> None:
    using = tables({"kata apa": "sandi"}, stop_words="apa")
    searcher = among_others(open_index, answer("Ganti sandi"), using=using)
    assert searcher.titles("kata apa ") == ["Ganti sandi"]


# Codes, numbers, messages

CODES = tuple(
    answer(f"Prosedur {code}", address=f"layanan/{code}") for code in ("QOS-PB-028", "QOS-PB-029", "QOS-AX-028")
)


@pytest.mark.parametrize("query", ["QOS-PB-028", "qos-pb-028 ", "Prosedur QOS-PB-028?"])
def test_a_code_finds_its_own_alone(query: str, open_index: Open) -> None:
    assert among_others(open_index, *CODES).titles(query)[0] == "Prosedur QOS-PB-028"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("qos-pb-028 ", ["Prosedur QOS-PB-028"], id="whole"),
        pytest.param("ax ", ["Prosedur QOS-AX-028"], id="a part"),
        pytest.param("029 ", ["Prosedur QOS-PB-029"], id="a number of it"),
        pytest.param("028 ", ["Prosedur QOS-PB-028", "Prosedur QOS-AX-028"], id="a number of two"),
    ],
)
def test_codes_are_found_whole_and_by_their_parts(query: str, expected: list[str], open_index: Open) -> None:
    assert among_others(open_index, *CODES).titles(query) == expected


def test_the_parts_of_a_code_lead_to_it(open_index: Open) -> None:
    assert among_others(open_index, *CODES).titles("qos pb 029 ")[0] == "Prosedur QOS-PB-029"


def test_a_code_that_is_not_known_finds_its_neighbours(open_index: Open) -> None:
    found = among_others(open_index, *CODES).search("qos-pb-777 ")
    assert {said(card["title"]) for card in found["results"]} == {each.title for each in CODES}


@pytest.mark.parametrize("query", ["4050", "4.050", "Rp4.050", "Rp 4.050,-", "rp. 4050"])
def test_amounts_are_found_however_they_are_written(query: str, open_index: Open) -> None:
    searcher = among_others(open_index, answer("Biaya admin", "Sebesar Rp4.050 sekali bayar."), answer("Rp4.051"))
    assert searcher.titles(f"{query} ") == ["Biaya admin"]


def test_a_section_is_found_by_its_number(open_index: Open) -> None:
    sections = [answer(f"Butir {place}", number=f"7.{place}.a", address=f"layanan/{place}") for place in range(1, 12)]
    searcher = among_others(open_index, *sections)
    assert searcher.titles("7.10.a")[0] == "Butir 10"
    assert searcher.titles("7.1.a ") == ["Butir 1"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kurang dari 12 jam", "Tiket baru"),
        ("< 12 jam", "Tiket baru"),
        ("lebih dari 12 jam", "Tiket lama"),
        (">12 jam", "Tiket lama"),
    ],
)
def test_less_is_not_more(query: str, first: str, open_index: Open) -> None:
    new, old = answer("Tiket baru", "Usia tiket < 12 jam."), answer("Tiket lama", "Usia tiket lebih dari 12 jam.")
    assert among_others(open_index, old, new).titles(query)[0] == first
    assert among_others(open_index, new, old).titles(query)[0] == first


MESSAGE = "Transaksi gagal. Saldo Anda tidak terpotong, silakan ulangi beberapa saat lagi (Kode: E-105)."


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(MESSAGE, id="as it stands"),
        pytest.param(MESSAGE.upper(), id="in capitals"),
        pytest.param(MESSAGE.replace(" ", "\n").replace(".", ""), id="from a narrow window"),
        pytest.param(f"pelanggan dapat pesan “{MESSAGE}” itu kenapa ya", id="with words around it"),
        pytest.param(MESSAGE[: len(MESSAGE) * 3 // 4], id="most of it"),
    ],
)
def test_a_message_that_is_pasted_finds_its_answer(query: str, open_index: Open) -> None:
    others = [
        answer("Bila berhasil", "Saldo Anda terpotong, silakan tunggu beberapa saat."),
        answer("Saldo", "Cara melihat saldo transaksi."),
        answer("Gagal masuk", "Silakan ulangi beberapa saat lagi."),
    ]
    wanted = answer("Arti pesan pada layar bayar", f"Bila muncul “{MESSAGE}” maka tunggu 5 menit.")
    found = among_others(open_index, *others, wanted).search(query)
    assert said(found["results"][0]["title"]) == wanted.title
    assert not found["isUnsure"]


# Little or nothing


@pytest.mark.parametrize("query", ["", " ", "\n", "?", "…", "()", "😀", "apa itu yang ", "Yang apa?", "zz ", "q", "%"])
def test_little_or_nothing_finds_nothing(query: str, open_index: Open) -> None:
    searcher = among_others(open_index, answer("Token"), using=tables(stop_words="apa itu yang"))
    found = searcher.search(query)
    assert (found["results"], found["total"], found["isUnsure"]) == ([], 0, True)


def test_stop_words_change_nothing(open_index: Open) -> None:
    searcher = among_others(
        open_index, answer("Token listrik"), answer("Token"), using=tables(stop_words="apa itu yang")
    )
    assert searcher.titles("apa itu token yang listrik ") == searcher.titles("token listrik ")


def test_a_letter_that_has_just_begun_changes_nothing(open_index: Open) -> None:
    searcher = among_others(open_index, answer("Token a"), answer("Token b"), answer("Token"))
    assert searcher.titles("token b") == searcher.titles("token ")
    assert searcher.titles("token b ")[0] == "Token b"


# Order


def test_a_word_that_turns_the_next_one_tells_twins_apart(open_index: Open) -> None:
    twins = [answer(f"Tiket {word} selesai") for word in ("sudah", "belum", "tidak")]
    searcher = among_others(open_index, *twins, using=tables({"blm": "belum"}))
    for query, word in (("belum", "belum"), ("sudah", "sudah"), ("tidak", "tidak"), ("blm", "belum")):
        assert searcher.titles(f"tiket {query} selesai")[0] == f"Tiket {word} selesai", query


def test_a_stop_word_may_turn_the_next_one_too(open_index: Open) -> None:
    twins = [answer(f"Tiket {word} selesai") for word in ("sudah", "belum", "tidak")]
    searcher = among_others(open_index, *twins, using=tables(stop_words="sudah belum tidak"))
    for word in ("belum", "sudah", "tidak"):
        assert searcher.titles(f"tiket {word} selesai")[0] == f"Tiket {word} selesai", word


def test_a_kind_that_is_named_comes_first(open_index: Open) -> None:
    named = {"arti": "term", "biaya": "fee", "kalimat": "script"}
    twins = [answer("Denda", kind=kind, address=f"layanan/{kind}") for kind in named.values()]
    searcher = among_others(open_index, *twins)
    for name, kind in named.items():
        assert searcher.cards(f"{name} denda")[0]["kind"] == kind, name


def test_what_holds_all_words_comes_before_what_holds_some(open_index: Open) -> None:
    searcher = among_others(
        open_index,
        answer("Token", "Token token token.", address="layanan/satu"),
        answer("Token gagal", "Token gagal.", address="layanan/dua"),
        answer("Token gagal masuk", "Token gagal masuk.", address="layanan/tiga"),
    )
    assert searcher.titles("token gagal masuk")[:3] == ["Token gagal masuk", "Token gagal", "Token"]
    assert searcher.titles("token gagal ")[0] == "Token gagal"
    assert searcher.titles("token ")[0] == "Token"


def test_a_heading_or_variant_says_more_than_the_text(open_index: Open) -> None:
    searcher = among_others(
        open_index,
        answer("Perihal satu", "Tentang token.", address="layanan/teks"),
        answer("Perihal dua", "Tentang hal.", variants=["beli token"], address="layanan/ragam"),
        answer("Token", "Tentang hal.", address="layanan/judul"),
    )
    found = [card["address"] for card in searcher.cards("token ")]
    assert found[-1] == "layanan/teks"
    assert set(found) == {"layanan/teks", "layanan/ragam", "layanan/judul"}


def test_filters_only_take_away(open_index: Open) -> None:
    kinds = ["faq", "fee", "script"]
    answers = [
        answer(f"Token {each}", "token " * (each % 4), kind=kinds[each % 3], address=f"layanan/{each}")
        for each in range(30)
    ]
    searcher = among_others(open_index, *answers)
    everything = searcher.cards("token", limit=100)
    for kind in kinds:
        expected = [card["address"] for card in everything if card["kind"] == kind]
        assert [card["address"] for card in searcher.cards("token", limit=100, filters={"kind": [kind]})] == expected


def test_the_same_query_gets_the_same_answer(open_index: Open) -> None:
    answers = [answer("Token listrik", address=f"layanan/{each}") for each in range(15)]
    first, second = (among_others(open_index, *answers) for _ in range(2))
    expected = first.cards("token listrik tokn")
    assert [card["address"] for card in expected] == [each.address for each in answers]
    assert first.cards("token listrik tokn") == second.cards("token listrik tokn") == expected


# Doubt

QUESTION = answer("Bagaimana bila lupa kata sandi?", "Buka profil lalu ganti kata sandi.", variants=["lupa password"])


@pytest.mark.parametrize(
    ("query", "is_unsure"),
    [
        pytest.param("Bagaimana bila lupa kata sandi?", False, id="the question itself"),
        pytest.param("lupa password", False, id="a way to ask it"),
        pytest.param("lupa kata sandi", False, id="its words"),
        pytest.param("zxqwv plughh", True, id="words that nothing holds"),
        pytest.param("jadwal kereta zxqwv plughh sandi", True, id="one word of five"),
        pytest.param("resep rendang padang", True, id="another matter"),
    ],
)
def test_doubt(query: str, is_unsure: bool, open_index: Open) -> None:
    assert among_others(open_index, QUESTION).search(query)["isUnsure"] is is_unsure


def test_in_doubt_the_nearest_are_shown_all_the_same(open_index: Open) -> None:
    found = among_others(open_index, QUESTION).search("jadwal kereta zxqwv plughh sandi ")
    assert found["isUnsure"]
    assert [said(card["title"]) for card in found["results"]] == [QUESTION.title]
