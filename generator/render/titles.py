"""What a unit is called where something leads to it."""

from __future__ import annotations

from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.parts import PARTS_OF_TABLES
from generator.kinds.table.schema import Row
from generator.library import Unit
from generator.model.base import Model, Standing
from generator.model.walk import descendants, texts
from generator.render.labels import label
from generator.text.markdown_subset import plain_text

LONGEST_TITLE = 90
_TITLES = ("title", "term", "name", "caption")
"""Fields that hold a title in full, whatever the class."""


def title_of(model: Model) -> str:
    """Return the title of a unit as plain text on one line: its own, or its first words."""
    for name in _TITLES:
        if words := getattr(model, name, None):
            return str(words)
    if isinstance(model, Clause):
        return _title_of_clause(model)
    if isinstance(model, Row):
        return shorten(plain_text(next(iter(model.cells.values()), model.id)))
    if isinstance(model, Change):
        return label("change.title")
    words = getattr(model, "question", None) if isinstance(model, FaqEntry) else getattr(model, "text", None)
    return shorten(plain_text(words)) if words else str(getattr(model, "id", ""))


def reference_title_of(unit: Unit) -> str:
    """Return the words for a link to a unit: its number, if it has one, and its title."""
    title = title_of(unit.model)
    # A row's number counts within its table and says nothing outside of it.
    has_number = unit.number and not isinstance(unit.model, PARTS_OF_TABLES)
    return f"{unit.number} {title}" if has_number else title


def _title_of_clause(clause: Clause) -> str:
    words = plain_text(clause.branch) if isinstance(clause, Branch) else clause.label
    if not words and clause.text:
        words = plain_text(clause.text)
    if not words:
        first = next((block for block in clause.body if isinstance(block, Clause)), None)
        words = title_of(first) if first else _first_words(clause) or clause.id or ""
    return shorten(words)


def _first_words(clause: Clause) -> str:
    """Return the first approved words inside a clause that has none of its own: of a button, a table, a sentence."""
    inside = (found for block in clause.body for inner in descendants(block) for found in texts(inner))
    return next((plain_text(found.value) for found in inside if found.standing is Standing.APPROVED), "")


def shorten(text: str) -> str:
    """Return the beginning of a text, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:") + " …"
