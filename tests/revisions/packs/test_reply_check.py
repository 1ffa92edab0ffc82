"""A reply that is kept as evidence must say what is recorded, where it says anything that can be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.packs.reply import reply_sentence
from generator.revisions.register.entry import Act
from generator.revisions.short_code import short_code
from tests.changes.published import context_of


@pytest.fixture
def project(content: Path, tmp_path: Path) -> Path:
    shutil.copytree(content, tmp_path / "content")
    return tmp_path


def approve(project: Path, reply: bytes) -> Result:
    """Record that Budi approved revision 4, with a reply."""
    (project / "balasan.txt").write_bytes(reply)
    options = ["--act", "disetujui", "--name", "orang-budi", "--on", "2026-01-30", "--recorded-by", "pengendali"]
    evidence = ["--evidence", str(project / "balasan.txt"), "--as-of", "2026-02-01"]
    command = ["--project", str(project), "--lang", "en", "approve", "kasir", "4", *options, *evidence]
    return CliRunner().invoke(main, command)


def sentence(project: Path, **other: str) -> str:
    """Return the sentence of the review pack, or one with something else in it."""
    library = context_of(project / "content").library
    document = library.documents["kasir"]
    code = short_code(Fingerprints(library).of_revision(document, document.revisions["4"]))
    act = Act(other.get("act", "approved"))
    values = {"document": "kasir", "revision": "4", "code": code, "name": "Budi Penyetuju", **other}
    return reply_sentence(values["document"], values["revision"], act, values["code"], values["name"])


def test_the_sentence_of_the_pack_is_taken(project: Path) -> None:
    done = approve(project, f"{sentence(project)}\n\n> Mohon ditinjau.\n".encode())
    assert done.exit_code == 0, done.output
    assert '"act":"approved"' in (project / "content/register/kasir.jsonl").read_text().splitlines()[-1]


def test_what_cannot_be_read_is_left_to_people(project: Path) -> None:
    assert approve(project, b"%PDF-1.7 pindaian").exit_code == 0


@pytest.mark.parametrize(
    ("other", "different"),
    [
        pytest.param({"code": "0000-0000"}, "code", id="another text"),
        pytest.param({"revision": "3"}, "revision", id="another revision"),
        pytest.param({"document": "loket"}, "document", id="another document"),
        pytest.param({"act": "reviewed"}, "act", id="another act"),
        pytest.param({"name": "Ani Penyusun"}, "name", id="another person"),
    ],
)
def test_a_reply_that_says_something_else_is_refused(project: Path, other: dict[str, str], different: str) -> None:
    before = (project / "content/register/kasir.jsonl").read_bytes()
    done = approve(project, sentence(project, **other).encode())
    assert done.exit_code == 1
    assert f"({different}) [act-reply-other]" in done.stdout
    assert (project / "content/register/kasir.jsonl").read_bytes() == before
