"""What is written becomes exactly what is meant, or a problem that says what to write."""

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import fields
from generator.model.fields import Missing


def read(kind: Any, written: object) -> Any:
    """Return the value, or the code of the fault."""
    try:
        return TypeAdapter(kind).validate_python(written)
    except ValidationError as failure:
        return failure.errors()[0]["type"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("1750", 1750, id="digits"),
        pytest.param("0", 0, id="nothing is an amount"),
        pytest.param("007", 7, id="leading zeros do not make it octal"),
        pytest.param("1.750", "field-grouped-number", id="points between thousands"),
        pytest.param("Rp 1.750,00", "field-grouped-number", id="a currency and cents that are none"),
        pytest.param("Rp.1.750,-", "field-grouped-number", id="the dash of a price tag"),
        pytest.param("1.750.000", "field-grouped-number", id="two points"),
        pytest.param("17.50", "field-not-whole-number", id="a point in the wrong place"),
        pytest.param("1750,5", "field-not-whole-number", id="a fraction"),
        pytest.param("1e3", "field-not-whole-number", id="an exponent"),
        pytest.param("0x1F", "field-not-whole-number", id="base sixteen"),
        pytest.param("1_000", "field-not-whole-number", id="an underscore"),
        pytest.param("-5", "field-not-whole-number", id="less than nothing"),
        pytest.param("٣", "field-not-whole-number", id="digits of another script"),
        pytest.param("9" * 16, "field-not-whole-number", id="more than any amount"),
        pytest.param(" ", "field-empty", id="nothing at all"),
        pytest.param(["1"], "field-not-text", id="a list"),
    ],
)
def test_whole_numbers(written: object, expected: object) -> None:
    assert read(fields.WholeNumber, written) == expected


def test_a_grouped_number_is_told_how_to_write_it() -> None:
    with pytest.raises(ValidationError) as failure:
        TypeAdapter(fields.WholeNumber).validate_python("Rp 1.750.000")
    assert failure.value.errors()[0]["ctx"]["meant"] == "1750000"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2024-07-31", dt.date(2024, 7, 31), id="a day"),
        pytest.param("2024-02-29", dt.date(2024, 2, 29), id="a leap day"),
        pytest.param("2023-02-29", "field-not-date", id="a leap day in another year"),
        pytest.param("2024-13-01", "field-not-date", id="a thirteenth month"),
        pytest.param("0000-01-01", "field-not-date", id="a year that never was"),
        pytest.param("31-07-2024", "field-not-date", id="day first"),
        pytest.param("2024-7-31", "field-not-date", id="one digit"),
        pytest.param("2024-07-31 08:00", "field-not-date", id="with a time"),
        pytest.param("31 Juli 2024", "field-not-date", id="in words"),
    ],
)
def test_days(written: str, expected: object) -> None:
    assert read(fields.CalendarDay, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2023-09-30 23:59", dt.datetime(2023, 9, 30, 23, 59), id="a minute"),  # noqa: DTZ001
        pytest.param("2023-09-04", dt.datetime(2023, 9, 4, 0, 0), id="a bare day is its first minute"),  # noqa: DTZ001
        pytest.param("2023-09-30 24:00", "field-not-moment", id="an hour that is none"),
        pytest.param("2023-09-30 23.59", "field-not-moment", id="a point between hour and minute"),
        pytest.param("2023-09-30T23:59Z", "field-not-moment", id="a zone has a field of its own"),
        pytest.param("besok", "field-not-moment", id="a word"),
    ],
)
def test_moments(written: str, expected: object) -> None:
    assert read(fields.WallClock, written) == expected


@pytest.mark.parametrize(
    ("written", "is_identifier"),
    [
        ("salam-pembuka", True),
        ("a", True),
        ("7-10-1", True),
        ("Salam", False),
        ("salam_pembuka", False),
        ("salam--pembuka", False),
        ("-salam", False),
        ("salam-", False),
        ("salam pembuka", False),
        ("salám", False),
        ("kasir/salam", False),
    ],
)
def test_identifiers(written: str, is_identifier: bool) -> None:
    assert read(fields.Identifier, written) == (written if is_identifier else "field-not-identifier")


@pytest.mark.parametrize(
    ("written", "is_address"),
    [
        ("kasir", True),
        ("kasir/sapaan", True),
        ("kasir/biaya/gopay", True),
        ("kasir@1/sapaan", True),
        ("kasir@2023-07-25", True),
        ("kasir/", False),
        ("/kasir", False),
        ("kasir//sapaan", False),
        ("kasir/a/b/c/d", False),
        ("kasir/Sapaan", False),
        ("kasir sapaan", False),
        ("https://example.com", False),
        ("kasir/sapaan@1", False),
    ],
)
def test_addresses(written: str, is_address: bool) -> None:
    assert read(fields.Address, written) == (written if is_address else "field-not-address")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("true", True),
        ("false", False),
        ("yes", "field-not-flag"),
        ("no", "field-not-flag"),
        ("ya", "field-not-flag"),
        ("True", "field-not-flag"),
        ("1", "field-not-flag"),
    ],
)
def test_flags(written: str, expected: object) -> None:
    found = read(fields.Flag, written)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("1.10", "1.10", id="a revision is no number"),
        pytest.param("no", "no", id="a word is no boolean"),
        pytest.param("10:30", "10:30", id="a time is no number"),
        pytest.param("~", "~", id="a tilde is a tilde"),
        pytest.param("", "field-empty", id="empty"),
        pytest.param("a\nb", "field-not-one-line", id="two lines"),
        pytest.param({}, "field-not-text", id="a mapping"),
    ],
)
def test_lines(written: object, expected: str) -> None:
    assert read(fields.Line, written) == expected


def test_prose_may_have_several_lines() -> None:
    assert read(fields.Prose, "a\nb") == "a\nb"


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        pytest.param(fields.KnownLetter, "KC-01", "KC-01", id="known"),
        pytest.param(fields.KnownDay, "2024-07-31", dt.date(2024, 7, 31), id="a known day"),
        pytest.param(fields.KnownDay, "kemarin", "field-not-date", id="known, but no day"),
        pytest.param(fields.KnownNumber, "12", 12, id="a known number"),
        pytest.param(fields.KnownLetter, ["a"], "field-not-text", id="a list is neither"),
        pytest.param(fields.KnownLetter, {}, "missing", id="a gap says which one it is"),
        pytest.param(fields.KnownLetter, {"missing": "maybe"}, "literal_error", id="a reason that is none"),
    ],
)
def test_values_that_may_be_missing(kind: object, written: object, expected: object) -> None:
    assert read(kind, written) == expected


@pytest.mark.parametrize("kind", [fields.KnownLetter, fields.KnownDay, fields.KnownNumber, fields.KnownAddress])
def test_what_is_missing_is_a_state_of_its_own(kind: object) -> None:
    assert read(kind, {"missing": "lost"}) == Missing(missing="lost")
