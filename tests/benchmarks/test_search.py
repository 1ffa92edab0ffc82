"""What measuring search rests on: other answers, folds, the threshold. Measuring itself is `make bench-search`."""

from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks.search import sites
from benchmarks.search.others import made_up
from benchmarks.search.quality import Quality
from benchmarks.search.shared import Query
from benchmarks.search.trial import part_of, present_weights
from benchmarks.tune_search import Doubt, chosen_threshold, folds_of
from generator.render.context import RenderContext
from generator.search.site import answers_of


def test_made_up_answers_are_the_same_each_time_and_ask_nothing_twice() -> None:
    once, again = (list(made_up(800, {"taken"})) for _ in range(2))
    assert once == again
    assert len({each.heading for each in once}) == 800


def test_a_heading_that_is_taken_is_not_made_up_again() -> None:
    first = next(made_up(1, set()))
    assert first.heading not in {each.heading for each in made_up(200, {first.heading})}


def test_other_answers_become_answers_beside_the_real_ones(tmp_path: Path) -> None:
    others = list(islice(made_up(600, set()), 600))
    prepared = sites.prepared_with(tmp_path, others)
    found = answers_of(RenderContext(prepared.library, prepared.as_of, prepared.findings))
    titles = {answer.title for answer in found if answer.group.origin.document.startswith("lain-")}
    assert {each.heading for each in others} <= titles
    assert {answer.group.origin.document for answer in found} > {"lain-1", "lain-2", "pln-mobile"}


def test_folds_hold_each_type_evenly() -> None:
    queries = [Query(str(place), kind, "", {}) for kind, count in (("kw", 10), ("none", 7)) for place in range(count)]
    folds = folds_of(queries, 5)
    by_fold = Counter((query.type, fold) for query, fold in zip(queries, folds, strict=True))
    assert {by_fold["kw", fold] for fold in range(5)} == {2}
    assert {by_fold["none", fold] for fold in range(5)} == {1, 2}
    assert {Counter(folds)[fold] for fold in range(5)} == {3, 4}


def test_threshold_declares_what_it_can_without_declaring_answers() -> None:
    doubts = [Doubt(is_answerable=True, limit=0.5)] * 60 + [
        Doubt(is_answerable=False, limit=each) for each in (0.2, 0.8)
    ]
    assert 0.2 < chosen_threshold(doubts) <= 0.5


def test_quality_counts_places_of_the_answer() -> None:
    quality = Quality.of_grades([[2, 0], [1, 0, 2], [0] * 10 + [2], []])
    assert (quality.first, quality.third, quality.count) == (0.25, 0.5, 4)
    assert quality.rank == (1 + 1 / 3) / 4


def test_every_weight_has_a_name_of_its_own() -> None:
    present = present_weights()
    assert sum(len(part_of(present, name)) for name in ("field", "norm", "prior", "query")) + 1 == len(present)
