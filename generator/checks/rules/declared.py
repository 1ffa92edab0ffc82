"""Family: what is declared of states and facts, and what documents make of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.obtaining import needs_of
from generator.checks.reading.stated import facts_used, fold, is_state_like, known_in
from generator.checks.rule import Finding, Words, rule
from generator.kinds.settings.schema import Fact, Placeholder
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.suggest import did_you_mean
from generator.survey import Entry, RevisionReading, Survey


@rule(
    "value-unused",
    message=Words(
        en="nobody uses the value '{value}' of '{fact}'",
        id="nilai '{value}' dari '{fact}' tidak dipakai di mana pun",
    ),
    hint=Words(
        en="add the branch, the row or the sentence for it, mend the spelling ('{meant}'), or remove the value",
        id="tambahkan cabang, baris atau kalimatnya, perbaiki ejaannya ('{meant}'), atau hapus nilainya",
    ),
)
def value_unused(survey: Survey) -> Iterator[Finding]:
    """A declared value that no condition, no row and no text uses.

    Why it matters: either a branch is missing for a state that exists, or the list names one that does not.

    Wrong:
        values: [{value: BARU}, {value: DITUNDA}, {value: SELESAI}]
        when: [{fact: status-tiket, is: BARU}]
    Right:
        values: [{value: BARU}, {value: SELESAI}]
        when: [{fact: status-tiket, is: BARU}]

    Limits: a value that stands in any text of the documents that use the fact counts as used.
    """
    used = {(c.model.fact, c.model.is_) for reading in survey.revisions for c in reading.of(Condition)}
    for fact in survey.shared.of(Fact):
        for position, value in enumerate(fact.model.values):
            if (fact.model.id, value.value) in used or _is_covered(value.value, survey):
                continue
            readings = [each for each in survey.revisions if fact.model.id in facts_used(each)]
            words = [word.casefold() for word in (value.value, value.name) if word]
            if readings and not any(_stands(words, reading) for reading in readings):
                others = [each.value for each in fact.model.values if each is not value]
                yield value_unused.finding(
                    fact.model.place("values", position, "value"),
                    fact,
                    value=value.value,
                    fact=fact.model.name,
                    meant=did_you_mean(value.value, others) or ", ".join(others),
                )


def _stands(words: list[str], reading: RevisionReading) -> bool:
    return any(word in text.found.value.casefold() for text in reading.texts for word in words)


def _is_covered(value: str, survey: Survey) -> bool:
    return any(value in each.covers for fact in survey.shared.of(Fact) for each in fact.model.values)


@rule(
    "fact-unused",
    message=Words(
        en="nobody uses the fact '{fact}': no condition, no question, no placeholder",
        id="fakta '{fact}' tidak dipakai di mana pun: tidak oleh syarat, pertanyaan maupun isian",
    ),
    hint=Words(
        en="use it where the text speaks of it, or remove it",
        id="pakai di tempat teks menyebutnya, atau hapus",
    ),
)
def fact_unused(survey: Survey) -> Iterator[Finding]:
    """A fact is declared and no document uses it.

    Why it matters: a fact that was declared for a branch and is not asked there leaves the branch without a condition.

    Wrong:
        facts: [{id: jenis-meter, name: Jenis meter, type: choice, values: [{value: digital}, {value: analog}]}]
    Right:
        facts: []

    Limits: facts of documents that could not be read whole are left out with them.
    """
    used = {each.model.fact for each in survey.shared.of(Placeholder) if each.model.fact}
    used = used.union(*(facts_used(reading) for reading in survey.revisions))
    if survey.library.unreadable:
        return
    for fact in survey.shared.of(Fact):
        if fact.model.id not in used:
            yield fact_unused.finding(fact.model.place("id"), fact, fact=fact.model.name)


@rule(
    "states-unmapped",
    message=Words(
        en="steps decide by '{coarse}', the application shows '{fine}'; which of its states count as which is not "
        "said: {missing}",
        id="langkah memakai '{coarse}', sedangkan aplikasi menampilkan '{fine}'; status mana termasuk yang mana tidak "
        "disebutkan: {missing}",
    ),
    hint=Words(
        en="write `covers` at the values of '{coarse}' as the document says it, or add a gap of the kind open-question",
        id="isi `covers` pada nilai '{coarse}' sesuai dokumen, atau tambahkan gap berjenis open-question",
    ),
    agent="Tidak disebutkan status {fine} mana yang termasuk {coarse}: {missing}.",
)
def states_unmapped(survey: Survey) -> Iterator[Finding]:
    """Steps decide by a coarse state, and no text says which states of the application belong to it.

    Why it matters: with "Resolved" on the screen one agent reports the matter as finished, another as open.

    Wrong:
        - {id: penanganan, name: Penanganan, type: choice, values: [{value: belum selesai}, {value: sudah selesai}]}
        - {id: status-tiket, name: Status tiket, type: choice, values: [{value: Baru}, {value: Proses}, {value: Tutup}]}
    Right:
        - id: penanganan
          name: Penanganan
          type: choice
          values: [{value: belum selesai, covers: [Baru, Proses]}, {value: sudah selesai, covers: [Tutup]}]

    Limits: both facts are about states, steps decide by the coarse one alone, and the finer one is listed in a table
    of states or looked up in the same document.
    """
    for reading in survey.revisions:
        known = known_in(survey, reading)
        deciding = needs_of(survey, reading).uses
        for coarse in known.status_facts:
            uses = [use for use in deciding.get(coarse.model.id, ()) if use.is_condition]
            for fine in known.status_facts if uses else ():
                if fine is coarse or deciding.get(fine.model.id) or not _is_finer(fine.model, coarse.model):
                    continue
                missing = _not_covered(fine.model, coarse.model)
                if missing and not _has_gap(uses[0].entry, coarse.model, reading):
                    yield states_unmapped.finding(
                        uses[0].place,
                        uses[0].entry,
                        also=[coarse, fine],
                        coarse=coarse.model.name,
                        fine=fine.model.name,
                        missing=", ".join(missing),
                    )


def _is_finer(fine: Fact, coarse: Fact) -> bool:
    return is_state_like(fine) and len(fine.values) > len(coarse.values) >= 2


def _not_covered(fine: Fact, coarse: Fact) -> list[str]:
    covered = {fold(word) for value in coarse.values for word in value.covers}
    return [value.value for value in fine.values if fold(value.value) not in covered]


def _has_gap(use: Entry[Model], coarse: Fact, reading: RevisionReading) -> bool:
    """Tell whether the section around the use asks the question itself."""
    section = use
    for around in use.around():
        if around is reading.head:
            break
        section = around
    wanted = fold(coarse.name)
    asked = (gap.model for gap in section.gaps() if gap.model.kind in ("open-question", "unregulated"))
    return any(wanted in fold(f"{gap.text} {gap.question or ''}") for gap in asked)
