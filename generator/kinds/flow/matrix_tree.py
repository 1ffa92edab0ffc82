"""When a walk passes a node: as a tree of what decides it, in which questions that change nothing are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from generator.kinds.flow.matrix_walk import Step, Way
from generator.render.labels import label

MOST_CASES = 3
"""Cases that a cell writes out; more are read off the flow."""


@dataclass(frozen=True, slots=True)
class Split:
    """What differs: the words of each way, and what holds on it."""

    branches: tuple[tuple[str, Tree], ...]


Tree: TypeAlias = "bool | Split | None"
"""Passed, not passed, or differing; None: a way back, which decides nothing since the same is asked again."""


def in_order(root: Step) -> list[Step]:
    """Return a step and all that follow it, each after those that it leads to."""
    order: dict[int, Step] = {}
    path: list[tuple[Step, Iterator[Way]]] = [(root, iter(root.ways))]
    seen = {id(root)}
    while path:
        step, ways = path[-1]
        way = next(ways, None)
        if way is None:
            order[id(step)] = step
            path.pop()
        elif way.step is not None and id(way.step) not in seen:
            seen.add(id(way.step))
            path.append((way.step, iter(way.step.ways)))
    return list(order.values())


def tree_of(order: list[Step], is_meant: Callable[[Step], bool], *, with_inferred: bool = True) -> Tree:
    """Return when some step of a walk is passed.

    Args:
        order: The steps as `in_order` returns them.
        is_meant: Tells whether a step is one of those asked about.
        with_inferred: Follow ways that the source does not write too.
    """
    trees: dict[int, Tree] = {}
    for step in order:
        if is_meant(step):
            trees[id(step)] = True
            continue
        ways = [way for way in step.ways if with_inferred or not way.is_inferred]
        trees[id(step)] = _joined([(way.words, trees[id(way.step)] if way.step else None) for way in ways])
    return trees[id(order[-1])]


def _joined(branches: list[tuple[str, Tree]]) -> Tree:
    if not branches:
        return False
    telling = [(words, tree) for words, tree in branches if tree is not None]
    if not telling:
        return None
    first = telling[0][1]
    return first if all(tree == first for _, tree in telling) else Split(tuple(telling))


def is_possible(tree: Tree) -> bool:
    """Tell whether the node is passed in some case."""
    return next(cases(tree), None) is not None


def cases(tree: Tree) -> Iterator[tuple[str, ...]]:
    """Yield the cases in which the node is passed, each as the words of what decides it."""
    waiting: list[tuple[tuple[str, ...], Tree]] = [((), tree)]
    while waiting:
        words, current = waiting.pop()
        if current is True:
            yield words
        elif isinstance(current, Split):
            waiting.extend(((*words, way) if way else words, below) for way, below in reversed(current.branches))


def in_words(tree: Tree) -> str:
    """Return when the node is passed; empty: always."""
    found = list(islice(cases(tree), MOST_CASES + 1))
    if len(found) > MOST_CASES:
        return label("matrix.by-flow")
    also, other = f"{label('matrix.also')} ", f"{label('matrix.or')} "
    return other.join(also.join(words) for words in found)
