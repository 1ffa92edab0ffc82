"""What tests read out of PDFs, and the builds that these come from."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from generator.build.prepare import prepare
from generator.pdf.press import press
from generator.pdf.source import PdfSource
from generator.render.context import RenderContext

AS_OF = "2026-02-01"
ROOT_OF_TESTS = Path(__file__).resolve().parents[2]
HEAD = """
#let data = json("data.json")
#set document(title: data.title)
#set text(font: "IBM Plex Sans", lang: "id")
#set page(width: 120mm, height: 80mm)
"""


def context_of(content_path: Path, cache_path: Path | None = None, as_of: str = AS_OF) -> RenderContext:
    """Return a build of some content; what the checker says of it does not matter here."""
    prepared = prepare(content_path, as_of, {}, dt.datetime.now(dt.UTC))
    return RenderContext(prepared.library, prepared.as_of, prepared.findings, cache_path)


def template_folder(path: Path, body: str) -> Path:
    """Write a small template, `t.typ`, into a folder of its own."""
    folder = path / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "t.typ").write_text(HEAD + body, encoding="utf-8")
    return folder


def pressed(templates: Path, cache_path: Path | None, **data: Any) -> bytes:
    """Set the small template."""
    return press(PdfSource("t.typ", {"title": "Judul", **data}), cache_path=cache_path, templates=templates)


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page in reading order, as a reader that copies it gets it."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return list(_page_texts(document))


def _page_texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for page in document:
        with closing(page), closing(page.get_textpage()) as text:
            yield text.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")


def without_spaces(text: str) -> str:
    """Return a text without what line ends and justification may add or take."""
    return re.sub(r"\s+", "", text)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Return level and title of each bookmark."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [(each.level, each.get_title()) for each in document.get_toc()]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF to look at its objects."""
    return pikepdf.open(io.BytesIO(pdf))


def link_targets(pdf: bytes) -> set[str]:
    """Return the addresses on the web that links of a PDF lead to."""
    with opened(pdf) as document:
        actions = [note.A for page in document.pages for note in page.get("/Annots", []) if note.get("/A") is not None]
        return {str(action.URI) for action in actions if action.get("/URI") is not None}
