"""Texts: only the defined Markdown subset, errata and references that really stand in the letter."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.scope import all_models
from generator.kinds.clause.schema import Clause
from generator.kinds.script.schema import Slot
from generator.kinds.unit import Erratum, Reference, Unit
from generator.library import Library
from generator.model.base import Model
from generator.model.walk import FoundText, descendants, texts
from generator.problems import Location, Problem, error
from generator.text.hazards import find_problems
from generator.text.markdown_subset import plain_text


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for markup that text fields may not hold, and for marks on words that are not there."""
    for model in all_models(library):
        for text in texts(model):
            yield from _hazards(text)
            yield from _remark_behind(text)
        if isinstance(model, Unit | Clause):
            yield from _marked_words_stand_in_text(model)


def _remark_behind(text: FoundText) -> Iterator[Problem]:
    """Find `text: Halo # PLN`: to YAML a text and a comment, to its author one text.

    The reader itself reports texts of several words; here the field says that even one word is a text.
    """
    comment = text.model.comment_at(*text.path)
    if comment:
        yield error(text.location, "yaml-comment-cuts-text", text=text.value, comment=comment)


def _hazards(text: FoundText) -> Iterator[Problem]:
    def place(offset: int) -> Location:
        return text.model.place_in_text(*text.path, offset=offset)

    yield from find_problems(text.value, place)


def _marked_words_stand_in_text(unit: Unit | Clause) -> Iterator[Problem]:
    if not unit.errata and not unit.references:
        return
    letters = " ".join(_letters_of(unit)).split()
    letter = " ".join(letters)
    for position, erratum in enumerate(unit.errata):
        if " ".join(erratum.letter.split()) not in letter:
            yield error(unit.place("errata", position, "letter"), "erratum-not-in-text", letter=erratum.letter)
    for position, reference in enumerate(unit.references):
        if " ".join(plain_text(reference.text).split()) not in letter:
            yield error(unit.place("references", position, "text"), "reference-not-in-text", letter=reference.text)


def _letters_of(unit: Model) -> Iterator[str]:
    for model in descendants(unit):
        if isinstance(model, Erratum | Reference | Slot):
            continue
        for text in texts(model):
            if text.role.is_verbatim:
                yield plain_text(text.value) if text.role.is_markup else text.value
