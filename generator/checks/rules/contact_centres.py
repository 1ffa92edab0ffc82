"""Contact centres: the number, key and mailbox that a text gives are those that settings declare."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from generator.checks.reading.centre_numbers import MAILBOX, Centres, Given, digits_of
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Branch, Click
from generator.kinds.settings.schema import ContactCentre
from generator.kinds.table.schema import Row, Table
from generator.library import Library
from generator.model.base import Model
from generator.problems import Location, Severity
from generator.revisions.shared_values import as_fixed
from generator.survey import Entry, RevisionReading, Survey, Text, is_sample, letter_of

FIGURE_OR_MAILBOX = re.compile(r"[\d@]")
# So much alike, two mailboxes are one that was mistyped.
ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a step or a row gives for a transfer to a centre."""

    centre: Entry[ContactCentre]
    label: str
    place: Location
    about: Entry[Model]


def _groups(survey: Survey) -> Iterator[tuple[list[RevisionReading], Centres]]:
    """Yield revisions with the centres they are held against.

    A revision that is fixed keeps the numbers that it was approved with; that settings say another one since then is
    told as `register-shared-fact-differs`, and no fault of its sentences, which nobody may mend.
    """
    declared = survey.shared.of(ContactCentre)
    todays: list[RevisionReading] = []
    for reading in survey.revisions:
        kept = _kept(survey.library, reading, declared)
        if kept == declared:
            todays.append(reading)
        else:
            yield [reading], Centres(kept)
    yield todays, Centres(declared)


def _kept(
    library: Library, reading: RevisionReading, declared: list[Entry[ContactCentre]]
) -> list[Entry[ContactCentre]]:
    """Return the centres as a revision knows them; the very entries of those that are as they were."""
    shared = as_fixed(library, reading.held).shared
    found = []
    for each in declared:
        unit = shared.get(each.address)
        model = unit.model if unit else None
        is_other = isinstance(model, ContactCentre) and model is not each.model
        found.append(replace(each, model=cast("ContactCentre", model)) if is_other else each)
    return found


def _numbered(readings: list[RevisionReading]) -> list[Text]:
    """Return the texts to the source's letter with a figure or mailbox in them, without what a picture shows."""
    return [
        text
        for reading in readings
        for text in reading.texts
        if text.found.role.is_verbatim and FIGURE_OR_MAILBOX.search(text.found.value) and not is_sample(text.entry)
    ]


@rule(
    "contact-centre-number",
    message=Words(
        en="'{name}' has {given} here; settings declare {declared}",
        id="'{name}' di sini diberi {given}; pengaturan menyebut {declared}",
    ),
    hint=Words(
        en="compare both with the source; mend the sentence, or settings/contact-centres.yml",
        id="bandingkan keduanya dengan sumber; perbaiki kalimatnya atau settings/contact-centres.yml",
    ),
    severity=Severity.ERROR,
    agent="Nomor {name} tertulis {given}; di tempat lain {declared}.",
)
def contact_centre_number(survey: Survey) -> Iterator[Finding]:
    """A text gives a contact centre a number or mailbox that is not its own.

    Why it matters: the customer is sent to a number where nobody can help, or that nobody answers.
    When all texts agree with each other and not with settings, the one finding stands at the settings.

    Wrong:
        - {id: cc-gas, name: Gas Terang, number: "1400500"}
        - {text: Petugas menyambungkan pelanggan ke Gas Terang 1400600.}

    Right:
        - {id: cc-gas, name: Gas Terang, number: "1400500"}
        - {text: Petugas menyambungkan pelanggan ke Gas Terang 1400500.}

    Limits: the number stands behind the name; without a name, only slips of a number with five figures or more.
    """
    for readings, centres in _groups(survey):
        if centres.all:
            yield from _numbers(readings, centres)


def _numbers(readings: list[RevisionReading], centres: Centres) -> Iterator[Finding]:
    texts = _numbered(readings)
    given = [(text, each) for text in texts for each in centres.given_in(text.letter)]
    odd_settings = {each.model.id: number for each in centres.all if (number := _agreed_otherwise(each, given))}
    for centre in centres.all:
        if number := odd_settings.get(centre.model.id):
            others = [text.entry for text, each in given if each.centre is centre]
            yield contact_centre_number.finding(
                centre.model.place("number"),
                centre,
                also=others,
                name=centre.model.name,
                given=number,
                declared=centre.model.number,
            )
    for text, each in given:
        if each.centre.model.id not in odd_settings and _is_wrong(each, centres):
            yield _at(text, each.start, each.centre, each.digits)
    yield from _in_rows(readings, centres, odd_settings)
    yield from _slips(texts, centres, {(id(text), each.start) for text, each in given}, odd_settings)
    yield from _mailboxes(texts, centres)


def _agreed_otherwise(centre: Entry[ContactCentre], given: list[tuple[Text, Given]]) -> str | None:
    """Return the number that all texts give a centre, at least two of them, where settings have another."""
    numbers = Counter(each.digits for _, each in given if each.centre is centre)
    own = digits_of(centre.model.number or "")
    if len(numbers) != 1 or not own or own in numbers:
        return None
    number, count = next(iter(numbers.items()))
    return number if count > 1 else None


def _is_wrong(given: Given, centres: Centres) -> bool:
    own = digits_of(given.centre.model.number or "")
    if not own or given.digits == own:
        return False
    if given.is_in_name:
        return len(given.digits) == len(own)
    return centres.other_of(given.digits, given.centre) is not None or abs(len(given.digits) - len(own)) <= 1


def _in_rows(readings: list[RevisionReading], centres: Centres, odd_settings: dict[str, str]) -> Iterator[Finding]:
    """Yield the cells of rows about a centre that hold another number than its own."""
    for reading in readings:
        for row in reading.of(Row):
            centre = centres.by_id.get(row.model.contact_centre or "")
            if centre is None or not centre.model.number:
                continue
            right = (digits_of(centre.model.number), odd_settings.get(centre.model.id))
            for column, cell in row.model.cells.items():
                said = letter_of(cell).replace(" ", "")
                is_number = said.isdigit() and len(said) > 2 and said not in right
                if is_number and (centres.other_of(said, centre) or len(said) == len(right[0])):
                    yield contact_centre_number.finding(
                        row.model.place("cells", column),
                        row,
                        also=[centre],
                        name=centre.model.name,
                        given=said,
                        declared=centre.model.number,
                    )


def _slips(
    texts: list[Text], centres: Centres, seen: set[tuple[int, int]], odd_settings: dict[str, str]
) -> Iterator[Finding]:
    """Yield mistyped numbers that stand beside no name."""
    for text in texts:
        if isinstance(text.entry.model, Row) and text.entry.model.contact_centre:
            continue
        for centre, digits, start in centres.slips_in(text.letter):
            if (id(text), start) not in seen and odd_settings.get(centre.model.id) != digits:
                yield _at(text, start, centre, digits)


def _mailboxes(texts: list[Text], centres: Centres) -> Iterator[Finding]:
    """Yield mailboxes that are nearly those of a centre; at the settings when all texts agree on another one."""
    written = [
        (text, found.start(), found[0])
        for text in texts
        if "@" in text.letter
        for found in MAILBOX.finditer(text.letter)
    ]
    declared = {(each.model.mailbox or "").casefold() for each in centres.all}
    for centre in centres.all:
        own = (centre.model.mailbox or "").casefold()
        same = [each for each in written if own and each[2].casefold() == own]
        near = [
            each
            for each in written
            if each[2].casefold() not in declared and own and _is_alike(each[2].casefold(), own)
        ]
        if not same and len(near) > 1 and len({mailbox.casefold() for _, _, mailbox in near}) == 1:
            yield contact_centre_number.finding(
                centre.model.place("mailbox"),
                centre,
                also=[text.entry for text, _, _ in near],
                name=centre.model.name,
                given=near[0][2],
                declared=centre.model.mailbox,
            )
            continue
        for text, start, mailbox in near:
            yield _at(text, start, centre, mailbox)


def _is_alike(one: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, one, other).ratio() >= ALIKE


def _at(text: Text, start: int, centre: Entry[ContactCentre], given: str) -> Finding:
    declared = centre.model.mailbox if "@" in given else centre.model.number
    return contact_centre_number.finding(
        text.place(start), text.entry, also=[centre], name=centre.model.name, given=given, declared=declared
    )


@rule(
    "contact-centre-key",
    message=Words(
        en="key '{given}' is pressed here for '{name}'; settings declare '{declared}'",
        id="di sini ditekan angka '{given}' untuk '{name}'; pengaturan menyebut '{declared}'",
    ),
    hint=Words(
        en="compare both with the source; mend the step, or settings/contact-centres.yml",
        id="bandingkan keduanya dengan sumber; perbaiki langkahnya atau settings/contact-centres.yml",
    ),
    severity=Severity.ERROR,
    agent="Angka transfer ke {name} tertulis {given}; di tempat lain {declared}.",
)
def contact_centre_key(survey: Survey) -> Iterator[Finding]:
    """A step or table gives another key for a transfer to a contact centre than settings do.

    Why it matters: the call ends at the wrong contact centre.

    Wrong:
        - {id: cc-gas, name: Gas Terang, transfer_key: "4", transfer_application: sigma}
        - branch: Jika pelanggan Gas Terang,
          body: [{click: {application: sigma, text: Klik angka "6", path: ["6"]}}]

    Right:
        - {id: cc-gas, name: Gas Terang, transfer_key: "4", transfer_application: sigma}
        - branch: Jika pelanggan Gas Terang,
          body: [{click: {application: sigma, text: Klik angka "4", path: ["4"]}}]

    Limits: a step counts in a case whose texts name one contact centre with a key; a table by its column of keys.
    """
    for readings, centres in _groups(survey):
        if any(each.model.transfer_key for each in centres.all):
            yield from _keys(readings, centres)


def _keys(readings: list[RevisionReading], centres: Centres) -> Iterator[Finding]:
    keys = [key for reading in readings for key in (*_clicked(reading, centres), *_in_tables(reading, centres))]
    for centre in centres.all:
        own, given = centre.model.transfer_key, [key for key in keys if key.centre is centre]
        labels = {key.label for key in given}
        if own and len(given) > 1 and len(labels) == 1 and own not in labels:
            about = cast("Entry[Model]", centre)
            also = [each.about for each in given]
            yield _key_finding(centre.model.place("transfer_key"), about, also, given[0])
            continue
        for key in given:
            if key.label != own:
                yield _key_finding(key.place, key.about, [centre], key)


def _key_finding(place: Location, about: Entry[Model], also: Sequence[Entry[Model]], key: Key) -> Finding:
    centre = key.centre.model
    return contact_centre_key.finding(
        place, about, also=also, given=key.label, name=centre.name, declared=centre.transfer_key
    )


def _clicked(reading: RevisionReading, centres: Centres) -> Iterator[Key]:
    """Yield the keys that are clicked in cases about one centre."""
    for click in reading.of(Click):
        position = next((number for number, label in enumerate(click.model.path) if label.isdigit()), None)
        branch = click.nearest(Branch) if position is not None else None
        named = [each for each in _named_in(branch, centres) if each.model.transfer_key] if branch else []
        if (
            position is not None
            and len(named) == 1
            and named[0].model.transfer_application in (None, click.model.application)
        ):
            place = click.model.place("path", position)
            yield Key(named[0], click.model.path[position], place, click)


def _named_in(branch: Entry[Branch], centres: Centres) -> list[Entry[ContactCentre]]:
    """Return the centres that the texts of a case give with a number, each once."""
    models = [branch.model, *(each.model for each in branch.within(Model))]
    texts = [value for model in models for value in (getattr(model, "text", None),) if isinstance(value, str)]
    found = [given.centre for text in texts for given in centres.given_in(letter_of(text))]
    return list({each.model.id: each for each in found}.values())


def _in_tables(reading: RevisionReading, centres: Centres) -> Iterator[Key]:
    """Yield the keys in the rows about centres: in columns called so, and in those that hold a key rightly."""
    for table in reading.of(Table):
        rows = [
            (row, centre) for row in table.within(Row) if (centre := centres.by_id.get(row.model.contact_centre or ""))
        ]
        columns = {key for row, centre in rows for key, cell in row.model.cells.items() if cell == _key_of(centre)}
        columns |= {each.id for each in table.model.columns if rows and _is_of_keys(each.title)}
        for row, centre in rows if columns else ():
            for column in sorted(columns & row.model.cells.keys()):
                cell = letter_of(row.model.cells[column]).strip()
                if _key_of(centre) and cell.isdigit() and len(cell) < 3:
                    yield Key(centre, cell, row.model.place("cells", column), row)


def _key_of(centre: Entry[ContactCentre]) -> str | None:
    return centre.model.transfer_key


def _is_of_keys(title: str) -> bool:
    return any(word in title.casefold() for word in ("angka", "tombol", "transfer", "tekan"))
