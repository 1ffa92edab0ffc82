"""The index finds what comparing every pair would find, and finds it fast."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.reading import similarity
from generator.checks.reading.similarity import REPRESENTATIVES, Group, Match, jaccard, similar_groups

WORDS = st.frozensets(st.sampled_from([f"k{number}" for number in range(14)]), max_size=12)
THRESHOLDS = st.sampled_from([0.3, 0.5, 0.6, 2 / 3, 0.7, 0.75, 0.8, 0.9, 1.0])


def by_all_pairs(sets: list[frozenset[str]], threshold: float, representatives: int) -> list[Group]:
    groups: list[Group] = []
    shown: dict[int, Group] = {}
    for position, words in enumerate(sets):
        alike = [(jaccard(words, sets[other]), -other) for other in shown if jaccard(words, sets[other]) >= threshold]
        group = shown[-max(alike)[1]] if alike else Group(position)
        if alike:
            group.matches.append(Match(position, -max(alike)[1], max(alike)[0]))
        else:
            groups.append(group)
        if words and len(group.matches) < representatives:
            shown[position] = group
    return [group for group in groups if group.matches]


@given(st.lists(WORDS, max_size=40), THRESHOLDS, st.sampled_from([1, 2, 1000]))
def test_the_index_finds_what_all_pairs_find(
    sets: list[frozenset[str]], threshold: float, representatives: int
) -> None:
    assert similar_groups(sets, threshold, representatives) == by_all_pairs(sets, threshold, representatives)


@given(WORDS, WORDS)
def test_similarity_is_the_same_both_ways(one: frozenset[str], other: frozenset[str]) -> None:
    assert jaccard(one, other) == jaccard(other, one)
    assert 0 <= jaccard(one, other) <= 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("a b c d", "a b c d", [1.0], id="equal"),
        pytest.param("a b c d e f g", "a b c d e f g h i j", [0.7], id="exactly the threshold"),
        pytest.param("a b c d e f", "a b c d e f g h i j", [], id="just below the threshold"),
        pytest.param("a", "a", [1.0], id="one word"),
        pytest.param("", "", [], id="nothing is like nothing"),
    ],
)
def test_similarity_of_two(one: str, other: str, expected: list[float]) -> None:
    groups = similar_groups([frozenset(one.split()), frozenset(other.split())], 0.7)
    assert [match.similarity for group in groups for match in group.matches] == expected


@pytest.mark.parametrize(
    "copies",
    [
        pytest.param(1, id="texts of their own"),
        pytest.param(10_000, id="copies of one text that differ in a number"),
    ],
)
def test_ten_thousand_texts_take_few_comparisons(copies: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def count(one: frozenset[str], other: frozenset[str]) -> float:
        nonlocal compared
        compared += 1
        return jaccard(one, other)

    monkeypatch.setattr(similarity, "jaccard", count)
    chance = random.Random(5)  # noqa: S311 - no secret
    common = [chance.sample(range(3000), 25) for _ in range(10_000 // copies)]
    sets = [frozenset(f"k{word}" for word in common[number // copies]) | {f"nomor{number}"} for number in range(10_000)]
    begin = time.process_time()
    groups = similar_groups(sets, 0.7)
    assert time.process_time() - begin < 20  # processor time: a guard against hanging; about 0.5 as measured
    assert compared <= REPRESENTATIVES * len(sets), "all pairs would be 50 million"
    assert sum(len(group.matches) for group in groups) == (copies - 1) * (10_000 // copies)
