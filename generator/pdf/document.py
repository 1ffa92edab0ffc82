"""The text of one revision as the data of a controlled PDF."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.document.control import control_view
from generator.kinds.script.schema import Script
from generator.library import HeldDocument, HeldRevision
from generator.pdf.outlines import outlined
from generator.pdf.sections import section_data
from generator.pdf.sheets import (
    approval_data,
    cover_data,
    gaps_data,
    header_data,
    log_data,
    mark_words,
    reading_data,
)
from generator.pdf.source import PdfSource
from generator.pdf.text import Json
from generator.pdf.writer import SourcePages, Writer, labels_in, without_dead_links
from generator.render.context import RenderContext
from generator.render.labels import all_labels, label
from generator.render.places import revision_url
from generator.revisions.in_force import Status

TEMPLATE = "document.typ"
FOOT_FILL, MARK_FILL = "#5f5f5f", "#ececec"
FOOT, MARK = "foot.svg", "mark.svg"


def document_source(context: RenderContext, document: HeldDocument, held: HeldRevision) -> PdfSource:
    """Return what the controlled PDF of a revision is set from.

    No day of the build is in it, so that a revision is drawn again only when its own text, its status or a shared
    fact it shows has changed.

    Args:
        context: The build.
        document: The document.
        held: The revision.
    """
    page = context.page(revision_url(document.id, held.revision.revision), document, held)
    writer = Writer(page)
    control = control_view(page, document, held)
    # The text is written first: what stands before and behind it names units of the text again.
    sections = [section_data(writer, section) for section in held.revision.sections]
    SourcePages().mark(sections)
    data: Json = {
        "metadata": _metadata(document, held),
        "header": header_data(document, held.revision),
        "cover": cover_data(writer, document, held, control),
        "approval": approval_data(writer, held),
        "log": log_data(writer, held),
        "contents_title": label("pdf-text.contents"),
        "reading": reading_data(writer, list(dict.fromkeys(_wording_classes(held)))),
        "sections": sections,
        "gaps": gaps_data(writer, held),
        "source_note": _source_note(writer, held),
        "words": _words(),
        "fingerprint": control.fingerprint,
    }
    data["glossary"] = _glossary(writer)
    files = {**writer.files, FOOT: outlined(label("pdf-text.foot"), FOOT_FILL)}
    mark = mark_words(Status(control.status))
    if mark:
        files[MARK] = outlined(mark, MARK_FILL)
    data["foot"], data["mark"] = FOOT, MARK if mark else None
    return PdfSource(TEMPLATE, without_dead_links(data, frozenset(labels_in(data))), files)


def _source_note(writer: Writer, held: HeldRevision) -> Json | None:
    """Return what was masked and mended in our copy; None where readers may not know."""
    words = held.revision.source_note
    return {"title": label("document.source-note"), "text": writer.texts.prose(words)} if words else None


def _metadata(document: HeldDocument, held: HeldRevision) -> Json:
    company = held.revision.company
    number = document.document.document_number
    return {
        "title": document.document.title,
        "author": company.name if company else "",
        "description": document.document.summary,
        "keywords": [
            *([number] if isinstance(number, str) else []),
            label("document.revision", revision=held.revision.revision),
            document.document.short_title,
        ],
    }


def _glossary(writer: Writer) -> Json:
    """Return the terms of all texts that were written so far."""
    return {
        "title": label("pdf-text.glossary.title"),
        "lead": label("pdf-text.glossary.lead"),
        "columns": [label(f"pdf-text.glossary.{name}") for name in ("term", "meaning", "source")],
        "rows": writer.terms.glossary(),
    }


def _wording_classes(held: HeldRevision) -> Iterator[str]:
    for unit in held.units.values():
        if isinstance(unit.model, Script):
            yield unit.model.wording.wording_class


WORDS = "pdf-text.words."


def _words() -> dict[str, str]:
    """Return the words that the template itself sets, by their last key."""
    return {key.removeprefix(WORDS): words for key, words in all_labels().items() if key.startswith(WORDS)}
