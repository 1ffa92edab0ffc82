"""A problem has a place, a code and values."""

import pytest

from generator.problems import (
    Location,
    Problem,
    error,
    exit_status,
    has_errors,
    sort_problems,
    warning,
)

PLACE = Location("content/fees.yml", 5, 13)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        pytest.param(PLACE, "content/fees.yml:5:13", id="editors make a link of path, line and column"),
        pytest.param(Location("content/fees.yml"), "content/fees.yml", id="a whole file has no line"),
    ],
)
def test_location_is_printed(location: Location, expected: str) -> None:
    assert str(location) == expected


def test_problems_are_sorted_by_place_and_said_once() -> None:
    late, early = error(Location("a.yml", 10, 1), "bare"), error(Location("a.yml", 9, 1), "bare")
    other_file = error(Location("b.yml", 1, 1), "bare")
    same_place = error(Location("a.yml", 9, 1), "also")
    assert sort_problems([other_file, late, early, early, same_place]) == [same_place, early, late, other_file]


@pytest.mark.parametrize(
    ("problems", "is_strict", "expected"),
    [
        pytest.param([], True, 0, id="nothing found"),
        pytest.param([warning(PLACE, "bare")], False, 0, id="a warning does not stop publishing"),
        pytest.param([warning(PLACE, "bare")], True, 1, id="unless strict"),
        pytest.param([warning(PLACE, "bare"), error(PLACE, "bare")], False, 1, id="an error does"),
    ],
)
def test_exit_status(problems: list[Problem], is_strict: bool, expected: int) -> None:
    assert exit_status(iter(problems), is_strict=is_strict) == expected


def test_has_errors_looks_past_warnings() -> None:
    assert has_errors([warning(PLACE, "bare"), error(PLACE, "bare")])
    assert not has_errors([warning(PLACE, "bare")])
