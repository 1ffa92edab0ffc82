"""The commands of a document's life: what each prints, on which stream, and how it exits."""

import json
import subprocess
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.revisions.register.journal import open_journal
from tests.contents import edit
from tests.revisions.acts.office import DRAFT, Office, everything

WHO = ["--recorded-by", "Pengendali"]
STEPS = (
    (["adopt", "kasir", "1", *WHO], "2026-02-02"),
    (["revise", "kasir", *WHO], "2026-02-03"),
)


def run(office: Office, *arguments: str, on: str = "2026-02-10", language: str = "en") -> Result:
    runner = CliRunner(env={"LC_ALL": "C", "SIGAP_AS_OF": on, "SIGAP_RECORDED_BY": ""})
    return runner.invoke(main, ["--project", str(office.content.parent), "--lang", language, *arguments])


@pytest.fixture
def reply(tmp_path: Path) -> str:
    (tmp_path / "balasan.eml").write_text("Setuju.\n", encoding="utf-8")
    return str(tmp_path / "balasan.eml")


def test_the_whole_life_by_commands(office: Office, reply: str) -> None:
    for arguments, day in STEPS:
        assert run(office, *arguments, on=day).exit_code == 0
    office.write()
    approve = ["approve", "kasir", "2", "--evidence", reply, *WHO]
    told = [
        run(office, "submit", "kasir", "--name", "Ani", on="2026-02-04"),
        run(office, *approve, "--act", "diperiksa", "--name", "orang-budi", on="2026-02-05"),
        run(office, *approve, "--act", "disetujui", "--name", "Citra", "--role", "Ketua", on="2026-02-06"),
        run(
            office, "publish", "kasir", "2", "--effective", "2026-03-01 06:00", "--clock", "wib", *WHO, on="2026-02-07"
        ),
    ]
    assert [(result.exit_code, result.stderr) for result in told] == [(0, "")] * 4
    assert [result.stdout.splitlines()[0] for result in told] == [
        "recorded: kasir 2 disusun",
        "recorded: kasir 2 diperiksa",
        "recorded: kasir 2 disetujui",
        "recorded: kasir 2 terbit",
    ]
    log = run(office, "log", "kasir")
    assert (log.exit_code, log.stderr) == (0, "")
    assert "6  2026-02-07 00:00:00+07:00  2  terbit" in log.stdout
    assert "   effective: 2026-03-01 06:00 (wib)" in log.stdout
    assert "   person: orang-citra (Ketua), 2026-02-06" in log.stdout
    assert "   recorded_by: Ani" in log.stdout


def test_revise_says_where_the_new_revision_is(office: Office) -> None:
    run(office, *STEPS[0][0])
    result = run(office, *STEPS[1][0], language="id")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "dicatat: kasir 2 dibuka",
        "ditulis: content/documents/kasir/2/",
        "ditulis: content/documents/kasir/document.yml",
        "ditulis: content/register/kasir.jsonl",
    ]


def test_a_refusal_is_told_on_stdout_and_writes_nothing(office: Office) -> None:
    before = everything(office.content)
    result = run(office, "submit", "kasr", "--name", "Ani")
    assert result.exit_code == 1
    assert result.stdout == (
        "content/documents: error: no document is called 'kasr' [act-document-unknown-meant]\n"
        "    hint: did you mean 'kasir'?\n"
    )
    assert result.stderr == "errors: 1, warnings: 0\n"
    assert everything(office.content) == before


def test_publish_refuses_as_json_too(office: Office) -> None:
    office.in_review()
    result = run(office, "publish", "kasir", "2", "--effective", "2026-01-01", *WHO, "--json")
    assert result.exit_code == 1
    codes = [problem["code"] for problem in json.loads(result.stdout)["problems"]]
    assert codes == ["act-effective-past", "act-missing", "act-missing"]


def test_publish_recorded_as_json(office: Office) -> None:
    office.approved()
    result = run(office, "publish", "kasir", "2", "--effective", "2026-03-01", *WHO, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = json.loads(result.stdout)["recorded"]
    assert (line["act"], line["effective"]) == ("published", {"at": "2026-03-01T00:00", "clock": "local"})


def test_a_retroactive_publication_says_why(office: Office) -> None:
    office.approved()
    arguments = ["publish", "kasir", "2", "--effective", "2026-02-01", *WHO]
    refused = run(office, *arguments)
    assert (refused.exit_code, "act-effective-past" in refused.stdout) == (1, True)
    assert run(office, *arguments, "--retroactive", "Surat edaran terlambat").exit_code == 0
    assert office.chain().entries[-1].reason == "Surat edaran terlambat"


def test_return_sends_back(office: Office) -> None:
    office.in_review()
    result = run(office, "return", "kasir", "--remarks", "Salamnya keliru.", "--name", "Budi Santoso")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("recorded: kasir 2 dikembalikan\n")
    status = run(office, "status", "kasir")
    assert "  sent back: Salamnya keliru." in status.stdout


def test_a_withdrawal_says_what_it_waits_for(office: Office, reply: str) -> None:
    office.published()
    words = ["--reason", "Keliru", "--authority", "Pengurus", "--at", "2026-04-01", *WHO]
    asked = run(office, "withdraw", "kasir", "2", *words, on="2026-03-02")
    assert asked.exit_code == 0
    assert asked.stdout.startswith("recorded: kasir 2 diusulkan untuk dicabut\n")
    assert "warning: the withdrawal of revision '2' of 'kasir' waits for the act 'disetujui'" in asked.stdout
    assert asked.stderr == "errors: 0, warnings: 1\n"
    assert "withdrawal of revision 2 waits for disetujui" in run(office, "status", on="2026-03-02").stdout
    assert run(office, "withdraw", "kasir", *words, on="2026-03-02").exit_code == 1
    agree = ["approve", "kasir", "2", "--act", "disetujui", "--for", "withdrawal", "--role", "Ketua"]
    assert run(office, *agree, "--name", "Citra", "--evidence", reply, *WHO, on="2026-03-03").exit_code == 0
    assert "withdrawal of 2 is agreed" in run(office, "status", on="2026-03-03").stdout
    done = run(office, "withdraw", "kasir", *WHO, on="2026-03-04")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "recorded: kasir 2 dicabut")


def test_a_review_moves_the_day_of_the_next(office: Office) -> None:
    office.adopt()
    assert "REVIEW OVERDUE since 2026-01-06" in run(office, "status").stdout
    result = run(office, "review", "kasir", "--result", "tetap-berlaku", "--name", "Ani", "--on", "2026-02-09")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "review due by 2027-02-09" in run(office, "status").stdout
    assert office.chain().entries[-1].facts == {"result": "tetap-berlaku", "due_on": "2027-02-09"}


def test_status_as_text(office: Office) -> None:
    fresh = run(office, "status", language="id")
    assert (fresh.exit_code, fresh.stderr) == (0, "")
    assert fresh.stdout.splitlines() == [
        "kasir – Kasir",
        "  revisi 1: Berlaku",
        "  belum tercatat pada register; `sigap adopt kasir 1` mencatatnya",
        "  LEWAT JADWAL TINJAU sejak 2026-01-06",
    ]
    office.in_review()
    assert "in review, waiting for diperiksa (code " in run(office, "status").stdout
    edit(office.content, "documents/kasir/2/scripts.yml", "Selamat pagi", "Selamat siang")
    assert 'disusun by orang-ani is void, since these changed: sapaan "Sapaan"' in run(office, "status").stdout


def test_status_as_json(office: Office) -> None:
    office.published()
    found = json.loads(run(office, "status", "--json").stdout)
    assert found["schema"] == 1
    assert found["as_of"] == "2026-02-10T00:00:00+07:00"
    (document,) = found["documents"]
    assert document["revision"] == "1"
    assert document["coming"] == [{"revision": "2", "effective": "2026-03-01T00:00", "clock": "local"}]
    assert document["review_overdue"] is True
    assert document["in_the_making"] == []


def test_status_of_a_document_nobody_knows(office: Office) -> None:
    result = run(office, "status", "kasr")
    assert (result.exit_code, "did you mean 'kasir'?" in result.stdout) == (1, True)


def test_log_of_a_register_without_lines(office: Office) -> None:
    result = run(office, "log", "kasir")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "the register of kasir has no line yet\n", "")


def test_log_as_json_has_every_line_as_it_stands(office: Office) -> None:
    office.published()
    found = json.loads(run(office, "log", "kasir", "--json").stdout)
    lines = (office.content / "register/kasir.jsonl").read_text(encoding="utf-8").splitlines()
    assert found["lines"] == [json.loads(line) for line in lines]
    assert found["head"] == found["lines"][-1]["hash"]


def test_log_of_a_broken_register_shows_what_can_be_read_and_exits_with_1(office: Office) -> None:
    office.published()
    register = office.content / "register/kasir.jsonl"
    register.write_text(register.read_text(encoding="utf-8").replace("Pengendali", "Siapa pun"), encoding="utf-8")
    result = run(office, "log", "kasir")
    assert result.exit_code == 1
    assert "register-line-edited" in result.stdout


def test_what_a_stopped_command_left_is_completed_by_the_next(office: Office) -> None:
    class Killed(BaseException):
        pass

    def kill(step: str) -> None:
        if step == "place register/kasir.jsonl":
            raise Killed

    office.step = kill
    with pytest.raises(Killed):
        office.adopt()
    assert "act-journal-pending" in run(office, "check").stdout
    assert run(office, "status").exit_code == 0
    assert office.acts() == ["1 adopted"]
    assert "act-journal-pending" not in run(office, "check").stdout


def test_a_disk_that_refuses_is_no_fault_of_the_content(office: Office) -> None:
    (office.content / ".sigap-journal").write_text("in the way", encoding="utf-8")
    result = run(office, *STEPS[0][0])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("sigap: nothing was written: File exists")


def test_a_second_command_waits_and_says_so(office: Office) -> None:
    results: list[Result] = []
    with open_journal(office.content):
        thread = threading.Thread(target=lambda: results.append(run(office, *STEPS[0][0])))
        thread.start()
        thread.join(0.3)
        assert results == []
    thread.join(20)
    assert results[0].exit_code == 0
    assert "another command is writing to the content; waiting for it" in results[0].stderr
    assert office.acts() == ["1 adopted"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["approve", "kasir", "2", "--act", "setuju", "--name", "Ani"], id="an act that is none"),
        pytest.param(["publish", "kasir", "2"], id="no moment"),
        pytest.param(["return", "kasir"], id="no remarks"),
        pytest.param(["review", "kasir", "--result", "baik", "--name", "Ani"], id="a result that is none"),
        pytest.param(["submit", "kasir", "--name", "Ani", "--on", "besok"], id="a day that is none"),
        pytest.param(["adopt", "kasir", "1", "--as-of", "besok"], id="a moment that is none"),
    ],
)
def test_a_wrong_command_line_is_told_as_such(office: Office, arguments: list[str]) -> None:
    result = run(office, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_signature_is_made_over_the_statement_and_verified(office: Office, tmp_path: Path) -> None:
    office.in_review()
    key = tmp_path / "kunci"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    signers = office.content / "settings/allowed-signers"
    signers.write_text(f'budi@contoh.id namespaces="sigap-approval" {public}', encoding="utf-8")
    edit(office.content, "settings/people.yml", "reason: Memeriksa.", "reason: Memeriksa., principal: budi@contoh.id")
    act = ["approve", "kasir", "2", "--act", "diperiksa", "--name", "orang-budi", "--on", "2026-02-09", *WHO]
    statement = run(office, *act, "--statement")
    assert (statement.exit_code, statement.stderr) == (0, "")
    assert statement.stdout.splitlines()[:5] == [
        "Sigap: pernyataan pengesahan, bentuk 1",
        "document: kasir",
        "revision: 2",
        "act: reviewed",
        "purpose: publication",
    ]
    assert len(office.acts()) == 3
    (tmp_path / "pernyataan").write_text(statement.stdout, encoding="utf-8")
    sign = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "sigap-approval", str(tmp_path / "pernyataan")]
    subprocess.run(sign, check=True, capture_output=True)
    result = run(office, *act, "--signature", str(tmp_path / "pernyataan.sig"))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "recorded: kasir 2 diperiksa")
    signature = office.chain().entries[-1].signature
    assert signature is not None
    assert signature.principal == "budi@contoh.id"
    assert office.library().content.problems == []


def test_what_is_in_the_draft_does_not_reach_the_list_of_files(office: Office) -> None:
    office.adopt()
    (office.content / "documents/kasir/1/.swp").write_text("an editor's", encoding="utf-8")
    office.revise()
    assert not (office.content / "documents/kasir/2/.swp").exists()
    assert (office.content / DRAFT).exists()
