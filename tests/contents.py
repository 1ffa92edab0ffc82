"""Small content trees for tests: the clean one of `tests/cases/base`, and what a test changes in it."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.checks.rules import all_rules
from generator.content import gather
from generator.library import Library
from generator.model.base import Model
from generator.model.validate import ModelT, validate
from generator.placing import build_library
from generator.problems import Problem
from generator.yaml_source import read_yaml

BASE = Path(__file__).parent / "cases" / "base" / "content"
TODAY = dt.date(2026, 2, 1)
REVISION = "documents/kasir/1/revision.yml"
SCRIPTS = "documents/kasir/1/scripts.yml"
FAQ = "documents/kasir/1/faq.yml"


def base_copy(project: Path) -> Path:
    """Copy the clean content into a project's folder, and return the copy."""
    shutil.copytree(BASE, project / "content")
    return project / "content"


def switch_off_rules(content: Path) -> Path:
    """Switch every rule off in a content folder, and return it: a test of other things must not grow with the rules."""
    rows = [f"  - {{code: {rule.code}, weight: off, reason: Isi ini menguji hal lain.}}\n" for rule in all_rules()]
    if rows:
        write_files(content, {"settings/checker.yml": f"rules:\n{''.join(rows)}"})
    return content


def write_files(content: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def edit(content: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = (content / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {path}"
    (content / path).write_text(text.replace(old, new), encoding="utf-8")


def library_of(content: Path, on: dt.date = TODAY) -> Library:
    return build_library(gather(content), on)


def read_model(text: str, model: type[ModelT]) -> ModelT:
    """Read a text that must be without fault."""
    found, problems = reading(text, model)
    assert problems == []
    assert found is not None
    return found


def reading(text: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    node, problems = read_yaml(text.encode(), "a.yml")
    assert problems == []
    assert node is not None
    return validate(node, model)


def at(problems: list[Problem]) -> list[str]:
    """Return places and codes, as `line:column code`."""
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in problems]


def all_model_classes(root: type[Model] = Model) -> list[type[Model]]:
    """Return every content model there is, below a class."""
    below = [each for sub in root.__subclasses__() for each in (sub, *all_model_classes(sub))]
    return list(dict.fromkeys(each for each in below if each.__module__.startswith("generator.")))
