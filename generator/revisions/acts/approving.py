"""`sigap approve`: an act of the approval sheet is recorded, with what shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.library import HeldDocument, HeldRevision
from generator.problems import Problem, error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError, Seal, refuse
from generator.revisions.acts.readiness import changed_since, missing_acts, required_acts, sheet_of
from generator.revisions.acts.recorded_text import require_seen
from generator.revisions.acts.showing import Said, with_evidence, with_person
from generator.revisions.acts.submitting import require_in_review
from generator.revisions.acts.withdrawing import WITHDRAWAL, agreed_acts, pending_request, withdrawal_acts
from generator.revisions.acts.words import word_of
from generator.revisions.packs.reply_check import reply_problem
from generator.revisions.register.entry import Act, Entry
from generator.revisions.register.evidence import evidence_path
from generator.revisions.register.statement import approval_statement
from generator.revisions.short_code import is_code_of


@dataclass(frozen=True, slots=True)
class Approval:
    """What is recorded.

    Attributes:
        act: Which act of the sheet.
        said: Who, when, and what shows it.
        code: The short code that the approver named; empty: none was asked for.
        is_for_withdrawal: It agrees to the withdrawal that has been requested.
    """

    act: Act
    said: Said
    code: str = ""
    is_for_withdrawal: bool = False


def approve(desk: Desk, name: str, key: str, approval: Approval) -> Outcome:
    """Record an act of the approval sheet of a revision in review, or the agreement to its withdrawal.

    Raises:
        RefusalError: Its text was edited since it was submitted, the act is not required or not yet its turn, the
            person is unknown or has done another act of this sheet, nothing shows the act, or the reply says another.
    """
    entry, document, seal = _entry(desk, name, key, approval)
    said = approval.said
    if said.evidence is None and said.signature is None:
        raise RefusalError(error(desk.register_place(document), "act-evidence-needed", act=word_of(approval.act)))
    entry, files = with_evidence(desk, entry, said)
    if entry.evidence:
        data = files[evidence_path(entry.evidence)]
        if problem := reply_problem(desk.library, entry, data, desk.register_place(document)):
            raise RefusalError(problem)
    return desk.outcome(document, entry, files=seal.files | files)


def statement(desk: Desk, name: str, key: str, approval: Approval) -> bytes:
    """Return what a person has to sign for an act; refused like the act itself, and nothing is recorded."""
    return approval_statement(_entry(desk, name, key, approval)[0])


def _entry(desk: Desk, name: str, key: str, approval: Approval) -> tuple[Entry, HeldDocument, Seal]:
    document = desk.document(name)
    desk.chain(document)
    held = desk.revision(document, key)
    if approval.is_for_withdrawal:
        seal = desk.fixed_seal(document, held)
        earlier = _withdrawal(desk, document, held, approval)
    else:
        require_in_review(desk, document, held)
        seal = desk.seal(document, held)
        earlier = sheet_of(held)
    if approval.code and not is_code_of(approval.code, seal.fingerprint):
        raise RefusalError(_other_code(desk, document, held, approval.code))
    if not approval.is_for_withdrawal:
        _require_turn(desk, document, held, approval.act)
    entry = desk.line(document, held.revision.revision, approval.act, seal)
    entry = with_person(desk, document, entry, approval.said, _earliest(earlier.values()))
    _require_other_person(desk, document, entry, earlier)
    refuse(require_seen(desk.register_place(document), entry))
    return replace(entry, purpose=WITHDRAWAL if approval.is_for_withdrawal else ""), document, seal


def _withdrawal(desk: Desk, document: HeldDocument, held: HeldRevision, approval: Approval) -> Mapping[Act, Entry]:
    """Return the lines since the request to withdraw, the request among them, when the act is one of those missing."""
    place, names = desk.register_place(document), {"document": document.id, "revision": held.revision.revision}
    request = pending_request(held.life)
    if request is None:
        raise RefusalError(error(place, "act-no-request", **names))
    needed = withdrawal_acts(desk.document_class(document))
    if approval.act not in needed:
        raise RefusalError(_not_required(desk, document, approval.act, needed))
    agreed = agreed_acts(held.life, request)
    if there := agreed.get(approval.act):
        raise RefusalError(_recorded(desk, document, there))
    return {Act.WITHDRAWAL_REQUESTED: request, **agreed}


def _require_turn(desk: Desk, document: HeldDocument, held: HeldRevision, act: Act) -> None:
    """Raise `RefusalError` unless an act is required, and all before it hold."""
    required = required_acts(desk.library, document)
    desk.document_class(document)
    sheet = sheet_of(held)
    missing = missing_acts(desk.library, document, held)
    place, names = desk.register_place(document), {"document": document.id, "revision": held.revision.revision}
    if Act.PREPARED in missing:
        prepared = sheet[Act.PREPARED]
        changed = "; ".join(changed_since(desk.library, document, held, prepared))
        raise RefusalError(error(place, "act-edited-since", **names, on=prepared.on or "", changed=changed))
    if act is Act.PREPARED:
        raise RefusalError(error(place, "act-by-submit", **names))
    if act not in required:
        raise RefusalError(_not_required(desk, document, act, required))
    if act not in missing:
        raise RefusalError(_recorded(desk, document, sheet[act]))
    if missing[0] is not act:
        raise RefusalError(error(place, "act-order", act=word_of(act), first=word_of(missing[0]), **names))


def _not_required(desk: Desk, document: HeldDocument, act: Act, needed: Sequence[Act]) -> Problem:
    place = desk.document_class(document).location
    words = ", ".join(word_of(each) for each in needed)
    return error(place, "act-not-required", act=word_of(act), document=document.id, needed=words)


def _recorded(desk: Desk, document: HeldDocument, there: Entry) -> Problem:
    place = desk.register_place(document)
    return error(place, "act-recorded-already", act=word_of(there.act), person=there.person, on=there.on or "")


def _earliest(lines: Iterable[Entry]) -> dt.date | None:
    """Return the day before which a further act cannot have been done: that of the last one."""
    days = [each.on or each.at.date() for each in lines]
    return max(days, default=None)


def _require_other_person(desk: Desk, document: HeldDocument, entry: Entry, earlier: Mapping[Act, Entry]) -> None:
    """Raise `RefusalError` when somebody did another act of the sheet, unless the class lets one person do both.

    Who prepared never agrees to it, whatever the class says.
    """
    together = {Act(act) for act in desk.document_class(document).acts_by_one_person}
    for act, line in earlier.items():
        is_allowed = act is not Act.PREPARED and {act, entry.act} <= together
        if line.person == entry.person and act is not entry.act and not is_allowed:
            place = desk.register_place(document)
            names = {"person": entry.person, "act": word_of(entry.act), "other": word_of(act)}
            raise RefusalError(error(place, "act-same-person", **names))


def _other_code(desk: Desk, document: HeldDocument, held: HeldRevision, code: str) -> Problem:
    """Return that a code is of another text: of which one, and what changed since, where the register knows it."""
    place, names = desk.register_place(document), {"document": document.id, "revision": held.revision.revision}
    line = next((each for each in reversed(held.life.entries) if is_code_of(code, each.fingerprint)), None)
    if line is None:
        return error(place, "act-code-unknown", code=code, **names)
    changed = "; ".join(changed_since(desk.library, document, held, line))
    return error(place, "act-code-other", code=code, changed=changed, **names)
