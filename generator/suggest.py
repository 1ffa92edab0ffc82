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


MAX_GUESSES = 50
"""Past this many guesses of a run, an author has moved a whole document, and guessing only takes time."""


class AddressGuesser:
    """Finds the address that was probably meant, among those that begin with the same segment.

    Args:
        addresses: All addresses there are.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        self._guesses_left = MAX_GUESSES
        for address in addresses:
            self._by_head.setdefault(_head(address), []).append(address)

    def guess(self, address: str) -> str | None:
        """Return the nearest address, or None when none is near or too much has been guessed already."""
        if not self._guesses_left:
            return None
        self._guesses_left -= 1
        head = _head(address)
        if head in self._by_head:
            return did_you_mean(address, self._by_head[head])
        near = did_you_mean(head, self._by_head)
        return did_you_mean(near + address.removeprefix(head), self._by_head[near]) if near else None


def _head(address: str) -> str:
    return address.partition("/")[0].partition("@")[0]
