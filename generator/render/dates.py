"""Days and moments as Indonesian readers write them."""

from __future__ import annotations

import datetime as dt
from typing import Final

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def long_date(day: dt.date) -> str:
    """Return a day in full, such as `16 Desember 2020`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """Return a day with its month cut short, such as `16 Des 2020`."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def long_moment(moment: dt.datetime) -> str:
    """Return a wall-clock moment, such as `4 September 2023 pukul 00.00`; a zone is not named."""
    return f"{long_date(moment.date())} pukul {moment.hour:02}.{moment.minute:02}"


def grouped(number: int) -> str:
    """Return a whole number in Indonesian notation, such as `1.750`."""
    return f"{number:,}".replace(",", ".")
