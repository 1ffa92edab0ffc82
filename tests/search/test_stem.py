"""The browser's stemmer and the one that made the index agree on every word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from snowballstemmer import stemmer

from tests.search.conftest import Modules

pytestmark = pytest.mark.browser

SEED = 20230904
RANDOM_WORDS = 50_000
BATCH = 20_000
STEM_ALL = """async (words) => {
  const { stem } = await import("/sigap-search-stem.js")
  return words.map(stem)
}"""

# Affixes of the language, their shortened and doubled forms, and beginnings and ends that only look like them.
PREFIXES = (
    *("me", "mem", "men", "meng", "menge", "meny", "pe", "pem", "pen", "peng", "penge", "peny", "per", "pel", "pele"),
    *("be", "ber", "bel", "beker", "peker", "beer", "ter", "di", "ke", "se", "keber", "memper", "diper", "berke"),
    *("dike", "terper", "pember", "pemper", "menber", "kepel", "kebel", "mempel", "dibel", "mengke", "bé", "pe-", "b"),
)
SUFFIXES = (
    *("nya", "lah", "kah", "pun", "ku", "mu", "kan", "an", "i", "si", "kanlah", "annya", "inya", "kankah", "sinya"),
    *("ikan", "isasi", "wan", "nyalah", "kupun", "mulah", "kukah", "-nya", "-lah", "k", "n", "s", "an-an"),
)
ROOTS = (
    *("ajar", "ajaran", "jalan", "kerja", "ternak", "bayar", "pilih", "sapu", "tulis", "pakai", "ganti", "perintah"),
    *("perlu", "periksa", "hasil", "informasi", "pelanggan", "gangguan", "aktivasi", "kirim", "ukur", "impan", "ulang"),
    *("serta", "erti", "ekspor", "rumah-rumah", "halo", "café", "naïf", "e-mail", "wi-fi", "ya", "ny", "y", "", "2023"),
)
LETTERS = "aaaeeeiiioouuubcdfghjklmnprstwyz" * 4 + "qvxéèñöß’'-_.0 7İı\nṇ😀"
ODD_WORDS = (
    *("", "a", "i", "k", "7", "-", " ", "\n", "é", "😀", "aa", "an", "kan", "nya", "aeiou", "iiiii", "12345", "a-i-u"),
    *("BAYARAN", "Memakai", "be😀erjaan", "be\u0301eraan", "beéerjaan", "peléajari", "lahlahlah", "nyanyanya"),
)


def words_of_the_content(content: Path) -> set[str]:
    texts = (path.read_text(encoding="utf-8").lower() for path in sorted(content.rglob("*.yml")))
    return {word for text in texts for word in re.split(r"[\W\d_]+", text)}


def random_words(chance: Random) -> Iterator[str]:
    while True:
        yield "".join(chance.choices(LETTERS, k=chance.randrange(14)))
        yield affixed(chance, "".join(syllable(chance) for _ in range(chance.randrange(4))))
        yield affixed(chance, chance.choice(ROOTS))


def syllable(chance: Random) -> str:
    onset, vowel, coda = ("", *"bdgjklmnprsty"), "aeiou", ("", "", *"klmnrs", "ng")
    return "".join(chance.choice(choices) for choices in (onset, vowel, coda))


def affixed(chance: Random, root: str) -> str:
    before = chance.choices(PREFIXES, k=chance.choice((0, 1, 1, 1, 2, 2, 3)))
    after = chance.choices(SUFFIXES, k=chance.choice((0, 1, 1, 1, 2, 2, 3)))
    return "".join((*before, root, *after))


def differences(modules: Modules, words: list[str]) -> dict[str, tuple[str, str]]:
    """Return the words on which the two do not agree: the stem that Python finds, then the one of the browser."""
    expected = stemmer("indonesian").stemWords(words)
    batches = (words[start : start + BATCH] for start in range(0, len(words), BATCH))
    found = [stem for batch in batches for stem in modules.run(STEM_ALL, batch)]
    rows = zip(words, expected, found, strict=True)
    return {word: (python, browser) for word, python, browser in rows if python != browser}


def test_words_of_the_content_have_the_same_stem(modules: Modules, root_path: Path) -> None:
    words = sorted(words_of_the_content(root_path / "content"))
    assert len(words) > 1000
    assert differences(modules, words) == {}


def test_random_words_have_the_same_stem(modules: Modules) -> None:
    made = random_words(Random(SEED))  # noqa: S311  (the same words each time are what is wanted)
    words = [next(made) for _ in range(RANDOM_WORDS)]
    assert differences(modules, words) == {}


def test_odd_words_have_the_same_stem(modules: Modules) -> None:
    assert differences(modules, list(ODD_WORDS)) == {}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("pembayarannya", "bayar", id="possessive, prefix and suffix"),
        pytest.param("bayarkanlah", "bayar", id="particle and suffix"),
        pytest.param("menyapukan", "sapu", id="the root gets its s back"),
        pytest.param("memilihkan", "pilih", id="the root gets its p back"),
        pytest.param("memerintahkan", "perintah", id="what begins with the letter brought back is no second prefix"),
        pytest.param("keberhasilan", "hasil", id="two prefixes, since a suffix came with the first"),
        pytest.param("dihalaman", "halaman", id="di- has no -an"),
        pytest.param("pelajari", "ajar", id="pel- before ajar"),
        pytest.param("bekerjaan", "kerja", id="be- before a consonant and er"),
        pytest.param("informasi", "informasi", id="-si is no suffix"),
        pytest.param("bukan", "bukan", id="two vowels are a root"),
    ],
)
def test_stem(word: str, expected: str, modules: Modules) -> None:
    assert modules.run(STEM_ALL, [word]) == [expected]
    assert stemmer("indonesian").stemWord(word) == expected
