"""The terms that hold on a page: the document's own definitions first, then other documents', then the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.kinds.definition.schema import Definition
from generator.kinds.glossary.schema import Term
from generator.library import Library, Unit
from generator.render.labels import label
from generator.text.markdown_subset import plain_text
from generator.text.terms import Matcher, compile_terms

FoundTerm = tuple[Unit, Definition | Term]


@dataclass(frozen=True, slots=True)
class Explanations(Mapping[str, str]):
    """What a reader sees on hovering, by the address of a term; worked out when a page asks for it.

    Attributes:
        library: The master list.
        terms: All terms by address.
        document: Whose pages they stand on; None for pages over all documents.
        left_out: The term that is being explained on the spot.
    """

    library: Library
    terms: Mapping[str, FoundTerm]
    document: str | None
    left_out: str | None = None

    def __getitem__(self, address: str) -> str:
        if address == self.left_out:
            raise KeyError(address)
        unit, term = self.terms[address]
        return _explanation(self.library, unit, term, self.document)

    def __contains__(self, address: object) -> bool:
        return address in self.terms and address != self.left_out

    def __iter__(self) -> Iterator[str]:
        return (address for address in self.terms if address != self.left_out)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def without(self, address: str) -> Explanations:
        """Return the same without one term."""
        return replace(self, left_out=address)


@dataclass(frozen=True, slots=True)
class TermBook:
    """The terms of one document's pages, or of the pages over all documents.

    Attributes:
        matcher: Finds them.
        explanations: Address to the words that a reader sees on hovering.
    """

    matcher: Matcher
    explanations: Explanations


class Terms:
    """All terms of a library; the books of its documents share them, so a book is as small as its document."""

    def __init__(self, library: Library) -> None:
        terms = [(unit, unit.model) for unit in library.units() if isinstance(unit.model, Definition | Term)]
        found = [(unit, term) for unit, term in terms if _explains(term)]
        found.sort(key=lambda pair: pair[0].document is None)
        self._library = library
        self._by_address = {unit.address: (unit, term) for unit, term in found}
        self._of_document: dict[str | None, list[FoundTerm]] = {}
        for unit, term in found:
            self._of_document.setdefault(unit.document, []).append((unit, term))
        self._matcher = compile_terms(map(_spellings, found))

    def book(self, document: str | None) -> TermBook:
        """Return the terms for the pages of a document; where two share a spelling, the document's own has it."""
        own = self._of_document.get(document, []) if document else []
        matcher = compile_terms(map(_spellings, own), self._matcher)
        return TermBook(matcher, Explanations(self._library, self._by_address, document))


def _spellings(found: FoundTerm) -> tuple[str, list[str]]:
    unit, term = found
    return unit.address, [term.term, *term.spellings]


def _explains(term: Definition | Term) -> bool:
    """Tell whether hovering could say anything: marking each undefined `tsb` and `No.` would only be noise."""
    return isinstance(term, Definition) or bool(term.meaning or term.follows_from)


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
