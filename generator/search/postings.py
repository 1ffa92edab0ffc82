"""Terms to answers: what the index says of each word, weighed so that the browser only adds up.

A posting says of an answer how strongly it holds a term (its *impact*: BM25F over all fields, without the term's
rarity), and of which of its headings and variants the term is what share. From the shares the browser works out how
alike a query and a heading are without having the heading.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.search.answer import Answer
from generator.search.weights import FIELD_WEIGHTS, LENGTH_NORMS, SATURATION
from generator.search.words import pairs_of, root_of, tokenise

LEVELS = 15
"""Impacts and shares are whole numbers from 0 to this."""
MOST_PHRASES = 60
"""So many headings and variants of one answer count; no answer needs more."""


@dataclass(slots=True)
class Posting:
    """One answer under a term.

    Attributes:
        answer: Its position.
        impact: 1 to `LEVELS`.
        shares: Position of a heading or variant to the term's share of it, 1 to `LEVELS`; only under roots.
    """

    answer: int
    impact: int
    shares: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """An answer taken apart: for each field how often each term stands in it, and its phrases."""

    fields: dict[str, Counter[str]]
    lengths: dict[str, int]
    phrases: list[list[str]]


def postings_of(answers: Sequence[Answer], stop_words: frozenset[str]) -> dict[str, list[Posting]]:
    """Return the postings of every term, in the order of the answers.

    Args:
        answers: In the order in which the index counts them.
        stop_words: Left out, folded.
    """
    read = [_read(answer, stop_words) for answer in answers]
    average = {name: _average(each.lengths[name] for each in read) for name in FIELD_WEIGHTS}
    found: dict[str, list[Posting]] = {}
    for position, each in enumerate(read):
        for term, weight in _weights(each, average):
            impact = max(1, round(LEVELS * weight / (SATURATION + weight)))
            found.setdefault(term, []).append(Posting(position, impact))
    _add_shares(found, read)
    return found


def _read(answer: Answer, stop_words: frozenset[str]) -> _Read:
    texts = {
        "heading": answer.headings,
        "variants": answer.variants,
        "body": [answer.title, answer.body],
        "trail": [*answer.trail, answer.group.origin.title],
        "number": [answer.number],
    }
    fields: dict[str, Counter[str]] = {}
    lengths: dict[str, int] = {}
    for name, parts in texts.items():
        terms = [list(_terms(part, stop_words)) for part in parts]
        fields[name] = Counter(term for part in terms for term in part)
        lengths[name] = sum(map(len, terms))
    phrases = dict.fromkeys(_phrase(text, stop_words) for text in (*answer.headings, *answer.variants))
    return _Read(fields, lengths, [list(phrase) for phrase in phrases if phrase][:MOST_PHRASES])


def _terms(text: str, stop_words: frozenset[str]) -> Iterator[str]:
    """Yield the terms of a text: the root of each word, and the word itself when that is another.

    A root stands for all its forms: who types `bayar` means `pembayaran` too.
    """
    tokens = tokenise(text)
    yield from pairs_of(tokens)
    for token in tokens:
        for form in (token.whole, *token.parts):
            if form not in stop_words:
                yield form
                root = root_of(form)
                if root != form:
                    yield root


def _phrase(text: str, stop_words: frozenset[str]) -> tuple[str, ...]:
    """Return the roots of a heading or variant, each once."""
    roots = dict.fromkeys(root_of(token.whole) for token in tokenise(text) if token.whole not in stop_words)
    return tuple(roots)


def _average(lengths: Iterable[int]) -> float:
    filled = [length for length in lengths if length]
    return sum(filled) / len(filled) if filled else 1.0


def _weights(read: _Read, average: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield each term of an answer with its frequency, weighed over the fields (BM25F)."""
    found: dict[str, float] = {}
    for name, counts in read.fields.items():
        norm = LENGTH_NORMS[name]
        scale = FIELD_WEIGHTS[name] / (1 - norm + norm * read.lengths[name] / average[name])
        for term, count in counts.items():
            found[term] = found.get(term, 0.0) + scale * count
    yield from found.items()


def _add_shares(found: dict[str, list[Posting]], read: Sequence[_Read]) -> None:
    """Write into the postings of roots which share of which phrase they are."""
    at = {term: {posting.answer: posting for posting in postings} for term, postings in found.items()}
    for position, each in enumerate(read):
        for number, phrase in enumerate(each.phrases):
            weights = {root: rarity(len(found[root]), len(read)) for root in phrase if root in found}
            whole = sum(weights.values())
            for root, weight in weights.items():
                at[root][position].shares.append((number, max(1, round(LEVELS * weight / whole))))


def rarity(holding: int, count: int) -> float:
    """Return the weight of a term by how many of all answers hold it (BM25's idf); always above 0."""
    return math.log(1 + (count - holding + 0.5) / (holding + 0.5))
