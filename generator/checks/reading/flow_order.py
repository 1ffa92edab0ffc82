"""What a flow needs and obtains at its nodes, and the paths on which the need comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.reading.obtaining import Needs
from generator.kinds.flow.schema import Flow
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a node needs and that a path to the node has not obtained.

    Attributes:
        fact: Its id.
        node, step: The labels of the node that needs it and of the first node that obtains it.
        place: The line that needs it.
    """

    fact: str
    node: str
    step: str
    place: Location


def facts_missing_on_a_path(flow: Entry[Flow], reading: RevisionReading, needs: Needs) -> Iterator[Missing]:
    """Yield what the decisions of a flow need before they have it, each fact once."""
    obtained = _obtained(flow.model, reading, needs)
    targets: dict[str, list[str]] = defaultdict(list)
    for edge in flow.model.edges:
        targets[edge.from_].append(edge.to)
    labels = {node.id: node.text or node.id for node in flow.model.nodes}
    met: set[str] = set()
    for edge in flow.model.edges:
        for position, condition in enumerate(edge.when):
            nodes = obtained.get(condition.fact, [])
            if not nodes or condition.fact in met or edge.from_ in nodes:
                continue
            if edge.from_ in _reached_without(flow.model, targets, nodes):
                met.add(condition.fact)
                place = edge.place("when", position, "fact")
                yield Missing(condition.fact, labels.get(edge.from_, edge.from_), labels[nodes[0]], place)


def _reached_without(flow: Flow, targets: dict[str, list[str]], nodes: list[str]) -> set[str]:
    """Return the nodes that a path from the start reaches without passing one of some nodes."""
    reached: set[str] = set()
    ahead = [node.id for node in flow.nodes if node.kind == "start"]
    while ahead:
        current = ahead.pop()
        if current in reached or current in nodes:
            continue
        reached.add(current)
        ahead += targets.get(current, [])
    return reached


def _obtained(flow: Flow, reading: RevisionReading, needs: Needs) -> dict[str, list[str]]:
    """Return the nodes that obtain each fact: their clause does, or stands inside the step that does."""
    found: dict[str, list[str]] = defaultdict(list)
    clauses = [(node.id, reading.find(node.clause)) for node in flow.nodes if node.clause]
    for fact, steps in needs.steps.items():
        for node, clause in clauses:
            if clause is not None and any(_is_inside(step.entry, clause) for step in steps):
                found[fact].append(node)
    return found


def _is_inside(step: Entry[Model], clause: Entry[Model]) -> bool:
    return clause.position <= step.position <= clause.last
