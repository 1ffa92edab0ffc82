"""What a comparison is: changes of a closed list of kinds, each at one unit of the text."""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass
from typing import Literal


class ChangeKind(enum.StrEnum):
    """What can change between two revisions. A closed list; the words for readers are labels `compare.kind.<kind>`.

    The first four are about any unit as a whole, but for rows of tables, fees and catalogues, which are `ROW_ADDED` and
    `ROW_REMOVED`; the others say what of a unit became different. A unit may have several, a flow one per node or edge.
    """

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    REWORDED = "reworded"
    SCRIPT_CHANGED = "script-changed"
    WORDING_CLASS_CHANGED = "wording-class-changed"
    THRESHOLD_CHANGED = "threshold-changed"
    FEE_CHANGED = "fee-changed"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    ROW_CHANGED = "row-changed"
    FLOW_NODE_ADDED = "flow-node-added"
    FLOW_NODE_REMOVED = "flow-node-removed"
    FLOW_NODE_CHANGED = "flow-node-changed"
    FLOW_EDGE_ADDED = "flow-edge-added"
    FLOW_EDGE_REMOVED = "flow-edge-removed"
    FLOW_EDGE_CHANGED = "flow-edge-changed"
    FAQ_CHANGED = "faq-changed"
    VALIDITY_CHANGED = "validity-changed"
    SHARED_FACT_CHANGED = "shared-fact-changed"
    CONTROL_CHANGED = "control-changed"
    OTHER_CHANGED = "other-changed"


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that stay, fall out or come in; the runs of a text joined give both of its versions, to the letter."""

    mark: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that became different.

    Attributes:
        path: Keys of YAML and positions, such as `("wording", "class")`; empty for a unit as a whole. In a list, what
            became different and what was removed is counted in the earlier list, what was added in the later one.
        before, after: Plain data; None where the field said nothing. A unit inside stands there as `{"@": address}`.
        address: The unit whose field it is, where that is another than the change's: a part that was added to a
            clause is a field of the clause, too.
    """

    path: tuple[str | int, ...]
    before: object
    after: object
    address: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        kind: What kind of change.
        address: The unit without a revision, such as `digilive/reminder-1`; the document's id for what belongs to none.
        unit_kind: Such as `script`; `document` for what belongs to no unit.
        title: What the unit is called, in the later revision where it has one there.
        number_before, number_after: Its full number in either; empty where it has none.
        semula, menjadi: What it said in either, as readers see it; None where it said nothing. Of a moved unit: where
            it stood and stands, in words.
        runs: Word by word, how one becomes the other; empty where one of them does not exist.
        fields: What of it became different, for machines; those of all changes together make the earlier revision
            the later one (see `applying`).
        address_before: The address under which the same words stood before; empty when it is the same address.
    """

    kind: ChangeKind
    address: str
    unit_kind: str
    title: str
    number_before: str = ""
    number_after: str = ""
    semula: str | None = None
    menjadi: str | None = None
    runs: tuple[WordRun, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    address_before: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from one revision of a document to another, in the order of the later text.

    What was removed stands where it stood, after what came before it.
    """

    document: str
    before: str
    after: str
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """Return how many changes there are of each kind that occurs, in the order of the list of kinds."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind if kind in found}
