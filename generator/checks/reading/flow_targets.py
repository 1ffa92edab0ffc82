"""What the connections of a flow lead to, and the conditions there."""

from __future__ import annotations

from generator.checks.reading.decisions import Case, Decision, effective
from generator.kinds.clause.schema import Clause
from generator.kinds.flow.schema import Flow, FlowEdge
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.model.walk import children
from generator.survey import Entry, RevisionReading


def target_of(case: Case, decision: Decision, reading: RevisionReading) -> Entry[Model] | None:
    """Return what a connection leads to, unless it is a part that several places may show."""
    flow, edge = decision.container.model, case.entry.model
    if not isinstance(flow, Flow) or not isinstance(edge, FlowEdge):
        return None
    node = next((node for node in flow.nodes if node.id == edge.to), None)
    target = reading.find(node.clause) if node and node.clause else None
    if target is None or target.parent is None:
        return None
    return target if any(child is target.model for child in children(target.parent.model)) else None


def conditions_at(target: Entry[Model]) -> list[Condition]:
    """Return the conditions of a clause, or of the one that something stands in, and of everything around it."""
    nearest = target.nearest(Clause)
    return [*nearest.model.when, *effective(nearest.parent)] if nearest and nearest.parent else []
