"""All that will happen by itself, as text, JSON and a calendar that another program reads."""

import datetime as dt
import json
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.build.prepare import Prepared, prepare
from generator.cli import main
from generator.library import Library
from generator.problems import Location
from generator.revisions.in_force import Bound
from generator.schedule.calendar_file import calendar_file, folded
from generator.schedule.collisions import check
from generator.schedule.moments import Kind, Moment, coming_moments
from generator.schedule.text import schedule_lines
from tests.cases_running import plant, read_case
from tests.contents import BASE, base_copy, edit, write_files

CLEAN = Path(__file__).parents[1] / "clean/content"
COLLISION = Path(__file__).parents[1] / "cases/check/two-instructions-for-one-script.yml"
MOMENT = Moment(
    Kind.REVIEW_DUE, dt.date(2027, 1, 6), dt.datetime(2027, 1, 6, tzinfo=dt.UTC), "kasir", "Kasir", Location("a", 1, 1)
)


def prepared_at(content: Path, moment: str) -> Prepared:
    return prepare(content, moment, {}, dt.datetime.now(dt.UTC))


@pytest.fixture(scope="module")
def library() -> Library:
    return prepared_at(CLEAN, "2026-03-01").library


@pytest.fixture(scope="module")
def moments(library: Library) -> list[Moment]:
    return coming_moments(library)


def test_what_comes_in_its_order(moments: list[Moment]) -> None:
    assert [(str(each.kind), each.day.isoformat(), each.document) for each in moments] == [
        ("overlay-begins", "2026-03-16", "layanan-chat"),
        ("overlay-ends", "2026-03-23", "layanan-chat"),
        ("check-due", "2026-06-30", "tirta-mobile"),
        ("check-due", "2026-06-30", "tirta-mobile"),
        ("check-due", "2026-06-30", "tirta-mobile"),
        ("check-due", "2026-06-30", "tirta-mobile"),
        ("review-due", "2026-09-15", "layanan-chat"),
        ("review-due", "2026-10-15", "layanan-telepon"),
        ("review-due", "2026-11-10", "tirta-mobile"),
    ]


def test_lines_for_people(moments: list[Moment]) -> None:
    lines = list(schedule_lines(moments))
    assert lines[0] == (
        "2026-03-16 00:00  WIB  overlay begins  layanan-chat/salam-hari-air (in place of layanan-chat/salam-tipe-1): "
        "Salam Pembuka Hari Air"
    )
    assert lines[6] == "2026-09-15             review due      layanan-chat: Layanan Chat"


@pytest.mark.parametrize(
    ("moment", "kinds"),
    [
        pytest.param("2026-03-15T23:59:59+07:00", ["overlay-begins", "overlay-ends"], id="the last second before"),
        pytest.param("2026-03-16T00:00:00+07:00", ["overlay-ends"], id="begun, so it does not lie ahead"),
        pytest.param("2026-03-22T23:59:59+07:00", ["overlay-ends"], id="its last second"),
        pytest.param("2026-03-23T00:00:00+07:00", [], id="over"),
    ],
)
def test_a_switch_is_coming_until_it_has_come(moment: str, kinds: list[str]) -> None:
    found = coming_moments(prepared_at(CLEAN, moment).library, dt.date(2026, 4, 1))
    assert [str(each.kind) for each in found] == kinds


def test_until_counts_its_day(library: Library) -> None:
    assert len(coming_moments(library, dt.date(2026, 3, 22))) == 1
    assert len(coming_moments(library, dt.date(2026, 3, 23))) == 2


def test_tasks_whose_day_has_passed_stay(tmp_path: Path) -> None:
    found = coming_moments(prepared_at(base_copy(tmp_path), "2026-02-01").library)
    assert [(str(each.kind), each.day, each.is_overdue) for each in found] == [
        ("review-due", dt.date(2026, 1, 6), True)
    ]
    assert "review due (overdue)" in next(iter(schedule_lines(found)))


def test_what_ends_and_begins_by_revisions(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    edit(content, "documents/kasir/document.yml", '  - {revision: "1"}', '  - {revision: "1"}\n  - {revision: "2"}')
    text = (content / "documents/kasir/1/revision.yml").read_text(encoding="utf-8").partition("sections:")[0]
    later = text.replace('"1"', '"2"').replace("{from: 2025-01-06}", "{from: 2026-06-01, until: 2026-06-30}")
    sections = "sections:\n  - {id: satu, title: Satu, body: [{text: Satu.}]}\n"
    write_files(content, {"documents/kasir/2/revision.yml": later + sections})
    found = coming_moments(prepared_at(content, "2026-02-01").library, dt.date(2026, 12, 31))
    ahead = [each for each in found if each.kind is not Kind.REVIEW_DUE]
    assert [(str(each.kind), each.at, each.revision, each.other) for each in ahead] == [
        ("revision-begins", Bound(dt.datetime(2026, 6, 1)), "2", "1"),  # noqa: DTZ001 – a wall clock
        ("revision-ends", Bound(dt.datetime(2026, 7, 1)), "2", ""),  # noqa: DTZ001
    ]


# The calendar, read by another program


def events(data: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.errors == []
    assert all(event.errors == [] for event in calendar.walk("VEVENT"))
    return [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]


def test_the_calendar_says_the_same(library: Library, moments: list[Moment]) -> None:
    found = events(calendar_file(moments, library))
    assert len(found) == len(moments)
    assert [event.decoded("dtstart") for event in found[:2]] == [
        dt.datetime(2026, 3, 15, 17, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 22, 17, tzinfo=dt.UTC),
    ]
    assert found[-1].decoded("dtstart") == dt.date(2026, 11, 10)
    assert {event.decoded("dtstamp") for event in found} == {library.now.astimezone(dt.UTC)}
    assert str(found[0]["summary"]) == "Kalimat sementara mulai berlaku: Salam Pembuka Hari Air"
    assert "menggantikan layanan-chat/salam-tipe-1\n" in str(found[0]["description"])
    assert len({str(event["uid"]) for event in found}) == len(found)
    assert calendar_file(moments, library) == calendar_file(moments, library)


def test_waktu_setempat_is_the_same_hour_everywhere(library: Library) -> None:
    bound = Bound(dt.datetime(2026, 9, 4, 0, 0))  # noqa: DTZ001 – a wall clock
    moment = Moment(Kind.OVERLAY_BEGINS, bound, bound.instant(dt.UTC), "a/b", "B", Location("a", 1, 1))
    (event,) = events(calendar_file([moment], library))
    assert event.decoded("dtstart") == bound.wall
    assert event.decoded("dtstart").tzinfo is None


def test_an_event_stays_itself_when_its_day_moves(library: Library) -> None:
    later = Moment(MOMENT.kind, dt.date(2028, 1, 6), MOMENT.instant, "kasir", "Kasir 2", Location("b", 2, 1))
    (one,), (other,) = (events(calendar_file([each], library)) for each in (MOMENT, later))
    assert one["uid"] == other["uid"]
    twice = events(calendar_file([MOMENT, MOMENT], library))
    assert twice[0]["uid"] != twice[1]["uid"], "two in one file are two"


TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(title=TITLES, address=TITLES)
def test_any_text_arrives(title: str, address: str, library: Library) -> None:
    at, place = dt.date(2027, 1, 6), Location("a", 1, 1)
    data = calendar_file([Moment(Kind.CHECK_DUE, at, MOMENT.instant, address, title, place)], library)
    (event,) = events(data)
    wanted = "".join(each for each in title.replace("\r\n", "\n").replace("\r", "\n") if each in "\t\n" or each >= " ")
    assert str(event["summary"]).endswith(wanted.replace("\x7f", ""))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(line=TITLES.filter(lambda text: not set(text) & {"\r", "\n"}))
def test_folding_breaks_no_character(line: str) -> None:
    pieces = folded(line).removesuffix(b"\r\n").split(b"\r\n")
    assert all(piece.decode() is not None and len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


# What cannot both hold


FIRST = '{from: "2026-07-06 00:00", until: "2026-07-12 23:59", clock: local}'
SECOND = '{from: "2026-07-12 00:00", until: "2026-07-12 23:59", clock: local}'
OF_WIB = FIRST.replace("local", "wib")


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        pytest.param(FIRST, '{from: "2026-07-12 23:59", clock: local}', 1, id="one minute of both"),
        pytest.param(FIRST, '{from: "2026-07-13 00:00", clock: local}', 0, id="one after the other"),
        pytest.param(OF_WIB, '{from: "2026-07-13 01:59", clock: local}', 1, id="in WIT clocks are two hours ahead"),
        pytest.param(OF_WIB, '{from: "2026-07-13 02:00", clock: local}', 0, id="nowhere at one time"),
        pytest.param('{from: "2026-01-01 00:00", clock: local}', SECOND, 1, id="without an end"),
    ],
)
def test_two_instructions_for_one_script(tmp_path: Path, first: str, second: str, count: int) -> None:
    content = plant(BASE, read_case(COLLISION)["edits"], tmp_path)
    zones = ["{id: wib, name: WIB, iana: Asia/Jakarta}", "{id: wit, name: WIT, iana: Asia/Jayapura}"]
    write_files(content, {"settings/zones.yml": "zones:\n" + "".join(f"  - {zone}\n" for zone in zones)})
    edit(content, "documents/kasir/1/revision.yml", SECOND, "HERE")
    edit(content, "documents/kasir/1/revision.yml", FIRST, first)
    edit(content, "documents/kasir/1/revision.yml", "HERE", second)
    found = list(check(prepared_at(content, "2026-07-01").library))
    assert [each.code for each in found] == ["schedule-overlays-collide"] * count


@pytest.mark.parametrize(
    ("moment", "channels", "count"),
    [
        pytest.param("2026-07-13", "kanal-loket", 0, id="what has passed cannot be mended"),
        pytest.param("2026-07-12T23:59:59+07:00", "kanal-loket", 1, id="in the last second it still can"),
        pytest.param("2026-07-01", "kanal-telepon", 0, id="on another channel"),
        pytest.param("2026-07-01", "kanal-loket-satu", 1, id="a channel inside a group"),
    ],
)
def test_where_and_when_instructions_meet(tmp_path: Path, moment: str, channels: str, count: int) -> None:
    content = plant(BASE, read_case(COLLISION)["edits"], tmp_path)
    path = content / "settings/channels.yml"
    more = [
        "{id: kanal-telepon, name: Telepon, brand: koperasi}",
        "{id: kanal-loket-satu, name: Loket 1, brand: koperasi, part_of: kanal-loket}",
    ]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"  - {channel}\n" for channel in more)
    edit(content, "documents/kasir/1/revision.yml", f"{SECOND}\n            channels: [kanal-loket]", "HERE")
    edit(content, "documents/kasir/1/revision.yml", "HERE", f"{SECOND}\n            channels: [{channels}]")
    found = list(check(prepared_at(content, moment).library))
    assert [each.code for each in found] == ["schedule-overlays-collide"] * count


# The command


def run(project: Path, *arguments: str) -> Result:
    environment = {"LC_ALL": "C", "SIGAP_AS_OF": "2026-02-01"}
    return CliRunner(env=environment).invoke(main, ["--project", str(project), "schedule", *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    base_copy(tmp_path)
    return tmp_path


def test_the_command_says_it_in_every_form(project: Path, tmp_path: Path) -> None:
    result = run(project, "--json", "--ics", str(tmp_path / "a.ics"))
    said = json.loads(result.stdout)
    assert (result.exit_code, said["schema"], said["as_of"]) == (0, 1, "2026-02-01T00:00:00+07:00")
    (moment,) = said["moments"]
    assert moment == {
        "kind": "review-due",
        "at": "2026-01-06",
        "clock": None,
        "instant": "2026-01-06T00:00:00+07:00",
        "document": "kasir",
        "revision": "1",
        "address": "kasir",
        "other": "",
        "title": "Kasir",
        "overdue": True,
        "path": "content/documents/kasir/document.yml",
        "line": 1,
    }
    assert len(events((tmp_path / "a.ics").read_bytes())) == 1
    assert run(project).stdout == "2026-01-06    review due (overdue)  kasir: Kasir\n"
    assert run(project, "--until", "2025-12-31").stderr == "nothing is known to come\n"


def test_content_with_errors_has_no_schedule(project: Path) -> None:
    edit(project / "content", "documents/kasir/1/revision.yml", "2025-01-06", "kemarin")
    result = run(project, "--ics", str(project / "a.ics"))
    assert result.exit_code == 1
    assert "content/documents/kasir/1/revision.yml:4:19: error" in result.stdout
    assert not (project / "a.ics").exists()


def test_a_file_that_cannot_be_written_is_said(project: Path) -> None:
    assert run(project, "--ics", str(project / "none/a.ics")).exit_code == 3
