"""A definition: a term, its scope and the words that define it."""

from __future__ import annotations

from generator.kinds.unit import Unit
from generator.model.base import approved
from generator.model.fields import Flag, Letter, Line, Prose


class Definition(Unit):
    """One definition of one term, in the revision that makes it."""

    term: Letter = approved("The term, to the letter, without markup.")
    spellings: list[Letter] = approved("Other spellings and abbreviations of the same term.", [])
    scope: Line | None = approved("Where the definition holds, when that is narrower than the document.", None)
    text: Prose = approved("The defining sentence, to the letter.")
    is_implied: Flag = approved(
        "The source explains the term in passing; it has no list of terms.", False, alias="implied"
    )
