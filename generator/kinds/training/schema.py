"""Reading orders for trainees; proposals of ours."""

from __future__ import annotations

from generator.kinds.unit import Audience
from generator.model.base import Model, editorial
from generator.model.fields import Address, Flag, Identifier, Line, PositionRef, Remark


class ReadingStep(Model):
    """One thing to read."""

    to: Address = editorial("What to read.")
    why: Remark | None = editorial("Why now, and what to look out for.", None)


class ReadingPart(Model):
    """Some steps that belong together."""

    title: Line = editorial("The heading.")
    steps: list[ReadingStep] = editorial("The steps, in order.")


class ReadingOrder(Model):
    """training/<name>.yml: what a trainee of one position reads, in order."""

    id: Identifier = editorial("The last segment of its address `urutan-baca/<id>`.")
    title: Line = editorial("The title.")
    position: PositionRef = editorial("For whom.")
    intro: Remark | None = editorial("What to know first.", None)
    is_proposal: Flag = editorial("A proposal of ours (usulan Sigap), approved by nobody.", True, alias="proposal")
    parts: list[ReadingPart] = editorial("The parts, in order.")
    audience: Audience = editorial("Who may see it.", "internal")


class TrainingFile(Model):
    """training/<name>.yml."""

    reading_order: ReadingOrder = editorial("The reading order.")
