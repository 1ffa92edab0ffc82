"""`sigap adopt`: a revision older than the register is entered with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.checks import check_library
from generator.checks.register import OF_FIXED_TEXT
from generator.library import HeldDocument, HeldRevision
from generator.problems import error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError, refuse
from generator.revisions.acts.submitting import errors_within
from generator.revisions.register.entry import Act
from generator.revisions.register.life import Stage, lives_of


@dataclass(frozen=True, slots=True)
class Adoption:
    """What is entered.

    Attributes:
        remarks: What is known of it.
        reason: Why its text is another one than the one adopted before.
        is_held: We have it; otherwise it is only known to exist.
    """

    remarks: str = ""
    reason: str = ""
    is_held: bool = True


def adopt(desk: Desk, name: str, key: str, adoption: Adoption) -> Outcome:
    """Enter a revision that is older than the register, or enter anew one whose transcription was mended.

    Raises:
        RefusalError: It was written here, is entered already and unchanged, or nothing says why it is entered anew.
    """
    document = desk.document(name)
    desk.chain(document)
    if not adoption.is_held:
        return _not_held(desk, document, key, adoption)
    held = desk.revision(document, key)
    names = {"document": document.id, "revision": key}
    if not held.revision.is_adopted or held.life.stage not in (Stage.ADOPTED, Stage.DRAFT):
        raise RefusalError(error(held.revision.place("adopted"), "act-not-older", **names))
    faults = errors_within(check_library(desk.library).problems, desk, document, held)
    refuse(each for each in faults if each.code not in OF_FIXED_TEXT)
    seal = desk.seal(document, held)
    _require_new(desk, document, held, seal.fingerprint, adoption)
    entry = desk.line(document, key, Act.ADOPTED, seal)
    entry = replace(entry, remarks=adoption.remarks.strip(), reason=adoption.reason.strip())
    return desk.outcome(document, entry, files=seal.files)


def _require_new(desk: Desk, document: HeldDocument, held: HeldRevision, fingerprint: str, adoption: Adoption) -> None:
    earlier = held.life.last(Act.ADOPTED)
    if earlier is None:
        return
    names = {"document": document.id, "revision": held.revision.revision, "on": earlier.at.date()}
    if earlier.fingerprint == fingerprint:
        raise RefusalError(error(desk.register_place(document), "act-adopted-already", **names))
    if not adoption.reason.strip():
        raise RefusalError(error(desk.register_place(document), "act-adopt-reason", **names))


def _not_held(desk: Desk, document: HeldDocument, key: str, adoption: Adoption) -> Outcome:
    listed = next((each for each in document.document.revisions if each.revision == key), None)
    names = {"document": document.id, "revision": key}
    if listed is None or listed.is_held:
        raise RefusalError(error(document.document.place("revisions"), "act-not-listed", **names))
    if not adoption.remarks.strip():
        raise RefusalError(error(desk.register_place(document), "act-remarks-missing"))
    if known := lives_of(desk.chain(document)).get(key):
        day = known.entries[-1].at.date()
        raise RefusalError(error(desk.register_place(document), "act-adopted-already", **names, on=day))
    entry = replace(desk.line(document, key, Act.NOT_HELD), remarks=adoption.remarks.strip())
    return desk.outcome(document, entry)
