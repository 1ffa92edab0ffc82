"""Which declared values of a fact the cases of a decision cover, and when a single case promises the others too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from generator.checks.reading.content_words import word_set
from generator.checks.reading.decisions import Case, Decision
from generator.checks.reading.facts import Facts
from generator.kinds.clause.schema import AskBlock, Branch, CheckBlock, Clause
from generator.kinds.flow.schema import FlowEdge
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Fact
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, letter_of

OPTIONAL = re.compile(r"\W*(?:khusus|hanya)\b", re.IGNORECASE)
# What brings a missing answer about, so that the next step fits again; nothing else has to be said.
REMEDIES = re.compile(
    r"\b(?:(?:me)?nanyakan|tanyakan|(?:me)?lengkapi|(?:di)?lengkapi|kelengkapan|(?:meng)?ulangi?|kembali|(?:me)?validasi"
    r"|pastikan|memastikan|(?:me)?minta|mintalah)\b",
    re.IGNORECASE,
)

# Who speaks stands in every question and tells none from another.
PERSONS = word_set("pelanggan calon nama petugas kami informasi")
YES_OR_NO = re.compile(r"\b(?:apakah|sudahkah|bolehkah|bersediakah|berkenankah)\b(?:[^.?!]|\.{3})*\?", re.IGNORECASE)


def asked_values(reading: RevisionReading) -> dict[str, set[str]]:
    """Return the values of each fact that clauses ask."""
    found: dict[str, set[str]] = {}
    for entry in reading.clauses:
        for condition in entry.model.when:
            found.setdefault(condition.fact, set()).add(condition.is_)
    return found


def obtained(reading: RevisionReading) -> Iterator[str]:
    """Yield the facts that steps ask for or look up."""
    for entry in reading.of(AskBlock):
        yield from entry.model.ask.data
    for checked in reading.of(CheckBlock):
        yield from checked.model.check.facts


def is_obtained_by(fact: Fact, reading: RevisionReading) -> bool:
    """Tell whether settings name a step of this document that obtains a fact."""
    return any(address.partition("/")[0] == reading.document.id for address in fact.obtained_by)


def parts_an_answer(decision: Decision, facts: Facts) -> bool:
    """Tell whether the flag narrows one of several sibling cases that another fact tells apart."""
    if len(decision.cases) > 1 or len(decision.neighbours) < 2:
        return False
    own = decision.cases[0]
    return any(
        name != decision.fact
        and facts.values(name)
        and any(
            decision.fact not in each.others and each.others.get(name, value) != value for each in decision.neighbours
        )
        for name, value in own.others.items()
    )


def missing_values(decision: Decision, facts: Facts, asked: dict[str, set[str]]) -> list[tuple[str, Case]]:
    """Return the values without a case, each with the case behind which theirs would stand."""
    if decision.has_else or not decision.cases:
        return []
    declared = facts.values(decision.fact)
    cases = [each for each in decision.cases if decision.fact in each.others]
    stated = {each.others[decision.fact] for each in cases}
    if not cases or (len(stated) == 1 and not _is_decisive(decision, cases[0], facts, asked)):
        return []
    found: dict[str, Case] = {}
    for context in decision.contexts(facts):
        holding = decision.holding(context, facts)
        own = [each for each in holding if decision.fact in each.others]
        if not own or (len(stated) > 1 and len({each.others[decision.fact] for each in own}) < 2):
            continue
        covered = {each.others[decision.fact] for each in own}
        if all(decision.fact in each.others for each in holding):
            for value in declared:
                if value not in covered:
                    found.setdefault(value, own[-1])
    return list(found.items())


def _is_decisive(decision: Decision, case: Case, facts: Facts, asked: dict[str, set[str]]) -> bool:
    """Tell whether a single case answers a question, so that the other answers need one too."""
    model = cast("Clause", case.entry.model)
    if model.force in ("may", "must-not", "need-not") or OPTIONAL.match(words_of(case.entry)):
        return False
    value = case.others[decision.fact]
    is_flag = facts.values(decision.fact) == ("ya", "tidak")
    if is_flag and value == "tidak" and REMEDIES.search(_all_words(case.entry)):
        return False
    if asked.get(decision.fact, set()) == {value}:
        return True
    is_alone = [each.model for each in case.entry.siblings if isinstance(each.model, Clause)] == [model]
    return not is_flag and (is_alone or isinstance(model, Branch)) and len(case.others) == 1


def words_of(entry: Entry[Model]) -> str:
    """Return the words in which a case is stated."""
    model = entry.model
    if isinstance(model, FlowEdge):
        return model.label or ""
    branch = model.branch if isinstance(model, Branch) else ""
    return f"{branch} {model.text or model.title or ''}".strip() if isinstance(model, Clause) else ""


def _all_words(entry: Entry[Model]) -> str:
    return " ".join([words_of(entry), *(words_of(each) for each in entry.within(Clause))])


def open_question(script: Entry[Script]) -> str:
    """Return the question that a script asks, when it wants yes or no and no case is about the answer."""
    if script.model.medium != "said" or "?" not in script.model.text:
        return ""
    asked = next((each[0] for each in YES_OR_NO.finditer(letter_of(script.model.text))), "")
    clause = script.nearest(Clause)
    if not asked or clause is None or next(clause.within(AskBlock), None):
        return ""
    later = [each for each in clause.siblings if each.position > clause.position]
    cases = [each for each in (*clause.within(Clause), *later) if isinstance(each.model, Clause)]
    words = word_set(asked) - PERSONS
    answers = [each for each in cases if _depends(each) and words & word_set(_case_words(each))]
    return "" if answers else " ".join(asked.split())


def _depends(entry: Entry[Model]) -> bool:
    return isinstance(entry.model, Branch) or (isinstance(entry.model, Clause) and bool(entry.model.when))


def _case_words(entry: Entry[Model]) -> str:
    return letter_of(entry.model.branch) if isinstance(entry.model, Branch) else letter_of(words_of(entry))
