"""A document, what stays the same over its revisions, and one revision."""

from __future__ import annotations

from typing import Literal

from generator.kinds.clause.schema import Clause
from generator.kinds.gap.schema import Gap
from generator.kinds.unit import Audience
from generator.model.base import Model, approved, editorial
from generator.model.fields import (
    BrandRef,
    CalendarDay,
    ChannelRef,
    Clock,
    DocumentClassRef,
    Flag,
    Identifier,
    KnownDay,
    KnownLetter,
    KnownNumber,
    Letter,
    Line,
    PersonRef,
    Plain,
    Prose,
    Remark,
)


class RevisionEntry(Model):
    """A revision that exists, whether we hold it or not."""

    revision: Plain = approved("The key of the revision: its folder and address.")
    is_held: Flag = approved("We have it; otherwise it is only known to exist.", True, alias="held")
    note: Remark | None = approved("What is known of it.", None)


class Document(Model):
    """document.yml: what stays the same over all revisions of a document."""

    id: Identifier = approved("The first segment of all its addresses; the name of its folder.")
    title: Letter = approved("The title, to the letter.")
    short_title: Line = editorial("A short name for lists and breadcrumbs.")
    is_title_ours: Flag = approved("The source gives no title; it is a working title.", False, alias="title_is_ours")
    header_title: Letter | None = approved("The title in the page header, when it differs.", None)
    series: Letter | None = approved("The series the document belongs to, to the letter.", None)
    document_class: DocumentClassRef = editorial("A class of settings/document-classes.yml.", alias="class")
    document_number: KnownLetter = approved("The number, to the letter.")
    document_owner: KnownLetter = approved("Who manages the document, to the letter.")
    authority: KnownLetter = approved("On whose instruction it was made, to the letter.")
    brands: list[BrandRef] = approved("The brands it is about.")
    channels: list[ChannelRef] = approved("The channels it holds for.")
    readers: Line = editorial("Who works with it, in Indonesian.")
    distribution: list[Line] = editorial(
        "Who is told of changes: positions, roles and people by id, anything else in words; left out: the positions "
        "that work on its channels.",
        [],
    )
    summary: Line = editorial("What it is about, in one Indonesian sentence.")
    review_interval_months: KnownNumber = approved("How often it must be reviewed.")
    revisions: list[RevisionEntry] = editorial("All revisions, oldest first; listing another changes none of them.")
    audience: Audience = editorial("Who may see it.", "internal")


class Approval(Model):
    """One act of the source's approval sheet."""

    act: Literal["prepared", "reviewed", "approved", "acknowledged"] = approved(
        "disusun, diperiksa, disetujui, diketahui."
    )
    label: Letter = approved("The source's words for the act.")
    person: PersonRef = approved("Who, as declared in settings/people.yml.")
    role: Letter = approved("The role on the sheet, to the letter.")
    source_page: Letter | None = approved("The page of the source.", None)
    signature: KnownLetter = approved("The signature, or why there is none.")
    signed_on: KnownDay = approved("The day of the signature.")


class LogChange(Model):
    """One line of a log row: what was changed and where."""

    change: Letter = approved("Keterangan Modifikasi, to the letter.")
    chapter: Letter | None = approved("Bab, to the letter; left out: the cell is empty.", None)
    pages: Letter | None = approved("Hal, to the letter; left out: the cell is empty.", None)


class LogRow(Model):
    """One version in the source's modification log."""

    version: Letter = approved("Versi.")
    author: Letter = approved("Penyusun, to the letter.")
    date_text: Letter = approved("Tanggal, to the letter.")
    date: CalendarDay = approved("The same day.")
    changes: list[LogChange] = approved("The changes.")


class Company(Model):
    """Who issued the document, as on its cover."""

    name: Letter = approved("The company, to the letter.")
    address: Letter = approved("Its address, to the letter.")


class Effective(Model):
    """From when the revision is in force, as the source says."""

    from_: KnownDay = approved("The first day.", alias="from")
    until: KnownDay | None = approved("The last day, when the source limits the whole document.", None)
    clock: Clock = approved("`local`: waktu setempat; otherwise a zone of settings.", "local")


class Revision(Model):
    """revision.yml: the dates, sheets and sections of one revision."""

    revision: Plain = approved("The key of the revision; the name of its folder.")
    version: KnownLetter = approved("The version as the source writes it.")
    issued_on: KnownDay = approved("The date on the document.")
    issued_text: Letter | None = approved("That date, to the letter.", None)
    effective: Effective = approved("From when it is in force.")
    pages: KnownNumber = approved("How many pages the source has.")
    pages_note: Line | None = approved("Which pages are lost.", None)
    company: Company | None = approved("Who issued it.", None)
    control_statement: Prose | None = approved("The statement on controlled copies, to the letter.", None)
    is_adopted: Flag = approved("Older than the register; taken over with what is known of it.", alias="adopted")
    source_note: Remark = editorial("What was masked and mended in our copy of the source.")
    approvals: list[Approval] = approved("The source's approval sheet.", [])
    approvals_gap: Gap | None = approved("What the approval sheet lacks.", None)
    log: list[LogRow] = approved("The source's modification log, oldest first.", [])
    log_columns: list[Letter] = approved("The headings of the log, to the letter.", [])
    gaps: list[Gap] = approved("Gaps of the revision as a whole.", [])
    sections: list[Clause] = approved("The text, in source order.")
