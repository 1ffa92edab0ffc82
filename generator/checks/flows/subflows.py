"""Flows that enter other flows: whether they come back, and that none enters itself.

A flow that enters itself would be open several times at once, without bound, which no chart, list or deep link can
show; a connection back says the same. That holds for nodes of the kind `subflow`, which everybody passes. An
interrupt is a choice and always leads back, so flows may meet themselves through interrupts (the customer falls
silent again while the reminder is worked through), except in an interrupt that enters the very flow it is part of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.flows.shape import Shape, circles_in, reachable, strong_parts
from generator.problems import Problem, error


@dataclass(frozen=True, slots=True)
class Ending:
    """How a flow may end.

    Attributes:
        comes_back: At an end that is not final, so that a flow that entered it goes on.
        is_over: At a final end or where nothing is regulated, so that nothing goes on.
    """

    comes_back: bool
    is_over: bool


UNKNOWN = Ending(comes_back=True, is_over=True)
"""Of a flow that is not there or enters itself: either is a problem already, and nothing follows from it."""


def _entered(shapes: Mapping[str, Shape]) -> dict[str, list[str]]:
    return {
        flow_id: [node.flow for node in shape.nodes.values() if node.kind == "subflow" and node.flow]
        for flow_id, shape in shapes.items()
    }


def check_circles(shapes: Mapping[str, Shape]) -> Iterator[Problem]:
    """Yield a problem for each node and interrupt through which a flow enters itself."""
    for part in circles_in(_entered(shapes)):
        names, members = ", ".join(sorted(part)), set(part)
        for flow_id in part:
            for node in shapes[flow_id].nodes.values():
                if node.kind == "subflow" and node.flow in members:
                    yield error(node.place("flow"), "flow-enters-itself", flows=names)
    for shape in shapes.values():
        for interrupt in shape.flow.interrupts:
            if interrupt.flow == shape.flow.id:
                yield error(interrupt.place("flow"), "flow-enters-itself", flows=shape.flow.id)


def endings_of(shapes: Mapping[str, Shape]) -> dict[str, Ending]:
    """Return how each flow of a revision may end, flows below first."""
    entered = _entered(shapes)
    found: dict[str, Ending] = {}
    for part in strong_parts(entered):
        if len(part) == 1 and part[0] not in entered[part[0]]:
            found[part[0]] = _ending(shapes[part[0]], found)
    return found


def _ending(shape: Shape, known: Mapping[str, Ending]) -> Ending:
    open_ways = {
        node_id: [] if (entered := ending_at(shape, node_id, known)) and not entered.comes_back else targets
        for node_id, targets in shape.targets.items()
    }
    comes_back = is_over = False
    for node_id in reachable(shape.starts, open_ways):
        node = shape.nodes.get(node_id)
        entered = ending_at(shape, node_id, known)
        comes_back |= node is not None and node.kind == "end" and not node.is_final
        is_over |= node is not None and (node.is_final or node.kind == "unregulated")
        is_over |= entered is not None and entered.is_over
    return Ending(comes_back, is_over)


def ending_at(shape: Shape, node_id: str, known: Mapping[str, Ending]) -> Ending | None:
    """Return how the flow that a node enters may end; None at a node that enters none."""
    node = shape.nodes.get(node_id)
    if node is None or node.kind != "subflow":
        return None
    return known.get(node.flow or "", UNKNOWN)
