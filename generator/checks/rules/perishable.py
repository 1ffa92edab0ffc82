"""Perishable facts: values that grow old, and the day by which somebody must look at them again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.fees.schema import FeeTable
from generator.kinds.table.schema import Table
from generator.kinds.unit import Unit
from generator.model.base import Model
from generator.render.dates import long_date
from generator.survey import Entry, RevisionReading, Survey, is_sample

# What a text says of today's offer, prices and systems. Deadlines and durations are rules, not facts that grow old.
_SIGNS = re.compile(
    r"""
    \bRp\.?\ ?\d                                              # a price
    | \d\ ?(?:Mbps|Gbps|Kbps|GB|MB|KB|Mega\ ?bytes?|Giga\ ?bytes?)\b
    | \b(?:promo|diskon|potongan\ harga|cashback)\b | \bgratis\ \d
    | \b(?:Android|iOS|Windows|Chrome|Firefox)\b[^.\n]{0,25}?\ \d
    | \b(?:tarif|harga|biaya)\b[^.\n]{0,40}?\d
    | \bsaat\ ini\b[^.\n]{0,60}?\b(?:yaitu|adalah|tersedia|memiliki)\b[^.\n]{0,120}?\d
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile("[0-9]")


@rule(
    "perishable-unscheduled",
    message=Words(
        en="'{words}' grows old, and nothing says by when it must be checked",
        id="'{words}' dapat menjadi usang, dan tidak ada tanggal kapan harus diperiksa",
    ),
    hint=Words(
        en="add `check_by:` with a day to this unit",
        id="tambahkan `check_by:` dengan tanggal pada bagian ini",
    ),
    agent="Nilai ini dapat sudah berubah: {words}. Pastikan dahulu sebelum disampaikan.",
)
def perishable_unscheduled(survey: Survey) -> Iterator[Finding]:
    """A price, a package, a size or a version of a system has no day by which it is checked.

    What is right today is told to customers for years when nobody has to look at it again.

    Wrong:
        text: Paket yang tersedia saat ini yaitu 35 Mbps dan 50 Mbps.

    Right:
        text: Paket yang tersedia saat ini yaitu 35 Mbps dan 50 Mbps.
        check_by: 2027-01-31

    Limits: values are known by their units and words; a name that changes is not seen.
    """
    for revision in survey.revisions:
        for fees in revision.of(FeeTable):
            yield from _table(fees, fees.model.title)
        for table in revision.of(Table):
            if table.model.as_of is not None:
                yield from _table(table, table.model.title or table.model.id)
        yield from _texts(revision)


def _table(entry: Entry[Model], title: str) -> Iterator[Finding]:
    if not _is_scheduled(entry):
        yield perishable_unscheduled.finding(entry.model.location, entry, words=title)


def _texts(revision: RevisionReading) -> Iterator[Finding]:
    told: set[str] = set()
    for text in revision.texts:
        if not text.found.role.is_verbatim or text.entry.address in told or is_sample(text.entry):
            continue
        found = _SIGNS.search(text.letter) if _DIGIT.search(text.letter) else None
        if found and not _is_scheduled(text.entry) and not text.entry.nearest(FeeTable):
            told.add(text.entry.address)
            yield perishable_unscheduled.finding(
                text.place(found.start()), text.entry, words=_clip(text.letter, found.start())
            )


def _clip(letter: str, start: int) -> str:
    """Return the line around a sign, short enough for a message."""
    begin = letter.rfind("\n", 0, start) + 1
    line = letter[begin:].split("\n", 1)[0].strip()
    return line if len(line) <= 80 else f"{line[:77].rsplit(' ', 1)[0]} …"


def _is_scheduled(entry: Entry[Model]) -> bool:
    return any(_check_by(each) for each in (entry, *entry.around()))


def _check_by(entry: Entry[Model]) -> dt.date | None:
    return entry.model.check_by if isinstance(entry.model, Unit | Clause) else None


@rule(
    "perishable-overdue",
    message=Words(
        en="'{unit}' had to be checked by {day}",
        id="'{unit}' seharusnya diperiksa paling lambat {day}",
    ),
    hint=Words(
        en="check the values with their owner, mend them, then set a later day",
        id="periksa nilainya pada pemiliknya, perbaiki bila perlu, lalu tetapkan tanggal baru",
    ),
    agent="Nilai di sini seharusnya diperiksa paling lambat {tanggal}. Pastikan dahulu sebelum disampaikan.",
    arises_with_time=True,
)
def perishable_overdue(survey: Survey) -> Iterator[Finding]:
    """A perishable fact was not checked in time.

    The day in `check_by` belongs to it: on that day nothing is overdue yet.

    Wrong:
        check_by: 2025-12-31      # read on 2026-11-21

    Right:
        check_by: 2027-12-31
    """
    for revision in survey.revisions:
        for entry in revision.of(Unit, Clause):
            day = _check_by(entry)
            if day is not None and day < survey.on:
                yield perishable_overdue.finding(
                    entry.model.place("check_by"), entry, unit=entry.address, day=day, tanggal=long_date(day)
                )
