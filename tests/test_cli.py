"""Commands answer on stdout, speak about the work on stderr, and say by their status how it went."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import base, main
from tests.contents import FAQ, SCRIPTS, base_copy, edit
from tests.invented_rules import invent_quiet

FAULTY_FAQ = ("answer: |-", "anwser: |-")
LINE = "content/documents/kasir/1/faq.yml:8:9: error: 'anwser'"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    invent_quiet(monkeypatch)
    base_copy(tmp_path)
    return tmp_path


def run(project: Path, *arguments: str, language: str = "en", environ: dict[str, str] | None = None) -> Result:
    environment = {"LC_ALL": "C", "SIGAP_AS_OF": "2026-02-01", **(environ or {})}
    return CliRunner(env=environment).invoke(main, ["--project", str(project), "--lang", language, *arguments])


def break_faq(project: Path) -> None:
    edit(project / "content", FAQ, *FAULTY_FAQ)


def test_check_of_clean_content_is_silent_on_stdout(project: Path) -> None:
    result = run(project, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "errors: 0, warnings: 0\n")


def test_check_of_faulty_content_reports_on_stdout(project: Path) -> None:
    break_faq(project)
    result = run(project, "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(LINE)
    assert result.stderr == "errors: 1, warnings: 0\n"


def test_quiet_leaves_the_result_and_takes_the_rest(project: Path) -> None:
    break_faq(project)
    result = run(project, "--quiet", "check")
    assert result.stdout.startswith(LINE)
    assert result.stderr == ""


def test_problems_are_told_in_indonesian(project: Path) -> None:
    break_faq(project)
    result = run(project, "check", language="id")
    assert "saran: " in result.stdout
    assert "[field-unknown-meant]" in result.stdout
    assert "hint: " not in result.stdout
    assert result.stderr == "galat: 1, peringatan: 0\n"


def test_the_locale_decides_where_no_language_is_named(project: Path) -> None:
    environment = {"LC_ALL": "id_ID.UTF-8", "SIGAP_AS_OF": "2026-02-01"}
    result = CliRunner(env=environment).invoke(main, ["--project", str(project), "check"])
    assert result.stderr == "galat: 0, peringatan: 0\n"


def test_json_is_one_document_with_public_keys(project: Path) -> None:
    break_faq(project)
    result = run(project, "check", "--json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report.keys() == {"schema", "problems", "settled", "summary"}
    assert report["schema"] == 1
    assert report["summary"] == {"errors": 1, "warnings": 0, "open": 0, "accepted": 0, "dismissed": 0}
    assert report["problems"] == [
        {
            "path": "content/documents/kasir/1/faq.yml",
            "line": 8,
            "column": 9,
            "severity": "error",
            "code": "field-unknown-meant",
            "message": "'anwser' is no key of this place",
            "hint": "did you mean 'answer'?",
        }
    ]


def test_json_of_clean_content_is_a_document_too(project: Path) -> None:
    result = run(project, "check", "--json")
    assert result.exit_code == 0
    summary = dict.fromkeys(("errors", "warnings", "open", "accepted", "dismissed"), 0)
    assert json.loads(result.stdout) == {"schema": 1, "problems": [], "settled": [], "summary": summary}


@pytest.mark.parametrize("command", [["check"], ["build"], ["resolve", "kasir"], ["pages", "--out", "x"], ["fmt"]])
def test_without_a_content_folder_nothing_can_be_done(tmp_path: Path, command: list[str]) -> None:
    result = run(tmp_path, *command)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "there is no content folder at" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check", "--as-of", "besok"], id="a moment that is none"),
        pytest.param(["check", "--as-of", "2026-02-30"], id="a day that is none"),
        pytest.param(["check", "--as-of", "2026-03-01T08:00"], id="a time without a zone"),
        pytest.param(["check", "--cepat"], id="an option that does not exist"),
        pytest.param(["periksa"], id="a command that does not exist"),
        pytest.param(["new", "sop"], id="a kind that does not exist"),
        pytest.param(["fmt", "tidak-ada.yml"], id="a file that does not exist"),
        pytest.param(["resolve"], id="nothing to resolve"),
        pytest.param(["schema"], id="no folder for the schemas"),
    ],
)
def test_a_wrong_command_line_is_told_as_such(project: Path, arguments: list[str]) -> None:
    result = run(project, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_a_wrong_moment_is_told_how_to_write_it(project: Path) -> None:
    result = run(project, "check", environ={"SIGAP_AS_OF": "besok"})
    assert result.exit_code == 2
    assert "'besok' is neither a date such as 2026-03-01" in result.stderr


def test_fmt_brings_files_into_form_and_names_them(project: Path) -> None:
    path = project / "content" / FAQ
    before = path.read_bytes()
    path.write_bytes(before.replace(b"id: cara-bayar", b"id:    cara-bayar"))
    run(project, "fmt")
    once = path.read_bytes()
    assert b"id: cara-bayar" in once
    again = run(project, "fmt")
    assert (again.exit_code, again.stdout) == (0, "")
    assert path.read_bytes() == once


def test_fmt_check_names_what_would_change_and_changes_nothing(project: Path) -> None:
    run(project, "fmt")
    path = project / "content" / FAQ
    untidy = path.read_bytes().replace(b"id: cara-bayar", b"id:    cara-bayar")
    path.write_bytes(untidy)
    result = run(project, "fmt", "--check")
    assert (result.exit_code, result.stdout) == (1, f"{path}\n")
    assert path.read_bytes() == untidy


def test_fmt_leaves_a_broken_file_and_says_why(project: Path) -> None:
    path = project / "content" / FAQ
    path.write_text("a: 'b\n", encoding="utf-8")
    result = run(project, "fmt", str(path))
    assert result.exit_code == 1
    assert "[yaml-quote-unclosed]" in result.stdout
    assert path.read_text(encoding="utf-8") == "a: 'b\n"


def test_new_writes_a_file_and_names_it(project: Path) -> None:
    result = run(project, "new", "document", "sop-baru")
    path = project / "content/documents/sop-baru/document.yml"
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{path}\n", "")
    assert path.is_file()


def test_new_does_not_overwrite(project: Path) -> None:
    before = (project / "content" / SCRIPTS).read_bytes()
    result = run(project, "new", "scripts", "kasir", "1")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "exists already" in result.stderr
    assert (project / "content" / SCRIPTS).read_bytes() == before


def test_new_says_which_names_it_needs(project: Path) -> None:
    result = run(project, "new", "scripts", "kasir")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "sigap: write `sigap new scripts <document> <revision>`\n"


def test_schema_writes_files_and_names_them(project: Path) -> None:
    result = run(project, "schema", "--out", str(project / "schemas"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(project / "schemas/sigap.schema.json") in result.stderr.splitlines()
    assert json.loads((project / "schemas/scripts.schema.json").read_text(encoding="utf-8"))["$schema"]


@pytest.mark.parametrize("words", [["kasir/menyapa-tamu"], ["kasir", "1.a"], ["kasir 1.a"]])
def test_resolve_prints_where_something_is(project: Path, words: list[str]) -> None:
    result = run(project, "resolve", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert "address: kasir/menyapa-tamu" in lines
    assert "number: 1.a" in lines
    assert "defined: content/documents/kasir/1/revision.yml:13:9" in lines
    assert "shown: /kasir/#menyapa-tamu" in lines


def test_resolve_gives_json(project: Path) -> None:
    report = json.loads(run(project, "resolve", "kasir/sapaan", "--json").stdout)
    assert report["schema"] == 1
    (unit,) = report["units"]
    assert unit.keys() == {"address", "kind", "number", "revision", "defined", "shown", "fingerprint"}


def test_resolve_of_a_mistake_says_what_was_meant(project: Path) -> None:
    result = run(project, "resolve", "kasir/sapan")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "sigap: nothing is at 'kasir/sapan'; did you mean 'kasir/sapaan'?\n"


def fail(*_: object) -> None:
    raise ZeroDivisionError("our fault")


def test_a_bug_of_ours_is_told_without_a_traceback(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "prepare", fail)
    result = run(project, "check")
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr.startswith("sigap: this is a bug of Sigap: ZeroDivisionError('our fault')")
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "prepare", fail)
    result = run(project, "--debug", "check")
    assert isinstance(result.exception, ZeroDivisionError)


def test_a_disk_that_fails_is_no_bug(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", "content/a.yml")

    monkeypatch.setattr(base, "prepare", refuse)
    result = run(project, "check")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "sigap: No space left on device: content/a.yml\n"


def test_stopping_a_command_is_told_apart_from_faulty_content(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(base, "prepare", stop)
    result = run(project, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "sigap: stopped\n")


def test_a_reader_that_goes_away_ends_the_command_quietly(project: Path) -> None:
    names = "\n".join(f"kunci-{number}: a" for number in range(5000))  # far more than a pipe holds
    (project / "content" / FAQ).write_text(f"groups: []\n{names}\n", encoding="utf-8")
    root = Path(__file__).resolve().parent.parent
    command = f"'{sys.executable}' -m generator.cli --project '{project}' --quiet --lang en check | head -n 1"
    result = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("content/documents/kasir/1/faq.yml:2:1: error")
    assert result.stderr == ""
