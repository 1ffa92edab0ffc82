"""Dates in the letter: one document writes them in one form, and they are days of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.rule import Finding, Words, rule
from generator.problems import Severity
from generator.survey import DIGIT, RevisionReading, Survey, Text, is_sample

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
# Names of months in full, short ones as forms write them, and the two spellings that are no longer standard.
NAMES = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "agt": 8,
    "agu": 8,
    "ags": 8,
    "sept": 9,
    "nop": 11,
    "nopember": 11,
    "pebruari": 2,
    "peb": 2,
}
_MONTH = "|".join(sorted(NAMES, key=len, reverse=True))
_IN_WORDS = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\.? (?P<year>\d{{4}}|\d{{2}})\b", re.IGNORECASE)
_IN_DIGITS = re.compile(
    r"(?<![\d/.-])(?P<day>[0-9]{1,2})(?P<sign>[/.-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})(?![\d/.-]*\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>[0-9]{4})(?P<sign>[/.-])(?P<month>[0-9]{2})(?P=sign)(?P<day>[0-9]{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as the letter has it.

    Attributes:
        letter: The words.
        form: How it is written, such as `31 Juli 2024` or `23/02/24`, in the words of a sample.
        start: Where it begins in its text.
        day: The calendar day; None when there is no such day. Two digits of a year mean this century.
    """

    letter: str
    form: str
    start: int
    day: dt.date | None


def find_dates(letter: str) -> list[Written]:
    """Return the dates in a text, in their order."""
    if not DIGIT.search(letter):
        return []
    found = [_in_words(each) for each in _IN_WORDS.finditer(letter)]
    found += [_in_digits(each, "31{0}12{0}") for each in _IN_DIGITS.finditer(letter)]
    found += [_in_digits(each, "") for each in _YEAR_FIRST.finditer(letter)]
    return sorted(found, key=lambda each: each.start)


def _in_words(found: re.Match[str]) -> Written:
    month = NAMES[found["month"].casefold()]
    name = "Desember" if found["month"].casefold() in (*MONTHS, "nopember", "pebruari") else "Des"
    form = f"31 {name} {_year_form(found['year'])}"
    return Written(found[0], form, found.start(), _day(found["year"], month, found["day"]))


def _in_digits(found: re.Match[str], front: str) -> Written:
    year = _year_form(found["year"])
    form = f"{front.format(found['sign'])}{year}" if front else f"{year}{found['sign']}12{found['sign']}31"
    return Written(found[0], form, found.start(), _day(found["year"], int(found["month"]), found["day"]))


def _year_form(year: str) -> str:
    return "2026" if len(year) == 4 else "26"


def _day(year: str, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None


@rule(
    "date-forms-mixed",
    message=Words(
        en="'{letter}' is written in another form than '{other}' in this document",
        id="'{letter}' ditulis dalam bentuk lain daripada '{other}' pada dokumen ini",
    ),
    hint=Words(
        en="ask the owner for one form of dates; the letter of an approved revision stays as it is",
        id="mintalah satu bentuk tanggal kepada pemilik dokumen; teks revisi yang sudah disahkan tetap",
    ),
)
def date_forms_mixed(survey: Survey) -> Iterator[Finding]:
    """A document writes its dates in several forms.

    `03/04/24` can be read as a day in March or in April; beside `3 April 2024` nobody knows which was meant.

    Wrong:
        issued_text: 31 Juli 2024
        date_text: 23/02/24

    Right:
        issued_text: 31 Juli 2024
        date_text: 23 Februari 2024

    Limits: one finding per document and form, at its first date.
    """
    for revision in survey.revisions:
        dates = list(_dates(revision))
        forms = Counter(date.form for _, date in dates)
        if len(forms) < 2:
            continue
        usual = _usual(dates, forms)
        other = next(date.letter for _, date in dates if date.form == usual)
        told = {usual}
        for text, date in dates:
            if date.form not in told:
                told.add(date.form)
                place = text.place(date.start)
                yield date_forms_mixed.finding(place, text.entry, is_for_agents=False, letter=date.letter, other=other)


@rule(
    "date-impossible",
    message=Words(en="there is no day '{letter}'", id="tidak ada tanggal '{letter}'"),
    hint=Words(
        en="compare it with the source; if the source is wrong, mark it with `errata:`",
        id="bandingkan dengan sumber; bila sumbernya salah, tandai dengan `errata:`",
    ),
    severity=Severity.ERROR,
    agent="Tanggal '{letter}' tidak ada; tanyakan tanggal yang benar.",
)
def date_impossible(survey: Survey) -> Iterator[Finding]:
    """A text names a day that the calendar does not have.

    Wrong:
        text: Berlaku mulai 31 September 2026.

    Right:
        text: Berlaku mulai 30 September 2026.
    """
    for revision in survey.revisions:
        for text, date in _dates(revision):
            if date.day is None and date.form.startswith("31 "):
                yield date_impossible.finding(text.place(date.start), text.entry, letter=date.letter)


def _dates(revision: RevisionReading) -> Iterator[tuple[Text, Written]]:
    for text in revision.texts:
        if text.has_digit and text.found.role.is_verbatim and not is_sample(text.entry):
            for date in find_dates(text.letter):
                yield text, date


def _usual(dates: list[tuple[Text, Written]], forms: Counter[str]) -> str:
    """Return the form of most dates whose month is in words, which cannot be misread; else that of most dates."""
    order = list(dict.fromkeys(date.form for _, date in dates))
    return max(order, key=lambda form: ("Des" in form, forms[form], -order.index(form)))
