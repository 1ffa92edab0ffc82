"""Terms: one meaning each, explained where they are used, and one name for one menu."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.abbreviations import (
    COMMON,
    abbreviations,
    explained_everywhere,
    explained_in,
    is_word_in_capitals,
    running_texts,
    unexplained_terms,
    words_in_use,
)
from generator.checks.reading.content_words import content_words, word_set
from generator.checks.reading.similarity import jaccard
from generator.checks.rule import Finding, Words, rule
from generator.kinds.definition.schema import Definition
from generator.survey import Entry, RevisionReading, Survey, Text, letter_of

NO_WORD = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"\s*\([^()]*\)")
# Definitions with so many of their words in common say the same.
SAME_MEANING = 0.6
# A meaning of fewer words than this, the term's own left out, says nothing.
FEWEST_WORDS = 2
# In so many words a definition that begins with its own term has named it.
OPENING = 4
DEFINES = re.compile(r"\b(?:adalah|ialah|yaitu|merupakan|artinya|berarti)\b", re.IGNORECASE)
VAGUE = word_set(
    "kegiatan proses hal tindakan suatu sesuatu orang pihak istilah kata penyampaian pelaksanaan pemberian"
)


def _key(name: str) -> str:
    return NO_WORD.sub("", letter_of(name).casefold())


def _keys(definition: Definition) -> dict[str, None]:
    names = (BRACKETS.sub("", definition.term), *definition.spellings)
    return dict.fromkeys(key for name in names if (key := _key(name)))


def _definitions(survey: Survey) -> Iterator[tuple[Entry[Definition], Entry[Definition]]]:
    """Yield each definition with the first one before it that defines the same term."""
    known: dict[str, Entry[Definition]] = {}
    for reading in survey.revisions:
        for entry in reading.of(Definition):
            first = next((known[key] for key in _keys(entry.model) if key in known), None)
            if first is not None:
                yield entry, first
            for key in _keys(entry.model):
                known.setdefault(key, entry)


def _is_same_scope(one: Entry[Definition], other: Entry[Definition]) -> bool:
    """Tell whether two definitions hold for the same readers: in one document, or in the same declared scope."""
    scopes = [(each.model.scope or "").casefold() for each in (one, other)]
    return scopes[0] == scopes[1]


def _says_the_same(one: Definition, other: Definition) -> bool:
    own = word_set(one.term)
    first, second = (word_set(letter_of(each.text)) - own for each in (one, other))
    return first == second or jaccard(first, second) >= SAME_MEANING


@rule(
    "term-defined-twice",
    message=Words(
        en="'{term}' is defined here and at {first}, in other words and for the same scope",
        id="'{term}' didefinisikan di sini dan pada {first}, dengan kata lain dan untuk lingkup yang sama",
    ),
    hint=Words(
        en="keep one definition and refer to it, or declare the scope of each",
        id="pertahankan satu definisi dan rujuklah, atau nyatakan lingkup masing-masing",
    ),
    agent="“{term}” mempunyai dua definisi; yang lain ada pada {first}.",
)
def term_defined_twice(survey: Survey) -> Iterator[Finding]:
    """Two definitions of one term hold for the same scope, or both for all.

    Why it matters: who asks what the term means gets one of two answers, and nobody knows which one counts.

    Wrong:
        - definition: {id: definisi-pelanggan, term: Pelanggan, text: Pelanggan adalah orang yang membeli air.}
        - definition: {id: arti-pelanggan, term: Pelanggan, text: Pelanggan adalah orang yang menghubungi kami.}
    Right:
        - definition: {id: definisi-pelanggan, term: Pelanggan, text: Pelanggan adalah orang yang membeli air.}

    Limits: in one document every second definition counts; in two documents one with other words.
    """
    for entry, first in _definitions(survey):
        is_one_document = entry.document_id == first.document_id
        if not _is_same_scope(entry, first) or (not is_one_document and _says_the_same(entry.model, first.model)):
            continue
        yield term_defined_twice.finding(
            entry.model.place("term"), entry, also=[first], term=entry.model.term, first=first.address
        )


@rule(
    "term-meanings-differ",
    message=Words(
        en="'{term}' means something else at {first}",
        id="'{term}' mempunyai arti lain pada {first}",
    ),
    hint=Words(
        en="give the two things two names, or say in both definitions where each holds",
        id="beri dua hal itu dua nama, atau nyatakan pada kedua definisi di mana masing-masing berlaku",
    ),
    agent="“{term}” mempunyai arti lain pada {first}.",
)
def term_meanings_differ(survey: Survey) -> Iterator[Finding]:
    """One term is defined in other words for another scope.

    Why it matters: people who work with both texts take the one meaning for the other.

    Wrong:
        - definition: {id: definisi-pelanggan, term: Pelanggan, text: Pelanggan adalah orang yang membeli air.}
        - definition: {id: pelanggan-telepon, term: Pelanggan, scope: Telepon, text: Pelanggan adalah penelepon.}
    Right:
        - definition: {id: definisi-pelanggan, term: Pelanggan, text: Pelanggan adalah orang yang membeli air.}
        - definition: {id: definisi-penelepon, term: Penelepon, text: Penelepon adalah orang yang menelepon.}
    """
    for entry, first in _definitions(survey):
        if not _is_same_scope(entry, first) and not _says_the_same(entry.model, first.model):
            yield term_meanings_differ.finding(
                entry.model.place("term"), entry, also=[first], term=entry.model.term, first=first.address
            )


@rule(
    "term-circular",
    message=Words(
        en="the definition of '{term}' explains it by itself",
        id="definisi '{term}' menjelaskannya dengan kata itu sendiri",
    ),
    hint=Words(en="say what it is without the term", id="jelaskan artinya tanpa memakai istilah itu"),
)
def term_circular(survey: Survey) -> Iterator[Finding]:
    """A definition explains a term by hardly more than its own words.

    Why it matters: who does not know the term does not know it afterwards either.

    Wrong:
        - definition: {id: definisi-pencatatan, term: Pencatatan, text: Pencatatan adalah kegiatan mencatat.}
    Right:
        - definition: {id: definisi-pencatatan, term: Pencatatan, text: Pencatatan adalah penyimpanan isi percakapan.}

    Limits: seen only where the term's words open the explanation and few other words follow.
    """
    for reading in survey.revisions:
        for entry in reading.of(Definition):
            if not entry.model.is_implied and _is_circular(entry.model):
                yield term_circular.finding(entry.model.place_in_text("text", offset=0), entry, term=entry.model.term)


def _is_circular(definition: Definition) -> bool:
    letter = letter_of(definition.text)
    verb, term = DEFINES.search(letter), word_set(definition.term)
    if verb is None or not term:
        return False
    meaning = letter[verb.end() :]
    words = word_set(meaning)
    opening = content_words(" ".join(meaning.split()[:OPENING]))
    begins_with_term = opening[: len(term)] == content_words(definition.term)
    begins_vaguely = len(opening) > 1 and opening[0] in VAGUE and opening[1] in term
    return begins_with_term or begins_vaguely or (bool(term & words) and len(words - term - VAGUE) < FEWEST_WORDS)


@rule(
    "term-unused",
    message=Words(
        en="'{term}' is defined and used nowhere else in this document",
        id="'{term}' didefinisikan, tetapi tidak dipakai di tempat lain dalam dokumen ini",
    ),
    hint=Words(
        en="use the term where it is meant, or drop the definition",
        id="pakai istilah itu di tempat yang dimaksud, atau hapus definisinya",
    ),
)
def term_unused(survey: Survey) -> Iterator[Finding]:
    """A definition defines what its document never mentions again.

    Why it matters: either the text says the same by another name, which hides the definition, or it is left over.

    Wrong:
        - definition: {id: definisi-eskalasi, term: Eskalasi, text: Eskalasi adalah penerusan laporan.}
        - {id: teruskan, text: Petugas meneruskan laporan.}
    Right:
        - definition: {id: definisi-eskalasi, term: Eskalasi, text: Eskalasi adalah penerusan laporan.}
        - {id: teruskan, text: Petugas melakukan eskalasi.}

    Limits: what a text explains in passing (`implied`) is not looked at.
    """
    for reading in survey.revisions:
        definitions = [entry for entry in reading.of(Definition) if not entry.model.is_implied]
        if not definitions:
            continue
        words = _words_of(reading)
        for entry in definitions:
            names = (BRACKETS.sub("", entry.model.term), *entry.model.spellings)
            if not any(_is_used(name, words, entry) for name in names):
                yield term_unused.finding(entry.model.place("term"), entry, is_for_agents=False, term=entry.model.term)


def _words_of(reading: RevisionReading) -> list[tuple[Entry[Definition] | None, str]]:
    """Return the texts of a document in small letters, each with the definition that it stands in, if any."""
    verbatim = (text for text in reading.texts if text.found.role.is_verbatim)
    return [(text.entry.nearest(Definition), text.letter.casefold()) for text in verbatim]


def _is_used(name: str, words: list[tuple[Entry[Definition] | None, str]], own: Entry[Definition]) -> bool:
    wanted = name.casefold()
    return any(wanted in text and definition is not own for definition, text in words)


@rule(
    "abbreviation-unexplained",
    message=Words(en="'{word}' is nowhere explained", id="'{word}' tidak dijelaskan di mana pun"),
    hint=Words(
        en="write it out at its first use, as in 'Nama Panjang ({word})', define it, or have its meaning in "
        "glossary.yml confirmed",
        id="tulis kepanjangannya pada pemakaian pertama, misalnya 'Nama Panjang ({word})', definisikan, atau mintakan "
        "pengesahan artinya untuk glossary.yml",
    ),
)
def abbreviation_unexplained(survey: Survey) -> Iterator[Finding]:
    """A document uses an abbreviation that neither it nor the glossary explains.

    Why it matters: agents guess its meaning, and customers who ask get no answer. It is one finding per abbreviation
    and document, at the first use. A term of the glossary without a confirmed meaning is unexplained.

    Wrong:
        - {id: cek-pra, text: Petugas memeriksa PRA sebelum menjawab.}
    Right:
        - {id: cek-pra, text: Petugas memeriksa Pusat Regu Air (PRA) sebelum menjawab.}

    Limits: words of five letters and more that can be spoken count as words in capitals unless the glossary has them.
    """
    everywhere, open_terms = explained_everywhere(survey), unexplained_terms(survey)
    words: set[str] | None = None
    for reading in survey.revisions:
        firsts = _first_uses(reading)
        own = explained_in(reading) if firsts else set()
        for word, (text, offset) in firsts.items():
            if word in own or (word in everywhere and word not in open_terms):
                continue
            if word not in open_terms:
                if word in COMMON or is_word_in_capitals(word) or word.rstrip("0123456789") in everywhere:
                    continue
                words = words_in_use(survey) if words is None else words
                if word.casefold() in words:
                    continue
            yield abbreviation_unexplained.finding(text.place(offset), text.entry, word=word)


def _first_uses(reading: RevisionReading) -> dict[str, tuple[Text, int]]:
    firsts: dict[str, tuple[Text, int]] = {}
    for text in running_texts(reading):
        for found in abbreviations(text.letter):
            firsts.setdefault(found[0], (text, found.start()))
    return firsts
