"""Files are written all or none, whatever stops the command that writes them."""

import errno
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content import gather
from generator.revisions.register.journal import (
    FOLDER,
    MANIFEST,
    DamageError,
    JournalError,
    open_journal,
    pending_problems,
)

OLD = {"documents/a/document.yml": b"old document", "register/a.jsonl": b"old register\n"}
NEW = {
    "documents/a/2/revision.yml": b"new revision",
    "documents/a/document.yml": b"new document",
    "register/a.jsonl": b"old register\nnew line\n",
    "register/evidence/ab.txt": b"reply",
}


class Killed(BaseException):
    """The process ended here: no handler may see it."""


def killer(at: int) -> Callable[[str], None]:
    """Return a step that kills at its n-th call."""
    seen: list[str] = []

    def step(name: str) -> None:
        seen.append(name)
        if len(seen) == at:
            raise Killed(name)

    return step


def failing(at: str, code: int) -> Callable[[str], None]:
    def step(name: str) -> None:
        if name == at:
            raise OSError(code, os.strerror(code))

    return step


def content_of(folder: Path) -> Path:
    content = folder / "content"
    for path, data in OLD.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    return content


def files_of(content: Path) -> dict[str, bytes]:
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file() and FOLDER not in path.parts
    }


def commit(content: Path, step: Callable[[str], None] = lambda _: None) -> None:
    with open_journal(content, step=step) as journal:
        journal.commit(NEW, {path: OLD.get(path) for path in NEW})


def steps_of(folder: Path) -> list[str]:
    seen: list[str] = []
    commit(content_of(folder), seen.append)
    return seen


def test_all_files_are_written_and_nothing_is_left_behind(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    commit(content)
    assert files_of(content) == NEW
    assert not (content / FOLDER).exists()


def test_the_register_takes_its_place_last(tmp_path: Path) -> None:
    placed = [step for step in steps_of(tmp_path) if step.startswith("place")]
    assert placed == [
        "place register/evidence/ab.txt",
        "place documents/a/2/revision.yml",
        "place documents/a/document.yml",
        "place register/a.jsonl",
    ]


def test_a_kill_at_any_write_leaves_the_old_state_or_a_journal_that_is_completed(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "count")
    decided = next(number for number, step in enumerate(steps, start=1) if step.startswith("place"))
    for at in range(1, len(steps) + 1):
        content = content_of(tmp_path / str(at))
        with pytest.raises(Killed):
            commit(content, killer(at))
        is_decided = at >= decided
        assert bool(pending_problems(content, "content")) == (is_decided and at < len(steps)), steps[at - 1]
        if not is_decided:
            assert files_of(content) == OLD, steps[at - 1]
        with open_journal(content):
            assert files_of(content) == (NEW if is_decided else OLD), steps[at - 1]
        assert not (content / FOLDER).exists()


def test_completing_may_be_killed_too(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "count")
    first = next(number for number, step in enumerate(steps, start=1) if step.startswith("place"))
    for again in range(1, len(steps) - first + 2):
        content = content_of(tmp_path / str(again))
        with pytest.raises(Killed):
            commit(content, killer(first))
        with pytest.raises(Killed), open_journal(content, step=killer(again)):
            pass
        with open_journal(content):
            assert files_of(content) == NEW


def test_a_full_disk_leaves_the_old_state(tmp_path: Path) -> None:
    for step in [step for step in steps_of(tmp_path / "count") if step.startswith(("stage", "half", "decide"))]:
        content = content_of(tmp_path / step.replace(" ", "-"))
        with pytest.raises(JournalError, match="nothing was written: " + os.strerror(errno.ENOSPC)):
            commit(content, failing(step, errno.ENOSPC))
        assert files_of(content) == OLD
        assert not (content / FOLDER).exists()


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_said_to_be_so(tmp_path: Path, code: int) -> None:
    content = content_of(tmp_path)
    with pytest.raises(JournalError, match="nothing was written: " + os.strerror(code)):
        commit(content, failing("begin", code))
    commit(content)
    assert files_of(content) == NEW


def test_a_disk_that_refuses_later_keeps_what_was_decided(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    with pytest.raises(JournalError, match=r"nothing is lost.*`sigap status`"):
        commit(content, failing("place register/a.jsonl", errno.ENOSPC))
    assert files_of(content)["register/a.jsonl"] == OLD["register/a.jsonl"]
    with open_journal(content):
        assert files_of(content) == NEW


def test_content_that_cannot_be_completed_is_said_to_be_so(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    with pytest.raises(JournalError):
        commit(content, failing("place register/a.jsonl", errno.ENOSPC))
    refusing = failing("place register/a.jsonl", errno.EROFS)
    with pytest.raises(JournalError, match="stays there: "), open_journal(content, step=refusing):
        pass


def test_whoever_reads_content_meanwhile_is_told(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    with pytest.raises(Killed):
        commit(content, killer(len(steps_of(tmp_path / "count")) - 2))
    found = {problem.code: problem.location.source_path for problem in gather(content).problems}
    assert found["act-journal-pending"] == "content/.sigap-journal"
    with open_journal(content):
        pass
    assert "act-journal-pending" not in {problem.code for problem in gather(content).problems}


def stopped(folder: Path) -> Path:
    """Return content at which a command was stopped when it had decided."""
    content = content_of(folder)
    with pytest.raises(Killed):
        commit(content, lambda step: killer(1)(step) if step.startswith("place") else None)
    return content


def test_an_edit_after_a_kill_is_never_overwritten(tmp_path: Path) -> None:
    content = stopped(tmp_path)
    (content / "documents/a/document.yml").write_bytes(b"the author went on")
    with pytest.raises(DamageError) as damage, open_journal(content):
        pass
    (problem,) = damage.value.problems
    assert (problem.code, problem.location.source_path) == ("act-journal-damaged", "content/documents/a/document.yml")
    assert (content / "documents/a/document.yml").read_bytes() == b"the author went on"


def test_what_the_message_on_damage_offers_works(tmp_path: Path) -> None:
    content = stopped(tmp_path)
    (content / "documents/a/document.yml").write_bytes(b"the author went on")
    shutil.copytree(content, tmp_path / "other")
    (content / "documents/a/document.yml").write_bytes(OLD["documents/a/document.yml"])
    with open_journal(content):
        assert files_of(content) == NEW
    shutil.rmtree(tmp_path / "other" / FOLDER)
    with open_journal(tmp_path / "other"):
        assert files_of(tmp_path / "other")["register/a.jsonl"] == OLD["register/a.jsonl"]


@pytest.mark.parametrize("data", [b"{", b'{"files": [{"path": 1}]}', b"[]"])
def test_a_manifest_that_was_edited_is_named(tmp_path: Path, data: bytes) -> None:
    content = stopped(tmp_path)
    (content / FOLDER / MANIFEST).write_bytes(data)
    with pytest.raises(DamageError) as damage, open_journal(content):
        pass
    assert [problem.code for problem in damage.value.problems] == ["act-journal-unreadable"]


def test_a_file_that_was_edited_while_the_command_ran_is_not_overwritten(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    (content / "documents/a/document.yml").write_bytes(b"saved a moment ago")
    with pytest.raises(DamageError) as damage:
        commit(content)
    assert [problem.code for problem in damage.value.problems] == ["act-file-edited"]
    assert files_of(content)["register/a.jsonl"] == OLD["register/a.jsonl"]


def test_two_commands_do_not_interleave(tmp_path: Path) -> None:
    content = content_of(tmp_path)
    order: list[str] = []
    is_inside, may_go = threading.Event(), threading.Event()

    def first() -> None:
        with open_journal(content):
            order.append("first in")
            is_inside.set()
            may_go.wait(10)
            order.append("first out")

    def waiting() -> None:
        order.append("second waits")
        may_go.set()

    def second() -> None:
        with open_journal(content, waiting=waiting):
            order.append("second in")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert is_inside.wait(10)
    threads[1].start()
    for thread in threads:
        thread.join(10)
    assert order == ["first in", "second waits", "first out", "second in"]
