"""Cross tables: fee tables, catalogues and lists in sentences that speak of the same things agree."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.reading.name_lists import (
    Difference,
    Name,
    NameList,
    differences,
    groups_of,
    names_in_text,
    split_joined,
    words_of,
)
from generator.checks.rule import Finding, Words, rule
from generator.kinds.catalogue.schema import Catalogue, ServiceGroup, ServiceType
from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import Clause, Click
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.table.schema import Row, Table
from generator.model.base import Model
from generator.problems import Location, Severity
from generator.survey import Entry, RevisionReading, Survey, Text, letter_of

_AMOUNT = re.compile(r"\bRp\.? ?([0-9]{1,3}(?:\.[0-9]{3}){1,5}|[0-9]{1,15})(?![0-9])(?:,(?:-|00))?")
_LEADING_NUMBER = re.compile(r"^\s*[0-9]{1,3}[.)]?\s+")
_END = re.compile(r"[.!?](?=\s|$)|\n")
"""Where a sentence ends; a point between digits ends none."""
_ENOUGH = 3
"""A text with fewer names lists nothing; it only mentions something."""
_SIGNS_OF_LIST = frozenset("(:\n,")


@rule(
    "lists-disagree",
    message=Words(
        en="'{name}' stands in '{having}', and not in '{lacking}', which lists the same things",
        id="'{name}' ada pada '{having}', tetapi tidak ada pada '{lacking}' yang memuat hal yang sama",
    ),
    hint=Words(
        en="ask the owner which list is right; settle it with `sigap accept` and the answer",
        id="tanyakan kepada pemilik dokumen daftar mana yang benar; putuskan dengan `sigap accept` beserta jawabannya",
    ),
    agent="“{name}” ada pada {having}, tetapi tidak ada pada {lacking}.",
)
def lists_disagree(survey: Survey) -> Iterator[Finding]:
    """Two lists of the same things differ: a fee table, a catalogue, a list in a sentence.

    A customer is told of a way to pay that has no fee, or a ticket is opened for a service that does not exist.

    Wrong:
        fees: [BRI-VA, BNI-VA, GOPAY]
        types: [Pembayaran via VA BRI, Pembayaran via VA BNI, Pembayaran via GoPay, Pembayaran via OVO]

    Right:
        fees: [BRI-VA, BNI-VA, GOPAY, OVO]
        types: [Pembayaran via VA BRI, Pembayaran via VA BNI, Pembayaran via GoPay, Pembayaran via OVO]

    Limits: names are compared by their words; lists that share fewer than two names are not compared. A name that
    one list has alone is reported there; one that a single list lacks, at that list.
    """
    for revision in survey.revisions:
        for group in groups_of(split_joined(_lists(revision))):
            for found in differences(group):
                yield _disagreement(found)


def _disagreement(found: Difference) -> Finding:
    here, others = found.here, ", ".join(dict.fromkeys(each.title for each in found.there))
    also = [each.entry for each in found.there]
    if found.odd is not None:
        name, place, entry = found.odd.letter, found.odd.place, found.odd.entry
        instead = f" ({found.lacking.letter})" if found.lacking else ""
        return lists_disagree.finding(
            place, entry, also=also, name=name, having=here.title, lacking=f"{others}{instead}"
        )
    name = found.lacking.letter if found.lacking else ""
    return lists_disagree.finding(here.place, here.entry, also=also, name=name, having=others, lacking=here.title)


def _lists(revision: RevisionReading) -> Iterator[NameList]:
    for table in revision.of(FeeTable):
        names = [_name(fee, fee.model.name, "name") for fee in table.within(Fee)]
        yield NameList(table.model.title, table, table.model.place("title"), names, is_table=True)
    for group in revision.of(ServiceGroup):
        names = [_name(each, each.model.name, "name") for each in group.within(ServiceType)]
        yield NameList(group.model.name, group, group.model.place("name"), names, is_table=True)
    if revision.of(FeeTable, ServiceGroup):
        for text in revision.texts:
            yield from _in_text(text)


def _in_text(text: Text) -> Iterator[NameList]:
    if not text.found.role.is_verbatim or _SIGNS_OF_LIST.isdisjoint(text.found.value):
        return
    found = [
        Name(letter, words_of(letter), text.place(offset), text.entry) for letter, offset in names_in_text(text.letter)
    ]
    if len(found) >= _ENOUGH:
        yield NameList(_title_of(text.entry), text.entry, text.place(0), found)


def _name(entry: Entry[Model], letter: str, key: str) -> Name:
    return Name(letter, words_of(letter), entry.model.place(key), entry)


def _title_of(entry: Entry[Model]) -> str:
    for each in (entry, *entry.around()):
        for key in ("question", "title", "text"):
            if words := getattr(each.model, key, None):
                return textwrap.shorten(letter_of(str(words)), 70, placeholder=" …")
    return entry.address


@rule(
    "option-not-listed",
    message=Words(
        en="what is named here for '{heading}' ({options}) does not stand in '{catalogue}'",
        id="pilihan '{heading}' yang disebut di sini ({options}) tidak ada pada '{catalogue}'",
    ),
    hint=Words(
        en="name an entry of the catalogue, or record with a gap that the picture shows other options",
        id="sebut isi katalog, atau catat dengan `gap` bahwa gambarnya menampilkan pilihan lain",
    ),
    agent="Pilihan {heading} di sini tidak ada pada {catalogue}; pakai nama pada katalog.",
)
def option_not_listed(survey: Survey) -> Iterator[Finding]:
    """A step names options for a column of the catalogue that the catalogue does not have.

    The agent looks for an option that the form does not offer, or files the ticket in the wrong drawer.

    Wrong:
        text: Pilih Service Type “Ganti Kata Sandi”      # the catalogue has Reset Password User

    Right:
        text: Pilih Service Type “Reset Password User”

    Limits: an option is the name behind the column's heading in the text or in a click's path, or a row of a table
    in the same step whose column has that heading.
    """
    for revision in survey.revisions:
        for catalogue in revision.of(Catalogue):
            for heading, names in _columns(catalogue.model):
                yield from _options(revision, catalogue, heading, names)


def _columns(catalogue: Catalogue) -> Iterator[tuple[str, set[str]]]:
    columns = catalogue.columns
    yield columns.family, {_bare(catalogue.family)}
    yield columns.group, {_bare(group.name) for group in catalogue.groups}
    yield columns.type, {_bare(each.name) for group in catalogue.groups for each in group.types}


def _options(
    revision: RevisionReading, catalogue: Entry[Catalogue], heading: str, names: set[str]
) -> Iterator[Finding]:
    for clause in revision.clauses:
        if clause.position <= catalogue.position <= clause.last:
            continue
        unknown = [(option, place) for option, place in _options_of(clause, heading) if _bare(option) not in names]
        if unknown:
            options = ", ".join(dict.fromkeys(option for option, _ in unknown))
            yield option_not_listed.finding(
                unknown[0][1],
                clause,
                also=[catalogue],
                heading=heading,
                options=textwrap.shorten(options, 120, placeholder=" …"),
                catalogue=catalogue.model.title,
            )


def _options_of(clause: Entry[Clause], heading: str) -> Iterator[tuple[str, Location]]:
    """Yield what a step names as options of a column, outside of what a change pair has superseded."""
    words = letter_of(clause.model.text or "")
    for found in _after(heading).finditer(words) if heading.casefold() in words.casefold() else ():
        yield (found[1] or found[2]).rstrip("."), clause.model.place("text")
    for click in clause.within(Click):
        if click.nearest(Clause) is clause:
            path = click.model.path
            for position, label in enumerate(path[:-1]):
                if _bare(label) == _bare(heading):
                    yield path[position + 1], click.model.place("path", position + 1)
    for table in clause.within(Table):
        column = next((each for each in table.model.columns if heading.casefold() in each.title.casefold()), None)
        if column and not _is_superseded(table) and table.nearest(Clause) is clause:
            for row in table.within(Row):
                if cell := row.model.cells.get(column.id):
                    yield letter_of(cell), clause.model.place("text") if clause.model.text else clause.model.location


@lru_cache(maxsize=64)
def _after(heading: str) -> re.Pattern[str]:
    """Return what finds the name behind a heading: `Jenis Layanan Ganti Kata Sandi`, `Service Type “Reset”`."""
    quoted = r"[“\"]([^”\"\n]{2,60})[”\"]"
    capitalised = r"([A-Z0-9][\w/.&+-]*(?: [A-Z0-9][\w/.&+-]*)*)"
    return re.compile(rf"(?i:{re.escape(heading)})(?: \([^)]*\))?(?: adalah| yaitu)?:? (?:{quoted}|{capitalised})")


def _is_superseded(entry: Entry[Model]) -> bool:
    change, side = entry.nearest(Change), entry.nearest(Side)
    return change is not None and side is not None and side.model is change.model.before


def _bare(letter: str) -> str:
    """Return a name without its number and its case."""
    return " ".join(_LEADING_NUMBER.sub("", letter).casefold().split())


@rule(
    "amount-against-fee-table",
    message=Words(
        en="this sentence gives {amount} for '{name}', the fee table {amounts}",
        id="kalimat ini menyebut {amount} untuk '{name}', sedangkan tabel biaya {amounts}",
    ),
    hint=Words(
        en="reference the fee instead of writing its amount again (`[[…]]`), or mend the wrong one",
        id="rujuk biayanya (`[[…]]`) daripada menulis nilainya lagi, atau perbaiki yang salah",
    ),
    severity=Severity.ERROR,
    agent="Kalimat ini menyebut {amount} untuk {name}; tabel biaya menyebut {amounts}.",
)
def amount_against_fee_table(survey: Survey) -> Iterator[Finding]:
    """A sentence gives another amount than the fee table.

    The agent tells a customer a price that is not charged.

    Wrong:
        answer: Biaya admin GoPay adalah Rp2.500.        # the table has 1500

    Right:
        answer: Biaya admin GoPay adalah Rp1.500.

    Limits: the sentence has to name the fee with all its words.
    """
    for revision in survey.revisions:
        fees = revision.of(Fee)
        if not fees:
            continue
        for text in revision.texts:
            if "Rp" in text.found.value and text.found.role.is_verbatim and not isinstance(text.entry.model, Fee):
                yield from _amounts(text, fees)


def _amounts(text: Text, fees: list[Entry[Fee]]) -> Iterator[Finding]:
    ends = [0, *(found.end() for found in _END.finditer(text.letter)), len(text.letter)]
    named_in: dict[int, list[Entry[Fee]]] = {}
    for amount in _AMOUNT.finditer(text.letter):
        after = bisect_right(ends, amount.start(), hi=len(ends) - 1)
        if after not in named_in:
            sentence = words_of(text.letter[ends[after - 1] : ends[after]])
            named_in[after] = [fee for fee in fees if words_of(fee.model.name) <= sentence]
        named = named_in[after]
        value = int(amount[1].replace(".", ""))
        if named and not any(value in fee.model.amounts.values() for fee in named):
            fee = named[0]
            amounts = " / ".join(f"Rp{each:,}".replace(",", ".") for each in dict.fromkeys(fee.model.amounts.values()))
            place = text.place(amount.start())
            yield amount_against_fee_table.finding(
                place, text.entry, also=[fee], amount=amount[0], name=fee.model.name, amounts=amounts
            )
