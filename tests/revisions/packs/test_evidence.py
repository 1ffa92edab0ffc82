"""`sigap evidence`: what was in force at a moment, what was known of it, and all that proves it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.revisions.register.entry import Act
from tests.changes.published import REPLY, STEPS, Step, published_content, write_register
from tests.contents import edit
from tests.pdf.reading import opened, page_texts, without_spaces

AS_OF = "2026-02-01"
WITHDRAWN = Step("2", Act.WITHDRAWN, "2026-01-30T10:00:00+07:00", ("2026-01-28T00:00", "wib"), {"reason": "Keliru."})
RETROACTIVE = replace(STEPS[4], effective=("2026-01-08T00:00", "wib"), more={"reason": "Surat terlambat."})


def evidence(content: Path, moment: str, *arguments: str, as_of: str = AS_OF) -> Result:
    command = ["--project", str(content.parent), "--lang", "en", "evidence", "kasir", "--at", moment, *arguments]
    return CliRunner().invoke(main, [*command, "--as-of", as_of])


def answer(content: Path, moment: str, out: Path) -> tuple[dict[str, str], str]:
    """Return what the command says, and the words of the first pages."""
    done = evidence(content, moment, "--out", str(out / "b.pdf"), "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), " ".join(" ".join(page_texts((out / "b.pdf").read_bytes())[:2]).split())


@pytest.fixture(scope="module")
def in_force(content: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("evidence") / "bukti.pdf"
    done = evidence(content, "2026-01-20 08:00", "--out", str(out))
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{out}\n", "")
    return out.read_bytes()


def test_it_says_what_was_in_force_and_shows_the_text(in_force: bytes) -> None:
    pages = page_texts(in_force)
    first = " ".join(pages[0].split())
    assert "Revisi 2 berlaku pada saat itu." in first
    assert "Saat 20 Januari 2026 pukul 08.00 WIB" in first
    assert "berlaku sejak 15 Januari 2026 pukul 00.00 WITA, sampai 1 Maret 2026 pukul 05.59 waktu setempat" in first
    assert "Selamat datang di Koperasi" in "".join(pages)
    assert "nomor anggota" not in "".join(pages), "that is revision 3"


def test_approvals_stand_there_with_their_evidence(in_force: bytes) -> None:
    first = page_texts(in_force)[0]
    digest = hashlib.sha256(REPLY).hexdigest()
    assert ("Ani Penyusun" in first, "Budi Penyetuju" in first, "balasan.txt" in first) == (True, True, True)
    assert digest in without_spaces(first)
    assert "BERBEDA" not in first
    with opened(in_force) as document:
        assert document.attachments[f"{digest[:16]}.txt"].get_file().read_bytes() == REPLY


def test_the_whole_register_is_readable_and_attached(content: Path, in_force: bytes) -> None:
    register = (content / "register/kasir.jsonl").read_bytes()
    lines = [json.loads(line) for line in register.splitlines()]
    with opened(in_force) as document:
        assert document.attachments["register-kasir.jsonl"].get_file().read_bytes() == register
        snapshot = document.attachments["cuplikan-kasir-2.json"].get_file().read_bytes()
        form = json.loads(document.attachments["kasir-2.json"].get_file().read_bytes())
    pages = page_texts(in_force)
    assert all(line["hash"][:12] in without_spaces(pages[1]) for line in lines)
    assert lines[-1]["hash"] in without_spaces(pages[0])
    published = next(line for line in lines if line["act"] == "published" and line["revision"] == "2")
    assert (form["fingerprint"], hashlib.sha256(snapshot).hexdigest()) == (
        published["fingerprint"],
        published["snapshot"],
    )


def test_the_same_register_gives_the_same_bytes_whenever_it_is_asked(
    content: Path, in_force: bytes, tmp_path: Path
) -> None:
    evidence(content, "2026-01-20T08:00+07:00", "--out", str(tmp_path / "b.pdf"), as_of="2026-02-20")
    assert (tmp_path / "b.pdf").read_bytes() == in_force


def test_before_adoption_the_document_alone_says_so(content: Path, tmp_path: Path) -> None:
    facts, words = answer(content, "2025-06-01", tmp_path)
    assert (facts["revision"], facts["status"]) == ("1", "in-force")
    assert "Menurut dokumen; diadopsi pada 1 Desember 2025 pukul 08.00 WIB." in words
    assert "dokumen aslinya tidak memuat lembar pengesahan" in words


def test_an_unknown_beginning_is_said_to_be_unknown(tmp_path: Path, font_cache: Path) -> None:
    content = published_content(tmp_path)
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    edit(content, "documents/kasir/1/revision.yml", "{from: 2025-01-06}", "{from: {missing: not-in-source}}")
    write_register(content, STEPS[:1])
    _, words = answer(content, "2025-06-01", tmp_path)
    assert "sejak kapan berlaku tidak diketahui" in words
    assert "mulai berlaku tidak diketahui" in words
    _, words = answer(content, "2024-06-01", tmp_path)
    assert "Tidak diketahui. Revisi 1 bertanggal 2 Januari 2025, sesudah saat yang ditanyakan" in words


def test_what_came_out_later_was_not_known_then(tmp_path: Path, font_cache: Path) -> None:
    content = published_content(tmp_path)
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    write_register(content, (*STEPS[:4], RETROACTIVE))
    facts, words = answer(content, "2026-01-09", tmp_path)
    assert (facts["revision"], facts["known_then"]) == ("2", "1")
    assert "Yang diketahui saat itu Revisi 1; revisi 2 baru terbit sesudahnya, dengan alasan: Surat terlambat." in words


def test_a_withdrawal_leaves_nothing_in_force(tmp_path: Path, font_cache: Path) -> None:
    content = published_content(tmp_path)
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    write_register(content, (*STEPS[:5], WITHDRAWN))
    facts, words = answer(content, "2026-01-29", tmp_path)
    assert facts["status"] == "withdrawn"
    assert "Tidak ada revisi yang berlaku: revisi 2 sudah dicabut." in words
    assert "Pada saat itu pencabutannya belum tercatat" in words
    assert "alasan: Keliru." in words


def test_before_the_first_revision_there_is_nothing(content: Path, tmp_path: Path) -> None:
    done = evidence(content, "2024-01-01", "--out", str(tmp_path / "b.pdf"))
    assert (done.exit_code, "[act-none-in-force]" in done.stdout) == (1, True)
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("moment", ["2026-13-01", "kemarin", "2026-01-20T25:00"])
def test_a_moment_that_is_none_is_refused(content: Path, tmp_path: Path, moment: str) -> None:
    done = evidence(content, moment, "--out", str(tmp_path / "b.pdf"))
    assert (done.exit_code, "[act-moment-form]" in done.stdout) == (1, True)


def test_evidence_that_is_gone_or_changed_is_named(tmp_path: Path, font_cache: Path) -> None:
    content = published_content(tmp_path)
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    [file] = (content / "register/evidence").iterdir()
    file.write_bytes(b"Saya tidak menyetujui.\n")
    done = evidence(content, "2026-01-20", "--out", str(tmp_path / "b.pdf"))
    words = " ".join(page_texts((tmp_path / "b.pdf").read_bytes())[0].split())
    assert (done.exit_code, "BERKAS BERUBAH, tidak dilampirkan" in words) == (1, True)
    file.unlink()
    evidence(content, "2026-01-20", "--out", str(tmp_path / "b.pdf"))
    assert "BERKAS TIDAK DITEMUKAN" in " ".join(page_texts((tmp_path / "b.pdf").read_bytes())[0].split())


def test_letters_without_a_glyph_do_not_stop_an_auditor(tmp_path: Path, font_cache: Path) -> None:
    remarked = replace(STEPS[0], more={"remarks": "Diterima 漢 dari arsip."})
    content = published_content(tmp_path, (remarked, *STEPS[1:]))
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    _, words = answer(content, "2026-01-20", tmp_path)
    assert "Diterima ? dari arsip." in words
