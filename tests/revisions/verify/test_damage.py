"""Property tests: no damage to a register goes unnoticed."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editions.manifest import RegisterHead
from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import Act, Entry, Evidence, Signature, WallMoment
from generator.revisions.verify.witness import Witness, witness_problems

PATH = "content/register/kasir.jsonl"
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
MOMENTS = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
ENTRIES = st.builds(
    Entry,
    document=st.just("kasir"),
    revision=st.sampled_from(["1", "2"]),
    act=st.sampled_from(list(Act)),
    at=MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
    recorded_by=WORDS,
    person=st.just("") | WORDS,
    on=st.none() | st.dates(),
    fingerprint=st.just("") | DIGESTS.map("s2:{}".format),
    evidence=st.none() | st.builds(Evidence, DIGESTS, WORDS),
    signature=st.none() | st.builds(Signature, DIGESTS, WORDS),
    effective=st.none() | st.builds(WallMoment, st.just(dt.datetime(2026, 1, 2, 3, 4))),  # noqa: DTZ001 - by a clock
    remarks=st.just("") | WORDS,
)


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> Chain:
    chain = Chain("kasir")
    for entry in draw(st.lists(ENTRIES, min_size=least, max_size=6)):
        chain = chain.with_entry(entry)
    return chain


def is_noticed(chain: Chain, data: bytes) -> bool:
    """Tell whether a register that was changed is refused, or is not what an edition knew."""
    read = read_chain(data, "kasir", PATH)
    witness = Witness("e", "public/e/manifest.json", {"kasir": RegisterHead(len(chain.entries), chain.head)})
    return bool(read.problems) or bool(list(witness_problems({"kasir": read}, [witness], "content")))


@settings(deadline=None)
@given(chains())
def test_a_register_that_nobody_touched_is_clean(chain: Chain) -> None:
    read = read_chain(chain.to_bytes(), "kasir", PATH)
    assert (read.entries, read.problems) == (chain.entries, ())
    assert not is_noticed(chain, chain.to_bytes())


@settings(deadline=None, max_examples=200)
@given(chains(), st.data())
def test_no_byte_can_be_changed(chain: Chain, data: st.DataObject) -> None:
    written = bytearray(chain.to_bytes())
    position = data.draw(st.integers(0, len(written) - 1))
    written[position] ^= data.draw(st.integers(1, 255))
    assert read_chain(bytes(written), "kasir", PATH).problems


@settings(deadline=None)
@given(chains(2), st.data())
def test_no_line_but_the_last_can_be_removed_without_a_witness(chain: Chain, data: st.DataObject) -> None:
    lines = chain.to_bytes().splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 2))]
    assert read_chain(b"".join(lines), "kasir", PATH).problems


@settings(deadline=None)
@given(chains(), st.data())
def test_with_a_witness_no_line_can_be_removed(chain: Chain, data: st.DataObject) -> None:
    lines = chain.to_bytes().splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1)) :]
    assert is_noticed(chain, b"".join(lines))


@settings(deadline=None)
@given(chains(2), st.data())
def test_no_two_lines_can_be_swapped(chain: Chain, data: st.DataObject) -> None:
    lines = chain.to_bytes().splitlines(keepends=True)
    first = data.draw(st.integers(0, len(lines) - 2))
    second = data.draw(st.integers(first + 1, len(lines) - 1))
    lines[first], lines[second] = lines[second], lines[first]
    assert read_chain(b"".join(lines), "kasir", PATH).problems


@settings(deadline=None)
@given(chains(), st.data())
def test_no_line_can_stand_twice(chain: Chain, data: st.DataObject) -> None:
    lines = chain.to_bytes().splitlines(keepends=True)
    where = data.draw(st.integers(0, len(lines)))
    lines.insert(where, data.draw(st.sampled_from(lines)))
    assert read_chain(b"".join(lines), "kasir", PATH).problems


@settings(deadline=None)
@given(chains(), st.data())
def test_a_register_written_anew_is_not_what_the_witness_knew(chain: Chain, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(chain.entries) - 1))
    anew = Chain("kasir")
    for position, entry in enumerate(chain.entries):
        changed = Entry("kasir", entry.revision, entry.act, entry.at, f"{entry.recorded_by}!")
        anew = anew.with_entry(changed if position == number else entry)
    assert not read_chain(anew.to_bytes(), "kasir", PATH).problems
    assert is_noticed(chain, anew.to_bytes())


@settings(deadline=None)
@given(chains(), st.binary(max_size=200))
def test_whatever_a_register_holds_reading_it_ends_in_problems_not_in_a_crash(chain: Chain, data: bytes) -> None:
    read = read_chain(chain.to_bytes() + data, "kasir", PATH)
    assert read.problems or read.entries == chain.entries
