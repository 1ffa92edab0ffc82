"""What a finding looked at, as a digest: when the words change, what was said of the finding holds no more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.kinds.gap.schema import Gap
from generator.kinds.unit import Unit
from generator.model.base import Model, Standing
from generator.model.walk import plan_of

VERSION = "f1"
# Letters in place of digits: a digest must never look like the number of a customer to the personal-data gate.
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
# What stands inside a unit and is a thing of its own: it was not looked at just because the unit was.
INSIDE = ("body", "sections", "gap", "gaps", "approvals_gap")


def fingerprint_of(code: str, values: Mapping[str, str], models: Iterable[Model]) -> str:
    """Return the digest of a finding: its code, its values and the approved words of the models it looked at.

    The form is the version of these rules and 16 letters: it tells texts apart, it guards no secret.
    """
    forms = [code, dict(sorted(values.items())), [own_form(model) for model in models]]
    written = json.dumps(forms, ensure_ascii=False, sort_keys=True, default=str)
    digest = hashlib.sha256(written.encode()).hexdigest()[:16]
    return f"{VERSION}:{digest.translate(LETTERS)}"


def own_form(model: Model) -> dict[str, Any]:
    """Return the approved fields of a model, without the units and blocks inside it."""
    form: dict[str, Any] = {"": type(model).__name__}
    for plan in plan_of(type(model)):
        value = getattr(model, plan.name)
        if plan.standing is not Standing.APPROVED or plan.key in INSIDE or value in (None, [], {}):
            continue
        own = _own(value)
        if own not in (None, []):
            form[plan.key] = own
    return form


def _own(value: Any) -> Any:
    if isinstance(value, Unit | Gap):
        return None
    if isinstance(value, Model):
        return own_form(value)
    if isinstance(value, list):
        return [own for item in value if (own := _own(item)) is not None]
    return value
