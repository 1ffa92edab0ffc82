"""The checks: one small module per rule family, each reading the library and yielding problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import conditions, flows, pages, placeholders, privacy, published, references, structure, texts
from generator.library import Library
from generator.problems import Problem, sort_problems

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    structure.check,
    references.check,
    texts.check,
    placeholders.check,
    conditions.check,
    flows.check,
    pages.check,
    privacy.check,
    published.check,
)


def check_library(library: Library) -> list[Problem]:
    """Return everything that gathering, listing and the rules found, in file order, each once."""
    found = [*library.content.problems, *library.problems]
    for rule in RULES:
        found.extend(rule(library))
    return sort_problems(found)
