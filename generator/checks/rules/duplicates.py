"""Duplicates: one question is asked once, and one fact stands in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from generator.checks.reading.alike_texts import Alike, Block, alike, are_revisions, blocks_of, may_repeat
from generator.checks.reading.circumstances import exclude_each_other
from generator.checks.reading.content_words import plain_words, word_set
from generator.checks.rule import Finding, Rule, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.parts import uses_of
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.survey import Entry, Reading, Survey, letter_of

# Measured on real SOPs and FAQs: what is asked twice shares at least two words of three, other questions less than
# three words of five. Where each has a word of its own, as names of banks are, three words of four are asked.
QUESTIONS_FROM = 2 / 3
QUESTIONS_WITH_OWN_WORDS_FROM = 3 / 4
# Blocks that say one thing twice share seven words of ten or more; parallel steps of different cases less.
BLOCKS_FROM = 0.7
QUESTION_WORDS, BLOCK_WORDS = 2, 5
# Steps of branches that exclude each other may repeat so short a sentence.
LONG_WORDS = 8
SHOWN = 8
# What several rules ask for is worked out once per survey.
_ALIKE: WeakKeyDictionary[Reading, list[Alike]] = WeakKeyDictionary()
_BLOCKS: WeakKeyDictionary[Reading, list[Block]] = WeakKeyDictionary()


def _alike_questions(survey: Survey) -> list[Alike]:
    if survey.shared not in _ALIKE:
        _ALIKE[survey.shared] = list(alike(_questions(survey), QUESTIONS_FROM, _other_questions))
    return _ALIKE[survey.shared]


def _questions(survey: Survey) -> list[Block]:
    found = [
        Block(entry, "question", letter_of(entry.model.question))
        for reading in survey.revisions
        for entry in reading.of(FaqEntry)
    ]
    return [block for block in found if len(block.words) >= QUESTION_WORDS]


def _other_questions(one: Block, other: Block) -> bool:
    own, theirs = one.words - other.words, other.words - one.words
    common, every = len(one.words & other.words), len(one.words | other.words)
    if own and theirs and common < QUESTIONS_WITH_OWN_WORDS_FROM * every:
        return True
    return are_revisions(one, other) or exclude_each_other(one.entry, other.entry)


def _answer(entry: Entry[Model]) -> tuple[tuple[str, ...], ...]:
    model = entry.model
    texts = [model.answer or ""] if isinstance(model, FaqEntry) else []
    texts += [clause.model.text or "" for clause in entry.within(Clause)]
    parts = tuple(part for inner in entry.within(Model) for part, _ in uses_of(inner.model))
    return (*(plain_words(letter_of(text)) for text in texts if text), parts)


def _finding(made_by: Rule, first: Block, later: list[tuple[Block, float]]) -> Finding:
    """Return the finding about a group of texts: reported at the second, naming the first."""
    block, similarity = later[0]
    addresses = [each.entry.address for each, _ in later]
    return made_by.finding(
        block.entry.model.place(block.key),
        block.entry,
        also=[first.entry, *(each.entry for each, _ in later[1:SHOWN])],
        first=first.entry.address,
        number=_number(first.entry),
        percent=_percent(similarity),
        all=", ".join(addresses[:SHOWN]) + (", …" if len(addresses) > SHOWN else ""),
    )


def _percent(similarity: float) -> int:
    """Return a share in whole percents; 100 only for all."""
    return 100 if similarity >= 1 else min(99, round(100 * similarity))


def _number(entry: Entry[Model]) -> str:
    return entry.unit.number if entry.unit and entry.unit.number else entry.address


@rule(
    "similar-questions",
    message=Words(
        en="a question {percent} % like {first}, with the same answer: {all}",
        id="pertanyaan yang {percent} % sama dengan {first}, dengan jawaban yang sama: {all}",
    ),
    hint=Words(
        en="keep one entry and list the other way of asking under its `similar`",
        id="pertahankan satu entri dan tulis cara bertanya yang lain pada `similar`-nya",
    ),
)
def similar_questions(survey: Survey) -> Iterator[Finding]:
    """A question stands in the FAQ twice, in the same or almost the same words, with the same answer.

    Why it matters: whoever mends one answer misses the other, and from then on the two contradict each other.

    Wrong:
        - {id: bukti-bayar, question: "Bagaimana mengunduh bukti bayar?", answer: Buka menu Riwayat.}
        - {id: unduh-bukti, question: "Bagaimana cara mengunduh bukti pembayaran?", answer: Buka menu Riwayat.}
    Right:
        - id: bukti-bayar
          question: Bagaimana mengunduh bukti bayar?
          answer: Buka menu Riwayat.
          similar: ["Bagaimana cara mengunduh bukti pembayaran?"]

    Limits: words are compared by their stems, without function words. Questions that differ in a number or in a
    negation, or hold under conditions that exclude each other, are different ones.
    """
    for first, later in _alike_questions(survey):
        if all(_answer(block.entry) == _answer(first.entry) for block, _ in later):
            yield _finding(similar_questions, first, later)


@rule(
    "similar-questions-other-answers",
    message=Words(
        en="a question {percent} % like {first}, but with another answer: {all}",
        id="pertanyaan yang {percent} % sama dengan {first}, tetapi dengan jawaban lain: {all}",
    ),
    hint=Words(
        en="settle with the owner which answer holds and keep one entry, or say in each question what tells them apart",
        id="pastikan dengan pemilik dokumen jawaban mana yang berlaku dan pertahankan satu entri, "
        "atau sebutkan pembedanya pada setiap pertanyaan",
    ),
    agent="Pertanyaan ini hampir sama dengan butir {number}, tetapi jawabannya berbeda. Baca keduanya.",
)
def similar_questions_other_answers(survey: Survey) -> Iterator[Finding]:
    """A question stands in the FAQ twice, in the same or almost the same words, and the answers differ.

    Why it matters: which answer a customer gets depends on which entry the agent happened to find.

    Wrong:
        - {id: lokasi, question: "Bagaimana jika lokasi tidak update?", answer: Izinkan pembacaan lokasi.}
        - {id: titik-lokasi, question: "Bagaimana jika lokasi tidak terupdate?", answer: Cari lokasi secara manual.}
    Right:
        - id: lokasi
          question: Bagaimana jika lokasi tidak update?
          answer: Izinkan aplikasi membaca lokasi; bila belum berubah, cari lokasi secara manual.

    Limits: as for `similar-questions`.
    """
    for first, later in _alike_questions(survey):
        if any(_answer(block.entry) != _answer(first.entry) for block, _ in later):
            yield _finding(similar_questions_other_answers, first, later)


def _blocks(survey: Survey) -> list[Block]:
    """Return the texts of clauses, answers, definitions, rows and scripts that are long enough to be compared."""
    if survey.shared not in _BLOCKS:
        found = [block for reading in survey.revisions for block in blocks_of(reading)]
        _BLOCKS[survey.shared] = [block for block in found if len(block.meaning) >= BLOCK_WORDS]
    return _BLOCKS[survey.shared]


def _say_other_things(one: Block, other: Block) -> bool:
    first, second = one.entry, other.entry
    if may_repeat(one, other) or exclude_each_other(first, second):
        return True
    mine, theirs = first.model, second.model
    if isinstance(mine, FaqEntry) and isinstance(theirs, FaqEntry) and _same_question(mine, theirs):
        return True
    if isinstance(mine, Script) and isinstance(theirs, Script):
        return (mine.purpose.casefold(), mine.brand) == (theirs.purpose.casefold(), theirs.brand)
    return plain_words(one.letter) == plain_words(other.letter)


def _same_question(one: FaqEntry, other: FaqEntry) -> bool:
    first, second = word_set(letter_of(one.question)), word_set(letter_of(other.question))
    return len(first & second) >= QUESTIONS_FROM * len(first | second)


@rule(
    "copied-text",
    message=Words(
        en="the same text, word for word, as at {first}: {all}",
        id="teks yang kata demi kata sama dengan {first}: {all}",
    ),
    hint=Words(
        en="write it once and use it by its id or refer to it, so that it can be changed in one place",
        id="tulis sekali lalu pakai dengan id-nya atau rujuk, supaya dapat diubah pada satu tempat",
    ),
)
def copied_text(survey: Survey) -> Iterator[Finding]:
    """A text stands twice, word for word, where it could be written once and referred to.

    Why it matters: one fact has one place; of two copies one is forgotten at the next change.

    Wrong:
        - {id: putus-siang, text: Petugas mencatat chat yang terputus pada SIGMA dengan kategori TERPUTUS.}
        - {id: putus-malam, text: Petugas mencatat chat yang terputus pada SIGMA dengan kategori TERPUTUS.}
    Right:
        - {id: putus, text: Petugas mencatat chat yang terputus pada SIGMA dengan kategori TERPUTUS.}

    Limits: texts of fewer than five words that carry meaning, sentences that lead to a list, instances of one
    table and the sides of a change pair may repeat each other.
    """
    for first, *others in _copies(_blocks(survey)):
        later = [(block, 1.0) for block in others if not _may_be_copied(first, block)]
        if later:
            yield _finding(copied_text, first, later)


def _copies(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the texts that are equal word for word; of sentences to say placeholders and signs are equal too."""
    meanings: dict[frozenset[str], list[Block]] = {}
    for block in blocks:
        meanings.setdefault(block.meaning, []).append(block)
    for same in meanings.values():
        copies: dict[tuple[str, ...], list[Block]] = {}
        for block in same if len(same) > 1 else ():
            is_said = isinstance(block.entry.model, Script)
            words = tuple(block.letter.casefold().split()) if is_said else plain_words(block.letter)
            copies.setdefault(words, []).append(block)
        yield from (each for each in copies.values() if len(each) > 1)


def _may_be_copied(one: Block, other: Block) -> bool:
    first, second = one.entry.model, other.entry.model
    if isinstance(first, FaqEntry) and isinstance(second, FaqEntry) and _same_question(first, second):
        return True
    is_short = len(one.meaning) < LONG_WORDS
    return may_repeat(one, other) or (is_short and exclude_each_other(one.entry, other.entry))


@rule(
    "similar-text",
    message=Words(
        en="a text {percent} % like {first}: {all}",
        id="teks yang {percent} % sama dengan {first}: {all}",
    ),
    hint=Words(
        en="if both mean the same, write it once; if not, say what tells them apart",
        id="bila maksudnya sama, tulis sekali; bila berbeda, sebutkan pembedanya",
    ),
    agent="Teks ini hampir sama dengan {number}, tetapi tidak sepenuhnya. Baca keduanya.",
)
def similar_text(survey: Survey) -> Iterator[Finding]:
    """A text says almost the same as another one in almost the same words.

    Why it matters: readers take the two for one rule, and miss the words in which they differ.

    Wrong:
        - id: edukasi-lama
          text: Pada waktu yang sama, namun bubble chat yang berbeda, Petugas menyampaikan edukasi sesuai pertanyaan.
        - id: edukasi-baru
          text: Pada waktu yang sama, Petugas menyampaikan edukasi sesuai pertanyaan.
    Right:
        - id: edukasi
          text: Pada waktu yang sama, namun bubble chat yang berbeda, Petugas menyampaikan edukasi sesuai pertanyaan.

    Limits: texts that differ in a number or a negation, or hold under conditions that exclude each other, say
    different things. Sentences of one purpose and brand are compared by `purpose-worded-twice`.
    """
    for first, later in alike(_blocks(survey), BLOCKS_FROM, _say_other_things):
        yield _finding(similar_text, first, later)
