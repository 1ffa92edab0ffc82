"""How a problem is printed, as lines and as JSON, is public."""

import pytest

from generator.messages import Catalogue, Sentence, load_catalogue
from generator.problems import Location, Problem, error, warning
from generator.reports.json_form import to_json
from generator.reports.report import Report
from generator.reports.text import render_text, text_lines
from tests.findings import finding, settled

SENTENCES = {"fee-format": Sentence("amount '{amount}' is no number", "write {digits}"), "bare": Sentence("odd", "")}
CATALOGUE = Catalogue("en", SENTENCES, "hint")
PLACE = Location("content/fees.yml", 5, 13)


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        pytest.param(
            error(PLACE, "fee-format", amount="Rp 20.000", digits=20000),
            "content/fees.yml:5:13: error: amount 'Rp 20.000' is no number [fee-format]\n    hint: write 20000",
            id="the hint has a line of its own",
        ),
        pytest.param(
            warning(Location("a.yml"), "bare"), "a.yml: warning: odd [bare]", id="without a hint there is one line"
        ),
        pytest.param(
            error(PLACE, "fee-format", amount="{digits}", digits=1),
            "content/fees.yml:5:13: error: amount '{digits}' is no number [fee-format]\n    hint: write 1",
            id="braces in an author's text are text",
        ),
    ],
)
def test_problem_is_printed(problem: Problem, expected: str) -> None:
    assert render_text(problem, CATALOGUE) == expected


def test_json_form_is_public() -> None:
    assert to_json(error(PLACE, "fee-format", amount="x", digits=1), CATALOGUE) == {
        "path": "content/fees.yml",
        "line": 5,
        "column": 13,
        "severity": "error",
        "code": "fee-format",
        "message": "amount 'x' is no number",
        "hint": "write 1",
    }


def test_what_was_settled_until_a_day_says_so() -> None:
    expired = settled("accepted", until="2026-01-31")
    assert render_text(expired, load_catalogue("en")).startswith(
        "content/a.yml:3:5: warning: 'sapaan' is 100% short: so, odd (was settled until 2026-01-31) [script-short]"
    )
    assert "(pernah diputuskan, berlaku sampai 2026-01-31)" in render_text(expired, load_catalogue("id"))


def test_settled_findings_are_printed_when_asked_for() -> None:
    report = Report([warning(Location("content/b.yml", 1, 1), "bare")], [settled("open", until="2026-02-01")])
    assert list(text_lines(report, CATALOGUE, with_settled=False)) == ["content/b.yml:1:1: warning: odd [bare]"]
    assert "\n".join(text_lines(report, CATALOGUE, with_settled=True)).splitlines() == [
        "content/a.yml:3:5: open: 'sapaan' is 100% short: so, odd [script-short]",
        "    reason: Pemilik sudah ditanya. Menunggu. (Pengendali dokumen, 2026-01-15, until 2026-02-01)",
        "content/b.yml:1:1: warning: odd [bare]",
    ]


def test_a_finding_has_more_keys() -> None:
    form = to_json(settled("accepted"), load_catalogue("id"))
    assert form == {
        "path": "content/a.yml",
        "line": 3,
        "column": 5,
        "severity": "warning",
        "code": "script-short",
        "message": "'sapaan' pendek",
        "hint": "tulis",
        "rule": "findings",
        "address": "kasir/sapaan",
        "others": ["kasir/menyapa"],
        "fingerprint": "f1:abcdefghijklmnop",
        "state": "accepted",
        "agent": "Kalimat 'sapaan' pendek.",
        "reason": "Pemilik sudah ditanya.\nMenunggu.",
        "by": "Pengendali dokumen",
        "until": None,
    }
    assert to_json(finding(), CATALOGUE)["state"] == "new"
