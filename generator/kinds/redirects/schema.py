"""Redirects: addresses that have moved."""

from __future__ import annotations

from generator.kinds.unit import Audience
from generator.model.base import Model, editorial
from generator.model.fields import Address, FormerAddress, Line


class Redirect(Model):
    """An address that was published and has moved."""

    from_: FormerAddress = editorial("The address of old.", alias="from")
    to: Address = editorial("The address that took its place.")
    reason: Line = editorial("Why it moved.")
    audience: Audience = editorial("Who may know of the address of old.", "internal")


class RedirectsFile(Model):
    """redirects.yml."""

    redirects: list[Redirect] = editorial("The redirects.", [])
