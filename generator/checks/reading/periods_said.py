"""Periods in the letter: from when until when something holds, and how often it is reviewed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.checks.reading.quantities import NUMBER_WORDS, number_of
from generator.checks.rules.dates import find_dates

_CLOCK = re.compile(r"(?:pukul|jam)?\s*(?P<hour>[0-2]?\d)[.:](?P<minute>[0-5]\d)(?![\d.:/])", re.IGNORECASE)
_HOLDS = re.compile(r"berlaku|dilaksanakan|diterapkan|digunakan|dipakai|mulai|selama|periode|masa\b", re.IGNORECASE)
_UNTIL = re.compile(r"s\.?/?d\.?|sampai|hingga|[-–]|berakhir|sebelum", re.IGNORECASE)
_ITSELF = r"(?:ketentuan|prosedur|dokumen|sop|panduan|surat|edaran|instruksi|kebijakan|peraturan|revisi|versi)"
_IN_FORCE = re.compile(
    rf"\b{_ITSELF}\b[^.\n]{{0,60}}?\b(?:berlaku|dilaksanakan|diterapkan|efektif|diberlakukan)\b[^.\n]{{0,20}}?"
    r"\b(?:mulai|sejak|terhitung|per|pada|efektif)\b[^.\d\n]{0,25}$",
    re.IGNORECASE,
)
_NUMBER = rf"(?:(?P<n>\d+)(?:\s*\((?:{NUMBER_WORDS})\))?|(?P<w>{NUMBER_WORDS}))"
_TIMES_A_PERIOD = re.compile(
    rf"{_NUMBER}\s*(?:kali|x)\s*(?:dalam|per|di dalam|setiap|tiap|untuk|selama)?\s*(?:(?P<many>\d+|{NUMBER_WORDS})?"
    r"(?:\s*\([a-z ]+\))?\s*)(?P<unit>setahun|sebulan|tahun|bulan|semester|triwulan|kuartal)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:setiap|tiap|per|sekali dalam|sekali setiap|berkala)\s+(?:{_NUMBER}\s*)?"
    r"(?P<unit>tahun|bulan|semester|triwulan|kuartal|setahun|sebulan)",
    re.IGNORECASE,
)
_ONCE_IN = re.compile(
    rf"(?:{_NUMBER}\s*(?P<unit>tahun|bulan)|(?P<one>setahun|sebulan)|(?P<ly>tahunan|bulanan))\s*(?:sekali)?",
    re.IGNORECASE,
)
MONTHS_IN = {"tahun": 12, "bulan": 1, "semester": 6, "triwulan": 3, "kuartal": 3, "setahun": 12, "sebulan": 1}
_REVIEW = re.compile(
    r"tinjau|kaji ulang|dikaji|pengkajian|direview|review|dievaluasi|evaluasi|dimutakhirkan", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """The bounds of a window as a sentence says them, with the words; None where it says none."""

    first: dt.date
    last: dt.date | None
    first_clock: dt.time | None
    last_clock: dt.time | None
    written: str
    start: int


def windows_in(letter: str) -> Iterator[Said]:
    """Yield the windows that a text announces: two days with `sampai` between them, and their times of day."""
    if not _HOLDS.search(letter):
        return
    dates = [each for each in find_dates(letter) if each.day]
    for here, there in pairwise(dates):
        between = letter[here.start + len(here.letter) : there.start]
        end = there.start + len(there.letter)
        if _UNTIL.search(between) and len(between) < 60 and here.day and there.day:
            first = _clock(between)
            last = _clock(letter[end : end + 25])
            yield Said(here.day, there.day, first, last, letter[here.start : end], here.start)


def _clock(letter: str) -> dt.time | None:
    found = _CLOCK.search(letter)
    return dt.time(int(found["hour"]) % 24, int(found["minute"])) if found else None


def says_in_force(letter: str) -> Iterator[tuple[dt.date, str, int]]:
    """Yield the day from which a document says that it is in force itself."""
    for each in find_dates(letter):
        if each.day and _IN_FORCE.search(letter, 0, each.start):
            yield each.day, each.letter, each.start


def months_said(letter: str) -> tuple[int, str] | None:
    """Return after how many months a sentence wants a review, and its words."""
    about = _REVIEW.search(letter)
    if not about:
        return None
    for pattern in (_TIMES_A_PERIOD, _EVERY, _ONCE_IN):
        found = pattern.search(letter, about.start())
        months = _months(found) if found else None
        if found and months:
            return months, " ".join(found[0].split())
    return None


def _months(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    number = int(groups["n"]) if groups["n"] else number_of(groups["w"]) if groups["w"] else 1
    if groups.get("one") or groups.get("ly"):
        return 12 if (groups["one"] or groups["ly"]).casefold() in ("setahun", "tahunan") else 1
    unit = MONTHS_IN[groups["unit"].casefold()]
    if "many" not in groups:
        return number * unit if number else None
    many = groups["many"]
    whole = unit * (int(many) if many and many.isdigit() else (number_of(many) or 1) if many else 1)
    return whole // number if number and whole % number == 0 else None
