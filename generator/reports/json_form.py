"""Problems as JSON; the keys are public and stay."""

from __future__ import annotations

from generator.checks.rule import Finding
from generator.messages import Catalogue
from generator.problems import Problem
from generator.reports.report import Report

SCHEMA_VERSION = 1


def report_to_json(report: Report, catalogue: Catalogue) -> dict[str, object]:
    """Return a report as one document."""
    return {
        "schema": SCHEMA_VERSION,
        "problems": [to_json(problem, catalogue) for problem in report.problems],
        "settled": [to_json(finding, catalogue) for finding in report.settled],
        "summary": report.counts,
    }


def to_json(problem: Problem, catalogue: Catalogue) -> dict[str, object]:
    """Return a problem; a finding of a rule has more keys than a fault of structure."""
    sentence = problem.sentence(catalogue)
    form: dict[str, object] = {
        "path": problem.location.source_path,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": sentence.message,
        "hint": sentence.hint,
    }
    return {**form, **_of_finding(problem)} if isinstance(problem, Finding) else form


def _of_finding(finding: Finding) -> dict[str, object]:
    said = finding.said
    return {
        "rule": finding.rule.family,
        "address": finding.address,
        "others": list(finding.others),
        "fingerprint": finding.fingerprint,
        "state": finding.state.value,
        "agent": finding.agent_text,
        "reason": finding.reason,
        "by": said.by if said else "",
        "until": said.until.isoformat() if said and said.until else None,
    }
