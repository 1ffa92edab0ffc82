"""Problems as workflow commands of GitHub Actions, which shows them beside the changed lines."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.rule import Finding
from generator.messages import Catalogue
from generator.problems import Problem
from generator.reports.report import Report


def github_lines(report: Report, catalogue: Catalogue, *, folder: str = "", with_settled: bool) -> Iterator[str]:
    """Yield a command for each problem; settled findings, when they are asked for, are notices.

    Args:
        report: What to print.
        catalogue: The language.
        folder: The project's folder as seen from the repository's root, ending in a slash; empty when it is the root.
        with_settled: Print settled findings too.
    """
    shown = [*report.problems, *(report.settled if with_settled else [])]
    for problem in sorted(shown, key=lambda each: each.sort_key()):
        yield _command(problem, catalogue, folder)


def _command(problem: Problem, catalogue: Catalogue, folder: str) -> str:
    sentence = problem.sentence(catalogue)
    place = {"file": f"{folder}{problem.location.source_path}"}
    if problem.location.line:
        place |= {"line": str(problem.location.line), "col": str(problem.location.column)}
    is_settled = isinstance(problem, Finding) and problem.state.is_settled
    name = "notice" if is_settled else problem.severity.value
    properties = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": problem.code}.items())
    below = f"\n{catalogue.hint_label}: {sentence.hint}" if sentence.hint else ""
    if isinstance(problem, Finding) and is_settled:
        below = f"\n{problem.state}; {catalogue.reason_label}: {problem.reason}"
    return f"::{name} {properties}::{_data(sentence.message + below)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
