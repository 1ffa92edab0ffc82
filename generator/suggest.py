"""Find the word that an author probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST_WORD = 80
"""Longer words are not compared: nobody mistypes a name of that length, and comparing is slow."""

SIMILARITY = 0.7
"""`anwser` finds `answer`; at difflib's own 0.6, `kasr` would find it too."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is most like a word, or None when none is near.

    Case does not count, because a wrong capital is the likeliest mistake of all. Among
    equally good candidates the first in alphabetical order wins, so a run repeats itself.
    """
    if len(word) > LONGEST_WORD:
        return None
    by_folded = {candidate.casefold(): candidate for candidate in sorted(candidates, reverse=True)}
    nearest = difflib.get_close_matches(word.casefold(), sorted(by_folded), 1, SIMILARITY)
    return by_folded[nearest[0]] if nearest else None
