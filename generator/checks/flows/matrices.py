"""Matrices: two or three facts that decide below a node, and columns of nodes that are passed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from generator.checks.flows.shape import Shape, reachable
from generator.checks.flows.ways import meant_by
from generator.kinds.flow.schema import FlowEdge, Matrix, MatrixColumn
from generator.kinds.settings.schema import Fact
from generator.library import Library
from generator.problems import Problem, error

FEWEST_FACTS, MOST_FACTS = 2, 3
"""One fact is a list, which the flow itself is; a table of four facts has more rows than an agent looks through."""

MOST_COLUMNS = 6
"""With three facts that makes nine columns, of less than 20 mm each on A4: a word such as `ditindaklanjuti` breaks."""

DECIDING = ("choice", "flag", "duration", "count")
"""Types of facts with values that can be enumerated."""


def check_matrices(shape: Shape, shapes: Mapping[str, Shape], library: Library) -> Iterator[Problem]:
    """Yield a problem for a matrix that cannot be worked out, or parts of which would always be empty.

    Args:
        shape: A flow whose connections have both their ends.
        shapes: All flows of its revision, by id.
        library: Declares the facts.
    """
    for matrix in shape.flow.matrices:
        yield from _facts(matrix, library)
        yield from _columns(matrix)
        if matrix.from_ not in shape.nodes:
            meant = meant_by(matrix.from_, shape.nodes)
            yield error(matrix.place("from"), "flow-node-unknown", id=matrix.from_, meant=meant)
            continue
        below = _below(shape, matrix.from_, shapes)
        yield from _undecided(matrix, below, shapes, library)
        for column in matrix.columns:
            yield from _column(column, matrix, shape, below, shapes)


def _facts(matrix: Matrix, library: Library) -> Iterator[Problem]:
    count = len(dict.fromkeys(matrix.facts))
    if count != len(matrix.facts) or not FEWEST_FACTS <= count <= MOST_FACTS:
        yield error(matrix.place("facts"), "flow-matrix-facts", facts=", ".join(matrix.facts))
    for position, fact_id in enumerate(matrix.facts):
        fact = library.setting(fact_id, Fact)
        if fact is not None and fact.type not in DECIDING:
            yield error(matrix.place("facts", position), "flow-matrix-fact-untyped", fact=fact_id)


def _columns(matrix: Matrix) -> Iterator[Problem]:
    """Find columns that say nothing: a matrix without an answer, and one of no node."""
    if not matrix.columns:
        yield error(matrix.place("columns"), "flow-matrix-without-columns")
    if len(matrix.columns) > MOST_COLUMNS:
        place = matrix.place("columns", MOST_COLUMNS)
        yield error(place, "flow-matrix-too-wide", count=len(matrix.columns), most=MOST_COLUMNS)
    for column in matrix.columns:
        if not column.nodes:
            yield error(column.place("nodes"), "flow-matrix-column-empty", title=column.title)


def _below(shape: Shape, start: str, shapes: Mapping[str, Shape]) -> dict[str, list[str]]:
    """Return the nodes that are reached from one, by flow, also those of flows that are entered on the way."""
    found: dict[str, list[str]] = {}
    waiting = [(shape, [start])]
    while waiting:
        current, starts = waiting.pop()
        reached = [node_id for node_id in reachable(starts, current.targets) if node_id in current.nodes]
        found[current.flow.id] = reached
        for node in (current.nodes[node_id] for node_id in reached):
            entered = shapes.get(node.flow or "") if node.kind == "subflow" else None
            if entered is not None and entered.flow.id not in found:
                found[entered.flow.id] = []
                waiting.append((entered, entered.starts))
    return found


def _undecided(
    matrix: Matrix, below: Mapping[str, list[str]], shapes: Mapping[str, Shape], library: Library
) -> Iterator[Problem]:
    ways: Iterator[FlowEdge] = chain.from_iterable(
        shapes[flow_id].ways[node_id] for flow_id, reached in below.items() for node_id in reached
    )
    decided_on = {condition.fact for edge in ways for condition in edge.when}
    for position, fact_id in enumerate(matrix.facts):
        fact = library.setting(fact_id, Fact)
        if fact is not None and fact.type in DECIDING and fact_id not in decided_on:
            place = matrix.place("facts", position)
            yield error(place, "flow-matrix-fact-undecided", fact=fact_id, start=matrix.from_)


def _column(
    column: MatrixColumn, matrix: Matrix, shape: Shape, below: Mapping[str, list[str]], shapes: Mapping[str, Shape]
) -> Iterator[Problem]:
    reached = {(flow_id, node_id) for flow_id, several in below.items() for node_id in several}
    for position, written in enumerate(column.nodes):
        flow_id, _, node_id = written.rpartition("/")
        home = shapes.get(flow_id or shape.flow.id)
        place = column.place("nodes", position)
        if home is None or node_id not in home.nodes:
            known = home.nodes if home else shapes
            yield error(place, "flow-node-unknown", id=written, meant=meant_by(node_id if home else flow_id, known))
        elif (home.flow.id, node_id) not in reached:
            yield error(place, "flow-matrix-node-above", id=written, start=matrix.from_)
