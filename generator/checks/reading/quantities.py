"""Quantities in Indonesian prose: `3 (tiga) menit`, `lebih dari 24 jam`, `minimal 2 (dua) data`, `ketiga kali`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SMALL = {
    **{word: value for value, word in enumerate(DIGITS)},
    "sepuluh": 10,
    "sebelas": 11,
    "seratus": 100,
    "seribu": 1000,
    "sejuta": 1_000_000,
}
SCALES = {"ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000}
WORDS = [*SMALL, "belas", "puluh", "ratus", *SCALES]
ORDINALS = {"pertama": 1, **{f"ke{word}": value for word, value in SMALL.items() if 1 < value <= 11}}
_WORD = rf"(?:{'|'.join(WORDS)})"
NUMBER_WORDS = rf"{_WORD}(?: {_WORD})*"
# What a unit is worth in the smallest one of its kind; other units are a kind of their own.
UNITS: dict[str, tuple[str, int]] = {
    "detik": ("waktu", 1),
    "menit": ("waktu", 60),
    "jam": ("waktu", 3600),
    "hari": ("waktu", 86400),
    "minggu": ("waktu", 604800),
    "bulan": ("bulan", 1),
    "tahun": ("bulan", 12),
    "kali": ("kali", 1),
}
BEFORE_SIGNS = {
    ">=": r"≥|>=|minimal|minimum|paling sedikit|paling cepat|paling lambat sejak|sekurang-kurangnya|setidaknya",
    "<=": r"≤|<=|maksimal|maksimum|paling lama|paling lambat|paling banyak|selambat-lambatnya|sebanyak-banyaknya"
    r"|selama-lamanya|tidak lebih dari|sampai dengan|sampai|hingga|s\.?d\.?",
    ">": r">|lebih dari|di ?atas|melebihi|melewati|lewat dari|lewat",
    "<": r"<|kurang dari|di ?bawah|belum",
    "@": r"selama|setelah|sudah|telah|sejak",
}
# Longer words first: `tidak lebih dari` is no `lebih dari`.
_SIGN = re.compile(
    r"(?:(?<=\s)|(?<=[(\"“*])|^)(?:"
    + "|".join(f"(?P<s{n}>{words})" for n, words in enumerate(BEFORE_SIGNS.values()))
    + r")\s*(?:dari\s*|waktu\s*)?$",
    re.IGNORECASE,
)
_SIGN_ORDER = tuple(BEFORE_SIGNS)
_AMOUNT = rf"(?:(?P<x>\d+)(?:\s*\({NUMBER_WORDS}\))?\s*[x×]\s*)?(?P<n>\d+(?:,\d+)?)(?:\s*\({NUMBER_WORDS}\))?"
_SPAN_TO = r"(?:\s*(?:-|–|sampai dengan|sampai|hingga|s\.?d\.?|dan)\s*)"
_QUANTITY = re.compile(
    rf"(?<![\w.,/])(?:(?P<from>\d+(?:,\d+)?)(?:\s*\({NUMBER_WORDS}\))?{_SPAN_TO})?"
    rf"(?:{_AMOUNT}|(?P<w>{NUMBER_WORDS}))\s*(?P<unit>hari kerja|[a-z]+)\b(?P<after>\s+atau (?:lebih|kurang))?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b(?P<o>{'|'.join(ORDINALS)})\s+kali\b|\bke-\s?(?P<k>\d{1, 6})\b", re.IGNORECASE)
_FIGURES = r"\d{1,3}(?:\.\d{3})+|\d+"
_BEFORE_WORD = re.compile(
    rf"(?<![\d.,])(?P<n>{_FIGURES})[*_]*\s*\([*_]*(?P<w>{NUMBER_WORDS})[*_]*(?: rupiah)?\)", re.IGNORECASE
)
_AFTER_WORD = re.compile(rf"\b(?P<w>{NUMBER_WORDS})[*_]*\s*\([*_]*(?P<n>{_FIGURES})[*_]*\)", re.IGNORECASE)
# What both have, quick to find.
_FIGURE_THEN_BRACKET = re.compile(r"\d[*_]*\s*\(")
_BRACKET_THEN_FIGURE = re.compile(r"\([*_]*\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, as a sentence states it.

    Attributes:
        sign: `<`, `<=`, `>`, `>=`; `@` for a moment (`setelah 3 menit`); empty when the sentence says none.
        value: The number in its smallest unit, such as seconds.
        kind: What is counted: `waktu`, `bulan`, `kali`, or the unit itself.
        start: Where it begins in the text.
        written: The words.
    """

    sign: str
    value: Decimal
    kind: str
    start: int
    written: str


def number_of(words: str) -> int | None:
    """Return the number that Indonesian words mean, such as 24 for `dua puluh empat`; None when they mean none."""
    total = group = digit = 0
    for word in words.lower().split():
        if word in SCALES:
            total += (group + digit or 1) * SCALES[word]
            group = digit = 0
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word in ("puluh", "ratus"):
            group, digit = group + digit * (10 if word == "puluh" else 100), 0
        elif word in SMALL and not digit:
            group, digit = (group, SMALL[word]) if SMALL[word] < 10 else (group + SMALL[word], 0)
        else:
            return None
    return total + group + digit


def in_smallest(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return a number in the smallest unit of its kind, and the kind."""
    kind, factor = UNITS.get(unit.lower(), (unit.lower(), 1))
    return value * factor, kind


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities that a text states, bound by bound."""
    for found in _QUANTITY.finditer(text):
        yield from _bounds(found, text)
    for found in _ORDINAL.finditer(text):
        value = ORDINALS[found["o"].lower()] if found["o"] else int(found["k"])
        yield Quantity("", Decimal(value), "kali", found.start(), found[0])


def _bounds(found: re.Match[str], text: str) -> Iterator[Quantity]:
    number = _value(found)
    if number is None:
        return
    sign = _sign_before(text[max(0, found.start() - 30) : found.start()])
    if found["after"]:
        sign = ">=" if found["after"].endswith("lebih") else "<="
    written, unit = " ".join(found[0].split()), found["unit"]
    if found["from"]:
        low, kind = in_smallest(_decimal(found["from"]), unit)
        yield Quantity(">" if sign == ">" else ">=", low, kind, found.start(), written)
        sign = "<="
    value, kind = in_smallest(number, unit)
    yield Quantity(sign, value, kind, found.start(), written)


def _value(found: re.Match[str]) -> Decimal | None:
    if found["w"]:
        words = number_of(found["w"])
        return None if words is None else Decimal(words)
    return _decimal(found["n"]) * int(found["x"] or 1)


def _sign_before(text: str) -> str:
    found = _SIGN.search(text)
    if not found:
        return ""
    return next(sign for n, sign in enumerate(_SIGN_ORDER) if found[f"s{n}"])


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def figures_beside_words(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text writes a number in figures (`n`) and once more in words (`w`), in this order or the other."""
    if _FIGURE_THEN_BRACKET.search(text):
        yield from _BEFORE_WORD.finditer(text)
    if _BRACKET_THEN_FIGURE.search(text):
        yield from _AFTER_WORD.finditer(text)
