"""Problems as lines for people and editors."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.rule import Finding
from generator.messages import Catalogue, printable
from generator.problems import Problem
from generator.reports.report import Report


def render_text(problem: Problem, catalogue: Catalogue) -> str:
    """Return `path:line:column: severity: message [code]`, and the hint on a line of its own."""
    sentence = problem.sentence(catalogue)
    severity = catalogue.severity(problem.severity)
    first = f"{problem.location}: {severity}: {sentence.message} [{problem.code}]"
    return f"{first}\n    {catalogue.hint_label}: {sentence.hint}" if sentence.hint else first


def render_settled(finding: Finding, catalogue: Catalogue) -> str:
    """Return a settled finding: its state in the place of the severity, and why below instead of the hint."""
    first = f"{finding.location}: {finding.state}: {finding.sentence(catalogue).message} [{finding.code}]"
    if finding.said is None:
        return first
    until = f", {catalogue.until(finding.said.until.isoformat())}" if finding.said.until else ""
    said = f"{finding.said.by}, {finding.said.said_on.isoformat()}{until}"
    return f"{first}\n    {catalogue.reason_label}: {one_line(finding.reason)} ({one_line(said)})"


def text_lines(report: Report, catalogue: Catalogue, *, with_settled: bool) -> Iterator[str]:
    """Yield the lines of a report in file order; settled findings only when they are asked for."""
    shown = [*report.problems, *(report.settled if with_settled else [])]
    for problem in sorted(shown, key=lambda each: each.sort_key()):
        if isinstance(problem, Finding) and problem.state.is_settled:
            yield render_settled(problem, catalogue)
        else:
            yield render_text(problem, catalogue)


def one_line(text: str) -> str:
    """Return a text of an author on one line, fit for a terminal."""
    return printable(" ".join(text.split()))
