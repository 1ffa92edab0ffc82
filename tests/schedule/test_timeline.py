"""The picture of time: what is on it, where, and that nothing lies outside."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.prepare import prepare
from generator.schedule.picture import WIDTH, axis_of, picture
from generator.schedule.timeline import Item, Track, tracks_of

NOW = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)
CLEAN = Path(__file__).parents[1] / "clean/content"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SVG = "{http://www.w3.org/2000/svg}"


def item(start: dt.datetime | None, end: dt.datetime | None, *, words: str = "Revisi 1", is_mark: bool = False) -> Item:
    return Item("review" if is_mark else "in-force", words, start, end, "", "", is_mark)


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 – our own drawing


def drawing(*items: Item, now: dt.datetime = NOW) -> ET.Element:
    return parsed(picture([Track("kasir", "Kasir", items)], now, "a"))


def bars(svg: ET.Element) -> list[tuple[str, list[float]]]:
    paths = [path for path in svg.iter(f"{SVG}path") if "__bar" in path.get("class", "")]
    return [(path.get("class", ""), [float(each) for each in NUMBER.findall(path.get("d", ""))]) for path in paths]


def test_what_is_on_it() -> None:
    library = prepare(CLEAN, "2026-03-20", {}, dt.datetime.now(dt.UTC)).library
    found = {track.document: [(each.look, each.words) for each in track.items] for track in tracks_of(library)}
    assert found["layanan-chat"] == [
        ("in-force", "Revisi 2"),
        ("overlay", "Salam Pembuka Hari Air"),
        ("review", "Tinjau ulang 15 Sep 2026"),
    ]
    (overlay,) = [each for track in tracks_of(library) for each in track.items if each.look == "overlay"]
    assert overlay.start_words == "16 Maret 2026 pukul 00.00 WIB"
    assert overlay.end_words == "22 Maret 2026 pukul 23.59 WIB", "readers are told the last minute"


def test_a_day_is_where_it_belongs() -> None:
    axis = axis_of([Track("a", "A", (item(NOW, NOW + dt.timedelta(days=300)),))], NOW)
    assert 0 < axis.x(NOW) < axis.x(NOW + dt.timedelta(days=1)) < WIDTH
    half = axis.first + (axis.last - axis.first) / 2
    assert axis.x(half) == WIDTH / 2


def test_an_unknown_start_and_an_open_end_are_seen() -> None:
    svg = drawing(item(None, None))
    ((name, numbers),) = bars(svg)
    assert "sigap-timeline__bar--unknown" in name
    assert (min(numbers[::2]), max(numbers[::2])) == (0, WIDTH)
    assert len(numbers) == 2 * 5, "an arrow has a corner more than a bar"
    assert "?" in [text.text for text in svg.iter(f"{SVG}text")]
    ((name, numbers),) = bars(drawing(item(NOW, NOW + dt.timedelta(days=9))))
    assert ("--unknown" in name, len(numbers)) == (False, 2 * 4)


def test_what_lies_far_away_ends_at_the_edge_with_an_arrow() -> None:
    ((_, numbers),) = bars(
        drawing(item(dt.datetime(1926, 1, 1, tzinfo=dt.UTC), dt.datetime(2126, 1, 1, tzinfo=dt.UTC)))
    )
    assert (min(numbers[::2]), max(numbers[::2]), len(numbers)) == (0, WIDTH, 2 * 6)
    axis = axis_of([Track("a", "A", (item(dt.datetime(1926, 1, 1, tzinfo=dt.UTC), None),))], NOW)
    assert axis.first.year == 2015


def test_two_at_one_time_do_not_cover_each_other() -> None:
    month = dt.timedelta(days=30)
    (_, one), (_, other) = bars(drawing(item(NOW, NOW + 3 * month), item(NOW + month, NOW + 4 * month)))
    assert max(one[1::2]) <= min(other[1::2])
    heights = [float(drawing(*[item(NOW, NOW + month)] * count).get("height", "")) for count in (1, 2, 3)]
    assert heights[1] - heights[0] == heights[2] - heights[1] > 0


def test_it_has_a_name_and_a_description_and_no_style() -> None:
    text = str(picture([Track("kasir", "<Kasir>", (item(NOW, None),))], NOW, "jadwal"))
    svg = parsed(text)
    assert svg.get("aria-labelledby") == "jadwal-t jadwal-d"
    assert {each.get("id") for each in svg if each.get("id")} == {"jadwal-t", "jadwal-d"}
    assert "style" not in text
    assert "<Kasir>" in [each.text for each in svg.iter(f"{SVG}text")]


MOMENTS = st.datetimes(timezones=st.just(dt.UTC))
ITEMS = st.builds(
    lambda start, end, words, is_mark: item(start if start or not is_mark else NOW, end, words=words, is_mark=is_mark),
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    st.text("abc ", max_size=60),
    st.booleans(),
)


@given(items=st.lists(ITEMS, max_size=6), now=MOMENTS)
def test_nothing_lies_outside_whatever_the_moments(items: list[Item], now: dt.datetime) -> None:
    svg = drawing(*items, now=now)
    height = float(svg.get("height", ""))
    for path in svg.iter(f"{SVG}path"):
        numbers = [float(each) for each in NUMBER.findall(path.get("d", ""))]
        xs = numbers[::2] if path.get("d", "").count("V") == 0 else numbers[:1]
        assert all(-7 <= x <= WIDTH + 7 for x in xs)
    assert all(float(text.get("y", "")) <= height for text in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize("count", [0, 1, 200])
def test_many_documents_make_it_taller_and_never_wider(count: int) -> None:
    tracks = [Track(f"d{number}", f"Dokumen {number}", (item(NOW, None),)) for number in range(count)]
    svg = parsed(picture(tracks, NOW, "a"))
    assert svg.get("width") == str(WIDTH)
    assert len(bars(svg)) == count
    assert float(svg.get("height", "")) >= 50 * count
