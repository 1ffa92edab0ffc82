"""What is known about a revision besides its text: approval sheet, log, revisions, gaps, our copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.changes.acts import predecessor
from generator.kinds.document.control import stamp_class
from generator.kinds.document.register_part import register_view
from generator.kinds.document.schema import Approval, LogRow, RevisionEntry
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import gap_html
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.places import comparison_url, revision_url
from generator.render.titles import title_of
from generator.render.validity import Validity, revision_window

if TYPE_CHECKING:
    from generator.render.context import PageContext


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One act of the approval sheet."""

    act: str
    label: Markup
    person: str
    role: Markup
    signature: str
    signed_on: str
    source_page: str | None


@dataclass(frozen=True, slots=True)
class ApprovalSheet:
    """What approval.jinja shows."""

    acts: tuple[ApprovalView, ...]
    gap: Markup | None


@dataclass(frozen=True, slots=True)
class LogView:
    """What log.jinja shows."""

    columns: tuple[Markup, ...]
    rows: tuple[LogRow, ...]
    name: str


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One revision of the document, held or only known.

    Attributes:
        changes: Address and words of the page that says what changed; None where there was none before it.
    """

    key: str
    url: str | None
    is_shown: bool
    stamp: str
    status_words: str
    window: Validity | None
    note: Markup | None
    changes: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class GapsView:
    """What gaps.jinja shows: the gaps of the revision, and links to those in its text."""

    own: tuple[Markup, ...]
    in_text: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part below the text: the name of its label and template, and what that shows."""

    name: str
    view: object


@dataclass(frozen=True, slots=True)
class AboutView:
    """The parts below the text; and the flows of the text, for the head of the page."""

    parts: tuple[Part, ...]
    flows: tuple[tuple[str, str], ...]


def about_view(page: PageContext, document: HeldDocument, held: HeldRevision) -> AboutView:
    """Return what stands below the text of a revision; parts that say nothing are left out."""
    revision = held.revision
    parts: list[Part] = []
    if revision.approvals or revision.approvals_gap:
        parts.append(Part("approval", _approval_sheet(page, held)))
    if revision.log:
        columns = tuple(page.letter(words) for words in revision.log_columns)
        parts.append(Part("log", LogView(columns, tuple(revision.log), page.unique(label("document.log")))))
    # Who did what and when is no business of the public; what holds from when stands at the head.
    if page.library.audience == "internal" and (lines := register_view(page, held)):
        parts.append(Part("register", lines))
    parts.append(Part("revisions", tuple(_revision(page, document, held, entry) for entry in _entries(document))))
    gaps = GapsView(tuple(gap_html(page, gap) for gap in revision.gaps), _gaps_in_text(page, held))
    if gaps.own or gaps.in_text:
        parts.append(Part("gaps", gaps))
    if revision.source_note:
        parts.append(Part("source-note", page.html(revision.source_note)))
    return AboutView(tuple(parts), _flows(page, held))


def _entries(document: HeldDocument) -> list[RevisionEntry]:
    return list(reversed(document.listed))


def _approval_sheet(page: PageContext, held: HeldRevision) -> ApprovalSheet:
    gap = held.revision.approvals_gap
    acts = tuple(_approval(page, approval) for approval in held.revision.approvals)
    return ApprovalSheet(acts, gap_html(page, gap) if gap else None)


def _approval(page: PageContext, approval: Approval) -> ApprovalView:
    signature, day = approval.signature, approval.signed_on
    return ApprovalView(
        act=approval.act,
        label=page.letter(approval.label),
        person=page.name(approval.person),
        role=page.letter(approval.role),
        signature=label(f"missing.{signature.missing}") if isinstance(signature, Missing) else signature,
        signed_on=label(f"missing.{day.missing}") if isinstance(day, Missing) else long_date(day),
        source_page=approval.source_page,
    )


def _revision(page: PageContext, document: HeldDocument, held: HeldRevision, entry: RevisionEntry) -> RevisionView:
    other = document.revisions.get(entry.revision)
    status = document.status_of(other, page.library.now) if other else None
    return RevisionView(
        key=entry.revision,
        url=page.to(revision_url(document.id, entry.revision)) if other and other.term.stage.is_shown else None,
        is_shown=other is held,
        stamp=stamp_class(status) if status else "",
        status_words=label(f"status.{status}") if status else label("document.not-held"),
        window=revision_window(document, other, page.library) if other else None,
        note=page.inline(entry.note) if entry.note else None,
        changes=_changes(page, document, other) if other and other.term.stage.is_shown else None,
    )


def _changes(page: PageContext, document: HeldDocument, held: HeldRevision) -> tuple[str, str] | None:
    before = predecessor(document, held)
    if before is None:
        return None
    url = page.to(comparison_url(document.id, held.revision.revision))
    return url, label("compare.link", before=before.revision.revision)


def _gaps_in_text(page: PageContext, held: HeldRevision) -> tuple[tuple[str, str, str], ...]:
    own = {id(gap) for gap in (*held.revision.gaps, held.revision.approvals_gap)}
    found = [unit for unit in held.units.values() if isinstance(unit.model, Gap) and id(unit.model) not in own]
    return tuple(
        (label(f"gap.{unit.model.kind}"), page.link(unit.address) or "", title_of(unit.model))
        for unit in found
        if isinstance(unit.model, Gap)
    )


def _flows(page: PageContext, held: HeldRevision) -> tuple[tuple[str, str], ...]:
    units = [unit for unit in held.units.values() if isinstance(unit.model, Flow)]
    return tuple((page.link(unit.address) or "", title_of(unit.model)) for unit in units)
