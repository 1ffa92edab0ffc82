"""Record-keeping: which application, which field, which value."""

from __future__ import annotations

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.fields import ApplicationRef, Letter, Prose


class RecordEntry(Model):
    """One field to fill in."""

    number: Letter | None = approved("The source's number of this line.", None)
    field: Letter = approved("The field, to the letter.")
    value: Letter | None = approved("The fixed value, to the letter.", None)
    pattern: Letter | None = approved("The text with parts to fill in, to the letter.", None)
    instruction: Letter | None = approved("What the source says about filling it in.", None)


class Record(Unit):
    """What to write into which applications."""

    title: Letter | None = approved("A short name.", None)
    applications: list[ApplicationRef] = approved("Where it is written.")
    text: Prose | None = approved("The sentence of the source.", None)
    entries: list[RecordEntry] = approved("The fields.", [])


class RecordsFile(Model):
    """records.yml: record-keeping that is shown in more than one place."""

    records: list[Record] = approved("The records.")
