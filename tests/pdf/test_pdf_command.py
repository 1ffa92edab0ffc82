"""`sigap pdf`: what it writes, what it prints, and what it says when it cannot."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import fontpkg
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.contents import switch_off_rules
from tests.pdf.reading import page_texts
from tests.site.building import AS_OF, CACHE, ROOT, clean_environment, program

LACKING = "漢"


@pytest.fixture
def project(tmp_path: Path, font_cache: Path) -> Path:
    """Return a project with the made-up content that has two revisions of one document."""
    path = tmp_path / "project"
    shutil.copytree(ROOT / "tests/fiction/content", path / "content")
    switch_off_rules(path / "content")
    (path / CACHE).symlink_to(font_cache)
    return path


def sigap_pdf(project: Path, *arguments: str) -> Result:
    command = ["--project", str(project), "--lang", "en", "pdf", "--as-of", AS_OF, *arguments]
    return CliRunner().invoke(main, command)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_without_names_all_documents_are_written_as_in_force(project: Path) -> None:
    done = sigap_pdf(project)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{project}/pdf/layanan-2.pdf\n"
    assert (project / "pdf/layanan-2.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert names_in(project / "pdf") == ["layanan-2.pdf"]


def test_an_older_revision_and_a_pocket_edition_go_where_they_are_asked_for(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    done = sigap_pdf(project, "layanan", "--revision", "1", "--pocket", "posisi-petugas", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"{out}/layanan-1.pdf", f"{out}/posisi-petugas.pdf"]
    assert names_in(out) == ["layanan-1.pdf", "posisi-petugas.pdf"]
    assert "Digantikan" in "".join(page_texts((out / "layanan-1.pdf").read_bytes()))
    assert not (project / "pdf").exists()


def test_json_names_what_was_written(project: Path) -> None:
    done = sigap_pdf(project, "--json", "--pocket", "posisi-petugas")
    assert done.exit_code == 0, done.output
    printed = json.loads(done.stdout)
    assert printed["pdfs"] == [{"position": "posisi-petugas", "path": f"{project}/pdf/posisi-petugas.pdf"}]
    assert (printed["schema"], printed["problems"]) == (1, [])


def test_the_same_bytes_take_the_place_of_older_ones(project: Path) -> None:
    sigap_pdf(project, "layanan")
    first = (project / "pdf/layanan-2.pdf").read_bytes()
    (project / "pdf/layanan-2.pdf").write_bytes(b"old")
    assert sigap_pdf(project, "layanan").exit_code == 0
    assert (project / "pdf/layanan-2.pdf").read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["layanann"], "there is no document 'layanann'; did you mean 'layanan'?"),
        (["x"], "there is no document 'x'; there are: layanan"),
        (["layanan", "--revision", "9"], "no revision '9' of 'layanan' is held; there are: 1, 2"),
        (["--pocket", "posisi-petuga"], "there is no position 'posisi-petuga'; did you mean 'posisi-petugas'?"),
    ],
)
def test_what_is_not_there_is_one_line(arguments: list[str], said: str, project: Path) -> None:
    done = sigap_pdf(project, *arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (3, "", f"sigap: {said}\n")
    assert not (project / "pdf").exists()


@pytest.mark.parametrize("arguments", [["--revision", "1"], ["layanan", "layanan-lain", "--revision", "1"]])
def test_a_revision_needs_one_document(arguments: list[str], project: Path) -> None:
    done = sigap_pdf(project, *arguments)
    assert done.exit_code == 2
    assert "--revision goes with exactly one DOCUMENT" in done.stderr


def test_content_with_errors_gives_no_pdf(project: Path) -> None:
    (project / "content/documents/layanan/2/revision.yml").write_text("revision: [", encoding="utf-8")
    done = sigap_pdf(project)
    assert done.exit_code == 1
    assert "revision.yml" in done.stdout
    assert not (project / "pdf").exists()


def plant(project: Path, letter: str) -> None:
    path = project / "content/documents/layanan/document.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nsummary: ", f"\nsummary: {letter} "), encoding="utf-8")
    assert letter in path.read_text(encoding="utf-8")


def test_a_letter_that_the_font_lacks_is_the_contents_fault(project: Path) -> None:
    plant(project, LACKING)
    done = sigap_pdf(project)
    assert done.exit_code == 1
    assert done.stdout.startswith("content/documents/layanan/document.yml:")
    assert f": error: PDFs have no glyph for '{LACKING}' (U+6F22), which stands in '{LACKING} " in done.stdout
    assert "[pdf-no-glyph]" in done.stdout
    assert "Traceback" not in done.output
    assert not (project / "pdf").exists()


@pytest.mark.parametrize("command", ["build", "pages"])
def test_other_commands_say_so_too_and_write_nothing(command: str, project: Path, tmp_path: Path) -> None:
    plant(project, LACKING)
    for name in ("mkdocs.yml", "overrides"):
        (project / name).symlink_to(ROOT / name)
    options = ["--as-of", AS_OF, "--out", str(tmp_path / "out"), *(["--json"] if command == "build" else [])]
    done = CliRunner().invoke(main, ["--project", str(project), "--lang", "en", command, *options])
    assert done.exit_code == 1, done.output
    assert "pdf-no-glyph" in done.stdout
    if command == "build":
        assert [each["code"] for each in json.loads(done.stdout)["problems"]] == ["pdf-no-glyph"]
    assert names_in(tmp_path / "out") in ([], [".lock"])


@pytest.mark.parametrize("is_all_gone", [False, True], ids=["the typeface", "what finds typefaces too"])
def test_a_missing_font_package_is_the_machines_fault(
    is_all_gone: bool,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_: object, **__: object) -> Path:
        raise fontpkg.FamilyNotInstalled("IBM Plex Sans")

    (project / CACHE).unlink()
    monkeypatch.setattr(fontpkg, "path", missing)
    if is_all_gone:
        monkeypatch.setitem(sys.modules, "fontpkg", None)
    done = sigap_pdf(project, "--pocket", "posisi-petugas")
    assert done.exit_code == 3, done.output
    # Whoever needs the letters first says so: the check of flows' labels, else the press.
    assert "the font IBM Plex Sans is not there; install the package fontpkg-ibm-plex-sans" in done.output
    assert "Traceback" not in done.output


def small_files_only() -> None:
    """Let no file of this process grow: writing more fails as on a full disk, with EFBIG instead of ENOSPC."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


def test_a_full_disk_is_one_sentence_and_leaves_nothing_behind(project: Path) -> None:
    assert sigap_pdf(project, "layanan").exit_code == 0
    before = (project / "pdf/layanan-2.pdf").read_bytes()
    command = [program("sigap"), "--lang", "en", "pdf", "--as-of", AS_OF]
    done = subprocess.run(
        command,
        cwd=project,
        env=clean_environment(),
        preexec_fn=small_files_only,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    assert (done.stdout, done.stderr) == ("", "sigap: File too large: pdf/layanan-2.pdf\n")
    assert names_in(project / "pdf") == ["layanan-2.pdf"]
    assert (project / "pdf/layanan-2.pdf").read_bytes() == before
