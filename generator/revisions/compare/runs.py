"""Word by word: which words of a text stay, fall out or come in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from generator.revisions.compare.model import WordRun

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|\w+(?:-\w+)*|\s+|[^\w\s]")
MOST_WORDS: Final = 4_000
"""Of a longer text, only what both begin and end with stays; the middle is replaced as a whole."""

Mark = Literal["same", "removed", "added"]


def word_runs(before: str, after: str) -> tuple[WordRun, ...]:
    """Return how one text becomes another; all but the added runs joined are the first, all but the removed the second.

    Single spaces and marks between two changed words are no run of their own, so that a rewritten phrase reads as one.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    return tuple(_joined(_smoothed(list(_steps(old, new)))))


def is_same_words(before: str, after: str) -> bool:
    """Tell whether two texts differ in nothing but spaces and line ends."""
    return before.split() == after.split()


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands at each place before and after; equal where it stays."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    head, tail = "".join(old[:start]), "".join(old[len(old) - end :])
    yield head, head
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield tail, tail


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    if max(len(old), len(new)) > MOST_WORDS:
        yield "".join(old), "".join(new)
        return
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i1:i2]), "".join(new[j1:j2])


def _smoothed(steps: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the steps with whatever holds no word between two changed ones taken into them."""
    held: tuple[str, str] | None = None
    steps = [step for step in steps if step != ("", "")]
    for position, (old, new) in enumerate(steps):
        is_between = 0 < position < len(steps) - 1
        is_changed = old != new or (is_between and held is not None and not re.search(r"\w|\n", old))
        if is_changed:
            held = (held[0] + old, held[1] + new) if held else (old, new)
            continue
        if held:
            yield held
        held = None
        yield old, new
    if held:
        yield held


def _joined(steps: Iterator[tuple[str, str]]) -> Iterator[WordRun]:
    for old, new in steps:
        if old == new:
            yield WordRun("same", old)
            continue
        if old:
            yield WordRun("removed", old)
        if new:
            yield WordRun("added", new)
