"""Notices: their length, their words, who gets them, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes.acts import act_of
from generator.changes.notice import LONGEST_MESSAGE, Notice, notice_of
from generator.cli import main
from generator.render.context import RenderContext
from generator.revisions.compare.model import Change, ChangeKind, Comparison
from generator.revisions.register.entry import Act
from tests.changes.conftest import Held
from tests.changes.published import STEPS, Step, context_of, published_content, write_register
from tests.contents import edit

LETTERS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=120)


def told(context: RenderContext, revision: str) -> Notice:
    document = context.library.documents["kasir"]
    act = act_of(document, document.revisions[revision])
    assert act
    return notice_of(context, act)


def sigap_notice(content: Path, *arguments: str, as_of: str = "2026-02-01") -> Result:
    command = ["--project", str(content.parent), "--lang", "en", "notice", *arguments, "--as-of", as_of]
    return CliRunner().invoke(main, command)


def test_a_chat_message_says_what_since_when_what_changed_and_how_to_check(february: RenderContext) -> None:
    head = february.library.content.registers["kasir"].head
    lines = told(february, "3").message.splitlines()
    assert lines[:3] == [
        "*Perubahan dokumen: Kasir*",
        "No. Dokumen: KC-01, revisi 3, sesudah revisi 2",
        "*Berlaku mulai 1 Maret 2026 pukul 06.00 waktu setempat.*",
    ]
    assert lines[4:6] == ["Yang berubah (1):", "• Bagaimana cara membayar iuran?: tanya jawab berubah"]
    assert lines[-3].startswith("Baca: kasir/rev/3/perubahan/")
    assert lines[-1] == f"Kepala register: {head[:12]}"


def test_an_email_shows_both_texts_and_the_whole_head(february: RenderContext) -> None:
    notice = told(february, "2")
    assert notice.subject == "Perubahan dokumen: Kasir, revisi 2"
    assert "Selamat datang di Koperasi, saya {Nama Kasir}.\n" in notice.email.partition("   Menjadi: ")[2]
    assert february.library.content.registers["kasir"].head in notice.email


def test_the_address_is_full_where_the_site_has_one(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    site = content / "settings/site.yml"
    site.write_text(site.read_text() + "url: https://sigap.example/\n")
    assert "Baca: https://sigap.example/kasir/rev/2/perubahan/\n" in told(context_of(content), "2").message


def test_who_reads_it_late_is_told_so(content: Path) -> None:
    late = told(context_of(content, "2026-04-01"), "2")
    assert "Revisi ini sudah digantikan oleh revisi yang lebih baru." in late.message


def test_a_withdrawal_asks_to_stop(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    reason = {"reason": "Keliru."}
    gone = Step("2", Act.WITHDRAWN, "2026-01-30T10:00:00+07:00", ("2026-01-30T10:00", "wib"), more=reason)
    write_register(content, (*STEPS[:5], gone))
    notice = told(context_of(content), "2")
    assert notice.message.startswith("*Dokumen dicabut: Kasir*\n")
    assert "*Tidak berlaku lagi sejak 30 Januari 2026 pukul 10.00 WIB.*\nAlasan: Keliru.\n" in notice.message
    assert "tidak dipakai lagi" in notice.email


def test_a_retroactive_publication_says_when_it_came_out(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    back = replace(STEPS[4], effective=("2026-01-08T00:00", "wib"), more={"reason": "Surat terlambat."})
    write_register(content, (*STEPS[:4], back))
    message = told(context_of(content), "2").message
    assert "*Berlaku surut sejak 8 Januari 2026 pukul 00.00 WIB.*\nTerbit 10 Januari 2026" in message
    assert "Alasan: Surat terlambat." in message


@settings(max_examples=30, deadline=None)
@given(titles=st.lists(LETTERS, max_size=40), reason=LETTERS)
def test_no_message_is_longer_than_a_chat_shows(held_february: Held, titles: list[str], reason: str) -> None:
    kind = ChangeKind.SCRIPT_CHANGED
    changes = tuple(Change(kind, f"kasir/a-{number}", "script", title) for number, title in enumerate(titles))
    context = replace(held_february.context, _comparisons={("kasir", "2"): Comparison("kasir", "1", "2", changes)})
    document = context.library.documents["kasir"]
    act = act_of(document, document.revisions["2"])
    assert act
    assert act.entry
    notice = notice_of(context, replace(act, entry=replace(act.entry, reason=reason)))
    assert len(notice.message) <= LONGEST_MESSAGE
    assert notice.message.count("*") == 4, "only ours are bold"
    assert f"({len(titles)})" in notice.message or not titles


def test_positions_that_work_on_its_channels_are_told(february: RenderContext) -> None:
    assert told(february, "2").distribution == ("Kasir, loket", "Pembaca: Kasir")


def test_a_list_of_the_document_counts_before_that(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    listed = "readers: Kasir\ndistribution: [peran-mutu, Grup WhatsApp kepala loket]\n"
    edit(content, "documents/kasir/document.yml", "readers: Kasir\n", listed)
    assert told(context_of(content), "2").distribution == ("Bagian Mutu", "Grup WhatsApp kepala loket")


@pytest.mark.parametrize(
    ("form", "has_message", "has_email"), [("whatsapp", True, False), ("email", False, True), ("both", True, True)]
)
def test_the_command_prints_the_text_that_is_wanted(
    content: Path, form: str, has_message: bool, has_email: bool
) -> None:
    done = sigap_notice(content, "kasir", "2", "--form", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert ("*Perubahan dokumen: Kasir*" in done.stdout) is has_message
    assert ("Dengan hormat," in done.stdout) is has_email
    assert done.stdout.endswith("Daftar distribusi:\n- Kasir, loket\n- Pembaca: Kasir\n")


def test_json_holds_the_same(content: Path, february: RenderContext) -> None:
    done = sigap_notice(content, "kasir", "2", "--json")
    data = json.loads(done.stdout)
    assert (done.exit_code, data["schema"], data["document"], data["revision"]) == (0, 1, "kasir", "2")
    assert data["whatsapp"] == told(february, "2").message
    assert data["distribution"] == ["Kasir, loket", "Pembaca: Kasir"]


def test_of_a_draft_nobody_is_told(content: Path) -> None:
    done = sigap_notice(content, "kasir", "4")
    assert done.exit_code == 1
    assert "[act-no-notice]" in done.stdout


def test_a_wrong_name_is_met_with_the_right_one(content: Path) -> None:
    done = sigap_notice(content, "kasr", "2")
    assert done.exit_code == 1
    assert "kasir" in done.stdout
