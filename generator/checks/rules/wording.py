"""Wording: which class the words of a sentence are of, and which clause says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.content_words import word_set
from generator.checks.reading.wording_words import FREE, UNSTATED, Said, said_of_words, text_of_target
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.gap.schema import Gap
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import WordingClass
from generator.model.base import Model
from generator.survey import Entry, Survey, letter_of

ASKS_FOR_CLASS = re.compile(r"ubah|disesuaikan|diganti|kata demi kata|persis|wajib dipakai|baku", re.IGNORECASE)
POINTS = re.compile(r"\b(?:di atas|berikut|tersebut|tsb|setiap|semua|seluruh\w*|ini)\b", re.IGNORECASE)
# Words with which clauses speak of wording as such, not of one sentence.
GENERAL = word_set("kalimat kata-kata kata format ubah ganti tambah kurang makna konteks bebas tidak tanpa")


@rule(
    "wording-unstated",
    message=Words(
        en="whether these sentences ({purpose}) may be altered is not stated: {scripts}",
        id="boleh tidaknya kalimat ini ({purpose}) diubah tidak disebutkan: {scripts}",
    ),
    hint=Words(
        en="ask the owner, and record the question as a gap of kind open-question, or name class and clause",
        id="tanyakan kepada pemilik dokumen dan catat sebagai gap open-question, atau sebutkan kelas dan klausulnya",
    ),
)
def wording_unstated(survey: Survey) -> Iterator[Finding]:
    """Sentences to say have the wording class `unstated`, and no gap asks for their class.

    Why it matters: an agent who does not know whether words are fixed either breaks a rule or sounds like a machine.
    The sentences of one purpose in one document are one finding. What the source calls an example says itself that
    it may be put in other words.

    Wrong:
        - {id: salam, purpose: Salam pembuka, wording: {class: unstated}, text: Selamat pagi.}
    Right:
        - {id: salam, purpose: Salam pembuka, wording: {class: locked, because: sop/kata-tetap}, text: Selamat pagi.}
    """
    for reading in survey.revisions:
        purposes: dict[str, list[Entry[Script]]] = {}
        for entry in reading.of(Script):
            script = entry.model
            is_open = script.wording.wording_class == UNSTATED and not script.is_example
            if script.medium == "said" and is_open and not _class_is_asked(entry):
                purposes.setdefault(script.purpose.casefold(), []).append(entry)
        for entries in purposes.values():
            first, *others = entries
            yield wording_unstated.finding(
                first.model.place("wording", "class"),
                first,
                also=others,
                purpose=first.model.purpose,
                scripts=", ".join(entry.address for entry in entries),
            )


def _class_is_asked(entry: Entry[Model]) -> bool:
    beside = [gap for around in entry.around() for gap in around.inside if isinstance(gap.model, Gap)]
    inside = [gap for around in entry.around() for each in around.inside for gap in each.inside]
    return any(_asks(each.model) for each in (*beside, *inside))


def _asks(model: Model) -> bool:
    return (
        isinstance(model, Gap)
        and model.kind == "open-question"
        and ASKS_FOR_CLASS.search(f"{model.text} {model.question}") is not None
    )


@rule(
    "wording-without-reason",
    message=Words(
        en="the wording class '{wording}' names no clause that says so",
        id="kelas '{wording}' tidak menyebut klausul yang menetapkannya",
    ),
    hint=Words(
        en="name the clause under `because`, or take the class unstated",
        id="sebutkan klausulnya pada `because`, atau pakai kelas unstated",
    ),
)
def wording_without_reason(survey: Survey) -> Iterator[Finding]:
    """A wording class other than `unstated` and `free` has no `because`.

    Why it matters: nobody can check who has fixed the words, and the class looks like a rule that nobody wrote.

    Wrong:
        - {id: salam, wording: {class: locked}, text: Selamat pagi.}
    Right:
        - {id: salam, wording: {class: locked, because: sop/kata-tetap}, text: Selamat pagi.}
    """
    for reading in survey.revisions:
        for entry in reading.of(Script):
            wording = entry.model.wording
            if wording.because is None and wording.wording_class not in (UNSTATED, FREE):
                yield wording_without_reason.finding(
                    entry.model.place("wording", "class"), entry, is_for_agents=False, wording=wording.wording_class
                )


@rule(
    "wording-not-backed",
    message=Words(
        en="this sentence is marked '{wording}', but {because} does not say that of it: “{said}”",
        id="kalimat ini ditandai '{wording}', tetapi {because} tidak mengatakannya: “{said}”",
    ),
    hint=Words(
        en="name the clause that speaks of this sentence, or correct the class",
        id="sebutkan klausul yang mengatur kalimat ini, atau betulkan kelasnya",
    ),
    agent="Kalimat ini ditandai “{wording}”, tetapi ketentuan yang dirujuk tidak mengatakannya: “{said}”",
)
def wording_not_backed(survey: Survey) -> Iterator[Finding]:
    """The clause that a wording class names says something else, or speaks of other sentences.

    Why it matters: the agent keeps to words that may be changed, or changes words that may not.

    Wrong:
        - {id: kata-boleh, force: may, text: Kalimat boleh diubah tanpa mengubah makna.}
        - {script: {id: salam, wording: {class: locked, because: sop/kata-boleh}, text: Selamat pagi.}}
    Right:
        - {id: kata-tetap, force: must-not, text: Kata-kata pada salam tidak boleh diubah.}
        - {script: {id: salam, wording: {class: locked, because: sop/kata-tetap}, text: Selamat pagi.}}

    Limits: which sentences a clause speaks of is read from the words it shares with their purpose, title and section.
    """
    classes = {each.id: each for each in survey.library.settings(WordingClass)}
    own = _own_words(classes)
    for reading in survey.revisions:
        for entry in reading.of(Script):
            wording = entry.model.wording
            target = wording.because and text_of_target(survey.library, reading, wording.because)
            if not target or wording.wording_class not in classes:
                continue
            model, letter = target
            said = said_of_words(letter)
            is_fixed = classes[wording.wording_class].is_fixed
            if (
                _is_contrary(said, model, is_fixed=is_fixed)
                or _is_of_other_class(letter, wording.wording_class, own)
                or not _is_about(said, model, entry)
            ):
                yield wording_not_backed.finding(
                    entry.model.place("wording", "because"),
                    entry,
                    also=[each for each in [reading.find(wording.because or "")] if each],
                    wording=classes[wording.wording_class].name,
                    because=wording.because,
                    said=letter,
                )


def _is_contrary(said: Said, clause: Model, *, is_fixed: bool) -> bool:
    force = clause.force if isinstance(clause, Clause) else None
    if is_fixed:
        return not said.is_fixed and (said.is_open or force in ("may", "need-not"))
    return not said.is_open and (said.is_fixed or force == "must-not")


def _own_words(classes: dict[str, WordingClass]) -> dict[str, frozenset[str]]:
    """Return the words that the name of one class has and no other, such as `makna` and `konteks`."""
    words = {name: word_set(each.name) for name, each in classes.items() if not each.is_fixed}
    every = [word for each in words.values() for word in each]
    return {name: frozenset(word for word in each if every.count(word) == 1) for name, each in words.items()}


def _is_of_other_class(letter: str, name: str, own: dict[str, frozenset[str]]) -> bool:
    words = word_set(letter)
    named = {each for each, only in own.items() if only & words and each != UNSTATED}
    return name in own and bool(named) and name not in named


def _is_about(said: Said, clause: Model, entry: Entry[Script]) -> bool:
    """Tell whether a clause speaks of the wording of a sentence at all, and of this one."""
    if not said.speaks_of_words:
        return False
    script = entry.model
    own = word_set(f"{script.purpose} {script.title}")
    if said.exception:
        return not own & (word_set(said.exception) - GENERAL)
    if any(around.model is clause for around in entry.around()) or POINTS.search(said.letter):
        return True
    subjects = word_set(said.letter) - GENERAL
    around = " ".join(_headings(each.model) for each in entry.around())
    return not subjects or bool(subjects & (own | word_set(around)))


def _headings(model: Model) -> str:
    if not isinstance(model, Clause):
        return ""
    return " ".join(letter_of(text) for text in (model.title, model.label, model.text) if text)
