"""Any sequence of commands and edits, with a kill at any write: each command has happened, or it has not."""

import contextlib
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.content import gather
from generator.revisions.acts.desk import RefusalError
from generator.revisions.acts.withdrawing import Request, withdraw
from generator.revisions.register.entry import Act
from generator.revisions.register.journal import FOLDER, go_on, open_journal
from tests.contents import edit
from tests.revisions.acts.office import DRAFT, Office, everything

MOST_STEPS = 60


class Killed(BaseException):
    """The process ended here: no handler may see it."""


def withdraw_now(at: Office) -> None:
    at.now = max(at.now, dt.datetime(2026, 3, 15, 9, 0, tzinfo=at.now.tzinfo))
    at.withdraw()


COMMANDS: dict[str, Callable[[Office], object]] = {
    "adopt": Office.adopt,
    "revise": Office.revise,
    "submit": Office.submit,
    "return": Office.send_back,
    "review": lambda at: at.approve(Act.REVIEWED, "Budi Santoso"),
    "approve": lambda at: at.approve(Act.APPROVED, "Citra"),
    "publish": Office.publish,
    "withdraw": withdraw_now,
    "agree": lambda at: at.approve(Act.APPROVED, "Citra", for_withdrawal=True),
    "complete": lambda at: at.do(lambda desk: withdraw(desk, "kasir", "2", Request())),
}


def edit_draft(at: Office) -> None:
    """Do what an author does, whatever the register says of the revision; the text is another one each time."""
    if (at.content / DRAFT).exists() and "2 published" not in at.acts():
        title = f"title: Sapaan pukul {at.now:%H.%M}"
        script = at.content / "documents/kasir/2/scripts.yml"
        before = next(line.strip() for line in script.read_text(encoding="utf-8").splitlines() if "title:" in line)
        edit(at.content, "documents/kasir/2/scripts.yml", before, title)
        row = (at.content / DRAFT).read_text(encoding="utf-8")
        (at.content / DRAFT).write_text(row.replace("(diisi penyusun)", "Bagian SOP"), encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    # The process is what dies here, not the machine: what has been handed to the system survives.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from(["fresh", "in_review", "approved", "published"]),
    script=st.lists(
        st.tuples(st.sampled_from([*COMMANDS, "edit"]), st.none() | st.integers(1, MOST_STEPS)), max_size=6
    ),
)
def test_a_command_has_happened_or_it_has_not(
    beginnings: dict[str, Office], start: str, script: list[tuple[str, int | None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "project", "content")
        shutil.copytree(beginnings[start].content, content)
        at = replace(beginnings[start], content=content)
        for name, kill_at in script:
            if name == "edit":
                edit_draft(at)
            else:
                _give(at, COMMANDS[name], kill_at, Path(folder, "intended"))
            at.now += dt.timedelta(minutes=1)


def _give(at: Office, command: Callable[[Office], object], kill_at: int | None, aside: Path) -> None:
    """Give a command that may be killed; afterwards the content is as before or as without the kill, to the byte."""
    shutil.copytree(at.content, aside / "content")
    intended = replace(at, content=aside / "content", step=go_on)
    before = everything(at.content)
    for office_, step in ((intended, go_on), (at, _killer(kill_at))):
        office_.step = step
        with contextlib.suppress(RefusalError, Killed):
            command(office_)
    with open_journal(at.content):
        pass
    after = everything(at.content)
    assert after in (before, everything(intended.content))
    assert kill_at is not None or after == everything(intended.content)
    assert not (at.content / FOLDER).exists()
    told = [each.code for each in gather(at.content).problems if each.code.startswith(("register-", "act-"))]
    assert told == []
    shutil.rmtree(aside)


def _killer(at: int | None) -> Callable[[str], None]:
    seen: list[str] = []

    def step(name: str) -> None:
        seen.append(name)
        if len(seen) == at:
            raise Killed(name)

    return step
