"""A PDF that leaves the house: pages of its own in front, then the whole text of a revision as its controlled PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from generator.library import HeldDocument, HeldRevision
from generator.pdf.attachments import Attachment, canonical_attachment
from generator.pdf.controlled import moment_of
from generator.pdf.document import document_source
from generator.pdf.fonts import PRINTED
from generator.pdf.locate import pressing
from generator.pdf.press import press
from generator.pdf.text import Json, Runs, plain
from generator.render.context import RenderContext

_PRINTED = frozenset(PRINTED)


@dataclass(frozen=True, slots=True)
class PackTitle:
    """What the PDF is called, and what it is for in one sentence."""

    title: str
    description: str


@dataclass(slots=True)
class Front:
    """The pages in front, block by block. Words come as strings and never as markup.

    What people typed into a register may hold letters that the font lacks; they are shown as `?`, and the register
    itself is attached.
    """

    blocks: list[Json] = field(default_factory=list)

    def title(self, text: str) -> None:
        """Add a heading of the first level."""
        self.blocks.append({"kind": "title", "text": printable(text)})

    def heading(self, text: str) -> None:
        """Add a heading of the second level."""
        self.blocks.append({"kind": "heading", "text": printable(text)})

    def words(self, text: str, *, is_strong: bool = False) -> None:
        """Add a paragraph."""
        runs = [{"text": printable(text), "strong": True}] if is_strong else plain(printable(text))
        self.blocks.append({"kind": "words", "runs": runs})

    def steps(self, items: Sequence[str], start: int = 1) -> None:
        """Add numbered steps."""
        self.blocks.append({"kind": "steps", "start": start, "items": [printable(item) for item in items]})

    def facts(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        """Add a table of names and values."""
        shown = [{"title": printable(name), "value": printable(value)} for name, value in rows]
        self.blocks.append({"kind": "facts", "title": printable(title), "rows": shown})

    def reply(self, text: str) -> None:
        """Add the sentence that is to be sent back."""
        self.blocks.append({"kind": "reply", "text": printable(text)})

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Runs]], widths: Sequence[float]) -> None:
        """Add a table whose cells are runs; `removed` and `added` mark words."""
        shown = [[[{**run, "text": printable(run["text"])} for run in cell] for cell in row] for row in rows]
        self.blocks.append({"kind": "table", "columns": list(columns), "rows": shown, "widths": list(widths)})

    def page(self) -> None:
        """Begin a new page."""
        self.blocks.append({"kind": "page"})


def pack_pdf(
    context: RenderContext,
    document: HeldDocument,
    held: HeldRevision,
    front: Front,
    title: PackTitle,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return a PDF with pages in front of the text of a revision; the canonical form of the text is attached.

    Raises:
        PressError: It cannot be set; the problems say why.
    """
    own, document = context.of(held), context.document_of(held)
    with pressing(context.library, held.revision.location, held):
        source = document_source(own, document, held)
        files = [canonical_attachment(own.library, document, held, "internal"), *attachments]
        data: dict[str, Any] = {
            **source.data,
            "metadata": {**source.data["metadata"], "title": title.title, "description": title.description},
            "front": front.blocks,
            "attachments": [each.to_data() for each in files],
        }
        whole = replace(source, data=data, files={**source.files, **{each.name: each.data for each in files}})
        return press(whole, cache_path=context.cache_path, timestamp=moment_of(held), place=held.revision.location)


def printable(text: str) -> str:
    """Return a text with `?` for every letter that no font of ours has."""
    return "".join(letter if letter == "\n" or ord(letter) in _PRINTED else "?" for letter in text)
