"""Missing: a place of the text where something ought to stand and nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.content_words import content_words, word_set
from generator.checks.reading.continuing import has_content
from generator.checks.reading.facts import Facts
from generator.checks.reading.headed_cases import (
    excluded_by,
    heading_of,
    is_stray_case,
    strays_in_bounds,
    strays_in_value,
)
from generator.checks.reading.nowhere import PointingNowhere
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.document.schema import Revision
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.figure.schema import Figure
from generator.kinds.gap.schema import Gap
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey, letter_of

_PICTURE = r"(?:gambar|tangkapan layar|screen ?shots?|screen ?capture|capture|ilustrasi|foto|tampilan)"
_THERE = r"(?:di ?bawah(?: ini|(?! \w))|sebagai berikut|berikut(?: ini)?|sbb|di ?atas|terlampir)"
_LOOK = r"(?:berikut|lihat|perhatikan|sesuai|seperti)(?: (?:ini|pada|dengan|contoh|adalah))*"
_ANNOUNCES = re.compile(
    rf"\b{_PICTURE}(?: \w+){{0,3}}? {_THERE}\b|\b{_LOOK} {_PICTURE}\b(?! ?>>)"
    rf"|\bcontoh {_PICTURE}\b|\bgambar \d+(?:\.\d+)*\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bgambar (\d+(?:\.\d+)*)", re.IGNORECASE)
_HINTS = ("gambar", "tangkapan", "capture", "screen", "ilustrasi", "tampilan", "foto")
# An answer that says so little more than its question answers nothing.
FEWEST_OWN_WORDS = 1
# Nor does one that is so much longer merely repeat it.
LONGER = 1.5


@rule(
    "clause-empty",
    message=Words(en="'{what}' has neither text nor content", id="'{what}' tidak mempunyai teks maupun isi"),
    hint=Words(
        en="write what belongs here, ask the owner, or drop the heading",
        id="tulis isinya, tanyakan kepada pemilik dokumen, atau hapus judulnya",
    ),
)
def clause_empty(survey: Survey) -> Iterator[Finding]:
    """A clause has a number, a title or a case, and nothing under it.

    Why it matters: the reader expects a rule there and finds none. Gaps, notes and a flow that we have drawn ourselves
    are no content of the source.

    Wrong:
        - {number: "7.3", id: eskalasi, title: Eskalasi}
    Right:
        - {number: "7.3", id: eskalasi, title: Eskalasi, text: Petugas meneruskan laporan.}
    """
    for reading in survey.revisions:
        for entry in reading.clauses:
            model = entry.model
            if model.text or has_content(entry):
                continue
            what = " ".join(letter_of(each) for each in (model.number, model.title or model.label) if each)
            if isinstance(model, Branch):
                if model.skip or (not what and not letter_of(model.branch).rstrip().endswith((":", ","))):
                    continue
                what = letter_of(model.branch)
            if what:
                yield clause_empty.finding(model.location, entry, what=what)


@rule(
    "answer-missing",
    message=Words(en="this question has no answer", id="pertanyaan ini tidak mempunyai jawaban"),
    hint=Words(
        en="ask the owner for the answer and write it here",
        id="mintakan jawabannya kepada pemilik dokumen dan tulis di sini",
    ),
    agent="Jawaban atas pertanyaan ini tidak ada.",
)
def answer_missing(survey: Survey) -> Iterator[Finding]:
    """A question of the FAQ has a gap in place of its answer.

    Why it matters: customers ask it, and the agent has nothing to say.

    Wrong:
        - {id: cara-daftar, question: "Bagaimana mendaftar?", gap: {id: jawaban-hilang, kind: lost, text: Hilang.}}
    Right:
        - {id: cara-daftar, question: "Bagaimana mendaftar?", answer: Pilih menu Daftar.}
    """
    for reading in survey.revisions:
        for entry in reading.of(FaqEntry):
            if not entry.model.answer and not entry.model.body and entry.model.gap:
                yield answer_missing.finding(entry.model.place("gap"), entry)


@rule(
    "answer-repeats-question",
    message=Words(en="the answer only repeats the question", id="jawaban ini hanya mengulang pertanyaannya"),
    hint=Words(en="write the answer", id="tulis jawabannya"),
    agent="Jawaban ini hanya mengulang pertanyaannya.",
)
def answer_repeats_question(survey: Survey) -> Iterator[Finding]:
    """An answer has no word of its own.

    Why it matters: it looks like an answer, so nobody notices that there is none.

    Wrong:
        - {id: ganti-sandi, question: "Bagaimana mengganti kata sandi?", answer: Kata sandi diganti.}
    Right:
        - {id: ganti-sandi, question: "Bagaimana mengganti kata sandi?", answer: Pilih menu Profil lalu Kata Sandi.}
    """
    for reading in survey.revisions:
        for entry in reading.of(FaqEntry):
            model = entry.model
            if not model.answer or model.body:
                continue
            if len(model.answer) > LONGER * len(model.question):
                continue
            answer = content_words(letter_of(model.answer))
            if len(answer) > FEWEST_OWN_WORDS and not set(answer) - word_set(letter_of(model.question)):
                yield answer_repeats_question.finding(model.place_in_text("answer", offset=0), entry)


@rule(
    "figure-missing",
    message=Words(en="a picture of the source is lost: {what}", id="gambar pada sumber hilang: {what}"),
    hint=Words(en="ask the owner for the picture", id="mintakan gambarnya kepada pemilik dokumen"),
)
def figure_missing(survey: Survey) -> Iterator[Finding]:
    """A figure, or another part of the source, is lost in whole or in part.

    Why it matters: what only the picture showed, such as a form or an icon, the agent cannot know.

    Wrong:
        - figure: {id: formulir, state: lost, text: Gambar formulir hilang.}
    Right:
        - figure: {id: formulir, state: text, text: Formulir tiket., labels: [Uraian, Simpan]}
    """
    for reading in survey.revisions:
        for entry in reading.of(Figure):
            if entry.model.state in ("lost", "partly-lost"):
                yield figure_missing.finding(
                    entry.model.place("state"), entry, what=letter_of(entry.model.caption or entry.model.text)
                )
        for gap in reading.of(Gap):
            if gap.model.kind == "lost" and not _is_reported_around(gap):
                yield figure_missing.finding(gap.model.place("kind"), gap, what=letter_of(gap.model.text))


def _is_reported_around(gap: Entry[Gap]) -> bool:
    """Tell whether a gap is about the control data, or stands for an answer or chapter that is reported itself."""
    parents = [each for each in gap.around() if isinstance(each.model, Revision | FaqEntry | Clause)]
    nearest = parents[0] if parents else None
    if nearest is None or isinstance(nearest.model, Revision):
        return True
    if isinstance(nearest.model, FaqEntry):
        return nearest.model.gap is gap.model
    return isinstance(nearest.model, Clause) and not nearest.model.text and not has_content(nearest)


@rule(
    "figure-announced",
    message=Words(
        en="the text announces a picture ('{words}'), and none stands there",
        id="teks menyebut gambar ('{words}'), tetapi gambarnya tidak ada di sana",
    ),
    hint=Words(
        en="add the figure, in state lost when the source has none, or drop the words",
        id="tambahkan gambarnya, dengan state lost bila tidak ada pada sumber, atau hapus kata-kata itu",
    ),
    agent="Teks menyebut “{words}”, tetapi gambarnya tidak ada.",
)
def figure_announced(survey: Survey) -> Iterator[Finding]:
    """A text says `lihat gambar berikut`, and there is no figure inside, beside or around it.

    Why it matters: the reader looks for it, and the step cannot be followed without it.

    Wrong:
        - {id: isi, text: Petugas mengisi formulir seperti gambar di bawah ini.}
    Right:
        - {id: isi, text: Petugas mengisi formulir seperti gambar di bawah ini., body: [{figure: {id: formulir}}]}
    """
    nowhere = PointingNowhere(survey)
    for reading in survey.revisions:
        for entry in reading.of(Clause, FaqEntry):
            key, written = _own_text(entry.model)
            folded = written.casefold()
            if not any(hint in folded for hint in _HINTS):
                continue
            found = _ANNOUNCES.search(letter_of(written))
            if found and not _has_figure(entry, found, reading) and not nowhere.holds(entry, written):
                offset = max(written.find(found[0]), 0)
                yield figure_announced.finding(entry.model.place_in_text(key, offset=offset), entry, words=found[0])


def _own_text(model: Model) -> tuple[str, str]:
    if isinstance(model, FaqEntry):
        return "answer", model.answer or ""
    return "text", (model.text or "") if isinstance(model, Clause) else ""


def _has_figure(entry: Entry[Model], found: re.Match[str], reading: RevisionReading) -> bool:
    numbered = _NUMBERED.search(found.string, found.start(), found.end() + len(" 10.10"))
    if numbered:
        captions = [figure.model.caption or "" for figure in reading.of(Figure)]
        pattern = re.compile(rf"\bgambar {re.escape(numbered[1])}\b(?!\.\d)", re.IGNORECASE)
        if any(pattern.search(caption) for caption in captions):
            return True
        if any(_NUMBERED.search(caption) for caption in captions):
            return False  # the figures have numbers, and this is none of them
    references = entry.model.references if isinstance(entry.model, Clause | FaqEntry) else []
    targets = [reading.find(reference.to) for reference in references if reference.to]
    around = [entry, *entry.siblings, *targets]
    return any(_shows_figure(each) for each in around if each is not None)


def _shows_figure(entry: Entry[Model]) -> bool:
    if isinstance(entry.model, Figure) or next(entry.within(Figure), None) is not None:
        return True
    return any(gap.model.kind == "lost" for gap in entry.gaps())


@rule(
    "heading-excludes-case",
    message=Words(
        en="the heading '{heading}' excludes what stands under it: '{case}'",
        id="judul '{heading}' tidak mencakup isi di bawahnya: '{case}'",
    ),
    hint=Words(
        en="move the case to where it belongs, or word the heading wider",
        id="pindahkan kasus itu ke tempatnya, atau perluas judulnya",
    ),
    agent="Bagian ini berjudul “{heading}”, padahal juga mengatur “{case}”.",
)
def heading_excludes_case(survey: Survey) -> Iterator[Finding]:
    """A heading states a bound, a value or an exclusion, and a case under it lies outside.

    Why it matters: who reads the headings goes past the very case that he looks for.

    Wrong:
        - title: "Laporan < 12 jam"
          body: [{branch: "Apabila lebih dari 24 jam,", text: buat tiket baru.}]
    Right:
        - title: "Laporan ≥ 12 jam"
          body: [{branch: "Apabila lebih dari 24 jam,", text: buat tiket baru.}]

    Limits: bounds are compared in the same unit; conditions that are typed at the heading are another rule's.
    """
    facts = Facts(survey.library)
    for reading in survey.revisions:
        for entry in reading.clauses:
            heading = heading_of(entry)
            if not heading:
                continue
            excluded = excluded_by(heading)
            typed = {condition.fact for condition in entry.model.when}
            for child in entry.within(Clause):
                stray = _stray(heading, excluded, typed, child, facts)
                if stray:
                    case, key = stray
                    yield heading_excludes_case.finding(
                        child.model.place(key), child, also=[entry], heading=heading, case=case
                    )
                    break


def _stray(
    heading: str, excluded: set[str], typed: set[str], child: Entry[Clause], facts: Facts
) -> tuple[str, str] | None:
    if not any(condition.fact in typed for condition in child.model.when):
        for case, key in strays_in_bounds(heading, child, facts):
            return case, key
        if value := strays_in_value(heading, child, facts):
            return value, "when"
    if excluded and (phrase := is_stray_case(excluded, child)):
        return phrase, "branch" if isinstance(child.model, Branch) else "text"
    return None
