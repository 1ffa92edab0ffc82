"""The text of a revision as typst sets it: every word in order, tagged, and nothing in it acts."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.pdf.document import document_source
from generator.pdf.press import press
from generator.pdf.source import PdfSource
from generator.pdf.text import Json, paragraph, plain
from generator.pdf.writer import labels_in, without_dead_links
from generator.render.context import RenderContext
from tests.pdf.reading import bookmarks, opened, page_texts, without_spaces
from tests.pdf.test_text import dicts, fiction, real, source_of, squashed

__all__ = ["fiction", "real"]

ACTING = '#import "x": *|$x$|*a*|_b_|<a>|]]|#[|\\u{1F600}|@ref|// c|/* d */|= Judul|- butir|`kode`|~|"kutip"|{}|%'


@pytest.fixture(scope="module")
def pdf(fiction: RenderContext, font_cache: Path) -> bytes:
    return press(source_of(fiction, "2"), cache_path=font_cache)


def test_all_words_stand_on_the_pages_in_their_order(fiction: RenderContext, pdf: bytes) -> None:
    there, place = squashed("".join(page_texts(pdf))), 0
    blocks = source_of(fiction, "2").data["sections"]
    for block in (each for each in dicts(blocks) if each.get("kind") == "paragraph"):
        letter = squashed("".join(run["text"] for run in block["runs"]))
        found = there.find(letter, place)
        assert found >= 0 or letter in there, letter
        place = found if found >= 0 else place
    assert place > len(there) / 3


def test_header_on_every_page(pdf: bytes) -> None:
    pages = page_texts(pdf)
    for number, text in enumerate(pages, 1):
        assert f"{number} dari {len(pages)}" in text
        assert "No. Dokumen" in text


def test_words_of_the_foot_are_no_text_but_the_status_is(pdf: bytes) -> None:
    text = "\n".join(page_texts(pdf))
    assert "TIDAK TERKENDALI" not in text
    assert "Salinan ini tidak terkendali apabila diunduh dan/atau dicetak" in " ".join(text.split())
    assert "Status: Berlaku" in text


def test_it_is_tagged_titled_and_has_bookmarks(pdf: bytes) -> None:
    with opened(pdf) as document:
        assert str(document.Root.Lang) == "id-ID"
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        tags = {str(each.S) for each in document.objects if hasattr(each, "get") and each.get("/S") and each.get("/K")}
    assert {"/H1", "/H2", "/TH", "/TD", "/Figure", "/BlockQuote", "/L"} <= tags
    titles = bookmarks(pdf)
    assert (0, "1 PEMBUKAAN {dan} #tanda") in titles
    assert (1, "2.1 Berbicara") in titles
    assert next(level for level, _ in titles) == 0


def test_a_superseded_revision_says_so_without_words_across_the_text(fiction: RenderContext, font_cache: Path) -> None:
    text = "\n".join(page_texts(press(source_of(fiction, "1"), cache_path=font_cache)))
    assert "Status: Digantikan" in text
    assert "DIGANTIKAN" not in text


def one_section(texts: list[str], fiction: RenderContext) -> PdfSource:
    """Return the PDF of a revision whose text is some paragraphs, in every place that text can stand."""
    source = source_of(fiction, "1")
    clause: Json = next(dict(each) for each in source.data["sections"])
    body: list[Json] = [paragraph(plain(text)) for text in texts]
    clause.update(kind="section", level=1, title=texts[0], text=body, body=[], rest=[], anchor=None, pages=None)
    data = {**source.data, "sections": [clause], "header": {**source.data["header"], "title": texts[0]}}
    return PdfSource(source.template, {**data, "metadata": {**data["metadata"], "title": texts[0]}}, source.files)


SIGNS = st.text(st.sampled_from("#$*_`<>[]{}()@=-+/\\~\"'!?:;,.%&|^ abcXYZ019éÑ–“”…→≥"), min_size=1, max_size=60)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(SIGNS.map(str.strip).filter(bool), min_size=1, max_size=12))
def test_hostile_texts_stand_as_they_are(texts: list[str], fiction: RenderContext, font_cache: Path) -> None:
    lines = [*texts, *ACTING.split("|")]
    # Marks tell where a text begins, since a page turns lines into one stream.
    marked = [f"q{number}q{text}" for number, text in enumerate(lines)]
    made = press(one_section(marked, fiction), cache_path=font_cache)
    there = without_spaces("".join(page_texts(made)))
    for text in marked:
        assert without_spaces(text) in there


def with_sections(source: PdfSource, sections: list[Json]) -> PdfSource:
    """Return a PDF with another text."""
    data = {**source.data, "sections": sections}
    return PdfSource(source.template, without_dead_links(data, frozenset(labels_in(data))), source.files)


LONG = {"word": "A" * 500, "text": "kata " * 3000}


@pytest.mark.parametrize("kind", ["clause", "script", "gap", "table"])
def test_long_texts_stay_on_their_pages(fiction: RenderContext, font_cache: Path, kind: str) -> None:
    source = source_of(fiction, "2")
    block = next(each for each in dicts(source.data["sections"]) if each.get("kind") == kind)
    long = [paragraph(plain(text)) for text in LONG.values()]
    text = (
        {"rows": [{**block["rows"][0], "cells": [long] * len(block["columns"])}]} if kind == "table" else {"text": long}
    )
    made = press(with_sections(source, [{**block, **text, "body": []}]), cache_path=font_cache)
    there = "".join(page_texts(made))
    assert there.count("kata") >= 3000
    assert there.replace("\u200b", "").replace("\n", "").count("A" * 20) >= 1
    with closing(pypdfium2.PdfDocument(made)) as pages:
        for page in pages:
            with closing(page), closing(page.get_textpage()) as words:
                boxes = [words.get_charbox(place) for place in range(words.count_chars())]
                assert all(left >= 0 and right <= page.get_width() and bottom >= 0 for left, bottom, right, _ in boxes)


def test_deep_nesting_is_set(fiction: RenderContext, font_cache: Path) -> None:
    source = source_of(fiction, "1")
    clause: Json = {**source.data["sections"][0], "kind": "clause", "title": None, "anchor": None, "number": "a"}
    for depth in range(12):
        clause = {**clause, "text": [paragraph(plain(f"tingkat {depth}"))], "body": [clause] if depth else []}
    made = press(PdfSource(source.template, {**source.data, "sections": [clause]}, source.files), cache_path=font_cache)
    assert "tingkat 0" in "".join(page_texts(made))


@pytest.mark.parametrize("document", ["digilive", "lapor-ulang"])
def test_real_documents_are_set(real: RenderContext, font_cache: Path, document: str) -> None:
    held_document = real.library.documents[document]
    assert held_document.current
    source = document_source(real, held_document, held_document.current)
    pages = page_texts(press(source, cache_path=font_cache))
    assert len(pages) > 10
