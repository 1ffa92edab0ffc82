"""References: readers who are sent somewhere arrive, and at the place that the words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from weakref import WeakKeyDictionary

from generator.addresses import number_key
from generator.checks.reading.pointing import Pointer, Referring, name_of, pointers_of, references_of, referring_texts
from generator.checks.reading.reference_words import Phrase, numbers_in, relative_phrases, vague_phrases
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.unit import Reference
from generator.model.base import Model
from generator.problems import Location, Severity
from generator.survey import Entry, RevisionReading, Survey

SIDE = re.compile(r"\bdi\s?(?P<above>atas)\b|\bdi\s?bawah\b|\bberikut\b", re.IGNORECASE)
# Words whose numbers may be anything: an address, a form's line, a step of somebody else's.
COUNTING = re.compile(r"(?:no\.?|nomor|angka|tahap)\b", re.IGNORECASE)
UNCERTAIN = re.compile(r"(?:no\.?|nomor|angka|tahap|pasal|ayat|bagian)\b", re.IGNORECASE)


@rule(
    "reference-unresolved",
    message=Words(
        en="'{words}' does not say which rule or document is meant",
        id="'{words}' tidak menyebut ketentuan atau dokumen yang dimaksud",
    ),
    hint=Words(
        en="ask the owner for the document and clause, then declare the reference with `to`",
        id="tanyakan dokumen dan butirnya kepada pemilik, lalu deklarasikan rujukan dengan `to`",
    ),
    agent="Tertulis “{words}”, tetapi ketentuan mana yang dimaksud tidak disebutkan.",
)
def reference_unresolved(survey: Survey) -> Iterator[Finding]:
    """The text sends its readers to a rule without naming it: "sesuai ketentuan yang berlaku", "seperti biasa".

    Why it matters: every agent follows another rule, or none.

    Wrong:
        text: Petugas memberi potongan sesuai ketentuan yang berlaku.
    Right:
        text: Petugas memberi potongan sesuai Pedoman Potongan 3.2.
        references: [{text: Pedoman Potongan 3.2, state: resolved, to: pedoman-potongan/besaran}]

    Limits: roles without a name ("bidang terkait") are no references. What is said to customers is not looked at.
    """
    for reading in survey.revisions:
        for entry, position, reference in references_of(reading):
            if reference.state == "unresolved":
                place = entry.model.place("references", position)
                yield reference_unresolved.finding(place, entry, words=reference.text)
        for referring in referring_texts(reading):
            for phrase in vague_phrases(referring.letter):
                if not referring.is_covered(phrase):
                    yield reference_unresolved.finding(_place(referring, phrase), referring.entry, words=phrase.words)


def _place(referring: Referring, phrase: Phrase) -> Location:
    """Return the place of words in the source, where markup may stand between."""
    found = referring.text.found
    first = phrase.words.split()[0]
    offset = found.value.find(phrase.words)
    if offset < 0:
        nearby = found.value.find(first, min(phrase.start, len(found.value)))
        offset = nearby if nearby >= 0 else max(found.value.find(first), 0)
    return referring.entry.model.place_in_text(*found.path, offset=offset)


@rule(
    "reference-undeclared",
    message=Words(
        en="'{words}' means '{target}', and the page does not lead there",
        id="'{words}' merujuk ke '{target}', tetapi halaman tidak menautkannya",
    ),
    hint=Words(
        en="declare it at this unit: `references: [{text: {words}, state: relative, to: {to}}]`",
        id="deklarasikan pada unit ini: `references: [{text: {words}, state: relative, to: {to}}]`",
    ),
)
def reference_undeclared(survey: Survey) -> Iterator[Finding]:
    """Words such as "poin b", "lihat 7.3" or "kalimat di atas" refer to a place, and are not declared as a reference.

    Why it matters: readers have to search, and nobody notices when the place moves or its number changes.

    Wrong:
        text: Dilakukan setelah poin b.
    Right:
        text: Dilakukan setelah poin b.
        references: [{text: poin b, state: relative, to: layanan/menanyakan-nama}]

    Limits: "di bawah ini" and "berikut" need no declaration where what they announce follows. A number is looked for
    among the siblings first, then further out.
    """
    for reading, pointer in pointers_of(survey):
        for referring, phrase in _undeclared(reading):
            targets = _targets(pointer, referring.entry, phrase)
            found = [target for target in targets if target is not None]
            if not found or (phrase.side == "below" and not phrase.numbers):
                continue
            target = ", ".join(dict.fromkeys(name_of(each) for each in found))
            values = {"words": phrase.words, "target": target, "to": found[0].address}
            place = _place(referring, phrase)
            yield reference_undeclared.finding(place, referring.entry, also=found, is_for_agents=False, **values)


_UNDECLARED: WeakKeyDictionary[RevisionReading, list[tuple[Referring, Phrase]]] = WeakKeyDictionary()


def _undeclared(reading: RevisionReading) -> list[tuple[Referring, Phrase]]:
    if reading not in _UNDECLARED:
        _UNDECLARED[reading] = list(_find_undeclared(reading))
    return _UNDECLARED[reading]


def _find_undeclared(reading: RevisionReading) -> Iterator[tuple[Referring, Phrase]]:
    for referring in referring_texts(reading):
        covered: list[Phrase] = []
        for phrase in relative_phrases(referring.letter):
            # "No.1 di atas" is one reference, whichever of its halves was found first.
            is_double = any(each.start <= phrase.end + 2 and phrase.start <= each.end + 10 for each in covered)
            if not is_double and not referring.is_covered(phrase):
                covered.append(phrase)
                yield referring, phrase


def _targets(pointer: Pointer, entry: Entry[Model], phrase: Phrase) -> list[Entry[Model] | None]:
    if phrase.numbers:
        found = [pointer.numbered(entry, number) for number in phrase.numbers]
        if COUNTING.match(phrase.words) and not phrase.side and not phrase.is_sending:
            parent = entry.parent
            return [target if target and target.parent is parent else None for target in found]
        return found
    look = pointer.above if phrase.side == "above" else pointer.below
    return [look(entry, phrase.noun)]


@rule(
    "reference-leads-nowhere",
    message=Words(
        en="'{words}' leads nowhere: the text has no such place",
        id="'{words}' tidak menuju ke mana pun: tempat itu tidak ada dalam naskah",
    ),
    hint=Words(
        en="ask the owner which place is meant, then declare the reference",
        id="tanyakan kepada pemilik dokumen tempat mana yang dimaksud, lalu deklarasikan rujukannya",
    ),
    agent="Tertulis “{words}”, tetapi itu tidak ada dalam naskah ini.",
)
def reference_leads_nowhere(survey: Survey) -> Iterator[Finding]:
    """A number that the text refers to does not exist, or nothing of the kind stands "above" or "below".

    Why it matters: the step cannot be done as it is written.

    Wrong:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: ulang, text: Mengulang poin d.}
    Right:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: ulang, text: Mengulang poin a.}

    Limits: numbers after "nomor", "no." and the like are taken for references only where they lead somewhere, or
    where a word such as "lihat" or "jawaban" stands before them.
    """
    for reading, pointer in pointers_of(survey):
        for referring, phrase in _undeclared(reading):
            targets = _targets(pointer, referring.entry, phrase)
            if None in targets and _must_exist(pointer, referring.entry, phrase):
                yield reference_leads_nowhere.finding(_place(referring, phrase), referring.entry, words=phrase.words)


def _must_exist(pointer: Pointer, entry: Entry[Model], phrase: Phrase) -> bool:
    if not phrase.numbers:
        return True
    if phrase.is_bare:
        return all(pointer.counts_like(entry, number) for number in phrase.numbers)
    return bool(phrase.side) or phrase.is_sending or not UNCERTAIN.match(phrase.words)


@rule(
    "reference-wrong-target",
    message=Words(
        en="'{words}' leads to '{target}', which is not what the words say",
        id="'{words}' menuju ke '{target}', yang tidak sesuai dengan kata-katanya",
    ),
    hint=Words(
        en="correct `to`; or, when the source is wrong, ask its owner which place is meant",
        id="betulkan `to`; atau, bila sumbernya yang salah, tanyakan kepada pemiliknya tempat yang dimaksud",
    ),
    severity=Severity.ERROR,
    agent="“{words}” menuju ke tempat lain: {target}.",
)
def reference_wrong_target(survey: Survey) -> Iterator[Finding]:
    """The number in a reference's words is not the number of its target, or "di atas" leads to what stands below.

    Why it matters: the page sends readers to another step than the text says.

    Wrong:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: ulang, text: Mengulang poin a., references: [{text: poin a, state: relative, to: x/simpan}]}
        - {number: c, id: simpan, text: Menyimpan formulir.}
    Right:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: ulang, text: Mengulang poin a., references: [{text: poin a, state: relative, to: x/buka}]}

    Limits: targets without a number are compared by their side only.
    """
    for reading in survey.revisions:
        for entry, position, reference in references_of(reading):
            if reference.to is None or reference.state not in ("relative", "resolved"):
                continue
            unit = survey.library.find_from(reading.held, reference.to)
            target = reading.find(reference.to)
            is_wrong = unit is not None and bool(unit.number) and not _has_number(reference, unit.number)
            if unit is not None and (is_wrong or (target and _is_on_other_side(entry, target, reference))):
                place = entry.model.place("references", position)
                name = name_of(target) if target else f"{unit.number} {unit.address}"
                also = [target] if target else []
                yield reference_wrong_target.finding(place, entry, also=also, words=reference.text, target=name)


def _has_number(reference: Reference, full: str) -> bool:
    """Tell whether one of the numbers that the words name is the end of the target's number; so when none is named."""
    numbers = numbers_in(reference.text)
    return not numbers or any(f".{number_key(full)}".endswith(f".{number_key(number)}") for number in numbers)


def _is_on_other_side(entry: Entry[Model], target: Entry[Model], reference: Reference) -> bool:
    side = SIDE.search(reference.text)
    if not side or target.position <= entry.position <= target.last or entry.position <= target.position <= entry.last:
        return False
    return (target.position > entry.position) if side["above"] else (target.position < entry.position)


@rule(
    "list-order-differs",
    message=Words(
        en="the list names '{words}' after '{before}', the text has them the other way round",
        id="daftar menyebut '{words}' sesudah '{before}', sedangkan naskah mengurutkannya terbalik",
    ),
    hint=Words(
        en="ask the owner which order is meant",
        id="tanyakan kepada pemilik dokumen urutan mana yang dimaksud",
    ),
)
def list_order_differs(survey: Survey) -> Iterator[Finding]:
    """A list of what the document covers has another order than the chapters it leads to.

    Why it matters: whoever learns the steps from the list does them in the wrong order.

    Wrong:
        - {number: a, id: satu, text: Penutup, references: [{text: Penutup, state: resolved, to: x/penutup}]}
        - {number: b, id: dua, text: Salam, references: [{text: Salam, state: resolved, to: x/salam}]}
        - {number: c, id: tiga, text: Isi, references: [{text: Isi, state: resolved, to: x/isi}]}
    Right:
        - {number: a, id: satu, text: Salam, references: [{text: Salam, state: resolved, to: x/salam}]}
        - {number: b, id: dua, text: Isi, references: [{text: Isi, state: resolved, to: x/isi}]}
        - {number: c, id: tiga, text: Penutup, references: [{text: Penutup, state: resolved, to: x/penutup}]}

    Limits: it looks at lists of three points or more that all lead to chapters beside each other.
    """
    for reading in survey.revisions:
        for container in reading.clauses:
            listed = [found for each in container.inside if (found := _chapter_of(reading, each))]
            if len(listed) < max(3, len(container.inside)) or len({id(target.parent) for _, target in listed}) > 1:
                continue
            for before, here in pairwise(listed):
                if here[1].position < before[1].position:
                    values = {"words": name_of(here[1]), "before": name_of(before[1])}
                    also = [before[0], here[1], before[1]]
                    place = here[0].model.place("text")
                    yield list_order_differs.finding(place, here[0], also=also, is_for_agents=False, **values)


def _chapter_of(reading: RevisionReading, entry: Entry[Model]) -> tuple[Entry[Model], Entry[Model]] | None:
    """Return a point of a list with the chapter that its first reference leads to."""
    if not isinstance(entry.model, Clause) or not entry.model.references:
        return None
    to = entry.model.references[0].to
    target = reading.find(to) if to else None
    is_chapter = target is not None and isinstance(target.model, Clause) and bool(target.model.title)
    return (entry, target) if target is not None and is_chapter else None
