"""What the register says and the content must agree; each disagreement is named where it is."""

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.checks import register
from generator.content import gather
from generator.messages import load_catalogue
from generator.problems import Problem
from generator.reports.text import render_text
from generator.revisions.register.entry import Act, WallMoment
from generator.revisions.register.life import Stage
from tests.contents import REVISION, SCRIPTS, edit, write_files
from tests.registers import chain_of, content_with_people, library_at, line, publish, record

DOCUMENT = "documents/kasir/document.yml"
PLACEHOLDERS = "settings/placeholders.yml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return content in which revision 1 of `kasir` is published."""
    content = content_with_people(tmp_path)
    publish(content)
    return content


def found(content: Path) -> list[Problem]:
    """Return what reading registers and checking them against the content finds."""
    library = library_at(content)
    read = [each for each in library.content.problems if each.code.startswith("register-")]
    return [*read, *register.check(library)]


def codes(content: Path) -> list[str]:
    return [each.code for each in found(content)]


def test_a_register_that_agrees_says_nothing(content: Path) -> None:
    assert found(content) == []


def test_content_without_registers_says_nothing(tmp_path: Path) -> None:
    assert found(content_with_people(tmp_path)) == []


def test_a_changed_word_is_named_at_its_unit_and_at_no_other(content: Path) -> None:
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    (problem,) = found(content)
    assert problem.code == "register-unit-changed"
    assert str(problem.location) == "content/documents/kasir/1/scripts.yml:2:5"
    assert (
        render_text(problem, load_catalogue("en"))
        .splitlines()[0]
        .endswith(
            "\"Sapaan\" (sapaan) was changed in revision 1 of 'kasir', whose text is fixed since 2026-01-05 "
            "(line 3 of its register) [register-unit-changed]"
        )
    )
    assert problem.values["command"] == "sigap revise kasir"


def test_two_changed_units_are_both_named(content: Path) -> None:
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    edit(content, REVISION, "title: Menyapa", "title: Memberi salam")
    assert [each.values["unit"] for each in found(content)] == ['1 "Memberi salam" (menyapa)', '"Sapaan" (sapaan)']


def test_added_and_removed_units_are_named(content: Path) -> None:
    edit(content, REVISION, "id: menyapa-tamu", "id: menyapa-anggota")
    problems = {each.code: each for each in found(content)}
    assert problems["register-unit-added"].values["unit"].endswith("(menyapa-anggota)")
    assert problems["register-unit-removed"].values["unit"] == "menyapa-tamu"
    assert str(problems["register-unit-removed"].location).startswith("content/documents/kasir/1/revision.yml")


def test_what_stands_in_no_unit_is_named_too(content: Path) -> None:
    edit(content, REVISION, "pages: 2", "pages: 3")
    (problem,) = found(content)
    assert problem.code == "register-revision-changed"


def test_an_editorial_edit_is_free(content: Path) -> None:
    edit(content, REVISION, "source_note: Dokumen rekaan.", "source_note: Dokumen rekaan kami.")
    assert found(content) == []


def test_an_adopted_text_that_changed_may_be_adopted_anew(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, line(content, Act.ADOPTED))
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    (problem,) = found(content)
    assert problem.values["command"] == 'sigap adopt kasir 1 --reason "…"'
    record(content, line(content, Act.ADOPTED, 5, reason="Salah salin."))
    assert found(content) == []


def test_a_fingerprint_without_snapshot_is_still_compared(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, replace(line(content, Act.ADOPTED), snapshot=""))
    assert found(content) == []
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    assert codes(content) == ["register-revision-changed"]


def test_rules_of_another_program_are_not_guessed(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, replace(line(content, Act.ADOPTED), snapshot="", fingerprint="s99:" + "0" * 64))
    assert codes(content) == ["register-version-unknown"]


def remove_text(content: Path) -> None:
    edit(content, DOCUMENT, '{revision: "1"}', '{revision: "1", held: false}')


def unlist(content: Path) -> None:
    edit(content, DOCUMENT, '{revision: "1"}', '{revision: "2", held: false}')


def rename_document(content: Path) -> None:
    (content / "register/kasir.jsonl").rename(content / "register/kasir-lama.jsonl")


def forget_ana(content: Path) -> None:
    edit(content, "settings/people.yml", "  - {id: ana, name: Ana Rekaan, reason: Orang rekaan.}\n", "")


def lose_evidence(content: Path) -> None:
    next((content / "register/evidence").iterdir()).unlink()


def change_evidence(content: Path) -> None:
    next((content / "register/evidence").iterdir()).write_bytes(b"tidak setuju\n")


def lose_snapshot(content: Path) -> None:
    next((content / "register/snapshots").iterdir()).unlink()


def change_snapshot(content: Path) -> None:
    path = next((content / "register/snapshots").iterdir())
    path.write_bytes(path.read_bytes().replace(b"nama kasir", b"nama Kasir"))


def leave_marks(content: Path) -> None:
    path = content / "register/kasir.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines[:2], "<<<<<<< HEAD\n", lines[2], "=======\n", lines[2], ">>>>>>> cabang\n"]))


def approve_other_text(content: Path) -> None:
    chain = chain_of(content)
    (content / "register/kasir.jsonl").unlink()
    other = "s2:" + "0" * 64
    record(
        content,
        *(
            replace(each, fingerprint=other, snapshot="") if each.act is Act.APPROVED else each
            for each in chain.entries
        ),
    )


def say_not_held(content: Path) -> None:
    (content / "register/kasir.jsonl").unlink()
    record(content, replace(line(content, Act.NOT_HELD), fingerprint="", snapshot=""))


@pytest.mark.parametrize(
    ("damage", "code", "place"),
    [
        pytest.param(remove_text, "register-revision-without-text", "register/kasir.jsonl:1:1", id="without text"),
        pytest.param(unlist, "register-revision-unlisted", "register/kasir.jsonl:1:1", id="not listed"),
        pytest.param(say_not_held, "register-revision-held", "register/kasir.jsonl:1:1", id="held after all"),
        pytest.param(rename_document, "register-document-unknown", "register/kasir-lama.jsonl", id="no document"),
        pytest.param(forget_ana, "register-person-unknown", "register/kasir.jsonl:1:1", id="unknown person"),
        pytest.param(lose_evidence, "register-evidence-missing", "register/kasir.jsonl:2:1", id="no evidence"),
        pytest.param(change_evidence, "register-evidence-changed", "register/kasir.jsonl:2:1", id="other evidence"),
        pytest.param(lose_snapshot, "register-snapshot-missing", "register/snapshots/", id="no snapshot"),
        pytest.param(change_snapshot, "register-snapshot-changed", "register/snapshots/", id="other snapshot"),
        pytest.param(leave_marks, "register-merge-marks", "register/kasir.jsonl:3:1", id="marks of a merge"),
        pytest.param(approve_other_text, "register-approval-other", "register/kasir.jsonl:2:1", id="other approval"),
    ],
)
def test_a_disagreement_is_named(content: Path, damage: Callable[[Path], None], code: str, place: str) -> None:
    damage(content)
    assert any(each.code == code and str(each.location).startswith(f"content/{place}") for each in found(content))


def test_a_snapshot_of_another_text_is_named(content: Path) -> None:
    chain = chain_of(content)
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    other = line(content, Act.PUBLISHED)
    (content / "register/kasir.jsonl").unlink()
    path = content / "register/snapshots"
    mixed = replace(chain.entries[2], snapshot=other.snapshot)
    record(content, *chain.entries[:2], mixed)
    fresh = next(each for each in path.iterdir() if other.fingerprint[3:15] in each.name)
    fresh.rename(path / f"kasir-1-{mixed.fingerprint[3:15]}.json")
    assert "register-snapshot-other" in codes(content)


def test_a_shown_revision_without_a_line_is_a_warning_once_there_are_registers(content: Path) -> None:
    write_files(
        content,
        {
            "documents/gudang/document.yml": (content / DOCUMENT).read_text().replace("kasir", "gudang"),
            "documents/gudang/1/revision.yml": (content / REVISION).read_text().split("sections:")[0]
            + "sections: []\n",
        },
    )
    (problem,) = found(content)
    assert (problem.code, problem.severity) == ("register-revision-without-line", "warning")


def test_a_changed_shared_fact_is_a_warning_with_both_values(content: Path) -> None:
    edit(content, PLACEHOLDERS, "name: nama kasir", "name: nama petugas")
    (problem,) = found(content)
    assert (problem.code, problem.severity) == ("register-shared-fact-differs", "warning")
    assert str(problem.location).startswith("content/settings/placeholders.yml:2")
    assert problem.values["words"] == "name: nama kasir → nama petugas"
    assert problem.values["revisions"] == "kasir 1"


def test_a_fact_that_a_condition_names_is_kept_too(content: Path) -> None:
    text = (content / "settings/facts.yml").read_text()
    (content / "settings/facts.yml").write_text(text.replace("name: lama antre", "name: lama menunggu"))
    (problem,) = found(content)
    assert problem.values["words"] == "name: lama antre → lama menunggu"


def test_a_changed_fact_of_the_document_is_one_too(content: Path) -> None:
    edit(content, DOCUMENT, "document_number: KC-01", "document_number: KC-02")
    (problem,) = found(content)
    assert problem.values["words"] == "document_number: KC-01 → KC-02"
    assert str(problem.location).startswith(f"content/{DOCUMENT}")


def test_a_shared_fact_that_is_gone_is_named(content: Path) -> None:
    edit(content, PLACEHOLDERS, "id: nama-kasir", "id: nama-petugas")
    assert "register-shared-fact-gone" in codes(content)


def test_a_fact_of_a_kind_that_is_gone_is_said(content: Path) -> None:
    chain, path = chain_of(content), next((content / "register/snapshots").iterdir())
    data = path.read_bytes().replace(b'"Placeholder"', b'"Isian"')
    path.write_bytes(data)
    edit(content, PLACEHOLDERS, "name: nama kasir", "name: nama petugas")
    (content / "register/kasir.jsonl").unlink()
    record(content, *(replace(each, snapshot=hashlib.sha256(data).hexdigest()) for each in chain.entries))
    assert "register-shared-fact-lost" in codes(content)


def test_a_placeholder_that_is_declared_later_changes_no_fixed_text(content: Path) -> None:
    late = '  - {id: nama-lain, name: nama lain, kind: fill, aliases: ["Selamat datang"]}\n'
    path = content / PLACEHOLDERS
    path.write_text(path.read_text() + late)
    assert found(content) == []


def test_signers_are_tolerated_beside_the_settings(content: Path) -> None:
    (content / "settings/allowed-signers").write_text("ana ssh-ed25519 AAAA\n")
    assert gather(content).problems == []


def test_a_superseded_revision_keeps_its_facts_without_a_warning(content: Path) -> None:
    folder = content / "documents/kasir"
    shutil.copytree(folder / "1", folder / "2")
    edit(content, "documents/kasir/2/revision.yml", 'revision: "1"', 'revision: "2"')
    edit(content, DOCUMENT, '  - {revision: "1"}\n', '  - {revision: "1"}\n  - {revision: "2"}\n')
    moment = WallMoment(dt.datetime(2026, 1, 20))  # noqa: DTZ001 - by a clock
    record(content, line(content, Act.PUBLISHED, 9, revision="2", effective=moment))
    edit(content, PLACEHOLDERS, "name: nama kasir", "name: nama petugas")
    (problem,) = found(content)
    assert problem.values["revisions"] == "kasir 2"


def test_an_adopted_revision_that_was_only_compared_is_no_draft(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, line(content, Act.COMPARED))
    held = library_at(content).documents["kasir"].revisions["1"]
    assert held.revision.is_adopted
    assert held.life.stage is Stage.ADOPTED
    assert held.life.last(Act.COMPARED) is not None
    assert codes(content) == ["register-revision-without-line"]
