"""Interrupts: what may happen on the way has something to do then, and a place where it may happen."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.flows.shape import Shape
from generator.checks.flows.ways import unknown_nodes
from generator.kinds.flow.schema import Flow
from generator.library import HeldRevision
from generator.problems import Problem, error


def check_interrupts(shape: Shape, held: HeldRevision) -> Iterator[Problem]:
    """Yield a problem for an interrupt that leads nowhere, has another's id, or happens at no node there is."""
    taken = set(shape.nodes)
    for interrupt in shape.flow.interrupts:
        if interrupt.id in taken:
            yield error(interrupt.place("id"), "flow-interrupt-twice", id=interrupt.id)
        taken.add(interrupt.id)
        if not interrupt.clause and not interrupt.flow:
            yield error(interrupt.location, "flow-interrupt-empty", id=interrupt.id)
        if interrupt.flow and held.part(interrupt.flow, Flow) is None:
            yield error(interrupt.place("flow"), "part-unknown", id=interrupt.flow, kind="flow")
        yield from unknown_nodes(interrupt, "scope", interrupt.scope, shape)
