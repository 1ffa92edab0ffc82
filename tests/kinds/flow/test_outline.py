"""The order in which a flow is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.flow.outline import DEEPEST, SHORT, OutlineItem, order_of, outline_of

Edges = list[tuple[str, str]]


def told(items: tuple[OutlineItem, ...]) -> str:
    """Return an outline in one line: `a(b c|-)` is `a` whose first way is told inside and whose second is not."""
    return " ".join(
        item.node
        + ("(" + "|".join(told(branch) or "-" for branch in item.branches) + ")" if any(item.branches) else "")
        for item in items
    )


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param("ab bc", "a b c", id="one after the other"),
        pytest.param("ab ac bd cd", "a(b|c) d", id="two ways that meet again: what they share follows"),
        pytest.param("ab ac bc", "a(b|-) c", id="a way around a step"),
        pytest.param("ab ac ba", "a(b|c)", id="a way back"),
        pytest.param("ab bc cd cb", "a b c(d|-)", id="a way back behind a decision"),
        pytest.param("ab ac bd dc ce eb", "a(b d|-) c e", id="a loop that begins inside of a decision"),
        pytest.param("ab ab ac", "a(-|-|c) b", id="two ways to the same node"),
        pytest.param("aa ab", "a(-|b)", id="a way to itself"),
        pytest.param("ab ac bd de ef fh hg cg", "a(-|c) b d e f h g", id="a long way follows, a short one is inside"),
        pytest.param("ab ac bd be df dg", "a(-|c) b(d(f|g)|e)", id="five nodes are too many to be told inside"),
        pytest.param("ab cd", "a b c d", id="what nothing leads to comes last"),
        pytest.param("ab cb ac", "a(-|c) b", id="ways in the order in which they are asked"),
    ],
)
def test_outlines(edges: str, expected: str) -> None:
    pairs = [(pair[0], pair[1]) for pair in edges.split()]
    nodes = sorted({node for pair in pairs for node in pair})
    assert told(outline_of(nodes, pairs)) == expected


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], Edges]:
    nodes = [f"n{number}" for number in range(draw(st.integers(1, 14)))]
    edges = draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=30))
    return nodes, edges


@given(graphs())
def test_every_node_is_told_once_and_every_way_has_its_place(graph: tuple[list[str], Edges]) -> None:
    nodes, edges = graph
    items = outline_of(nodes, edges)
    assert sorted(order_of(items)) == sorted(nodes)
    assert items[0].node == nodes[0]
    for item in (inner for each in items for inner in each.walk()):
        targets = [target for source, target in edges if source == item.node]
        assert len(item.branches) == len(targets)
        for branch, target in zip(item.branches, targets, strict=True):
            assert not branch or branch[0].node == target
            assert len(order_of(branch)) <= SHORT
    assert all(depth <= DEEPEST for depth in depths(items, 0))


@given(graphs())
def test_a_node_comes_after_those_that_lead_to_it(graph: tuple[list[str], Edges]) -> None:
    """Without ways back; those are told where they begin."""
    nodes, edges = graph
    forward = [(source, target) for source, target in edges if int(source[1:]) < int(target[1:])]
    places = {node: place for place, node in enumerate(order_of(outline_of(nodes, forward)))}
    reached = {nodes[0]}
    for source, target in sorted(forward, key=lambda edge: int(edge[0][1:])):
        if source in reached:
            reached.add(target)
    assert all(places[source] < places[target] for source, target in forward if source in reached)


@given(graphs())
def test_numbering_does_not_change_an_outline(graph: tuple[list[str], Edges]) -> None:
    """Faces ask for the outline again with the nodes in its order."""
    nodes, edges = graph
    items = outline_of(nodes, edges)
    assert outline_of(order_of(items), edges) == items


def test_a_flow_of_thousands_of_steps() -> None:
    nodes = [str(number) for number in range(5000)]
    edges = [(str(number), str(number + 1)) for number in range(4999)]
    assert order_of(outline_of(nodes, [*edges, ("4999", "0")])) == nodes


def depths(items: tuple[OutlineItem, ...], depth: int) -> list[int]:
    below = [each for item in items for branch in item.branches for each in depths(branch, depth + 1) if branch]
    return [depth, *below] if items else []
