"""What is counted, and what stops a build."""

import pytest

from generator.checks.rule import State
from generator.problems import Location, Problem, Severity, error, exit_status, warning
from generator.reports.report import Report, stops_build
from tests.findings import finding, settled

PLACE = Location("content/a.yml", 1, 1)
VAIN = warning(PLACE, "acceptance-in-vain", code="a", address="b")


@pytest.mark.parametrize(
    ("problems", "stops", "stops_strict"),
    [
        pytest.param([], False, False, id="nothing"),
        pytest.param([error(PLACE, "bare")], True, True, id="an error"),
        pytest.param([VAIN], False, True, id="a warning that is no finding"),
        pytest.param([finding()], True, True, id="a finding nobody has settled"),
        pytest.param([finding(arises_with_time=True)], False, True, id="a finding that came because days passed"),
        pytest.param([settled("accepted", until="2026-01-31")], False, True, id="a settlement that has expired"),
        pytest.param(
            [settled("open", until="2026-01-31", severity=Severity.ERROR)], False, True, id="an expired one of an error"
        ),
    ],
)
def test_what_is_new_stops_a_build_and_what_time_brings_does_not(
    problems: list[Problem], stops: bool, stops_strict: bool
) -> None:
    assert stops_build(problems, is_strict=False) is stops
    assert stops_build(problems, is_strict=True) is stops_strict
    assert exit_status(problems, is_strict=True) == int(stops_strict)


def test_a_settlement_holds_on_its_last_day() -> None:
    assert settled("accepted", until="2026-02-01").state is State.ACCEPTED
    expired = settled("accepted", until="2026-01-31", severity=Severity.ERROR)
    assert (expired.state, expired.severity) == (State.EXPIRED, Severity.WARNING)


def test_what_is_counted() -> None:
    report = Report.of(
        [error(PLACE, "bare"), finding()], [finding(), settled("open"), settled("open"), settled("dismissed")]
    )
    assert report.counts == {"errors": 1, "warnings": 1, "open": 2, "accepted": 0, "dismissed": 1}
