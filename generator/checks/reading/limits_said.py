"""Limits as a document states them, each with the matter it is about, and the pairs of them that differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from generator.checks.reading.content_words import content_words
from generator.checks.reading.decisions import effective
from generator.checks.reading.facts import Facts
from generator.checks.reading.quantities import Quantity, quantities
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Clause
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Text

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
# A deadline or a period: a sentence without any of these counts or tells, and limits nothing.
HAS_LIMIT = re.compile(
    r"\d\W*(?:\([a-z ]+\)\W*)?(?:x\W*\d+\W*)?(?:\([a-z ]+\)\W*)?(?:menit|jam|hari|minggu|bulan)\b", re.IGNORECASE
)
SAME_WORDS = 0.6
LEAST_SHARED = 3
RAREST = 4
MOST_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and what it is about.

    Attributes:
        entry: Where it stands.
        place: The line.
        key: What must be the same: the fact with its label or purpose; empty for prose.
        words: The words around a limit in prose.
        sign, value: The limit.
        kind: What is counted.
        written: The limit as it stands there.
        matter: What it is about, in words.
        conditions: Everything under which it holds.
    """

    entry: Entry[Model]
    place: Location
    key: str
    words: frozenset[str]
    sign: str
    value: str
    kind: str
    written: str
    matter: str
    conditions: list[Condition] = field(default_factory=list)


def limits_in(reading: RevisionReading, facts: Facts) -> list[Limit]:
    """Return the limits of a revision in reading order: typed ones, and those in prose."""
    return [*_typed(reading, facts), *_said(reading)]


def _typed(reading: RevisionReading, facts: Facts) -> Iterator[Limit]:
    for entry in reading.clauses:
        for position, condition in enumerate(entry.model.when):
            if not facts.is_counted(condition.fact) or condition.is_[:1] not in "<>≤≥":
                continue
            around = effective(cast("Entry[Model]", entry))
            others = [each for each in [*entry.model.when, *around] if each.fact != condition.fact]
            for name in _matters(entry):
                yield Limit(
                    cast("Entry[Model]", entry),
                    entry.model.place("when", position, "is"),
                    f"{condition.fact} {name.lower()}",
                    frozenset(),
                    condition.is_[:1].replace("≤", "<").replace("≥", ">"),
                    condition.is_.replace("≤", "<=").replace("≥", ">="),
                    condition.fact,
                    condition.is_,
                    name,
                    others,
                )


def _matters(entry: Entry[Clause]) -> list[str]:
    """Return what a clause is about: its label, or the purposes of what it says itself."""
    if entry.model.label:
        return [entry.model.label]
    scripts = [
        each.model for child in entry.inside for each in child.within(Script) if not isinstance(child.model, Clause)
    ]
    return list(dict.fromkeys(each.purpose for each in scripts))


def _said(reading: RevisionReading) -> Iterator[Limit]:
    for text in reading.texts:
        if not text.found.role.is_markup or not HAS_LIMIT.search(text.found.value) or not _stands(text):
            continue
        for sentence in SENTENCE_END.split(text.found.value.replace("*", "")):
            if not HAS_LIMIT.search(sentence):
                continue
            found = [each for each in quantities(sentence) if each.kind in ("waktu", "bulan")]
            if len(found) == 1 and found[0].sign in ("<=", ">=", "<", ">"):
                yield _limit_of(text, sentence, found[0])


def _stands(text: Text) -> bool:
    """Tell whether a text is in force: no remark of ours, nothing that a change pair is about."""
    return text.found.standing == "approved" and not any(
        isinstance(each.model, Change) for each in (text.entry, *text.entry.around())
    )


def _limit_of(text: Text, sentence: str, quantity: Quantity) -> Limit:
    start = sentence.find(quantity.written)
    rest = sentence.replace(quantity.written, " ")
    offset = text.found.value.find(quantity.written.split()[0]) if start >= 0 else 0
    own = text.entry.model.when if isinstance(text.entry.model, Clause) else []
    return Limit(
        text.entry,
        text.found.model.place_in_text(*text.found.path, offset=max(offset, 0)),
        "",
        frozenset(word for word in content_words(rest) if not word.isdigit()),
        quantity.sign[:1],
        str(quantity.value),
        quantity.kind,
        quantity.written,
        " ".join(rest.split())[:60].rstrip(" .,;:"),
        [*own, *effective(text.entry)],
    )


def differing_limits(limits: list[Limit], facts: Facts) -> Iterator[tuple[Limit, Limit]]:
    """Yield the pairs of limits on one matter that differ; the later one first."""
    by_key: dict[str, list[Limit]] = {}
    for limit in limits:
        if limit.key:
            known = by_key.setdefault(limit.key, [])
            other = next((each for each in known if _differ(limit, each, facts)), None)
            if other and other.entry.parent is not limit.entry.parent:
                yield limit, other
            known.append(limit)
    yield from _differing_in_prose([each for each in limits if not each.key], facts)


def _differ(one: Limit, other: Limit, facts: Facts) -> bool:
    return (
        one.sign == other.sign
        and one.kind == other.kind
        and one.value != other.value
        and one.entry is not other.entry
        and not _exclude(one.conditions, other.conditions, facts)
    )


def _exclude(one: list[Condition], other: list[Condition], facts: Facts) -> bool:
    values = {each.fact: each.is_ for each in one if not facts.is_counted(each.fact)}
    return any(values.get(each.fact, each.is_) != each.is_ for each in other)


def _differing_in_prose(limits: list[Limit], facts: Facts) -> Iterator[tuple[Limit, Limit]]:
    """Compare each limit with the last ones that share one of its rarest words, not with all."""
    frequency = Counter(word for limit in limits for word in limit.words)
    by_word: dict[str, list[int]] = {}
    for position, limit in enumerate(limits):
        rarest = sorted(limit.words, key=lambda word: (frequency[word], word))[:RAREST]
        near = {other for word in rarest for other in by_word.get(word, [])[-MOST_NEIGHBOURS:]}
        other = next((each for each in sorted(near) if _is_alike(limit, limits[each], facts)), None)
        if other is not None:
            yield limit, limits[other]
        for word in limit.words:
            by_word.setdefault(word, []).append(position)


def _is_alike(one: Limit, other: Limit, facts: Facts) -> bool:
    shared = len(one.words & other.words)
    fewer = min(len(one.words), len(other.words))
    return shared >= LEAST_SHARED and shared >= SAME_WORDS * fewer and _differ(one, other, facts)
