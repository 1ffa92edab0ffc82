"""A rule that stands in several places, perhaps in several wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.fields import Identifier, Letter, Prose

if TYPE_CHECKING:
    from generator.kinds.clause.schema import Block


class RuleWording(Model):
    """One wording of the rule, as it stands in some place of the source."""

    id: Identifier = approved("The name that `rule: {use: …, wording: …}` uses.")
    text: Prose = approved("The wording, to the letter.")


class Rule(Unit):
    """A rule that is written once and shown wherever the source has it."""

    title: Letter = approved("A short name.")
    wordings: list[RuleWording] = approved("The wordings; the first is the fullest.")
    body: list[Block] = approved("What follows in every place, such as the cases.", [])


class RulesFile(Model):
    """rules.yml: rules of a revision that are shown in more than one place."""

    rules: list[Rule] = approved("The rules.")


class RuleUse(Model):
    """A place where a rule is shown."""

    use: Identifier = approved("The rule of rules.yml.")
    wording: Identifier | None = approved("The wording of this place; left out: the first.", None)
