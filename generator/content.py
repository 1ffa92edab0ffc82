"""Gathering: every file of `content/` is read and validated before anything else happens."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, field
from pathlib import Path

from generator.hand_written import HandWritten, is_hand_written, read_hand_written
from generator.kinds.registry import FILE_KINDS, FileKind, kind_of_file
from generator.model.base import Model
from generator.model.validate import validate
from generator.problems import Location, Problem, error
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import FOLDER as REGISTER_FOLDER
from generator.revisions.register.files import read_registers
from generator.revisions.register.snapshot import Snapshot
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
        pages: Path to hand-written page, for those that could be read.
        faulty: Path to text of the files that are missing from `files`, because they have faults.
        published: Line and address of `addresses.txt`: every address ever published.
        registers: Document id to its register.
        snapshots: SHA-256 of the file to what a fixed or signed fingerprint covers.
        problems: What reading and validating found.
    """

    root: str
    files: dict[str, ContentFile]
    other_paths: tuple[str, ...]
    published: tuple[tuple[int, str], ...] = ()
    pages: dict[str, HandWritten] = field(default_factory=dict)
    faulty: dict[str, str] = field(default_factory=dict)
    registers: dict[str, Chain] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def gather(content_path: Path, *, name: str = "content") -> Content:
    """Read all content.

    Args:
        content_path: The content folder.
        name: How problems name that folder; the same on every machine.
    """
    listing = _list(content_path, name)
    authored = [path for path in listing.paths if not path.startswith(f"{REGISTER_FOLDER}/")]
    yaml_paths = [path for path in authored if path.endswith(SUFFIXES_OF_YAML)]
    other_paths = tuple(path for path in authored if not path.endswith(SUFFIXES_OF_YAML))
    published = promised_addresses(content_path / PUBLISHED_ADDRESSES) if PUBLISHED_ADDRESSES in other_paths else ()
    registers = read_registers(content_path, listing.paths, name)
    content = Content(
        name,
        {},
        other_paths,
        published,
        faulty=listing.unreadable,
        registers=registers.chains,
        snapshots=registers.snapshots,
        problems=[*listing.problems, *registers.problems],
    )
    for path in yaml_paths:
        _gather_file(content, content_path, path)
    for path in filter(is_hand_written, content.other_paths):
        page, problems = read_hand_written((content_path / path).read_bytes(), path, f"{name}/{path}")
        content.problems.extend(problems)
        if page is not None:
            content.pages[path] = page
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
        # Letters with a NUL between them, as UTF-16 has them, make no words.
        content.faulty[path] = "" if b"\0" in data else data.decode(errors="replace")
    else:
        content.files[path] = ContentFile(path, kind, model)


def promised_addresses(path: Path) -> tuple[tuple[int, str], ...]:
    """Return line and address of every address ever published, from the file that lists them; none without it."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return tuple((number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())


@dataclass(slots=True)
class _Listing:
    """What stands in a content folder.

    Attributes:
        paths: The files that can be read, in order.
        unreadable: The YAML files that cannot, with no text.
        problems: Whatever is no file, or may not be read.
    """

    paths: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _list(content_path: Path, name: str) -> _Listing:
    """List a folder; what begins with a dot belongs to editors and tools.

    A symbolic link may lead to a file that is none of the content, which would be published.
    """
    listing = _Listing()

    def report(failure: OSError) -> None:
        place = f"{name}/{Path(failure.filename).relative_to(content_path).as_posix()}".removesuffix("/.")
        listing.problems.append(error(Location(place), "content-unreadable", reason=str(failure.strerror)))

    for folder, folders, files in os.walk(content_path, onerror=report):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for each in (*folders, *(each for each in files if not each.startswith("."))):
            _list_one(listing, Path(folder, each), Path(folder, each).relative_to(content_path).as_posix(), name)
    listing.paths.sort()
    return listing


def _list_one(listing: _Listing, file: Path, path: str, name: str) -> None:
    if file.is_symlink() or not (file.is_file() or file.is_dir()):
        listing.problems.append(error(Location(f"{name}/{path}"), "content-no-file"))
    elif file.is_file() and not os.access(file, os.R_OK):
        reason = os.strerror(errno.EACCES)
        listing.problems.append(error(Location(f"{name}/{path}"), "content-unreadable", reason=reason))
        if path.endswith(SUFFIXES_OF_YAML):
            listing.unreadable[path] = ""
    elif file.is_file():
        listing.paths.append(path)
