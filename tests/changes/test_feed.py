"""The Atom feed: well-formed, with names that stay, and nothing of a clock."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes.feed import ATOM, feed_xml
from generator.render.context import RenderContext
from generator.revisions.compare.model import Change, ChangeKind, Comparison
from tests.changes.conftest import Held
from tests.changes.published import context_of, published_content

RFC_3339 = dt.datetime.fromisoformat


def feed(context: RenderContext) -> ET.Element:
    return ET.fromstring(feed_xml(context))  # noqa: S314 - our own


def texts(element: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall("/".join(f"{{{ATOM}}}{part}" for part in path.split("/")))]


def test_it_has_what_the_standard_requires(february: RenderContext) -> None:
    root = feed(february)
    assert root.tag == f"{{{ATOM}}}feed"
    for name in ("id", "title", "updated", "author/name"):
        assert len(texts(root, name)) == 1, name
    entries = root.findall(f"{{{ATOM}}}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert len(texts(entry, name)) == 1, name
        assert RFC_3339(texts(entry, "updated")[0]).tzinfo
    ids = texts(root, "entry/id")
    assert len(set(ids)) == len(ids) == 3
    assert all(each.startswith("urn:uuid:") for each in ids)


def test_the_newest_comes_first_with_the_moment_it_was_recorded(february: RenderContext) -> None:
    root = feed(february)
    assert texts(root, "entry/title") == [
        "Kasir, revisi 3: terbit",
        "Kasir, revisi 2: terbit",
        "Kasir, revisi 1: diadopsi",
    ]
    updated = texts(root, "entry/updated")
    assert updated == sorted(updated, reverse=True)
    assert texts(root, "updated") == updated[:1] == ["2026-01-25T09:30:00+07:00"]
    assert "1 perubahan: 1 tanya jawab berubah.\n– Bagaimana cara membayar iuran?" in texts(root, "entry/summary")[0]


def test_names_stay_when_the_site_gets_an_address(tmp_path: Path, february: RenderContext) -> None:
    content = published_content(tmp_path)
    site = content / "settings/site.yml"
    site.write_text(site.read_text() + "url: https://sigap.example/kc\n")
    root, without = feed(context_of(content)), feed(february)
    assert texts(root, "entry/id") == texts(without, "entry/id")
    links = [link.get("href") for link in root.iter(f"{{{ATOM}}}link")]
    assert links[:3] == [
        "https://sigap.example/kc/perubahan.xml",
        "https://sigap.example/kc/perubahan/",
        "https://sigap.example/kc/kasir/rev/3/",
    ]
    assert [link.get("href") for link in without.iter(f"{{{ATOM}}}link")][:2] == ["perubahan.xml", "perubahan/"]


def test_the_same_content_gives_the_same_bytes_whatever_the_moment(content: Path, february: RenderContext) -> None:
    assert feed_xml(context_of(content)) == feed_xml(february)
    next_day = context_of(content, "2026-02-02")
    assert feed_xml(next_day) == feed_xml(february), "no clock stands in it"


def test_what_is_not_published_is_not_in_it(february: RenderContext) -> None:
    assert b"revisi 4" not in feed_xml(february)


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_title_is_well_formed(held_february: Held, title: str) -> None:
    change = Change(ChangeKind.ADDED, "kasir/a", "clause", title)
    context = replace(held_february.context, _comparisons={("kasir", "2"): Comparison("kasir", "1", "2", (change,))})
    summary = texts(feed(context), "entry/summary")[1]
    assert letters(title) in letters(summary)


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_letters_that_xml_cannot_hold_are_blanks(february: RenderContext, letter: str) -> None:
    change = Change(ChangeKind.ADDED, "kasir/a", "clause", f"a{letter}b")
    context = replace(february, _comparisons={("kasir", "2"): Comparison("kasir", "1", "2", (change,))})
    assert "– a b:" in texts(feed(context), "entry/summary")[1]
