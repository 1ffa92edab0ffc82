"""One field of the control header."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class ControlFact:
    """One field: its heading and its value; a missing value says why it is missing.

    Attributes:
        is_leading: It stands open at the head; the others fold away behind it, and a print shows them all.
    """

    title: str
    value: Markup
    is_missing: bool = False
    is_wide: bool = False
    is_leading: bool = False
