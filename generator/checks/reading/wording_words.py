"""What a clause says of the wording of sentences: that it is fixed, that it may be altered, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.definition.schema import Definition
from generator.kinds.rule.schema import Rule
from generator.library import Library
from generator.model.base import Model
from generator.model.walk import descendants
from generator.survey import RevisionReading, letter_of

UNSTATED, FREE = "unstated", "free"
_ALTER = (
    r"(?:di|me|meng|mem|men|ber)?(?:ubah|sesuai|ganti|tambah|kurang|modifikasi|variasi|improvisasi|ringkas|singkat)"
)
_FIXED = re.compile(
    rf"\b(?:tidak|tak|jangan|dilarang)\b(?! (?:wajib|harus|mandatory|perlu))[^.;]{{0,30}}?\b{_ALTER}\w*"
    r"(?:(?:, | dan | atau |/)(?:di|me|meng|mem|men)?(?:ubah|ganti|tambah|kurang)\w*)*"
    r"|\bkata demi kata\b|\bpersis\b|\bapa adanya\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"\b(?:dapat|boleh|bisa|diperkenankan|diperbolehkan|bebas)\b[^.;]{{0,40}}?\b{_ALTER}\w*"
    r"|\btidak (?:wajib|harus|mandatory)\b|\bbebas\b",
    re.IGNORECASE,
)
_OTHER_SENTENCE = re.compile(
    r"\b(?:kalimat|kata-kata|kata|ucapan|salam|redaksi|sapaan|versi) (?:yang )?(?:lain(?:nya)?|alternatif)\b"
    r"|\bdiganti(?:kan)? (?:dengan|oleh)\b|\batau kalimat\b|\bkalimat pengganti\b",
    re.IGNORECASE,
)
_ABOUT_WORDS = re.compile(
    r"\b(?:kalimat\w*|kata-kata\w*|kata|ucapan|bunyi\w*|redaksi\w*|format|skrip|script|naskah|sapaan|salam)\b",
    re.IGNORECASE,
)
_ASSESSED = re.compile(r"\b(?:di)?nilai\w*|\bpenilaian\b|\bstandar\w*|\bwajib\b|\bharus\b|\bmandatory\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\bselain\s+(.+?)(?=\b(?:dapat|boleh|bisa|bebas|tidak|diperkenankan)\b|[.;]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of the wording of sentences.

    Attributes:
        letter: The text without markup.
        is_fixed: Words may not be altered.
        is_open: Words may be altered or replaced.
    """

    letter: str
    is_fixed: bool
    is_open: bool

    @property
    def speaks_of_words(self) -> bool:
        """Tell whether it can be a reason for a wording class at all."""
        return self.is_fixed or self.is_open or (_has(_ABOUT_WORDS, self.letter) and _has(_ASSESSED, self.letter))

    @property
    def exception(self) -> str:
        """Return what it takes out of its rule (`selain salam dan catatan`), empty when nothing."""
        found = _EXCEPT.search(self.letter)
        return found[1] if found else ""


def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def said_of_words(letter: str) -> Said:
    """Return what a text without markup says of the wording of sentences."""
    rest = _FIXED.sub(" ", letter)
    return Said(letter, rest != letter, _has(_OPEN, rest))


def alternative_in(letter: str) -> str:
    """Return the words by which a text allows other words than the sentence beside it; empty when it does not."""
    rest = _FIXED.sub(" ", letter)
    found = _OTHER_SENTENCE.search(rest)
    if found is None and _has(_ABOUT_WORDS, rest):
        found = _OPEN.search(rest)
    return found[0] if found else ""


def text_of_target(library: Library, reading: RevisionReading, address: str) -> tuple[Model, str] | None:
    """Return what an address leads to, and its words; None when there is nothing there."""
    unit = library.find_from(reading.held, address)
    if unit is None:
        return None
    own = own_text(unit.model)
    if own:
        return unit.model, own
    return unit.model, " ".join(own_text(each) for each in descendants(unit.model))


def own_text(model: Model) -> str:
    """Return the words of a clause, rule or definition itself, without markup."""
    texts: list[str | None] = []
    if isinstance(model, Clause):
        texts = [model.branch if isinstance(model, Branch) else None, model.text]
    elif isinstance(model, Rule):
        texts = [model.title, *(wording.text for wording in model.wordings)]
    elif isinstance(model, Definition):
        texts = [model.text]
    return " ".join(letter_of(text) for text in texts if text)
