"""The terms that hold on a page: the document's own definitions first, then other documents', then the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.definition.schema import Definition
from generator.kinds.glossary.schema import Term
from generator.library import Library, Unit
from generator.render.labels import label
from generator.text.markdown_subset import plain_text
from generator.text.terms import Matcher, compile_terms


@dataclass(frozen=True, slots=True)
class TermBook:
    """The terms of one document's pages, or of the pages over all documents.

    Attributes:
        matcher: Finds them.
        explanations: Address to the words that a reader sees on hovering.
    """

    matcher: Matcher
    explanations: dict[str, str]


def term_book(library: Library, document: str | None) -> TermBook:
    """Compile the terms for the pages of a document; where two share a spelling, the document's own has it."""
    terms = [(unit, unit.model) for unit in library.units() if isinstance(unit.model, Definition | Term)]
    found = [(unit, term) for unit, term in terms if _explains(term)]
    found.sort(key=lambda pair: _nearness(pair[0], document))
    spellings = [(unit.address, [term.term, *term.spellings]) for unit, term in found]
    explanations = {unit.address: _explanation(library, unit, term, document) for unit, term in found}
    return TermBook(compile_terms(spellings), explanations)


def _explains(term: Definition | Term) -> bool:
    """Tell whether hovering could say anything: marking each undefined `tsb` and `No.` would only be noise."""
    return isinstance(term, Definition) or bool(term.meaning or term.follows_from)


def _nearness(unit: Unit, document: str | None) -> int:
    if unit.document is None:
        return 2
    return 0 if unit.document == document else 1


def _explanation(library: Library, unit: Unit, term: Definition | Term, document: str | None) -> str:
    if isinstance(term, Definition):
        words = _one_line(term.text)
        if unit.document is None or unit.document == document:
            return words
        return label("term.according-to", title=library.documents[unit.document].document.short_title, text=words)
    if term.meaning:
        return _one_line(term.meaning.text)
    return label("term.follows-from", text=_one_line(term.follows_from or ""))


def _one_line(text: str) -> str:
    return " ".join(plain_text(text).split())
