"""Family: facts that no step obtains, and durations that nobody knows how to measure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.checks.reading.content_words import word_set
from generator.checks.reading.obtaining import Needs, Use, fact_entries, name_of, needs_of
from generator.checks.reading.origins import durations_without_origin, has_origin
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Ask, Check, Clause
from generator.kinds.gap.schema import Gap
from generator.kinds.settings.schema import Fact
from generator.model.base import Model
from generator.model.walk import texts
from generator.survey import Entry, RevisionReading, Survey

# What the other one says, an application shows or the agent did shows itself; no step has to find it out.
_SHOWS_ITSELF = re.compile(
    r"\b(?:menanyakan|bertanya|meminta|minta|menyampaikan|menghubungi|menyatakan|mengajukan|mengatakan|memberikan"
    r"|kesulitan|menambahkan|menolak|mengeluh\w*|merespon\w*|marah|tampil|muncul|terlihat|dikirim|dijawab)\b",
    re.IGNORECASE,
)
# A gap that asks how a fact is found out, not what it means.
_ASKS_HOW = re.compile(
    r"\bdi\s?mana\b|\b(?:men|di)(?:lihat|anyakan|tanyakan|periksa|cek|getahui|ketahui)\w*\b|\bpengecekan\b",
    re.IGNORECASE,
)


@rule(
    "fact-never-obtained",
    message=Words(
        en="'{fact}' is needed here, but no step asks for it or looks it up",
        id="'{fact}' diperlukan di sini, padahal tidak ada langkah yang menanyakan atau memeriksanya",
    ),
    hint=Words(
        en="add an `ask` or a `check` to a step, name the step in `obtained_by` of the fact '{id}', say in its "
        "`evident` why no step is needed, or add a gap of the kind open-question",
        id="tambahkan `ask` atau `check` pada langkahnya, sebut langkahnya pada `obtained_by` fakta '{id}', tulis pada "
        "`evident` mengapa tidak perlu langkah, atau tambahkan gap berjenis open-question",
    ),
)
def fact_never_obtained(survey: Survey) -> Iterator[Finding]:
    """A fact decides what is done or stands in a sentence, and no step obtains it.

    Why it matters: two agents find it out in two ways, or guess. The rule asks for the step, or for the reason why
    none is needed.

    Wrong:
        - {id: cakupan-gangguan, name: Cakupan gangguan, type: choice}
    Right:
        - {id: cakupan-gangguan, name: Cakupan gangguan, type: choice, obtained_by: [layanan-chat/memeriksa-gangguan]}
        - {id: nama-petugas, name: Nama Petugas, type: text, evident: Petugas tahu namanya sendiri.}

    Limits: a fact whose name says that the customer asks, requests or states something shows itself. A fact that
    a document of the same brand obtains counts as obtained.
    """
    facts = fact_entries(survey)
    obtained = _obtained_by_brand(survey)
    for reading in survey.revisions:
        needs = needs_of(survey, reading)
        known = set().union(*(obtained[brand] for brand in reading.document.document.brands))
        for fact, uses in _all_uses(needs).items():
            declared = facts.get(fact)
            if declared is None or fact in known or not _has_to_be_found_out(declared.model):
                continue
            if not _is_asked_as_gap(uses, declared.model):
                yield fact_never_obtained.finding(
                    uses[0].place, uses[0].entry, also=[declared], fact=declared.model.name, id=fact
                )


def _obtained_by_brand(survey: Survey) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for reading in survey.revisions:
        for brand in reading.document.document.brands:
            found[brand] |= needs_of(survey, reading).steps.keys()
    return found


def _all_uses(needs: Needs) -> dict[str, list[Use]]:
    """Return all uses by fact: those of the text first, in reading order, then those of flows."""
    facts = dict.fromkeys([*needs.uses, *needs.flow_uses])
    return {fact: [*needs.uses.get(fact, ()), *needs.flow_uses.get(fact, ())] for fact in facts}


def _has_to_be_found_out(fact: Fact) -> bool:
    if fact.evident:
        return False
    return not (fact.type == "flag" and _SHOWS_ITSELF.search(fact.name))


def _is_asked_as_gap(uses: Iterable[Use], fact: Fact) -> bool:
    """Tell whether the author recorded at one of the uses that it is open how the fact is found out."""
    wanted = word_set(fact.name)
    for use in uses:
        clause = use.entry.nearest(Clause) or use.entry
        around = [clause, *(each for each in [clause.parent] if each is not None)]
        for gap in (gap for each in around for gap in each.gaps()):
            said = word_set(f"{gap.model.text} {gap.model.question or ''}")
            is_about = wanted and len(wanted & said) * 2 > len(wanted)
            if gap.model.kind == "open-question" and is_about and _ASKS_HOW.search(gap.model.question or ""):
                return True
    return False


@rule(
    "obtaining-step-silent",
    message=Words(
        en="'{fact}' is said to be obtained by '{step}', which neither asks for it, looks it up, nor speaks of it",
        id="'{fact}' dikatakan diperoleh pada '{step}', padahal di sana tidak ditanyakan, diperiksa atau disebut",
    ),
    hint=Words(
        en="name the step that obtains it, or add an `ask` or a `check` there",
        id="sebut langkah yang memperolehnya, atau tambahkan `ask` atau `check` di sana",
    ),
)
def obtaining_step_silent(survey: Survey) -> Iterator[Finding]:
    """A fact names a step that is to obtain it, and the step knows nothing of it.

    Why it matters: the guided steps will take the fact for known after that step, and the order of the procedure is
    checked against it.

    Wrong:
        - {id: nomor-tiket, name: Nomor tiket, type: text, obtained_by: [layanan-chat/salam-penutup]}
    Right:
        - {id: nomor-tiket, name: Nomor tiket, type: text, obtained_by: [layanan-chat/membuat-tiket]}

    Limits: one word in common with the fact's name, its other names or its values is enough to be silent.
    """
    for fact in survey.shared.of(Fact):
        for position, address in enumerate(fact.model.obtained_by):
            step = next(filter(None, (reading.find(address) for reading in survey.revisions)), None)
            if step is not None and not _speaks_of(step, fact.model):
                yield obtaining_step_silent.finding(
                    fact.model.place("obtained_by", position), fact, also=[step], fact=fact.model.name, step=address
                )


def _speaks_of(step: Entry[Model], fact: Fact) -> bool:
    if any(fact.id in each.model.data for each in step.within(Ask)):
        return True
    if any(fact.id in each.model.facts for each in step.within(Check)):
        return True
    words = word_set(" ".join([fact.name, *fact.similar, *(each.value for each in fact.values)]))
    inside = [step, *(each for each in step.within(Model) if not isinstance(each.model, Gap))]
    return any(words & word_set(found.value) for each in inside for found in texts(each.model))


@rule(
    "duration-without-origin",
    message=Words(
        en="from which moment '{duration}' is measured is said nowhere ({fact})",
        id="sejak kapan '{duration}' dihitung tidak disebutkan ({fact})",
    ),
    hint=Words(
        en="write `measured_from` at the fact as the document says it, or add a gap of the kind open-question here",
        id="isi `measured_from` pada faktanya sesuai dokumen, atau tambahkan gap berjenis open-question di sini",
    ),
    agent="Tidak disebutkan sejak kapan {duration} dihitung.",
)
def duration_without_origin(survey: Survey) -> Iterator[Finding]:
    """A duration decides or is promised, and no text says from which moment it is measured.

    Why it matters: "3 menit" counts from the customer's last message, from the agent's or from the last reminder,
    and every agent counts differently.

    Wrong:
        - {id: pelanggan-diam, name: Tidak merespons, type: duration, unit: menit}
    Right:
        - {id: pelanggan-diam, name: Tidak merespons, type: duration, unit: menit, measured_from: chat terakhir Petugas}

    Limits: durations that no condition uses are looked at only where the text promises or limits something by them.
    """
    facts = fact_entries(survey)
    for reading in survey.revisions:
        yield from _measured_facts(survey, reading, facts)
        for found in durations_without_origin(reading):
            yield duration_without_origin.finding(
                found.place, found.entry, duration=found.written, fact=name_of(found.entry)
            )


def _measured_facts(survey: Survey, reading: RevisionReading, facts: dict[str, Entry[Fact]]) -> Iterator[Finding]:
    for fact, uses in needs_of(survey, reading).uses.items():
        declared = facts.get(fact)
        conditions = [use for use in uses if use.is_condition]
        if declared is None or declared.model.type != "duration" or not conditions:
            continue
        if not has_origin(declared.model, [use.entry for use in conditions]):
            use = conditions[0]
            clause = use.entry.model
            written = next((each.is_ for each in getattr(clause, "when", []) if each.fact == fact), "")
            yield duration_without_origin.finding(
                use.place, use.entry, also=[declared], duration=written, fact=declared.model.name
            )
