"""Workflow commands: what their form needs escaped is escaped."""

import pytest

from generator.messages import Catalogue, Sentence
from generator.problems import Location, Problem, error
from generator.reports.github import github_lines
from generator.reports.report import Report
from tests.findings import finding, settled

CATALOGUE = Catalogue("en", {"odd": Sentence("'{value}' is odd", "")}, "hint")


@pytest.mark.parametrize(
    ("problem", "folder", "expected"),
    [
        pytest.param(
            finding(),
            "",
            "::warning file=content/a.yml,line=3,col=5,title=script-short"
            "::'sapaan' is 100%25 short: so, odd%0Ahint: write",
            id="per cent and line end in the message",
        ),
        pytest.param(
            error(Location("content/a:b,c%.yml"), "odd", value="x"),
            "sop/",
            "::error file=sop/content/a%3Ab%2Cc%25.yml,title=odd::'x' is odd",
            id="colon, comma and per cent in the path of a whole file",
        ),
        pytest.param(
            error(Location("a.yml", 1, 2), "odd", value="::error::\r\n::stop-commands::x"),
            "",
            "::error file=a.yml,line=1,col=2,title=odd::'::error::\\r\\n::stop-commands::x' is odd",
            id="a value cannot begin a command of its own",
        ),
    ],
)
def test_command(problem: Problem, folder: str, expected: str) -> None:
    assert list(github_lines(Report([problem], []), CATALOGUE, folder=folder, with_settled=False)) == [expected]


def test_what_is_settled_is_a_notice_when_asked_for() -> None:
    report = Report([], [settled("open")])
    assert list(github_lines(report, CATALOGUE, with_settled=False)) == []
    (line,) = github_lines(report, CATALOGUE, with_settled=True)
    assert line.startswith("::notice file=content/a.yml,line=3,col=5,title=script-short::")
    assert line.endswith("%0Aopen; reason: Pemilik sudah ditanya.%0AMenunggu.")
