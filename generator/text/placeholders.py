"""Placeholders in the letter: `{Nama CSO}`, `(..... Nama CSO)`, `pagi/siang/sore/malam`.

The letter is never changed. Settings declare how each placeholder is spelled (its aliases); the
`slots` of one text settle what aliases cannot: the word in them is this placeholder here, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from generator.text.annotations import Annotation, Annotator, Coverage, Rank, letters_pattern
from generator.text.markdown_subset import render_html
from generator.text.prose import Prose, Resolve, resolve_nothing

Slot = tuple[str, str | None]
"""A letter, and the placeholder that it is in this text; None when it is to be said as it stands."""

_SPECULATIVE: Final = re.compile(
    r"\{[^{}\n]{0,120}[})]"
    r"|\(\s?\.{2,}+[^()\n]{0,80}\)"
    r"|(?<!\.)\.{2,}+[ \t]?\(?[ \t]?nama [\w ]{1,40}\)?[ \t]?\.{2,}"
    r"|\((?:nama|jenis) [\w ]{1,40}\)",
    re.IGNORECASE,
)
_BRACKETS: Final = "{}()"
_NO_CHOICE: Final = re.compile(r"\.{2,}|[{}()]")


@dataclass(frozen=True, slots=True)
class PlaceholderAlias:
    """How one placeholder is spelled.

    Attributes:
        letters: Exact spellings, brackets included.
        values: What may be chosen ("pagi", "siang", …), where it is a choice. With them, the
            choices of "{Selamat Pagi/Siang}" are "Selamat Pagi" and "Selamat Siang".
    """

    placeholder_id: str
    letters: tuple[str, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceholderSpan:
    """One placeholder in a plain text; `choices` as to be said, empty where it is to be filled in."""

    start: int
    end: int
    placeholder_id: str
    letter: str
    choices: tuple[str, ...] = ()


class Recogniser:
    """Finds declared placeholders in plain texts; made by `compile_placeholders`."""

    def __init__(self, aliases: Sequence[PlaceholderAlias]) -> None:
        self._meanings: dict[str, str] = {}
        self._values: dict[str, tuple[str, ...]] = {}
        for alias in aliases:
            self._values[alias.placeholder_id] = alias.values
            for letter in alias.letters:
                self._meanings.setdefault(letter, alias.placeholder_id)
        self._pattern = letters_pattern(self._meanings)

    def find(self, text: str, slots: Sequence[Slot] = ()) -> list[PlaceholderSpan]:
        """Return the placeholders of a plain text in order, the longest spelling first.

        Args:
            text: `plain_text(...)` of a field.
            slots: What settles single spellings in this text; they win over the aliases.
        """
        settled = dict(slots)
        spans: list[PlaceholderSpan] = []
        for found in self._matches(text, tuple(settled)):
            letter = found.group()
            meaning = settled[letter] if letter in settled else self._meanings[letter]
            if meaning is not None:
                choices = choices_of(letter, self._values.get(meaning, ()))
                spans.append(PlaceholderSpan(found.start(), found.end(), meaning, letter, choices))
        return spans

    def _matches(self, text: str, slot_letters: tuple[str, ...]) -> Iterable[re.Match[str]]:
        pattern = self._pattern
        if slot_letters:
            pattern = _slot_pattern(slot_letters, tuple(self._meanings))
        return pattern.finditer(text) if pattern else ()


def compile_placeholders(aliases: Iterable[PlaceholderAlias]) -> Recogniser:
    """Make one recogniser of all declared spellings; where two share a letter, the first has it."""
    return Recogniser(tuple(aliases))


@lru_cache(maxsize=512)
def _slot_pattern(slot_letters: tuple[str, ...], alias_letters: tuple[str, ...]) -> re.Pattern[str] | None:
    return letters_pattern((*slot_letters, *alias_letters))


def choices_of(letter: str, values: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what may be said for a slash choice, in the letter's own order and case; else nothing."""
    inner = letter.strip(_BRACKETS + " ")
    parts = [part.strip() for part in inner.split("/")]
    if len(parts) < 2 or not all(parts) or _NO_CHOICE.search(inner):
        return ()
    known = {value.casefold() for value in values}
    if not known or all(part.casefold() in known for part in parts):
        return tuple(parts)
    lead, _, first = parts[0].rpartition(" ")
    if lead and all(part.casefold() in known for part in (first, *parts[1:])):
        return tuple(f"{lead} {part}" for part in (first, *parts[1:]))
    return ()


def find_unused_slots(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """Return the slots whose letter does not stand in the plain text (or only inside a longer word)."""
    unused = []
    for slot in slots:
        pattern = letters_pattern([slot[0]])
        if pattern is None or not pattern.search(text):
            unused.append(slot)
    return unused


def find_unknown(text: str, spans: Sequence[PlaceholderSpan], slots: Sequence[Slot] = ()) -> list[tuple[int, str]]:
    """Return place and letter of what looks like a placeholder but is declared nowhere.

    Args:
        text: A plain text.
        spans: What `Recogniser.find` found in it.
        slots: What the text settles itself; a literal one is no finding.
    """
    covered = [(span.start, span.end) for span in spans]
    literal = letters_pattern(letter for letter, meaning in slots if meaning is None)
    if literal:
        covered += [found.span() for found in literal.finditer(text)]
    taken = Coverage(len(text), covered)
    leftovers = _SPECULATIVE.finditer(text)
    return [(found.start(), found.group()) for found in leftovers if not taken.touches(*found.span())]


def placeholder_annotations(spans: Iterable[PlaceholderSpan]) -> list[Annotation]:
    """Return the marks of recognised placeholders."""
    return [Annotation(span.start, span.end, Rank.PLACEHOLDER, "span", tuple(_attributes(span))) for span in spans]


def _attributes(span: PlaceholderSpan) -> Iterable[tuple[str, str]]:
    yield "class", "sigap-placeholder"
    yield "data-sigap-placeholder", span.placeholder_id
    if span.choices:
        yield "data-sigap-choices", "|".join(span.choices)


def mark_placeholders(recogniser: Recogniser, slots: Sequence[Slot] = ()) -> Annotator:
    """Return an annotator that marks the placeholders of a text."""

    def annotator(prose: Prose, _earlier: Sequence[Annotation]) -> Iterable[Annotation]:
        return placeholder_annotations(recogniser.find(prose.text, slots))

    return annotator


def mark_spans(spans: Sequence[PlaceholderSpan]) -> Annotator:
    """Return an annotator for placeholders that are found already, at offsets of the plain text."""

    def annotator(_prose: Prose, _earlier: Sequence[Annotation]) -> Iterable[Annotation]:
        return placeholder_annotations(spans)

    return annotator


def render_script_html(
    text: str,
    spans: Sequence[PlaceholderSpan],
    *,
    resolve: Resolve = resolve_nothing,
    annotators: Iterable[Annotator] = (),
) -> Markup:
    """Return a script's text as HTML with its placeholders marked; `plain_text(text)` is what is copied.

    Args:
        text: The script's letter with its markup.
        spans: Placeholders at offsets of `plain_text(text)`.
        annotators: Further marks, such as errata.
    """
    return render_html(text, resolve=resolve, annotators=(*annotators, mark_spans(spans)))
