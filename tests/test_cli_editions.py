"""The commands on editions: what they print, and how they exit."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.editions.making import add_edition, head

A, B = "2026-01-01", "2026-02-01"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for number, name in enumerate((A, B), 1):
        add_edition(tmp_path / "public", name, {"kasir": head(number)})
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    return CliRunner(env={"LC_ALL": "C"}).invoke(main, ["--project", str(project), "--lang", "en", *arguments])


def test_editions_are_listed(project: Path) -> None:
    result = run(project, "editions")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "  edition     as of                      documents  size\n"
        "* 2026-02-01  2026-02-01 00:00:00+07:00  1          0.0 MB  latest\n"
        "  2026-01-01  2026-01-01 00:00:00+07:00  1          0.0 MB\n"
    )
    said = json.loads(run(project, "editions", "--json").stdout)
    assert said["schema"] == 1
    assert [(each["edition"], each["latest"], each["documents"]) for each in said["editions"]] == [
        (B, True, 1),
        (A, False, 1),
    ]


def test_rolling_back_says_where_readers_are_led(project: Path) -> None:
    result = run(project, "rollback")
    assert (result.exit_code, result.stdout) == (0, f"{A}\n")
    assert result.stderr == f"latest led to {B}; the next `sigap build` moves it on\n"
    assert str((project / "public/latest").readlink()) == A
    line = json.loads((project / "public/editions.jsonl").read_text().splitlines()[-1])
    assert line.keys() == {"schema", "deed", "edition", "at", "by", "heads"}
    assert (line["deed"], line["edition"], line["heads"]) == ("rolled-back", A, {"kasir": {"lines": 1, "head": "a1"}})
    assert run(project, "rollback", A).stderr == f"latest leads to {A} already\n"


def test_what_is_refused_for_its_content_exits_with_one(project: Path) -> None:
    (project / "public" / A / "index.html").write_text("other")
    result = run(project, "rollback")
    said = f"edition '{A}' is not as it was published; files that differ: 1, the first is index.html"
    assert (result.exit_code, result.stdout.partition(" [")[0]) == (1, f"public/{A}/manifest.json: error: {said}")
    assert run(project, "rollback", "none").exit_code == 3
    assert run(project / "nowhere", "editions").exit_code == 3


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no rule"),
        pytest.param(["--keep", "1", "--older-than", "3"], id="two rules"),
        pytest.param(["--keep", "0"], id="keep none"),
    ],
)
def test_removing_takes_exactly_one_rule(project: Path, arguments: list[str]) -> None:
    assert run(project, "prune", *arguments).exit_code == 2
    assert (project / "public" / A).is_dir()


def test_removing_says_what_goes(project: Path) -> None:
    assert run(project, "prune", "--keep", "1", "--dry-run").stdout == f"would remove {A}\n"
    assert run(project, "prune", "--keep", "1").stdout == f"removed {A}\n"
    result = run(project, "prune", "--keep", "1")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no edition to remove\n")
    result = run(project, "prune", "--edition", B)
    assert (result.exit_code, "[publish-prune-latest]" in result.stdout) == (1, True)
