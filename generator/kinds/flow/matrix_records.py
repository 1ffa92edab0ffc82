"""What is to be written down at a node of a flow: recorded sentences, and fields of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from generator.kinds.flow.graph import FlowGraph, GraphNode
from generator.kinds.parts import uses_of
from generator.kinds.record.schema import Record
from generator.kinds.script.schema import Script
from generator.library import HeldRevision, Library
from generator.model.base import Model
from generator.model.walk import children

Written: TypeAlias = Script | Record


def written_at(library: Library, held: HeldRevision | None, graph: FlowGraph, node: GraphNode) -> tuple[Written, ...]:
    """Return what is written down at a node, in the order of the text, each once.

    Args:
        library: Holds what the node stands for.
        held: The revision of the flow; its own text counts before what is in force elsewhere.
        graph: The flow; what its other nodes stand for is left out, since it is written down there.
        node: The node; what it shows counts before its clause.
    """
    addresses = node.show or ((node.clause,) if node.clause else ())
    own = [unit.model for address in addresses if (unit := library.find_from(held, address))]
    elsewhere = {
        id(unit.model)
        for other in graph.nodes
        if other.id != node.id and other.clause and (unit := library.find_from(held, other.clause))
    } - {id(model) for model in own}
    found = {id(model): model for top in own for model in _written_in(top, held, elsewhere)}
    return tuple(found.values())


def _written_in(top: Model, held: HeldRevision | None, elsewhere: set[int]) -> Iterator[Written]:
    """Yield what is written down inside a model; what it only names by its id belongs to every place that names it."""
    waiting = [(top, False)]
    while waiting:
        model, is_named = waiting.pop()
        if id(model) in elsewhere and not is_named:
            continue
        if isinstance(model, Record) or (isinstance(model, Script) and model.medium == "recorded"):
            yield model
            continue
        named = [part for name, kind in uses_of(model) if held and (part := held.part(name, kind))]
        inside = [(part, True) for part in named if isinstance(part, Script | Record)]
        waiting.extend(reversed([*((child, False) for child in children(model)), *inside]))
