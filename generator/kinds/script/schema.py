"""A script: words to say or to write, ready to copy."""

from __future__ import annotations

from typing import Literal

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.fields import (
    Address,
    BrandRef,
    ChannelRef,
    Flag,
    Letter,
    Line,
    PlaceholderRef,
    Prose,
    WordingClassRef,
)


class Slot(Model):
    """Settles what a placeholder-like piece of the letter is, where the aliases cannot."""

    letter: Letter = approved("The piece exactly as it stands in the text.")
    placeholder: PlaceholderRef | None = approved("The placeholder it is; left out: fixed words, none.", None)


class Wording(Model):
    """How far the words may be changed, and which clause says so."""

    wording_class: WordingClassRef = approved("A class of settings/wording-classes.yml.", alias="class")
    because: Address | None = approved("The clause that says so.", None)


class Script(Unit):
    """Words to say, to send or to write into a field, to the letter, without the quotes around them."""

    number: Letter | None = approved("The source's number, when it numbers its sentences.", None)
    title: Letter = approved("The source's label, or a short name of ours when it gives none.")
    is_title_ours: Flag = approved("The source gives no label; the title is ours.", False, alias="title_is_ours")
    purpose: Line = approved("What it is for, the same words for the same purpose everywhere.")
    brand: BrandRef = approved("Whose name is spoken.")
    channels: list[ChannelRef] = approved("Where it is used.")
    medium: Literal["said", "recorded", "shown"] = approved(
        "said or sent to a customer; recorded in a field; shown by an application.", "said"
    )
    audience_role: Line | None = approved("To whom, when that differs within a step, such as Calon Pelanggan.", None)
    wording: Wording = approved("Wording class and the clause that sets it.")
    is_example: Flag = approved("The source calls it an example (Contoh).", False, alias="example")
    text: Prose = approved("The words, to the letter; quotes around them left out.")
    slots: list[Slot] = approved("Placeholders that the aliases cannot settle.", [])


class ScriptsFile(Model):
    """scripts.yml: scripts of a revision that are shown in more than one place."""

    scripts: list[Script] = approved("The scripts.")
