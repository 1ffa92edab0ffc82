"""Publish a built site as an edition beside the others, and move `latest` to it in one step.

    public/
      .lock                 held while one build works here
      .building-<edition>/  an edition in the making; of no meaning to anybody else
      <edition>/            never changed once it has its name
      versions.json         the list of editions, as `mike` writes it and Material's selector reads it
      editions.jsonl        what was done to them; see `log`
      latest -> <edition>

A process may be killed, or the disk be full, at any moment. So everything that needs space is
written and flushed under a temporary name first; publishing is then four renames, each of which
happens or does not. Their order decides what a kill between two of them leaves:

1. the edition gets its name: nobody knows it yet; the next run finds it and goes on;
2. `versions.json` names it: what a list names must exist, so this comes after the edition;
3. the log says it: nothing that readers see may go unlogged, so this comes before they move;
4. `latest` moves: readers move last, when all that their pages fetch (`../versions.json`) is ready.

Between 2 and 4 the selector already names the new edition while `/latest/` still shows the old one,
whole and valid. The other order would show a new page under the label of an old edition, and a label
that says too little about what somebody reads is the worse mistake. The next run mends it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.disk import flush
from generator.editions.log import LOG, Hand, LogError, LogLine, line_of, read_log, to_bytes
from generator.editions.manifest import MANIFEST, ManifestError, RegisterHead, read_manifest
from generator.editions.trees import flush_tree, is_same_tree
from generator.problems import Location, Problem, error

LATEST = "latest"
VERSIONS = "versions.json"
LOCK = ".lock"
BUILDING = ".building-"
NEXT = ".next-"
REMOVED = ".removed-"
EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")
RESERVED_NAMES = frozenset({LATEST, VERSIONS, LOG})
UNKNOWN_HAND = Hand(dt.datetime.fromtimestamp(0, dt.UTC))

Version = dict[str, Any]
"""An entry of `versions.json`."""


class PublishError(Exception):
    """Publishing could not be done; `problem` says why. What was published before is as it was."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def publish_edition(
    built_path: Path, public_path: Path, edition: str, *, title: str, as_of: date, hand: Hand = UNKNOWN_HAND
) -> Path:
    """Copy a built site into `public/` and publish it; return the folder of the edition.

    The built site is left as it is. A build that can write to any folder saves the copy by using
    `open_public` itself. For the other arguments and what is raised, see `Public.publish`.
    """
    with open_public(public_path) as public:
        building_path = public.new_building(edition)
        shutil.copytree(built_path, building_path, symlinks=True, copy_function=shutil.copyfile, dirs_exist_ok=True)
        return public.publish(building_path, edition, title=title, as_of=as_of, hand=hand)


@contextlib.contextmanager
def open_public(public_path: Path) -> Iterator[Public]:
    """Lock `public/` for one build, clean what killed ones left, and hand it out.

    Raises:
        PublishError: Another build works there, `latest` is no symbolic link, `versions.json` is no
            list of editions, or the operating system refused something (then with an OSError as cause).
    """
    location = Location(public_path.name)
    try:
        public_path.mkdir(parents=True, exist_ok=True)
        with _locked(public_path):
            public = Public(public_path)
            public.check_state()
            public.clean()
            try:
                yield public
            finally:
                with contextlib.suppress(OSError):
                    public.clean()
    except OSError as failure:
        raise PublishError(error(location, "publish-failed", reason=_reason(failure))) from failure


def _reason(failure: OSError) -> str:
    """Return what the system said; copying a folder collects several failures, of which one is enough."""
    if isinstance(failure, shutil.Error) and isinstance(failure.args[0], list):
        return str(failure.args[0][0][2])
    reason = failure.strerror or type(failure).__name__
    return f"{reason}: {Path(failure.filename).name}" if isinstance(failure.filename, str) else reason


@contextlib.contextmanager
def _locked(public_path: Path) -> Iterator[None]:
    """Hold the lock of `public/`. The system releases it when the process ends, however it ends."""
    descriptor = os.open(public_path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(error(Location(public_path.name), "publish-locked")) from None
        yield
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Public:
    """The folder `public/`, locked for us (made by `open_public`)."""

    path: Path

    @property
    def latest(self) -> str:
        """Return the edition that `latest` leads to; empty when there is none yet."""
        link = self.path / LATEST
        return str(link.readlink()) if link.is_symlink() else ""

    def check_state(self) -> None:
        """Raise when something of another make stands where we would write: it is not ours to delete."""
        latest = self.path / LATEST
        if os.path.lexists(latest) and not latest.is_symlink():
            raise PublishError(error(Location(f"{self.path.name}/{LATEST}"), "publish-latest-not-link"))
        self.versions()
        self.log()

    def clean(self) -> None:
        """Remove what is under a temporary name. Only the holder of the lock may."""
        for path in sorted(self.path.iterdir()):
            if not path.name.startswith((BUILDING, NEXT, REMOVED)):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()

    def new_building(self, edition: str) -> Path:
        """Return a new empty folder to build an edition in."""
        if not EDITION_NAME.fullmatch(edition) or edition in RESERVED_NAMES:
            raise PublishError(error(Location(self.path.name), "publish-edition-name", edition=edition))
        path = self.path / f"{BUILDING}{edition}"
        path.mkdir()
        return path

    def publish(self, building_path: Path, edition: str, *, title: str, as_of: date, hand: Hand = UNKNOWN_HAND) -> Path:
        """Give a finished site its place and move `latest` to it; return the folder of the edition.

        An edition is never changed: if one of this name (or of `<name>-2`, …) holds the same
        files, it is kept and `latest` points to it; if they hold others, the new one gets the next
        free of those names.

        Args:
            building_path: A folder made by `new_building`. It is moved.
            edition: The wished name, which the caller takes from `as_of`.
            title: What the version selector shows.
            as_of: The day the edition shows; newer ones stand first in the list.
            hand: Who publishes, and when, for the log.
        """
        name, is_new = self._name_for(building_path, edition)
        shown = title if name == edition else f"{title} ({name.rpartition('-')[2]})"
        if is_new:
            flush_tree(building_path)
        entry = {"version": name, "title": shown, "aliases": [], "properties": {"as_of": as_of.isoformat()}}
        others = [each for each in self.versions() if each["version"] != name]
        versions = sorted([*others, entry], key=_age, reverse=True)
        line = line_of("published", name, hand, heads_of(building_path))
        self.step(versions, line, latest=name, building_path=building_path if is_new else None)
        return self.path / name

    def step(
        self, versions: list[Version], line: LogLine, *, latest: str = "", building_path: Path | None = None
    ) -> None:
        """Change what readers are led to: prepare all that needs space, then rename in the order of the module.

        Args:
            versions: The new list, newest first.
            line: What the log says of it.
            latest: Where `latest` moves, and the alias with it; empty: it stays.
            building_path: A new edition that gets its name, which is that of the line.
        """
        self._prepare(VERSIONS, _versions_bytes(versions, latest or self.latest))
        self._prepare_log(line)
        if latest:
            os.symlink(latest, self.path / f"{NEXT}{LATEST}")  # noqa: PTH211 – as the renames below
        if building_path:
            os.rename(building_path, self.path / line.edition)  # noqa: PTH104 – see the module: plain renames
            flush(self.path)
        # An edition is taken from the list after the log says so: whoever goes on after a kill knows that it was ours.
        for name in (VERSIONS, LOG, LATEST) if latest else (LOG, VERSIONS):
            os.replace(self.path / f"{NEXT}{name}", self.path / name)  # noqa: PTH105
            flush(self.path)

    def remove(self, name: str) -> None:
        """Remove an edition that no list names any more: under another name first, so that none is ever half there."""
        os.rename(self.path / name, self.path / f"{REMOVED}{name}")  # noqa: PTH104
        flush(self.path)
        shutil.rmtree(self.path / f"{REMOVED}{name}")

    def _name_for(self, building_path: Path, edition: str) -> tuple[str, bool]:
        """Return the edition's name, and whether it is a new one."""
        name, number = edition, 1
        while os.path.lexists(self.path / name):
            if is_same_tree(building_path, self.path / name):
                return name, False
            number += 1
            name = f"{edition}-{number}"
        return name, True

    def _prepare(self, name: str, text: str) -> None:
        path = self.path / f"{NEXT}{name}"
        path.write_text(text, encoding="utf-8")
        flush(path)

    def _prepare_log(self, line: LogLine) -> None:
        """Prepare the log with one line more, or as it is when its last line says the same already."""
        lines = self.log()
        path = self.path / LOG
        before = path.read_text(encoding="utf-8") if lines else ""
        self._prepare(LOG, before if lines and line.is_again(lines[-1]) else before + to_bytes([line]).decode())

    def versions(self) -> list[Version]:
        """Return the list of editions, newest first.

        Raises:
            PublishError: It is no list of editions.
        """
        path = self.path / VERSIONS
        if not path.exists():
            return []
        try:
            entries = json.loads(path.read_bytes())
        except ValueError:
            entries = None
        is_list = isinstance(entries, list) and all(
            isinstance(entry, dict) and isinstance(entry.get("version"), str) for entry in entries
        )
        if not is_list:
            raise PublishError(error(Location(f"{self.path.name}/{VERSIONS}"), "publish-versions-unreadable"))
        return list(entries)

    def log(self) -> list[LogLine]:
        """Return the lines of the log.

        Raises:
            PublishError: One of them is no step.
        """
        try:
            return read_log(self.path)
        except LogError as failure:
            place = Location(f"{self.path.name}/{LOG}", int(str(failure)), 1)
            raise PublishError(error(place, "publish-log-unreadable")) from None


def heads_of(edition_path: Path) -> Mapping[str, RegisterHead]:
    """Return the registers that an edition is a witness of; none when it has no manifest.

    Raises:
        PublishError: Its manifest cannot be read.
    """
    try:
        return read_manifest(edition_path / MANIFEST).heads
    except FileNotFoundError:
        return {}
    except ManifestError as failure:
        place = Location(f"{edition_path.name}/{MANIFEST}")
        raise PublishError(error(place, "publish-manifest-unreadable", reason=failure)) from None


def lone_list(title: str) -> str:
    """Return the list that an edition itself holds: of itself, for a server at whose root it stands alone.

    Pages ask for `../versions.json`, which is this file there, and the list beside all editions elsewhere.
    """
    return _versions_bytes([{"version": ".", "title": title, "aliases": []}], "")


def _versions_bytes(versions: list[Version], latest: str) -> str:
    """Return the list as text; the alias `latest` is with one edition alone.

    `properties` is a field of `mike`, for facts that the selector does not show.
    """
    for entry in versions:
        aliases = entry.get("aliases")
        kept = [alias for alias in (aliases if isinstance(aliases, list) else []) if alias != LATEST]
        entry["aliases"] = [*kept, LATEST] if entry["version"] == latest else kept
    return json.dumps(versions, indent=2, ensure_ascii=False) + "\n"


def _age(entry: Version) -> tuple[str, list[tuple[int, str]]]:
    """Return what entries are sorted by: their day, then the name with numbers as numbers."""
    properties = entry.get("properties")
    day = str(properties.get("as_of", "")) if isinstance(properties, dict) else ""
    parts = re.findall(r"[0-9]+|[^0-9]+", str(entry["version"]))
    return day, [(int(part), "") if part.isdigit() else (-1, part) for part in parts]
