"""The glossary beside the definitions: undefined terms, aliases, scopes."""

from __future__ import annotations

from generator.kinds.unit import Audience
from generator.model.base import Model, approved, editorial
from generator.model.fields import Address, CalendarDay, Identifier, Letter, Line, Remark


class Meaning(Model):
    """A meaning that the owner has confirmed; an unconfirmed one is not entered."""

    text: Remark = editorial("The meaning.")
    confirmed_by: Line = editorial("Who confirmed it.")
    confirmed_on: CalendarDay = editorial("When.")


class Term(Model):
    """A term that the documents use without defining it."""

    id: Identifier = approved("The last segment of its address `istilah/<id>`.")
    term: Letter = approved("The term, to the letter.")
    spellings: list[Letter] = approved("Other spellings in the documents.", [])
    scope: Line | None = editorial("Where it is used, in Indonesian.", None)
    sources: list[Address] = editorial("Where it is used.")
    follows_from: Remark | None = editorial("What the text itself lets conclude, with its place.", None)
    meaning: Meaning | None = editorial("The confirmed meaning.", None)
    similar: list[Line] = editorial("Other words people use for it.", [])
    remark: Remark | None = editorial("A remark of ours.", None)
    audience: Audience | None = editorial("Who may see it; left out: as its file says.", None)


class GlossaryFile(Model):
    """glossary.yml: terms that are used and not defined."""

    terms: list[Term] = approved("The terms.")
    audience: Audience = editorial("Who may see the terms that do not say so themselves.", "internal")
