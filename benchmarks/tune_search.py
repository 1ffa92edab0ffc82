"""How well search answers the development queries, what each of its parts gives, and which weights would do better.

Prints three tables, and with `--tune` a fourth:

- quality by type of query with the weights of `generator/search/weights.py`: the answer is the first result (@1) or
  among the first three (@3), mean reciprocal rank (MRR) of the first ten;
- ablation: what changes, in points, when one part is switched off; `lists` counts the queries whose results change at
  all, since a part may act and yet move no answer;
- threshold of "Tidak yakin" (`sure`): the share of unanswerable queries that are declared, and of answerable ones that
  are declared wrongly, chosen on some folds and measured on the others;
- weights by k-fold cross-validation, folds stratified by type: on all folds but one a greedy search takes the best
  single changes as long as they gain something, the fold left out says what that is worth for queries not seen.
  A change is worth taking when most folds agree on it and it holds out of fold.

The queries are never shown, since whoever writes variants and tables must not know them; `--failures` names those that
miss, for finding faults of the engine. Weights come out of the development queries alone. What the real content finds
for headings of other answers of the domain is shown beside the threshold, and chosen by nothing.

Run it with `make venv` done: `.venv/bin/python bootstrap.py run -- python -m benchmarks.tune_search [--tune]`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.search.quality import Quality
from benchmarks.search.shared import Query, Shared, default_folder
from benchmarks.search.trial import Outcome, Trials, Weights, open_trials, present_weights

MAIN_SHARE = 0.7
"""How much the main queries count beside the hard ones, of which there are few."""
WORTH_TAKING = 0.004
"""A change must gain this much in the folds it was chosen on: about half a query."""
PROMISING = 10
"""So many of the best single changes are tried together with others."""
STEPS = (0.5, 0.8, 1.25, 2.0)
"""Factors by which a weight is tried."""
PRIOR_STEPS = (0.9, 1.1)
"""Kind priors matter in small differences."""
MOST_WRONG = 0.02
"""At most this share of answerable queries may be declared to have no sure answer."""
THRESHOLDS = [value / 100 for value in range(200)]
FOREIGN = 150
ONLY_FOR_DOUBT = {"query.sure", "query.perWord", "query.story"}
"""Weights that decide when results are declared unsure, and move none."""
SEED = 7

Judged = list[tuple[Query, Outcome]]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=default_folder(), help="the folder that holds search/")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--tune", action="store_true", help="try other weights too (some minutes)")
    parser.add_argument("--only", default="", help="with --tune: only weights whose names begin so, such as query.")
    parser.add_argument("--changes", type=int, default=4, help="with --tune: at most so many changes a fold")
    parser.add_argument("--failures", action="store_true", help="name the queries that miss, and what they find")
    arguments = parser.parse_args()
    shared = Shared(arguments.shared)
    with open_trials(shared) as trials:
        present = present_weights()
        judged = trials.judged(present)
        print_quality(judged)
        print_ablation(trials, present)
        folds = folds_of(trials.queries, arguments.folds)
        print_threshold(trials, folds, foreign_queries(shared), present)
        if arguments.failures:
            print_failures(judged)
        if arguments.tune:
            Tuning(trials, folds, present, arguments.only, arguments.changes).print_result()


# Quality


def quality_of(judged: Iterable[tuple[Query, Outcome]]) -> Quality:
    """Measure queries; those without an answer are passed over."""
    return Quality.of_grades([outcome.grades for query, outcome in judged if query.type != "none"])


def both(judged: Judged) -> tuple[Quality, Quality]:
    """Return the quality of the main queries and of the hard ones."""
    return quality_of(each for each in judged if each[0].type != "hard"), quality_of(
        each for each in judged if each[0].type == "hard"
    )


def worth(judged: Judged) -> float:
    """Return the one number by which weights are chosen, 0 to 1."""
    return sum(
        share * (0.5 * quality.first + 0.2 * quality.third + 0.3 * quality.rank)
        for share, quality in zip((MAIN_SHARE, 1 - MAIN_SHARE), both(judged), strict=True)
    )


def print_quality(judged: Judged) -> None:
    """Print the quality by type of query, and how long the engine takes."""
    print(f"{'queries':<22} {'n':>4} {'@1':>6} {'@3':>6} {'MRR':>6}")
    by_type: dict[str, Judged] = defaultdict(list)
    for query, outcome in judged:
        if query.type not in {"none", "hard"}:
            by_type[query.type].append((query, outcome))
    lines = {kind: quality_of(members) for kind, members in by_type.items()}
    lines["all main"], lines["hard"] = both(judged)
    for name, quality in lines.items():
        print(f"{name:<22} {quality.count:>4} {quality}")
    times = sorted(outcome.took for _, outcome in judged)
    print(f"engine alone, warm: p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms\n")


def print_failures(judged: Judged) -> None:
    """Print each query whose answer is not first."""
    for query, outcome in judged:
        if query.type != "none" and not outcome.has_answer(1):
            place = outcome.grades.index(2) + 1 if 2 in outcome.grades else "-"
            print(f"{query.type:<9} {place:>2}  {query.text}  →  {', '.join(outcome.addresses[:3])}")


# Ablation


def ablations(present: Weights) -> dict[str, tuple[dict[str, float], frozenset[str]]]:
    """Return what is switched off, by its name: weights that change, and parts to do without."""
    priors = {name: 1.0 for name in present if name.startswith("prior.")}
    return {
        "question variants": ({}, frozenset({"variants"})),
        "all tables": ({}, frozenset({"tables"})),
        "  slang": ({}, frozenset({"slang"})),
        "  abbreviations": ({}, frozenset({"abbreviations"})),
        "  synonyms": ({}, frozenset({"synonyms"})),
        "  stop words": ({}, frozenset({"stop-words"})),
        "similarity": ({"query.similarity": 0.0}, frozenset()),
        "stemmer": ({}, frozenset({"stemmer"})),
        "word above its root": ({"query.root": 1.0}, frozenset()),
        "prefix of last word": ({}, frozenset({"prefix"})),
        "kind priors": (priors, frozenset()),
        "typo tolerance": ({}, frozenset({"typos"})),
        "coverage": ({"query.coverage": 0.0}, frozenset()),
        "titles around": ({}, frozenset({"titles around"})),
        "section number": ({}, frozenset({"section number"})),
        "hidden words": ({}, frozenset({"hidden words"})),
        "heading as body": ({"field.heading": present["field.body"]}, frozenset()),
    }


def print_ablation(trials: Trials, present: Weights) -> None:
    """Print what each part gives: the change without it, in points."""
    original = trials.judged(present)
    whole = both(original)
    print(f"{'without':<22} {'main @1':>8} {'@3':>6} {'MRR':>6}   {'hard @1':>8} {'@3':>6} {'MRR':>6}   lists")
    for name, (changes, off) in ablations(present).items():
        judged = trials.judged({**present, **changes}, off)
        moved = sum(one.addresses != other.addresses for (_, one), (_, other) in zip(judged, original, strict=True))
        cells = [
            100 * (without - present_value)
            for quality, before in zip(both(judged), whole, strict=True)
            for without, present_value in zip(_numbers(quality), _numbers(before), strict=True)
        ]
        numbers = [f"{cell:+.1f}" if round(cell, 1) else "0" for cell in cells]
        main_part = f"{numbers[0]:>8} {numbers[1]:>6} {numbers[2]:>6}"
        print(f"{name:<22} {main_part}   {numbers[3]:>8} {numbers[4]:>6} {numbers[5]:>6}   {moved:>5}", flush=True)
    print()


def _numbers(quality: Quality) -> tuple[float, float, float]:
    return quality.first, quality.third, quality.rank


# Folds


def folds_of(queries: Sequence[Query], count: int) -> list[int]:
    """Return for each query its fold; every type is spread evenly over the folds."""
    source = random.Random(SEED)
    folds = [0] * len(queries)
    by_type: dict[str, list[int]] = defaultdict(list)
    for place, query in enumerate(queries):
        by_type[query.type].append(place)
    start = 0
    for places in by_type.values():
        source.shuffle(places)
        for step, place in enumerate(places):
            folds[place] = (start + step) % count
        start += len(places)
    return folds


def in_fold(judged: Judged, folds: Sequence[int], fold: int) -> Judged:
    """Return the queries that a fold is chosen on: all but its own."""
    return [each for each, own in zip(judged, folds, strict=True) if own != fold]


def out_of_fold(judged: Judged, folds: Sequence[int], fold: int) -> Judged:
    """Return the queries that a fold is measured on."""
    return [each for each, own in zip(judged, folds, strict=True) if own == fold]


# The threshold


@dataclass(frozen=True, slots=True)
class Doubt:
    """One query, and up to which threshold the engine is sure of what it finds."""

    is_answerable: bool
    limit: float


def foreign_queries(shared: Shared) -> list[str]:
    """Return headings of other answers of the domain, which the real content does not answer."""
    headings = sorted({each["heading"] for each in shared.read("distractors_2000.json")})
    return random.Random(SEED).sample(headings, FOREIGN)


def declared(doubts: Sequence[Doubt], threshold: float) -> tuple[float, float]:
    """Return which share of unanswerable and of answerable queries is declared to have no sure answer."""
    shares = []
    for is_answerable in (False, True):
        limits = [each.limit for each in doubts if each.is_answerable is is_answerable]
        shares.append(sum(limit < threshold for limit in limits) / (len(limits) or 1))
    return shares[0], shares[1]


def chosen_threshold(doubts: Sequence[Doubt]) -> float:
    """Return the threshold that declares most unanswerable queries and at most `MOST_WRONG` of the others.

    Among equals the one in the middle, which is farthest from either fault.
    """
    tried = [(value, *declared(doubts, value)) for value in THRESHOLDS]
    fitting = [(right, value) for value, right, wrong in tried if wrong <= MOST_WRONG]
    best = max(right for right, _ in fitting)
    values = [value for right, value in fitting if right == best]
    return values[len(values) // 2]


def print_threshold(trials: Trials, folds: Sequence[int], foreign: Sequence[str], present: Weights) -> None:
    """Print what thresholds do, which one is chosen, and what the choice is worth on queries not seen."""
    doubts = doubts_of(trials, present)
    of_foreign = trials.limits(foreign, present)
    none = sum(not each.is_answerable for each in doubts)
    head = f"{'threshold':<22} {'declared':>9} {'wrongly':>8} {'foreign':>8}"
    print(f"{head}   ({none} unanswerable queries, {len(foreign)} headings of other answers)")
    sure, chosen = present["query.sure"], chosen_threshold(doubts)
    for value in sorted({sure, chosen, *(sure + step / 50 for step in range(-6, 7))}):
        mark = ", ".join(["sure"] * (value == sure) + ["chosen on all"] * (value == chosen))
        share = sum(limit < value for limit in of_foreign) / len(of_foreign)
        right, wrong = declared(doubts, value)
        print(f"{value:<22.3f} {right:>9.2f} {wrong:>8.3f} {share:>8.2f}   {mark}".rstrip())
    print(f"{'perWord':<10} {'threshold by fold':<32} {'out of fold: declared':>21} {'wrongly':>8}")
    for value in (0.0, 0.01, 0.02, 0.03, 0.04, 0.05):
        print(f"{value:<10} {cross_validated(doubts_of(trials, {**present, 'query.perWord': value}), folds)}")
    print()


def doubts_of(trials: Trials, settings: Weights) -> list[Doubt]:
    """Return the doubts of the development queries."""
    limits = trials.limits([query.text for query in trials.queries], settings)
    return [Doubt(query.type != "none", limit) for query, limit in zip(trials.queries, limits, strict=True)]


def cross_validated(doubts: Sequence[Doubt], folds: Sequence[int]) -> str:
    """Return which threshold each fold chooses, and what they come to out of fold, in words."""
    picked = []
    right = wrong = none = 0.0
    for fold in sorted(set(folds)):
        inside = [each for each, own in zip(doubts, folds, strict=True) if own != fold]
        outside = [each for each, own in zip(doubts, folds, strict=True) if own == fold]
        picked.append(chosen_threshold(inside))
        unsure = [each for each in outside if each.limit < picked[-1]]
        wrong += sum(each.is_answerable for each in unsure)
        right += sum(not each.is_answerable for each in unsure)
        none += sum(not each.is_answerable for each in outside)
    values = " ".join(f"{value:.2f}" for value in picked)
    return f"{values:<32} {right / (none or 1):>21.2f} {wrong / (len(doubts) - none):>8.3f}"


# The weights


@dataclass(slots=True)
class Tuning:
    """Looks for better weights.

    Attributes:
        only: Beginning of the names of the weights that may change.
        most_changes: How many changes a fold may take.
    """

    trials: Trials
    folds: list[int]
    present: dict[str, float]
    only: str
    most_changes: int

    def print_result(self) -> None:
        """Print what each fold takes, what it gains in and out of fold, and on what most folds agree."""
        singles = self.singles()
        print(f"tuning: {len(singles)} single changes tried")
        print(f"{'fold':<6} {'in fold':<27} {'out of fold':<27} changes\n{'':<6} {'@1 before → after, worth':<27}")
        taken: Counter[tuple[str, float]] = Counter()
        before_out: Judged = []
        after_out: Judged = []
        for fold in sorted(set(self.folds)):
            changes = self.best_changes(singles, partial(in_fold, folds=self.folds, fold=fold))
            taken.update(changes.items())
            before, after = self.judged({}), self.judged(changes)
            before_out += out_of_fold(before, self.folds, fold)
            after_out += out_of_fold(after, self.folds, fold)
            cells = [self.gain(before, after, cut, fold) for cut in (in_fold, out_of_fold)]
            print(f"{fold:<6} {cells[0]:<27} {cells[1]:<27} {self.words(changes)}", flush=True)
        for name, judged in (("present", before_out), ("tuned", after_out)):
            main_part, hard = both(judged)
            print(f"out of fold, {name:<9} main {main_part}   hard {hard}   worth {worth(judged):.4f}")
        print("agreed on by folds:")
        for (name, value), count in taken.most_common(12):
            print(f"  {count}/{max(self.folds) + 1}  {name:<20} {self.present[name]:g} → {value:g}")
        final = self.best_changes(singles, lambda judged: judged)
        main_part, hard = both(self.judged(final))
        print(f"on all queries (an upper bound): main {main_part}   hard {hard}   {self.words(final)}")

    def gain(self, before: Judged, after: Judged, cut: Callable[[Judged, list[int], int], Judged], fold: int) -> str:
        """Return what changes gain on one side of a fold, in words."""
        sides = [cut(each, self.folds, fold) for each in (before, after)]
        first = " → ".join(f"{quality_of(side).first:.3f}" for side in sides)
        return f"{first} {worth(sides[1]) - worth(sides[0]):+.4f}"

    def judged(self, changes: Weights) -> Judged:
        """Answer every query with some weights changed."""
        return self.trials.judged({**self.present, **changes})

    def singles(self) -> list[tuple[str, float]]:
        """Return the single changes that are tried."""
        found = []
        for name, value in self.present.items():
            if not name.startswith(self.only) or name in ONLY_FOR_DOUBT:
                continue
            steps = PRIOR_STEPS if name.startswith("prior.") else STEPS
            values = {round(value * step, 3) for step in steps} or {0.0}
            if name.startswith(("norm.", "query.root", "query.prefix", "query.typo", "query.mapped", "query.part")):
                values = {min(1.0, each) for each in values}
            found += [(name, each) for each in sorted(values - {value})]
        return found

    def best_changes(self, singles: Sequence[tuple[str, float]], cut: Callable[[Judged], Judged]) -> dict[str, float]:
        """Take the best change again and again, out of those that look promising alone."""
        changes: dict[str, float] = {}
        best = worth(cut(self.judged({})))
        gains = sorted(((worth(cut(self.judged(dict([each])))), each) for each in singles), reverse=True)
        promising = [each for gain, each in gains[:PROMISING] if gain > best]
        while len(changes) < self.most_changes:
            tried = [(worth(cut(self.judged({**changes, name: value}))), name, value) for name, value in promising]
            top, name, value = max(tried, default=(0.0, "", 0.0))
            if top < best + WORTH_TAKING:
                break
            best = top
            changes[name] = value
        return changes

    def words(self, changes: Weights) -> str:
        """Return changes in words."""
        return ", ".join(f"{name} {self.present[name]:g} → {value:g}" for name, value in changes.items()) or "none"


if __name__ == "__main__":
    main()
