"""The words of the content as search sees them, so that a table that leads to none of them is noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from generator.kinds.accepted.schema import AcceptedFile
from generator.kinds.redirects.schema import RedirectsFile
from generator.kinds.search.schema import MappingsFile, StopWordsFile, SynonymsFile
from generator.kinds.settings.schema import CheckerFile, PersonalDataFile, SiteFile
from generator.library import Library
from generator.model.walk import descendants, texts
from generator.render.dates import MONTHS, SHORT_MONTHS
from generator.search.tables import phrase_of
from generator.search.words import LONGEST_TOKEN, root_of, tokenise
from generator.suggest import did_you_mean

NOT_FOUND = (
    MappingsFile,
    SynonymsFile,
    StopWordsFile,
    AcceptedFile,
    RedirectsFile,
    CheckerFile,
    PersonalDataFile,
    SiteFile,
)
"""Files whose words no search finds."""
SIMPLE = re.compile(r"[^\W_]+")
# Where tokens are more than runs of letters; elsewhere nothing is left to find.
JOINED = re.compile(r"[0-9]|[^\W_][-._+:@'’‑–][^\W_]|[\u0300-\u036f\u00c0-\u024f]")
# What is folded already; most of what authors write for search is.
PLAIN = re.compile(rf"[a-z]{{1,{LONGEST_TOKEN}}}(?: [a-z]{{1,{LONGEST_TOKEN}}})*")
# A word that was meant is about as long as the one written.
LENGTHS = 2


def folded(text: str) -> str:
    """Return a phrase as search looks it up (`phrase_of`), at once where nothing has to be done."""
    return text if PLAIN.fullmatch(text) else phrase_of(text)


class Vocabulary:
    """What search finds: every word of every text, question variants included, and its root.

    Args:
        library: The master list.
        stop_words: Words that every text may be thought to hold.
    """

    def __init__(self, library: Library, stop_words: frozenset[str]) -> None:
        self._texts = list(_texts(library))
        self._stop_words = stop_words

    def holds(self, phrase: str) -> bool:
        """Tell whether every word of a folded phrase occurs, in one form or another."""
        return all(word in self._stop_words or self._holds_word(word) for word in phrase.split())

    def _holds_word(self, word: str) -> bool:
        simple, roots = self._simple
        if word in simple or root_of(word) in roots:
            return True
        joined, roots = self._joined
        return word in joined or root_of(word) in roots

    def nearest(self, phrase: str) -> str | None:
        """Return the word that was probably meant; None for phrases, and when none is near."""
        near = [word for word in self._by_letter.get(phrase[:1], ()) if abs(len(word) - len(phrase)) <= LENGTHS]
        return did_you_mean(phrase, near)

    @cached_property
    def _simple(self) -> tuple[frozenset[str], frozenset[str]]:
        """The runs of letters and digits, and their roots: nearly all that is ever asked for, in a moment."""
        words = frozenset(SIMPLE.findall("\n".join(self._texts).lower()))
        return words, frozenset(map(root_of, words))

    @cached_property
    def _joined(self) -> tuple[frozenset[str], frozenset[str]]:
        """What search makes of signs and digits, such as codes, `email` for *e-mail* and `3x24`, and the roots."""
        tokens = tokenise("\n".join(text for text in self._texts if JOINED.search(text)))
        words = frozenset(form for token in tokens for form in (token.whole, *token.parts))
        return words, frozenset(map(root_of, words))

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._simple[0]:
            found.setdefault(word[:1], []).append(word)
        return found


def _texts(library: Library) -> Iterator[str]:
    """Yield what readers may search: every text, and the months, in which pages write dates."""
    yield from MONTHS
    yield from SHORT_MONTHS
    for file in library.content.files.values():
        if not isinstance(file.model, NOT_FOUND):
            yield from (text.value for model in descendants(file.model) for text in texts(model))
