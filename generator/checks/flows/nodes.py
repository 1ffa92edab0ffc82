"""The nodes of a flow: each has a label and the keys of its kind, and what it names is there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.flows.shape import Shape
from generator.kinds.flow.schema import Flow, FlowNode
from generator.kinds.gap.schema import Gap
from generator.library import HeldRevision
from generator.problems import Problem, error

KEY_OF_KIND = (("gap", "gap", "unregulated"), ("flow", "flow", "subflow"), ("is_final", "final", "end"))
"""Field, key in YAML, and the only kind of node that has it."""


def check_nodes(shape: Shape, held: HeldRevision) -> Iterator[Problem]:
    """Yield a problem for a node that cannot be shown, or that names what is not there."""
    seen: set[str] = set()
    for node in shape.flow.nodes:
        if node.id in seen:
            yield error(node.place("id"), "flow-node-twice", id=node.id)
        seen.add(node.id)
        yield from _label(node, shape.flow)
        yield from _keys(node)
        yield from _named(node, held)


def _label(node: FlowNode, flow: Flow) -> Iterator[Problem]:
    """Find nodes without words, and those whose words are ours where the source has drawn the flow itself."""
    has_default = node.kind in ("unregulated", "subflow")
    if not node.text and not node.clause and not has_default:
        yield error(node.location, "flow-node-without-label", id=node.id)
    if node.text and not flow.is_reconstructed and node.kind != "unregulated":
        yield error(node.place("text"), "flow-text-of-its-own", id=node.id)


def _keys(node: FlowNode) -> Iterator[Problem]:
    for field, key, kind in KEY_OF_KIND:
        if getattr(node, field) and node.kind != kind:
            yield error(node.place(key), "flow-key-of-another-kind", key=key, kind=node.kind, wanted=kind)
    if node.kind == "unregulated" and not node.gap:
        yield error(node.location, "flow-unregulated-without-gap", id=node.id)
    if node.kind == "subflow" and not node.flow:
        yield error(node.location, "flow-subflow-without-flow", id=node.id)


def _named(node: FlowNode, held: HeldRevision) -> Iterator[Problem]:
    if node.flow and held.part(node.flow, Flow) is None:
        yield error(node.place("flow"), "part-unknown", id=node.flow, kind="flow")
    if not node.gap:
        return
    unit = held.units.get((node.gap,))
    if unit is None or not isinstance(unit.model, Gap):
        yield error(node.place("gap"), "part-unknown", id=node.gap, kind="gap")
    elif unit.model.kind != "unregulated":
        yield error(node.place("gap"), "flow-gap-of-another-kind", id=node.gap, kind=unit.model.kind)
