"""The page of changes and the pages of notices, as they stand without scripts."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.changes.units import told_changes
from generator.library import HeldDocument, HeldRevision
from generator.render.context import RenderContext
from generator.render.overview.change_notices import notice_pages
from generator.render.overview.changes import changes_page, home_line
from generator.render.overview.gathered import Gathered
from generator.revisions.compare.model import Comparison
from tests.changes.published import context_of
from tests.render.reading import raw_blocks, read_page


def source(context: RenderContext) -> str:
    return changes_page(Gathered(context)).markdown


def test_what_is_coming_stands_before_what_came(february: RenderContext) -> None:
    text = source(february)
    ids = re.findall(r'<li class="sigap-changes__act" id="([^"]+)"', text)
    assert ids == ["kasir--3--published--7", "kasir--2--published--5", "kasir--1--adopted--1"]
    coming, past = text.index("## Akan berlaku"), text.index("## Semua perubahan")
    assert coming < text.index(f'id="{ids[0]}"') < past < text.index(f'id="{ids[1]}"')


def test_nothing_is_coming_after_the_last_moment(content: Path) -> None:
    assert "## Akan berlaku" not in source(context_of(content, "2026-03-01T06:00+07:00"))


def test_each_changed_unit_says_what_it_was_and_becomes_and_where(february: RenderContext) -> None:
    text = source(february)
    assert '<a href="../kasir/rev/3/#cara-bayar">Bagaimana cara membayar iuran?</a>' in text
    assert "<dt>Menjadi</dt><dd>Bagaimana cara membayar iuran? Datang ke loket dan sebutkan nama dan nomor" in text


LEFT_OUT = "Perubahan pada kendali dokumen tidak dihitung di sini."


def test_a_count_that_leaves_out_control_data_says_so(february: RenderContext) -> None:
    document = february.library.documents["kasir"]
    comparison = february.comparison(document, document.revisions["3"])
    assert comparison
    told = told_changes(comparison)
    assert 0 < len(told) < len(comparison.changes)
    details = re.findall(r"<details.*?</details>", source(february), re.DOTALL)
    assert len(details) == 2
    assert all(LEFT_OUT in each for each in details)


def test_a_count_that_leaves_out_nothing_says_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = RenderContext.comparison

    def without_control(context: RenderContext, document: HeldDocument, held: HeldRevision) -> Comparison | None:
        found = whole(context, document, held)
        return replace(found, changes=tuple(told_changes(found))) if found else None

    monkeypatch.setattr(RenderContext, "comparison", without_control)
    text = source(context_of(content))
    assert "<details" in text
    assert LEFT_OUT not in text


def test_acts_carry_their_moments_for_the_browser(february: RenderContext) -> None:
    text = source(february)
    assert 'data-sigap-known="2026-01-25T09:30:00+07:00" data-sigap-starts="2026-03-01T06:00"' in text
    assert 'data-sigap-starts="2026-01-15T00:00" data-sigap-starts-clock="Asia/Makassar"' in text


def test_the_page_is_well_formed(february: RenderContext) -> None:
    page = read_page(changes_page(Gathered(february)))
    ids = [element.attributes["id"] for element in page.walk() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert raw_blocks(changes_page(Gathered(february)))


def test_home_is_told_what_to_count(february: RenderContext) -> None:
    gathered = Gathered(february)
    line = home_line(february.page(""), gathered).html
    assert " hidden>" in line, "without scripts nothing is promised"
    found = re.search(r'data-sigap-since-visit="([^"]*)"', line)
    assert found
    acts = json.loads(html.unescape(found[1]))
    assert [(act["known"][:10], act["count"]) for act in acts] == [
        ("2026-01-25", 1),
        ("2026-01-10", 1),
        ("2025-12-01", 1),
    ]


def test_published_revisions_have_a_notice_to_copy_and_adopted_ones_none(february: RenderContext) -> None:
    pages = {page.url: page for page in notice_pages(Gathered(february))}
    assert pages.keys() == {"kasir/rev/2/pemberitahuan/", "kasir/rev/3/pemberitahuan/"}
    assert 'data-sigap-copy="*Perubahan dokumen: Kasir*&#10;No. Dokumen' in pages["kasir/rev/2/pemberitahuan/"].markdown
    assert 'href="../kasir/rev/1/pemberitahuan/"' not in source(february)
