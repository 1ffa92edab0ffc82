"""Imports point one way (style.md: rooms): site builder and command line stay at the edge."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parent.parent / "generator"
MODULES = sorted(GENERATOR.rglob("*.py"))
# What only one module or room may import, so that MkDocs, and the way commands are given, can be exchanged.
ONLY_IN = {"mkdocs": "plugin.py", "click": "cli/"}
EDGES = {"generator.cli", "generator.plugin"}
# What makes sites and reports reads revisions, and is not read by them.
NOT_FROM = {"revisions/": {"generator.build", "generator.reports"}}


def imported_modules(source: str) -> Iterator[str]:
    """Read, without running anything, what a module imports, also inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def broken_rules(module: str, source: str) -> list[str]:
    imported = set(imported_modules(source))
    packages = {name.partition(".")[0] for name in imported}
    found = [f"imports {name}" for name, place in ONLY_IN.items() if name in packages and not module.startswith(place)]
    if module.startswith(("__main__.py", *ONLY_IN.values())):
        return found
    above = EDGES.union(*(rooms for place, rooms in NOT_FROM.items() if module.startswith(place)))
    return found + [
        f"imports {edge}" for edge in sorted(above) if any(f"{name}.".startswith(f"{edge}.") for name in imported)
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_module_keeps_to_its_room(path: Path) -> None:
    assert broken_rules(path.relative_to(GENERATOR).as_posix(), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        pytest.param("plugin.py", "import mkdocs.plugins", [], id="the plugin is there for MkDocs"),
        pytest.param("build/site.py", "import mkdocs.plugins", ["imports mkdocs"], id="others know no MkDocs"),
        pytest.param("checks/a.py", "def f():\n    from click import echo", ["imports click"], id="in functions too"),
        pytest.param("cli/base.py", "import click", [], id="the commands' room is there for click"),
        pytest.param("plugin.py", "import click", ["imports click"], id="one edge knows nothing of the other"),
        pytest.param("a.py", "from generator.cli.base import stop", ["imports generator.cli"], id="nor a part of it"),
        pytest.param("a.py", "from generator import cli", ["imports generator.cli"], id="nobody imports the edge"),
        pytest.param("revisions/a.py", "import generator.build.site", ["imports generator.build"], id="rooms above"),
        pytest.param("a.py", "import clicker", [], id="a name that only begins alike"),
    ],
)
def test_rules_are_noticed(module: str, source: str, expected: list[str]) -> None:
    assert broken_rules(module, source) == expected
