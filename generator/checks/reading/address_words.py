"""Words by which a customer is addressed, and by which agents speak of themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What one person may be called, by the full word; shorter spellings of it behind.
_FULL = {
    "bapak": "bapak",
    "bpk": "bapak",
    "bp": "bapak",
    "pak": "bapak",
    "ibu": "ibu",
    "bu": "ibu",
    "kakak": "kakak",
    "kak": "kakak",
    "saudara": "saudara",
    "saudari": "saudari",
    "sdr": "saudara",
    "sdri": "saudari",
    "anda": "anda",
    "kamu": "kamu",
    "mas": "mas",
    "mbak": "mbak",
}
_WORD = r"(?:Bapak|Bpk|Bp|Pak|Ibu|Bu|Kakak|Kak|Saudara|Saudari|Sdri|Sdr|Anda|Kamu|Mas|Mbak)"
_FORM = re.compile(rf"(?<![\w/]){_WORD}(?:\s?(?:/|\batau\b)\s?{_WORD})*(?!\w|/\w)", re.IGNORECASE)
# "Ibu Kota", "ibu kandung" and a name after "atas nama" are no address.
_NOT_ADDRESSED = re.compile(r"(?:\b(?:atas nama|bernama|nama pelanggan|nama pelapor)\s*:?\s*[({]?\s*)$", re.IGNORECASE)
_NO_PERSON = re.compile(r"\s*(?:kota|kandung|rumah tangga|kos)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s?(?:/|\batau\b)\s?", re.IGNORECASE)
_I = re.compile(r"\bsaya\b", re.IGNORECASE)
# "saya {Nama CSO}", "nama saya", "dengan saya": one says who one is, which a company cannot.
_INTRODUCES = re.compile(r"\b(?:nama|dengan|perkenalkan,?)\s+saya\b|\bsaya[\s,]*(?:[{(<.]|\bdengan\b|$)", re.IGNORECASE)
_WE = re.compile(r"\bkami\b", re.IGNORECASE)
# "layanan kami", "petugas kami": the company's, not the speaker.
_OF_COMPANY = re.compile(
    r"\b(?:layanan|petugas|unit|tim|aplikasi|kantor|perusahaan|situs|atasan|rekan|sistem|data|kepada|oleh|ke|dari|"
    r"menghubungi|hubungi)\s+kami\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """A form of address in a text.

    Attributes:
        start: Its offset in the letter.
        letter: As written, such as `Bapak/Ibu`.
        words: Its words in order, in small letters.
    """

    start: int
    letter: str
    words: tuple[str, ...]

    @property
    def persons(self) -> frozenset[str]:
        """Return its words in full: `Pak` is `bapak`."""
        return frozenset(_FULL[word] for word in self.words)


def addresses_in(letter: str) -> list[Address]:
    """Return the forms by which a text addresses its hearer, in order; titles of third persons left out."""
    found = []
    for match in _FORM.finditer(letter):
        words = tuple(word.casefold() for word in _SEPARATOR.split(match[0]))
        if not _is_of_other(letter, match, words):
            found.append(Address(match.start(), match[0], words))
    return found


def _is_of_other(letter: str, match: re.Match[str], words: tuple[str, ...]) -> bool:
    if len(words) == 1 and _NO_PERSON.match(letter, match.end()):
        return True
    if len(words) == 1 and words[0] in ("mas", "saudara", "bp", "bu") and match[0][0].islower():
        return True
    return _NOT_ADDRESSED.search(letter[max(0, match.start() - 30) : match.start()]) is not None


def first_i(letter: str) -> int | None:
    """Return where an agent speaks as `saya`, saying one's name left out; None when nowhere."""
    introduced = [found.span() for found in _INTRODUCES.finditer(letter)]
    for found in _I.finditer(letter):
        if not any(start <= found.start() < end for start, end in introduced):
            return found.start()
    return None


def first_we(letter: str) -> int | None:
    """Return where an agent speaks as `kami`, the company as such left out; None when nowhere."""
    of_company = [found.end() for found in _OF_COMPANY.finditer(letter)]
    return next((found.start() for found in _WE.finditer(letter) if found.end() not in of_company), None)


def without_short_calls(forms: list[Address]) -> list[Address]:
    """Return the forms of one sentence without those that only call: `Baik Kak` beside `data Kakak`."""
    longest = {form.persons: form for form in sorted(forms, key=lambda form: len(form.letter))}
    return [form for form in forms if len(form.words) > 1 or form.words == longest[form.persons].words]


def offset_in(written: str, letter: str, offset: int) -> int:
    """Return where a letter of the plain text stands in the text with its markup."""
    found = written.casefold().find(letter.casefold(), offset)
    return found if found >= 0 else max(0, written.casefold().find(letter.casefold()))
