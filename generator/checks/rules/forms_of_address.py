"""Forms of address: how customers are addressed, for whom a sentence is, how agents speak of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.reading.address_roles import audience_of, clashing, role_names, role_of
from generator.checks.reading.address_words import (
    Address,
    addresses_in,
    first_i,
    first_we,
    offset_in,
    without_short_calls,
)
from generator.checks.rule import Finding, Words, rule
from generator.kinds.script.placeholders import placeholders_of, recogniser_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Placeholder
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, Survey, letter_of


@rule(
    "role-mismatch",
    message=Words(
        en="this sentence is for {audience}, but its blank {letter} is for {role}",
        id="kalimat ini untuk {audience}, tetapi isiannya {letter} adalah untuk {role}",
    ),
    hint=Words(
        en="ask the owner; in the meantime name the right placeholder under `slots`",
        id="tanyakan kepada pemilik dokumen; sementara itu sebutkan isian yang benar pada `slots`",
    ),
    agent="Kalimat untuk {audience} memakai isian {letter}.",
)
def role_mismatch(survey: Survey) -> Iterator[Finding]:
    """A sentence for one kind of customer has a blank for the name of another kind.

    Why it matters: a prospect is greeted with a name that no application knows, or a customer as one who is none yet.

    Wrong:
        - {script: {id: penutup, audience_role: Calon Pelanggan, text: "Terima kasih {Nama Pelanggan}."}}
    Right:
        - {script: {id: penutup, audience_role: Calon Pelanggan, text: "Terima kasih {Nama Calon Pelanggan}."}}

    Limits: only roles of which one has the other's name in its own, such as Calon Pelanggan and Pelanggan.
    """
    names = {each.id: each.name for each in survey.library.settings(Placeholder)}
    roles = role_names(names.values())
    if not any(clashing(one, other) for one in roles for other in roles):
        return
    recogniser = recogniser_of(survey.library)
    for reading in survey.revisions:
        for entry in reading.of(Script):
            spans = placeholders_of(entry.model, recogniser)
            named = [
                (span, role_of(span.letter, roles) or role_of(names.get(span.placeholder_id, ""), roles))
                for span in spans
            ]
            audience = audience_of(entry, roles) if any(role for _, role in named) else None
            for span, role in named:
                if audience and role and clashing(audience, role):
                    yield role_mismatch.finding(
                        entry.model.place_in_text("text", offset=offset_in(entry.model.text, span.letter, span.start)),
                        entry,
                        audience=audience,
                        role=role,
                        letter=span.letter,
                    )
                    break


@rule(
    "address-mixed",
    message=Words(
        en="customers are addressed in more than one way: {forms}",
        id="pelanggan disapa dengan lebih dari satu cara: {forms}",
    ),
    hint=Words(
        en="ask the owner which form of address holds, and use it throughout",
        id="tanyakan kepada pemilik dokumen sapaan mana yang berlaku, lalu pakai itu di seluruh dokumen",
    ),
    agent="Sapaan pada SOP ini tidak seragam: {forms}.",
)
def address_mixed(survey: Survey) -> Iterator[Finding]:
    """One sentence, or the sentences of one document, address customers in different forms.

    Why it matters: within one chat the same customer is Kakak, then Bapak, then Kak.
    A sentence that mixes by itself is a finding of its own; all others of a document are one.

    Wrong:
        - {script: {id: salam, text: Baik Kakak, mohon Bapak/Ibu menunggu.}}
    Right:
        - {script: {id: salam, text: Baik Bapak/Ibu, mohon Bapak/Ibu menunggu.}}

    Limits: examples are held against their sentences elsewhere (`example-choice-unknown`).
    """
    for reading in survey.revisions:
        used: list[Use] = []
        for entry in reading.of(Script):
            if entry.model.medium != "said":
                continue
            forms = addresses_in(letter_of(entry.model.text))
            odd = next((form for form in forms if form.persons != forms[0].persons), None)
            if odd is None:
                used += [Use(entry, ("text",), entry.model.text, form) for form in without_short_calls(forms)]
                continue
            yield address_mixed.finding(
                Use(entry, ("text",), entry.model.text, odd).place, entry, forms=_listed(form.letter for form in forms)
            )
        yield from _mixed_in_document(used)


@dataclass(frozen=True, slots=True)
class Use:
    """A form of address in the field of a model."""

    entry: Entry[Model]
    path: tuple[str | int, ...]
    written: str
    form: Address

    @property
    def place(self) -> Location:
        """Return the place of its first letter."""
        return self.entry.model.place_in_text(
            *self.path, offset=offset_in(self.written, self.form.letter, self.form.start)
        )


def _mixed_in_document(used: list[Use]) -> Iterator[Finding]:
    counts = Counter(use.form.words for use in used)
    if len(counts) < 2:
        return
    usual = counts.most_common(1)[0][0]
    first = {use.form.words: use for use in reversed(used)}
    odd = next(use for use in used if use.form.words != usual)
    spellings = [f"“{first[words].form.letter}” ({count}×)" for words, count in counts.most_common()]
    others = [use.entry for use in first.values() if use.entry is not odd.entry]
    yield address_mixed.finding(odd.place, odd.entry, also=others, forms=", ".join(spellings))


def _listed(letters: Iterable[str]) -> str:
    return ", ".join(f"“{letter}”" for letter in dict.fromkeys(letters))


@rule(
    "self-reference-mixed",
    message=Words(
        en="agents speak of themselves as “saya” in {singular} and as “kami” in {plural}",
        id="petugas menyebut dirinya “saya” pada {singular} dan “kami” pada {plural}",
    ),
    hint=Words(
        en="ask the owner which of the two holds, and use it throughout",
        id="tanyakan kepada pemilik dokumen mana yang berlaku, lalu pakai itu di seluruh dokumen",
    ),
)
def self_reference_mixed(survey: Survey) -> Iterator[Finding]:
    """In the sentences of one document agents are now `saya`, now `kami`.

    Why it matters: it is not clear whether the agent or the company promises something.

    Wrong:
        - {script: {id: jelas, text: "Apakah informasi yang saya sampaikan sudah jelas?"}}
        - {script: {id: lanjut, text: Laporannya segera kami sampaikan kepada unit.}}
    Right:
        - {script: {id: jelas, text: "Apakah informasi yang kami sampaikan sudah jelas?"}}
        - {script: {id: lanjut, text: Laporannya segera kami sampaikan kepada unit.}}

    Limits: saying one's name (`saya {Nama Petugas}`) and the company's things (`layanan kami`) are left out.
    """
    for reading in survey.revisions:
        said = [(entry, letter_of(entry.model.text)) for entry in reading.of(Script) if entry.model.medium == "said"]
        singular = [(entry, at) for entry, letter in said if (at := first_i(letter)) is not None]
        plural = [(entry, at) for entry, letter in said if (at := first_we(letter)) is not None]
        if not singular or not plural:
            continue
        (entry, at), word = (singular[0], "saya") if len(singular) <= len(plural) else (plural[0], "kami")
        other = plural[0][0] if word == "saya" else singular[0][0]
        yield self_reference_mixed.finding(
            entry.model.place_in_text("text", offset=offset_in(entry.model.text, word, at)),
            entry,
            also=[other] if other is not entry else [],
            singular=singular[0][0].address,
            plural=plural[0][0].address,
        )
