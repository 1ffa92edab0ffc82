"""Regions part the values of a fact wherever a condition begins or ceases to hold, and nowhere else."""

import itertools
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kinds.settings.schema import Fact, FactValue
from generator.model.conditions import Condition, parse_bounds
from generator.model.regions import Region, domain, holds

Type = Literal["duration", "count", "choice", "flag", "text"]


def fact(kind: Type, *, unit: str | None = None, values: list[FactValue] | None = None) -> Fact:
    return Fact.model_construct(id="fakta", name="Fakta", type=kind, unit=unit, values=values or [])


def value(written: str, *, name: str | None = None, covers: list[str] | None = None) -> FactValue:
    return FactValue.model_construct(value=written, name=name, covers=covers or [])


def condition(written: str, of: str = "fakta") -> Condition:
    return Condition.model_construct(fact=of, is_=written)


DURATION, COUNT = fact("duration", unit="jam"), fact("count", unit="kali")
STATUS = fact(
    "choice",
    values=[value("SELESAI"), value("BELUM", covers=["PROSES", "luar"]), value("PROSES", name="dalam proses")],
)


@pytest.mark.parametrize(
    ("of", "written", "expected"),
    [
        pytest.param(DURATION, [], ["berapa pun"], id="nothing parts it"),
        pytest.param(DURATION, ["< 12 jam", ">= 12 jam"], ["kurang dari 12 jam", "12 jam atau lebih"], id="two halves"),
        pytest.param(
            DURATION,
            ["< 12 jam", "> 12 jam"],
            ["kurang dari 12 jam", "tepat 12 jam", "lebih dari 12 jam"],
            id="exactly 12 hours is a case of its own",
        ),
        pytest.param(
            DURATION,
            ["1-24 jam", "> 24 jam"],
            ["kurang dari 1 jam", "dari 1 sampai 24 jam", "lebih dari 24 jam"],
            id="the first hour is one too",
        ),
        pytest.param(DURATION, ["<= 0 jam"], ["tepat 0 jam", "lebih dari 0 jam"], id="nothing is less than nothing"),
        pytest.param(DURATION, ["< 12 menit", "lama"], ["berapa pun"], id="what is in another unit parts nothing"),
        pytest.param(COUNT, ["1 kali", "2 kali"], ["tepat 1 kali", "tepat 2 kali", "3 kali atau lebih"], id="counts"),
        pytest.param(COUNT, ["<= 3 kali"], ["3 kali atau kurang", "4 kali atau lebih"], id="counts are whole"),
        pytest.param(COUNT, ["1,5 kali"], ["berapa pun"], id="no count lies between two whole numbers"),
        pytest.param(COUNT, ["0 kali"], ["tepat 0 kali", "1 kali atau lebih"], id="none at all, where it is named"),
        pytest.param(COUNT, ["< 1 kali", "1-3 kali"], ["tepat 0 kali", "dari 1 sampai 3 kali", "4 kali atau lebih"]),
        pytest.param(STATUS, ["SELESAI"], ["SELESAI", "BELUM", "dalam proses"], id="all values, by their names"),
        pytest.param(fact("flag"), [], ["ya", "tidak"], id="both answers"),
        pytest.param(fact("text"), ["Jakarta"], ["Jakarta", "lainnya"], id="a text may be any other"),
    ],
)
def test_regions_in_words(of: Fact, written: list[str], expected: list[str]) -> None:
    assert [region.name for region in domain(of, map(condition, written))] == expected


def test_a_value_counts_as_those_that_cover_it() -> None:
    done, open_, moving = domain(STATUS, [])
    assert [holds(condition("BELUM"), region) for region in (done, open_, moving)] == [False, True, True]
    assert [holds(condition("PROSES"), region) for region in (done, open_, moving)] == [False, False, True]


def test_values_that_cover_each_other_do_no_harm() -> None:
    both = fact("choice", values=[value("a", covers=["b"]), value("b", covers=["a"])])
    assert [[holds(condition(each), region) for each in "ab"] for region in domain(both, [])] == [[True, True]] * 2


def test_conditions_of_another_fact_neither_part_nor_hold() -> None:
    regions = domain(DURATION, [condition("< 12 jam", of="lain")])
    assert [region.name for region in regions] == ["berapa pun"]
    assert not holds(condition("< 12 jam", of="lain"), regions[0])
    assert not holds(condition("lama"), regions[0])


NUMBERS = st.integers(0, 6)
SIGNED = st.builds("{} {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "="]), NUMBERS, st.just("{unit}"))
SPANS = st.builds(lambda low, more: f"{low}-{low + more} {{unit}}", NUMBERS, st.integers(0, 3))
SEVERAL = st.lists(SIGNED | SPANS, max_size=4)


@given(SEVERAL, st.sampled_from([DURATION, COUNT]))
def test_each_value_lies_in_one_region_that_agrees_with_it(patterns: list[str], of: Fact) -> None:
    """Look at every half hour, or at every number, beyond the last bound: brute force finds no other case."""
    conditions = [condition(pattern.format(unit=of.unit)) for pattern in patterns]
    regions = domain(of, conditions)
    step = Decimal(1) if of is COUNT else Decimal("0.5")
    least = min((sample(region) for region in regions), default=Decimal(0))
    values = [least + step * number for number in range(24)]
    by_answers = {answers_of(each, conditions) for each in values}
    assert by_answers == {tuple(holds(each, region) for each in conditions) for region in regions}
    ordered = [answers_of(each, conditions) for each in values]
    changes = sum(one != other for one, other in itertools.pairwise(ordered))
    assert len(regions) == changes + 1
    assert len({region.name for region in regions}) == len(regions)


def sample(region: Region) -> Decimal:
    assert isinstance(region.sample, Decimal)
    return region.sample


def answers_of(number: Decimal, conditions: list[Condition]) -> tuple[bool, ...]:
    return tuple((bounds := parse_bounds(each.is_)) is not None and bounds.contains(number) for each in conditions)
