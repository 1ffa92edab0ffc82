"""Flows: graphs that hold together, end, and know what to do in every case.

A flow is ours, drawn from the text, so what is wrong with one is an error: where the source itself says nothing, a
node of the kind `unregulated` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.flows.decisions import check_decisions
from generator.checks.flows.interrupts import check_interrupts
from generator.checks.flows.labels import check_labels
from generator.checks.flows.matrices import check_matrices
from generator.checks.flows.nodes import check_nodes
from generator.checks.flows.paths import check_paths
from generator.checks.flows.shape import Shape
from generator.checks.flows.subflows import check_circles, endings_of
from generator.checks.flows.ways import check_ways
from generator.checks.scope import held_revisions
from generator.kinds.flow.schema import Flow
from generator.library import HeldRevision, Library
from generator.problems import Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for whatever keeps a reader of a flow from getting to an end of it."""
    for held in held_revisions(library):
        flows = [part for part in held.parts.values() if isinstance(part, Flow)]
        yield from _flows(flows, held, library)


def _flows(flows: list[Flow], held: HeldRevision, library: Library) -> Iterator[Problem]:
    shapes = {flow.id: Shape.of(flow) for flow in flows}
    endings = endings_of(shapes)
    yield from check_circles(shapes)
    for shape in shapes.values():
        yield from check_nodes(shape, held)
        yield from check_labels(shape, held, library)
        yield from check_ways(shape)
        yield from check_interrupts(shape, held)
        # What follows from a missing or doubled node is no fault of its own.
        if shape.is_sound:
            yield from check_paths(shape, endings)
            yield from check_matrices(shape, shapes, library)
            yield from check_decisions(shape, library)
