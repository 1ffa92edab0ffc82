"""Scripts: a sentence belongs to its document, and its class agrees with the clause around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.channel_groups import with_groups
from generator.checks.reading.circumstances import places_of
from generator.checks.reading.limits_said import SENTENCE_END
from generator.checks.reading.wording_words import FREE, alternative_in, own_text, said_of_words
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause, RuleBlock, ScriptBlock, Speech
from generator.kinds.rule.schema import Rule as SharedRule
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Brand, Channel, WordingClass
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey, letter_of

OBLIGED = re.compile(r"\b(?:wajib|harus)\b", re.IGNORECASE)


def _fixed_classes(survey: Survey) -> set[str]:
    return {each.id for each in survey.library.settings(WordingClass) if each.is_fixed}


@rule(
    "locked-with-alternative",
    message=Words(
        en="these words are fixed, yet the text allows others: “{alternative}”",
        id="kata-kata ini tidak boleh diubah, tetapi naskah membolehkan yang lain: “{alternative}”",
    ),
    hint=Words(
        en="ask the owner which sentence holds when, or take a class that allows the alternative",
        id="tanyakan kepada pemilik dokumen kalimat mana yang berlaku kapan, atau pakai kelas yang membolehkannya",
    ),
    agent="Kalimat ini tidak boleh diubah, tetapi SOP juga membolehkan yang lain: “{alternative}”.",
)
def locked_with_alternative(survey: Survey) -> Iterator[Finding]:
    """A sentence with fixed words has an alternative, or a clause beside it lets it be replaced.

    Why it matters: two agents say two things, and neither can be told which one is wrong.

    Wrong:
        - {script: {id: imbauan, wording: {class: locked, because: sop/kata-tetap}, text: Mari hemat air.}}
        - {id: imbauan-lain, text: Kalimat lain yang ditentukan oleh manajemen.}
    Right:
        - {script: {id: imbauan, wording: {class: locked, because: sop/kata-tetap}, text: Mari hemat air.}}

    Limits: it looks at the clause of the sentence, at the clauses beside it that have no sentence of their own, and
    at the clause that fixes its words.
    """
    fixed = _fixed_classes(survey)
    for reading in survey.revisions:
        for entry, beside, alternative in _alternatives(reading, fixed):
            is_own = isinstance(beside.model, Speech | RuleBlock) or beside in entry.around()
            place = entry.model.place("wording", "class") if is_own else beside.model.place("text")
            yield locked_with_alternative.finding(place, entry, also=[beside], alternative=alternative)


def _alternatives(reading: RevisionReading, fixed: set[str]) -> list[tuple[Entry[Script], Entry[Model], str]]:
    """Return what allows other words, with the sentence nearest before it and the words that allow them."""
    places = places_of(reading)
    permits = list(_permits(reading))
    found: dict[int, tuple[Entry[Script], Entry[Model], str]] = {}
    for entry in reading.of(Script):
        if entry.model.wording.wording_class not in fixed or entry.model.medium != "said":
            continue
        for place in places.get(entry.model.id, ()):
            alternative = _alternative(place, reading)
            if alternative is not None:
                beside, words = alternative
                if beside.position not in found or entry.position < beside.position:
                    found[beside.position] = (entry, beside, words)
                break
        for clause, sentence in permits:
            if _kind_of(entry.model.purpose) in sentence.casefold() and _locks(clause, entry, reading):
                found.setdefault(clause.position, (entry, clause, sentence))
    return list(found.values())


def _locks(clause: Entry[Clause], entry: Entry[Script], reading: RevisionReading) -> bool:
    """Tell whether a clause is the one that fixes a sentence's words, and so contradicts itself when it frees them."""
    because = entry.model.wording.because
    is_reason = because is not None and reading.find(because) is clause
    return is_reason and said_of_words(letter_of(clause.model.text or "")).is_fixed


def _kind_of(purpose: str) -> str:
    """Return the words of a purpose that clauses use: `salam penutup` for `Salam penutup calon pelanggan`."""
    return " ".join(purpose.casefold().split()[:2])


def _permits(reading: RevisionReading) -> Iterator[tuple[Entry[Clause], str]]:
    """Yield the sentences of clauses that let words be changed."""
    for clause in reading.clauses:
        for sentence in SENTENCE_END.split(letter_of(clause.model.text or "")):
            if alternative_in(sentence):
                yield clause, sentence.strip()


def _alternative(place: Entry[Model], reading: RevisionReading) -> tuple[Entry[Model], str] | None:
    """Return what stands beside a sentence and allows another, and its words."""
    if isinstance(place.model, Speech) and len(place.model.one_of) > 1:
        other = place.model.one_of[-1]
        return place, letter_of(other.text) if isinstance(other, Script) else other
    clause = place.nearest(Clause)
    above = clause.parent.nearest(Clause) if clause and clause.parent else None
    for around in (clause, above):
        for each in (around, *around.inside) if around else ():
            letter = _beside(each, reading, is_around=each is around)
            if letter and alternative_in(letter):
                return each, letter
    return None


def _beside(entry: Entry[Model], reading: RevisionReading, *, is_around: bool) -> str:
    if isinstance(entry.model, RuleBlock):
        shared = reading.held.part(entry.model.rule.use, SharedRule)
        return own_text(shared) if shared else ""
    if not is_around and any(entry.within(ScriptBlock)) | any(entry.within(Speech)):
        return ""
    return own_text(entry.model)


@rule(
    "locked-example",
    message=Words(
        en="the source calls this sentence an example, but its words are fixed by {because}",
        id="sumber menyebut kalimat ini contoh, tetapi {because} menetapkan kata-katanya",
    ),
    hint=Words(
        en="take away `example: true`, or take a class that lets an example be one",
        id="hapus `example: true`, atau pakai kelas yang sesuai untuk contoh",
    ),
    agent="Kalimat ini disebut contoh, tetapi juga tidak boleh diubah.",
)
def locked_example(survey: Survey) -> Iterator[Finding]:
    """A sentence is marked as an example and as fixed at once.

    Why it matters: an example shows one way among others; fixed words leave no other way.

    Wrong:
        - {id: salam, wording: {class: locked, because: sop/kata-tetap}, example: true, text: Selamat pagi.}
    Right:
        - {id: salam, wording: {class: locked, because: sop/kata-tetap}, text: Selamat pagi.}
    """
    fixed = _fixed_classes(survey)
    for reading in survey.revisions:
        for entry in reading.of(Script):
            if entry.model.is_example and entry.model.wording.wording_class in fixed:
                yield locked_example.finding(
                    entry.model.place("example"), entry, because=entry.model.wording.because or "-"
                )


@rule(
    "obligatory-but-free",
    message=Words(
        en="this clause makes the sentence obligatory, but its wording class says that it need not be used",
        id="klausul ini mewajibkan kalimatnya, tetapi kelasnya mengatakan kalimat itu tidak wajib dipakai",
    ),
    hint=Words(
        en="take the class that the clause means, or correct `force`",
        id="pakai kelas yang dimaksud klausul, atau betulkan `force`",
    ),
    agent="Kalimat ini wajib disampaikan menurut klausulnya, tetapi ditandai bebas.",
)
def obligatory_but_free(survey: Survey) -> Iterator[Finding]:
    """A clause that says `wajib` or `harus` holds a sentence that is free to be used or not.

    Why it matters: the agent reads two contrary instructions on one line.

    Wrong:
        - {text: "Petugas wajib menyampaikan:", body: [{script: {id: tanya, wording: {class: free}, text: Jelas}}]}
    Right:
        - {text: "Petugas dapat menyampaikan:", body: [{script: {id: tanya, wording: {class: free}, text: Jelas}}]}
    """
    for reading in survey.revisions:
        for entry in reading.of(Script):
            clause = entry.nearest(Clause)
            if entry.model.wording.wording_class != FREE or clause is None:
                continue
            if clause.model.force == "must" or OBLIGED.search(said_of_obligation(clause.model)):
                yield obligatory_but_free.finding(entry.model.place("wording", "class"), entry, also=[clause])


def said_of_obligation(clause: Clause) -> str:
    """Return the words of a clause without what it says need not be done."""
    return re.sub(r"\btidak (?:wajib|harus)\b", " ", own_text(clause), flags=re.IGNORECASE)


@rule(
    "script-of-other-brand",
    message=Words(
        en="this sentence is said for the brand '{brand}', which {document} is not about",
        id="kalimat ini diucapkan untuk merek '{brand}', yang tidak diatur oleh {document}",
    ),
    hint=Words(
        en="correct the brand, or name it among the `brands` of document.yml",
        id="betulkan mereknya, atau sebutkan pada `brands` di document.yml",
    ),
    agent="Kalimat ini ditandai untuk {brand}, padahal dokumen ini tidak mengatur {brand}.",
)
def script_of_other_brand(survey: Survey) -> Iterator[Finding]:
    """A sentence has a brand that is not among the brands of its document.

    Why it matters: it is found by agents of the wrong brand and hidden from those who need it.

    Wrong:
        - {id: salam, brand: sumur, channels: [kanal-chat], text: Air Tirta, selamat pagi.}
    Right:
        - {id: salam, brand: tirta, channels: [kanal-chat], text: Air Tirta, selamat pagi.}
    """
    names = {each.id: each.name for each in survey.library.settings(Brand)}
    for reading in survey.revisions:
        document = reading.document.document
        for entry in reading.of(Script):
            brand = entry.model.brand
            if brand in names and brand not in document.brands:
                yield script_of_other_brand.finding(
                    entry.model.place("brand"), entry, brand=names[brand], document=document.short_title
                )


@rule(
    "script-channel",
    message=Words(
        en="this sentence is not for a channel of its document and brand: {channels}",
        id="kalimat ini bukan untuk kanal dokumen dan mereknya: {channels}",
    ),
    hint=Words(
        en="name channels of the document, or groups they belong to in settings/channels.yml",
        id="sebutkan kanal dokumen ini, atau keanggotaannya pada settings/channels.yml",
    ),
    agent="Kanal kalimat ini ({channels}) tidak termasuk kanal dokumennya.",
)
def script_channel(survey: Survey) -> Iterator[Finding]:
    """A sentence names no channel, one outside of its document, or one of another brand.

    Why it matters: whoever filters by channel misses the sentence, or says it where it does not hold.

    Wrong:
        - {id: salam-chat, brand: tirta, channels: [kanal-telepon], text: Air Tirta, selamat pagi.}
    Right:
        - {id: salam-chat, brand: tirta, channels: [kanal-webchat], text: Air Tirta, selamat pagi.}

    Limits: a channel that belongs to a group of the document (`part_of`) is a channel of the document.
    """
    brands = {each.id for each in survey.library.settings(Brand)}
    channels = {each.id: each for each in survey.library.settings(Channel) if each.brand in brands}
    for reading in survey.revisions:
        allowed = set(reading.document.document.channels)
        for entry in reading.of(Script):
            script = entry.model
            own = script.brand if script.brand in reading.document.document.brands else None
            wrong = [
                each
                for each in script.channels
                if each in channels
                and (own not in (None, channels[each].brand) or allowed.isdisjoint(with_groups(each, channels)))
            ]
            if wrong or not script.channels:
                yield script_channel.finding(
                    script.place("channels"), entry, channels=", ".join(channels[each].name for each in wrong) or "–"
                )


@rule(
    "script-speaks-other-brand",
    message=Words(
        en="this sentence of '{brand}' speaks in the name of '{other}'",
        id="kalimat '{brand}' ini berbicara atas nama '{other}'",
    ),
    hint=Words(
        en="correct the name in the sentence, or its brand",
        id="betulkan nama dalam kalimat, atau mereknya",
    ),
    agent="Kalimat ini untuk {brand}, tetapi menyebut {other}. Jangan sampai salah nama.",
)
def script_speaks_other_brand(survey: Survey) -> Iterator[Finding]:
    """A sentence of one brand greets, thanks or introduces itself in the name of another.

    Why it matters: the customer hears the name of a company that is not the one called.

    Wrong:
        - {id: salam, brand: tirta, text: "Sumur Jaya, selamat pagi, ada yang bisa dibantu?"}
    Right:
        - {id: salam, brand: tirta, text: "Air Tirta, selamat pagi, ada yang bisa dibantu?"}

    Limits: a sentence may well speak of another brand, as when a call is transferred; only the name at its beginning
    and after words such as `menghubungi` or `kami dari` counts.
    """
    names = {each.id: each.name for each in survey.library.settings(Brand)}
    spoken = {each: _speaks_as(name) for each, name in names.items()}
    for reading in survey.revisions if len(names) > 1 else ():
        for entry in reading.of(Script):
            letter = letter_of(entry.model.text)
            for brand, pattern in spoken.items():
                found = pattern.search(letter) if brand != entry.model.brand else None
                if found:
                    yield script_speaks_other_brand.finding(
                        entry.model.place_in_text("text", offset=max(entry.model.text.find(names[brand]), 0)),
                        entry,
                        brand=names.get(entry.model.brand, entry.model.brand),
                        other=names[brand],
                    )


def _speaks_as(name: str) -> re.Pattern[str]:
    """Return what finds the name of a brand where a speaker names the company spoken for."""
    leads = r"\A\W*(?:selamat \w+(?:/\w+)*,? |halo,? |terima kasih,? )?"
    after = r"\b(?:menghubungi|menelepon|kami dari|saya dari|atas nama)\b(?: \w+){0,3}? "
    return re.compile(rf"(?:{leads}|{after})(?:kami )?{re.escape(name)}\b", re.IGNORECASE)
