"""Said: what the agent has to say has its words, one wording, and a place in the talk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.channel_groups import share_channel
from generator.checks.reading.circumstances import conditions_of, exclude_each_other, is_superseded, places_of
from generator.checks.reading.content_words import plain_words
from generator.checks.reading.given_words import has_words, names_of_sentences
from generator.checks.reading.similarity import jaccard
from generator.checks.reading.utterances import bubble_of, what_is_told
from generator.checks.rule import Finding, Words, rule
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Branch, Clause, Speech
from generator.kinds.script.placeholders import placeholders_of, recogniser_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Channel
from generator.kinds.table.schema import Table
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey, letter_of
from generator.text.placeholders import Recogniser

# Under other circumstances another sentence may be right; one so like the first is the same, drifted apart.
DRIFTED_FROM = 0.6
# With so many places before it a sentence is compared, so that thousands of one purpose take no time.
COMPARED = 60
TELLS_APART = frozenset(["lain", "lainnya", "baru", "lama", "kembali", "lagi", "juga", "tidak", "belum", "sudah"])
AGAIN = re.compile(
    r"\b(?:sampaikan|menyampaikan|informasikan|ucapkan|ulangi)\w* (?:kembali|lagi|ulang)\b", re.IGNORECASE
)


class Place:
    """A sentence at one of the places where it is said."""

    def __init__(self, script: Entry[Script], block: Entry[Model], words: tuple[str, ...]) -> None:
        self.script = script
        self.block = block
        self.words = words


@rule(
    "purpose-worded-twice",
    message=Words(
        en="for '{purpose}' another sentence stands at {first}: “{other}”",
        id="untuk '{purpose}' ada kalimat lain pada {first}: “{other}”",
    ),
    hint=Words(
        en="settle with the owner which wording holds, use it by its id in both places, or say what sets them apart",
        id="pastikan kalimat mana yang berlaku lalu pakai dengan id-nya di kedua tempat, atau sebutkan pembedanya",
    ),
    agent="Untuk {purpose} ada kalimat lain di bagian {number}: “{other}”",
)
def purpose_worded_twice(survey: Survey) -> Iterator[Finding]:
    """One purpose of a brand is worded differently in two places of the same channels.

    Why it matters: the agent who learned one wording is marked down for it by someone who reads the other.

    Wrong:
        - {id: penutup, purpose: Salam penutup, brand: tirta, text: Terima kasih sudah menelepon Tirta 177.}
        - {id: akhir, purpose: Salam penutup, brand: tirta, text: Terima kasih telah menghubungi Tirta 177.}
    Right:
        - {id: penutup, purpose: Salam penutup, brand: tirta, text: Terima kasih sudah menelepon Tirta 177.}

    Limits: alternatives, steps of one clause, the sides of a change pair, other audiences and conditions that exclude
    each other explain a difference; other conditions explain it unless the sentences are nearly the same. What
    placeholders are called makes no difference.
    """
    channels = {each.id: each for each in survey.library.settings(Channel)}
    recogniser = recogniser_of(survey.library)
    groups: dict[tuple[str, str], list[Place]] = {}
    for reading in survey.revisions:
        for place in _places(reading, recogniser):
            script = place.script.model
            groups.setdefault((script.purpose.casefold().strip(), script.brand), []).append(place)
    for places in groups.values():
        yield from _worded_twice(places, channels)


def _places(reading: RevisionReading, recogniser: Recogniser) -> Iterator[Place]:
    blocks = places_of(reading)
    temporary = {change.model.overlay.script for change in reading.of(Change) if change.model.overlay}
    for entry in reading.of(Script):
        if entry.model.medium != "said" or entry.address in temporary:
            continue
        words = _words_of(entry.model, recogniser)
        for block in blocks.get(entry.model.id, ()):
            if not is_superseded(block):
                yield Place(entry, block, words)


def _words_of(script: Script, recogniser: Recogniser) -> tuple[str, ...]:
    """Return the words of a sentence, with `{}` for each placeholder."""
    letter = letter_of(script.text)
    for span in reversed(placeholders_of(script, recogniser)):
        letter = f"{letter[: span.start]}{{}}{letter[span.end :]}"
    return plain_words(letter)


def _worded_twice(places: list[Place], channels: dict[str, Channel]) -> Iterator[Finding]:
    reported: set[str] = set()
    for first, later in _pairs(places):
        address = later.script.address
        if address in reported or first.words == later.words or _is_explained(first, later, channels):
            continue
        reported.add(address)
        script = first.script
        yield purpose_worded_twice.finding(
            later.script.model.place("text"),
            later.script,
            also=[script],
            purpose=script.model.purpose,
            first=script.address,
            number=script.unit.number or script.model.title if script.unit else script.model.title,
            other=letter_of(script.model.text),
        )


def _pairs(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    for position, later in enumerate(places):
        for first in places[max(position - COMPARED, 0) : position]:
            yield first, later


def _is_explained(one: Place, other: Place, channels: dict[str, Channel]) -> bool:
    first, second = one.script.model, other.script.model
    if first.audience_role != second.audience_role or not share_channel(first.channels, second.channels, channels):
        return True
    if one.block.nearest(Clause) is other.block.nearest(Clause) or _same_frame(one, other):
        return True
    if exclude_each_other(one.block, other.block):
        return True
    if not _other_circumstances(one.block, other.block) or _says_again(other):
        return False
    words, others = frozenset(one.words), frozenset(other.words)
    return jaccard(words, others) < DRIFTED_FROM or words ^ others <= TELLS_APART


def _other_circumstances(one: Entry[Model], other: Entry[Model]) -> bool:
    if conditions_of(one) != conditions_of(other):
        return True
    return any(
        isinstance(each.model, Branch) and not each.model.when for place in (one, other) for each in place.around()
    )


def _same_frame(one: Place, other: Place) -> bool:
    first, second = one.block, other.block
    if (first.document_id, first.revision_key) == (second.document_id, second.revision_key):
        kinds: tuple[type[Model], ...] = (Table, Change, Speech)
        frames = [(first.nearest(kind), second.nearest(kind)) for kind in kinds]
        return any(mine is not None and mine is theirs for mine, theirs in frames)
    return first.document_id == second.document_id


def _says_again(place: Place) -> bool:
    clause = place.block.nearest(Clause)
    return clause is not None and AGAIN.search(letter_of(clause.model.text or "")) is not None


@rule(
    "said-without-sentence",
    message=Words(
        en="the agent has to say something here ('{verb}'), but no sentence is given",
        id="petugas harus mengatakan sesuatu di sini ('{verb}'), tetapi kalimatnya tidak ada",
    ),
    hint=Words(
        en="add a script, an example or `ask` with its words, or a gap of kind open-question about the sentence",
        id="tambahkan kalimat, contoh atau `ask` beserta kata-katanya, atau gap open-question tentang kalimatnya",
    ),
    agent="Tidak ada kalimat baku untuk langkah ini.",
)
def said_without_sentence(survey: Survey) -> Iterator[Finding]:
    """A step tells the agent to say or ask something, and gives no words for it.

    Why it matters: with a customer waiting, every agent makes up a sentence, and no two are alike.

    Wrong:
        - {id: maaf, text: Petugas menyampaikan permohonan maaf.}
    Right:
        - {id: maaf, text: "Petugas menyampaikan permohonan maaf:", body: [{script: kalimat-maaf}]}

    Limits: silent where what is said depends on the case (`sesuai`, `menurut`), where the step is optional, and
    where it names or refers to a sentence that stands elsewhere in the document.
    """
    for reading in survey.revisions:
        known = names_of_sentences(reading)
        for entry in reading.clauses:
            if entry.model.force in ("may", "need-not", "must-not") or not entry.model.text:
                continue
            letter = letter_of(entry.model.text)
            verb = what_is_told(letter)
            if verb and not has_words(entry, reading, letter, known):
                offset = max(entry.model.text.find(verb), 0)
                yield said_without_sentence.finding(entry.model.place_in_text("text", offset=offset), entry, verb=verb)


@rule(
    "bubble-claimed-twice",
    message=Words(
        en="bubble {bubble} is claimed here and at {first}",
        id="bubble ke-{bubble} dipakai di sini dan pada {first}",
    ),
    hint=Words(
        en="ask the owner which comes first, and give each its bubble",
        id="tanyakan kepada pemilik dokumen mana yang lebih dulu, dan beri masing-masing bubble-nya",
    ),
    agent="Langkah ini dan {number} sama-sama memakai bubble ke-{bubble}; urutannya tidak disebutkan.",
)
def bubble_claimed_twice(survey: Survey) -> Iterator[Finding]:
    """Two steps of one section that can both apply claim the same bubble of the chat.

    Why it matters: the agent cannot send two things second, and which of them waits is not said.

    Wrong:
        - {id: jawab, text: "Pada bubble chat kedua, Petugas menjawab pertanyaan."}
        - {id: terima-kasih, text: "Setelah salam pembuka, pada bubble chat selanjutnya Petugas berterima kasih."}
    Right:
        - {id: jawab, text: "Pada bubble chat kedua, Petugas menjawab pertanyaan."}
        - {id: terima-kasih, text: "Pada bubble chat ketiga, Petugas berterima kasih."}

    Limits: `selanjutnya` is resolved only after the greeting, which is the first bubble.
    """
    for reading in survey.revisions:
        claims: dict[tuple[int, int], list[Entry[Clause]]] = {}
        for entry in reading.clauses:
            text = entry.model.text
            claim = bubble_of(letter_of(text)) if text and not is_superseded(entry) else None
            if text is None or claim is None:
                continue
            earlier = claims.setdefault((_section(entry).position, claim[0]), [])
            first = next((each for each in earlier if not exclude_each_other(each, entry)), None)
            if first:
                yield bubble_claimed_twice.finding(
                    entry.model.place("text"),
                    entry,
                    also=[first],
                    bubble=claim[0],
                    first=first.address,
                    number=first.unit.number if first.unit and first.unit.number else first.address,
                )
            earlier.append(entry)


def _section(entry: Entry[Model]) -> Entry[Model]:
    """Return the nearest clause around that has a title."""
    around = list(entry.around())
    titled = (each for each in around if isinstance(each.model, Clause) and each.model.title)
    return next(titled, around[-1] if around else entry)
