"""Control data: number, owner, dates, approvals, review. What nobody knows, and whose day has passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.rule import Finding, Words, rule
from generator.kinds.change.schema import Change, Window
from generator.kinds.document.schema import Approval, Document, Effective, Revision
from generator.kinds.settings.schema import DocumentClass
from generator.model.base import Model
from generator.model.fields import Missing
from generator.model.walk import plan_of
from generator.problems import Severity
from generator.render.dates import long_date
from generator.render.labels import label
from generator.revisions.review import review_due_on
from generator.survey import Entry, RevisionReading, Survey

NOT_CONTROL = ("pages",)
"""How many pages a source has is known of the copy we hold, not stated by whoever answers for the text."""
SIGNING = ("signature", "signed_on")
"""What an act of approval needs; an act without them is one finding, not two."""


@rule(
    "control-data-missing",
    message=Words(
        en="{key} ({field}) of '{document}' is not known: {state}",
        id="{field} ({key}) pada '{document}' tidak diketahui: {state}",
    ),
    hint=Words(
        en="ask the document's owner and enter the value, or settle this with `sigap accept` and the question",
        id="tanyakan kepada pemilik dokumen lalu isi nilainya, atau putuskan dengan `sigap accept`",
    ),
)
def control_data_missing(survey: Survey) -> Iterator[Finding]:
    """Control data are not known.

    Without number, version, owner and dates nobody can tell whether a copy is the right one, or whom to ask.

    Wrong:
        document_number: {missing: not-in-source}

    Right:
        document_number: SOP-PEL-014
    """
    for revision in survey.revisions:
        for entry in (*revision.of(Document), *revision.of(Revision), *revision.of(Effective)):
            for key, missing in _missing_fields(entry.model):
                if key in NOT_CONTROL or missing.missing == "at-publication":
                    continue
                yield control_data_missing.finding(
                    entry.model.place(key),
                    entry,
                    key=key,
                    field=label(f"overview.open-points.fields.{key}"),
                    document=revision.document.id,
                    state=missing.missing,
                )


def _missing_fields(model: Model) -> Iterator[tuple[str, Missing]]:
    for plan in plan_of(type(model)):
        value = getattr(model, plan.name)
        if isinstance(value, Missing):
            yield plan.key, value


@rule(
    "approval-unsigned",
    message=Words(
        en="the act '{act}' by '{role}' has no signature or no day of one",
        id="pengesahan '{act}' oleh '{role}' tidak bertanda tangan atau tidak bertanggal",
    ),
    hint=Words(
        en="enter the signature and its day from the signed sheet",
        id="isi tanda tangan dan tanggalnya dari lembar pengesahan yang bertanda tangan",
    ),
)
def approval_unsigned(survey: Survey) -> Iterator[Finding]:
    """An act of the approval sheet has no signature or no day.

    An approval that nobody can date or prove is none when it is doubted years later.

    Wrong:
        - {act: approved, signature: {missing: lost}, signed_on: {missing: not-in-source}}

    Right:
        - {act: approved, signature: tanda tangan basah, signed_on: 2026-01-05}
    """
    for revision in survey.revisions:
        for entry in revision.of(Approval):
            lacking = [key for key, _ in _missing_fields(entry.model) if key in SIGNING]
            if lacking:
                act, role = entry.model.act, entry.model.role
                place = entry.model.place(lacking[0])
                yield approval_unsigned.finding(place, entry, act=act, role=role)


@rule(
    "approval-missing",
    message=Words(
        en="'{document}' has no act '{act}', which its class '{kind}' requires",
        id="'{document}' tidak mempunyai pengesahan '{act}', padahal kelasnya '{kind}' memerlukannya",
    ),
    hint=Words(
        en="enter the act from the approval sheet, or ask the owner for the sheet",
        id="isi pengesahan itu dari lembar pengesahan, atau minta lembarnya kepada pemilik dokumen",
    ),
)
def approval_missing(survey: Survey) -> Iterator[Finding]:
    """An approval sheet lacks an act that the document's class requires.

    Which acts a document needs is said once, in settings/document-classes.yml. A revision that was made here has its
    sheet in the register, without which it is not published.

    Wrong:
        approvals:
          - {act: prepared, label: DISUSUN OLEH, person: orang-a, role: Staf, signature: ada, signed_on: 2026-01-05}

    Right:
        approvals:
          - {act: prepared, label: DISUSUN OLEH, person: orang-a, role: Staf, signature: ada, signed_on: 2026-01-05}
          - {act: approved, label: DISETUJUI OLEH, person: orang-b, role: Kepala, signature: ada, signed_on: 2026-01-06}
    """
    for revision in survey.revisions:
        document, held = revision.document.document, revision.held.revision
        if not held.is_adopted:
            continue
        kind = survey.library.setting(document.document_class, DocumentClass)
        done = {approval.act for approval in held.approvals}
        lacking = [act for act in (kind.required_acts if kind else ()) if act not in done]
        if kind and lacking:
            yield approval_missing.finding(
                held.place("approvals") if held.approvals else held.place("revision"),
                revision.head,
                document=document.id,
                act=", ".join(lacking),
                kind=kind.name,
            )


@rule(
    "approval-by-its-author",
    message=Words(
        en="'{person}' prepared this revision and also has the act '{act}'",
        id="'{person}' menyusun revisi ini dan juga tercantum pada pengesahan '{act}'",
    ),
    hint=Words(en="have somebody else approve it", id="minta orang lain mengesahkannya"),
)
def approval_by_its_author(survey: Survey) -> Iterator[Finding]:
    """Who prepared a revision also approves or reviews it.

    A second pair of eyes is the point of an approval.

    Wrong:
        - {act: prepared, person: orang-a}
        - {act: approved, person: orang-a}

    Right:
        - {act: prepared, person: orang-a}
        - {act: approved, person: orang-b}
    """
    for revision in survey.revisions:
        acts = revision.of(Approval)
        authors = {entry.model.person: entry for entry in acts if entry.model.act == "prepared"}
        for entry in acts:
            if entry.model.act in ("reviewed", "approved") and (author := authors.get(entry.model.person)):
                act, person = entry.model.act, entry.model.person
                place = entry.model.place("person")
                yield approval_by_its_author.finding(place, entry, also=[author], person=person, act=act)


@rule(
    "review-overdue",
    message=Words(
        en="'{document}' had to be reviewed by {day} (every {months} months)",
        id="'{document}' seharusnya ditinjau ulang paling lambat {day} (setiap {months} bulan)",
    ),
    hint=Words(
        en="have its owner review it, then publish a revision or record the review",
        id="minta pemiliknya meninjau ulang, lalu terbitkan revisi atau catat tinjauannya",
    ),
    arises_with_time=True,
)
def review_overdue(survey: Survey) -> Iterator[Finding]:
    """A document was not reviewed in time.

    The interval stands in document.yml; it counts from the last review without changes (`sigap review`), else from
    the day the revision takes effect, else from its date.

    Wrong:
        issued_on: 2024-07-31          # with review_interval_months: 12, read on 2026-11-21

    Right:
        issued_on: 2026-07-31
    """
    for revision in _in_force(survey):
        document = revision.document.document
        due = review_due_on(document, revision.held)
        if due is not None and due < survey.on:
            yield review_overdue.finding(
                document.place("review_interval_months"),
                revision.head,
                document=document.id,
                day=due.isoformat(),
                months=document.review_interval_months,
            )


@rule(
    "window-expired",
    message=Words(
        en="{what} held until {day}; what it replaced is in force again",
        id="{what} berlaku sampai {day}; yang digantikannya berlaku kembali",
    ),
    hint=Words(
        en="withdraw it, or extend its window when the owner says so",
        id="cabut, atau perpanjang masanya bila pemilik dokumen memutuskan begitu",
    ),
    agent="Masa berlakunya berakhir pada {tanggal}; jangan dipakai lagi.",
    arises_with_time=True,
)
def window_expired(survey: Survey) -> Iterator[Finding]:
    """A temporary instruction, or a whole revision, has run out and is still the last word on its matter.

    An agent who finds only the expired text is left without one that holds.

    Wrong:
        effective: {from: 2023-09-04T00:00, until: 2023-09-30T23:59, clock: local}   # read on 2026-11-21

    Right:
        effective: {from: 2026-09-04T00:00, until: 2027-09-30T23:59, clock: local}
    """
    for revision in _in_force(survey):
        until = revision.held.revision.effective.until
        if isinstance(until, dt.date) and until < survey.on and not _is_backwards(revision):
            place = revision.held.revision.effective.place("until")
            what = f"'{revision.document.id}'"
            yield window_expired.finding(place, revision.head, what=what, day=until, tanggal=long_date(until))
            continue
        for entry in revision.of(Change):
            yield from _overlay_expired(entry, survey.on)


def _overlay_expired(entry: Entry[Change], on: dt.date) -> Iterator[Finding]:
    overlay = entry.model.overlay
    if overlay is None or overlay.effective.until is None:
        return
    last_day = overlay.effective.until.date()
    if last_day < on:
        place = overlay.effective.place("until")
        what = f"'{overlay.script}'"
        yield window_expired.finding(place, entry, what=what, day=last_day, tanggal=long_date(last_day))


@rule(
    "effective-before-issue",
    message=Words(
        en="it is in force from {start}, before it was issued on {issued}",
        id="berlaku sejak {start}, sebelum diterbitkan pada {issued}",
    ),
    hint=Words(en="check both dates against the source", id="periksa kedua tanggal itu pada sumber"),
)
def effective_before_issue(survey: Survey) -> Iterator[Finding]:
    """A revision takes effect before the date on it.

    Agents would have had to follow a text that did not exist.

    Wrong:
        issued_on: 2026-02-10
        effective: {from: 2026-01-01}

    Right:
        issued_on: 2026-02-10
        effective: {from: 2026-03-01}
    """
    for revision in survey.revisions:
        effective, issued = revision.held.revision.effective, revision.held.revision.issued_on
        start = effective.from_
        if isinstance(start, dt.date) and isinstance(issued, dt.date) and start < issued:
            yield effective_before_issue.finding(effective.place("from"), revision.head, start=start, issued=issued)


@rule(
    "window-backwards",
    message=Words(
        en="it ends on {end}, before it begins on {start}", id="berakhir pada {end}, sebelum mulai pada {start}"
    ),
    hint=Words(en="check both dates against the source", id="periksa kedua tanggal itu pada sumber"),
    severity=Severity.ERROR,
)
def window_backwards(survey: Survey) -> Iterator[Finding]:
    """A window ends before it begins.

    It never opens, so what it announces is never said.

    Wrong:
        effective: {from: 2026-09-04, until: 2026-08-30}

    Right:
        effective: {from: 2026-09-04, until: 2026-09-30}
    """
    for revision in survey.revisions:
        effective = revision.held.revision.effective
        yield from _backwards(effective, effective.from_, effective.until, revision.head)
        for entry in revision.of(Change):
            if entry.model.overlay is not None:
                window = entry.model.overlay.effective
                yield from _backwards(window, window.from_, window.until, entry)


def _backwards(window: Effective | Window, start: object, end: object, entry: Entry[Model]) -> Iterator[Finding]:
    if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
        yield window_backwards.finding(window.place("until"), entry, start=start, end=end)


def _is_backwards(revision: RevisionReading) -> bool:
    """Tell whether the revision's window never opens, which is a finding of its own."""
    effective = revision.held.revision.effective
    start, end = effective.from_, effective.until
    return isinstance(start, dt.date) and isinstance(end, dt.date) and end < start


def _in_force(survey: Survey) -> Iterator[RevisionReading]:
    for revision in survey.revisions:
        if revision.document.current is revision.held:
            yield revision
