"""Two sides of a register become one chain, and what a person must decide is never decided for them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import Act, Entry, WallMoment
from generator.revisions.verify.merging import Merged, Take, merge
from tests.contents import base_copy

PATH = "content/register/kasir.jsonl"
START = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
TEXT, OTHER_TEXT = "s2:" + "1" * 64, "s2:" + "2" * 64


def act(kind: Act, minute: int, revision: str = "2", **facts: object) -> Entry:
    values = {"fingerprint": TEXT, **facts}
    return Entry("kasir", revision, kind, START + dt.timedelta(minutes=minute), "pengendali", **values)  # type: ignore[arg-type]


def chain_of(*entries: Entry, start: Chain | None = None) -> Chain:
    chain = start or Chain("kasir")
    for entry in entries:
        chain = chain.with_entry(entry)
    return chain


COMMON = chain_of(act(Act.ADOPTED, 0, "1"), act(Act.OPENED, 1), act(Act.PREPARED, 2))
REVIEWED = act(Act.REVIEWED, 10, person="ana")
ACKNOWLEDGED = act(Act.ACKNOWLEDGED, 9, person="budi")


def lines_of(chain: Chain, start: Chain = COMMON) -> bytes:
    return b"".join(entry.to_line().encode() for entry in chain.entries[len(start.entries) :])


def as_git_leaves_it(ours: Chain, theirs: Chain, base: bytes = b"") -> bytes:
    kept = b"||||||| base\n" + base if base else b""
    sides = (b"<<<<<<< HEAD\n", lines_of(ours), kept, b"=======\n", lines_of(theirs), b">>>>>>> cabang\n")
    return COMMON.to_bytes() + b"".join(sides)


def as_diff3_leaves_it(ours: Chain, theirs: Chain) -> bytes:
    return as_git_leaves_it(ours, theirs, base=lines_of(ours))


def as_union(ours: Chain, theirs: Chain) -> bytes:
    return COMMON.to_bytes() + lines_of(ours) + lines_of(theirs)


def merged(
    ours: list[Entry], theirs: list[Entry], take: Take | None = None, known: dict[int, set[str]] | None = None
) -> Merged:
    data = as_git_leaves_it(chain_of(*ours, start=COMMON), chain_of(*theirs, start=COMMON))
    return merge(data, "kasir", PATH, known or {}, take)


def codes(found: Merged) -> list[str]:
    return [each.code for each in found.problems]


def said(entry: Entry) -> Entry:
    """Return what a line says, but for its place."""
    return replace(entry, seq=0, prev="")


def test_two_acts_of_one_sheet_are_linked_by_the_moment_of_recording() -> None:
    found = merged([REVIEWED], [ACKNOWLEDGED])
    assert found.problems == []
    assert found.chain is not None
    assert [each.act for each in found.chain.entries[3:]] == [Act.ACKNOWLEDGED, Act.REVIEWED]
    assert found.chain.entries[:3] == COMMON.entries
    assert read_chain(found.chain.to_bytes(), "kasir", PATH).problems == ()


@pytest.mark.parametrize("leave", [as_git_leaves_it, as_union, as_diff3_leaves_it])
def test_however_git_left_the_file(leave: object) -> None:
    ours, theirs = chain_of(REVIEWED, start=COMMON), chain_of(ACKNOWLEDGED, start=COMMON)
    found = merge(leave(ours, theirs), "kasir", PATH, {})  # type: ignore[operator]
    assert found.chain is not None
    assert len(found.chain.entries) == 5


def test_a_line_that_both_sides_have_is_kept_once() -> None:
    same = chain_of(REVIEWED, start=COMMON)
    data = as_union(same, same) + lines_of(chain_of(ACKNOWLEDGED, start=COMMON))
    found = merge(data, "kasir", PATH, {})
    assert found.chain is not None
    assert (found.twice, len(found.chain.entries)) == (1, 5)


def test_what_an_edition_knows_stays_first_and_as_it_is() -> None:
    ours = chain_of(REVIEWED, start=COMMON)
    found = merged([REVIEWED], [ACKNOWLEDGED], known={4: {ours.head}})
    assert found.chain is not None
    assert found.chain.entries[:4] == ours.entries
    assert [each.act for each in found.relinked] == [Act.ACKNOWLEDGED]


def test_editions_that_know_both_sides_cannot_be_served() -> None:
    ours, theirs = chain_of(REVIEWED, start=COMMON), chain_of(ACKNOWLEDGED, start=COMMON)
    found = merged([REVIEWED], [ACKNOWLEDGED], take="both", known={4: {ours.head, theirs.head}})
    assert (found.chain, codes(found)) == (None, ["register-merge-both-witnessed"])


def published(minute: int, day: int, revision: str = "2") -> Entry:
    return act(Act.PUBLISHED, minute, revision, effective=WallMoment(dt.datetime(2026, 2, day)))  # noqa: DTZ001 - by a clock


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param([published(5, 1)], [published(6, 2)], ["register-merge-published-twice"], id="published twice"),
        pytest.param(
            [REVIEWED], [replace(REVIEWED, person="budi")], ["register-merge-act-twice"], id="one act, two people"
        ),
        pytest.param(
            [REVIEWED], [replace(ACKNOWLEDGED, fingerprint=OTHER_TEXT)], ["register-merge-other-text"], id="two texts"
        ),
        pytest.param(
            [REVIEWED], [act(Act.RETURNED, 9, remarks="Kurang.")], ["register-merge-same-revision"], id="sent back"
        ),
        pytest.param(
            [published(5, 20)],
            [act(Act.OPENED, 3, "3"), published(6, 10, "3")],
            ["register-merge-effective-order"],
            id="order",
        ),
    ],
)
def test_what_a_person_must_decide_is_not_decided(ours: list[Entry], theirs: list[Entry], expected: list[str]) -> None:
    for left, right in ((ours, theirs), (theirs, ours)):
        found = merged(left, right)
        assert (found.chain, codes(found)) == (None, expected)


def test_a_decision_leaves_out_what_it_is_against_and_keeps_it_in_a_file() -> None:
    other = replace(REVIEWED, person="budi")
    apart = act(Act.OPENED, 20, "3")
    found = merged([REVIEWED], [other, apart], take="ours")
    assert found.chain is not None
    assert [said(each) for each in found.chain.entries[3:]] == [REVIEWED, apart]
    assert [said(each) for each in found.left_out] == [other]
    path, data = found.left_out_file or ("", b"")
    assert path.startswith("register/left-out/kasir-")
    assert data.count(b"\n") == 1


def test_both_keeps_every_line() -> None:
    found = merged([REVIEWED], [replace(REVIEWED, person="budi")], take="both")
    assert found.chain is not None
    assert (len(found.chain.entries), found.left_out) == (5, ())


def test_a_revision_published_twice_is_never_kept_twice() -> None:
    assert codes(merged([published(5, 1)], [published(6, 2)], take="both")) == ["register-merge-published-twice"]


def test_what_an_edition_knows_is_not_left_out() -> None:
    ours = chain_of(published(5, 1), start=COMMON)
    found = merged([published(5, 1)], [published(6, 2)], take="theirs", known={4: {ours.head}})
    assert codes(found) == ["register-merge-witnessed"]


def edited(data: bytes) -> bytes:
    return data.replace(b'"person":"ana"', b'"person":"ani"')


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(COMMON.to_bytes(), "register-merge-one-side", id="no fork"),
        pytest.param(b"", "register-merge-one-side", id="empty"),
        pytest.param(b"{}\n", "register-line-unreadable", id="no line"),
        pytest.param(COMMON.to_bytes().replace(b"\n", b"\r\n"), "register-line-ends", id="Windows line ends"),
        pytest.param(
            edited(as_union(chain_of(REVIEWED, start=COMMON), chain_of(ACKNOWLEDGED, start=COMMON))),
            "register-line-edited",
            id="an edited line",
        ),
        pytest.param(
            lines_of(chain_of(REVIEWED, start=COMMON)), "register-merge-lines-missing", id="without what both had"
        ),
        pytest.param(
            as_union(chain_of(REVIEWED, start=COMMON), chain_of(ACKNOWLEDGED, start=COMMON))
            + lines_of(chain_of(act(Act.APPROVED, 3), start=COMMON)),
            "register-merge-many-sides",
            id="three sides",
        ),
        pytest.param(
            Chain("gudang").with_entry(replace(REVIEWED, document="gudang")).to_bytes(),
            "register-other-document",
            id="another",
        ),
    ],
)
def test_what_cannot_be_taken_apart_is_left_alone(data: bytes, code: str) -> None:
    found = merge(data, "kasir", PATH, {}, "both")
    assert (found.chain, codes(found)) == (None, [code])


ACTS = st.builds(
    act,
    st.sampled_from(list(Act)),
    st.integers(0, 50),
    st.sampled_from(["2", "3"]),
    person=st.sampled_from(["ana", "budi"]),
)


@settings(deadline=None)
@given(st.lists(ACTS, max_size=4), st.lists(ACTS, max_size=4), st.sampled_from([None, "ours", "theirs", "both"]))
def test_no_line_is_ever_lost_or_changed(ours: list[Entry], theirs: list[Entry], take: Take | None) -> None:
    ours, theirs = (
        [replace(entry, remarks=f"{side} {number}") for number, entry in enumerate(entries)]
        for side, entries in (("ours", ours), ("theirs", theirs))
    )
    found = merged(ours, theirs, take)
    if found.chain is None:
        assert found.problems
        return
    kept, left_out = [said(entry) for entry in found.chain.entries[3:]], [said(entry) for entry in found.left_out]
    assert found.chain.entries[:3] == COMMON.entries
    assert sorted(each.remarks for each in (*kept, *left_out)) == sorted(each.remarks for each in (*ours, *theirs))
    assert all(each in ours or each in theirs for each in (*kept, *left_out))
    assert read_chain(found.chain.to_bytes(), "kasir", PATH).problems == ()
    for side in (ours, theirs):
        assert [each for each in kept if each in side] == [each for each in side if each in kept]


def test_the_command_writes_through_the_journal(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    path = content / "register/kasir.jsonl"
    path.parent.mkdir()
    ours, theirs = chain_of(REVIEWED, start=COMMON), chain_of(replace(REVIEWED, person="budi"), start=COMMON)
    left = as_git_leaves_it(ours, theirs)
    path.write_bytes(left)
    command = ["--project", str(tmp_path), "--lang", "en", "register", "merge", "kasir"]
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, path.read_bytes()) == (1, left)
    assert "both sides have recorded 'reviewed' for revision 2 of 'kasir': ours ana, theirs budi" in refused.stdout
    done = CliRunner().invoke(main, [*command, "--take", "theirs"])
    assert done.exit_code == 0, done.output
    assert "left out: {" in done.stdout
    assert read_chain(path.read_bytes(), "kasir", PATH).problems == ()
    (kept,) = (content / "register/left-out").iterdir()
    assert b'"person":"ana"' in kept.read_bytes()
    assert not (content / ".sigap-journal").exists()
    again = CliRunner().invoke(main, command)
    assert (again.exit_code, "[register-merge-one-side]" in again.stdout) == (1, True)


def test_a_register_that_is_not_there_is_named(tmp_path: Path) -> None:
    base_copy(tmp_path)
    result = CliRunner().invoke(main, ["--project", str(tmp_path), "register", "merge", "kasir"])
    assert (result.exit_code, result.stderr) == (3, "sigap: there is no register of 'kasir'\n")
