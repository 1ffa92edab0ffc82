"""A problem has a place, a code and values; how it is printed is public."""

import pytest

from generator.messages import Catalogue, Sentence
from generator.problems import (
    Location,
    Problem,
    error,
    exit_status,
    has_errors,
    render_text,
    sort_problems,
    to_json,
    warning,
)

SENTENCES = {"fee-format": Sentence("amount '{amount}' is no number", "write {digits}"), "bare": Sentence("odd", "")}
CATALOGUE = Catalogue("en", SENTENCES, "hint")
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
