"""`sigap withdraw`: a revision is no longer to be followed; first the wish, then the approvals, then the act."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.kinds.settings.schema import DocumentClass
from generator.library import HeldDocument, HeldRevision
from generator.problems import Problem, Severity, error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError
from generator.revisions.acts.moments import read_moment, written
from generator.revisions.acts.words import word_of
from generator.revisions.register.entry import SIGNED_ACTS, Act, Entry, WallMoment
from generator.revisions.register.life import Life, Stage

WITHDRAWAL = "withdrawal"
"""The purpose of an act that agrees to a withdrawal, so that it agrees to nothing else."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; all empty: the request that is there is to be completed.

    Attributes:
        reason: Why, for readers.
        authority: On whose word.
        at: From when, as typed; `clock` as in `read_moment`.
    """

    reason: str = ""
    authority: str = ""
    at: str = ""
    clock: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said, so that the request that is there is meant."""
        return not (self.reason or self.authority or self.at)


def withdrawal_acts(document_class: DocumentClass) -> tuple[Act, ...]:
    """Return the acts that agree to the withdrawal of a document of a class."""
    return tuple(Act(act) for act in document_class.withdrawal_acts)


def pending_request(life: Life) -> Entry | None:
    """Return the request to withdraw that has not been carried out."""
    last = life.last(Act.WITHDRAWAL_REQUESTED, Act.WITHDRAWN, Act.PUBLISHED, Act.ADOPTED)
    return last if last and last.act is Act.WITHDRAWAL_REQUESTED else None


def agreed_acts(life: Life, request: Entry) -> dict[Act, Entry]:
    """Return the acts that agree to a request: those recorded after it; none to one that is not recorded yet."""
    return {
        each.act: each
        for each in life.entries
        if each.act in SIGNED_ACTS and each.purpose == WITHDRAWAL and each.seq > request.seq > 0
    }


def missing_for_withdrawal(desk: Desk, document: HeldDocument, life: Life, request: Entry) -> list[Problem]:
    """Return the acts that a request to withdraw still needs."""
    agreed = agreed_acts(life, request)
    names = {"document": document.id, "revision": request.revision}
    return [
        replace(error(desk.register_place(document), "act-withdrawal-missing", act=word_of(act), **names), rank=rank)
        for rank, act in enumerate(withdrawal_acts(desk.document_class(document)), start=1)
        if act not in agreed
    ]


def withdraw(desk: Desk, name: str, key: str | None, request: Request) -> Outcome:
    """Record the wish to withdraw a revision, or carry it out once everybody has agreed.

    Returns:
        The lines, and in `missing` the approvals that are still needed.

    Raises:
        RefusalError: Readers do not see the revision, it is withdrawn already, the request is not complete,
            or it is recorded already and still waits for approvals.
    """
    document = desk.document(name)
    desk.chain(document)
    held = _held(desk, document, key)
    request_line = _requested(desk, document, held, request)
    is_new = not request_line.seq
    missing = missing_for_withdrawal(desk, document, held.life, request_line)
    lines = [request_line] if is_new else []
    if not missing:
        done = desk.line(document, held.revision.revision, Act.WITHDRAWN, desk.fixed_seal(document, held))
        effective, reason, facts = request_line.effective, request_line.reason, dict(request_line.facts)
        lines.append(replace(done, effective=effective, reason=reason, facts=facts))
    if not lines:
        raise RefusalError(*missing)
    outcome = desk.outcome(document, *lines)
    outcome.missing = [replace(each, severity=Severity.WARNING) for each in missing]
    return outcome


def _held(desk: Desk, document: HeldDocument, key: str | None) -> HeldRevision:
    held = desk.revision(document, key) if key is not None else document.current
    if held is None:
        raise RefusalError(error(document.document.place("revisions"), "act-nothing-shown", document=document.id))
    names = {"document": document.id, "revision": held.revision.revision}
    if held.life.stage is Stage.WITHDRAWN:
        raise RefusalError(error(desk.register_place(document), "act-withdrawn", **names))
    if not held.life.stage.is_shown:
        raise RefusalError(error(held.revision.location, "act-not-published", **names))
    desk.fixed_seal(document, held)
    return held


def _requested(desk: Desk, document: HeldDocument, held: HeldRevision, request: Request) -> Entry:
    """Return the line of the request that is meant: the one that is there, or a new one, which has no number yet."""
    place = desk.register_place(document)
    pending = pending_request(held.life)
    if request.is_empty and pending is not None:
        return pending
    reason, facts = request.reason.strip(), {"authority": request.authority.strip()}
    if not (reason and facts["authority"] and request.at.strip()):
        raise RefusalError(
            error(place, "act-request-incomplete", document=document.id, revision=held.revision.revision)
        )
    moment = read_moment(desk, request.at, request.clock)
    if pending is not None and (moment, reason, facts) == (pending.effective, pending.reason, dict(pending.facts)):
        return pending
    _require_coming(desk, document, moment)
    entry = desk.line(document, held.revision.revision, Act.WITHDRAWAL_REQUESTED, desk.fixed_seal(document, held))
    return replace(entry, effective=moment, reason=reason, facts=facts)


def _require_coming(desk: Desk, document: HeldDocument, moment: WallMoment) -> None:
    """Raise `RefusalError` for an earlier day: readers have followed the text since."""
    if moment.wall.date() < desk.today:
        place = desk.register_place(document)
        raise RefusalError(error(place, "act-withdrawal-past", moment=written(moment), today=desk.today))
