"""The control header of a revision: every field, and what is missing as a state in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.kinds.document.facts import ControlFact
from generator.kinds.document.registered import leading_facts, register_facts
from generator.kinds.document.schema import Document, Revision
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.fields import Missing
from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.page import PrintLine
from generator.render.places import document_url, pdf_url, revision_url
from generator.render.validity import Validity, moment_words, revision_window
from generator.revisions.in_force import Status
from generator.revisions.spans import End, span_of

if TYPE_CHECKING:
    from generator.render.context import PageContext

_STAMPS = {
    Status.IN_FORCE: "in-force",
    Status.UNKNOWN_SINCE: "in-force",
    Status.UPCOMING: "upcoming",
    Status.SUPERSEDED: "superseded",
    Status.EXPIRED: "ended",
    Status.WITHDRAWN: "withdrawn",
    Status.DRAFT: "draft",
    Status.IN_REVIEW: "draft",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What the cover of the source says, quoted as its content."""

    company: Markup | None
    address: Markup | None
    control: Markup | None


@dataclass(frozen=True, slots=True)
class ControlView:
    """The control header, a part of head.jinja.

    Attributes:
        source: Number, version and date on one line, as every page shows where its text comes from.
    """

    document: str
    revision: str
    status: Status
    status_words: str
    stamp: str
    fingerprint: str
    window: Validity | None
    facts: tuple[ControlFact, ...]
    statement: Statement
    is_adopted: bool
    is_current: bool
    current_url: str
    permanent_url: str
    pdf_url: str
    source: str


def stamp_class(status: Status) -> str:
    """Return the variant of `sigap-stamp` for a status."""
    return _STAMPS[status]


def control_view(page: PageContext, document: HeldDocument, held: HeldRevision) -> ControlView:
    """Return the control header of a revision on a page."""
    revision = held.revision
    status = document.status_of(held, page.library.now)
    return ControlView(
        document=document.id,
        revision=revision.revision,
        status=status,
        status_words=label(f"status.{status}"),
        stamp=stamp_class(status),
        fingerprint=page.build.fingerprints.of_revision(document, held),
        window=revision_window(document, held, page.library),
        facts=(*_leading(page, document, held), *_further(page, document, held)),
        statement=_statement(page, revision),
        is_adopted=revision.is_adopted,
        is_current=held is document.current,
        current_url=page.to(document_url(document.id)),
        permanent_url=page.to(revision_url(document.id, revision.revision)),
        pdf_url=page.to(pdf_url(document.id, revision.revision)),
        source=source_line(document.document, revision),
    )


def source_line(document: Document, revision: Revision) -> str:
    """Return document number, version and date on one line, then which of them are missing and why."""
    number, version, day = document.document_number, revision.version, revision.issued_on
    parts: list[tuple[str, str | Missing]] = [
        ("number", number if isinstance(number, Missing) else f"{label('document.number')} {number}"),
        ("version", version if isinstance(version, Missing) else f"{label('document.version')} {version}"),
        ("date", day if isinstance(day, Missing) else long_date(day)),
    ]
    known = [value for _, value in parts if isinstance(value, str)]
    missing: dict[str, list[str]] = {}
    for name, value in parts:
        if isinstance(value, Missing):
            missing.setdefault(value.missing, []).append(label(f"document.source-line.{name}"))
    reasons = [f"{', '.join(names)} {label(f'missing.{why}')}" for why, names in missing.items()]
    return " · ".join([*known, *reasons])


def print_line(
    page: PageContext, document: HeldDocument, held: HeldRevision, address: str, part: str = ""
) -> PrintLine:
    """Return what each sheet of a print of a revision says.

    Args:
        page: Knows the day that the status is about.
        document, held: The revision.
        address: The site address of this page that stays.
        part: The title of what the page shows of it; empty: all of it.
    """
    titles = " – ".join(title for title in (document.document.short_title, part) if title)
    return PrintLine(
        source=f"{titles} · {source_line(document.document, held.revision)}",
        status=status_on_paper(page, document, held),
        address=address,
    )


def status_on_paper(page: PageContext, document: HeldDocument, held: HeldRevision) -> str:
    """Return the status of a revision for paper, which does not switch: with the moment at which it will be another."""
    words = label(f"status.{document.status_of(held, page.library.now)}")
    span, now = span_of(document, held, page.library.now), page.library.now
    if not span.has_begun(now):
        return label("timing.print-upcoming", status=words, moment=moment_words(span.start, page.library))
    if span.has_ended(now) or span.ends_by not in (End.SUPERSEDED, End.WITHDRAWN):
        return words
    return label("timing.print-until", status=words, moment=moment_words(span.end, page.library, is_last=True))


def since_words(held: HeldRevision, library: Library) -> str:
    """Return from when a revision holds, as its publication says, else as its text does; or why that is not known."""
    if held.life.effective:
        return moment_words(held.term.start, library)
    day = held.revision.effective.from_
    return known_text(day) if isinstance(day, Missing) else long_date(day)


def known_text(value: str | int | Missing) -> str:
    """Return a value, or the words for why there is none."""
    return label(f"missing.{value.missing}") if isinstance(value, Missing) else str(value)


def _leading(page: PageContext, document: HeldDocument, held: HeldRevision) -> Iterator[ControlFact]:
    """Yield what everyone looks for first: which document this is and when it holds."""
    facts, revision = document.document, held.revision
    for fact in (
        _known(page, "number", facts.document_number),
        _known(page, "version", revision.version),
        _issued(page, revision),
        *_effective(page, held),
        *leading_facts(page, held),
        _known(page, "owner", facts.document_owner),
    ):
        yield replace(fact, is_leading=True)


def _further(page: PageContext, held_document: HeldDocument, held: HeldRevision) -> Iterator[ControlFact]:
    document, revision = held_document.document, held.revision
    title = page.letter(document.title)
    if document.is_title_ours:
        title += Markup(" <small>({})</small>").format(label("document.title-ours"))
    yield ControlFact(label("document.title"), title, is_wide=True)
    if document.header_title:
        yield ControlFact(label("document.header-title"), page.letter(document.header_title), is_wide=True)
    if document.series:
        yield ControlFact(label("document.series"), page.letter(document.series), is_wide=True)
    yield _known(page, "authority", document.authority)
    yield _plain("class", page.name(document.document_class))
    yield _plain("brands", ", ".join(page.name(brand) for brand in document.brands))
    yield _plain("channels", ", ".join(page.name(channel) for channel in document.channels))
    yield _plain("readers", document.readers)
    yield _review(page, document)
    yield _pages(page, revision)
    yield from register_facts(page, held_document, held)


def _plain(name: str, words: str) -> ControlFact:
    return ControlFact(label(f"document.{name}"), escape(words))


def _known(page: PageContext, name: str, value: str | Missing) -> ControlFact:
    if isinstance(value, Missing):
        return _missing(page, name, value)
    return ControlFact(label(f"document.{name}"), page.letter(value))


def _missing(page: PageContext, name: str, value: Missing) -> ControlFact:
    words = escape(label(f"missing.{value.missing}"))
    if value.note:
        words += Markup(" <small>{}</small>").format(page.inline(value.note))
    return ControlFact(label(f"document.{name}"), words, is_missing=True)


def _day(page: PageContext, name: str, day: dt.date | Missing) -> ControlFact:
    if isinstance(day, Missing):
        return _missing(page, name, day)
    time = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), long_date(day))
    return ControlFact(label(f"document.{name}"), time)


def _issued(page: PageContext, revision: Revision) -> ControlFact:
    fact = _day(page, "issued-on", revision.issued_on)
    is_said_otherwise = revision.issued_text and not isinstance(revision.issued_on, Missing)
    if not is_said_otherwise or revision.issued_text == long_date(revision.issued_on):
        return fact
    said = Markup(" <small>({})</small>").format(label("document.issued-text", text=revision.issued_text))
    return ControlFact(fact.title, fact.value + said)


def _effective(page: PageContext, held: HeldRevision) -> Iterator[ControlFact]:
    """Yield from when until when a revision holds: as its publication says, else as its text does."""
    effective, published = held.revision.effective, held.life.effective
    if published and held.term.start:
        yield _plain("effective-from", moment_words(held.term.start, page.library))
    else:
        yield _day(page, "effective-from", effective.from_)
    if effective.until is None and published:
        yield _plain("effective-until", label("registered.open-end"))
    elif effective.until is None:
        yield _plain("effective-until", label("document.no-end"))
    else:
        yield _day(page, "effective-until", effective.until)


def _review(page: PageContext, document: Document) -> ControlFact:
    interval = document.review_interval_months
    if isinstance(interval, Missing):
        return _missing(page, "review-interval", interval)
    return _plain("review-interval", label("document.review-months", months=interval))


def _pages(page: PageContext, revision: Revision) -> ControlFact:
    if isinstance(revision.pages, Missing):
        return _missing(page, "pages", revision.pages)
    note = Markup(" <small>{}</small>").format(revision.pages_note) if revision.pages_note else ""
    return ControlFact(label("document.pages"), escape(str(revision.pages)) + note)


def _statement(page: PageContext, revision: Revision) -> Statement:
    company = revision.company
    return Statement(
        company=page.letter(company.name) if company else None,
        address=page.letter(company.address) if company else None,
        control=page.html(revision.control_statement) if revision.control_statement else None,
    )
