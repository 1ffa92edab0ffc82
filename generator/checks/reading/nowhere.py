"""Places whose words are reported already as a reference that leads nowhere."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.base import Model
    from generator.survey import Entry, Survey


class PointingNowhere:
    """The words that `reference-leads-nowhere` reports, by their units; looked for once, when somebody asks."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey

    def holds(self, entry: Entry[Model], words: str) -> bool:
        """Tell whether words of an entry hold such a reference, such as `langkah berikut`."""
        return any(reported in words for reported in self._by_address.get(entry.address, ()))

    @cached_property
    def _by_address(self) -> dict[str, list[str]]:
        from generator.checks.rules.references import reference_leads_nowhere  # noqa: PLC0415 - rules import this module

        found: dict[str, list[str]] = {}
        for finding in reference_leads_nowhere(self._survey):
            found.setdefault(finding.address, []).append(finding.values["words"])
        return found
