"""A figure of the source: lost, or kept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.kinds.unit import Unit
from generator.model.base import approved
from generator.model.fields import Letter, Prose, Remark

if TYPE_CHECKING:
    from generator.kinds.clause.schema import Block


class Figure(Unit):
    """A picture of the source and what is left of it."""

    state: Literal["lost", "partly-lost", "text", "masked"] = approved(
        "lost: nothing is left; partly-lost: only labels; text: kept as text; masked: as text, personal data masked."
    )
    caption: Letter | None = approved("The source's caption, to the letter.", None)
    text: Remark = approved("What the picture showed, in our words.")
    question: Remark | None = approved("What to ask the owner, when something is lost.", None)
    labels: list[Letter] = approved("Words that stand in the picture, to the letter.", [])
    lines: list[Prose] = approved("Lines of text in the picture, such as an incident's title, to the letter.", [])
    body: list[Block] = approved("The picture's content as data.", [])
