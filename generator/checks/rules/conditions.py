"""Conditions of cases that stand side by side: every value has its case, and only one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.reading.bounds_said import is_contrary
from generator.checks.reading.coverage import obtained
from generator.checks.reading.decisions import Case, Decision, conditions_of, decisions_in, effective
from generator.checks.reading.divisions import clash, counted_decisions, holes, overlaps
from generator.checks.reading.facts import Facts
from generator.checks.reading.flow_targets import conditions_at, target_of
from generator.checks.reading.labels_said import other_value
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.flow.schema import FlowEdge
from generator.model.ranges import Span, in_signs, in_words
from generator.problems import Severity
from generator.survey import RevisionReading, Survey


@rule(
    "condition-gap",
    message=Words(en="the cases of '{fact}' leave {hole} open", id="cabang-cabang '{fact}' tidak mencakup {hole}"),
    hint=Words(
        en="mend the bound, add the case, or record a gap of kind unregulated and have the finding accepted as open",
        id="perbaiki batasnya, tambahkan cabangnya, atau catat gap jenis unregulated dan terima sebagai terbuka",
    ),
    agent="{name} {words}: langkahnya belum diatur dalam SOP.",
)
def condition_gap(survey: Survey) -> Iterator[Finding]:
    """Cases that stand side by side leave a duration or a number open.

    Why it matters: the agent meets the value that no case covers, often the commonest one, and has no rule.
    A gap that the author recorded does not close the hole: the finding stays until it is accepted.

    Wrong:
        - {branch: "Apabila kurang dari 12 jam:", when: [{fact: lama-laporan, is: "< 12 jam"}]}
        - {branch: "Apabila lebih dari 12 jam:", when: [{fact: lama-laporan, is: "> 12 jam"}]}

    Right:
        - {branch: "Apabila kurang dari 12 jam:", when: [{fact: lama-laporan, is: "< 12 jam"}]}
        - {branch: "Apabila 12 jam atau lebih:", when: [{fact: lama-laporan, is: ">= 12 jam"}]}

    Limits: a single case promises nothing of the other values. What a flow leaves open is an error, not a finding.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        told: set[tuple[str, Span]] = set()
        questions = set(obtained(reading))
        for decision in counted_decisions(reading, facts):
            for hole, beside in holes(decision, questions, facts):
                if (decision.fact, hole) not in told:
                    told.add((decision.fact, hole))
                    others = [case.entry for case in decision.cases if case is not beside]
                    yield condition_gap.finding(
                        beside.place(decision.fact), beside.entry, also=others, **_named(decision.fact, hole, facts)
                    )


def _named(fact_id: str, span: Span, facts: Facts) -> dict[str, Any]:
    """Return what the sentences name: the fact, and the values in signs and in words."""
    fact = facts.find(fact_id)
    unit, is_whole = (fact.unit or "", fact.type == "count") if fact else ("", False)
    return {
        "fact": fact_id,
        "name": fact.name if fact else fact_id,
        "hole": in_signs(span, unit, is_whole=is_whole),
        "words": in_words(span, unit, is_whole=is_whole),
    }


@rule(
    "condition-overlap",
    message=Words(
        en="two cases of '{fact}' hold for {hole}: this one and '{other}'",
        id="dua cabang '{fact}' berlaku untuk {hole}: yang ini dan '{other}'",
    ),
    hint=Words(
        en="mend the bound so that each value has one case",
        id="perbaiki batasnya sehingga tiap nilai punya satu cabang",
    ),
    agent="Untuk {name} {words} berlaku dua ketentuan sekaligus: {here} dan {there}.",
)
def condition_overlap(survey: Survey) -> Iterator[Finding]:
    """Two cases that stand side by side hold for the same duration or number.

    Why it matters: two instructions apply at once and differ, and each agent picks another one.

    Wrong:
        - {branch: "Apabila sampai 24 jam:", when: [{fact: lama-menunggu, is: "<= 24 jam"}]}
        - {branch: "Apabila 24 jam atau lebih:", when: [{fact: lama-menunggu, is: ">= 24 jam"}]}

    Right:
        - {branch: "Apabila sampai 24 jam:", when: [{fact: lama-menunggu, is: "<= 24 jam"}]}
        - {branch: "Apabila lebih dari 24 jam:", when: [{fact: lama-menunggu, is: "> 24 jam"}]}

    Limits: `>= 3 menit` and `>= 5 menit` are two moments one after the other, and cases with the same bounds, or
    of which one refers to the other (`sama dengan point A.1`), belong together: none of these overlaps.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        told: set[tuple[str, Span]] = set()
        for decision in counted_decisions(reading, facts):
            for one, other, span in overlaps(decision, facts):
                if (decision.fact, span) in told:
                    continue
                told.add((decision.fact, span))
                yield condition_overlap.finding(
                    other.place(decision.fact),
                    other.entry,
                    also=[one.entry],
                    other=_bound(one, decision.fact),
                    here=_bound(other, decision.fact),
                    there=_bound(one, decision.fact),
                    **_named(decision.fact, span, facts),
                )


def _bound(case: Case, fact: str) -> str:
    return ", ".join(each.is_ for each in case.when if each.fact == fact) or "selain " + ", ".join(
        each.is_ for each in case.unless
    )


@rule(
    "condition-outside-parent",
    message=Words(
        en="'{fact}: {value}' lies outside of what stands around it: '{around}'",
        id="'{fact}: {value}' di luar syarat yang melingkupinya: '{around}'",
    ),
    hint=Words(
        en="mend this condition or the one around it, or move the case out",
        id="perbaiki syarat ini atau syarat yang melingkupinya, atau pindahkan cabangnya",
    ),
    severity=Severity.ERROR,
    agent="Cabang {name} {value} berada di bawah syarat {around}, jadi tidak pernah berlaku penuh.",
)
def condition_outside_parent(survey: Survey) -> Iterator[Finding]:
    """A case lies outside of the condition under which it stands, or of its own other conditions.

    Why it matters: nobody ever reaches the case, or only part of it; what it regulates is not regulated.

    Wrong:
        - branch: "Apabila kurang dari 12 jam:"
          when: [{fact: lama-laporan, is: "< 12 jam"}]
          body:
            - {branch: "Apabila lebih dari 24 jam:", when: [{fact: lama-laporan, is: "> 24 jam"}]}

    Right:
        - branch: "Apabila lebih dari 12 jam:"
          when: [{fact: lama-laporan, is: "> 12 jam"}]
          body:
            - {branch: "Apabila lebih dari 24 jam:", when: [{fact: lama-laporan, is: "> 24 jam"}]}
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for entry in (*reading.of(Clause), *reading.of(FlowEdge)):
            conditions, refused = conditions_of(entry.model)
            around = effective(entry) if isinstance(entry.model, Clause) else []
            for position, condition in enumerate(conditions):
                wider = [*conditions[:position], *around]
                if wide := clash(condition, wider, refused if len(refused) == 1 else [], facts):
                    fact = facts.find(condition.fact)
                    yield condition_outside_parent.finding(
                        entry.model.place("when", position, "is"),
                        entry,
                        fact=condition.fact,
                        name=fact.name if fact else condition.fact,
                        value=condition.is_,
                        around=wide,
                    )


@rule(
    "flow-condition-differs",
    message=Words(
        en="the connection asks '{fact}: {value}', the clause it leads to '{other}'",
        id="sambungan mensyaratkan '{fact}: {value}', sedangkan klausul tujuannya '{other}'",
    ),
    hint=Words(en="mend the condition in the flow or in the clause", id="perbaiki syarat pada alur atau pada klausul"),
    severity=Severity.ERROR,
    agent="Alur menyebut {name} {value}; teks menyebut {other}.",
)
def flow_condition_differs(survey: Survey) -> Iterator[Finding]:
    """A connection of a flow and the clause it leads to have different conditions on the same fact.

    Why it matters: whoever follows the flow does something else than whoever reads the text.

    Wrong:
        when: [{fact: lama-menunggu, is: "> 20 jam"}]

    Right:
        when: [{fact: lama-menunggu, is: "> 24 jam"}]

    Limits: only where the clause itself, or the one around it, has a condition on that fact.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for decision in decisions_in(reading, facts):
            if decision.is_flow:
                yield from _differing(decision, reading, facts)


def _differing(decision: Decision, reading: RevisionReading, facts: Facts) -> Iterator[Finding]:
    for case in decision.cases:
        target = target_of(case, decision, reading)
        conditions = conditions_at(target) if target else []
        stated = [each.is_ for each in conditions if each.fact == decision.fact]
        asked = [each.is_ for each in case.when if each.fact == decision.fact]
        is_known = is_contrary(case, facts) or _is_labelled_otherwise(case, facts)
        if target and stated and not _agree(decision.fact, asked, stated, facts) and not is_known:
            fact = facts.find(decision.fact)
            yield flow_condition_differs.finding(
                case.place(decision.fact),
                case.entry,
                also=[target],
                fact=decision.fact,
                name=fact.name if fact else decision.fact,
                value=", ".join(asked),
                other=", ".join(stated),
            )


def _is_labelled_otherwise(case: Case, facts: Facts) -> bool:
    """Tell whether the label names another value than a condition, which is told by itself."""
    edge = case.entry.model
    return isinstance(edge, FlowEdge) and any(other_value(edge, each, facts) for each in edge.when)


def _agree(fact: str, asked: list[str], stated: list[str], facts: Facts) -> bool:
    if not facts.is_counted(fact):
        return set(asked) <= set(stated)
    return _numbers(asked) <= _numbers(stated) or asked == stated


def _numbers(written: list[str]) -> set[str]:
    return {" ".join(each.split()).replace("≥", ">=").replace("≤", "<=") for each in written}
