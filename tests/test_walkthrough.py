"""The walk-through for controllers in README.md is run as it stands there, and shows what is printed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.site.building import CACHE, font_cache, program

__all__ = ["font_cache"]

PAGE = "README.md"
CONTENT = "tests/three/content"
BLOCK = re.compile(r"^```console\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ ")


def commands_of(page: str) -> list[str]:
    return [line[2:] for block in BLOCK.findall(page) for line in block.splitlines() if COMMAND.match(line)]


def shown_by(session: str) -> str:
    """Return what a session prints, as the page shows it: every command behind `$ `, then what it says."""
    return "\n".join(line.rstrip() for line in session.splitlines()) + "\n"


def run(commands: list[str], folder: Path, programs: Path) -> list[str]:
    """Run commands one after the other in one shell; return what each printed, on either stream."""
    mark = "=== next ==="
    script = "\n".join(f"{command}\necho '{mark}'" for command in commands)
    environment = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    printed = done.stdout.split(f"{mark}\n")
    assert len(printed) == len(commands) + 1, done.stdout
    return printed[:-1]


def walked(page: str, folder: Path, programs: Path) -> str:
    """Return the page with what its commands print today."""
    printed = iter(run(commands_of(page), folder, programs))

    def replaced(match: re.Match[str]) -> str:
        lines = [line for line in match[1].splitlines() if COMMAND.match(line)]
        session = "".join(f"{line}\n{next(printed)}" for line in lines)
        return f"```console\n{shown_by(session)}```"

    return BLOCK.sub(replaced, page)


def test_the_page_shows_what_its_commands_print(
    tmp_path: Path, root_path: Path, font_cache: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(root_path / CONTENT, tmp_path / "demo" / "content")
    (tmp_path / "demo" / CACHE).symlink_to(font_cache)
    path = root_path / PAGE
    page = path.read_text(encoding="utf-8")
    today = walked(page, tmp_path / "demo", Path(program("sigap")).parent)
    if request.config.getoption("--update-golden"):
        path.write_text(today, encoding="utf-8")
    assert today == page


def test_the_page_is_a_whole_walk(root_path: Path) -> None:
    commands = " ".join(commands_of((root_path / PAGE).read_text(encoding="utf-8")))
    for name in ("revise", "check", "compare", "submit", "review-pack", "approve", "publish", "notice", "verify"):
        assert f"sigap {name}" in commands, f"the walk-through leaves out `sigap {name}`"
    assert commands.count("sigap approve") == 3
