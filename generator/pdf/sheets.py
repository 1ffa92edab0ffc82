"""What stands around the text: cover, control facts, approval sheet, log, gaps, notes on reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.document.control import ControlView, known_text, status_on_paper
from generator.kinds.document.facts import ControlFact
from generator.kinds.document.schema import Approval, LogRow, Revision
from generator.kinds.gap.schema import Gap
from generator.kinds.settings.schema import WordingClass
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.pdf.boxes import gap_data
from generator.pdf.text import Json, plain
from generator.render.dates import long_date
from generator.render.labels import label
from generator.revisions.in_force import Status
from generator.revisions.register.entry import Entry
from generator.revisions.verify.signatures import shown_as

if TYPE_CHECKING:
    from generator.pdf.writer import Writer

SHORT_DIGEST = 12
UNMARKED = (Status.IN_FORCE, Status.UNKNOWN_SINCE)
"""States in which a document is followed, so that nothing is written across its pages."""


def header_data(document: HeldDocument, revision: Revision) -> Json:
    """Return the header of every page: the source's own title, number, version and date."""
    facts = document.document
    return {
        "title": facts.header_title or facts.title,
        "fields": [
            {"title": label("document.number"), "value": known_text(facts.document_number)},
            {"title": label("document.version"), "value": known_text(revision.version)},
            {"title": label("pdf-text.header.date"), "value": date_words(revision)},
        ],
        "page": label("pdf-text.header.page"),
        "of": label("pdf-text.header.of"),
    }


def date_words(revision: Revision) -> str:
    """Return the date on the document as the source writes it, or why there is none."""
    if isinstance(revision.issued_on, Missing):
        return label(f"missing.{revision.issued_on.missing}")
    return revision.issued_text or long_date(revision.issued_on)


def cover_data(writer: Writer, document: HeldDocument, held: HeldRevision, control: ControlView) -> Json:
    """Return the cover: whose document it is, what it is called, what is known about it, and what a print of it is."""
    revision, texts = held.revision, writer.texts
    company = revision.company
    return {
        "company": texts.letter(company.name) if company else None,
        "company_address": texts.letter(company.address) if company else None,
        "series": texts.letter(document.document.series) if document.document.series else None,
        "title": document.document.title,
        "title_note": label("document.title-ours") if document.document.is_title_ours else None,
        "status_title": label("pdf-text.cover.status"),
        "status": status_on_paper(writer.page, document, held),
        "facts_title": label("document.control"),
        "facts": [_fact(fact) for fact in control.facts],
        "statement_title": label("document.statement"),
        "statement": texts.prose(revision.control_statement) if revision.control_statement else [],
        "adopted": label("pdf-text.cover.adopted") if revision.is_adopted else None,
        "uncontrolled": label("pdf-text.cover.uncontrolled"),
        "fingerprint_title": label("document.fingerprint"),
        "address_title": label("pdf-text.cover.address"),
    }


def _fact(fact: ControlFact) -> Json:
    """Return a fact as words: its value, and the small print behind it."""
    value, _, note = fact.value.partition("<small>")
    return {"title": fact.title, "value": Markup(value).striptags(), "note": Markup(note).striptags()}  # noqa: S704


def mark_words(status: Status) -> str:
    """Return the words across every page of a document that is not followed; empty for one that is."""
    return "" if status in UNMARKED else label(f"pdf-text.mark.{status}")


def approval_data(writer: Writer, held: HeldRevision) -> Json | None:
    """Return the approval sheet of the source, quoted, else that of the register; None when there is neither."""
    revision = held.revision
    if revision.approvals or revision.approvals_gap:
        lead, acts = "lead", [_act(writer, approval) for approval in revision.approvals]
    else:
        lead, acts = "of-register", [_recorded_act(writer, entry) for entry in held.life.sheet.values() if entry.person]
        if not acts:
            return None
    return {
        "title": label("document.approval"),
        "lead": label(f"pdf-text.approval.{lead}"),
        "columns": [label(f"pdf-text.approval.{name}") for name in ("act", "person", "role", "signature", "day")],
        "acts": acts,
        "gap": gap_data(writer, revision.approvals_gap) if revision.approvals_gap else None,
    }


def _recorded_act(writer: Writer, entry: Entry) -> Json:
    """Return an act of the register; its evidence is named by the beginning of its digest."""
    shown = label(shown_as(entry), by=entry.signature.principal if entry.signature else "")
    digest = entry.evidence.sha256[:SHORT_DIGEST] if entry.evidence else ""
    evidence = f", {label('register.evidence', digest=digest)}" if digest else ""
    return {
        "label": writer.texts.letter(label(f"register.act.{entry.act}").capitalize()),
        "person": writer.page.name(entry.person),
        "role": writer.texts.letter(entry.role) if entry.role else [],
        "signature": shown + evidence,
        "day": long_date(entry.on) if entry.on else "",
        "pages": None,
    }


def _act(writer: Writer, approval: Approval) -> Json:
    day = approval.signed_on
    return {
        "label": writer.texts.letter(approval.label),
        "person": writer.page.name(approval.person),
        "role": writer.texts.letter(approval.role),
        "signature": known_text(approval.signature),
        "day": known_text(day) if isinstance(day, Missing) else long_date(day),
        "pages": approval.source_page,
    }


def log_data(writer: Writer, held: HeldRevision) -> Json | None:
    """Return the modification log of the source under its own headings; None when it has none."""
    revision = held.revision
    if not revision.log:
        return None
    return {
        "title": label("document.log"),
        "columns": [writer.texts.letter(words) for words in revision.log_columns],
        "rows": [_log_row(writer, row) for row in revision.log],
    }


def _log_row(writer: Writer, row: LogRow) -> Json:
    letter = writer.texts.letter
    return {
        "leading": [letter(words) for words in (row.version, row.author, row.date_text)],
        "changes": [
            [letter(words) if words else [] for words in (change.change, change.chapter, change.pages)]
            for change in row.changes
        ],
    }


def gaps_data(writer: Writer, held: HeldRevision) -> Json | None:
    """Return the gaps of the revision as a whole, and a list of those in its text; None when it has none."""
    revision = held.revision
    own = {id(gap) for gap in (*revision.gaps, revision.approvals_gap)}
    units = [unit for unit in held.units.values() if isinstance(unit.model, Gap) and id(unit.model) not in own]
    in_text = [
        [{"text": f"{label(f'gap.{unit.model.kind}')}: "}, writer.link(unit.address)]
        for unit in units
        if isinstance(unit.model, Gap)
    ]
    if not revision.gaps and not in_text:
        return None
    return {
        "title": label("document.gaps"),
        "gaps": [gap_data(writer, gap) for gap in revision.gaps],
        "in_text_title": label("pdf-text.gaps.in-text"),
        "in_text": in_text,
    }


def reading_data(writer: Writer, used_classes: list[str]) -> Json:
    """Return how to read the signs of the PDF: wording classes, placeholders, errata, our own notes.

    Args:
        writer: The PDF.
        used_classes: The ids of the wording classes of its scripts, in their order of use.
    """
    known = [writer.page.library.setting(each, WordingClass) for each in used_classes]
    return {
        "title": label("pdf-text.reading.title"),
        "placeholder": [
            {"text": label("pdf-text.reading.placeholder-sample"), "placeholder": True},
            {"text": f" {label('pdf-text.reading.placeholder')}"},
        ],
        "erratum": [
            {"text": label("pdf-text.reading.erratum-sample"), "erratum": True},
            {"text": f" {label('erratum.intended', intended=label('pdf-text.reading.intended-sample'))}", "ours": True},
            {"text": f" {label('pdf-text.reading.erratum')}"},
        ],
        "pages": plain(label("pdf-text.reading.pages")),
        "ours": plain(label("pdf-text.reading.ours")),
        "wordings_title": label("pdf-text.reading.wordings"),
        "wordings": [{"name": each.name, "text": each.explanation} for each in known if each],
    }
