"""A flow: a graph of steps and decisions over the clauses of a revision."""

from __future__ import annotations

from typing import Literal

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.conditions import Condition
from generator.model.fields import Address, ApplicationRef, Flag, Identifier, Letter, Remark, RoleRef

NodeKind = Literal["start", "step", "decision", "end", "subflow", "unregulated"]


class FlowNode(Model):
    """A node; its label is its own text, or the title of what it refers to."""

    id: Identifier = approved("Unique within the flow.")
    kind: NodeKind = approved("What sort of node it is.")
    text: Letter | None = approved("The label; left out: the title of the clause or script it refers to.", None)
    clause: Address | None = approved("The clause, script, row or record it stands for.", None)
    actor: RoleRef | None = approved("Who acts.", None)
    application: ApplicationRef | None = approved("Where.", None)
    gap: Identifier | None = approved("The gap that an unregulated node stands for.", None)
    flow: Identifier | None = approved("The flow that a subflow node leads to.", None)


class FlowEdge(Model):
    """A connection between two nodes."""

    from_: Identifier = approved("The node it leaves.", alias="from")
    to: Identifier = approved("The node it reaches.")
    label: Letter | None = approved("The answer or the case.", None)
    when: list[Condition] = approved("The case as conditions.", [])
    is_inferred: Flag = approved("The source does not write this connection.", False, alias="inferred")


class Flow(Unit):
    """A graph with one start."""

    title: Letter = approved("The title.")
    is_reconstructed: Flag = approved("Made from the text, since the source has no picture.", alias="reconstructed")
    note: Remark | None = approved("What is inferred, and why.", None)
    nodes: list[FlowNode] = approved("The nodes; the first is the start.")
    edges: list[FlowEdge] = approved("The connections, in the order they are asked.")


class FlowFile(Model):
    """flow-<name>.yml: one flow."""

    flow: Flow = approved("The flow.")
