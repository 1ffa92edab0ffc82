"""What sibling cases consist of, and which of them lacks what the others have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator.checks.reading.decisions import Case, Decision
from generator.checks.reading.facts import Facts
from generator.kinds.clause.schema import AskBlock, Branch, Clause, ClickBlock, RecordBlock, ScriptBlock
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, letter_of

VERBS = {
    "script": r"\b(?:(?:me|di)?nyampaikan|(?:di)?sampaikan|(?:meng|di)?informasikan)\b",
    "record": r"\b(?:(?:men|di)?catat|pencatatan|(?:meng)?input)\b",
    "ask": r"\b(?:(?:me|di)?nanyakan|(?:di)?tanyakan)\b",
    "click": r"\b(?:meng|di)?klik\b",
}
# What a case may consist of: the word on the page, the models, and how prose speaks of it. What a part of the
# revision holds is entered where it is shown first; a block that shows it again counts as well.
PARTS: dict[str, tuple[str, tuple[type[Model], ...], re.Pattern[str]]] = {
    "script": ("kalimat", (ScriptBlock, Script), re.compile(VERBS["script"], re.IGNORECASE)),
    "record": ("pencatatan", (RecordBlock,), re.compile(VERBS["record"], re.IGNORECASE)),
    "ask": ("pertanyaan", (AskBlock,), re.compile(VERBS["ask"], re.IGNORECASE)),
    "click": ("klik", (ClickBlock,), re.compile(VERBS["click"], re.IGNORECASE)),
}
ELSEWHERE = re.compile(
    r"\b(?:tidak perlu|tanpa|tidak ada|lihat|sama dengan|seperti pada|(?:me)?lanjutkan|(?:me)?menunggu|kembali ke"
    r"|mengakhiri|akhiri|transfer|alihkan|mengalihkan)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:belum|bukan|tidak|tanpa|non)\b", re.IGNORECASE)
RECORDS_ONE = re.compile(r"\b(?:pencatatan|(?:men)?catat)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Poorer:
    """A case that lacks a part.

    Attributes:
        case: The case.
        place: Where the part is missing.
        richer: What has the part.
        part, part_in_words: The key of the missing block, and what it is in Indonesian.
        other: The value of the sibling that has it.
    """

    case: Case
    place: Location
    richer: Entry[Model]
    part: str
    part_in_words: str
    other: str


def poorer_cases(decision: Decision, facts: Facts) -> Iterator[Poorer]:
    """Yield the cases that lack what their siblings have, at most one finding a case."""
    cases = [each for each in decision.cases if decision.fact in each.others and each.entry.parent]
    if len({each.others[decision.fact] for each in cases}) < 2 or not _is_alike(cases, decision.fact):
        return
    owned = [_parts(each.entry) for each in cases]
    for part, (words, _, verb) in PARTS.items():
        lacking = [position for position, own in enumerate(owned) if part not in own]
        if len(lacking) != 1:
            continue
        poorer, own = cases[lacking[0]], owned[lacking[0]]
        richer = next(each for each in cases if each is not poorer)
        if _is_excused(poorer) or not _is_expected(part, own, len(cases), verb, poorer, decision.fact):
            continue
        place = poorer.entry.model.place("branch" if isinstance(poorer.entry.model, Branch) else "id")
        yield Poorer(poorer, place, richer.entry, part, words, richer.others[decision.fact])
        return
    yield from _later_record(decision, cases, facts)


def _is_alike(cases: list[Case], fact: str) -> bool:
    """Tell whether cases differ in the one fact only, yes and no left aside."""
    several = [{name: value for name, value in each.others.items() if name != fact} for each in cases]
    values = {each.others[fact] for each in cases}
    return all(each == several[0] for each in several) and not values & {"ya", "tidak"}


def _parts(entry: Entry[Model]) -> set[str]:
    kinds = {type(each.model) for each in entry.within(Model)}
    return {part for part, (_, own, _) in PARTS.items() if kinds.intersection(own)}


def _is_expected(part: str, own: set[str], count: int, verb: re.Pattern[str], poorer: Case, fact: str) -> bool:
    """Tell whether a case would have a part too: all of three siblings have it, or its words speak of it."""
    if count > 2 or verb.search(_own_words(poorer.entry)):
        return True
    return part in ("script", "record") and not own and not NEGATION.search(poorer.others[fact])


def _is_excused(case: Case) -> bool:
    clauses = [cast("Clause", each.model) for each in (case.entry, *case.entry.within(Clause))]
    return any(each.references or each.skip or each.force in ("need-not", "must-not") for each in clauses) or bool(
        ELSEWHERE.search(_own_words(case.entry))
    )


def _own_words(entry: Entry[Model]) -> str:
    models = [cast("Clause", each.model) for each in (entry, *entry.within(Clause))]
    return " ".join(
        letter_of(words)
        for each in models
        for words in (each.branch if isinstance(each, Branch) else "", each.text or "")
        if words
    )


def _later_record(decision: Decision, cases: list[Case], facts: Facts) -> Iterator[Poorer]:
    """Yield the cases for which no later step records anything, while one does for a single sibling."""
    parent = decision.container
    steps = [*parent.siblings, *parent.inside] if parent.parent else parent.inside
    named: dict[str, Entry[Model]] = {}
    for step in steps:
        model = step.model
        if step.position > cases[-1].entry.last and isinstance(model, Clause) and not model.when:
            words = f"{letter_of(model.title or '')} {letter_of(model.text or '')}"
            values = [value for value in facts.values(decision.fact) if re.search(rf"\b{re.escape(value)}\b", words)]
            if len(values) == 1 and RECORDS_ONE.search(words):
                named[values[0]] = step
    if len(named) != 1:
        return
    ((value, step),) = named.items()
    for case in cases:
        if case.others[decision.fact] != value and "record" not in _parts(case.entry):
            yield Poorer(case, step.model.place("text"), step, "record", "pencatatan", value)
            return
