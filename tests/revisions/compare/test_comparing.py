"""Comparing the fictional documents: every kind of change, completeness under random edits, time, shared facts."""

import copy
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.build.prepare import Prepared
from generator.content import ContentFile, gather
from generator.kinds.document.schema import Revision
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model
from generator.model.validate import validate
from generator.placing import build_library
from generator.revisions.compare.applying import applied, form_of
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.differences import aligned, differences, longest_increasing
from generator.revisions.compare.forms import outline_of
from generator.revisions.compare.model import Change, ChangeKind
from generator.revisions.compare.runs import word_runs
from generator.yaml_source import read_yaml
from tests.contents import edit
from tests.revisions.compare.conftest import NOW, THREE

PAIRS = [("pesan-antar", "1", "2"), ("pesan-antar", "2", "3"), ("tanya-kedai", "1", "2")]


def pair(library: Library, document: str, before: str, after: str) -> tuple[HeldDocument, HeldRevision, HeldRevision]:
    held = library.documents[document]
    return held, held.revisions[before], held.revisions[after]


def test_the_fictional_documents_are_without_fault(prepared: Prepared) -> None:
    assert prepared.problems == []


def test_they_show_every_kind_of_change(three: Library) -> None:
    found = {change.kind for names in PAIRS for change in compare(three, *pair(three, *names)).changes}
    # Two fixed revisions keep the same shared facts here; see below for others.
    assert found == set(ChangeKind) - {ChangeKind.SHARED_FACT_CHANGED}


@pytest.mark.parametrize("names", [*PAIRS, ("pesan-antar", "1", "3"), ("pesan-antar", "3", "1")])
def test_changes_are_complete(three: Library, names: tuple[str, str, str]) -> None:
    document, before, after = pair(three, *names)
    changes = compare(three, document, before, after).changes
    assert applied(changes, form_of(three, document, before)) == form_of(three, document, after)


def test_nothing_changes_between_a_revision_and_itself(three: Library) -> None:
    for document in three.documents.values():
        for held in document.revisions.values():
            assert compare(three, document, held, held).changes == ()


def test_the_form_holds_order_and_parents(three: Library) -> None:
    for document in three.documents.values():
        for held in document.revisions.values():
            units = [(unit.address, unit.parent or "") for unit in held.units.values()]
            assert outline_of(form_of(three, document, held), document.id) == units


def test_changes_stand_in_the_order_of_the_later_text(three: Library) -> None:
    document, before, after = pair(three, "pesan-antar", "2", "3")
    order = [unit.address for unit in after.units.values()]
    changes = compare(three, document, before, after).changes
    places = [order.index(change.address) for change in changes if change.address in order]
    assert places == sorted(places)
    addresses = [change.address for change in changes]
    # What was removed stands where it stood: 3.7 behind 3.6 and before 3.8 of the earlier text.
    assert addresses.index("pesan-antar/pengalihan") < addresses.index("pesan-antar/catatan-kurir")
    assert addresses.index("pesan-antar/catatan-kurir") < addresses.index("pesan-antar/salam-penutup")


def test_a_shared_fact_that_was_another_when_a_revision_was_fixed_is_a_change(tmp_path: Path) -> None:
    content = Path(shutil.copytree(THREE, tmp_path / "content"))
    shutil.copytree(content / "documents/pesan-antar/3", content / "documents/pesan-antar/4")
    edit(content, "documents/pesan-antar/4/revision.yml", 'revision: "3"\n', 'revision: "4"\n')
    edit(
        content,
        "documents/pesan-antar/document.yml",
        '  - {revision: "3"}\n',
        '  - {revision: "3"}\n  - {revision: "4"}\n',
    )
    edit(content, "settings/contact-centres.yml", 'transfer_key: "8"', 'transfer_key: "5"')
    library = build_library(gather(content), NOW)
    changes = compare(library, *pair(library, "pesan-antar", "3", "4")).changes
    (change,) = [each for each in changes if each.kind is not ChangeKind.VALIDITY_CHANGED]
    assert (change.kind, change.address, change.title) == (
        ChangeKind.SHARED_FACT_CHANGED,
        "cc-dapur",
        "Dapur Kedai Bulan",
    )
    assert (change.semula, change.menjadi) == ("Tombol transfer: 8", "Tombol transfer: 5")


# Random edits of plain data, read again as the files of a revision


WORDS = st.sampled_from(["Salam baru.", "Tunggu 4 (empat) menit.", "Catat *nama* pelanggan.", "Ya.", "a\n\nb"])


def lists_in(data: Any) -> Iterator[list[Any]]:
    if isinstance(data, dict):
        for value in data.values():
            yield from lists_in(value)
    elif isinstance(data, list):
        yield data
        for value in data:
            yield from lists_in(value)


def mappings_in(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from mappings_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from mappings_in(value)


def edited(data: dict[str, Any], draw: Any) -> None:
    """Make one random edit: move, drop or copy an element of a list, or give a field other words."""
    how = draw(st.sampled_from(["move", "drop", "words", "number", "carry", "id"]))
    lists = [each for each in lists_in(data["sections"]) if len(each) > 1 and isinstance(each[0], dict)]
    if how in ("move", "drop", "carry") and lists:
        chosen = draw(st.sampled_from(lists))
        item = chosen.pop(draw(st.integers(0, len(chosen) - 1)))
        if how == "move":
            chosen.insert(draw(st.integers(0, len(chosen))), item)
        elif how == "carry":
            target = draw(
                st.sampled_from([data["sections"], *(each for each in mappings_in(data) if "number" in each)])
            )
            target.setdefault("body", []).append(item) if isinstance(target, dict) else target.append(item)
    elif how in ("words", "number", "id"):
        key = {"words": "text", "number": "number", "id": "id"}[how]
        found = [each for each in mappings_in(data["sections"]) if isinstance(each.get(key), str)]
        value = draw(WORDS) if how == "words" else str(draw(st.integers(1, 9)))
        draw(st.sampled_from(found))[key] = value if how != "id" else f"baru-{value}"


def read_again(data: dict[str, Any]) -> Revision | None:
    """Return the revision that plain data writes; None when it is none, since an edit may take too much away."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    node, problems = read_yaml(text.encode(), "a.yml")
    assert node is not None
    assert problems == []
    model, faults = validate(node, Revision)
    return model if model is not None and not faults else None


def with_revision(library: Library, model: Model) -> Library:
    content = library.content
    path = "documents/pesan-antar/3/revision.yml"
    files = {**content.files, path: ContentFile(path, content.files[path].kind, model)}
    # Without a register all are drafts, and no shared fact is kept: what is compared is the text.
    return build_library(replace(content, files=files, registers={}, snapshots={}), NOW)


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_whatever_is_edited_the_changes_are_complete(three: Library, data: st.DataObject) -> None:
    text = (THREE / "documents/pesan-antar/3/revision.yml").read_text(encoding="utf-8")
    plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - reads text only
    for _ in range(data.draw(st.integers(1, 4))):
        edited(plain, data.draw)
    model = read_again(plain)
    assume(model is not None)
    library = with_revision(three, cast("Model", model))
    assume(not any(each.code == "address-taken" for each in library.problems))
    for names in (("2", "3"), ("3", "2")):
        document, before, after = pair(library, "pesan-antar", *names)
        changes = compare(library, document, before, after).changes
        assert applied(changes, form_of(library, document, before)) == form_of(library, document, after)
        assert compare(library, document, after, copy.copy(after)).changes == ()
        assert all(joined(change) for change in changes)


def joined(change: Change) -> bool:
    """Tell whether the runs of a change give both of its texts, to the letter."""
    if change.semula is None or change.menjadi is None:
        return change.runs == ()
    return joins(change.semula, change.menjadi)


def joins(before: str, after: str) -> bool:
    runs = word_runs(before, after)
    return (
        "".join(run.text for run in runs if run.mark != "added") == before
        and "".join(run.text for run in runs if run.mark != "removed") == after
    )


@given(st.text(), st.text())
@settings(deadline=None)
def test_runs_give_both_texts_to_the_letter(before: str, after: str) -> None:
    assert joins(before, after)


@given(st.text(alphabet="ab .,\n", max_size=40), st.text(alphabet="ab .,\n", max_size=40))
@settings(deadline=None)
def test_runs_of_much_the_same_texts_do_so_too(before: str, after: str) -> None:
    assert joins(before, after)
    assert all(run.mark == "same" for run in word_runs(before, before))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "selama 3 (tiga) menit, tunggu",
            "selama 5 (lima) menit, tunggu",
            "selama [-3 (tiga-][+5 (lima+]) menit, tunggu",
            id="a rewritten phrase is one run, marks inside it included",
        ),
        pytest.param("tarif 1.750 saja", "tarif 1.850 saja", "tarif [-1.750-][+1.850+] saja", id="a number is a word"),
        pytest.param("kata-kata", "kata kata", "[-kata-kata-][+kata kata+]", id="a word with a hyphen is one word"),
        pytest.param("a", "a b", "a[+ b+]", id="added words bring their blank"),
    ],
)
def test_word_runs(before: str, after: str, expected: str) -> None:
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("[+", "+]")}
    assert (
        "".join(f"{marks[run.mark][0]}{run.text}{marks[run.mark][1]}" for run in word_runs(before, after)) == expected
    )


def test_very_long_texts_are_compared_in_time() -> None:
    letters = random.Random(7)  # noqa: S311 - no secret
    before = " ".join(str(letters.randrange(10**6)) for _ in range(40_000))
    after = " ".join(str(letters.randrange(10**6)) for _ in range(40_000))
    started = time.process_time()
    assert joins(f"awal {before} akhir", f"awal {after} akhir")
    assert time.process_time() - started < 5


JSON = st.recursive(
    st.booleans() | st.integers(0, 3) | st.sampled_from("abc"),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["a", "b", "id", "@", "text"]), inner, max_size=4)
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from("abc"), JSON), st.dictionaries(st.sampled_from("abc"), JSON))
@settings(deadline=None)
def test_differences_make_one_form_out_of_another(before: dict[str, Any], after: dict[str, Any]) -> None:
    fields = tuple(differences(before, after))
    change = Change(ChangeKind.OTHER_CHANGED, "x", "clause", "x", fields=fields)
    assert applied([change], {"x": before}) == {"x": after}
    assert bool(fields) == (before != after)


@given(st.lists(st.integers(0, 12), unique=True), st.lists(st.integers(0, 12), unique=True))
@settings(deadline=None)
def test_as_many_elements_as_possible_keep_their_place(before: list[int], after: list[int]) -> None:
    old, new = [{"@": str(each)} for each in before], [{"@": str(each)} for each in after]
    pairs = aligned(old, new)
    assert [i for i, _ in pairs if i is not None] == list(range(len(before)))
    assert [j for _, j in pairs if j is not None] == list(range(len(after)))
    kept = [(i, j) for i, j in pairs if i is not None and j is not None]
    assert all(old[i] == new[j] for i, j in kept)
    common = [after.index(each) for each in before if each in after]
    assert len(kept) == len(longest_increasing(common))


@given(st.permutations(range(7)))
@settings(deadline=None)
def test_a_longest_increasing_run_is_longest(numbers: list[int]) -> None:
    found = [numbers[place] for place in longest_increasing(numbers)]
    assert found == sorted(found)
    longest = 0
    for chosen in range(1 << len(numbers)):
        run = [number for place, number in enumerate(numbers) if chosen >> place & 1]
        if run == sorted(run):
            longest = max(longest, len(run))
    assert len(found) == longest
