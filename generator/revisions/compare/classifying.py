"""Which kind of change a field's difference is, by the class of its unit and the field."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from generator.kinds.catalogue.schema import ServiceType
from generator.kinds.change.schema import Change as ChangePair
from generator.kinds.document.schema import Revision
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.flow.schema import Flow
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row
from generator.model.base import Model
from generator.model.walk import plan_of
from generator.revisions.compare.model import ChangeKind, FieldChange

CONDITIONS: Final = frozenset({"when", "unless"})
FLOW_PARTS: Final = ("nodes", "edges", "interrupts")
NO_WORDS: Final = frozenset({"source_page", "purpose", "errata", "references", "slots"})
"""Fields that hold text and are not the wording of their unit."""
WORDS_INSIDE: Final = frozenset({"body", "wordings", "entries", "before", "after", "facts", "groups", "sections"})
"""Fields that hold models with wording."""

_SPECIAL: Final[dict[type[Model], dict[str, ChangeKind]]] = {
    Script: {"text": ChangeKind.SCRIPT_CHANGED, "wording": ChangeKind.WORDING_CLASS_CHANGED},
    Fee: {"name": ChangeKind.FEE_CHANGED, "amounts": ChangeKind.FEE_CHANGED},
    FeeTable: {"currency": ChangeKind.FEE_CHANGED, "as_of": ChangeKind.FEE_CHANGED},
    Row: {"cells": ChangeKind.ROW_CHANGED, "facts": ChangeKind.ROW_CHANGED, "contact_centre": ChangeKind.ROW_CHANGED},
    ServiceType: {"name": ChangeKind.ROW_CHANGED},
    FaqEntry: dict.fromkeys(("question", "answer", "body", "gap"), ChangeKind.FAQ_CHANGED),
    ChangePair: {"kind": ChangeKind.VALIDITY_CHANGED},
    Revision: {"effective": ChangeKind.VALIDITY_CHANGED, "sections": ChangeKind.REWORDED},
}


def kind_of(model: Model, field: FieldChange) -> ChangeKind:
    """Return the kind of a difference in a field of a unit, or of a revision's control data.

    Nodes and edges of flows are told apart by `comparing`; here they are flow changes of one kind.
    """
    path = field.path
    first = str(path[0])
    if isinstance(model, Flow) and first in FLOW_PARTS:
        return ChangeKind.FLOW_EDGE_CHANGED if first == "edges" else ChangeKind.FLOW_NODE_CHANGED
    if isinstance(model, Revision):
        return _SPECIAL[Revision].get(first, ChangeKind.CONTROL_CHANGED)
    return _kind_in_unit(model, field, first)


def _kind_in_unit(model: Model, field: FieldChange, first: str) -> ChangeKind:
    if field.path[:2] == ("overlay", "effective") or field.path == ("overlay",):
        return ChangeKind.VALIDITY_CHANGED
    if CONDITIONS.intersection(map(str, field.path)) or _is_only_conditions(field):
        return ChangeKind.THRESHOLD_CHANGED
    if field.path == ("number",):
        return ChangeKind.RENUMBERED
    otherwise = ChangeKind.REWORDED if _holds_words(type(model), first) else ChangeKind.OTHER_CHANGED
    return _SPECIAL.get(type(model), {}).get(first, otherwise)


def _is_only_conditions(field: FieldChange) -> bool:
    """Tell whether a block came or fell out that says nothing but when something holds."""
    value: Any = field.after if field.before is None else field.before
    return isinstance(value, dict) and bool(value) and value.keys() <= CONDITIONS


@cache
def _holds_words(model: type[Model], key: str) -> bool:
    plan = next((plan for plan in plan_of(model) if plan.key == key), None)
    if plan is None or key in NO_WORDS:
        return False
    return plan.text is not None or key in WORDS_INSIDE
