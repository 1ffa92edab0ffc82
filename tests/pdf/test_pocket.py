"""Pocket editions: exactly what a position may say, with where each sentence comes from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Channel, Position
from generator.pdf.pocket import pocket_source, with_pocket_edition
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.render.places import pocket_url
from generator.search.positions import with_parts
from generator.text.markdown_subset import plain_text
from tests.contents import base_copy, edit, write_files
from tests.pdf.reading import bookmarks, context_of, opened, page_texts, without_spaces
from tests.site.building import ROOT

POSITIONS = ["posisi-pln-123-telepon", "posisi-pln-123-digital", "posisi-iconnet-digilive"]
ENDED = "salam-hpn/salam-pembuka-hpn"


def position_of(context: RenderContext, name: str) -> Position:
    position = context.library.setting(name, Position)
    assert position
    return position


def printed_anchors(context: RenderContext, position: Position) -> list[str]:
    data = pocket_source(context, position).data
    return sorted(script["anchor"] for group in data["groups"] for script in group["scripts"])


def anchors_by_hand(context: RenderContext, position: Position) -> list[str]:
    """Choose by what the settings say: the brand is the position's, and one channel at least is one of its own.

    Groups count both ways: a script for all of Layanan Digital is for Email too, and the other way round.
    """
    channels = context.library.settings(Channel)
    own = set(with_parts(position.channels, channels))
    above = {each.id: each.part_of for each in channels}
    for channel in position.channels:
        group = above[channel]
        while group:
            own.add(group)
            group = above[group]
    units = [unit for unit in context.library.units() if isinstance(unit.model, Script)]
    return sorted(
        unit.address.replace("/", "--")
        for unit in units
        if isinstance(unit.model, Script)
        and unit.model.brand == position.brand
        and own & set(unit.model.channels)
        and unit.address not in ended(context)
    )


def ended(context: RenderContext) -> set[str]:
    """Return the scripts of temporary instructions that are over."""
    now = context.as_of.replace(tzinfo=None)
    brought = context.overlays.brought.items()
    untils = {address: held.overlay.effective.until for address, held in brought}
    return {address for address, until in untils.items() if until and until < now}


@pytest.mark.parametrize("name", POSITIONS)
def test_scripts_are_exactly_those_of_the_position(real: RenderContext, name: str) -> None:
    position = position_of(real, name)
    by_hand = anchors_by_hand(real, position)
    assert by_hand
    assert printed_anchors(real, position) == by_hand


def test_every_position_of_the_settings_has_one(real: RenderContext, real_pdfs: Mapping[str, bytes]) -> None:
    assert [each.id for each in with_pocket_edition(real)] == POSITIONS
    assert {path for path in real_pdfs if path.startswith("saku/")} == {pocket_url(name) for name in POSITIONS}


@pytest.mark.parametrize("name", POSITIONS)
def test_every_sentence_can_be_read_in_it(real: RenderContext, real_pdfs: Mapping[str, bytes], name: str) -> None:
    text = without_spaces("".join(page_texts(real_pdfs[pocket_url(name)])))
    printed = printed_anchors(real, position_of(real, name))
    for unit in real.library.units():
        if isinstance(unit.model, Script) and unit.address.replace("/", "--") in printed:
            words = plain_text(unit.model.text).split("\n")[0]
            first_fault = min([40, *(words.find(each.letter) for each in unit.model.errata if each.letter in words)])
            assert without_spaces(words[:first_fault]) in text, unit.address


@pytest.mark.parametrize("name", POSITIONS)
def test_origins_are_named_with_fingerprints(real: RenderContext, real_pdfs: Mapping[str, bytes], name: str) -> None:
    pages = page_texts(real_pdfs[pocket_url(name)])
    text = without_spaces("".join(pages))
    data = pocket_source(real, position_of(real, name)).data
    assert data["documents"]
    for document in data["documents"]:
        for words in (document["title"], document["facts"], document["status"], document["fingerprint"]):
            assert without_spaces(words) in text
    held = {
        real.fingerprints.of_revision(each, each.current) for each in real.library.documents.values() if each.current
    }
    assert {document["fingerprint"] for document in data["documents"]} <= held
    assert without_spaces(label("pocket.uncontrolled")) in text
    assert "TIDAK TERKENDALI" not in text


@pytest.mark.parametrize("name", POSITIONS)
def test_pages_are_a5_with_a_header_and_bookmarks(
    real: RenderContext, real_pdfs: Mapping[str, bytes], name: str
) -> None:
    pdf, position = real_pdfs[pocket_url(name)], position_of(real, name)
    pages = page_texts(pdf)
    for number, text in enumerate(pages, 1):
        assert without_spaces(label("pocket.title", position=position.name)) in without_spaces(text)
        assert f"Halaman {number} dari {len(pages)}" in text
    with opened(pdf) as document:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages}
        assert sizes == {(420, 595)}
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
            assert metadata["dc:title"] == label("pocket.title", position=position.name)
    titles = [title for level, title in bookmarks(pdf) if level == 0]
    purposes = [group["title"] for group in pocket_source(real, position).data["groups"]]
    assert titles[-len(purposes) :] == purposes


def test_a_temporary_sentence_is_there_until_it_is_over(font_cache: Path) -> None:
    anchor = "salam-hpn--salam-pembuka-menjadi"
    during = context_of(ROOT / "content", font_cache, "2023-09-10")
    after = context_of(ROOT / "content", font_cache, "2023-10-01")
    brought = {address.replace("/", "--") for address in during.overlays.brought}
    assert brought
    position = "posisi-pln-123-digital"
    assert brought <= set(printed_anchors(during, position_of(during, position))), anchor
    assert brought.isdisjoint(printed_anchors(after, position_of(after, position)))
    (validity,) = {
        "".join(run["text"] for run in words["runs"])
        for group in pocket_source(during, position_of(during, position)).data["groups"]
        for script in group["scripts"]
        if script["anchor"] in brought
        for words in script["validity"]
    }
    assert "4 September 2023" in validity
    assert "30 September 2023" in validity


def test_a_document_that_will_hold_is_not_said_yet(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    positions = "positions:\n  - {id: posisi-loket, name: Loket, brand: koperasi, channels: [kanal-loket]}\n"
    write_files(content, {"settings/positions.yml": positions})
    now = context_of(content)
    assert printed_anchors(now, position_of(now, "posisi-loket")) == ["kasir--sapaan"]
    edit(content, "documents/kasir/1/revision.yml", "from: 2025-01-06", "from: 2026-02-02")
    before = context_of(content)
    assert with_pocket_edition(before) == []
