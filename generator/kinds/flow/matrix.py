"""The matrices of a flow: what it comes to for every value of two or three facts, worked out from its graph.

A table has one row for each set of cases with the same outcome. All faces of a flow that show a matrix draw it from
`MatrixTable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from generator.addresses import parse_address
from generator.kinds.flow.graph import FlowGraph, GraphNode, graph_of
from generator.kinds.flow.matrix_flows import Flows
from generator.kinds.flow.matrix_records import Written, written_at
from generator.kinds.flow.matrix_table import (
    Cell,
    MatrixCase,
    MatrixFact,
    MatrixHead,
    MatrixItem,
    MatrixRow,
    MatrixTable,
)
from generator.kinds.flow.matrix_tree import in_order, in_words, is_possible, tree_of
from generator.kinds.flow.matrix_walk import Step, Walker
from generator.kinds.flow.matrix_words import words_of
from generator.kinds.flow.schema import Flow, Matrix, MatrixColumn
from generator.kinds.settings.schema import Fact
from generator.library import HeldRevision, Library
from generator.model.regions import COUNTED, Region
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext


def matrices_on(page: PageContext, flow: Flow, graph: FlowGraph) -> tuple[MatrixTable, ...]:
    """Return the matrices of a flow as they read on a page, walking into the flows that it enters."""

    def graph_of_id(local_id: str) -> FlowGraph | None:
        below = page.part(local_id, Flow, flow)
        return graph_of(page, below) if below else None

    return matrices_of(page.library, flow, graph, graph_of_id)


def matrices_of(
    library: Library,
    flow: Flow,
    graph: FlowGraph,
    graph_of_id: Callable[[str], FlowGraph | None] = lambda _: None,
) -> tuple[MatrixTable, ...]:
    """Return the matrices of a flow.

    Args:
        library: Declares the facts, and holds what is to be written down.
        flow: Says which matrices there are.
        graph: Its graph, from which they are worked out.
        graph_of_id: Returns the graph of another flow of the same revision by its local id; a subflow node whose
            flow is not returned is passed like a step.

    Returns:
        One table for each matrix; a matrix that names no known node, fact or column is left out, since the checker
        reports it.
    """
    flows = Flows(graph, graph_of_id)
    held = _held(library, flow, graph)
    makers = (_Maker.of(library, held, flows, matrix) for matrix in flow.matrices)
    return tuple(maker.table() for maker in makers if maker is not None)


def _held(library: Library, flow: Flow, graph: FlowGraph) -> HeldRevision | None:
    """Return the revision that a flow is part of."""
    document = library.documents.get(parse_address(graph.address).head) if graph.address else None
    revisions = document.revisions.values() if document else ()
    return next((held for held in revisions if held.parts.get(flow.id) is flow), None)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column and what may stand in it, in the author's order."""

    head: MatrixHead
    entries: tuple[MatrixItem, ...]


Sets = tuple[tuple[int, ...], ...]
"""For each fact the places of some of its regions."""


@dataclass(frozen=True)
class _Maker:
    """Works out one table."""

    matrix: Matrix
    facts: tuple[Fact, ...]
    walker: Walker
    columns: tuple[_Column, ...]

    @classmethod
    def of(cls, library: Library, held: HeldRevision | None, flows: Flows, matrix: Matrix) -> _Maker | None:
        start = flows.find(matrix.from_)
        facts = tuple(fact for each in matrix.facts if (fact := library.setting(each, Fact)))
        if start is None or not facts:
            return None
        walker = Walker(library, flows, start, frozenset(fact.id for fact in facts))
        columns = [_column(flows, column, partial(written_at, library, held)) for column in matrix.columns]
        return cls(matrix, facts, walker, (*columns, _unregulated(walker, columns)))

    def table(self) -> MatrixTable:
        """Return the table; its last column, for what is not regulated, only where something stands in it."""
        regions = [self.walker.regions(fact.id) for fact in self.facts]
        outcomes = list(self._outcomes(regions, ()))
        columns = self.columns if any(cells[-1] for _, cells in outcomes) else self.columns[:-1]
        axes = [
            _Axis.of(fact, regions[place], [sets[place] for sets, _ in outcomes])
            for place, fact in enumerate(self.facts)
        ]
        return MatrixTable(
            title=self.matrix.title,
            facts=tuple(axis.fact for axis in axes),
            columns=tuple(column.head for column in columns),
            rows=tuple(
                MatrixRow(
                    cases=tuple(axis.case(places) for axis, places in zip(axes, sets, strict=True)),
                    cells=cells[: len(columns)],
                )
                for sets, cells in outcomes
            ),
        )

    def _outcomes(
        self, regions: Sequence[tuple[Region, ...]], chosen: tuple[int, ...]
    ) -> Iterator[tuple[Sets, tuple[Cell, ...]]]:
        """Yield what all cases come to that begin with some regions; regions with the same outcomes are joined."""
        if len(chosen) == len(regions):
            yield (), self._cells([of_fact[place] for of_fact, place in zip(regions, chosen, strict=True)])
            return
        groups: list[tuple[list[int], list[tuple[Sets, tuple[Cell, ...]]]]] = []
        for place in range(len(regions[len(chosen)])):
            outcomes = list(self._outcomes(regions, (*chosen, place)))
            alike = next((places for places, others in groups if others == outcomes), None)
            if alike is None:
                groups.append(([place], outcomes))
            else:
                alike.append(place)
        for places, outcomes in groups:
            yield from (((tuple(places), *sets), cells) for sets, cells in outcomes)

    def _cells(self, values: Sequence[Region]) -> tuple[Cell, ...]:
        order = in_order(self.walker.walk({region.fact: region for region in values}))
        return tuple(tuple(_passed(order, column.entries)) for column in self.columns)


def _passed(order: list[Step], entries: Iterable[MatrixItem]) -> Iterator[MatrixItem]:
    """Yield those of some nodes that are passed, with when."""
    for entry in entries:
        is_meant = partial(_is_step, entry)
        tree = tree_of(order, is_meant)
        if is_possible(tree):
            is_inferred = not is_possible(tree_of(order, is_meant, with_inferred=False))
            yield replace(entry, when=in_words(tree), is_inferred=is_inferred)


def _is_step(entry: MatrixItem, step: Step) -> bool:
    return step.is_stuck if entry.node is None else step.ref == entry.ref


def _column(
    flows: Flows, column: MatrixColumn, written: Callable[[FlowGraph, GraphNode], tuple[Written, ...]]
) -> _Column:
    """Return a column with its nodes, those without anything to write down left out where that is asked."""
    refs = [ref for each in column.nodes if (ref := flows.find(each))]
    entries = [MatrixItem(ref, flows.node(ref)) for ref in refs]
    if column.shows == "records":
        entries = [replace(each, written=written(flows.graph_at(each.ref), flows.node(each.ref))) for each in entries]
        entries = [each for each in entries if each.written]
    return _Column(MatrixHead(column.title, column.shows, label("matrix.nothing")), tuple(entries))


def _unregulated(walker: Walker, columns: Iterable[_Column]) -> _Column:
    """Return the column for what the columns leave out: nodes that are not regulated, and cases without a way on."""
    named = {entry.ref for column in columns for entry in column.entries}
    refs = [ref for ref in walker.flows.below(walker.start) if ref not in named]
    nodes = [MatrixItem(ref, walker.flows.node(ref)) for ref in refs]
    entries = [each for each in nodes if each.node and each.node.kind == "unregulated"]
    return _Column(
        MatrixHead(label("flow.kinds.unregulated"), "labels", label("matrix.nothing-left")),
        (*entries, MatrixItem(("", ""), None)),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """A fact of a table.

    Attributes:
        of_region: For each region its place among the values of the table.
        words: Returns some regions in words.
    """

    fact: MatrixFact
    of_region: tuple[int, ...]
    words: Callable[[Sequence[int]], str]

    @classmethod
    def of(cls, fact: Fact, regions: tuple[Region, ...], used: Sequence[tuple[int, ...]]) -> _Axis:
        """Return the axis; numbers that no row tells apart are one value of it.

        Args:
            used: For each row the places of the regions for which it holds.
        """
        words = partial(words_of, fact, regions)
        if fact.type in COUNTED:
            rows = [tuple(place in places for places in used) for place in range(len(regions))]
            starts = [place for place, row in enumerate(rows) if not place or row != rows[place - 1]]
        else:
            starts = list(range(len(regions)))
        ends = [*starts[1:], len(regions)]
        groups = [tuple(range(start, end)) for start, end in zip(starts, ends, strict=True)]
        of_region = tuple(value for value, group in enumerate(groups) for _ in group)
        names = tuple(words(group) for group in groups)
        covers = {each.value: tuple(each.covers) for each in fact.values}
        includes = tuple(covers.get(regions[start].value or "", ()) for start in starts)
        return cls(MatrixFact(fact.id, fact.name, names, includes), of_region, words)

    def case(self, places: tuple[int, ...]) -> MatrixCase:
        """Return a row's values."""
        values = tuple(dict.fromkeys(self.of_region[place] for place in places))
        return MatrixCase(values, self.words(places), is_any=len(values) == len(self.fact.regions))
