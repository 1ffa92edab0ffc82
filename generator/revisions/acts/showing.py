"""What shows that an act was done: a reply or scan that is kept by its digest, or a signature that is verified."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from generator.kinds.settings.schema import Person
from generator.library import HeldDocument
from generator.problems import error
from generator.revisions.acts.desk import Desk, RefusalError
from generator.revisions.register.entry import Entry, Evidence, Signature
from generator.revisions.register.evidence import MAX_BYTES, evidence_path, signature_path
from generator.revisions.register.statement import approval_statement
from generator.revisions.verify.signatures import ALLOWED_SIGNERS, verify_signature


@dataclass(frozen=True, slots=True)
class Said:
    """Who did an act, and what shows it.

    Attributes:
        name: A person of settings/people.yml, by id or name.
        role: In which role, in words; empty: the role that settings give the person.
        on: The day; None: today.
        evidence: A file that shows it.
        signature: An armoured signature over the statement of the act.
        principal: The signer as the file of allowed signers names them; empty: as settings say of the person.
    """

    name: str
    role: str = ""
    on: dt.date | None = None
    evidence: Path | None = None
    signature: Path | None = None
    principal: str = ""


def with_person(desk: Desk, document: HeldDocument, entry: Entry, said: Said, earliest: dt.date | None) -> Entry:
    """Return a line with who did its act, in which role and when.

    Args:
        desk: Where people are declared.
        document: The document.
        entry: The line so far.
        said: Who, and when.
        earliest: The first day on which it can have been done, if there is one.

    Raises:
        RefusalError: The person is unknown, or the day cannot be right.
    """
    person: Person = desk.person(said.name)
    on = said.on or desk.today
    place = desk.register_place(document)
    if on > desk.today:
        raise RefusalError(error(place, "act-day-ahead", on=on, today=desk.today))
    if earliest is not None and on < earliest:
        raise RefusalError(error(place, "act-day-before", on=on, earliest=earliest))
    return replace(entry, person=person.id, role=desk.role_of(person, said.role), on=on)


def with_evidence(desk: Desk, entry: Entry, said: Said) -> tuple[Entry, dict[str, bytes]]:
    """Return a line with what shows its act, and the files to keep.

    Raises:
        RefusalError: A file is missing, empty or too large, or a signature is not over the statement of this act.
    """
    files: dict[str, bytes] = {}
    if said.evidence is not None:
        data = _read(desk, said.evidence)
        evidence = Evidence(hashlib.sha256(data).hexdigest(), said.evidence.name)
        entry = replace(entry, evidence=evidence)
        files[evidence_path(evidence)] = data
    if said.signature is not None:
        data = _read(desk, said.signature)
        signature = _signed(desk, entry, said, data)
        entry = replace(entry, signature=signature)
        files[signature_path(signature)] = data
    return entry, files


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe to which nobody writes is found empty, instead of being waited for under the lock."""
    return os.open(path, flags | os.O_NONBLOCK)


def _read(desk: Desk, path: Path) -> bytes:
    """Return a file that was named.

    Raises:
        RefusalError: It is missing, empty or too large.
    """
    place = desk.place("register/evidence")
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(MAX_BYTES + 1) or b""
    except OSError as failure:
        raise RefusalError(error(place, "act-evidence-unreadable", file=path, reason=failure.strerror or "")) from None
    if not data:
        raise RefusalError(error(place, "act-evidence-empty", file=path))
    if len(data) > MAX_BYTES:
        raise RefusalError(error(place, "act-evidence-huge", file=path, limit=f"{MAX_BYTES // 1024 // 1024} MiB"))
    return data


def _signed(desk: Desk, entry: Entry, said: Said, data: bytes) -> Signature:
    """Return the signature of a line, made over its statement by the person it names.

    Raises:
        RefusalError: It was made by another, over another text, or by nobody who may sign.
    """
    place = desk.place(ALLOWED_SIGNERS)
    person = desk.person(said.name)
    principal = said.principal or person.principal or person.id
    if principal not in (person.principal, person.id):
        raise RefusalError(error(place, "act-signer-other", principal=principal, person=person.id))
    allowed = desk.content_path / ALLOWED_SIGNERS
    result = verify_signature(approval_statement(entry), data, principal, allowed, desk.now)
    if not result.is_good:
        raise RefusalError(error(place, "act-signature-bad", file=said.signature, reason=result.reason))
    return Signature(hashlib.sha256(data).hexdigest(), principal)
