"""Each case holds two revisions of a tiny document and the comparison of them as `sigap compare --json` prints it."""

import json
import shutil
from pathlib import Path

import pytest

from generator.content import gather
from generator.library import HeldDocument, Library
from generator.placing import build_library
from generator.reports.comparison import comparison_to_json
from generator.revisions.compare.applying import applied, form_of
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.model import ChangeKind
from tests.contents import TODAY

TESTS = Path(__file__).resolve().parents[2]
CASES = TESTS / "cases" / "compare"
SETTINGS = TESTS / "three" / "content" / "settings"
NAMES = sorted(path.name for path in CASES.iterdir())
NOTHING = ("nothing-changes", "only-editorial-fields-change", "script-moves-into-a-file-of-its-own")
DOCUMENT = """id: dokumen-uji
title: DOKUMEN UJI
short_title: Dokumen Uji
class: kelas-panduan
document_number: UJI-1
document_owner: Bagian Mutu
authority: Pemilik Kedai
brands: [bulan]
channels: [kanal-telepon]
readers: Petugas
summary: Dokumen kecil untuk pengujian.
review_interval_months: 12
revisions:
  - {revision: "1"}
  - {revision: "2"}
"""
CONTROL = 'version: "1"\nissued_on: 2025-01-01\neffective: {from: 2025-01-01}\npages: 1\n'
HEAD = 'revision: "{key}"\n{control}adopted: true\nsource_note: Semua isi ini karangan.\nsections:\n{sections}'


def library_of_case(case: Path, folder: Path) -> tuple[Library, HeldDocument]:
    shutil.copytree(SETTINGS, folder / "settings")
    (folder / "documents/dokumen-uji").mkdir(parents=True)
    (folder / "documents/dokumen-uji/document.yml").write_text(DOCUMENT, encoding="utf-8")
    for key, side in (("1", "before"), ("2", "after")):
        files = {path.name: path.read_text(encoding="utf-8") for path in (case / side).iterdir()}
        head = HEAD.format(key=key, control=files.pop("control.yml", CONTROL), sections=files.pop("sections.yml"))
        target = folder / "documents/dokumen-uji" / key
        target.mkdir()
        for name, text in {**files, "revision.yml": head}.items():
            (target / name).write_text(text, encoding="utf-8")
    content = gather(folder)
    faults = [each for each in content.problems if each.location.source_path.startswith(f"{content.root}/documents")]
    assert faults == []
    library = build_library(content, TODAY)
    return library, library.documents["dokumen-uji"]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    library, document = library_of_case(CASES / name, tmp_path / "content")
    before, after = document.revisions.values()
    comparison = compare(library, document, before, after)
    expected = CASES / name / "expected.json"
    if request.config.getoption("--update-golden"):
        text = json.dumps(comparison_to_json(comparison), ensure_ascii=False, indent=1)
        expected.write_text(text + "\n", encoding="utf-8")
        return
    assert comparison_to_json(comparison) == json.loads(expected.read_text(encoding="utf-8"))
    assert bool(comparison.changes) == (name not in NOTHING)
    for change in comparison.changes:
        is_both = change.semula is not None and change.menjadi is not None
        assert bool(change.runs) == is_both
        if is_both:
            assert "".join(run.text for run in change.runs if run.mark != "added") == change.semula
            assert "".join(run.text for run in change.runs if run.mark != "removed") == change.menjadi


@pytest.mark.parametrize("name", NAMES)
def test_changes_make_one_revision_out_of_the_other(name: str, tmp_path: Path) -> None:
    library, document = library_of_case(CASES / name, tmp_path / "content")
    before, after = document.revisions.values()
    for one, other in ((before, after), (after, before)):
        changes = compare(library, document, one, other).changes
        assert applied(changes, form_of(library, document, one)) == form_of(library, document, other)


def test_every_kind_of_change_has_a_case() -> None:
    texts = [(CASES / name / "expected.json").read_text(encoding="utf-8") for name in NAMES]
    found = {change["kind"] for text in texts for change in json.loads(text)["changes"]}
    # What a shared fact was is known from the register only; see test_comparing.
    assert found == set(ChangeKind) - {ChangeKind.SHARED_FACT_CHANGED}


def test_as_few_units_as_possible_have_moved(tmp_path: Path) -> None:
    library, document = library_of_case(CASES / "clauses-swap-places", tmp_path / "content")
    before, after = document.revisions.values()
    changes = compare(library, document, before, after).changes
    assert [(change.kind, change.address) for change in changes] == [(ChangeKind.MOVED, "dokumen-uji/satu")]
