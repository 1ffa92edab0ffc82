"""Boundaries: a sentence that speaks of less and of more, and forgets the value between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.rule import Finding, Words, rule
from generator.survey import Survey, Text

_UNIT = r"(?P<unit>detik|menit|jam|hari|minggu|bulan|tahun|kali|data|buah|orang|rupiah|%)"
_VALUE = rf"(?P<value>[0-9]+(?:[.,][0-9]+)?)\s*(?:\([a-z ]+\)\s*)?{_UNIT}\b"
_LESS = re.compile(rf"(?:<(?!=)|\bkurang dari\b|\bdi bawah\b|\bsebelum\b)\s*{_VALUE}", re.IGNORECASE)
_MORE = re.compile(rf"(?:>(?!=)|\blebih dari\b|\bdi atas\b|\bmelebihi\b)\s*{_VALUE}", re.IGNORECASE)
_SAME = r"(?:<=|>=|≤|≥|=|\btepat\b|\bminimal\b|\bmaksimal\b|\bpaling \w+\b|\bsampai(?: dengan)?\b|\bsejak\b|\bmulai\b)"


@rule(
    "boundary-left-out",
    message=Words(
        en="this sentence speaks of less and of more than {value} {unit}, not of exactly {value} {unit}",
        id="kalimat ini menyebut kurang dan lebih dari {value} {unit}, tetapi tidak tepat {value} {unit}",
    ),
    hint=Words(
        en="ask the owner to which side the value belongs; one of the signs lacks its `=`",
        id="tanyakan kepada pemilik dokumen nilai itu termasuk yang mana; salah satu tandanya kurang `=`",
    ),
    agent="Tepat {value} {unit} tidak disebutkan di sini.",
)
def boundary_left_out(survey: Survey) -> Iterator[Finding]:
    """A sentence names both sides of a value, and the value itself belongs to neither.

    Why it matters: on the boundary every agent decides otherwise.

    Wrong:
        text: Bila kurang dari 12 jam ditunggu, bila lebih dari 12 jam dieskalasi.
    Right:
        text: Bila kurang dari 12 jam ditunggu, bila 12 jam atau lebih dieskalasi.

    Limits: both sides stand in one text; conditions beside each other are the matter of `condition-gap`.
    """
    for revision in survey.revisions:
        for text in revision.texts:
            if text.has_digit and text.found.role.is_verbatim:
                yield from _in_text(text)


def _in_text(text: Text) -> Iterator[Finding]:
    letter = text.letter
    more = {_key(found) for found in _MORE.finditer(letter)}
    for less in _LESS.finditer(letter) if more else ():
        if _key(less) in more and not _is_named(letter, *_key(less)):
            yield boundary_left_out.finding(
                text.place(less.start()), text.entry, value=less["value"], unit=less["unit"].casefold()
            )
            return


def _key(found: re.Match[str]) -> tuple[str, str]:
    return found["value"], found["unit"].casefold()


def _is_named(letter: str, value: str, unit: str) -> bool:
    """Tell whether a text also names the value itself: `≥ 12 jam`, `12 jam atau lebih`, `tepat 12 jam`."""
    amount = rf"{re.escape(value)}\s*(?:\([a-z ]+\)\s*)?{unit}"
    pattern = rf"{_SAME}\s*{amount}|{amount}\s+(?:atau (?:lebih|kurang)|ke (?:atas|bawah))"
    return re.search(pattern, letter, re.IGNORECASE) is not None
