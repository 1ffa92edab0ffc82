"""`sigap fmt` over files: read, format, and replace only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.content import SUFFIXES_OF_YAML
from generator.disk import write_whole
from generator.fmt import format_yaml
from generator.problems import Problem


@dataclass(slots=True)
class Formatted:
    """What formatting came to.

    Attributes:
        changed: The files that differ from their form, in order.
        problems: Files with faults are left as they are.
    """

    changed: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def format_files(files: Sequence[Path], *, is_check: bool) -> Formatted:
    """Bring files into one form.

    Args:
        files: Files, or folders whose YAML files are meant.
        is_check: Only say what would change.
    """
    result = Formatted()
    for path in _yaml_files(files):
        before = path.read_bytes()
        text, problems = format_yaml(before, path.as_posix())
        result.problems += problems
        if text is None or text.encode() == before:
            continue
        result.changed.append(path)
        if not is_check:
            write_whole(path, text.encode())
    return result


def _yaml_files(paths: Iterable[Path]) -> list[Path]:
    found = [each for path in paths for each in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [path for path in found if path.suffix in SUFFIXES_OF_YAML and path.is_file()]
