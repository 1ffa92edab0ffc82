"""What every answer unit has: an id for life, its errata, references and editorial helps."""

from __future__ import annotations

from typing import Literal

from generator.model.base import Model, approved, editorial
from generator.model.fields import Address, CalendarDay, Flag, Identifier, Letter, Line, Remark

Audience = Literal["internal", "public"]


class Erratum(Model):
    """A fault of the source's letter and the form that was meant; both are shown and found."""

    letter: Letter = approved("The faulty words exactly as the source has them.")
    intended: Letter = editorial("The form that was certainly meant.")


class Reference(Model):
    """A reference in the letter, and what is known of its target."""

    text: Letter = approved("The referring words exactly as they stand in the text.")
    state: Literal["resolved", "relative", "external", "not-held", "unresolved"] = approved(
        "Resolved and relative ones have a target; external: outside the company; not-held: a document we "
        "do not have; unresolved: the source names no target (`sesuai ketentuan`)."
    )
    to: Address | None = approved("The address it leads to.", None)
    implied: Flag = approved("The target follows from the context; the source does not name it.", False)
    note: Remark | None = editorial("What a reader should know about the target.", None)


class Unit(Model):
    """The base of whatever has an address: `document/unit` or `document/unit/part`."""

    id: Identifier = approved("The last segment of the address; stays for life.")
    errata: list[Erratum] = approved("Faults of the letter in this unit's text.", [])
    references: list[Reference] = approved("References that stand in this unit's text.", [])
    similar: list[Line] = editorial("Ways in which people ask for this (pertanyaan serupa).", [])
    check_by: CalendarDay | None = editorial("By when a perishable fact must be checked.", None)
    audience: Audience | None = editorial("Who may see it; left out: as what stands around it.", None)
    remark: Remark | None = editorial("A remark of ours, shown as such (Catatan Sigap).", None)
