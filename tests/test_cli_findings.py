"""`check`, `accept` and `rules` at the command line: stdout, stderr and exit status, each for itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.problems import Severity
from tests.checks.test_since import git
from tests.contents import FAQ, SCRIPTS, base_copy, edit, write_files
from tests.invented_rules import LONG, OLD, SHORT, invent

PART_1 = "content/documents/kasir/1/faq.yml:8:17: warning: part 1 is long [answer-long]\n    hint: cut\n"
SAID = ("--reason", "Sudah dibahas.", "--by", "Pengendali dokumen")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    invent(monkeypatch)
    base_copy(tmp_path)
    return tmp_path


def run(project: Path, *arguments: str, language: str = "en") -> Result:
    environment = {"LC_ALL": "C", "SIGAP_AS_OF": "2026-02-01"}
    return CliRunner(env=environment).invoke(main, ["--project", str(project), "--lang", language, *arguments])


def settle(project: Path) -> None:
    assert run(project, "accept", SHORT, *SAID, "--until", "2026-02-28").exit_code == 0
    assert run(project, "accept", LONG, *SAID, "--decision", "open").exit_code == 0


# check


def test_new_findings_are_warnings_that_strict_stops_at(project: Path) -> None:
    result = run(project, "check")
    assert (result.exit_code, result.stderr) == (0, "errors: 0, warnings: 3\n")
    assert result.stdout.startswith(PART_1)
    assert run(project, "check", "--strict").exit_code == 1


def test_what_is_settled_is_counted(project: Path) -> None:
    settle(project)
    result = run(project, "check", "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "errors: 0, warnings: 0; settled: 2 open, 1 accepted, 0 dismissed\n"
    indonesian = run(project, "check", language="id").stderr
    assert indonesian == "galat: 0, peringatan: 0; diputuskan: 2 terbuka, 1 diterima, 0 dikesampingkan\n"


def test_all_prints_what_is_settled(project: Path) -> None:
    settle(project)
    result = run(project, "check", "--all", "--strict")
    assert result.exit_code == 0
    assert result.stdout.startswith("content/documents/kasir/1/faq.yml:8:17: open: part 1 is long [answer-long]\n")
    assert "    reason: Sudah dibahas. (Pengendali dokumen, 2026-02-01, until 2026-02-28)\n" in result.stdout


def test_what_has_expired_says_so_and_strict_stops(project: Path) -> None:
    settle(project)
    result = run(project, "check", "--as-of", "2026-03-01")
    assert result.exit_code == 0
    assert "(was settled until 2026-02-28) [script-short]" in result.stdout
    assert "[acceptance-expired]" in result.stdout
    assert run(project, "check", "--as-of", "2026-03-01", "--strict").exit_code == 1


@pytest.mark.parametrize("options", [["--json"], ["--format", "json"]])
def test_json_has_problems_and_what_is_settled(project: Path, options: list[str]) -> None:
    run(project, "accept", LONG, *SAID)
    result = run(project, "check", *options)
    report = json.loads(result.stdout)
    assert result.stderr == ""
    assert report["summary"] == {"errors": 0, "warnings": 1, "open": 0, "accepted": 2, "dismissed": 0}
    assert [each["code"] for each in report["problems"]] == [SHORT]
    assert [(each["code"], each["state"], each["reason"]) for each in report["settled"]] == [
        (LONG, "accepted", "Sudah dibahas.")
    ] * 2


def test_other_formats(project: Path) -> None:
    github = run(project, "check", "--format", "github")
    assert github.stdout.startswith(
        "::warning file=content/documents/kasir/1/faq.yml,line=8,col=17,title=answer-long::"
    )
    assert github.stderr == "errors: 0, warnings: 3\n"
    sarif = json.loads(run(project, "check", "--format", "sarif").stdout)
    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == [LONG, LONG, SHORT]
    assert run(project, "check", "--format", "xml").exit_code == 2


def test_places_are_seen_from_the_folder_where_the_command_runs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    line = run(Path(project.name), "check", "--format", "github").stdout.splitlines()[0]
    assert f"file={project.name}/content/documents/kasir/1/faq.yml," in line


def test_new_since_a_revision(project: Path) -> None:
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "one")
    quiet = run(project, "check", "--new-since", "HEAD", "--strict")
    assert (quiet.exit_code, quiet.stdout, quiet.stderr) == (0, "", "errors: 0, warnings: 0\n")
    edit(project / "content", FAQ, "groups:\n", "# sebuah baris\n\ngroups:\n")
    edit(project / "content", SCRIPTS, "Selamat datang", "Selamat pagi")
    result = run(project, "check", "--new-since", "HEAD", "--strict")
    assert (result.exit_code, result.stderr) == (1, "errors: 0, warnings: 1\n")
    assert result.stdout.startswith("content/documents/kasir/1/scripts.yml:8:11: warning: script 'sapaan'")
    edit(project / "content", FAQ, "answer:", "anwser:")
    broken = run(project, "check", "--new-since", "HEAD")
    assert broken.exit_code == 1
    assert "[field-unknown-meant]" in broken.stdout


def test_a_settlement_that_is_taken_back_is_not_new(project: Path) -> None:
    settle(project)
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "one")
    write_files(project / "content", {"accepted.yml": "accepted: []\n"})
    assert run(project, "check", "--new-since", "HEAD", "--strict").exit_code == 0


def test_new_since_a_revision_that_is_none(project: Path) -> None:
    git(project, "init", "--quiet")
    result = run(project, "check", "--new-since", "tidak-ada")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "sigap: git knows no revision 'tidak-ada'\n"


# accept


def test_accept_prints_what_is_settled(project: Path) -> None:
    result = run(project, "accept", SHORT, "kasir/sapaan", *SAID, "--decision", "dismissed", "--as-of", "2026-02-03")
    assert result.exit_code == 0
    assert result.stdout == (
        "content/documents/kasir/1/scripts.yml:8:11: dismissed: "
        "script 'sapaan' is 100% short: nobody, says it [script-short]\n"
        "    reason: Sudah dibahas. (Pengendali dokumen, 2026-02-03)\n"
    )
    assert result.stderr == "settled: 1, removed: 0\n"


def test_prune(project: Path) -> None:
    settle(project)
    edit(project / "content", SCRIPTS, "Selamat datang", "Selamat pagi")
    result = run(project, "accept", "--prune")
    assert (result.exit_code, result.stdout) == (0, "removed: script-short kasir/sapaan\n")
    assert result.stderr == "settled: 0, removed: 1\n"
    again = run(project, "accept", "--prune")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "settled: 0, removed: 0\n")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        pytest.param([SHORT], 2, "name the CODE of a rule, --reason and --by", id="nothing is said"),
        pytest.param([SHORT, "--reason", " ", "--by", "a"], 2, "name the CODE", id="a blank reason"),
        pytest.param(["--prune", SHORT], 2, "--prune takes neither", id="prune of a code"),
        pytest.param([SHORT, *SAID, "--until", "2026-01-31"], 2, "2026-01-31 has passed", id="a day in the past"),
        pytest.param([SHORT, *SAID, "--until", "1 Maret"], 2, "is no date such as", id="a day in words"),
        pytest.param([SHORT, *SAID, "--until", "2026-02-30"], 2, "is no date such as", id="a day that is none"),
        pytest.param([SHORT, *SAID, "--until", "20260301"], 2, "is no date such as", id="another form of a day"),
        pytest.param([SHORT, *SAID, "--decision", "ya"], 2, "'ya' is not one of", id="no such decision"),
        pytest.param(["script-shrot", *SAID], 3, "did you mean 'script-short'?", id="no such rule"),
        pytest.param([OLD, *SAID], 3, "nothing to settle", id="no such finding"),
        pytest.param(["field-unknown", *SAID], 3, "must be mended", id="a fault of structure"),
    ],
)
def test_what_accept_refuses(project: Path, arguments: list[str], status: int, message: str) -> None:
    result = run(project, "accept", *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert message in result.stderr
    assert not (project / "content/accepted.yml").exists()


def test_accept_names_the_faults_of_a_broken_file(project: Path) -> None:
    write_files(project / "content", {"accepted.yml": "accepted: 'b\n"})
    result = run(project, "accept", SHORT, *SAID)
    assert result.exit_code == 1
    assert result.stdout.startswith("content/accepted.yml:1:11: error: ")


# build


def build(project: Path, *options: str) -> Result:
    return run(project, "build", *options)


def test_a_new_finding_stops_a_build(project: Path) -> None:
    result = build(project)
    assert result.exit_code == 1
    assert result.stdout.startswith(PART_1)
    assert "sigap accept" in result.stderr
    assert not (project / "public").exists()


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.ERROR])
def test_what_only_time_brings_does_not(project: Path, severity: Severity, monkeypatch: pytest.MonkeyPatch) -> None:
    invent(monkeypatch, severity=severity)
    settle(project)
    late = ("--as-of", "2030-01-01")
    assert OLD in run(project, "check", *late).stdout
    assert build(project, *late, "--strict").exit_code == 1
    assert "mkdocs.yml' does not exist" in build(project, *late).stderr  # it went on to build the site


# rules


def test_rules_are_listed(project: Path) -> None:
    result = run(project, "rules")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[0] == "script-short  warning  invented_rules  A script is short."


def test_a_rule_has_a_page(project: Path) -> None:
    setting = "rules:\n  - {code: script-short, weight: error, documents: [kasir], reason: Penting.}\n"
    write_files(project / "content", {"settings/checker.yml": setting})
    result = run(project, "rules", SHORT, language="id")
    assert result.exit_code == 0
    assert "Why it matters: somebody may" in result.stdout
    assert "Message: skrip '{id}' pendek\nHint: tulis lebih banyak\nFor agents: Kalimat ini pendek.\n" in result.stdout
    assert result.stdout.endswith("Weight: warning\n    here: error for kasir: Penting.\n")
    (listed,) = json.loads(run(project, "rules", SHORT, "--json").stdout)["rules"]
    assert listed["settings"] == [{"weight": "error", "documents": ["kasir"], "reason": "Penting."}]
    assert (listed["agent"], listed["summary"]) == ("Kalimat ini pendek.", "A script is short.")


def test_rules_need_no_content(project: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "kosong", "rules", OLD)
    assert result.exit_code == 0
    assert "Weight: warning; may appear as days pass\n" in result.stdout
    assert "For agents: nothing is shown to them\n" in result.stdout


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("script-shrot", "no rule has the code 'script-shrot'; did you mean 'script-short'?"),
        ("sesuatu", "no rule has the code 'sesuatu'; `sigap rules` lists all"),
        ("field-unknown", "'field-unknown' is a fault of structure, which always stops publishing; it has no page"),
    ],
)
def test_a_rule_that_is_none(project: Path, code: str, message: str) -> None:
    result = run(project, "rules", code)
    assert (result.exit_code, result.stdout, result.stderr) == (3, "", f"sigap: {message}\n")


def test_every_real_rule_can_be_printed(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "rules", "--json").stdout)["rules"]
    for rule in listed:
        assert run(tmp_path, "rules", rule["code"]).exit_code == 0
    assert len(run(tmp_path, "rules").stdout.splitlines()) == len(listed)
