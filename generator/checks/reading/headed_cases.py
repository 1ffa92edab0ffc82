"""What a heading says of its case: a bound (`Durasi lapor < 12 Jam`), an exclusion (`Non Pendaftaran`), a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.reading.content_words import word_set
from generator.checks.reading.facts import Facts
from generator.checks.reading.quantities import Quantity, in_smallest, quantities
from generator.kinds.clause.schema import Branch, Clause
from generator.model.conditions import parse_bounds
from generator.model.ranges import ENDLESS, Ranges, Span, common, ranges_of
from generator.survey import Entry, letter_of

_SIGNS = frozenset(("<", "<=", ">", ">="))
_BOUND_HINT = re.compile(r"\d|[<>≤≥]|jam|menit|hari|kali|bulan|tahun|minggu", re.IGNORECASE)
_EXCLUDES = re.compile(r"\b(?:non|bukan|selain|kecuali|tidak termasuk)[ -]+(?P<what>[^\W\d_]+)", re.IGNORECASE)
_NEGATES = re.compile(r"\b(?:non|bukan|selain|kecuali|tidak|belum|tanpa|atau)\b", re.IGNORECASE)
_UNIT = re.compile(r"([^\W\d_]+)(?:\s+atau (?:lebih|kurang))?$", re.IGNORECASE)
_CASE = re.compile(r"^\W*(?:apabila|jika|bila|kalau|untuk|dalam hal|pada saat|khusus)\b[^,:;]*", re.IGNORECASE)


def heading_of(entry: Entry[Clause]) -> str:
    """Return the words of a heading: title or label, or the case of a branch."""
    model = entry.model
    branch = model.branch if isinstance(model, Branch) else ""
    return " ".join(letter_of(each) for each in (model.title, model.label, branch) if each)


def case_of(entry: Entry[Clause]) -> tuple[str, str]:
    """Return the words with which a clause states its own case, and the field they stand in."""
    model = entry.model
    if isinstance(model, Branch):
        return letter_of(model.branch), "branch"
    if model.title:
        return letter_of(model.title), "title"
    found = _CASE.match(letter_of(model.text or ""))
    return (found[0], "text") if found else ("", "text")


def bounds_said(words: str) -> list[Quantity]:
    """Return the quantities with a sign that words state."""
    if not _BOUND_HINT.search(words):
        return []
    return [each for each in quantities(words) if each.sign in _SIGNS]


def unit_of(quantity: Quantity) -> str:
    """Return the unit of a quantity as it is written."""
    found = _UNIT.search(quantity.written)
    return found[1].casefold() if found else ""


def span_of(quantity: Quantity) -> Ranges:
    """Return the values that a quantity with its sign lets through."""
    value = quantity.value
    zero = (Decimal(0), 0)
    match quantity.sign:
        case "<":
            return (Span(zero, (value, 0)),)
        case "<=":
            return (Span(zero, (value, 1)),)
        case ">":
            return (Span((value, 1), ENDLESS),)
        case _:
            return (Span((value, 0), ENDLESS),)


def span_said(said: list[Quantity], kind: str) -> Ranges:
    """Return the values that all quantities of one kind let through together; empty when there are none."""
    ranges: Ranges | None = None
    for each in said:
        if each.kind == kind:
            ranges = span_of(each) if ranges is None else common(ranges, span_of(each))
    return ranges or ()


def strays_in_bounds(heading: str, entry: Entry[Clause], facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield what a clause says outside the bounds of a heading, and the field that says it."""
    said = bounds_said(heading)
    if not said:
        return
    words, key = case_of(entry)
    own = bounds_said(words)
    for each in own:
        around = span_said([one for one in said if unit_of(one) == unit_of(each)], each.kind)
        if around and not common(around, span_of(each)):
            yield f"{each.sign} {each.written}", key
            return
    if not own:
        yield from _typed_strays(heading, said, entry, facts)


def _typed_strays(heading: str, said: list[Quantity], entry: Entry[Clause], facts: Facts) -> Iterator[tuple[str, str]]:
    for condition in entry.model.when:
        fact, bounds = facts.find(condition.fact), parse_bounds(condition.is_)
        if fact is None or bounds is None or not word_set(fact.name) & word_set(heading):
            continue
        factor, kind = in_smallest(Decimal(1), bounds.unit or fact.unit or "")
        around = span_said(said, kind)
        typed = tuple(
            Span((each.low[0] * factor, each.low[1]), (each.high[0] * factor, each.high[1]))
            for each in ranges_of(bounds, is_whole=False)
        )
        if around and not common(around, typed):
            yield condition.is_, "when"


def excluded_by(heading: str) -> set[str]:
    """Return the words that a heading excludes: `Non Pendaftaran` excludes `daftar`."""
    return {stem for found in _EXCLUDES.finditer(heading) for stem in word_set(found["what"])}


def is_stray_case(excluded: set[str], entry: Entry[Clause]) -> str:
    """Return the words of a case that its heading excludes; empty when it does not."""
    words, _ = case_of(entry)
    for phrase in (words, *(condition.is_ for condition in entry.model.when)):
        if phrase and excluded & word_set(phrase) and not _NEGATES.search(phrase):
            return phrase
    return ""


def strays_in_value(heading: str, entry: Entry[Clause], facts: Facts) -> str:
    """Return the value that a case has where its heading names another one of the same fact, with the fact's name."""
    folded = heading.casefold()
    for condition in entry.model.when:
        fact = facts.find(condition.fact)
        if fact is None or fact.type != "choice" or fact.name.casefold() not in folded:
            continue
        named = [each.value for each in fact.values if re.search(rf"\b{re.escape(each.value.casefold())}\b", folded)]
        if len(named) == 1 and condition.is_ in {each.value for each in fact.values} - set(named):
            return condition.is_
    return ""
