"""Each case plants one fault in a clean content tree; the checker names it at its place, and nothing else."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in (CASES / "check").glob("*.yml"))


def check(project: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        main, ["--project", str(project), "--quiet", "--lang", "en", "check", "--as-of", "2026-02-01", *options]
    )
    return result.exit_code, result.stdout


def planted(case: dict[str, Any], project: Path) -> None:
    """Copy the clean content and plant the case's fault in it."""
    shutil.copytree(CASES / "base" / "content", project / "content")
    for edit in case["edits"]:
        path = project / "content" / edit["file"]
        if edit.get("remove"):
            path.unlink()
            continue
        if "write" in edit:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(edit["write"].encode(edit.get("encoding", "utf-8")))
            continue
        text = path.read_text(encoding="utf-8")
        assert text.count(edit["replace"]) == 1, f"{edit['replace']!r} must stand once in {edit['file']}"
        by = edit["by"] * int(edit.get("times", 1))
        path.write_bytes(text.replace(edit["replace"], by).encode(edit.get("encoding", "utf-8")))


def test_the_clean_content_has_no_problem(tmp_path: Path) -> None:
    planted({"edits": []}, tmp_path)
    assert check(tmp_path, "--strict") == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = CASES / "check" / f"{name}.yml"
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    planted(case, tmp_path)
    status, output = check(tmp_path)
    if request.config.getoption("--update-golden"):
        update(path, output)
        return
    assert output == case["expected"]
    assert status == (1 if ": error: " in output else 0)
    assert check(tmp_path, "--strict")[0] == 1


def update(path: Path, output: str) -> None:
    """Rewrite the expected output at the end of a case; a person reads the difference."""
    head, _, _ = path.read_text(encoding="utf-8").partition("expected:")
    body = "".join(f"  {line}\n" for line in output.splitlines())
    path.write_text(f"{head}expected: |\n{body}", encoding="utf-8")
