"""A snapshot is what a fingerprint covers, and reading gives back what was written."""

from pathlib import Path

import pytest

from generator.revisions.fingerprint import fingerprint_of_digests
from generator.revisions.register.snapshot import Snapshot, read_snapshot
from generator.revisions.snapshots import snapshot_of
from tests.contents import SCRIPTS, base_copy, edit, library_of


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return base_copy(tmp_path)


def snapshot(content: Path) -> Snapshot:
    library = library_of(content)
    document = library.documents["kasir"]
    return snapshot_of(library, document, document.revisions["1"])


def test_a_snapshot_is_read_as_it_was_written(content: Path) -> None:
    made = snapshot(content)
    assert read_snapshot(made.to_bytes()) == made
    assert made.fingerprint == fingerprint_of_digests(list(made.digests))
    assert made.path == f"register/snapshots/kasir-1-{made.fingerprint[3:15]}.json"


def test_it_names_units_by_their_tails_and_shared_facts_with_their_values(content: Path) -> None:
    made = snapshot(content)
    assert {"sapaan", "menyapa-tamu", "loket/senin"} <= made.units.keys()
    assert made.shared["nama-kasir"].value["aliases"] == ["{Nama Kasir}"]
    assert made.shared["kasir"].value["document_number"] == "KC-01"
    assert made.shared["kasir"].kind == "Document"


def test_it_holds_what_is_named_from_within_a_condition(content: Path) -> None:
    assert snapshot(content).shared["lama-antre"].kind == "Fact"


def test_another_word_is_another_snapshot_of_one_unit_and_those_around_it(content: Path) -> None:
    before = snapshot(content)
    edit(content, SCRIPTS, "Selamat datang", "Halo")
    after = snapshot(content)
    changed = {tail for tail in before.units if before.units[tail] != after.units[tail]}
    assert changed == {"sapaan", "menyapa"}
    assert before.sha256 != after.sha256


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b'{"shared": {"a": 1}}', b"\xff", b"[" * 100_000])
def test_what_is_no_snapshot_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words come from several readers
        read_snapshot(data)
