"""Branches: a question has a way on for each answer, and sibling branches say as much as each other."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.branch_parts import poorer_cases
from generator.checks.reading.coverage import (
    asked_values,
    is_obtained_by,
    missing_values,
    obtained,
    open_question,
    parts_an_answer,
    words_of,
)
from generator.checks.reading.decisions import Case, Decision, decisions_in_text
from generator.checks.reading.facts import Facts
from generator.checks.rule import Finding, Rule, Words, rule
from generator.kinds.clause.schema import AskBlock, CheckBlock
from generator.kinds.flow.schema import FlowEdge
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Fact
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.survey import Entry, Survey


@rule(
    "choice-without-other",
    message=Words(en="no case covers '{fact}: {missing}'", id="tidak ada cabang untuk '{fact}: {missing}'"),
    hint=Words(
        en="add the branch or one with `else: true`; where there is none, accept it as open",
        id="tambahkan cabangnya atau cabang `else: true`; bila tidak diatur, terima sebagai terbuka",
    ),
    agent="{name}: untuk “{missing}” langkahnya belum diatur dalam SOP.",
)
def choice_without_other(survey: Survey) -> Iterator[Finding]:
    """A decision between declared values has no case for one of them, and no `else`.

    Why it matters: the customer gives the answer that nobody thought of, and the agent has no rule.
    A gap that the author recorded does not close the hole: the finding stays until it is accepted.

    Wrong:
        - {branch: "Pelanggan:", when: [{fact: jenis-pelapor, is: pelanggan}]}

    Right:
        - {branch: "Pelanggan:", when: [{fact: jenis-pelapor, is: pelanggan}]}
        - {branch: "Calon pelanggan:", when: [{fact: jenis-pelapor, is: calon pelanggan}]}

    Limits: a single case counts as a decision only when no clause asks another value of the fact, or when it
    stands alone in its clause; `Khusus …`, `Hanya …` and what is allowed (`force: may`) only add something. What
    a flow leaves open is an error, not a finding.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        asked = asked_values(reading)
        told: dict[str, set[str]] = {}
        for decision in decisions_in_text(reading, facts):
            fact = facts.find(decision.fact)
            if fact is not None and fact.type == "choice":
                missing = missing_values(decision, facts, asked)
                yield from _open_values(choice_without_other, decision, fact, missing, told)


@rule(
    "flag-without-else",
    message=Words(
        en="'{fact}' is asked, and no case says what follows when it is '{missing}'",
        id="'{fact}' ditanyakan, tetapi tidak ada cabang bila jawabannya '{missing}'",
    ),
    hint=Words(
        en="add the other branch or one with `else: true`; where there is none, accept it as open",
        id="tambahkan cabang lainnya atau cabang `else: true`; bila tidak diatur, terima sebagai terbuka",
    ),
    agent="Bila jawabannya “{missing}” ({name}), langkahnya belum diatur dalam SOP.",
)
def flag_without_else(survey: Survey) -> Iterator[Finding]:
    """A yes-or-no question has a way on for one answer only.

    Why it matters: the agent asks, hears the other answer, and the procedure is silent.

    Wrong:
        - ask: {data: [setuju-transfer]}
        - {branch: "Jika setuju:", when: [{fact: setuju-transfer, is: ya}]}

    Right:
        - ask: {data: [setuju-transfer]}
        - {branch: "Jika setuju:", when: [{fact: setuju-transfer, is: ya}]}
        - {branch: "Jika tidak setuju:", when: [{fact: setuju-transfer, is: tidak}]}

    Limits: only questions that a step of the document obtains; a lone `Jika X, maka …` about something nobody
    asks is ordinary prose, and so is a `tidak` that asks again or completes what is missing.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        asked = asked_values(reading)
        questions = set(obtained(reading))
        told: dict[str, set[str]] = {}
        for decision in decisions_in_text(reading, facts):
            fact = facts.find(decision.fact)
            if fact is None or fact.type != "flag":
                continue
            is_question = fact.id in questions or is_obtained_by(fact, reading)
            if is_question or parts_an_answer(decision, facts):
                missing = missing_values(decision, facts, asked)
                yield from _open_values(flag_without_else, decision, fact, missing, told)


def _open_values(
    found_by: Rule, decision: Decision, fact: Fact, missing: list[tuple[str, Case]], told: dict[str, set[str]]
) -> Iterator[Finding]:
    """Yield a finding for the values of a decision that no case covers, unless they were told before."""
    by_case: dict[int, tuple[Case, list[str]]] = {}
    for value, case in missing:
        by_case.setdefault(id(case), (case, []))[1].append(value)
    for case, values in by_case.values():
        key = f"{fact.id}={values if len(decision.cases) > 1 else words_of(case.entry)}"
        known, singles = told.setdefault(fact.id, set()), told.setdefault("", set())
        single = "" if len(decision.cases) > 1 else str(case.entry.position)
        if key in known or single in singles:
            continue
        known.update([key, *values])
        singles.update([single] if single else [])
        yield found_by.finding(
            case.place(fact.id),
            case.entry,
            also=[each.entry for each in decision.cases if each is not case],
            fact=fact.id,
            name=fact.name,
            missing=", ".join(values),
        )


@rule(
    "question-without-branch",
    message=Words(
        en="'{question}' is asked here and nothing follows from the answer",
        id="'{question}' ditanyakan di sini, tetapi tidak ada yang mengikuti jawabannya",
    ),
    hint=Words(
        en="add a branch for each answer; where there is none, accept it as open",
        id="tambahkan cabang untuk tiap jawaban; bila tidak diatur, terima sebagai terbuka",
    ),
    agent="Apa yang dilakukan menurut jawabannya ({name}) belum diatur dalam SOP.",
)
def question_without_branch(survey: Survey) -> Iterator[Finding]:
    """A step asks or checks something with declared answers, and no clause depends on the answer.

    Why it matters: the agent asks the customer for nothing, or has to guess what the answer changes.

    Wrong:
        - {text: Tanyakan apakah email sudah diterima., body: [{ask: {data: [email-diterima]}}]}

    Right:
        - {text: Tanyakan apakah email sudah diterima., body: [{ask: {data: [email-diterima]}}]}
        - {branch: "Jika belum:", when: [{fact: email-diterima, is: tidak}], text: kirimkan kembali.}

    Limits: a sentence that asks (`Apakah …?`) counts where its clause has no `ask` and no case shares its words.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        used = {condition.model.fact for condition in reading.of(Condition) if not _is_in_flow(condition)}
        told: set[str] = set()
        for asked in reading.of(AskBlock):
            yield from _without_branch(asked, ("ask", "data"), asked.model.ask.data, used | told, facts)
            told.update(asked.model.ask.data)
        for checked in reading.of(CheckBlock):
            yield from _without_branch(checked, ("check", "facts"), checked.model.check.facts, used | told, facts)
            told.update(checked.model.check.facts)
        for script in reading.of(Script):
            if question := open_question(script):
                place = script.model.place("text")
                yield question_without_branch.finding(place, script, question=question, name=question)


def _without_branch(
    entry: Entry[Model], path: tuple[str, str], named: list[str], used: set[str], facts: Facts
) -> Iterator[Finding]:
    for position, fact_id in enumerate(named):
        fact = facts.find(fact_id)
        if fact and fact.type in ("choice", "flag") and fact_id not in used:
            yield question_without_branch.finding(
                entry.model.place(*path, position), entry, question=fact_id, name=fact.name
            )


@rule(
    "branches-unequal",
    message=Words(
        en="this case of '{fact}' has no `{part}`, its sibling '{other}' has",
        id="cabang '{fact}' ini tidak memuat `{part}`, sedangkan cabang '{other}' memuatnya",
    ),
    hint=Words(
        en="add `{part}`, or say that none is needed here",
        id="tambahkan `{part}`, atau nyatakan bahwa di sini tidak perlu",
    ),
    agent="Pada cabang “{other}” ada {words}; untuk cabang ini belum ditetapkan.",
)
def branches_unequal(survey: Survey) -> Iterator[Finding]:
    """One of several sibling cases lacks what the others have: a sentence, a record, a click, a question.

    Why it matters: the agent does in one case what the other one left out, or forgets the record altogether.

    Wrong:
        - {branch: "Keluhan:", when: [{fact: kategori, is: Keluhan}], body: [{record: catat-keluhan}]}
        - {branch: "Gangguan:", when: [{fact: kategori, is: Gangguan}], text: Jawab menurut jenisnya.}

    Right:
        - {branch: "Keluhan:", when: [{fact: kategori, is: Keluhan}], body: [{record: catat-keluhan}]}
        - {branch: "Gangguan:", when: [{fact: kategori, is: Gangguan}], body: [{record: catat-gangguan}]}

    Limits: a case that refers to another place, leaves something out on purpose (`tidak perlu`, `skip`) or ends
    otherwise than its siblings is not compared; nor are yes and no.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for decision in decisions_in_text(reading, facts):
            if len(facts.values(decision.fact)) > 1:
                for poorer in poorer_cases(decision, facts):
                    yield branches_unequal.finding(
                        poorer.place,
                        poorer.case.entry,
                        also=[poorer.richer],
                        fact=decision.fact,
                        part=poorer.part,
                        words=poorer.part_in_words,
                        other=poorer.other,
                    )


def _is_in_flow(entry: Entry[Condition]) -> bool:
    return entry.parent is not None and isinstance(entry.parent.model, FlowEdge)
