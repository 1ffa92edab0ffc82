"""Places whose words are reported already as a reference that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.checks.survey import Entry, Survey
    from generator.model.base import Model


def is_pointing_nowhere(survey: Survey, entry: Entry[Model], words: str) -> bool:
    """Tell whether words of an entry are reported as a reference that leads nowhere, such as `langkah berikut`."""
    from generator.checks.rules.references import reference_leads_nowhere  # noqa: PLC0415 - rules import this module

    return any(
        found.address == entry.address and found.values.get("words", "") in words
        for found in reference_leads_nowhere(survey)
    )
