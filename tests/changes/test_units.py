"""What a comparison comes to for readers: units once, what is said first, texts cut to what differs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.changes.units import LONGEST, changed_units, counts_in_words, excerpts, told_changes
from generator.revisions.compare.model import Change, ChangeKind, Comparison, WordRun

TABLE = Change(ChangeKind.ROW_CHANGED, "kasir/loket/senin", "row", "Senin", semula="08.00", menjadi="09.00")
SCRIPT = Change(ChangeKind.SCRIPT_CHANGED, "kasir/sapaan", "script", "Sapaan", semula="Halo", menjadi="Hai")
RENUMBERED = Change(ChangeKind.RENUMBERED, "kasir/sapaan", "script", "Sapaan", "1.a", "1.b")
CONTROL = Change(ChangeKind.CONTROL_CHANGED, "kasir", "document", "Versi", semula="1", menjadi="2")
MARKS = st.sampled_from(["same", "removed", "added"])


def comparison(*changes: Change) -> Comparison:
    return Comparison("kasir", "1", "2", changes)


def change(runs: list[WordRun]) -> Change:
    """Return a change whose texts are what its runs say."""
    semula = "".join(run.text for run in runs if run.mark != "added")
    menjadi = "".join(run.text for run in runs if run.mark != "removed")
    return Change(ChangeKind.REWORDED, "kasir/a", "clause", "A", semula=semula, menjadi=menjadi, runs=tuple(runs))


def test_scripts_come_first_and_each_unit_once() -> None:
    units = changed_units(comparison(TABLE, SCRIPT, RENUMBERED))
    assert [unit.address for unit in units] == ["kasir/sapaan", "kasir/loket/senin"]
    assert units[0].kinds == (ChangeKind.SCRIPT_CHANGED, ChangeKind.RENUMBERED)
    assert units[0].words == "kalimat berubah, nomor berubah"


def test_what_differs_in_every_revision_is_not_told() -> None:
    assert told_changes(comparison(CONTROL, SCRIPT)) == [SCRIPT]
    assert changed_units(comparison(CONTROL)) == ()


def test_the_validity_of_a_unit_is_told() -> None:
    script = Change(ChangeKind.VALIDITY_CHANGED, "kasir/sapaan", "script", "Sapaan")
    assert told_changes(comparison(script)) == [script]


def test_kinds_are_counted_the_most_frequent_first() -> None:
    assert counts_in_words(comparison(SCRIPT, TABLE, TABLE)) == "2 baris berubah, 1 kalimat berubah"


def test_the_first_difference_is_in_sight_in_a_long_text() -> None:
    runs = [WordRun("same", "kata " * 100), WordRun("removed", "lama"), WordRun("added", "baru"), WordRun("same", ".")]
    semula, menjadi = excerpts(change(runs))
    assert semula
    assert menjadi
    assert semula.startswith("… kata kata")
    assert (semula.endswith("kata lama."), menjadi.endswith("kata baru.")) == (True, True)


@given(st.lists(st.builds(WordRun, MARKS, st.text(alphabet="ab \n", max_size=400)), max_size=6))
def test_no_excerpt_is_longer_than_a_line_of_a_list_may_be(runs: list[WordRun]) -> None:
    for text in excerpts(change(runs)):
        assert text is not None
        assert len(text) <= LONGEST + len("… ") + len(" …")
        assert "\n" not in text


def test_a_short_text_is_whole() -> None:
    assert excerpts(change([WordRun("same", "Datang "), WordRun("added", "ke loket")])) == ("Datang", "Datang ke loket")
