"""What staff must follow on a day is computed from the dates that the sources give."""

import datetime as dt

import pytest

from generator.kinds.document.schema import Effective, Revision
from generator.model.fields import Missing
from generator.revisions.in_force import Status, revision_in_force, status_at

JANUARY, FEBRUARY, MARCH, APRIL = (dt.date(2026, month, 1) for month in range(1, 5))
UNKNOWN = Missing(missing="not-in-source")


def revision(key: str, from_: dt.date | Missing, until: dt.date | Missing | None = None) -> Revision:
    effective = Effective.model_construct(from_=from_, until=until, clock="local")
    return Revision.model_construct(revision=key, effective=effective)


FIRST = revision("1", JANUARY)
SECOND = revision("2", MARCH)
WINDOW = revision("w", FEBRUARY, MARCH)
UNDATED = revision("?", UNKNOWN)


@pytest.mark.parametrize(
    ("revisions", "on", "expected"),
    [
        pytest.param([], JANUARY, None, id="no revision is held"),
        pytest.param([FIRST], JANUARY, FIRST, id="the first day belongs to it"),
        pytest.param([FIRST], JANUARY - dt.timedelta(1), FIRST, id="the only one is shown, though it lies ahead"),
        pytest.param([FIRST, SECOND], FEBRUARY, FIRST, id="the second lies ahead"),
        pytest.param([FIRST, SECOND], MARCH - dt.timedelta(1), FIRST, id="the day before"),
        pytest.param([FIRST, SECOND], MARCH, SECOND, id="the second takes over on its day"),
        pytest.param([UNDATED], JANUARY, UNDATED, id="an unknown start has passed"),
        pytest.param([UNDATED, SECOND], FEBRUARY, UNDATED, id="the one without a start, until the other begins"),
        pytest.param([FIRST, UNDATED], JANUARY, UNDATED, id="a later one without a start has begun"),
        pytest.param([WINDOW], APRIL, WINDOW, id="readers must see that its window has passed"),
    ],
)
def test_revision_in_force(revisions: list[Revision], on: dt.date, expected: Revision | None) -> None:
    assert revision_in_force(revisions, on) is expected


@pytest.mark.parametrize(
    ("which", "later", "on", "expected"),
    [
        pytest.param(FIRST, [], JANUARY, Status.IN_FORCE, id="its first day"),
        pytest.param(FIRST, [], JANUARY - dt.timedelta(1), Status.UPCOMING, id="the day before"),
        pytest.param(FIRST, [SECOND], FEBRUARY, Status.IN_FORCE, id="its successor lies ahead"),
        pytest.param(FIRST, [SECOND], MARCH, Status.SUPERSEDED, id="its successor begins"),
        pytest.param(SECOND, [], FEBRUARY, Status.UPCOMING, id="the successor before its day"),
        pytest.param(UNDATED, [], JANUARY, Status.UNKNOWN_SINCE, id="nobody knows since when"),
        pytest.param(UNDATED, [SECOND], MARCH, Status.SUPERSEDED, id="superseded, whenever it began"),
        pytest.param(WINDOW, [], MARCH, Status.IN_FORCE, id="the last day belongs to the window"),
        pytest.param(WINDOW, [], MARCH + dt.timedelta(1), Status.EXPIRED, id="the day after the window"),
        pytest.param(WINDOW, [UNDATED], APRIL, Status.SUPERSEDED, id="a successor weighs more than the window"),
        pytest.param(revision("a", UNKNOWN, MARCH), [], APRIL, Status.EXPIRED, id="an end without a start"),
        pytest.param(revision("a", JANUARY, UNKNOWN), [], APRIL, Status.IN_FORCE, id="an end that nobody knows"),
    ],
)
def test_status(which: Revision, later: list[Revision], on: dt.date, expected: Status) -> None:
    assert status_at(which, later, on) is expected
