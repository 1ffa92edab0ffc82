"""Writing to the content folder all or nothing, whatever happens while it is done.

A command's files are first written to `content/.sigap-journal/`, then listed in a manifest, which is put in place by
one rename: from that moment on the command has happened. Only then do the files take their places, by renames too, the
register last. A kill before the manifest leaves the old state, and what was staged is thrown away by the next command;
a kill after it leaves a complete journal, which the next command completes. Nobody reads a folder that begins with a
dot, so that half of a command is seen by no check and no build.

The lock is on the content folder itself and is released by the system when the process ends, however it ends.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from generator.disk import flush
from generator.problems import Location, Problem, error
from generator.revisions.register.entry import FOLDER as REGISTER_FOLDER

FOLDER: Final = ".sigap-journal"
MANIFEST: Final = "manifest.json"
SCHEMA_VERSION: Final = 1
BUSY = (errno.EWOULDBLOCK, errno.EACCES)


class JournalError(Exception):
    """The disk refused; the message says whether anything was written."""


class DamageError(Exception):
    """A journal that was left behind cannot be completed, or content was edited while a command ran."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.location.source_path for problem in problems))
        self.problems = problems


def go_on(_step: str) -> None:
    """Do nothing at a step; tests put something here that kills."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One file of a manifest.

    Attributes:
        path: Its place inside the content folder.
        staged: The name of its new bytes in the journal.
        after, before: SHA-256 of its bytes afterwards and before; `before` is empty when it is new.
    """

    path: str
    staged: str
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes to one content folder; made by `open_journal`, which holds the lock.

    Attributes:
        content_path: The content folder.
        step: Called with a name before everything that changes the disk.
    """

    content_path: Path
    step: Callable[[str], None] = field(default=go_on)

    @property
    def _folder(self) -> Path:
        return self.content_path / FOLDER

    def commit(self, files: Mapping[str, bytes], expected: Mapping[str, bytes | None]) -> None:
        """Write files, all or none.

        Args:
            files: Path inside the content folder to the new bytes.
            expected: What was read of those that stood there already, or None: what somebody has edited since is
                not overwritten.

        Raises:
            DamageError: A file is not as it was read; nothing was written.
            JournalError: The disk refused.
        """
        planned = [
            Planned(path, f"{number:04}", _digest(files[path]), _digest(expected.get(path)))
            for number, path in enumerate(sorted(files, key=_register_last))
        ]
        moved = [each for each in planned if _digest_of(self.content_path / each.path) != each.before]
        if moved:
            raise DamageError([self._problem(each, "act-file-edited") for each in moved])
        try:
            self._stage(planned, files)
        except OSError as failure:
            with contextlib.suppress(OSError):
                self._discard()
            raise JournalError(f"nothing was written: {_reason(failure)}") from failure
        try:
            self._put_in_place(planned)
        except OSError as failure:
            raise JournalError(
                f"{_reason(failure)}; nothing is lost: mend the cause, and the next command, such as `sigap status`, "
                f"completes what stands in {FOLDER}"
            ) from failure

    def recover(self) -> bool:
        """Complete or throw away what a stopped command left behind; tell whether something was completed.

        Raises:
            DamageError: It cannot be completed, because content was edited since.
            JournalError: The disk refused.
        """
        if not self._folder.is_dir():
            return False
        try:
            planned = read_manifest(self.content_path)
            if planned:
                self._put_in_place(self._checked(planned))
            else:
                self._discard()
        except OSError as failure:
            raise JournalError(f"what a stopped command left in {FOLDER} stays there: {_reason(failure)}") from failure
        return bool(planned)

    def _stage(self, planned: list[Planned], files: Mapping[str, bytes]) -> None:
        self.step("begin")
        self._folder.mkdir()
        for each in planned:
            self._write(each.staged, files[each.path])
        data = {"schema": SCHEMA_VERSION, "files": [_to_data(each) for each in planned]}
        self._write(f"{MANIFEST}.new", (json.dumps(data, indent=1) + "\n").encode())
        self.step("decide")
        (self._folder / f"{MANIFEST}.new").rename(self._folder / MANIFEST)
        flush(self._folder)
        flush(self.content_path)

    def _write(self, name: str, data: bytes) -> None:
        self.step(f"stage {name}")
        with (self._folder / name).open("xb") as file:
            file.write(data[: len(data) // 2])
            file.flush()
            self.step(f"half of {name}")
            file.write(data[len(data) // 2 :])
            file.flush()
            os.fsync(file.fileno())

    def _put_in_place(self, planned: list[Planned]) -> None:
        for each in planned:
            staged, target = self._folder / each.staged, self.content_path / each.path
            if staged.exists():
                self.step(f"place {each.path}")
                target.parent.mkdir(parents=True, exist_ok=True)
                staged.replace(target)
        for folder in sorted({(self.content_path / each.path).parent for each in planned}):
            flush(folder)
        self._discard()

    def _checked(self, planned: list[Planned]) -> list[Planned]:
        """Return the files of a manifest when each can still be put in place, or stands there already."""
        damaged = []
        for each in planned:
            there = _digest_of(self.content_path / each.path)
            is_staged = _digest_of(self._folder / each.staged) == each.after
            if there != each.after and not (is_staged and there == each.before):
                damaged.append(each)
        if damaged:
            raise DamageError([self._problem(each, "act-journal-damaged") for each in damaged])
        return planned

    def _discard(self) -> None:
        """Throw the journal away; the manifest first, or the next command would look for what is gone."""
        self.step("clear")
        (self._folder / MANIFEST).unlink(missing_ok=True)
        self.step("clear the rest")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _problem(self, planned: Planned, code: str) -> Problem:
        return error(Location(f"{self.content_path.name}/{planned.path}"), code, folder=FOLDER)


@contextlib.contextmanager
def open_journal(
    content_path: Path, *, step: Callable[[str], None] = go_on, waiting: Callable[[], None] = lambda: None
) -> Iterator[Journal]:
    """Lock a content folder, complete what a stopped command left, and hand out its journal.

    Args:
        content_path: The content folder.
        step: See `Journal`.
        waiting: Called once when another command holds the lock, before this one waits for it.

    Raises:
        DamageError, JournalError: See `Journal.recover`.
    """
    descriptor = os.open(content_path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as failure:
            if failure.errno not in BUSY:
                raise
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        journal = Journal(content_path, step)
        journal.recover()
        yield journal
    finally:
        os.close(descriptor)


def read_manifest(content_path: Path) -> list[Planned]:
    """Return what a stopped command had decided to write; nothing when it had not come that far.

    The manifest was put in place by a rename, after its bytes were on the disk: it is there whole or not at all.

    Raises:
        DamageError: Somebody has edited it.
    """
    try:
        data = (content_path / FOLDER / MANIFEST).read_bytes()
    except FileNotFoundError:
        return []
    try:
        return [Planned(**each) for each in json.loads(data)["files"]]
    except (ValueError, KeyError, TypeError):
        place = Location(f"{content_path.name}/{FOLDER}/{MANIFEST}")
        raise DamageError([error(place, "act-journal-unreadable")]) from None


def pending_problems(content_path: Path, name: str) -> list[Problem]:
    """Return that a stopped command waits to be completed, for whoever reads content in the meantime.

    Args:
        content_path: The content folder.
        name: How problems name it.
    """
    place = Location(f"{name}/{FOLDER}")
    return [error(place, "act-journal-pending")] if (content_path / FOLDER / MANIFEST).exists() else []


def _to_data(planned: Planned) -> dict[str, Any]:
    return {"path": planned.path, "staged": planned.staged, "after": planned.after, "before": planned.before}


def _register_last(path: str) -> tuple[bool, bool, bool, str]:
    """Order files so that nothing names what is not there yet: evidence and text, the document, then the register."""
    parts = PurePosixPath(path).parts
    return (len(parts) == 2 and parts[0] == REGISTER_FOLDER, parts[-1] == "document.yml", parts[0] != "register", path)


def _digest(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str:
    """Return the digest of a file; empty when there is none."""
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _reason(failure: OSError) -> str:
    name = f": {failure.filename}" if failure.filename else ""
    return f"{failure.strerror or failure}{name}"
