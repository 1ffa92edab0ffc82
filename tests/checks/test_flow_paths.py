"""Paths through flows that enter other flows: who comes back, and where a conversation is over."""

import itertools

import pytest

from generator.checks.flows.paths import check_paths
from generator.checks.flows.shape import Shape
from generator.checks.flows.subflows import check_circles, endings_of
from generator.kinds.flow.schema import FlowFile
from tests.contents import read_model

Nodes = dict[str, str]
"""Ids of nodes with what follows `kind:`."""


def shape(flow_id: str, nodes: Nodes, edges: str) -> Shape:
    """Make a flow; `a>b b>c` are its edges."""
    rows = "".join(f"    - {{id: {node_id}, text: {node_id}, kind: {rest}}}\n" for node_id, rest in nodes.items())
    pairs = [each.split(">") for each in edges.split()]
    ways = "".join(f"    - {{from: {one}, to: {other}}}\n" for one, other in pairs)
    head = f"flow:\n  id: {flow_id}\n  title: Alur\n  reconstructed: true\n"
    return Shape.of(read_model(f"{head}  nodes:\n{rows}  edges:{' []' if not ways else ''}\n{ways}", FlowFile).flow)


def found(*shapes: Shape) -> list[tuple[str, str]]:
    by_id = {each.flow.id: each for each in shapes}
    endings = endings_of(by_id)
    problems = [*check_circles(by_id), *(problem for each in shapes for problem in check_paths(each, endings))]
    return [(each.code, str(each.values.get("id", each.values.get("flows")))) for each in problems]


ENTERING: Nodes = {"mulai": "start", "masuk": "subflow, flow: dalam", "selesai": "end"}
RETURNING = shape("dalam", {"mulai": "start", "akhir": "end"}, "mulai>akhir")
FINAL = shape("dalam", {"mulai": "start", "akhir": "end, final: true"}, "mulai>akhir")
UNREGULATED = shape("dalam", {"mulai": "start", "akhir": "unregulated, gap: belum"}, "mulai>akhir")
EITHER = shape("dalam", {"mulai": "start", "lanjut": "end", "akhir": "end, final: true"}, "mulai>lanjut mulai>akhir")
ENDLESS = shape("dalam", {"mulai": "start", "lagi": "step"}, "mulai>lagi lagi>mulai")


@pytest.mark.parametrize(
    ("below", "edges", "expected"),
    [
        pytest.param(RETURNING, "mulai>masuk masuk>selesai", [], id="it comes back, and there is a way on"),
        pytest.param(EITHER, "mulai>masuk masuk>selesai", [], id="it may come back"),
        pytest.param(FINAL, "mulai>masuk mulai>selesai", [], id="a final end is the end"),
        pytest.param(UNREGULATED, "mulai>masuk mulai>selesai", [], id="so is what nobody regulates"),
        pytest.param(RETURNING, "mulai>masuk mulai>selesai", [("flow-dead-end", "masuk")], id="back to nothing"),
        pytest.param(FINAL, "mulai>masuk masuk>selesai", [("flow-never-returns", "masuk")], id="nobody goes on"),
        pytest.param(
            ENDLESS,
            "mulai>masuk mulai>selesai",
            [("flow-loop", "mulai")],
            id="a flow that goes round is told where it does, not where it is entered",
        ),
        pytest.param(
            RETURNING,
            "mulai>masuk masuk>mulai",
            [("flow-node-unreached", "selesai"), ("flow-loop", "mulai")],
            id="round through a flow that comes back",
        ),
        pytest.param(
            EITHER,
            "mulai>masuk masuk>mulai",
            [("flow-node-unreached", "selesai")],
            id="round, but the flow below may be the end of it",
        ),
    ],
)
def test_flows_that_enter_flows(below: Shape, edges: str, expected: list[tuple[str, str]]) -> None:
    assert found(shape("luar", ENTERING, edges), below) == expected


def test_two_flows_that_enter_each_other_are_told_once_each_and_nothing_follows() -> None:
    one = shape("satu", {**ENTERING, "masuk": "subflow, flow: dua"}, "mulai>masuk masuk>selesai")
    other = shape("dua", {**ENTERING, "masuk": "subflow, flow: satu"}, "mulai>masuk masuk>selesai")
    assert found(one, other) == [("flow-enters-itself", "dua, satu")] * 2


def test_a_flow_between_two_that_enter_each_other_is_none_of_them() -> None:
    one = shape("satu", {**ENTERING, "masuk": "subflow, flow: dua"}, "mulai>masuk masuk>selesai")
    other = shape("dua", {**ENTERING, "masuk": "subflow, flow: satu", "lain": "subflow, flow: dalam"},
                  "mulai>masuk masuk>lain lain>selesai")  # fmt: skip
    assert found(one, other, RETURNING) == [("flow-enters-itself", "dua, satu")] * 2


def test_two_circles_are_told_by_the_first_node_of_each() -> None:
    nodes: Nodes = {"mulai": "start", "a": "step", "b": "step", "c": "step", "d": "step", "akhir": "end"}
    assert found(shape("alur", nodes, "mulai>akhir mulai>a a>b b>a mulai>c c>d d>c")) == [
        ("flow-loop", "a"),
        ("flow-loop", "c"),
    ]


def test_a_long_flow_needs_no_deep_stack() -> None:
    names = [f"n{number}" for number in range(2000)]
    nodes = {names[0]: "start", **dict.fromkeys(names[1:-1], "step"), names[-1]: "end"}
    edges = " ".join(f"{one}>{other}" for one, other in itertools.pairwise(names))
    assert found(shape("alur", nodes, f"{edges} {names[-2]}>{names[0]}")) == []
