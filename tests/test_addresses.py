"""Addresses, anchors and numbers: one for one, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import (
    Address,
    anchor_of,
    clean_number,
    foreign_anchor_of,
    join_numbers,
    number_key,
    parse_address,
)

IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
TAILS = st.lists(IDS, min_size=1, max_size=3).map(tuple)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kasir", Address("kasir", None, ())),
        ("kasir/sapaan", Address("kasir", None, ("sapaan",))),
        ("kasir@2023-07-25/biaya/gopay", Address("kasir", "2023-07-25", ("biaya", "gopay"))),
        ("kasir@1", Address("kasir", "1", ())),
    ],
)
def test_an_address_has_parts(text: str, expected: Address) -> None:
    assert parse_address(text) == expected
    assert str(expected) == text


@given(first=TAILS, second=TAILS)
def test_anchors_are_equal_only_for_equal_tails(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert (anchor_of(first) == anchor_of(second)) == (first == second)


@given(document=IDS, tail=TAILS)
def test_a_foreign_anchor_holds_the_document_and_the_own_anchor(document: str, tail: tuple[str, ...]) -> None:
    assert foreign_anchor_of("/".join((document, *tail))) == anchor_of((document, *tail))


@pytest.mark.parametrize(
    ("parent", "own", "expected"),
    [
        pytest.param("", "7", "7", id="at the top"),
        pytest.param("7.10", "7.10.1", "7.10.1", id="written in full"),
        pytest.param("7.10.1", "b", "7.10.1.b", id="written alone"),
        pytest.param("A.1", "ii)", "A.1.ii", id="with a bracket"),
        pytest.param("7.1", "7.10", "7.1.7.10", id="7.10 is not below 7.1"),
        pytest.param("A.1.ii", "a.", "A.1.ii.a", id="with a full stop"),
    ],
)
def test_numbers_are_joined_as_the_source_means_them(parent: str, own: str, expected: str) -> None:
    assert join_numbers(parent, own) == expected


@pytest.mark.parametrize(("number", "expected"), [("1)", "1"), ("(a)", "a"), ("1.", "1"), ("7.10.1", "7.10.1")])
def test_punctuation_around_a_number_is_dropped(number: str, expected: str) -> None:
    assert clean_number(number) == expected


@pytest.mark.parametrize("asked", ["7.10.1.b", "7.10.1.B", "7.10.1.b.", "7.10.1 b)", " 7.10.1.(b)"])
def test_a_number_is_found_however_it_is_written(asked: str) -> None:
    assert number_key(asked) == "7.10.1.b"


@given(st.text(max_size=20))
def test_the_key_of_a_key_is_itself(number: str) -> None:
    assert number_key(number_key(number)) == number_key(number)
