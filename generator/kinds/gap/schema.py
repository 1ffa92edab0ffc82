"""A gap: something missing, which is data too."""

from __future__ import annotations

from typing import Literal

from generator.kinds.unit import Audience
from generator.model.base import Model, approved, editorial
from generator.model.fields import Address, Identifier, Letter, Remark, RoleRef

GapKind = Literal[
    "lost",
    "not-held",
    "reconstructed",
    "unregulated",
    "open-question",
    "unresolved-reference",
    "undefined-term",
]


class NearbyFact(Model):
    """A fact of the source that stands near an open question and does not answer it."""

    text: Remark = approved("The fact, quoted or in few words.")
    source: Address | None = approved("Where it stands.", None)


class Gap(Model):
    """Something lost, not held, reconstructed, not regulated or unclear; shown where it is and listed."""

    id: Identifier = approved("The last segment of its address.")
    kind: GapKind = approved("What sort of gap it is.")
    text: Remark = approved("What is missing, in our words, in Indonesian.")
    question: Remark | None = approved("The question for the owner of the document.", None)
    source_page: Letter | None = approved("The page of the source.", None)
    facts: list[NearbyFact] = approved("Facts nearby, marked as no rule (bukan ketentuan).", [])
    ask: RoleRef | None = approved("The role to ask meanwhile; left out: not set.", None)
    audience: Audience = editorial("Who may see it; a gap is internal unless it says otherwise.", "internal")
