"""Gathering: every file of `content/` is read and validated before anything else happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.kinds.registry import FILE_KINDS, FileKind, kind_of_file
from generator.model.base import Model
from generator.model.validate import validate
from generator.problems import Location, Problem, error
from generator.suggest import did_you_mean
from generator.yaml_source import read_yaml

PUBLISHED_ADDRESSES = "addresses.txt"
SUFFIXES_OF_YAML = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One validated file.

    Attributes:
        path: Inside the content folder, with forward slashes.
        kind: What it holds.
        model: Its content.
    """

    path: str
    kind: FileKind
    model: Model


@dataclass(frozen=True, slots=True)
class Content:
    """All files of a content folder, in the order of their paths, and what is wrong with them.

    Attributes:
        root: The content folder, as problems name it.
        files: Path to file, for the files that could be read.
        other_paths: Files that are no YAML, such as Markdown pages and `addresses.txt`.
        faulty: Path to text of the files that are missing from `files`, because they have faults.
        published: Line and address of `addresses.txt`: every address ever published.
        problems: What reading and validating found.
    """

    root: str
    files: dict[str, ContentFile]
    other_paths: tuple[str, ...]
    published: tuple[tuple[int, str], ...] = ()
    faulty: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(content_path: Path, *, name: str = "content") -> Content:
    """Read all content.

    Args:
        content_path: The content folder.
        name: How problems name that folder; the same on every machine.
    """
    content = Content(name, {}, tuple(_other_paths(content_path)), _published(content_path))
    for path in _yaml_paths(content_path):
        _gather_file(content, content_path, path)
    for kind in FILE_KINDS:
        if kind.is_required and not any(kind.pattern.fullmatch(path) for path in (*content.files, *content.faulty)):
            content.problems.append(error(Location(name), "content-file-missing", kind=kind.name))
    return content


def _gather_file(content: Content, content_path: Path, path: str) -> None:
    place = f"{content.root}/{path}"
    kind = kind_of_file(path)
    if kind is None:
        meant = did_you_mean(path, [each.name + ".yml" for each in FILE_KINDS]) or "sigap new"
        content.problems.append(error(Location(place), "content-file-unknown", path=path, meant=meant))
        return
    data = (content_path / path).read_bytes()
    node, problems = read_yaml(data, place)
    model = None
    if node is not None and not problems:
        model, problems = validate(node, kind.model)
    content.problems.extend(problems)
    if model is None or problems:
        content.faulty[path] = data.decode(errors="replace")
    else:
        content.files[path] = ContentFile(path, kind, model)


def _published(content_path: Path) -> tuple[tuple[int, str], ...]:
    path = content_path / PUBLISHED_ADDRESSES
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    return tuple((number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())


def _yaml_paths(content_path: Path) -> Iterator[str]:
    yield from (path for path in _all_paths(content_path) if path.endswith(SUFFIXES_OF_YAML))


def _other_paths(content_path: Path) -> Iterator[str]:
    yield from (path for path in _all_paths(content_path) if not path.endswith(SUFFIXES_OF_YAML))


def _all_paths(content_path: Path) -> list[str]:
    files = (path for path in content_path.rglob("*") if path.is_file())
    paths = (path.relative_to(content_path).as_posix() for path in files)
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.split("/")))
