"""The rows of the modification log: versions, days and authors agree with each other and with the sheets around."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from generator.checks.rule import Finding, Words, rule
from generator.kinds.document.schema import Approval, Document, LogRow, Revision
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey

NUMBERS = re.compile(r"[0-9]{1,9}")
DAY = re.compile(r"\b([0-9]{1,2})(?:[-/.]|\s+)([0-9]{1,2}|[A-Za-z]{3,9})\.?(?:[-/.]|\s+)([0-9]{4}|[0-9]{2})\b")
MONTHS = re.compile(
    r"(jan)|(feb|peb)|(mar)|(apr)|(mei|may)|(jun)|(jul)|(agu|ags|aug)|(sep)|(okt|oct)|(nov|nop)|(des|dec)"
)
WORD = re.compile(r"[^\W\d_]{3,}")
RANK = re.compile(
    r"sie|seksi|bidang|bagian|divisi|unit|tim|team|sub|subbagian|departemen|department|officer|staff?|manager|manajer|"
    r"asisten|assistant|leader|kepala|supervisor|direktur|senior|junior|dan|and|the"
)


def _rows(survey: Survey) -> Iterator[tuple[RevisionReading, Revision, list[Entry[LogRow]]]]:
    for reading in survey.revisions:
        revision, rows = reading.head.model, reading.of(LogRow)
        if rows and isinstance(revision, Revision):
            yield reading, revision, rows


def version_key(written: str) -> tuple[int, ...]:
    """Return the numbers of a version: `Rev-3` is (3,), `1.10` is (1, 10), `2.0` is (2,)."""
    numbers = [int(number) for number in NUMBERS.findall(written)]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


@rule(
    "log-version-order",
    message=Words(
        en="version '{version}' does not follow '{before}' in the log",
        id="versi '{version}' pada log tidak menyusul '{before}'",
    ),
    hint=Words(
        en="ask the owner for the row that is missing, or for the right number",
        id="minta baris yang hilang atau nomor yang benar kepada pemilik dokumen",
    ),
)
def log_version_order(survey: Survey) -> Iterator[Finding]:
    """The versions of the log leave one out, stand twice or go back.

    Why it matters: a version without a row is a change that nobody recorded.

    Wrong:
        log: [{version: "1", date: 2024-02-23}, {version: "3", date: 2024-07-31}]
    Right:
        log: [{version: "1", date: 2024-02-23}, {version: "2", date: 2024-07-31}]

    Limits: a version may begin at 0 or 1; between parts of a version, such as 1.2 and 1.4, nothing is counted.
    """
    for _, _, rows in _rows(survey):
        for before, row in pairwise(rows):
            old, new = version_key(before.model.version), version_key(row.model.version)
            is_next = new > old and new[0] <= old[0] + 1
            if old and new and not is_next:
                values = {"version": row.model.version, "before": before.model.version}
                place = row.model.place("version")
                yield log_version_order.finding(place, row, also=[before], is_for_agents=False, **values)


@rule(
    "log-version-differs",
    message=Words(
        en="the log ends with version '{version}', the document says '{revision}'",
        id="log berakhir pada versi '{version}', sedangkan dokumen menyebut '{revision}'",
    ),
    hint=Words(
        en="add the row of this version, or correct the version",
        id="tambahkan baris untuk versi ini, atau betulkan versinya",
    ),
)
def log_version_differs(survey: Survey) -> Iterator[Finding]:
    """The last row of the log is of another version than the document.

    Why it matters: either the last change was not recorded, or the document is not the version it claims to be.

    Wrong:
        version: "3"
        log: [{version: "1", date: 2024-02-23}, {version: "2", date: 2024-07-31}]
    Right:
        version: "2"
        log: [{version: "1", date: 2024-02-23}, {version: "2", date: 2024-07-31}]

    Limits: a document without a known version is not compared.
    """
    for _, revision, rows in _rows(survey):
        last = rows[-1]
        own, logged = revision.version, last.model.version
        if (
            isinstance(own, str)
            and version_key(own)
            and version_key(logged)
            and version_key(own) != version_key(logged)
        ):
            place = last.model.place("version")
            yield log_version_differs.finding(place, last, is_for_agents=False, version=logged, revision=own)


@rule(
    "log-date-differs",
    message=Words(
        en="the log gives {date} for version '{version}', elsewhere it is {other}",
        id="log menyebut {date} untuk versi '{version}', di tempat lain {other}",
    ),
    hint=Words(
        en="ask the owner which day is right",
        id="tanyakan kepada pemilik dokumen tanggal mana yang benar",
    ),
)
def log_date_differs(survey: Survey) -> Iterator[Finding]:
    """The day of the log's last row is not the day of the document, or a day is not the one that its words say.

    Why it matters: from when a version is known decides which rule held on a day that is disputed.

    Wrong:
        issued_on: 2024-07-31
        log: [{version: "2", date_text: 30/07/24, date: 2024-07-30}]
    Right:
        issued_on: 2024-07-31
        log: [{version: "2", date_text: 31/07/24, date: 2024-07-31}]

    Limits: days in words are read as day, month, year.
    """
    for _, revision, rows in _rows(survey):
        for row in rows:
            told = read_day(row.model.date_text)
            if told is not None and told != row.model.date:
                yield _other_day(row, told, "date_text")
            elif row is rows[-1] and isinstance(revision.issued_on, dt.date) and revision.issued_on != row.model.date:
                yield _other_day(row, revision.issued_on, "date")


def _other_day(row: Entry[LogRow], other: dt.date, key: str) -> Finding:
    values = {"date": row.model.date.isoformat(), "version": row.model.version, "other": other.isoformat()}
    return log_date_differs.finding(row.model.place(key), row, also=(), is_for_agents=False, **values)


def read_day(text: str) -> dt.date | None:
    """Return the day that words such as `31/07/24` or `31 Juli 2024` mean; None when they mean none."""
    found = DAY.search(text)
    if not found:
        return None
    day, month, year = found.groups()
    named = MONTHS.match(month.casefold())
    number = int(month) if month.isdigit() else (named.lastindex or 0) if named else 0
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return dt.date(full_year, number, int(day))
    except ValueError:
        return None


@rule(
    "log-date-order",
    message=Words(
        en="version '{version}' of {date} is older than version '{before}' of {earlier}",
        id="versi '{version}' tanggal {date} lebih tua dari versi '{before}' tanggal {earlier}",
    ),
    hint=Words(
        en="ask the owner which day is right",
        id="tanyakan kepada pemilik dokumen tanggal mana yang benar",
    ),
)
def log_date_order(survey: Survey) -> Iterator[Finding]:
    """A later row of the log bears an earlier day.

    Why it matters: one of the two days is wrong, and with it which version held when.

    Wrong:
        log: [{version: "1", date: 2024-08-23}, {version: "2", date: 2024-07-31}]
    Right:
        log: [{version: "1", date: 2024-02-23}, {version: "2", date: 2024-07-31}]

    Limits: two versions of one day are let pass.
    """
    for _, _, rows in _rows(survey):
        for before, row in pairwise(rows):
            if row.model.date < before.model.date:
                values = {"version": row.model.version, "date": row.model.date.isoformat()}
                values |= {"before": before.model.version, "earlier": before.model.date.isoformat()}
                place = row.model.place("date")
                yield log_date_order.finding(place, row, also=[before], is_for_agents=False, **values)


@rule(
    "log-author-differs",
    message=Words(
        en="the log names '{author}' as author, {role} stands for '{other}'",
        id="log menyebut '{author}' sebagai penyusun, sedangkan {role} menyebut '{other}'",
    ),
    hint=Words(
        en="ask the owner which unit drafted this version",
        id="tanyakan kepada pemilik dokumen unit mana yang menyusun versi ini",
    ),
)
def log_author_differs(survey: Survey) -> Iterator[Finding]:
    """The author in the log's last row is another unit than the one that signed as drafter, or than the owner.

    Why it matters: questions about the text go to whoever wrote it.

    Wrong:
        approvals: [{act: prepared, role: Bagian Mutu}]
        log: [{version: "2", author: Sie Layanan Pelanggan}]
    Right:
        approvals: [{act: prepared, role: Bagian Mutu}]
        log: [{version: "2", author: Bagian Mutu}]

    Limits: units that share a telling word (`Officer Contact Center` and `Sie Contact Center`) are taken for one.
    """
    for reading, _, rows in _rows(survey):
        last = rows[-1]
        drafters = [each for each in reading.of(Approval) if each.model.act == "prepared"]
        owner = next((each for each in reading.of(Document)), None)
        named = owner.model.document_owner if owner else None
        if drafters and not any(_is_one_unit(last.model.author, each.model.role) for each in drafters):
            yield _other_author(last, drafters[0], drafters[0].model.label.strip(" :"), drafters[0].model.role)
        elif owner and isinstance(named, str) and not _is_one_unit(last.model.author, named):
            yield _other_author(last, owner, "document_owner", named)


def _other_author(row: Entry[LogRow], about: Entry[Model], role: str, other: str) -> Finding:
    values = {"author": row.model.author, "role": role, "other": other}
    return log_author_differs.finding(row.model.place("author"), row, also=[about], is_for_agents=False, **values)


def _is_one_unit(one: str, other: str) -> bool:
    first, second = _telling_words(one), _telling_words(other)
    return one.casefold() == other.casefold() or (bool(first & second) and (first <= second or second <= first))


def _telling_words(unit: str) -> set[str]:
    return {word for word in WORD.findall(unit.casefold()) if not RANK.fullmatch(word)}
