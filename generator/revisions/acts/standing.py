"""`sigap status`: how each document stands, and whom each revision in the making waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.kinds.settings.schema import DocumentClass
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Problem
from generator.revisions.acts.readiness import Void, missing_acts, void_acts
from generator.revisions.acts.withdrawing import agreed_acts, pending_request, withdrawal_acts
from generator.revisions.acts.words import word_of
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.in_force import Bound, Status
from generator.revisions.register.entry import Act, WallMoment
from generator.revisions.register.life import Stage
from generator.revisions.review import review_due_on
from generator.revisions.short_code import short_code


@dataclass(frozen=True, slots=True)
class Making:
    """A revision that is not published yet.

    Attributes:
        revision: Its key.
        is_in_review: It has been submitted; else its author is at work.
        code: The short code of its text as it is now.
        missing: The acts that are required and not there, or void; the first is what is waited for.
        voids: The acts that hold no more.
        remarks: Why it was sent back, when that was the last thing done.
    """

    revision: str
    is_in_review: bool
    code: str
    missing: tuple[Act, ...]
    voids: tuple[Void, ...]
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """A request to withdraw that has not been carried out: the revision, from when, and the acts it still needs."""

    revision: str
    at: WallMoment | None
    missing: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands.

    Attributes:
        document: Its id.
        title: Its short title.
        revision: The key of the revision that readers see; empty when they see none.
        status: Its status; None like `revision`.
        is_registered: The register says how that revision came to be.
        due_on: The day by which it has to be reviewed, if known.
        is_overdue: That day has passed.
        coming: The revisions that will take its place, and when.
        making: The revisions in the making.
        withdrawing: The withdrawals that wait for approvals.
        broken: What is wrong with its register.
    """

    document: str
    title: str
    revision: str
    status: Status | None
    is_registered: bool
    due_on: dt.date | None
    is_overdue: bool
    coming: tuple[tuple[str, Bound], ...]
    making: tuple[Making, ...]
    withdrawing: tuple[Withdrawing, ...]
    broken: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it under keys that are public and stay."""
        return {
            "document": self.document,
            "title": self.title,
            "revision": self.revision,
            "status": str(self.status) if self.status else None,
            "registered": self.is_registered,
            "review_due_on": self.due_on.isoformat() if self.due_on else None,
            "review_overdue": self.is_overdue,
            "coming": [
                {"revision": key, "effective": bound.wall.isoformat(timespec="minutes"), "clock": bound.zone}
                for key, bound in self.coming
            ],
            "in_the_making": [_making_to_json(each) for each in self.making],
            "withdrawals": [
                {"revision": each.revision, "waiting_for": [word_of(act) for act in each.missing]}
                for each in self.withdrawing
            ],
            "register_broken": [each.code for each in self.broken],
        }


def standings(library: Library) -> list[Standing]:
    """Return how each document stands at `library.now`, in the order of their ids."""
    return [_standing(library, document) for document in library.documents.values()]


def _standing(library: Library, document: HeldDocument) -> Standing:
    current = document.current
    due = review_due_on(document.document, current) if current else None
    chain = library.content.registers.get(document.id)
    coming = [(each.revision.revision, each.term.start) for each in document.coming(library.now)]
    return Standing(
        document=document.id,
        title=document.document.short_title,
        revision=current.revision.revision if current else "",
        status=document.status_of(current, library.now) if current else None,
        is_registered=current is not None and current.life.fixed_by is not None,
        due_on=due,
        is_overdue=due is not None and due < library.on,
        coming=tuple((key, start) for key, start in coming if start is not None),
        making=tuple(_making(library, document, held) for held in document.drafts),
        withdrawing=tuple(_withdrawals(library, document)),
        broken=chain.problems if chain else (),
    )


def _making(library: Library, document: HeldDocument, held: HeldRevision) -> Making:
    last = held.life.entries[-1] if held.life.entries else None
    return Making(
        revision=held.revision.revision,
        is_in_review=held.life.stage is Stage.IN_REVIEW,
        code=short_code(Fingerprints(library).of_revision(document, held)),
        missing=tuple(missing_acts(library, document, held)),
        voids=tuple(void_acts(library, document, held)),
        remarks=last.remarks if last and last.act is Act.RETURNED else "",
    )


def _withdrawals(library: Library, document: HeldDocument) -> Iterator[Withdrawing]:
    declared = library.setting(document.document.document_class, DocumentClass)
    for held in document.shown:
        request = pending_request(held.life)
        if request is not None:
            agreed = agreed_acts(held.life, request)
            needed = withdrawal_acts(declared) if declared else ()
            missing = tuple(act for act in needed if act not in agreed)
            yield Withdrawing(held.revision.revision, request.effective, missing)


def _making_to_json(making: Making) -> dict[str, Any]:
    return {
        "revision": making.revision,
        "stage": str(Stage.IN_REVIEW if making.is_in_review else Stage.DRAFT),
        "code": making.code,
        "waiting_for": word_of(making.missing[0]) if making.missing else None,
        "missing": [word_of(act) for act in making.missing],
        "void": [
            {"act": word_of(each.entry.act), "person": each.entry.person, "changed": list(each.changed)}
            for each in making.voids
        ],
        "remarks": making.remarks,
    }
