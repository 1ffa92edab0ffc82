"""Problems as SARIF 2.1.0 (OASIS), which code hosts and editors read.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from urllib.parse import quote

from generator.checks.rule import Finding, Rule, State
from generator.checks.rules import all_rules
from generator.messages import Catalogue
from generator.problems import Problem, Severity
from generator.reports.report import Report
from generator.reports.rules import first_sentence, introduction

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "sigap/v1"
# A reviewer has settled what is accepted or dismissed; what is open waits for the owner of the document.
STATUS: Mapping[State, str] = {
    State.OPEN: "underReview",
    State.ACCEPTED: "accepted",
    State.DISMISSED: "accepted",
}
Object = dict[str, object]


def report_to_sarif(report: Report, catalogue: Catalogue, version: str, *, folder: str = "") -> Object:
    """Return a report as a SARIF log with one run.

    Args:
        report: What to print; settled findings are results with a suppression.
        catalogue: The language.
        version: Of Sigap.
        folder: The project's folder as seen from the repository's root, ending in a slash; empty when it is the root.
    """
    shown: list[Problem] = sorted([*report.problems, *report.settled], key=lambda each: each.sort_key())
    rules = [_rule(rule, catalogue) for rule in all_rules()]
    known = {rule["id"] for rule in rules}
    rules += [_check(code, catalogue) for code in sorted({each.code for each in shown} - known)]
    index = {str(rule["id"]): position for position, rule in enumerate(rules)}
    driver: Object = {"name": "Sigap", "version": version, "rules": rules}
    run: Object = {
        "tool": {"driver": driver},
        "language": catalogue.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, catalogue, index, folder) for problem in shown],
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _rule(rule: Rule, catalogue: Catalogue) -> Object:
    return {
        "id": rule.code,
        "shortDescription": {"text": first_sentence(rule)},
        "fullDescription": {"text": introduction(rule)},
        "help": {"text": inspect.cleandoc(rule.page) or rule.hint.in_language(catalogue.language)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"tags": [rule.family]},
    }


def _check(code: str, catalogue: Catalogue) -> Object:
    """Return the description of a fault of structure: its sentence, with the names of its values in braces."""
    sentence = catalogue.sentences[code]
    return {"id": code, "shortDescription": {"text": sentence.message}, "help": {"text": sentence.hint}}


def _result(problem: Problem, catalogue: Catalogue, index: Mapping[str, int], folder: str) -> Object:
    sentence = problem.sentence(catalogue)
    hint = f"\n{catalogue.hint_label}: {sentence.hint}" if sentence.hint else ""
    result: Object = {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": "error" if problem.severity is Severity.ERROR else "warning",
        "message": {"text": f"{sentence.message}{hint}"},
        "locations": [_location(problem, folder)],
    }
    if isinstance(problem, Finding):
        result["partialFingerprints"] = {FINGERPRINT: problem.fingerprint}
        result["properties"] = {"state": problem.state.value, "agent": problem.agent_text}
        if problem.state in STATUS:
            suppression: Object = {"kind": "external", "status": STATUS[problem.state]}
            result["suppressions"] = [{**suppression, "justification": f"{problem.state}: {problem.reason}"}]
    return result


def _location(problem: Problem, folder: str) -> Object:
    place = problem.location
    physical: Object = {"artifactLocation": {"uri": quote(f"{folder}{place.source_path}"), "uriBaseId": ROOT}}
    if place.line:
        region = {"startLine": place.line}
        physical["region"] = {**region, "startColumn": place.column} if place.column else region
    location: Object = {"physicalLocation": physical}
    if isinstance(problem, Finding) and problem.address:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.address}]
    return location
