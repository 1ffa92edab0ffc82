"""What is new since a revision of the repository: the content of that revision, and what it did not have yet."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from generator.checks.acceptance import key_of
from generator.checks.rule import Finding
from generator.problems import Problem

ProblemT = TypeVar("ProblemT", bound=Problem)

# Set while git runs a hook; they would lead git to the index of the commit in the making.
OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
PLACE_AT_END = re.compile(r":[0-9]+:[0-9]+$")


class SinceError(Exception):
    """The content of that revision cannot be had; the message says why."""


@contextmanager
def content_at(content_path: Path, revision: str) -> Iterator[Path]:
    """Lay the content folder of a revision out in a temporary folder; nothing in the repository changes.

    Args:
        content_path: The content folder, anywhere in a work tree.
        revision: Whatever git takes for a commit: `main`, `HEAD~3`, a tag.

    Raises:
        SinceError: There is no git, no repository, no such revision, or no content in it.
    """
    inside = _git(content_path, "rev-parse", "--show-prefix", else_say=f"{content_path} is in no git repository")
    commit = _git(
        content_path,
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"),
        else_say=f"git knows no revision '{revision}'",
    )
    tree = _git(
        content_path,
        *("rev-parse", "--verify", "--quiet", f"{commit}:{inside.rstrip('/')}"),
        else_say=f"revision '{revision}' has no {inside.rstrip('/') or 'content'}",
    )
    with tempfile.TemporaryDirectory(prefix="sigap-since-") as folder:
        target = Path(folder, content_path.absolute().name)
        target.mkdir()
        index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
        failure = f"git could not read the content of '{revision}'"
        _git(content_path, "read-tree", tree, else_say=failure, extra=index)
        # From the top: below it, git would write only the files of the folder it stands in.
        top = Path(_git(content_path, "rev-parse", "--show-toplevel", else_say=failure))
        _git(top, "checkout-index", "--all", f"--prefix={target}/", else_say=failure, extra=index)
        yield target


def _git(folder: Path, *arguments: str, else_say: str, extra: dict[str, str] | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in OF_HOOKS} | (extra or {})
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        raise SinceError("git is not installed, so there is nothing to compare with") from None
    if done.returncode != 0:
        raise SinceError(else_say)
    return done.stdout.strip("\n")


def only_new(now: Sequence[ProblemT], before: Iterable[Problem]) -> list[ProblemT]:
    """Return what was not there before, in the same order.

    Findings are told apart by rule, address and fingerprint, other problems by file, code and values: a text that
    has moved to another line is not new. Where the same now stands more often, the last ones are the new ones.
    """
    known = Counter(map(_identity, before))
    surplus = Counter(map(_identity, now)) - known
    found: list[ProblemT] = []
    for problem in reversed(now):
        identity = _identity(problem)
        if surplus[identity] > 0:
            surplus[identity] -= 1
            found.append(problem)
    return found[::-1]


def _identity(problem: Problem) -> tuple[object, ...]:
    if isinstance(problem, Finding):
        return key_of(problem)
    values = tuple(sorted((name, PLACE_AT_END.sub("", value)) for name, value in problem.values.items()))
    return (problem.location.source_path, problem.code, values)
