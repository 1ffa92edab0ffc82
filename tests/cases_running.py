"""Cases: a clean content tree, edits that plant something in it, and what the checker then says."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from generator.cli import main

AS_OF = "2026-02-01"


def read_case(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def check(project: Path, *options: str) -> tuple[int, str]:
    """Return exit status and output of `sigap check`, in English and on the day of all cases."""
    arguments = ["--project", str(project), "--quiet", "--lang", "en", "check", "--as-of", AS_OF, *options]
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.stdout


def plant(clean: Path, edits: Iterable[Mapping[str, Any]], project: Path) -> Path:
    """Copy a clean content folder into a project, make the edits there, and return the copy."""
    content = project / "content"
    shutil.copytree(clean, content)
    for edit in edits:
        _make(edit, content / edit["file"])
    return content


def _make(edit: Mapping[str, Any], path: Path) -> None:
    """Make one edit: `remove: true`, `write` (the whole file) or `replace` and `by`."""
    encoding = edit.get("encoding", "utf-8")
    if edit.get("remove"):
        path.unlink()
        return
    if "write" in edit:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(edit["write"].encode(encoding))
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(edit["replace"]) == 1, f"{edit['replace']!r} must stand once in {edit['file']}"
    by = edit["by"] * int(edit.get("times", 1))
    path.write_bytes(text.replace(edit["replace"], by).encode(encoding))


def update_expected(path: Path, output: str) -> None:
    """Rewrite the expected output at the end of a case; a person reads the difference."""
    head, _, _ = path.read_text(encoding="utf-8").partition("\nexpected:")
    body = "".join(f"  {line}\n" for line in output.splitlines())
    expected = f"|\n{body}" if output else '""\n'
    path.write_text(f"{head.rstrip()}\nexpected: {expected}", encoding="utf-8")
