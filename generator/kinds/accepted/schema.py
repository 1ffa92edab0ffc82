"""accepted.yml: what the controller has said of findings, so that only new ones stop a build."""

from __future__ import annotations

from typing import Literal

from generator.model.base import Model, editorial
from generator.model.fields import CalendarDay, FormerAddress, Identifier, Line, Plain, Remark

Decision = Literal["open", "accepted", "dismissed"]


class AcceptedFinding(Model):
    """One address of an entry, and what was looked at there."""

    # What was settled may have gone since; then the entry is in vain, which is no fault of the content.
    at: FormerAddress = editorial("The unit or document that the finding is reported at.")
    fingerprint: Plain = editorial("The digest of the words that were looked at; `sigap accept` writes it.")


class Acceptance(Model):
    """What was said of the findings of one rule, at one address or at several."""

    code: Identifier = editorial("The code of the rule.")
    decision: Decision = editorial(
        "open: a fault, its owner has been asked; accepted: a fault that is lived with; dismissed: no fault."
    )
    findings: list[AcceptedFinding] = editorial("Where.")
    reason: Remark = editorial("Why, in Indonesian; readers of the controller's page see it.")
    by: Line = editorial("Who said so: a role or a name.")
    said_on: CalendarDay = editorial("When it was said.")
    until: CalendarDay | None = editorial("The last day it holds; left out: until the text changes.", None)


class AcceptedFile(Model):
    """accepted.yml."""

    accepted: list[Acceptance] = editorial("The entries.")
