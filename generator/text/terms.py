"""Terms of the glossary in running text: the first of each gets its definition as hover text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.text.annotations import Annotation, Annotator, Coverage, Rank, is_word_character
from generator.text.prose import Prose

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class TermSpan:
    """One place in a plain text where a term stands."""

    start: int
    end: int
    term_id: str
    letter: str


class Matcher:
    """Finds terms in plain texts; made by `compile_terms`.

    Spellings are looked up by their first word, so the time grows with the text, not with the glossary.
    """

    def __init__(self, terms: Iterable[tuple[str, Iterable[str]]], others: Matcher | None = None) -> None:
        self._others = others
        self._by_first_word: dict[str, list[tuple[str, str]]] = {}
        for term_id, spellings in terms:
            for spelling in spellings:
                if first := _TOKEN.match(spelling):
                    self._by_first_word.setdefault(first.group().casefold(), []).append((spelling, term_id))
        for candidates in self._by_first_word.values():
            # The sort is stable: where two terms share a spelling, the first has it.
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[TermSpan]:
        """Yield the terms of a plain text in order, longest first, none overlapping."""
        position = 0
        for token in _TOKEN.finditer(text):
            start = token.start()
            if start < position:
                continue
            for spelling, term_id in self._candidates(token.group().casefold()):
                end = start + len(spelling)
                if _is_spelled(text, start, end, spelling):
                    yield TermSpan(start, end, term_id, text[start:end])
                    position = end
                    break

    def _candidates(self, first_word: str) -> Sequence[tuple[str, str]]:
        """Return the spellings that begin with a word, longest first."""
        own = self._by_first_word.get(first_word, [])
        others = self._others._candidates(first_word) if self._others else ()  # noqa: SLF001 - one of its kind
        return sorted([*own, *others], key=lambda candidate: -len(candidate[0])) if own and others else own or others


def compile_terms(terms: Iterable[tuple[str, Iterable[str]]], others: Matcher | None = None) -> Matcher:
    """Make one matcher of all terms.

    Words are found in any case ("Salam Pembuka", "salam pembuka"); an abbreviation in capitals
    ("APP") only as written.

    Args:
        terms: Their ids and spellings; of two that share a spelling the first has it.
        others: Terms that are found too, where none of these has the spelling.
    """
    return Matcher(terms, others)


def _is_spelled(text: str, start: int, end: int, spelling: str) -> bool:
    written = text[start:end]
    is_same = written == spelling if spelling.isupper() else written.casefold() == spelling.casefold()
    return is_same and not (is_word_character(written[-1:]) and is_word_character(text[end : end + 1]))


def mark_terms(matcher: Matcher, definitions: Mapping[str, str], seen: set[str] | None = None) -> Annotator:
    """Return an annotator that marks the first place of each term, outside links, code and placeholders.

    Args:
        matcher: All terms that hold where the text stands.
        definitions: Plain text by term; a term without one is left alone.
        seen: Terms marked before, on this page for instance; grows with each text. None: per text.
    """

    def annotator(prose: Prose, earlier: Sequence[Annotation]) -> Iterable[Annotation]:
        marked = seen if seen is not None else set[str]()
        closed = _closed_places(prose, earlier)
        for span in matcher.find(prose.text):
            if span.term_id in marked or span.term_id not in definitions or closed.touches(span.start, span.end):
                continue
            marked.add(span.term_id)
            attributes = (
                ("class", "sigap-term"),
                ("title", definitions[span.term_id]),
                ("data-sigap-term", span.term_id),
            )
            yield Annotation(span.start, span.end, Rank.TERM, "abbr", attributes)

    return annotator


def _closed_places(prose: Prose, earlier: Sequence[Annotation]) -> Coverage:
    """Return where no term is marked."""
    runs = (run for run in prose.runs() if run.is_code or run.target is not None or run.text == "\n")
    places = [(run.start, run.end) for run in runs]
    places += [(mark.start, mark.end) for mark in earlier if mark.rank is Rank.PLACEHOLDER]
    return Coverage(len(prose.text), places)
