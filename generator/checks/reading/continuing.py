"""What follows a clause: whether the words of a list, a colon or a conjunction lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.kinds.clause.schema import (
    AskBlock,
    Branch,
    CheckBlock,
    Clause,
    FlowBlock,
    GapBlock,
    NoteBlock,
)
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.survey import Entry, letter_of

NO_WORDS = (Gap, GapBlock, NoteBlock, Condition, Erratum, Reference)
UNNUMBERED = "clause -"
_ROMAN = re.compile(r"[ivxl]+[.)]?")


def blocks(entries: Iterable[Entry[Model]]) -> list[Entry[Model]]:
    """Return the entries that readers see as text: no gaps, notes, conditions or marks."""
    return [each for each in entries if not isinstance(each.model, NO_WORDS)]


def has_content(entry: Entry[Model]) -> bool:
    """Tell whether something of the source stands inside an entry; a flow that we have drawn ourselves is none."""
    return any(not _is_ours(each) for each in blocks(entry.inside))


def _is_ours(entry: Entry[Model]) -> bool:
    if not isinstance(entry.model, FlowBlock):
        return False
    return any(isinstance(each.model, Flow) and each.model.is_reconstructed for each in entry.inside)


def has_words(entry: Entry[Model]) -> bool:
    """Tell whether a block says something that can go on with a sentence; data asked for or checked do not."""
    model = entry.model
    if isinstance(model, AskBlock):
        return bool(model.ask.text)
    if isinstance(model, CheckBlock):
        return bool(model.check.text)
    return not isinstance(model, (*NO_WORDS, FlowBlock))


def style_of(clause: Model) -> str:
    """Return how a clause is numbered: two clauses of one list have the same style."""
    kind = "branch" if isinstance(clause, Branch) else "clause"
    number = (clause.number or "").strip() if isinstance(clause, Clause) else ""
    if not number:
        return f"{kind} -"
    core = number.strip("().")
    form = "0" if core[:1].isdigit() else "i" if len(core) > 1 and _ROMAN.fullmatch(core) else "a"
    return f"{kind} {form}{'.' * core.count('.')}"


def items_of(entry: Entry[Model]) -> list[Entry[Model]]:
    """Return the list that a clause is an item of: the clauses beside it that are numbered in the same way."""
    style = style_of(entry.model)
    return [each for each in entry.siblings if isinstance(each.model, Clause) and style_of(each.model) == style]


def next_with_words(entry: Entry[Model]) -> Entry[Model] | None:
    """Return the block that follows an entry in the same parent and says something."""
    siblings = entry.siblings
    after = siblings[siblings.index(entry) + 1 :]
    return next((each for each in after if has_words(each)), None)


def goes_on(entry: Entry[Model], *, with_data: bool) -> bool:
    """Tell whether the text of a clause leads to something.

    Args:
        entry: The clause.
        with_data: Data that are asked for or checked count, as they are shown as a list.
    """
    own = blocks(entry.inside)
    if any(has_words(each) for each in own) or (with_data and own):
        return True
    following = next_with_words(entry)
    if following is None:
        return False
    if not isinstance(following.model, Clause) or style_of(following.model) != style_of(entry.model):
        return True
    return style_of(entry.model) == UNNUMBERED


def words_of(entry: Entry[Model]) -> str:
    """Return the last words of a clause's own, without markup."""
    model = entry.model
    if not isinstance(model, Clause):
        return ""
    text = model.text or (model.branch if isinstance(model, Branch) else "")
    return letter_of(text).rstrip()
