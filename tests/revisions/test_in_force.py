"""What staff must follow at a moment is computed from the dates that the sources and the register give."""

import datetime as dt
from dataclasses import replace

import pytest

from generator.revisions.in_force import Bound, Status, Term, following, position_in_force, status_at
from generator.revisions.register.life import Stage

JAKARTA = dt.timezone(dt.timedelta(hours=7))
JANUARY, FEBRUARY, MARCH, APRIL = (dt.datetime(2026, month, 1, tzinfo=JAKARTA) for month in range(1, 5))
SECOND_OF_TIME = dt.timedelta(seconds=1)


def term(
    start: dt.datetime | None, end: dt.datetime | None = None, stage: Stage = Stage.PUBLISHED, zone: str = "local"
) -> Term:
    bounds = [Bound(each.replace(tzinfo=None), zone) if each else None for each in (start, end)]
    return Term(bounds[0], bounds[1], stage)


FIRST = term(JANUARY)
SECOND = term(MARCH)
WINDOW = term(FEBRUARY, MARCH)
UNDATED = term(None, stage=Stage.ADOPTED)
DRAFT = term(None, stage=Stage.DRAFT)
WITHDRAWN = replace(FIRST, withdrawn=Bound(dt.datetime(2026, 2, 1)))  # noqa: DTZ001 - wall clock
NEVER_BEGUN = replace(SECOND, withdrawn=Bound(dt.datetime(2026, 2, 1)))  # noqa: DTZ001 - wall clock


@pytest.mark.parametrize(
    ("terms", "now", "expected"),
    [
        pytest.param([], JANUARY, None, id="no revision is held"),
        pytest.param([FIRST], JANUARY, 0, id="the first moment belongs to it"),
        pytest.param([FIRST], JANUARY - SECOND_OF_TIME, 0, id="the only one is shown, though it lies ahead"),
        pytest.param([FIRST, SECOND], FEBRUARY, 0, id="the second lies ahead"),
        pytest.param([FIRST, SECOND], MARCH - SECOND_OF_TIME, 0, id="the second before"),
        pytest.param([FIRST, SECOND], MARCH, 1, id="the second takes over at its moment"),
        pytest.param([UNDATED], JANUARY, 0, id="an unknown start has passed"),
        pytest.param([UNDATED, SECOND], FEBRUARY, 0, id="the one without a start, until the other begins"),
        pytest.param([FIRST, UNDATED], JANUARY, 1, id="a later one without a start has begun"),
        pytest.param([WINDOW], APRIL, 0, id="readers must see that its window has passed"),
        pytest.param([FIRST, DRAFT], MARCH, 0, id="a draft is never in force"),
        pytest.param([DRAFT], MARCH, None, id="readers see no draft"),
        pytest.param([WITHDRAWN], MARCH, 0, id="readers must see that it was withdrawn"),
        pytest.param([FIRST, NEVER_BEGUN], APRIL, 0, id="what was withdrawn before it began never begins"),
    ],
)
def test_position_in_force(terms: list[Term], now: dt.datetime, expected: int | None) -> None:
    assert position_in_force(terms, now) == expected


@pytest.mark.parametrize(
    ("which", "later", "now", "expected"),
    [
        pytest.param(FIRST, [], JANUARY, Status.IN_FORCE, id="its first moment"),
        pytest.param(FIRST, [], JANUARY - SECOND_OF_TIME, Status.UPCOMING, id="the second before"),
        pytest.param(FIRST, [SECOND], FEBRUARY, Status.IN_FORCE, id="its successor lies ahead"),
        pytest.param(FIRST, [SECOND], MARCH, Status.SUPERSEDED, id="its successor begins"),
        pytest.param(FIRST, [DRAFT], MARCH, Status.IN_FORCE, id="a draft supersedes nothing"),
        pytest.param(SECOND, [], FEBRUARY, Status.UPCOMING, id="the successor before its moment"),
        pytest.param(UNDATED, [], JANUARY, Status.UNKNOWN_SINCE, id="nobody knows since when"),
        pytest.param(UNDATED, [SECOND], MARCH, Status.SUPERSEDED, id="superseded, whenever it began"),
        pytest.param(WINDOW, [], MARCH - SECOND_OF_TIME, Status.IN_FORCE, id="the last second belongs to the window"),
        pytest.param(WINDOW, [], MARCH, Status.EXPIRED, id="the moment after the window"),
        pytest.param(WINDOW, [UNDATED], APRIL, Status.SUPERSEDED, id="a successor weighs more than the window"),
        pytest.param(term(None, MARCH), [], APRIL, Status.EXPIRED, id="an end without a start"),
        pytest.param(DRAFT, [], MARCH, Status.DRAFT, id="a draft"),
        pytest.param(replace(DRAFT, stage=Stage.IN_REVIEW), [], MARCH, Status.IN_REVIEW, id="a draft in review"),
        pytest.param(WITHDRAWN, [], FEBRUARY, Status.WITHDRAWN, id="withdrawn from that moment"),
        pytest.param(WITHDRAWN, [], FEBRUARY - SECOND_OF_TIME, Status.IN_FORCE, id="in force until it is withdrawn"),
    ],
)
def test_status(which: Term, later: list[Term], now: dt.datetime, expected: Status) -> None:
    assert status_at(which, later, now) is expected


def test_a_zone_of_its_own_counts_rather_than_the_sites() -> None:
    in_jayapura = term(MARCH, zone="Asia/Jayapura")
    assert status_at(in_jayapura, [], MARCH - dt.timedelta(hours=2)) is Status.IN_FORCE
    assert status_at(in_jayapura, [], MARCH - dt.timedelta(hours=2, seconds=1)) is Status.UPCOMING


def test_what_follows_is_the_next_published_one() -> None:
    assert following([FIRST, DRAFT, SECOND], 0) == SECOND.start
    assert following([FIRST, DRAFT], 0) is None
