"""What the register says of a revision stands below its text, and pages tell signed from recorded."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.kinds.document.view import document_pages
from generator.render.context import RenderContext
from generator.revisions.register.entry import Act, Signature
from tests.contents import base_copy
from tests.registers import chain_of, content_with_people, library_at, publish, record


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return content whose revision is published with one signed approval."""
    content = content_with_people(tmp_path)
    chain = publish(content)
    (content / "register/kasir.jsonl").unlink()
    signature = Signature("0" * 64, "budi@rekaan.example")
    record(
        content, *(replace(each, signature=signature) if each.act is Act.APPROVED else each for each in chain.entries)
    )
    return content


def page_of(content: Path) -> str:
    library = library_at(content)
    return next(
        page.markdown for page in document_pages(RenderContext(library, library.now)) if page.uri == "kasir/index.md"
    )


def rows(page: str) -> list[str]:
    """Return the rows of the table as text."""
    table = page[page.index("data-sigap-register") :].partition("</table>")[0]
    return [
        re.sub(r"<[^>]+>", " ", row) for row in table.partition("<tbody>")[2].splitlines() if row.startswith("<tr>")
    ]


def test_every_line_stands_there_in_order(content: Path) -> None:
    found = [" ".join(row.split()) for row in rows(page_of(content))]
    evidence = chain_of(content).entries[1].evidence
    assert evidence is not None
    signed = f"ditandatangani (budi@rekaan.example) 5 Januari 2026 , pengendali bukti: {evidence.sha256[:12]}…"
    assert found == [
        "1 disusun Ana Rekaan, Penyusun 5 Januari 2026 dicatat oleh pengendali 5 Januari 2026 , pengendali",
        f"2 disetujui Budi Rekaan, Manajer 5 Januari 2026 {signed}",
        "3 terbit per 6 Januari 2026 pukul 00.00 waktu setempat 5 Januari 2026 5 Januari 2026 , pengendali",
    ]


def test_signed_and_recorded_are_marked_for_machines(content: Path) -> None:
    assert re.findall(r'data-sigap-shown-as="(\w+)"', page_of(content)) == ["recorded", "signed"]


def test_words_of_a_line_are_no_markup(content: Path) -> None:
    last = chain_of(content).entries[-1]
    record(content, replace(last, act=Act.COMPARED, effective=None, remarks="<img src=x> {{ 1 }}"))
    assert "<img" not in page_of(content)
    assert "&lt;img src=x&gt; {{ 1 }}" in page_of(content)


def test_a_revision_without_lines_has_no_such_part(tmp_path: Path) -> None:
    page = page_of(base_copy(tmp_path))
    assert "data-sigap-register" not in page
    assert "#judul-register" not in page
