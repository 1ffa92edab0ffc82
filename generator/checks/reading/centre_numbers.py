"""Numbers, keys and mailboxes of contact centres, as sentences give them beside a centre's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.kinds.settings.schema import ContactCentre
from generator.survey import Entry

_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_NOT_DIGITS = re.compile(r"\D+")
# What may stand between a centre and its number: `Contact Center PLN 123 (nomor 123)`, `CC PLN ICONNET di 150678`.
_BETWEEN = (
    r"[\s,:(*_–-]*(?:(?:di|pada|ke|dengan|melalui|lewat|yaitu|nomor|no\.?|telepon|telp\.?|hotline|call)[\s:(*_]*){0,4}"
)
# `(021) 150 678`, `150-678`: digits that one dials; a date, a time or a unit behind makes it something else.
_NUMBER = r"(?P<number>\d(?:[ .-]?\d){2,14})(?![\d/:]|[.,]\d)"
_COUNTED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:detik|menit|jam|hari|minggu|bulan|tahun|kali|x|%|persen|orang|pelanggan|kata|poin|liter|kwh|"
    r"[mk]?va|mbps|rupiah|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b",
    re.IGNORECASE,
)
# `Call Center 110`: of these words alone, every company has one.
_NO_NAME = re.compile(
    r"(?:(?:call|contact) ?cent(?:er|re)|cc|hotline|layanan|pusat|bantuan|telepon|nomor|[\W\d_])*", re.IGNORECASE
)
MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# A number that is as long as a declared one and differs in no more figures than this is a slip of it.
SLIP = 2
SHORTEST_SLIP = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A number that a sentence gives for a centre.

    Attributes:
        centre: The centre that the sentence names.
        digits: The number, digits only.
        start: Its offset in the letter.
        is_in_name: The number is part of the name, as in `PLN 123`.
    """

    centre: Entry[ContactCentre]
    digits: str
    start: int
    is_in_name: bool


class Centres:
    """The contact centres that settings declare, and how sentences name them."""

    def __init__(self, centres: Sequence[Entry[ContactCentre]]) -> None:
        self.all = centres
        self.by_id = {each.model.id: each for each in centres}
        self._numbers = {number: each for each in centres if (number := digits_of(each.model.number or ""))}
        self._by_name: dict[str, Entry[ContactCentre]] = {}
        # One of these words stands in every text that names a centre; looking for them costs far less.
        self._hints: set[str] = set()
        for each in centres:
            for name in (each.model.name, *each.model.spellings):
                if not _NO_NAME.fullmatch(name):
                    self._by_name.setdefault(_folded(name), each)
                    self._hints.add(_LETTERS.findall(name.casefold())[-1])
        self._pattern = _names_pattern(list(self._by_name))

    def given_in(self, letter: str) -> Iterator[Given]:
        """Yield the numbers that a text gives beside the names of centres."""
        folded = letter.casefold()
        if self._pattern is None or not any(hint in folded for hint in self._hints):
            return
        for found in self._pattern.finditer(letter):
            centre = self._by_name.get(_folded(found["name"]))
            own = _DIGITS.search(found["name"])
            if centre and own:
                yield Given(centre, own[0], found.start("name") + own.start(), is_in_name=True)
            if centre and found["number"] and not _COUNTED.match(letter, found.end("number")):
                yield Given(centre, digits_of(found["number"]), found.start("number"), is_in_name=False)

    def other_of(self, digits: str, centre: Entry[ContactCentre]) -> Entry[ContactCentre] | None:
        """Return the other centre that a number belongs to."""
        other = self._numbers.get(digits)
        return other if other is not centre else None

    def slips_in(self, letter: str) -> Iterator[tuple[Entry[ContactCentre], str, int]]:
        """Yield numbers in a text that are nearly the number of a centre, with their place."""
        long = [(number, each) for number, each in self._numbers.items() if len(number) >= SHORTEST_SLIP]
        for found in _DIGITS.finditer(letter) if long else ():
            digits = found[0]
            if len(digits) >= SHORTEST_SLIP and digits not in self._numbers:
                yield from ((each, digits, found.start()) for number, each in long if is_slip(digits, number))


def digits_of(written: str) -> str:
    """Return the digits of a number as it is dialled."""
    return _NOT_DIGITS.sub("", written)


def is_slip(digits: str, number: str) -> bool:
    """Tell whether a number is another one with figures mistyped, changed places, left out or doubled."""
    if len(digits) == len(number):
        return 0 < sum(one != other for one, other in zip(digits, number, strict=True)) <= SLIP
    longer, shorter = sorted((digits, number), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def _folded(name: str) -> str:
    """Return a name without case, spaces and the figures in it: `PLN 123` and `PLN123` are one name."""
    return _DIGITS.sub("#", "".join(name.split())).casefold()


def _names_pattern(names: list[str]) -> re.Pattern[str] | None:
    """Return what finds the names, the longest first, and a number behind; figures in a name may be others."""
    if not names:
        return None
    spelled = ["".join(rf"{_one(character)}[ ]?" for character in name)[:-4] for name in sorted(names, key=len)[::-1]]
    return re.compile(rf"(?<![\w])(?P<name>{'|'.join(spelled)})(?!\w)(?:{_BETWEEN}{_NUMBER})?", re.IGNORECASE)


def _one(character: str) -> str:
    return r"\d{2,}" if character == "#" else re.escape(character)
