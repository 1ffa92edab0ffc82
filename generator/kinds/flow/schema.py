"""A flow: a graph of steps and decisions over the clauses of a revision."""

from __future__ import annotations

from typing import Literal

from generator.kinds.unit import Unit
from generator.model.base import Model, approved
from generator.model.conditions import Condition
from generator.model.fields import Address, ApplicationRef, FactRef, Flag, Identifier, Letter, NodeRef, Remark, RoleRef

NodeKind = Literal["start", "step", "decision", "end", "subflow", "unregulated"]


class FlowNode(Model):
    """A node; its label is the title of what it refers to, or its own text where the flow is reconstructed."""

    id: Identifier = approved("Unique within the flow.")
    kind: NodeKind = approved("What sort of node it is.")
    text: Letter | None = approved("The label; left out: the title of the clause or script it refers to.", None)
    clause: Address | None = approved("The clause, script, row or record it stands for.", None)
    show: list[Address] = approved(
        "What guided steps show here; left out: the clause, without what other nodes of the flow stand for.", []
    )
    actor: RoleRef | None = approved("Who acts.", None)
    application: ApplicationRef | None = approved("Where.", None)
    gap: Identifier | None = approved("The gap that an unregulated node stands for.", None)
    flow: Identifier | None = approved("The flow that a subflow node leads to.", None)
    is_final: Flag = approved(
        "An end at which the whole conversation is over, also where the flow was entered from another.",
        False,
        alias="final",
    )


class FlowEdge(Model):
    """A connection between two nodes."""

    from_: Identifier = approved("The node it leaves.", alias="from")
    to: Identifier = approved("The node it reaches.")
    label: Letter | None = approved("The answer or the case.", None)
    when: list[Condition] = approved("The case as conditions.", [])
    is_inferred: Flag = approved("The source does not write this connection.", False, alias="inferred")


class Interrupt(Model):
    """Something that may happen at several nodes and then leads back to the one where it happened."""

    id: Identifier = approved("Unique within the flow, its nodes included.")
    text: Letter = approved("What happens, such as `Bila ditanya berapa lama`.")
    when: list[Condition] = approved("The same as conditions.", [])
    clause: Address | None = approved("The clause or script that says what is done then.", None)
    flow: Identifier | None = approved("The flow that is entered then; its ends that are not final lead back.", None)
    scope: list[Identifier] = approved(
        "The nodes at which it may happen; left out: all of this flow and of the flows it leads to.", []
    )
    is_inferred: Flag = approved("The source does not write where it may happen.", False, alias="inferred")


class MatrixColumn(Model):
    """A column of a matrix: which of some nodes are passed."""

    title: Letter = approved("The heading.")
    nodes: list[NodeRef] = approved("The nodes, of flows below as `flow/node`; a cell names those that are passed.")
    shows: Literal["labels", "records"] = approved(
        "labels: what the nodes are called; records: the sentences and fields to write down at them.", "labels"
    )


class Matrix(Model):
    """What a flow comes to for every value of two or three facts; worked out from the flow, never written."""

    title: Letter = approved("The title.")
    from_: Identifier = approved("The node where the facts begin to decide.", alias="from")
    facts: list[FactRef] = approved("The two or three facts, in the order in which they are asked.")
    columns: list[MatrixColumn] = approved("The columns after those of the facts.")


class Flow(Unit):
    """A graph with one start."""

    title: Letter = approved("The title.")
    is_reconstructed: Flag = approved("Made from the text, since the source has no picture.", alias="reconstructed")
    note: Remark | None = approved("What is inferred, and why.", None)
    nodes: list[FlowNode] = approved("The nodes; the first is the start.")
    edges: list[FlowEdge] = approved("The connections, in the order they are asked.")
    interrupts: list[Interrupt] = approved("What may happen on the way and leads back.", [])
    matrices: list[Matrix] = approved("Decisions over several facts that are also shown as a table.", [])


class FlowFile(Model):
    """flow-<name>.yml: one flow."""

    flow: Flow = approved("The flow.")
