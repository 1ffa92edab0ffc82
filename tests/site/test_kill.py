"""A build that is killed, or finds no room on the disk, leaves everything published as it was."""

import fcntl
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import FICTION, clean_environment, copy_project, file_bytes, program, sigap

OLD, NEW = "2026-02-01", "2026-03-01"
OLD_EDITION, NEW_EDITION = f"{OLD}-000000", f"{NEW}-000000"
KILLS = 10
# Enough for a page, not for the search index, the style sheet or Material's scripts.
TINY_FILE_BYTES = 20_000


@pytest.fixture
def project(tmp_path: Path, font_cache: Path) -> Path:
    """Return a project with one published edition."""
    path = copy_project(tmp_path / "project", FICTION, font_cache)
    done = sigap(path, "build", "--as-of", OLD)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def assert_as_it_was(project: Path, old: dict[str, bytes]) -> None:
    public = project / "public"
    assert str((public / "latest").readlink()) == OLD_EDITION
    assert file_bytes(public / OLD_EDITION) == old


def assert_the_next_build_works(project: Path, old: dict[str, bytes]) -> None:
    done = sigap(project, "build", "--as-of", NEW)
    assert done.returncode == 0, done.stdout + done.stderr
    public = project / "public"
    assert str((public / "latest").readlink()) == NEW_EDITION
    assert file_bytes(public / OLD_EDITION) == old
    known = {OLD_EDITION, NEW_EDITION, "editions.jsonl", "latest", "versions.json", ".lock"}
    left = {path.name for path in public.iterdir()} - known
    assert left == set()


def start(project: Path, prepare: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [program("sigap"), "build", "--as-of", NEW],
        cwd=project,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=prepare,  # noqa: PLW1509 - the tests' process has no other thread here
    )


@pytest.mark.slow
def test_killed_at_any_moment(project: Path) -> None:
    old = file_bytes(project / "public" / OLD_EDITION)
    chance = random.Random(20260201)  # noqa: S311 - which moments does not matter, that they differ does
    began = time.monotonic()
    sigap(project, "build", "--as-of", NEW, "--out", str(project.with_name("elsewhere")))
    whole_s = time.monotonic() - began
    for turn in range(KILLS):
        # The first kills come while MkDocs writes, where most of the time goes; the last ones near the end.
        process = start(project)
        time.sleep(whole_s * (0.35 + 0.6 * (turn + chance.random()) / KILLS))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        latest = str((project / "public/latest").readlink())
        assert latest in {OLD_EDITION, NEW_EDITION}
        assert (project / "public" / latest / "kasir/index.html").is_file()
        assert file_bytes(project / "public" / OLD_EDITION) == old
        if latest == NEW_EDITION:
            break
    done = sigap(project, "build", "--as-of", NEW)
    assert done.returncode == 0, done.stdout + done.stderr
    assert str((project / "public/latest").readlink()) == NEW_EDITION
    assert [path.name for path in (project / "public").iterdir() if path.name.startswith((".building", ".next"))] == []


def small_files_only() -> None:
    """Let no file of this process grow: writing more fails as on a full disk, with EFBIG instead of ENOSPC."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (TINY_FILE_BYTES, TINY_FILE_BYTES))


@pytest.mark.slow
def test_no_room_for_the_files(project: Path) -> None:
    old = file_bytes(project / "public" / OLD_EDITION)
    versions = (project / "public/versions.json").read_bytes()
    process = start(project, small_files_only)
    output, _ = process.communicate()
    assert process.returncode == 3, output.decode()
    assert b"Traceback" not in output
    assert_as_it_was(project, old)
    assert (project / "public/versions.json").read_bytes() == versions
    assert_the_next_build_works(project, old)


@pytest.mark.slow
def test_a_second_build_at_the_same_time_is_told_to_wait(project: Path) -> None:
    old = file_bytes(project / "public" / OLD_EDITION)
    with (project / "public/.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = sigap(project, "--lang", "en", "build", "--as-of", NEW)
    assert second.returncode == 3, second.stdout
    assert "[publish-locked]" in second.stdout
    assert_as_it_was(project, old)
    assert_the_next_build_works(project, old)
