"""FAQ entries in groups, with the source's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.kinds.gap.schema import Gap
from generator.kinds.unit import Unit
from generator.model.base import Model, approved, editorial
from generator.model.conditions import Condition
from generator.model.fields import Address, Letter, Prose, Remark

if TYPE_CHECKING:
    from generator.kinds.clause.schema import Block


class Mapping(Model):
    """A link of ours from an entry to a catalogue entry; not approved by anyone yet."""

    to: Address = editorial("The catalogue entry.")
    note: Remark | None = editorial("Why it fits.", None)


class FaqEntry(Unit):
    """A question and its answer: a text, blocks, or a gap that says why there is none."""

    number: Letter | None = approved("The source's number within the group.", None)
    question: Prose = approved("The question, to the letter.")
    when: list[Condition] = approved("For whom or when the answer holds.", [])
    answer: Prose | None = approved("The answer, to the letter, or its first paragraphs.", None)
    body: list[Block] = approved("The rest of the answer, or all of it.", [])
    gap: Gap | None = approved("Why there is no answer.", None)
    mappings: list[Mapping] = editorial("Catalogue entries that fit (pemetaan Sigap, belum disahkan).", [])


class FaqGroup(Unit):
    """Entries about one topic."""

    number: Letter | None = approved("The source's number of the group.", None)
    title: Letter = approved("The topic, to the letter.")
    entries: list[FaqEntry] = approved("The entries, in the source's order.")


class FaqFile(Model):
    """faq.yml: the FAQ of a revision."""

    groups: list[FaqGroup] = approved("The groups.")
