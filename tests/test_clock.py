"""The moment of a build: asked for, or now, but never guessed."""

import datetime as dt

import pytest

from generator.clock import AsOfError, as_of_from, edition_name

NOW = dt.datetime(2026, 1, 31, 20, 30, 15, 999, tzinfo=dt.UTC)
JAKARTA = "Asia/Jakarta"


@pytest.mark.parametrize(
    ("written", "zone", "expected"),
    [
        pytest.param("2026-03-01", JAKARTA, "2026-03-01T00:00:00+07:00", id="a bare date begins in the site's zone"),
        pytest.param(
            "2026-03-01", "Asia/Jayapura", "2026-03-01T00:00:00+09:00", id="in another zone it begins earlier"
        ),
        pytest.param("2026-03-01T08:00+07:00", JAKARTA, "2026-03-01T08:00:00+07:00", id="an offset"),
        pytest.param("2026-02-28T18:00:00Z", JAKARTA, "2026-03-01T01:00:00+07:00", id="another offset, the next day"),
        pytest.param("2026-03-01T08:00:00.75+07:00", JAKARTA, "2026-03-01T08:00:00+07:00", id="parts of a second"),
        pytest.param("2026-03-29", "Europe/Berlin", "2026-03-29T00:00:00+01:00", id="before the clocks change"),
        pytest.param("2026-03-30", "Europe/Berlin", "2026-03-30T00:00:00+02:00", id="after the clocks have changed"),
    ],
)
def test_a_moment_is_read_in_the_sites_zone(written: str, zone: str, expected: str) -> None:
    assert as_of_from(written, {}, zone, NOW).isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("2026-03-01T08:00", id="a time without a zone"),
        pytest.param("2026-02-30", id="a day that is none"),
        pytest.param("01-03-2026", id="day first"),
        pytest.param("besok", id="a word"),
        pytest.param("20260301", id="a date without hyphens"),
        pytest.param("0001-01-01T00:00+14:00", id="before the calendar begins"),
        pytest.param("9999-12-31T23:59-12:00", id="after the calendar ends"),
    ],
)
def test_anything_else_is_refused_with_its_letter(written: str) -> None:
    with pytest.raises(AsOfError) as failure:
        as_of_from(written, {}, JAKARTA, NOW)
    assert str(failure.value) == written


def test_now_is_taken_when_nothing_is_asked_and_has_no_parts_of_a_second() -> None:
    assert as_of_from(None, {}, JAKARTA, NOW).isoformat() == "2026-02-01T03:30:15+07:00"


def test_the_variable_is_read_when_there_is_no_option() -> None:
    assert as_of_from(None, {"SIGAP_AS_OF": "2026-03-01"}, JAKARTA, NOW).date() == dt.date(2026, 3, 1)


def test_the_option_wins_over_the_variable() -> None:
    assert as_of_from("2026-04-01", {"SIGAP_AS_OF": "2026-03-01"}, JAKARTA, NOW).date() == dt.date(2026, 4, 1)


def test_an_empty_variable_says_nothing() -> None:
    assert as_of_from(None, {"SIGAP_AS_OF": ""}, JAKARTA, NOW).date() == dt.date(2026, 2, 1)


def test_a_wrong_variable_is_refused_too() -> None:
    with pytest.raises(AsOfError):
        as_of_from(None, {"SIGAP_AS_OF": "kemarin"}, JAKARTA, NOW)


@pytest.mark.parametrize("zone", ["Asia/Jakartaa", "Asia", "", "../etc", "x" * 300])
def test_a_zone_that_is_none_does_not_stop_the_checker(zone: str) -> None:
    assert as_of_from("2026-03-01", {}, zone, NOW).isoformat() == "2026-03-01T00:00:00+07:00"


def test_an_edition_is_named_after_its_moment() -> None:
    assert edition_name(as_of_from("2026-03-01T08:05:09+07:00", {}, JAKARTA, NOW)) == "2026-03-01-080509"
