"""The rules, a module per family. Each module here is found by itself: a new rule is one file and its cases."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from generator.checks.rule import DECLARED, Rule


@cache
def load_rules() -> None:
    """Import every module of this folder once, so that it declares its rules."""
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        importlib.import_module(f"{__name__}.{module.name}")


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of families and, within a family, of the source."""
    load_rules()
    return tuple(sorted(DECLARED.rules.values(), key=lambda rule: rule.family))


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code; None when there is none."""
    load_rules()
    return DECLARED.rules.get(code)
