"""Reads the faces of a flow back from what is published, to compare them with its graph.

Faces mark their parts alike: `data-sigap-node`, `data-sigap-edge="<from> <to>"` and `data-sigap-interrupt` on elements,
`data-sigap-label`, `data-sigap-answer`, `data-sigap-condition` and `data-sigap-inferred` on the words inside of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.kinds.flow.graph import FlowGraph
from tests.render.reading import Element

Edge = tuple[str, str, str, str, bool]
"""From, to, answer, condition (empty when the answer says the same), inferred."""
NODE, EDGE, INTERRUPT = PARTS = ("data-sigap-node", "data-sigap-edge", "data-sigap-interrupt")
INTENDED = "sigap-sic__intended"


@dataclass(frozen=True)
class Face:
    """What one face of a flow holds, in no order.

    Attributes:
        nodes: The label of each node, with who acts and where as far as they are among its words.
        edges: Each connection as often as it is there.
        interrupts: Label, condition and whether it is inferred, by id.
    """

    nodes: Mapping[str, str]
    edges: Counter[Edge]
    interrupts: Mapping[str, tuple[str, str, bool]] = field(default_factory=dict)


def face_of_graph(graph: FlowGraph) -> Face:
    """Return what every face must hold."""
    return Face(
        nodes={node.id: one_line(node.label) for node in graph.nodes},
        edges=Counter(
            edge_of(edge.source, edge.target, edge.answer, edge.condition, is_inferred=edge.is_inferred)
            for edge in graph.edges
        ),
        interrupts={
            each.id: (
                one_line(each.label),
                _unless_same(one_line(each.condition), one_line(each.label)),
                each.is_inferred,
            )
            for each in graph.interrupts
        },
    )


def face_of_html(root: Element) -> Face:
    """Return what a face in HTML or SVG holds."""
    return Face(
        nodes={node.attributes[NODE]: _words(node, "label") for node in root.having(NODE)},
        edges=Counter(map(_edge_of_html, root.having(EDGE))),
        interrupts={
            each.attributes[INTERRUPT]: (
                _words(each, "label"),
                _unless_same(_words(each, "condition"), _words(each, "label")),
                _has(each, "inferred"),
            )
            for each in root.having(INTERRUPT)
        },
    )


def face_of_slices(roots: Sequence[Element]) -> Face:
    """Return what the parts of a drawing hold together: what is cut stands in two of them."""
    faces = [face_of_html(root) for root in roots]
    nodes = {name: words for face in faces for name, words in face.nodes.items()}
    interrupts = {name: words for face in faces for name, words in face.interrupts.items()}
    edges: Counter[Edge] = Counter()
    for face in faces:
        edges |= face.edges
    return Face(nodes, edges, interrupts)


def face_of_walk(walk: Mapping[str, Any]) -> Face:
    """Return what scripts walk through: their answers are labels, or conditions where there is no label."""
    nodes: Mapping[str, Any] = walk["nodes"]
    return Face(
        nodes={name: one_line(node["label"]) for name, node in nodes.items()},
        edges=Counter(
            edge_of(name, way["to"], way.get("answer", ""), "", is_inferred=bool(way.get("inferred")))
            for name, node in nodes.items()
            for way in node.get("ways", ())
        ),
        interrupts={each["id"]: (one_line(each["label"]), "", False) for each in walk["interrupts"]},
    )


def face_of_pdf(flow: Mapping[str, Any], graph: FlowGraph) -> Face:
    """Return what the data of a PDF holds of a flow: nodes by their numbers, interrupts by their places."""
    ids = {node.number: node.id for node in graph.nodes}
    listed = {ids[node["number"]]: node for node in flow["nodes"]}
    return Face(
        nodes={name: one_line(node["text"]) for name, node in listed.items()},
        edges=Counter(
            edge_of(name, _target(way, listed), way["answer"], way["condition"], is_inferred=bool(way["inferred"]))
            for name, node in listed.items()
            for way in node["ways"]
        ),
        interrupts={
            known.id: (one_line(each["text"]), _unless_same(each["condition"], each["text"]), bool(each["inferred"]))
            for known, each in zip(graph.interrupts, flow["interrupts"], strict=True)
        },
    )


def edge_of(source: str, target: str, answer: str, condition: str, *, is_inferred: bool) -> Edge:
    answer, condition = one_line(answer), one_line(condition)
    return (source, target, answer, _unless_same(condition, answer), is_inferred)


def by_case(face: Face) -> Face:
    """Return a face without the conditions of connections that have an answer, as scripts know them."""
    edges: Counter[Edge] = Counter()
    for (source, target, answer, condition, is_inferred), count in face.edges.items():
        edges[(source, target, answer or condition, "", is_inferred)] += count
    interrupts = {name: (words, "", False) for name, (words, _, _) in face.interrupts.items()}
    return Face(face.nodes, edges, interrupts)


def one_line(words: str) -> str:
    return " ".join(words.split())


def read_walk(root: Element) -> Mapping[str, Any]:
    """Return the JSON that scripts walk through."""
    (carrier,) = root.having("data-sigap-walk")
    walk: Mapping[str, Any] = json.loads(carrier.attributes["data-sigap-walk"])
    return walk


def _edge_of_html(element: Element) -> Edge:
    source, target = element.attributes[EDGE].split(" ")
    answer, condition = _words(element, "answer"), _words(element, "condition")
    return edge_of(source, target, answer, condition, is_inferred=_has(element, "inferred"))


def _own(element: Element) -> Iterator[Element]:
    """Yield the elements inside that belong to no other node or interrupt there; in a connection: to no other part."""
    ends = PARTS if EDGE in element.attributes else (NODE, INTERRUPT)
    waiting = element.children[::-1]
    while waiting:
        child = waiting.pop()
        if isinstance(child, Element) and not any(end in child.attributes for end in ends):
            yield child
            waiting.extend(child.children[::-1])


def _words(element: Element, part: str) -> str:
    found = [each for each in _own(element) if f"data-sigap-{part}" in each.attributes]
    return one_line(found[0].text(without=INTENDED)) if found else ""


def _has(element: Element, part: str) -> bool:
    name = f"data-sigap-{part}"
    return name in element.attributes or any(name in each.attributes for each in _own(element))


def _unless_same(words: str, other: str) -> str:
    return "" if words == other else words


def _target(way: Mapping[str, Any], listed: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the node that a way of the PDF's list names by number and label."""
    words = "".join(run["text"] for run in way["target"])
    return next((name for name, node in listed.items() if words == f"{node['number']}. {node['text']}"), words)
