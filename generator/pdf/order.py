"""What `sigap pdf` is asked for, and how it reaches the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.disk import write_whole
from generator.kinds.settings.schema import Position
from generator.library import HeldDocument, HeldRevision, Library
from generator.pdf.controlled import controlled_pdf
from generator.pdf.pocket import pocket_pdf
from generator.pdf.site import made
from generator.render.context import RenderContext
from generator.render.places import pdf_url, pocket_url
from generator.suggest import did_you_mean


class OrderError(ValueError):
    """There is no such document, revision or position; the message says what was probably meant."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A PDF that is asked for.

    Attributes:
        name: Its file name.
        facts: What it is, for `--json`.
        make: Sets it, for a build.
    """

    name: str
    facts: dict[str, str]
    make: Callable[[RenderContext], bytes]


def read_order(
    library: Library, documents: Sequence[str], revision: str | None, positions: Sequence[str]
) -> list[Ordered]:
    """Return the PDFs that are asked for, each once.

    Args:
        library: The master list.
        documents: Ids of documents; none, and no positions either: all documents.
        revision: The key of a revision, when one document is named; None: the one in force.
        positions: Ids of positions whose pocket edition is asked for.

    Raises:
        OrderError: Something is not there.
    """
    chosen = [_document(library, name) for name in dict.fromkeys(documents)]
    if not documents and not positions:
        chosen = [document for document in library.documents.values() if document.current]
    ordered = [_controlled(document, _revision(document, revision)) for document in chosen]
    return ordered + [_pocket(_position(library, name)) for name in dict.fromkeys(positions)]


def write_pdfs(context: RenderContext, ordered: Iterable[Ordered], out_path: Path) -> list[Path]:
    """Set PDFs and write them into a folder; nothing is written when one of them cannot be set.

    Raises:
        PressError: Some cannot be set.
        OSError: One could not be written; the others are whole.
    """
    files = made({each.name: partial(each.make, context) for each in ordered}, context.cache_path)
    out_path.mkdir(parents=True, exist_ok=True)
    return [write_whole(out_path / name, data) for name, data in files.items()]


def _controlled(document: HeldDocument, held: HeldRevision) -> Ordered:
    revision = held.revision.revision
    return Ordered(
        name=pdf_url(document.id, revision).rpartition("/")[2],
        facts={"document": document.id, "revision": revision},
        make=lambda context: controlled_pdf(context, document, held),
    )


def _pocket(position: Position) -> Ordered:
    return Ordered(
        name=pocket_url(position.id).rpartition("/")[2],
        facts={"position": position.id},
        make=lambda context: pocket_pdf(context, position),
    )


def _document(library: Library, name: str) -> HeldDocument:
    if name not in library.documents:
        raise OrderError(_nothing(f"there is no document '{name}'", name, library.documents))
    return library.documents[name]


def _revision(document: HeldDocument, key: str | None) -> HeldRevision:
    if key is None and document.current:
        return document.current
    if key not in document.revisions:
        what = f"no revision '{key}' of '{document.id}' is held" if key else f"no revision of '{document.id}' is held"
        raise OrderError(_nothing(what, key or "", document.revisions))
    return document.revisions[key]


def _position(library: Library, name: str) -> Position:
    position = library.setting(name, Position)
    if position is None:
        known = [each.id for each in library.settings(Position)]
        raise OrderError(_nothing(f"there is no position '{name}'", name, known))
    return position


def _nothing(what: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if meant := did_you_mean(name, names):
        return f"{what}; did you mean '{meant}'?"
    return f"{what}; there are: {', '.join(names)}" if names else what
