"""Answers of a revision that is yet to begin: found from its first moment on, and equal ones once."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from generator.revisions.register.entry import Act, WallMoment
from generator.search.answer import ALWAYS, Answer
from tests.browser.time_site import write_time_content
from tests.coming import BEFORE, FIRST, context_at, with_coming
from tests.registers import ZONE, line, record

SWITCH = "2026-03-01T00:00"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_coming(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def answers(content: Path) -> list[Answer]:
    return list(context_at(content).answers)


def by_address(answers: list[Answer]) -> dict[str, Answer]:
    """Return the answers by address, without the sheets of documents, which share one."""
    return {each.address: each for each in answers if "#judul-" not in each.url}


def test_a_text_that_changes_ends_and_the_new_one_begins(answers: list[Answer]) -> None:
    found = by_address(answers)
    going, coming = found["kasir/sapaan"], found["kasir@2/sapaan"]
    assert (going.group.window.until, going.group.window.clock) == (f"{SWITCH}+07:00", "local")
    assert (coming.group.window.from_, coming.group.window.until) == (SWITCH, "")
    assert coming.group.window.clock == "Asia/Jakarta"
    assert coming.url == "kasir/rev/2/#sapaan"
    assert not coming.group.origin.is_history
    assert "1 Maret 2026" in coming.group.window.words


def test_a_text_that_stays_the_same_stands_there_once_and_has_no_end(answers: list[Answer]) -> None:
    found = by_address(answers)
    for address in ("kasir/pamit", "kasir/cara-bayar"):
        assert found[address].group.window == ALWAYS
        assert address.replace("kasir/", "kasir@2/") not in found


def test_a_new_question_begins_with_its_revision(answers: list[Answer]) -> None:
    found = by_address(answers)
    assert found["kasir@2/cara-lihat"].group.window.from_ == SWITCH
    assert "kasir/cara-lihat" not in found


def test_no_answer_stands_there_twice(answers: list[Answer]) -> None:
    assert max(Counter(each.url for each in answers).values()) == 1


def test_a_temporary_instruction_is_announced_from_the_moment_of_its_revision(tmp_path: Path) -> None:
    write_time_content(tmp_path)
    announced = {}
    for day in (dt.datetime(2025, 1, 5, tzinfo=ZONE), dt.datetime(2025, 1, 6, tzinfo=ZONE)):
        found = [each for each in context_at(tmp_path, day).answers if each.said.endswith("/sapaan-pesta")]
        assert found
        assert all(each.group.window.is_temporary for each in found)
        announced[day.day] = {each.group.window.announced_from for each in found}
    assert announced == {5: {"2025-01-06T00:00+07:00"}, 6: {""}}


def test_after_the_switch_what_was_is_history(content: Path) -> None:
    found = by_address(list(context_at(content, FIRST).answers))
    assert found["kasir@1/sapaan"].group.origin.is_history
    assert not found["kasir/sapaan"].group.origin.is_history


def test_what_was_withdrawn_is_history(tmp_path: Path) -> None:
    content = with_coming(tmp_path)
    since = WallMoment(dt.datetime(2026, 3, 9, 8), "wib")  # noqa: DTZ001 - by a clock
    record(content, line(content, Act.WITHDRAWN, 9, revision="2", effective=since, reason="Loket ditutup."))
    announced = by_address(list(context_at(content, BEFORE).answers))
    assert announced["kasir@2/sapaan"].group.window.until == "2026-03-09T08:00"
    assert announced["kasir/pamit"].group.window.until == "2026-03-09T08:00+07:00", "it runs on into the second"
    gone = list(context_at(content, dt.datetime(2026, 3, 9, 8, tzinfo=ZONE)).answers)
    assert all(each.group.origin.is_history for each in gone if each.group.origin.document)
