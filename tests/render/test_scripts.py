"""Scripts as they are published: the same code, without the lines that only people read."""

from pathlib import Path

import pytest

from generator.render.site import script_files

OVERRIDES = Path(__file__).resolve().parents[2] / "overrides"
SCRIPTS = sorted((OVERRIDES / "assets").glob("*.js"))


def published(tmp_path: Path, script: str) -> str:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.js").write_text(script, encoding="utf-8")
    return dict(script_files(tmp_path))["assets/a.js"].decode()


def test_comments_and_indentation_are_left_out(tmp_path: Path) -> None:
    script = "// What it does.\nif (a) {\n  // why\n  b() // kept: the line holds code\n}\n\n"
    assert published(tmp_path, script) == "if (a) {\nb() // kept: the line holds code\n}\n"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_string_runs_over_several_lines(path: Path) -> None:
    """A line of a text must not be taken for indentation or for a comment."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code = "" if line.strip().startswith("//") else line
        assert code.count("`") % 2 == 0, f"{path.name}:{number}"
        assert "*/" in code.partition("/*")[2] + "*/" * ("/*" not in code), f"{path.name}:{number}: ends elsewhere"
        assert not code.endswith("\\"), f"{path.name}:{number}"
