import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.editions.log import read_log
from generator.editions.publish import PublishError, open_public, publish_edition
from generator.editions.trees import is_same_tree

OLD, NEW = "2026-02-01", "2026-03-01"


def built(path: Path, text: str) -> Path:
    (path / "sub").mkdir(parents=True)
    (path / "index.html").write_text(text)
    (path / "sub/index.html").write_text(text * 2)
    return path


def publish(public: Path, source: Path, edition: str) -> Path:
    return publish_edition(source, public, edition, title=f"Edisi {edition}", as_of=date.fromisoformat(edition))


@pytest.fixture
def public(tmp_path: Path) -> Path:
    path = tmp_path / "public"
    publish(path, built(tmp_path / "old", "old"), OLD)
    return path


def versions(public: Path) -> list[tuple[str, list[str]]]:
    return [(entry["version"], entry["aliases"]) for entry in json.loads((public / "versions.json").read_text())]


def assert_valid(public: Path, tmp_path: Path) -> str:
    """Assert what holds at every moment; return the edition that `latest` leads to."""
    latest = str((public / "latest").readlink())
    assert is_same_tree(public / OLD, tmp_path / "old")
    assert latest in {OLD, NEW}
    assert is_same_tree(public / latest, tmp_path / ("old" if latest == OLD else "new"))
    if (public / NEW).exists():
        assert is_same_tree(public / NEW, tmp_path / "new")
    listed = versions(public)
    assert all((public / name).is_dir() for name, _ in listed)
    assert latest in [name for name, _ in listed]
    logged = [line.edition for line in read_log(public)]
    assert logged in ([OLD], [OLD, NEW])
    assert latest in logged, "readers are never led where the log says nothing of"
    return latest


def test_first_edition_makes_the_folder(public: Path, tmp_path: Path) -> None:
    assert str((public / "latest").readlink()) == OLD
    assert json.loads((public / "versions.json").read_text()) == [
        {"version": OLD, "title": f"Edisi {OLD}", "aliases": ["latest"], "properties": {"as_of": OLD}}
    ]
    assert sorted(path.name for path in public.iterdir()) == [".lock", OLD, "editions.jsonl", "latest", "versions.json"]


def test_next_edition_stands_first_and_takes_the_alias(public: Path, tmp_path: Path) -> None:
    assert publish(public, built(tmp_path / "new", "new"), NEW) == public / NEW
    assert versions(public) == [(NEW, ["latest"]), (OLD, [])]
    assert assert_valid(public, tmp_path) == NEW


def test_same_content_again_keeps_the_edition(public: Path, tmp_path: Path) -> None:
    publish(public, built(tmp_path / "new", "new"), NEW)
    before = (public / OLD / "index.html").stat()
    assert publish(public, tmp_path / "old", OLD) == public / OLD
    assert (public / OLD / "index.html").stat() == before
    assert str((public / "latest").readlink()) == OLD
    assert versions(public) == [(NEW, []), (OLD, ["latest"])]


def test_other_content_under_the_same_name_gets_a_number(public: Path, tmp_path: Path) -> None:
    for number in range(2, 12):
        assert publish(public, built(tmp_path / f"v{number}", f"v{number}"), OLD).name == f"{OLD}-{number}"
    assert publish(public, tmp_path / "v3", OLD).name == f"{OLD}-3"
    assert [name for name, _ in versions(public)][:3] == [f"{OLD}-11", f"{OLD}-10", f"{OLD}-9"]
    assert is_same_tree(public / OLD, tmp_path / "old")


def refused(public: Path, source: Path, edition: str = NEW) -> str:
    with pytest.raises(PublishError) as caught:
        publish_edition(source, public, edition, title="x", as_of=date(2026, 3, 1))
    return caught.value.problem.code


def test_latest_that_is_a_folder_is_not_deleted(public: Path, tmp_path: Path) -> None:
    (public / "latest").unlink()
    built(public / "latest", "somebody's")
    assert refused(public, built(tmp_path / "new", "new")) == "publish-latest-not-link"
    assert (public / "latest/index.html").read_text() == "somebody's"


@pytest.mark.parametrize("text", ["{", "{}", '[{"title": "x"}]', "[1]"])
def test_damaged_list_is_not_overwritten(public: Path, tmp_path: Path, text: str) -> None:
    (public / "versions.json").write_text(text)
    assert refused(public, built(tmp_path / "new", "new")) == "publish-versions-unreadable"
    assert (public / "versions.json").read_text() == text


def test_a_log_that_cannot_be_read_is_not_written_over(public: Path, tmp_path: Path) -> None:
    with (public / "editions.jsonl").open("a") as log:
        log.write("half a li")
    before = (public / "editions.jsonl").read_bytes()
    assert refused(public, built(tmp_path / "new", "new")) == "publish-log-unreadable"
    assert (public / "editions.jsonl").read_bytes() == before


@pytest.mark.parametrize("edition", ["", "..", "a/b", "latest", "versions.json", "editions.jsonl", ".hidden"])
def test_name_that_is_no_edition(public: Path, tmp_path: Path, edition: str) -> None:
    assert refused(public, built(tmp_path / "new", "new"), edition) == "publish-edition-name"


def test_two_builds_do_not_fight(public: Path, tmp_path: Path) -> None:
    with open_public(public) as held:
        building = built(held.new_building(NEW) / "deep", "mine")
        assert refused(public, built(tmp_path / "new", "new")) == "publish-locked"
        assert building.is_dir()
    assert publish(public, tmp_path / "new", NEW) == public / NEW


def test_public_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("")
    assert refused(tmp_path / "public", built(tmp_path / "new", "new")) == "publish-failed"


def test_a_failing_build_leaves_nothing_behind(public: Path) -> None:
    def failing_build() -> None:
        with open_public(public) as held:
            built(held.new_building(NEW) / "deep", "half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing_build()
    assert sorted(path.name for path in public.iterdir()) == [".lock", OLD, "editions.jsonl", "latest", "versions.json"]


# Every way in which publishing changes the disk or asks for space on it.
STEPS = [
    (os, "open"),
    (os, "mkdir"),
    (os, "fsync"),
    (os, "rename"),
    (os, "replace"),
    (os, "symlink"),
    (os, "unlink"),
    (os, "rmdir"),
    (shutil, "copyfile"),
    (Path, "write_text"),
]


def patch_steps(setattr_: Callable[[Any, str, Any], None], at_step: Callable[[Callable[[], object]], object]) -> None:
    """Lead every step through `at_step`, which gets it as a call to make or not to make."""
    for owner, name in STEPS:
        original = getattr(owner, name)

        def step(*args: Any, _original: Any = original, **kwargs: Any) -> object:
            return at_step(lambda: _original(*args, **kwargs))

        setattr_(owner, name, step)


def test_full_disk_at_any_step(public: Path, tmp_path: Path) -> None:
    built(tmp_path / "new", "new")
    outcomes = set()
    reasons: list[tuple[str, str]] = []
    for failing in range(1, 500):
        count = 0

        def at_step(act: Callable[[], object], failing: int = failing) -> object:
            nonlocal count
            count += 1
            if count == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return act()

        copy = tmp_path / "copy"
        shutil.copytree(public, copy, symlinks=True)
        with pytest.MonkeyPatch.context() as patch:
            patch_steps(patch.setattr, at_step)
            try:
                publish(copy, tmp_path / "new", NEW)
            except PublishError as failure:
                reasons.append((failure.problem.code, failure.problem.values["reason"]))
        outcomes.add(assert_valid(copy, tmp_path))
        assert publish(copy, tmp_path / "new", NEW) == copy / NEW, "the next run goes on"
        assert assert_valid(copy, tmp_path) == NEW
        assert not list(copy.glob(".[bn]*"))
        shutil.rmtree(copy)
        if count < failing:
            break
    assert count > 15
    assert outcomes == {OLD, NEW}
    assert all(code == "publish-failed" and "No space" in reason for code, reason in reasons)


@pytest.mark.parametrize("when", ["before", "after"])
def test_kill_at_any_step(public: Path, tmp_path: Path, when: str) -> None:
    built(tmp_path / "new", "new")
    statuses = []
    for killed in range(1, 500):
        copy = tmp_path / "copy"
        shutil.copytree(public, copy, symlinks=True)
        status = in_a_child(lambda: publish(copy, tmp_path / "new", NEW), killed, is_after=when == "after")  # noqa: B023
        statuses.append(assert_valid(copy, tmp_path))
        assert publish(copy, tmp_path / "new", NEW) == copy / NEW, "the next run goes on"
        assert assert_valid(copy, tmp_path) == NEW
        assert sorted(path.name for path in copy.iterdir()) == [
            ".lock",
            OLD,
            NEW,
            "editions.jsonl",
            "latest",
            "versions.json",
        ]
        shutil.rmtree(copy)
        if status == 0:
            break
        assert os.WIFSIGNALED(status)
        assert os.WTERMSIG(status) == signal.SIGKILL
    assert len(statuses) > 15
    assert statuses == sorted(statuses), "once moved, latest stays moved"


def in_a_child(work: Callable[[], object], killed: int, *, is_after: bool) -> int:
    """Do the work in a process that kills itself at its n-th step; return its wait status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    count = 0

    def at_step(act: Callable[[], object]) -> object:
        nonlocal count
        count += 1
        number = count
        try:
            return act() if is_after or number != killed else None
        finally:
            if number == killed:
                os.kill(os.getpid(), signal.SIGKILL)

    patch_steps(setattr, at_step)
    try:
        work()
    except BaseException:  # noqa: BLE001 – a child must not go on as a second pytest
        os._exit(1)
    os._exit(0)


def test_lock_of_a_killed_build_is_free(public: Path, tmp_path: Path, root_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from generator.editions.publish import open_public
with open_public(Path(sys.argv[1])) as held:
    held.new_building("2026-03-01")
    print("held", flush=True)
    time.sleep(60)
"""
    command = [sys.executable, "-c", code, str(public)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert refused(public, built(tmp_path / "new", "new")) == "publish-locked"
        process.kill()
    assert publish(public, tmp_path / "new", NEW) == public / NEW
