"""The glossary of a PDF: the terms that its own texts use, with their meanings."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.kinds.definition.schema import Definition
from generator.kinds.glossary.schema import Term
from generator.library import Unit
from generator.render.labels import label
from generator.text.markdown_subset import plain_text
from generator.text.terms import Matcher, compile_terms

if TYPE_CHECKING:
    from generator.pdf.text import Json
    from generator.render.context import PageContext


class UsedTerms:
    """Notes which terms occur; where two share a spelling, the definition of the revision itself has it.

    The revision's own definitions are those of its letter, also when a later revision has others.
    """

    def __init__(self, page: PageContext) -> None:
        self._page = page
        self._book = page.build.terms_of(page.document.id if page.document else None)
        self._used: dict[str, None] = {}

    @cached_property
    def _own(self) -> dict[str, tuple[Unit, Definition]]:
        held = self._page.held
        units = held.units.values() if held else ()
        return {unit.address: (unit, unit.model) for unit in units if isinstance(unit.model, Definition)}

    @cached_property
    def _matcher(self) -> Matcher:
        spellings = [(address, [term.term, *term.spellings]) for address, (_, term) in self._own.items()]
        return compile_terms(spellings, self._book.matcher)

    def note(self, text: str) -> None:
        """Note the terms of a plain text."""
        for span in self._matcher.find(text):
            self._used.setdefault(span.term_id)

    def glossary(self) -> list[Json]:
        """Return the terms noted so far by their names: the term, its meaning, and where it is defined."""
        rows = [row for address in self._used if (row := self._row(address))]
        return sorted(rows, key=lambda row: (row["term"].casefold(), row["term"]))

    def _row(self, address: str) -> Json | None:
        page = self._page
        if address in self._own:
            return self._own_row(address)
        unit = page.library.find(address)
        is_of_other_revision = unit is None or (page.document is not None and unit.document == page.document.id)
        if unit is None or is_of_other_revision or address not in self._book.explanations:
            return None
        term = unit.model.term if isinstance(unit.model, Definition | Term) else page.title(address)
        source = page.title(unit.document) if unit.document else label("pdf-text.glossary.ours")
        return {"term": term, "text": self._book.explanations[address], "source": source, "to": None}

    def _own_row(self, address: str) -> Json:
        unit, definition = self._own[address]
        number = unit.number or (self._number_around(unit) if unit.parent else "")
        source = label("clause.number", number=number) if number else label("pdf-text.glossary.own")
        text = " ".join(plain_text(definition.text).split())
        return {"term": definition.term, "text": text, "source": source, "to": unit.anchor}

    def _number_around(self, unit: Unit) -> str:
        """Return the number of the clause around a definition; empty when none has one."""
        parent = self._page.library.find_from(self._page.held, unit.parent) if unit.parent else None
        while parent is not None and not parent.number and parent.parent:
            parent = self._page.library.find_from(self._page.held, parent.parent)
        return parent.number if parent else ""
