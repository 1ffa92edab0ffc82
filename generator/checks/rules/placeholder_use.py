"""Placeholders in use: how blanks are written, which are declared nowhere, which nobody uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from generator.checks.reading.address_blanks import Blank, blanks_of, is_unbalanced, undeclared_in
from generator.checks.reading.address_choices import odd_channels, odd_choice, odd_declaration
from generator.checks.reading.address_roles import role_of
from generator.checks.rule import Finding, Rule, Words, rule
from generator.checks.rules.forms_of_address import role_mismatch
from generator.kinds.definition.schema import Definition
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import FlowEdge, FlowNode
from generator.kinds.script.placeholders import recogniser_of
from generator.kinds.script.schema import Script, Slot
from generator.kinds.settings.schema import Channel, Placeholder
from generator.kinds.unit import Erratum, Reference, Unit
from generator.survey import Survey, is_sample

_LETTERS_OF_OTHERS = (Slot, Erratum, Reference, Definition, Figure, FlowNode, FlowEdge)
_MARKS = ("{", "<", "[", "(", "..", "…")


@rule(
    "notation-mixed",
    message=Words(
        en="the same blank is written in several ways in this document: {forms}",
        id="isian yang sama ditulis dengan beberapa cara dalam dokumen ini: {forms}",
    ),
    hint=Words(
        en="ask the owner for one way of writing, and use it throughout",
        id="mintakan satu cara penulisan kepada pemilik dokumen, lalu pakai itu di seluruh dokumen",
    ),
)
def notation_mixed(survey: Survey) -> Iterator[Finding]:
    """One document writes one blank with different brackets, dots or capitals.

    Why it matters: agents take `{Nama Pelanggan}` and `{nama pelanggan}` for two things, or say the brackets.

    Wrong:
        - {script: {id: buka, text: "Selamat pagi, dengan {Nama Petugas}."}}
        - {script: {id: tutup, text: "Terima kasih, dengan (..... Nama Petugas)."}}
    Right:
        - {script: {id: buka, text: "Selamat pagi, dengan {Nama Petugas}."}}
        - {script: {id: tutup, text: "Terima kasih, dengan {Nama Petugas}."}}
    """
    recogniser = recogniser_of(survey.library)
    for reading in survey.revisions:
        for group in _groups([*blanks_of(reading, recogniser)]):
            yield from _odd_one(notation_mixed, group, lambda blank: blank.letter)


def _groups(blanks: list[Blank]) -> list[list[Blank]]:
    """Return the blanks with the same words in them, in reading order."""
    found: dict[tuple[str, ...], list[Blank]] = {}
    for blank in blanks:
        found.setdefault(blank.words, []).append(blank)
    return list(found.values())


def _odd_one(owner: Rule, blanks: list[Blank], look: Callable[[Blank], str]) -> Iterator[Finding]:
    """Yield a finding at the first blank that looks otherwise than most."""
    counts = Counter(look(blank) for blank in blanks)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    first = {look(blank): blank for blank in reversed(blanks)}
    odd = next(blank for blank in blanks if look(blank) != usual)
    forms = ", ".join(f"{first[form].letter} ({count}×)" for form, count in counts.most_common())
    others = [blank.entry for blank in first.values() if blank.entry is not odd.entry]
    yield owner.finding(odd.place, odd.entry, also=others, forms=forms)


@rule(
    "bracket-style-mixed",
    message=Words(
        en="blanks of this document are marked in several ways: {forms}",
        id="isian dalam dokumen ini ditandai dengan beberapa cara: {forms}",
    ),
    hint=Words(
        en="ask the owner for one way to mark blanks, and use it throughout",
        id="mintakan satu cara menandai isian kepada pemilik dokumen, lalu pakai itu di seluruh dokumen",
    ),
)
def bracket_style_mixed(survey: Survey) -> Iterator[Finding]:
    """One document marks one blank with braces, another with round brackets or dots.

    Why it matters: agents cannot tell a blank from a remark in brackets.

    Wrong:
        - {script: {id: buka, text: "Dengan {Nama Petugas}, laporan (Nomor Tiket) sudah selesai."}}
    Right:
        - {script: {id: buka, text: "Dengan {Nama Petugas}, laporan {Nomor Tiket} sudah selesai."}}

    Limits: blanks that are written in several ways themselves are left to `notation-mixed`.
    """
    recogniser = recogniser_of(survey.library)
    fills = {each.id for each in survey.library.settings(Placeholder) if each.kind in ("fill", "instruction")}
    for reading in survey.revisions:
        groups = _groups([blank for blank in blanks_of(reading, recogniser) if blank.placeholder_id in fills])
        single = [blank for group in groups if len({each.letter for each in group}) == 1 for blank in group]
        single.sort(key=lambda blank: (blank.entry.position, blank.start))
        yield from _odd_one(bracket_style_mixed, [blank for blank in single if blank.style], lambda blank: blank.style)


@rule(
    "bracket-fault",
    message=Words(
        en="the brackets of the blank {letter} do not match", id="kurung pada isian {letter} tidak berpasangan"
    ),
    hint=Words(
        en="have the owner correct it; where the blank ends is not certain",
        id="mintakan perbaikan kepada pemilik dokumen; batas isian ini tidak pasti",
    ),
)
def bracket_fault(survey: Survey) -> Iterator[Finding]:
    """A blank is opened with one bracket and closed with another, and an erratum says so.

    Why it matters: where the blank ends and the words go on is not certain, and the fault stays in the source.
    Without an erratum the same fault is reported as `mark-unpaired`.

    Wrong:
        - script: {id: sapa, text: "Baik {Nama Pelanggan), mohon ditunggu."}
    Right:
        - script: {id: sapa, text: "Baik {Nama Pelanggan}, mohon ditunggu."}
    """
    recogniser = recogniser_of(survey.library)
    for reading in survey.revisions:
        for blank in blanks_of(reading, recogniser):
            model = blank.entry.model
            errata = model.errata if isinstance(model, Unit) else []
            if is_unbalanced(blank.letter) and any(blank.letter in each.letter for each in errata):
                yield bracket_fault.finding(blank.place, blank.entry, letter=blank.letter)


@rule(
    "placeholder-undeclared-elsewhere",
    message=Words(
        en="{letter} looks like a blank to fill in, but settings declare no such placeholder",
        id="{letter} tampak seperti isian, tetapi tidak dinyatakan pada settings",
    ),
    hint=Words(
        en="add it to the aliases in settings/placeholders.yml, or write the word itself",
        id="tambahkan pada aliases di settings/placeholders.yml, atau tulis katanya",
    ),
)
def placeholder_undeclared_elsewhere(survey: Survey) -> Iterator[Finding]:
    """Something in a record, an example, a cell or a clause looks like a blank and is declared nowhere.

    Why it matters: the page shows it as plain words, and it is copied as it stands.

    Wrong:
        - {field: Uraian, pattern: "Menanyakan tiket {No Tiket}"}
    Right:
        - {field: Uraian, pattern: "Menanyakan tiket {Nomor Tiket}"}

    Limits: sentences to say have an error of their own (`placeholder-unknown`); rows of x or _ are `filler-left`.
    """
    recogniser = recogniser_of(survey.library)
    for reading in survey.revisions:
        for text in reading.texts:
            written = text.found.value
            if not text.found.role.is_verbatim or not any(mark in written for mark in _MARKS):
                continue
            if isinstance(text.entry.model, _LETTERS_OF_OTHERS) or is_sample(text.entry):
                continue
            if found := undeclared_in(text, recogniser):
                yield placeholder_undeclared_elsewhere.finding(text.place(found[0]), text.entry, letter=found[1])


@rule(
    "choices-differ",
    message=Words(
        en="the choice {written} has other parts than are declared: {declared}",
        id="pilihan {written} berbeda dari yang dinyatakan: {declared}",
    ),
    hint=Words(
        en="correct the choice, or declare its choices and spelling in settings/placeholders.yml",
        id="betulkan pilihannya, atau nyatakan pilihan dan ejaannya pada settings/placeholders.yml",
    ),
    agent="Pilihan “{written}” berbeda dari yang biasa: {declared}.",
)
def choices_differ(survey: Survey) -> Iterator[Finding]:
    """A choice in a sentence, a spelling or a script's channels has other parts than its placeholder declares.

    Why it matters: the page offers a choice too few or too many, or leaves all of them in the text that is copied.

    Wrong:
        - {script: {id: buka, text: Selamat pagi/siang/malam.}}
    Right:
        - {script: {id: buka, text: Selamat pagi/siang/sore/malam.}}

    Limits: forms of address in another order or number are `address-mixed`.
    """
    choices = [entry for entry in survey.shared.of(Placeholder) if entry.model.kind == "choice" and entry.model.choices]
    for entry in choices:
        if odd := odd_declaration(entry.model):
            path, written = odd
            yield choices_differ.finding(
                entry.model.place(*path), entry, is_for_agents=False, written=written, declared=_named(entry.model)
            )
    recogniser = recogniser_of(survey.library)
    channels = {each.id: each for each in survey.library.settings(Channel)}
    placeholders = [entry.model for entry in choices]
    for reading in survey.revisions:
        for script in reading.of(Script):
            for placeholder, place, written in (
                *odd_choice(script.model, placeholders, recogniser),
                *odd_channels(script.model, placeholders, recogniser, channels),
            ):
                yield choices_differ.finding(place, script, written=written, declared=_named(placeholder))


def _named(placeholder: Placeholder) -> str:
    return ", ".join(placeholder.choices)


@rule(
    "placeholder-unused",
    message=Words(
        en="the placeholder '{name}' stands in no text that is in force",
        id="isian '{name}' tidak ada pada teks mana pun yang berlaku",
    ),
    hint=Words(
        en="remove it, or ask the owner for the sentence that needs it",
        id="hapus, atau tanyakan kepada pemilik dokumen kalimat yang memerlukannya",
    ),
)
def placeholder_unused(survey: Survey) -> Iterator[Finding]:
    """Settings declare a placeholder, and no text has any of its spellings.

    Why it matters: its spelling is wrong, or a sentence that should have the blank lacks it.

    Wrong:
        - {id: provinsi, name: Provinsi, kind: fill, aliases: []}
    Right:
        - {id: provinsi, name: Provinsi, kind: fill, aliases: ["{Provinsi}"]}

    Limits: silent where `role-mismatch` already names the sentence that should have it.
    """
    if survey.library.unreadable:  # what could not be read may use it
        return
    slots = {entry.model.placeholder for reading in survey.revisions for entry in reading.of(Slot)}
    pages: list[str] | None = None
    audiences = tuple({found.values["audience"] for found in role_mismatch(survey)})
    for entry in survey.shared.of(Placeholder):
        if entry.model.id in slots:
            continue
        if pages is None:
            pages = ["\n".join(text.letter for text in reading.texts) for reading in survey.revisions]
        if not any(alias in page for alias in entry.model.aliases for page in pages):
            if role_of(entry.model.name, audiences) is not None:  # a sentence has the blank of another role instead
                continue
            path = "aliases" if not entry.model.aliases else "id"
            yield placeholder_unused.finding(entry.model.place(path), entry, name=entry.model.name)
