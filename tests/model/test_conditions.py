"""Bounds are read as the source states them, holes included."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.conditions import Bounds, parse_bounds

NUMBERS = st.integers(0, 10_000)


def bounds(written: str) -> Bounds:
    found = parse_bounds(written)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "inside", "outside", "unit"),
    [
        pytest.param("< 12 jam", ["0", "11,9"], ["12", "13"], "jam", id="exactly 12 is not below 12"),
        pytest.param("> 12 jam", ["12,1"], ["11", "12"], "jam", id="exactly 12 is not above 12"),
        pytest.param("<= 12 jam", ["12"], ["12,1"], "jam", id="exactly 12 is at most 12"),
        pytest.param("≤ 12 jam", ["12"], ["12,1"], "jam", id="the typographic sign"),
        pytest.param(">= 12 jam", ["12"], ["11,9"], "jam", id="exactly 12 is at least 12"),
        pytest.param("≥12 jam", ["12"], ["11,9"], "jam", id="without a space"),
        pytest.param("1-24 jam", ["1", "24"], ["0,9", "24,1"], "jam", id="both ends belong; the first hour is a hole"),
        pytest.param("1 – 24 jam", ["1", "24"], ["0"], "jam", id="an en dash"),
        pytest.param("1 sampai 24 jam", ["1", "24"], ["25"], "jam", id="the word"),
        pytest.param("2", ["2"], ["1", "3"], "", id="a count"),
        pytest.param("= 2 kali", ["2"], ["1"], "kali", id="a count with a sign"),
        pytest.param("1,5 jam", ["1,5"], ["1", "2"], "jam", id="a decimal comma"),
        pytest.param("3 hari kerja", ["3"], ["4"], "hari kerja", id="a unit of two words"),
        pytest.param("5-5 menit", ["5"], ["4", "6"], "menit", id="a span of one value"),
    ],
)
def test_bounds(written: str, inside: list[str], outside: list[str], unit: str) -> None:
    found = bounds(written)
    assert found.unit == unit
    assert [each for each in inside if not found.contains(Decimal(each.replace(",", ".")))] == []
    assert [each for each in outside if found.contains(Decimal(each.replace(",", ".")))] == []


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("lama", id="a word"),
        pytest.param("", id="nothing"),
        pytest.param("12 <", id="the sign behind"),
        pytest.param("<", id="a sign alone"),
        pytest.param("< dua jam", id="a number in words"),
        pytest.param("1.750", id="a point is no part of a number"),
        pytest.param("24-1 jam", id="it ends before it begins"),
        pytest.param("1-2-3", id="three ends"),
        pytest.param("-5 jam", id="less than nothing"),
        pytest.param("<> 5", id="two signs"),
    ],
)
def test_what_states_no_bounds(written: str) -> None:
    assert parse_bounds(written) is None


@given(sign=st.sampled_from(["<", "<=", ">", ">=", "="]), bound=NUMBERS, value=NUMBERS)
def test_a_comparison_holds_when_python_says_so(sign: str, bound: int, value: int) -> None:
    direct = {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
    }
    assert bounds(f"{sign} {bound} jam").contains(Decimal(value)) == direct[sign]


@given(low=NUMBERS, high=NUMBERS, value=NUMBERS)
def test_a_span_holds_between_its_ends(low: int, high: int, value: int) -> None:
    found = parse_bounds(f"{low}-{high} jam")
    assert (found is not None and found.contains(Decimal(value))) == (low <= value <= high)


@given(bound=NUMBERS)
def test_two_open_ends_leave_a_hole_at_the_bound_itself(bound: int) -> None:
    below, above = bounds(f"< {bound} jam"), bounds(f"> {bound} jam")
    assert not below.contains(Decimal(bound))
    assert not above.contains(Decimal(bound))


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_be_answered(written: str) -> None:
    found = parse_bounds(written)
    assert found is None or isinstance(found, Bounds)
