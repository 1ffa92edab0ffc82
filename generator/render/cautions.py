"""What agents must know of a unit's faults, in their words: findings that touch what is said, recorded or clicked.

A fault that the controller lives with, or has asked its owner about, stays a fault of the text; agents see it
where they would trip over it. What was found to be no fault is not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.checks.rule import Finding

Place = tuple[str, str | None]
"""A unit's address and the revision it stands in."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What agents read at a unit.

    Attributes:
        code: The rule, for the page contract (`data-sigap-finding`).
        text: One or two Indonesian sentences.
    """

    code: str
    text: str


def cautions_by_place(findings: Iterable[Finding]) -> Mapping[Place, tuple[Caution, ...]]:
    """Return the cautions of each unit, each text once, in the order of the file."""
    found: dict[Place, dict[str, Caution]] = {}
    for finding in findings:
        if text := finding.agent_text:
            found.setdefault((finding.address, finding.revision), {}).setdefault(text, Caution(finding.code, text))
    return {place: tuple(each.values()) for place, each in found.items()}
