"""A change pair: Semula and Menjadi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.conditions import Condition
from generator.model.fields import Address, ChannelRef, Clock, Letter, Remark, WallClock

if TYPE_CHECKING:
    from generator.kinds.clause.schema import Block


class Window(Model):
    """From when until when something holds, in wall-clock time; both minutes belong to it."""

    from_: WallClock = approved("The first minute.", alias="from")
    until: WallClock | None = approved("The last minute, to its last second; left out: open.", None)
    clock: Clock = approved("`local`: the sources' waktu setempat; otherwise a zone of settings.")


class Side(Model):
    """One side of a change pair."""

    label: Letter | None = approved("The source's word for it, such as Semula.", None)
    body: list[Block] = approved("The text of this side.")


class Exemption(Model):
    """A case in which a temporary instruction need not be followed, and what that means."""

    when: list[Condition] = approved("When it need not be followed: all of these hold.")
    unless: list[Condition] = approved("Unless one of these holds.", [])
    because: Address = approved("The clause that says so.")


class Overlay(Model):
    """A temporary instruction: which script takes the place of which, when and where."""

    replaces: Address = approved("The script that is replaced and returns afterwards.")
    script: Address = approved("The script that takes its place.")
    effective: Window = approved("The window.")
    channels: list[ChannelRef] = approved("The channels it holds on.")
    required: Address | None = approved("The clause that says when it must be followed.", None)
    not_required: list[Exemption] = approved("Where it need not be followed.", [])
    scoring: Address | None = approved("The clause that says what it counts for when it is not followed.", None)


class Change(Unit):
    """Semula and Menjadi: temporary with return, permanent, or one value inside a step."""

    kind: Literal["temporary", "permanent", "value"] = approved("temporary returns; permanent: Semula is history.")
    title: Letter | None = approved("What changes.", None)
    before: Side = approved("Semula.")
    after: Side = approved("Menjadi.")
    overlay: Overlay | None = approved("What a temporary change replaces and when.", None)
    note: Remark | None = approved("A note of ours.", None)
