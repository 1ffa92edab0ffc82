"""Family: a datum is used before the step that obtains it, or asked for twice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.flow_order import facts_missing_on_a_path
from generator.checks.reading.obtaining import Step, Use, fact_entries, guards, name_of, needs_of, section_of
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Ask, Clause
from generator.kinds.flow.schema import Flow
from generator.kinds.settings.schema import Fact
from generator.model.base import Model
from generator.survey import Entry, Survey


@rule(
    "datum-used-before-obtained",
    message=Words(
        en="'{fact}' is needed here, but the first step that obtains it comes later: {step}",
        id="'{fact}' diperlukan di sini, padahal langkah pertama yang memperolehnya baru sesudahnya: {step}",
    ),
    hint=Words(
        en="move the step that obtains it before this place, or ask for it here",
        id="pindahkan langkah yang memperolehnya ke depan, atau tanyakan di sini",
    ),
    agent="Langkah ini memakai {fact}, padahal baru diperoleh pada {step}.",
)
def datum_used_before_obtained(survey: Survey) -> Iterator[Finding]:
    """A sentence, a condition or a record needs a datum before the step that obtains it.

    Why it matters: the agent stands before a gap that cannot be filled in yet, or before a choice whose answer
    is not known yet, with the customer waiting.

    Wrong:
        - {id: menyampaikan-nomor, text: Menyampaikan nomor tiket}
        - {id: membuat-tiket, body: [{check: {facts: [nomor-tiket]}}]}
    Right:
        - {id: membuat-tiket, body: [{check: {facts: [nomor-tiket]}}]}
        - {id: menyampaikan-nomor, text: Menyampaikan nomor tiket}

    Limits: the order is that of reading, over the sections of one revision that ask, look up or say something.
    Plain texts count only where they name a datum of two words or more as something to give or to write.
    """
    facts = fact_entries(survey)
    for reading in survey.revisions:
        needs = needs_of(survey, reading)
        procedural = {id(section_of(step.entry)) for steps in needs.steps.values() for step in steps}
        for fact, steps in needs.steps.items():
            used = [*needs.uses.get(fact, ()), *needs.mentions.get(fact, ())]
            first = steps[0]
            early = [use for use in used if _is_before(use, first) and id(section_of(use.entry)) in procedural]
            if early and fact in facts:
                use = min(early, key=lambda each: each.entry.position)
                also = [first.entry, facts[fact]]
                yield datum_used_before_obtained.finding(
                    use.place, use.entry, also=also, fact=facts[fact].model.name, step=name_of(first.entry)
                )


def _is_before(use: Use, step: Step) -> bool:
    if use.is_condition and step.asks is not None and use.entry is step.entry:
        return True
    return use.entry.position < step.entry.position


@rule(
    "datum-of-another-case",
    message=Words(
        en="'{fact}' is needed when {case}, but only a step for another case obtains it: {step}",
        id="'{fact}' diperlukan bila {case}, padahal hanya diperoleh pada langkah untuk kasus lain: {step}",
    ),
    hint=Words(
        en="obtain it in this case too, or leave it out here",
        id="peroleh juga pada kasus ini, atau jangan dipakai di sini",
    ),
    agent="Langkah ini memakai {fact}, padahal untuk kasus ini tidak ada langkah yang memperolehnya ({step}).",
)
def datum_of_another_case(survey: Survey) -> Iterator[Finding]:
    """A sentence needs a datum in a case in which no step obtains it.

    Why it matters: the datum was asked for in one branch, and the sentence stands in its sibling; the agent has a
    gap and nothing to fill it in with.

    Wrong:
        - {when: [{fact: jenis, is: pelanggan}], body: [{ask: {data: [nomor-pelanggan]}}]}
        - {when: [{fact: jenis, is: calon}], body: [{script: {text: "Nomor {Nomor Pelanggan}"}}]}
    Right:
        - {when: [{fact: jenis, is: pelanggan}], body: [{ask: {data: [nomor-pelanggan]}}]}
        - {when: [{fact: jenis, is: pelanggan}], body: [{script: {text: "Nomor {Nomor Pelanggan}"}}]}

    Limits: only conditions on choices and flags tell cases apart, not durations and counts.
    """
    facts = fact_entries(survey)
    for reading in survey.revisions:
        needs = needs_of(survey, reading)
        for fact, steps in needs.steps.items():
            cases = [_case(step.entry, facts) for step in steps]
            if fact not in facts or not all(cases):
                continue
            for use in needs.uses.get(fact, ()):
                mine = _case(use.entry, facts)
                if use.entry.position > steps[0].entry.position and all(_excludes(mine, case) for case in cases):
                    yield datum_of_another_case.finding(
                        use.place,
                        use.entry,
                        also=[steps[0].entry, facts[fact]],
                        fact=facts[fact].model.name,
                        case=", ".join(mine.values()),
                        step=name_of(steps[0].entry),
                    )
                    break


def _case(entry: Entry[Model], facts: dict[str, Entry[Fact]]) -> dict[str, str]:
    """Return the choices and flags that hold where an entry stands."""
    conditions = [condition for clause in guards(entry) for condition in clause.model.when]
    known = [each for each in conditions if each.fact in facts and facts[each.fact].model.type in ("choice", "flag")]
    return {each.fact: each.is_ for each in known}


def _excludes(one: dict[str, str], other: dict[str, str]) -> bool:
    return any(one[fact] != value for fact, value in other.items() if fact in one)


@rule(
    "datum-asked-twice",
    message=Words(
        en="'{fact}' is asked for again, though {step} has asked for it already",
        id="'{fact}' ditanyakan lagi, padahal sudah ditanyakan pada {step}",
    ),
    hint=Words(
        en="ask once, or say in which case it is asked again",
        id="tanyakan sekali saja, atau sebutkan dalam hal apa ditanyakan lagi",
    ),
    agent="{fact} ditanyakan dua kali: pada {step} dan lagi di sini.",
)
def datum_asked_twice(survey: Survey) -> Iterator[Finding]:
    """The customer is asked for the same datum twice in one procedure.

    Why it matters: it is unclear which of the two places counts, and the customer has to say everything twice.

    Wrong:
        - {id: menanyakan-nama, body: [{ask: {data: [nama]}}]}
        - {id: menanyakan-nama-lagi, body: [{ask: {data: [nama]}}]}
    Right:
        - {id: menanyakan-nama, body: [{ask: {data: [nama]}}]}
        - {id: nama-tidak-jelas, when: [{fact: nama-jelas, is: tidak}], body: [{ask: {data: [nama]}}]}

    Limits: questions that stand in a case of their own are not compared.
    """
    facts = fact_entries(survey)
    for reading in survey.revisions:
        for fact, steps in needs_of(survey, reading).steps.items():
            found = _second_ask([step.asks for step in steps if step.asks is not None])
            if found and fact in facts:
                first, second = found
                place = second.model.place("data", second.model.data.index(fact))
                yield datum_asked_twice.finding(
                    place, second, also=[first, facts[fact]], fact=facts[fact].model.name, step=name_of(first)
                )


def _second_ask(asks: list[Entry[Ask]]) -> tuple[Entry[Ask], Entry[Ask]] | None:
    """Return the first two questions of which neither stands in a case of its own."""
    for position, second in enumerate(asks):
        for first in asks[:position]:
            shared = _common(first, second)
            if first.model.one_of or guards(first, shared) or guards(second, shared):
                continue
            if section_of(first) is section_of(second):
                return first, second
    return None


def _common(first: Entry[Model], second: Entry[Model]) -> Entry[Model] | None:
    """Return the nearest clause around both."""
    around = {id(each) for each in first.around()}
    return next((each for each in second.around() if id(each) in around and isinstance(each.model, Clause)), None)


@rule(
    "flow-decides-before-obtaining",
    message=Words(
        en="on a path of the flow, node '{node}' needs '{fact}' before node '{step}' obtains it",
        id="pada satu jalur alur, simpul '{node}' memerlukan '{fact}' sebelum simpul '{step}' memperolehnya",
    ),
    hint=Words(
        en="lead the flow through the node that obtains it first",
        id="arahkan alur lebih dahulu melalui simpul yang memperolehnya",
    ),
    agent="Pada alur ini, {node} memerlukan {fact}, padahal baru diperoleh pada {step}.",
)
def flow_decides_before_obtaining(survey: Survey) -> Iterator[Finding]:
    """A path of a flow reaches a decision before the node that obtains what is decided on.

    Why it matters: the guided steps follow the flow; on that path the agent is asked what nobody knows yet.

    Wrong:
        nodes: [{id: jenis, kind: decision}, {id: verifikasi, clause: layanan-chat/verifikasi}]
        edges: [{from: jenis, to: verifikasi, when: [{fact: jenis-pelanggan, is: lama}]}]
    Right:
        nodes: [{id: verifikasi, clause: layanan-chat/verifikasi}, {id: jenis, kind: decision}]
        edges: [{from: verifikasi, to: jenis}]

    Limits: a fact that no node of the flow obtains is left to the order of the text.
    """
    facts = fact_entries(survey)
    for reading in survey.revisions:
        needs = needs_of(survey, reading)
        for flow in reading.of(Flow):
            for missing in facts_missing_on_a_path(flow, reading, needs):
                if (fact := facts.get(missing.fact)) is not None:
                    yield flow_decides_before_obtaining.finding(
                        missing.place, flow, also=[fact], node=missing.node, fact=fact.model.name, step=missing.step
                    )
