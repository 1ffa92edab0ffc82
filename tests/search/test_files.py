"""The files of the index: the same each time, complete, and small for what a query needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from generator.search.answer import Answer, Window
from generator.search.files import Index, index_files, make_index
from generator.search.postings import LEVELS
from generator.search.words import root_of
from tests.search.made_up import Served, answer, settings_library, tables

SEED = 20240731
SYLLABLES = ("ba", "ci", "du", "ga", "ka", "li", "ma", "nu", "pe", "ro", "sa", "ti", "wu", "ya", "ngo")
TABLES = tables({"tlp": "telepon", "isi pulsa": "token listrik"}, [["sandi", "password"]], stop_words="yang apa itu")
COMMON = ("token", "listrik", "sandi", "telepon", "yang", "tidak", "gagal", "pelanggan")

IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.search.test_files import digest_of, files_of
print(digest_of(files_of(Path(sys.argv[1]), 40)))
"""


def made_up(count: int) -> list[Answer]:
    """Return answers about made-up things; of words there are the more the more answers there are, as in life."""
    chance = Random(SEED)  # noqa: S311  (the same words each time are what is wanted)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5))) for _ in range(60 * int(count**0.5))]
    asked, told = (*words, *COMMON), (*words, *COMMON * 20)
    kinds = ("faq", "script", "step", "fee")
    return [
        answer(
            f"Perihal {' '.join(chance.choices(words, k=3))} {place}",
            " ".join(chance.choices(told, k=60)),
            variants=[" ".join(chance.choices(asked, k=4)) for _ in range(4)],
            address=f"layanan/{place}",
            number=f"{place // 50}.{place % 50}",
            kind=kinds[place * len(kinds) // count],
            brand=("", "fiksi", "dongeng")[place % 3],
            window=Window(until="2099-01-01", words="sampai akhir") if place % 7 == 0 else Window(),
        )
        for place in range(count)
    ]


def files_of(folder: Path, count: int) -> dict[str, bytes]:
    return index_files(make_index(made_up(count), TABLES), TABLES, settings_library(folder))


def digest_of(files: Mapping[str, bytes]) -> str:
    return json.dumps({name: data.decode() for name, data in files.items()}, sort_keys=True)


def manifest_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["manifest.json"])
    return found


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = files_of(tmp_path, 40), files_of(tmp_path, 40)
    assert one == other
    assert list(one) == list(other)


def test_another_process_gives_the_same_bytes(root_path: Path, tmp_path: Path) -> None:
    """Its sets and dictionaries are in another order."""
    hash_seed = "1" if os.environ.get("PYTHONHASHSEED") == "4242" else "4242"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root_path)}
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=root_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest_of(files_of(tmp_path, 40))


def test_another_content_lies_in_another_folder(tmp_path: Path) -> None:
    answers = made_up(20)
    folders = set()
    for _ in range(2):
        files = index_files(make_index(answers, TABLES), TABLES, settings_library(tmp_path))
        folder = manifest_of(files)["folder"]
        assert {name.partition("/")[0] for name in files} == {"manifest.json", folder}
        folders.add(folder)
        answers[3].blocks[0][1] = "lain"
    assert len(folders) == 2


def test_the_manifest_describes_each_answer(tmp_path: Path) -> None:
    index = make_index(made_up(60), TABLES)
    groups = manifest_of(index_files(index, TABLES, settings_library(tmp_path)))["groups"]
    firsts = [group["first"] for group in groups]
    assert firsts[0] == 0
    assert firsts == sorted(set(firsts))
    assert len(groups) < len(index.answers)
    for position, each in enumerate(index.answers):
        group = next(group for group in reversed(groups) if group["first"] <= position)
        assert (group["kind"], group.get("brand", "")) == (each.group.kind, each.group.brand)
        assert group["origin"] == {"document": "layanan", "title": "Layanan Fiksi", "revision": "Revisi 2"}
        window = {"until": "2099-01-01", "words": "sampai akhir", "clock": "local"} if each.group.window.until else None
        assert group.get("window") == window


def test_every_answer_has_its_text_at_its_place(tmp_path: Path) -> None:
    index = make_index(made_up(60), TABLES)
    files = index_files(index, TABLES, settings_library(tmp_path))
    manifest = manifest_of(files)
    chunks = [json.loads(data) for name, data in files.items() if "/texts-" in name]
    assert {len(chunk) for chunk in chunks[:-1]} == {manifest["perChunk"]}
    assert [card["address"] for chunk in chunks for card in chunk] == [each.address for each in index.answers]
    assert sorted(each.address for each in index.answers) == sorted(each.address for each in made_up(60))


def test_stop_words_are_in_no_file_of_terms(tmp_path: Path) -> None:
    files = files_of(tmp_path, 40)
    held = [term for name, data in files.items() if "/terms-" in name for term in json.loads(data)["terms"]]
    assert len(held) == len(set(held)) > 100
    assert TABLES.stop_words.isdisjoint(held)


# The browser

READ_INDEX = """async ([base, terms]) => {
  const { Index } = await import("/sigap-search-index.js")
  const index = await new Index(new URL(base, location.href).href).start()
  await index.load(terms, [])
  const share = (each) => [Math.floor(each / (LEVELS + 1)), each % (LEVELS + 1)]
  return terms.map((term) => {
    const found = index.postings(term)
    return found && Array.from(found.answers, (answer, at) =>
      [answer, Math.round(found.impacts[at] * LEVELS), (found.shares[at] ?? []).map(share)])
  })
}""".replace("LEVELS", str(LEVELS))
COMPLETE = """async ([base, prefixes]) => {
  const { Index } = await import("/sigap-search-index.js")
  const found = []
  for (const prefix of prefixes) {
    const index = await new Index(new URL(base, location.href).href).start()
    await index.load([], [prefix])
    found.push(index.completions(prefix).sort())
  }
  return found
}"""


def assert_held(index: Index, terms: list[str], found: list[Any]) -> None:
    """Assert that the browser has the postings of Python; a word may say what its root says of the same answers."""
    for term, postings in zip(terms, found, strict=True):
        own, of_root = (unpacked(index, each) for each in (term, root_of(term)))
        is_held = postings == own or (postings == of_root and answers_in(own) == answers_in(of_root))
        assert is_held, f"{term!a}: {postings} is not {own}"


def unpacked(index: Index, term: str) -> list[list[Any]]:
    """Return the postings of a term as `READ_INDEX` does."""
    return [[each.answer, each.impact, [list(share) for share in each.shares]] for each in index.postings.get(term, ())]


def answers_in(postings: list[list[Any]]) -> list[Any]:
    return [each[0] for each in postings]


@pytest.mark.browser
def test_every_term_is_found_again(site: Served, page: Page) -> None:
    answers = made_up(150)
    index = make_index(answers, TABLES)
    base = site.publish(answers, TABLES)
    terms = sorted(index.postings)
    assert len(manifest_on(site, base)["shards"]) > 3
    found = page.evaluate(READ_INDEX, [base, terms])
    assert_held(index, terms, found)


def manifest_on(site: Served, base: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.path / base.strip("/") / "manifest.json").read_bytes())
    return found


@pytest.mark.browser
def test_what_is_no_term_is_not_found(site: Served, page: Page) -> None:
    base = site.publish(made_up(40), TABLES)
    odd = ["", "a", "\uffff", "zzzz", "constructor", "__proto__", "toString", "yang", "7.7.7", "terms-0.json"]
    assert page.evaluate(READ_INDEX, [base, odd]) == [None] * len(odd)


@pytest.mark.browser
def test_words_are_completed_across_files(site: Served, page: Page) -> None:
    answers = made_up(150)
    base = site.publish(answers, TABLES)
    terms = sorted(make_index(answers, TABLES).postings)
    firsts = manifest_on(site, base)["shards"]
    prefixes = sorted({*(first[:2] for first in firsts), *(term[:2] for term in terms[::40]), *firsts, "ba", "z", "zz"})
    found = page.evaluate(COMPLETE, [base, prefixes])
    for prefix, completions in zip(prefixes, found, strict=True):
        assert completions == [term for term in terms if term.startswith(prefix)], prefix


@pytest.mark.browser
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(titles=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1), min_size=1, max_size=20))
def test_terms_of_any_script_are_found_again(titles: list[str], site: Served, page: Page) -> None:
    """The browser's order of rare letters is not Python's; short files, so that terms lie in many of them."""
    padding = " ".join(f"pengisi{each}" for each in range(500))
    astral = "\ufa0e \ufa27 𐐨 𠀀 中 한 𪜀 ꙮ"
    answers = [answer(title, padding if place == 0 else astral) for place, title in enumerate([*titles, "akhir"])]
    index = make_index(answers, TABLES)
    terms = sorted(index.postings)
    base = site.publish(answers, TABLES)
    found = page.evaluate(READ_INDEX, [base, terms])
    assert_held(index, terms, found)


# Size


FIRST_QUERY = """async ([base, query]) => {
  const { Index } = await import("/sigap-search-index.js")
  const { rank } = await import("/sigap-search-engine.js")
  const index = await new Index(new URL(base, location.href).href).start()
  const { found } = await rank(query, index)
  return (await index.cards(found.slice(0, 10).map(({ answer }) => answer))).length
}"""


@pytest.mark.browser
def test_what_a_first_query_loads_does_not_grow_with_the_content(site: Served, page: Page) -> None:
    """Without what the worker fetches ahead when there is nothing else to do."""
    small, large = first_query_bytes(site, page, 100), first_query_bytes(site, page, 20 * 100)
    assert all(many < 4 * few for few, many in zip(small, large, strict=True)), (small, large)


def first_query_bytes(site: Served, page: Page, count: int) -> list[int]:
    """Return what is loaded for two whole words, then for two of which the last is still being typed."""
    answers = made_up(count)
    base = site.publish(answers, TABLES)
    words = " ".join(answers[count // 2].title.split()[1:3])
    sizes = []
    for query in (f"{words} ", words[:-1]):
        site.asked.clear()
        assert 1 <= page.evaluate(FIRST_QUERY, [base, query]) <= 10
        asked = [path for path in site.asked if path.startswith(base)]
        assert len(set(asked)) == len(asked) >= 3
        sizes.append(sum((site.path / path.strip("/")).stat().st_size for path in asked))
    return sizes
