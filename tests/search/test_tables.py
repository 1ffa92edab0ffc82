"""The authors' tables as the browser gets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.search.tables import Tables, phrase_of, tables_of
from tests.contents import library_of, write_files
from tests.search.made_up import tables

EVERYTHING = ("telepon", "nomor", "kata", "sandi", "token", "beli", "satu", "dua", "tiga")


@pytest.mark.parametrize(
    ("using", "expected"),
    [
        pytest.param(tables({"tlp": "telepon"}), {"tlp": ["telepon"]}, id="a mapping goes one way"),
        pytest.param(tables({"Tlp.": "TELEPON!"}), {"tlp": ["telepon"]}, id="folded as queries are"),
        pytest.param(
            tables({"a": "dua", "dua": "tiga", "tiga": "satu"}),
            {"a": ["dua", "tiga", "satu"], "dua": ["tiga", "satu"], "tiga": ["satu"]},
            id="mappings are followed to their end",
        ),
        pytest.param(
            tables({"satu": "dua", "dua": "satu"}),
            {"satu": ["dua"], "dua": ["satu"]},
            id="a circle ends where it began",
        ),
        pytest.param(tables({"satu": "satu"}), {}, id="what means itself adds nothing"),
        pytest.param(
            tables(groups=[["satu", "dua", "tiga"]]),
            {"satu": ["dua", "tiga"], "dua": ["satu", "tiga"], "tiga": ["satu", "dua"]},
            id="synonyms go each way",
        ),
        pytest.param(
            tables(groups=[["satu", "dua"], ["dua", "tiga"]]),
            {"satu": ["dua"], "dua": ["satu", "tiga"], "tiga": ["dua"]},
            id="synonyms of synonyms mean something else",
        ),
        pytest.param(
            tables({"tlp": "satu"}, [["satu", "dua"], ["dua", "tiga"]]),
            {"tlp": ["satu"], "satu": ["dua"], "dua": ["satu", "tiga"], "tiga": ["dua"]},
            id="what is meant brings no synonyms",
        ),
        pytest.param(tables({"isi pulsa": "beli token"}), {"isi pulsa": ["beli token"]}, id="phrases on both sides"),
        pytest.param(tables({"tlp": "faksimile"}), {}, id="what nothing holds is left out"),
        pytest.param(tables({"tlp": "nomor faksimile"}), {}, id="so is a phrase of which nothing holds a part"),
        pytest.param(
            tables({"satu": "faksimile", "faksimile": "telepon"}),
            {"satu": ["telepon"], "faksimile": ["telepon"]},
            id="and still leads on",
        ),
        pytest.param(tables({"tlp": "yang nomor"}, stop_words="yang"), {"tlp": ["yang nomor"]}, id="a stop word"),
        pytest.param(tables({"yg": "yang"}, stop_words="yang"), {}, id="stop words alone"),
    ],
)
def test_what_is_typed_adds_what_is_meant(using: Tables, expected: dict[str, list[str]]) -> None:
    assert using.added(EVERYTHING) == expected


def test_other_forms_of_a_word_add_the_same() -> None:
    added = tables({"bayarin": "satu", "kodenya": "dua"}).added(EVERYTHING)
    assert added["kodenya"] == added["kode"] == ["dua"]


def test_a_root_that_is_a_word_of_its_own_keeps_its_meaning() -> None:
    added = tables({"kode": "satu", "kodenya": "dua"}).added(EVERYTHING)
    assert (added["kode"], added["kodenya"]) == (["satu"], ["dua"])


def test_a_root_of_forms_that_disagree_adds_nothing() -> None:
    added = tables({"kodemu": "satu", "kodenya": "dua"}).added(EVERYTHING)
    assert sorted(added) == ["kodemu", "kodenya"]


def test_what_is_known_is_told_by_the_root() -> None:
    assert tables({"tlp": "pembayaran"}).added(["bayar"]) == {"tlp": ["pembayaran"]}
    assert tables({"tlp": "pembayaran"}).added(["pembayaran"]) == {}


@pytest.mark.parametrize(
    ("text", "expected"), [("  Kata   Sandi ", "kata sandi"), ("E-mail", "email"), ("dan/atau", "dan atau"), ("?", "")]
)
def test_phrases_are_looked_up_as_they_are_read(text: str, expected: str) -> None:
    assert phrase_of(text) == expected


FILES = {
    "search/slang.yml": """\
mappings:
  - {said: [gmn, Gimana], means: [bagaimana]}
  - {said: [yg], means: [yang]}
  - {said: [apaan, apa sih], means: [apa]}
  - {said: [kpn], means: [kapan, waktu]}
""",
    "search/abbreviations.yml": "mappings:\n  - {said: [Tlp.], means: [telepon]}\n",
    "search/synonyms.yml": "groups:\n  - {words: [sandi, password]}\n",
    "search/stop-words.yml": "words: [Yang, apa, bagaimana, kapan]\n",
}


def test_tables_are_read_from_their_files(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    found = tables_of(library_of(tmp_path).content)
    assert dict(found.mappings)["tlp",] == ("telepon",)
    assert dict(found.mappings)["gmn", "gimana"] == ("bagaimana",)
    assert found.groups == (("sandi", "password"),)


def test_slang_of_stop_words_is_a_stop_word(tmp_path: Path) -> None:
    """What means something else too is none, nor is a phrase: its words have a meaning of their own."""
    write_files(tmp_path, FILES)
    found = tables_of(library_of(tmp_path).content)
    assert found.stop_words == {"yang", "apa", "bagaimana", "kapan", "gmn", "gimana", "yg", "apaan"}


def test_without_tables_nothing_is_added(tmp_path: Path) -> None:
    write_files(tmp_path, {"settings/brands.yml": "brands: []\n"})
    assert tables_of(library_of(tmp_path).content) == Tables((), (), frozenset())
