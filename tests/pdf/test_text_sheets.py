"""The sheets around the text of a controlled PDF: who approved it."""

from pathlib import Path
from typing import Any

from generator.pdf.document import document_source
from generator.render.context import RenderContext
from tests.registers import add_evidence, content_with_people, library_at, publish


def approval_of(content: Path) -> Any:
    library = library_at(content)
    document = library.documents["kasir"]
    held = document.revisions["1"]
    return document_source(RenderContext(library, library.now), document, held).data["approval"]


def test_the_approval_sheet_is_that_of_the_register(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    assert approval_of(content) is None
    publish(content)
    reply = add_evidence(content, b"setuju\n", "balasan.txt")
    acts = [(act["person"], act["signature"], act["day"]) for act in approval_of(content)["acts"]]
    assert acts == [
        ("Ana Rekaan", "dicatat oleh pengendali", "5 Januari 2026"),
        ("Budi Rekaan", f"dicatat oleh pengendali, bukti: {reply.sha256[:12]}…", "5 Januari 2026"),
    ]
