"""The rules themselves: their list, and the page of one of them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence

from generator.checks.rule import Rule
from generator.kinds.settings.schema import RuleSetting
from generator.messages import Catalogue
from generator.reports.text import one_line


def first_sentence(rule: Rule) -> str:
    """Return what a rule finds, in one sentence."""
    return " ".join(inspect.cleandoc(rule.page).partition("\n\n")[0].split()) or rule.message.en


def introduction(rule: Rule) -> str:
    """Return what a rule finds and why it matters: its page up to the examples."""
    paragraphs = inspect.cleandoc(rule.page).split("\n\n")
    examples = next((n for n, each in enumerate(paragraphs) if each.startswith(("Wrong:", "Right:"))), len(paragraphs))
    return "\n\n".join(" ".join(each.split()) for each in paragraphs[:examples]) or first_sentence(rule)


def table_lines(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield a line per rule: code, severity, family, what it finds."""
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*map(_cells, rules), strict=True)]
    for rule in rules:
        cells = [cell.ljust(width) for cell, width in zip(_cells(rule), widths, strict=True)]
        yield "  ".join([*cells, first_sentence(rule)])


def _cells(rule: Rule) -> tuple[str, str, str]:
    return rule.code, rule.severity.value, rule.family


def rule_to_json(rule: Rule, settings: Sequence[RuleSetting]) -> dict[str, object]:
    """Return a rule; the keys are public and stay."""
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "family": rule.family,
        "summary": first_sentence(rule),
        "message": {"en": rule.message.en, "id": rule.message.id},
        "hint": {"en": rule.hint.en, "id": rule.hint.id},
        "agent": rule.agent,
        "arises_with_time": rule.arises_with_time,
        "settings": [
            {"weight": each.weight, "documents": each.documents, "reason": each.reason}
            for each in settings
            if each.code == rule.code
        ],
    }


def page_lines(rule: Rule, catalogue: Catalogue, settings: Sequence[RuleSetting]) -> Iterator[str]:
    """Yield the page of a rule: what it finds and why, examples, its words, and how it is weighed in this project."""
    yield f"{rule.code} ({rule.family})"
    yield ""
    yield from inspect.cleandoc(rule.page).splitlines()
    yield ""
    yield f"Message: {rule.message.in_language(catalogue.language)}"
    yield f"Hint: {rule.hint.in_language(catalogue.language)}"
    yield f"For agents: {rule.agent or 'nothing is shown to them'}"
    with_time = "; may appear as days pass" if rule.arises_with_time else ""
    yield f"Weight: {rule.severity}{with_time}"
    for each in settings:
        if each.code == rule.code:
            documents = ", ".join(each.documents) or "all documents"
            yield f"    here: {each.weight} for {documents}: {one_line(each.reason)}"
