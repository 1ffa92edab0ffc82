"""What agents must know of a unit's faults, in their words: findings that touch what is said, recorded or clicked.

A fault that the controller lives with, or has asked its owner about, stays a fault of the text; agents see it
where they would trip over it. What was found to be no fault is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from generator.checks.rule import Finding

_SEGMENT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ADDRESS = re.compile(rf"(?<![\w/-]){_SEGMENT}(?:/{_SEGMENT})+(?![\w/-])")
Place = tuple[str, str | None]
"""A unit's address and the revision it stands in."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What agents read at a unit.

    Attributes:
        code: The rule, for the page contract (`data-sigap-finding`).
        text: One or two Indonesian sentences; addresses in it are links on a page.
    """

    code: str
    text: str

    def linked(self, link: Callable[[str], Markup | None]) -> Caution:
        """Return the caution with what it names by an address as a link, by its title.

        Args:
            link: An address to its link; None for what only looks like one, such as `pagi/siang`.
        """
        parts: list[Markup | str] = []
        end = 0
        for found in _ADDRESS.finditer(self.text):
            if title := link(found[0]):
                parts += [self.text[end : found.start()], title]
                end = found.end()
        return Caution(self.code, Markup("").join([*parts, self.text[end:]]))


def cautions_by_place(findings: Iterable[Finding]) -> Mapping[Place, tuple[Caution, ...]]:
    """Return the cautions of each unit, each text once, in the order of the file."""
    found: dict[Place, dict[str, Caution]] = {}
    for finding in findings:
        if text := finding.agent_text:
            found.setdefault((finding.address, finding.revision), {}).setdefault(text, Caution(finding.code, text))
    return {place: tuple(each.values()) for place, each in found.items()}
