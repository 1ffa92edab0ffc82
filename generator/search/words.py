"""Words as search sees them: folded, taken apart, codes kept whole.

`overrides/assets/sigap-search-words.js` does the same to queries; a test holds both to the same results.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from snowballstemmer import stemmer

TURNING: Final = frozenset(
    ("belum", "bukan", "jangan", "kurang", "lebih", "non", "sudah", "tanpa", "telah", "tidak"),
)
"""Words that turn the meaning of the next one; with it they are a term of their own: twins differ in nothing else."""
LONGEST_TOKEN: Final = 64
"""Longer ones are cut: nobody types them, and they would only swell the index."""

_FOLDED: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "−": "-", "×": "x"})
_TIMES: Final = re.compile(r"([0-9])[ \t\n]+x[ \t\n]+(?=[0-9])")
_RUPIAH: Final = re.compile(r"(?<![a-z])rp\.?[ \t\n]*(?=[0-9])")
_SIGNS: Final = (
    (re.compile(r"(?:≥|>=)[ \t\n]*(?=[0-9])"), " ≥"),
    (re.compile(r"(?:≤|<=)[ \t\n]*(?=[0-9])"), " ≤"),
    (re.compile(r"(?:kurang dari|di ?bawah|<)[ \t\n]*(?=[0-9])"), " <"),
    (re.compile(r"(?:lebih dari|di ?atas|>)[ \t\n]*(?=[0-9])"), " >"),
)
_TOKEN: Final = re.compile(r"[<>≤≥#]?[^\W_]+(?:[._+:@'-]+[^\W_]+|(?<=[0-9]),(?=[0-9])[^\W_]+)*")
_PART: Final = re.compile(r"[0-9]+|[^\W0-9_]+")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_WORD: Final = re.compile(r"[a-z]+")
_SECTION: Final = re.compile(r"[0-9]+(?:[.,:][0-9]+)*(?:\.[a-z])?")
_HYPHENED: Final = re.compile(r"[^\W0-9_]+(?:-[^\W0-9_]+)+")
_stem = stemmer("indonesian").stemWord


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a text.

    Attributes:
        whole: As it stands, folded, such as `iconnet-qos-pb-028`, `h+14`, `<12`, `pembayaran`.
        parts: What it is made of, when that may be searched alone: `iconnet`, `qos`, `pb`, `028`.
    """

    whole: str
    parts: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return a text without case, marks above letters and typographic variants."""
    if text.isascii():
        return text.translate(_FOLDED).lower()
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED).lower()
    return "".join(each for each in unicodedata.normalize("NFD", plain) if unicodedata.category(each) != "Mn")


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text in order."""
    folded = _RUPIAH.sub(" ", _TIMES.sub(r"\1x", fold(text)))
    for pattern, sign in _SIGNS:
        folded = pattern.sub(sign, folded)
    return [token for match in _TOKEN.finditer(folded) for token in _tokens(match[0][:LONGEST_TOKEN])]


def _tokens(whole: str) -> list[Token]:
    """Return a run of letters and digits as one token with its parts, or as several where nobody types it as one."""
    if _WORD.fullmatch(whole):
        return [Token(whole)]
    if _SECTION.fullmatch(whole):
        return [Token(whole, (whole.replace(".", ""),) if _GROUPED.fullmatch(whole) else ())]
    parts = list(dict.fromkeys(_PART.findall(whole)))
    if _HYPHENED.fullmatch(whole):
        return [Token(parts[0])] if len(parts) == 1 else [Token("".join(parts), _searchable(parts))]
    if not _PART.sub("", whole).strip(".:@'-") and not any("0" <= each[0] <= "9" for each in parts):
        return [Token(part) for part in parts]
    return [Token(whole, _searchable(parts))]


def _searchable(parts: list[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if len(part) > 1)


@lru_cache(maxsize=200_000)
def root_of(word: str) -> str:
    """Return the root of a word; a code or number is its own."""
    return str(_stem(word)) if _WORD.fullmatch(word) else word


def pairs_of(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield what words such as *belum* do to the word after them: `belum+selesai` is not `sudah+selesai`."""
    for one, other in pairwise(tokens):
        if one.whole in TURNING:
            yield f"{one.whole}+{root_of(other.whole)}"


def words_of(text: str) -> list[str]:
    """Return every token of a text and its parts, as the index lists them."""
    return [form for token in tokenise(text) for form in (token.whole, *token.parts)]
