"""A matrix of a flow as a table: what every face of it is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.kinds.flow.graph import GraphNode
from generator.kinds.flow.matrix_flows import Ref
from generator.kinds.flow.matrix_records import Written


@dataclass(frozen=True, slots=True)
class MatrixItem:
    """A node that is passed.

    Attributes:
        ref: Its flow and its id.
        node: The node; None: the flow has no way on for the case of the row.
        when: In which cases, such as `bila …`; empty: always.
        is_inferred: Only ways lead there that the source does not write.
        written: The sentences and fields to write down there, in a column that shows these.
    """

    ref: Ref
    node: GraphNode | None = field(compare=False)
    when: str = ""
    is_inferred: bool = False
    written: tuple[Written, ...] = field(default=(), compare=False)


Cell = tuple[MatrixItem, ...]


@dataclass(frozen=True, slots=True)
class MatrixCase:
    """The values of a fact for which a row holds.

    Attributes:
        regions: Their places among the regions of the fact, ascending.
        words: The same in words.
        is_any: All of them.
    """

    regions: tuple[int, ...]
    words: str
    is_any: bool


@dataclass(frozen=True, slots=True)
class MatrixFact:
    """A fact that decides.

    Attributes:
        id, name: As settings declare it.
        regions: Its values, parted where a condition of the flow parts them, in words.
        includes: For each of them the finer values that count as it; mostly none.
    """

    id: str
    name: str
    regions: tuple[str, ...]
    includes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """The head of a column after those of the facts.

    Attributes:
        nothing: The words for a cell of which no node is passed.
    """

    title: str
    shows: Literal["labels", "records"]
    nothing: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one set of cases comes to.

    Attributes:
        cases: One for each fact of the table.
        cells: One for each column; an empty cell: nothing of the column is passed.
    """

    cases: tuple[MatrixCase, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """A matrix; each combination of regions lies in exactly one row."""

    title: str
    facts: tuple[MatrixFact, ...]
    columns: tuple[MatrixHead, ...]
    rows: tuple[MatrixRow, ...]
