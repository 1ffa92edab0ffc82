"""What open pages ask for: the state of each document, the digests of its units, and until when to trust a build."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from generator.content import gather
from generator.current.states import FILE, current_files, state_digest
from generator.current.trust import STALE_AFTER_DAYS, trusted_until
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.revisions.register.entry import Act, WallMoment
from tests.browser.time_site import NEXT, NORMAL, TURN, write_time_content
from tests.contents import edit
from tests.registers import NOW, RECORDED, ZONE, content_with_people, library_at, line, publish, record


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_time_content(tmp_path / "content")
    return tmp_path / "content"


def build_of(content: Path, now: dt.datetime = NOW) -> RenderContext:
    return RenderContext(build_library(gather(content), now), now)


def documents_of(build: RenderContext) -> dict[str, Any]:
    return dict(json.loads(current_files(build)[FILE])["documents"])


def test_a_document_says_what_holds_and_what_is_known_to_come(content: Path) -> None:
    document = documents_of(build_of(content))["kasir"]
    assert (document["revision"], document["withdrawn"]) == ("1", None)
    assert [(each["revision"], each["from"]) for each in document["coming"]] == [
        ("2", {"wall": TURN.isoformat(timespec="minutes"), "clock": "local"})
    ]


def test_the_digests_are_those_that_pages_carry(content: Path) -> None:
    build = build_of(content)
    units = json.loads(current_files(build)["current/kasir.json"])["revisions"]
    assert units["1"]["sapaan"] != units["2"]["sapaan"]
    assert units["1"]["menyapa-tamu"] == units["2"]["menyapa-tamu"]
    document = build.library.documents["kasir"]
    script = document.revisions["1"].units["sapaan",].model
    page = build.page("kasir/", document, document.revisions["1"])
    assert page.mark(script).fingerprint == units["1"]["sapaan"]
    assert page.mark(script).fingerprint == units["1"]["sapaan"], "shown again, it carries the same"


def test_a_changed_text_and_a_withdrawal_change_the_state(content: Path) -> None:
    before = state_digest(build_of(content))
    assert state_digest(build_of(content)) == before
    at = WallMoment(dt.datetime.fromisoformat("2026-01-20"))
    record(content, line(content, Act.WITHDRAWN, 9, revision="2", effective=at, reason="Keliru."))
    withdrawn = build_of(content)
    assert state_digest(withdrawn) != before
    assert documents_of(withdrawn)["kasir"]["coming"] == []
    edit(content, "documents/kasir/1/scripts.yml", NORMAL, "Selamat siang, saya {Nama Kasir}.")
    assert state_digest(build_of(content)) not in (before, state_digest(withdrawn))


def test_a_draft_is_in_no_file(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_time_content(content)
    (content / "register/kasir.jsonl").unlink()
    files = current_files(build_of(content))
    assert NEXT.encode() not in b"".join(files.values())
    assert list(json.loads(files["current/kasir.json"])["revisions"]) == ["1"]


def test_a_build_is_trusted_for_some_days(content: Path) -> None:
    assert trusted_until(build_of(content).library) == NOW + dt.timedelta(days=STALE_AFTER_DAYS)
    with (content / "settings/site.yml").open("a", encoding="utf-8") as site:
        site.write("stale_after_days: 7\n")
    assert trusted_until(build_of(content).library) == NOW + dt.timedelta(days=7)


def test_a_build_of_the_past_is_trusted_until_the_first_act_it_does_not_know(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    publish(content)
    before = RECORDED - dt.timedelta(days=2)
    assert trusted_until(library_at(content, before)) == RECORDED
    assert trusted_until(library_at(content, RECORDED)) == RECORDED + dt.timedelta(minutes=1)
    last = RECORDED + dt.timedelta(minutes=2)
    assert trusted_until(library_at(content, last)) == last + dt.timedelta(days=STALE_AFTER_DAYS)


def test_what_is_adopted_later_was_known_before(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, line(content, Act.ADOPTED))
    before = RECORDED - dt.timedelta(days=2)
    assert trusted_until(library_at(content, before)) == before + dt.timedelta(days=STALE_AFTER_DAYS)


@pytest.mark.parametrize("days", ["99999999999999", "3000000"])
def test_more_days_than_the_calendar_has_are_many_days(days: str, content: Path) -> None:
    with (content / "settings/site.yml").open("a", encoding="utf-8") as site:
        site.write(f"stale_after_days: {days}\n")
    assert trusted_until(build_of(content).library).year >= 9999
    assert (
        trusted_until(build_of(content, dt.datetime.max.replace(tzinfo=ZONE) - dt.timedelta(days=2)).library).tzinfo
        == ZONE
    )
