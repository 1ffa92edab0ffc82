"""Texts taken apart into words; Python, which makes the index, and the browser, which asks it, do it alike."""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator.search.words import LONGEST_TOKEN, TURNING, fold, pairs_of, root_of, tokenise, words_of
from tests.search.conftest import Modules, blank_page

SEED = 20240731
RANDOM_TEXTS = 3_000
GENERATED = 2_000
BATCH = 2_000

Tokens = list[tuple[str, tuple[str, ...]]]


def token(whole: str, *parts: str) -> tuple[str, tuple[str, ...]]:
    return whole, parts


def tokens_of(text: str) -> Tokens:
    return [(each.whole, each.parts) for each in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \t\n…!?–()[]{}«»", [], id="signs alone"),
        pytest.param("Lupa Kata Sandi?", [token("lupa"), token("kata"), token("sandi")], id="words"),
        pytest.param(
            "é É e\u0301 ﬁ ＡＢ１", [token("e")] * 3 + [token("fi"), token("ab1", "ab")], id="marks and forms"
        ),
        pytest.param("ICONNET-QOS-PB-028", [token("iconnet-qos-pb-028", "iconnet", "qos", "pb", "028")], id="a code"),
        pytest.param("H+14", [token("h+14", "14")], id="days after"),
        pytest.param("PLN123", [token("pln123", "pln", "123")], id="letters and digits"),
        pytest.param("7.10.1.a", [token("7.10.1.a")], id="a section"),
        pytest.param("2.1", [token("2.1")], id="a short section"),
        pytest.param("08.30", [token("08.30")], id="a time"),
        pytest.param("08:30", [token("08:30")], id="a time with a colon"),
        pytest.param("2,5", [token("2,5")], id="a decimal"),
        pytest.param("a,b 1, 2", [token("a"), token("b"), token("1"), token("2")], id="commas between others"),
        pytest.param("Rp4.050", [token("4.050", "4050")], id="an amount"),
        pytest.param("Rp. 1.250.000,-", [token("1.250.000", "1250000")], id="a long amount"),
        pytest.param("rp 2500", [token("2500")], id="an amount without a dot"),
        pytest.param("10.50.300", [token("10.50.300")], id="no groups of three"),
        pytest.param("corp 123", [token("corp"), token("123")], id="rp at the end of a word is none"),
        pytest.param("< 12 jam", [token("<12", "12"), token("jam")], id="less than"),
        pytest.param("kurang dari 12 jam", [token("<12", "12"), token("jam")], id="less than, in words"),
        pytest.param("di bawah 12, dibawah 12", [token("<12", "12")] * 2, id="below"),
        pytest.param("> 24 jam, lebih dari 24", [token(">24", "24"), token("jam"), token(">24", "24")], id="more than"),
        pytest.param("di atas 24", [token(">24", "24")], id="above"),
        pytest.param("<= 3 >=4 ≤ 3 ≥ 4", [token("≤3"), token("≥4")] * 2, id="at most, at least"),
        pytest.param("kurang dari dua", [token("kurang"), token("dari"), token("dua")], id="no number, no sign"),
        pytest.param("2 x 24 jam", [token("2x24", "24"), token("jam")], id="times"),
        pytest.param("2×24", [token("2x24", "24")], id="times, typographic"),
        pytest.param("anak-anak", [token("anak")], id="doubled for the plural"),
        pytest.param("sayur-mayur", [token("sayurmayur", "sayur", "mayur")], id="joined by a hyphen"),
        pytest.param("e-mail", [token("email", "mail")], id="written with and without a hyphen"),
        pytest.param("wi‑fi", [token("wifi", "wi", "fi")], id="with a hyphen that does not break"),
        pytest.param("dan/atau", [token("dan"), token("atau")], id="a slash"),
        pytest.param("31/07/24", [token("31"), token("07"), token("24")], id="a date"),
        pytest.param("2023-09-04", [token("2023-09-04", "2023", "09", "04")], id="a date of a machine"),
        pytest.param("cs@koperasi.example", [token("cs"), token("koperasi"), token("example")], id="an address"),
        pytest.param("#PUTUS_1", [token("#putus_1", "putus")], id="a tag"),
        pytest.param("Jum'at jum’at", [token("jum"), token("at")] * 2, id="an apostrophe"),
        pytest.param("C++ A_B", [token("c"), token("a_b")], id="signs in a name"),
        pytest.param("عربي 中文 Ж", [token("عربي"), token("中文"), token("ж")], id="other scripts"),
        pytest.param("a😀b", [token("a"), token("b")], id="a picture is no letter"),
        pytest.param("__proto__ constructor", [token("proto"), token("constructor")], id="names that objects have"),
    ],
)
def test_tokens(text: str, expected: Tokens) -> None:
    assert tokens_of(text) == expected


def test_the_longest_token_is_cut() -> None:
    assert [len(each.whole) for each in tokenise("a" * 500)] == [LONGEST_TOKEN]


def test_words_are_tokens_and_their_parts() -> None:
    assert words_of("Rp4.050 H+14 biaya") == ["4.050", "4050", "h+14", "14", "biaya"]


@pytest.mark.parametrize("text", ["Salam", "SALAM", "Ｓａｌａｍ", "sálam", "sa\u0301lam"])
def test_fold(text: str) -> None:
    assert fold(text) == "salam"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("belum terjawab", ["belum+jawab"], id="a word that turns"),
        pytest.param("Sudah TERBAYARKAN!", ["sudah+bayar"], id="the root of the word after it"),
        pytest.param("tidak H+14", ["tidak+h+14"], id="a code is its own root"),
        pytest.param("tidak belum bisa", ["tidak+belum", "belum+bisa"], id="one after the other"),
        pytest.param("selesai belum", [], id="nothing after it"),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert list(pairs_of(tokenise(text))) == expected


@pytest.mark.parametrize("word", ["h+14", "4.050", "pln123", "<12", "é", ""])
def test_what_is_no_word_is_its_own_root(word: str) -> None:
    assert root_of(word) == word


# Python and JavaScript

KINDS = {"Mn": "M"} | {f"L{each}": "L" for each in "ultmo"} | {f"N{each}": "N" for each in "dlo"}
READ_KINDS = """() => {
  let kinds = ""
  for (let place = 0; place < 0x110000; place++) {
    const each = String.fromCodePoint(place)
    kinds += /\\p{L}/u.test(each) ? "L" : /\\p{N}/u.test(each) ? "N" : /\\p{Mn}/u.test(each) ? "M" : "-"
  }
  return kinds
}"""
READ_ALL = """async (texts) => {
  const { fold, pairOf, rootOf, tokenise, TURNING } = await import("/sigap-search-words.js")
  return texts.map((text) => {
    const { tokens } = tokenise(text)
    const pairs = tokens.slice(1).flatMap((other, place) =>
      TURNING.has(tokens[place].whole) ? [pairOf(tokens[place].whole, other.whole)] : [])
    const forms = tokens.map(({ whole, parts }) => [whole, ...parts])
    return [fold(text), forms, tokens.map(({ whole }) => rootOf(whole)), pairs]
  })
}"""


def read(text: str) -> list[Any]:
    """Read a text as `READ_ALL` does."""
    tokens = tokenise(text)
    forms = [[each.whole, *each.parts] for each in tokens]
    return [fold(text), forms, [root_of(each.whole) for each in tokens], list(pairs_of(tokens))]


@pytest.fixture(scope="module")
def changed(browser: Browser, modules_address: str) -> frozenset[str]:
    """Return characters that became letters, digits or marks, or ceased to be, between the two editions of Unicode."""
    with blank_page(browser, modules_address) as page:
        found = page.evaluate(READ_KINDS)
    pairs = zip(found, map(chr, range(0x110000)), strict=True)
    return frozenset(each for kind, each in pairs if kind != KINDS.get(unicodedata.category(each), "-"))


def assert_alike(modules: Modules, texts: Sequence[str]) -> None:
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        for text, found in zip(batch, modules.run(READ_ALL, batch), strict=True):
            assert found == read(text), f"{text!r} {text!a}"


def texts_of(node: object) -> Iterator[str]:
    """Yield every text of a tree of YAML."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from texts_of(key)
            yield from texts_of(value)
    elif isinstance(node, list):
        for each in node:
            yield from texts_of(each)


@pytest.mark.browser
def test_the_texts_of_the_content_are_read_alike(root_path: Path, modules: Modules) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = sorted((root_path / "content").rglob("*.yml"))
    texts = {text for path in files for text in texts_of(yaml.load(path.read_bytes(), Loader=loader))}  # noqa: S506
    assert len(texts) > 5_000
    assert_alike(modules, sorted(texts))


SNIPPETS = (
    *("rp", "Rp. ", "kurang dari ", "lebih dari", "di bawah", "diatas ", "di  atas", "belum ", "tidak ", "bukan-"),
    *(" x ", "×", "<", "<=", ">= ", "≥", "≤ ", "#", "_", "-", "--", ".", ",", ":", "@", "'", "’", "+", "/", "\n", "\t"),
    *("1", "12", "4.050", "1.000.000", "2,5", "7.1.a", "H+14", "QOS-PB", "anak-anak", "e-mail", "pembayaran", "é"),
    *(
        "İ",
        "ß",
        "ΑΣ",
        "ς",
        "ǅ",
        "ﬁ",
        "²",
        "½",
        "Ⅷ",
        "①",
        "٣",
        "१",
        "中",
        "한",
        "😀",
        "👩‍💻",
        "\u200d",
        "\u200f",
        "\u202e",
    ),
    *("\u00a0", "\u3000", "\u2028", "\u0301", "\u0327", "\u0345", "\ufeff", "\x00", "\x1f", "\x85", "𐐀", "𠀀", "ﾊﾞ"),
)


@pytest.mark.browser
def test_odd_texts_are_read_alike(modules: Modules) -> None:
    chance = random.Random(SEED)  # noqa: S311  (the same texts each time are what is wanted)
    texts = ["".join(chance.choices(SNIPPETS, k=chance.randrange(1, 9))) for _ in range(RANDOM_TEXTS)]
    ends = ["".join(chance.choices((*string.ascii_letters, "7", "-", "𐐀"), k=length)) for length in range(60, 70)]
    assert_alike(modules, [*texts, *ends, "𐐀" * 70, "a" + "𐐀" * 70])


@pytest.mark.browser
def test_every_character_is_read_alike(modules: Modules, changed: frozenset[str]) -> None:
    """All that both editions of Unicode know; of the many letters without case some are enough."""
    known = [each for each in map(chr, range(0x110000)) if each not in changed]
    wanted = [each for each in known if unicodedata.category(each) not in {"Cn", "Cs", "Co", "Lo"}]
    wanted += [each for each in known if unicodedata.category(each) == "Lo" and ord(each) % 37 == 0]
    assert len(wanted) > 20_000
    assert_alike(
        modules,
        ["".join(f"a{each}1 {each}" for each in wanted[at : at + 40]) for at in range(0, len(wanted), 40)],
    )


@pytest.mark.browser
@settings(
    max_examples=GENERATED // 100,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # an example is a hundred texts: the failing one is named, shrinking all takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    texts=st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"])),
            st.text(st.sampled_from(" .,:-_'+@#<>x×019aAéÉrpRP\n\t")),
            st.lists(st.sampled_from(SNIPPETS)).map("".join),
        ),
        min_size=100,
        max_size=100,
    )
)
def test_generated_texts_are_read_alike(texts: list[str], modules: Modules, changed: frozenset[str]) -> None:
    assert_alike(modules, ["".join(each for each in text if each not in changed) for text in texts])


@pytest.mark.browser
def test_the_words_that_turn_are_the_same(modules: Modules) -> None:
    found = modules.run('async () => [...(await import("/sigap-search-words.js")).TURNING]')
    assert sorted(found) == sorted(TURNING)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        *[("lupa san", True), ("lupa sandi ", False), ("lupa sandi?", False), ("sandi.", False), ("sandi\n", False)],
        *[("(sandi)", False), ("h+", True), ("sandi-", True), ("Rp", True)],
    ],
)
def test_the_last_word_is_open_until_something_follows(text: str, is_open: bool, modules: Modules) -> None:
    found = modules.run('async (text) => (await import("/sigap-search-words.js")).tokenise(text).isOpen', text)
    assert found is is_open


@pytest.mark.browser
def test_lone_surrogates_are_no_letters(modules: Modules) -> None:
    program = """async () => {
      const { tokenise } = await import("/sigap-search-words.js")
      return tokenise("a\\ud800b \\udc00 c\\ude00").tokens.map(({ whole }) => whole)
    }"""
    assert modules.run(program) == [each.whole for each in tokenise("a\ud800b \udc00 c\ude00")] == ["a", "b", "c"]
