"""The checks: what must hold for pages to be made, and the rules of a careful document controller.

The checks named here are small modules that read the library and yield problems: a page would be wrong or
missing. The rules (`generator/checks/rules/`) read the survey and yield findings, which a controller may settle.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from generator.checks import (
    conditions,
    flows,
    pages,
    placeholders,
    privacy,
    published,
    references,
    register,
    search_tables,
    search_variants,
    structure,
    texts,
)
from generator.checks.acceptance import settle, weigh
from generator.checks.drafts import findings_ahead
from generator.checks.rule import Finding
from generator.checks.rules import all_rules
from generator.library import Library
from generator.problems import Problem, sort_problems
from generator.schedule import collisions
from generator.survey import survey_of

Check = Callable[[Library], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    structure.check,
    references.check,
    texts.check,
    placeholders.check,
    conditions.check,
    flows.check,
    pages.check,
    privacy.check,
    published.check,
    register.check,
    search_tables.check,
    search_variants.check,
    collisions.check,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a library found.

    Attributes:
        problems: What someone should do something about, in file order, each once; findings that the controller
            has settled are not among them.
        findings: All findings of the rules with their state, settled ones included, in file order.
    """

    problems: list[Problem]
    findings: list[Finding]


def check_library(library: Library) -> Checked:
    """Return everything that gathering, listing, the checks and the rules found."""
    with _collector_at_rest():
        return _check(library)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for garbage, of which checking makes hardly any: that took a sixth of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check(library: Library) -> Checked:
    found = [*library.content.problems, *library.problems]
    for check in CHECKS:
        found.extend(check(library))
    survey = survey_of(library)
    findings = [finding for rule in all_rules() for finding in rule(survey)]
    findings += findings_ahead(library)
    settled = settle(library, weigh(library, findings))
    news = [finding for finding in settled.findings if not finding.state.is_settled]
    problems = sort_problems([*found, *settled.problems, *news])
    return Checked(problems, sorted(settled.findings, key=Finding.sort_key))
