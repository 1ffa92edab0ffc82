"""A register: its bytes are its lines, each line follows from the one before, and what is wrong is named by line."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import Act, Entry, EntryError, entry_from_data, first_prev

AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
ENTRY = Entry("kasir", "1", Act.ADOPTED, AT, "pengendali", remarks="Dari salinan.")
CHAIN = Chain("kasir").with_entry(ENTRY).with_entry(replace(ENTRY, act=Act.COMPARED)).with_entry(ENTRY)
LINES = CHAIN.to_bytes().splitlines(keepends=True)


def found(data: bytes, document: str = "kasir") -> list[tuple[int, str]]:
    chain = read_chain(data, document, "content/register/kasir.jsonl")
    return [(each.location.line, each.code) for each in chain.problems]


def test_a_register_is_read_as_it_was_written() -> None:
    chain = read_chain(CHAIN.to_bytes(), "kasir", "kasir.jsonl")
    assert (chain.entries, chain.problems, chain.head) == (CHAIN.entries, (), CHAIN.entries[-1].hash)
    assert [entry.seq for entry in chain.entries] == [1, 2, 3]
    assert [entry.prev for entry in chain.entries] == [first_prev("kasir"), *(each.hash for each in CHAIN.entries[:2])]


def test_an_empty_register_has_no_head() -> None:
    assert (Chain("kasir").head, Chain("kasir").to_bytes(), found(b"")) == ("", b"", [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(CHAIN.to_bytes()[:-1], (3, "register-cut-short"), id="the end of the last line is missing"),
        pytest.param(CHAIN.to_bytes()[:-9], (3, "register-cut-short"), id="a part of the last line is missing"),
        pytest.param(b"".join([*LINES[:1], b"\n", *LINES[1:]]), (2, "register-line-unreadable"), id="an empty line"),
        pytest.param(LINES[0] + b"[]\n", (2, "register-line-unreadable"), id="no object"),
        pytest.param(b"[" * 100_000 + b"\n", (1, "register-line-unreadable"), id="deeper than any line"),
        pytest.param(LINES[0].replace(b"\n", b"\r\n"), (1, "register-line-ends"), id="Windows line ends"),
        pytest.param(LINES[0].replace(b"Dari", b"dari"), (1, "register-line-edited"), id="an edited word"),
        pytest.param(LINES[0].replace(b'"act"', b' "act"'), (1, "register-line-edited"), id="a space"),
        pytest.param(LINES[0].replace(b'{"act"', b'{"a":1,"act"'), (1, "register-line-edited"), id="a field more"),
        pytest.param(b"".join([LINES[0], LINES[2], LINES[1]]), (2, "register-chain-broken"), id="two lines swapped"),
        pytest.param(b"".join(LINES[1:]), (1, "register-chain-broken"), id="the first line is gone"),
        pytest.param(b"".join([*LINES, LINES[2]]), (4, "register-chain-broken"), id="a line twice"),
        pytest.param(LINES[0] + b"<<<<<<< HEAD\n", (2, "register-merge-marks"), id="marks of git"),
    ],
)
def test_damage_is_named_by_its_line(data: bytes, expected: tuple[int, str]) -> None:
    assert found(data) == [expected]


def test_a_register_fits_no_other_document() -> None:
    assert found(CHAIN.to_bytes(), "gudang") == [(1, "register-other-document")]
    renamed = Chain("gudang", CHAIN.entries)
    moved = replace(ENTRY, document="gudang", seq=1, prev=first_prev("kasir"))
    assert renamed.head == CHAIN.head
    assert found(moved.to_line().encode(), "gudang") == [(1, "register-chain-broken")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"act": "signed"}, "signed"),
        ({"at": "2026-01-05T08:00:00"}, "at"),
        ({"seq": True}, "seq"),
        ({"seq": 0}, "seq"),
        ({"on": "2026-02-30"}, "day"),
        ({"evidence": {"sha256": "0"}}, "name"),
        ({"effective": {"at": "2026-01-05T08:00+07:00", "clock": "local"}}, "effective"),
        ({"facts": []}, "facts"),
        ({"remarks": ""}, "remarks"),
        ({"schema": 2}, "schema"),
    ],
)
def test_a_line_that_is_none_says_which_field(change: dict[str, object], field: str) -> None:
    data = json.loads(LINES[0]) | change
    with pytest.raises(EntryError, match=field):
        entry_from_data(data)
