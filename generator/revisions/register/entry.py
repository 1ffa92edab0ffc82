"""One line of a register: one act on one revision, sealed by a digest over everything it says.

A register is `content/register/<document>.jsonl`: UTF-8, one JSON object per line with sorted keys and no spaces,
each line ended by a single line feed. `hash` is the SHA-256 (hexadecimal) of the line's JSON without `hash`; `prev`
is the `hash` of the line before, and of the first line a digest of the document's id, so that no line fits into the
register of another document.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

SCHEMA_VERSION: Final = 1
FOLDER: Final = "register"


class Act(enum.StrEnum):
    """What can be done to a revision. A closed list; the words for readers are labels `register.act.<act>`.

    `adopted`: taken over with what is known of it, being older than the register. `not-held`: known to exist, we do
    not have it. `opened`: begun as a copy of another. `prepared`, `reviewed`, `approved`, `acknowledged`: disusun,
    diperiksa, disetujui, diketahui. `returned`: sent back with remarks. `published`: terbit, with the moment from which
    it holds. `withdrawal-requested`, `withdrawn`: dicabut, and the wish before the approvals it takes. `confirmed`:
    reviewed without changes. `compared`: held against a file that was received.
    """

    ADOPTED = "adopted"
    NOT_HELD = "not-held"
    OPENED = "opened"
    PREPARED = "prepared"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ACKNOWLEDGED = "acknowledged"
    PUBLISHED = "published"
    WITHDRAWAL_REQUESTED = "withdrawal-requested"
    WITHDRAWN = "withdrawn"
    CONFIRMED = "confirmed"
    COMPARED = "compared"


SIGNED_ACTS: Final = (Act.PREPARED, Act.REVIEWED, Act.APPROVED, Act.ACKNOWLEDGED)
"""The acts of an approval sheet, in their order; each has a person, a role, a day and a fingerprint."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows an act: a reply, a signed scan.

    Attributes:
        sha256: Of its bytes, hexadecimal; it is kept as `register/evidence/<sha256><suffix>`.
        name: The name it was given with, without folders.
    """

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature made with `ssh-keygen -Y sign`, and of whom.

    Attributes:
        sha256: Of the armoured signature, which is kept like evidence.
        principal: The signer as the file of allowed signers names them.
    """

    sha256: str
    principal: str


@dataclass(frozen=True, slots=True)
class WallMoment:
    """A moment by some clock.

    Attributes:
        wall: Without a zone.
        clock: `local` (waktu setempat), or the id of a zone of settings.
    """

    wall: dt.datetime
    clock: str = "local"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act.

    Attributes:
        document, revision: What it was done to.
        act: What was done.
        at: When it was recorded, with zone, to the second.
        recorded_by: Who recorded it: a person or role of settings, or a name.
        seq: Counted from 1 in its register.
        prev: The `hash` of the line before.
        person, role: Who did it, by id of settings/people.yml, and in which role, in words.
        on: The day on which it was done.
        fingerprint: Of the revision that it is about, as it was then.
        snapshot: SHA-256 of the file that says what the fingerprint covers; see `snapshot`.
        evidence, signature: What shows it.
        effective: From when the revision holds (`published`), or no longer does (`withdrawn`, `withdrawal-requested`).
        reason: Why: of a retroactive publication, a withdrawal, an adoption anew.
        remarks: What has to be mended (`returned`), or what is known (`adopted`, `not-held`).
        purpose: `withdrawal` where an act of the approval sheet agrees to that; else empty.
        facts: What only some acts say, as plain data: `from`, `authority`, `result`, `due_on`, `received`, ….
    """

    document: str
    revision: str
    act: Act
    at: dt.datetime
    recorded_by: str
    seq: int = 0
    prev: str = ""
    person: str = ""
    role: str = ""
    on: dt.date | None = None
    fingerprint: str = ""
    snapshot: str = ""
    evidence: Evidence | None = None
    signature: Signature | None = None
    effective: WallMoment | None = None
    reason: str = ""
    remarks: str = ""
    purpose: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """Return the digest of everything the line says."""
        return hashlib.sha256(canonical_json(self.to_data()).encode()).hexdigest()

    def to_data(self) -> dict[str, Any]:
        """Return the line as plain data, without its `hash`; what says nothing is left out."""
        data: dict[str, Any] = {
            "schema": SCHEMA_VERSION,
            "seq": self.seq,
            "prev": self.prev,
            "document": self.document,
            "revision": self.revision,
            "act": str(self.act),
            "at": self.at.isoformat(),
            "recorded_by": self.recorded_by,
        }
        for name in ("person", "role", "fingerprint", "snapshot", "reason", "remarks", "purpose"):
            if value := getattr(self, name):
                data[name] = value
        if self.on:
            data["on"] = self.on.isoformat()
        if self.evidence:
            data["evidence"] = {"sha256": self.evidence.sha256, "name": self.evidence.name}
        if self.signature:
            data["signature"] = {"sha256": self.signature.sha256, "principal": self.signature.principal}
        if self.effective:
            data["effective"] = {"at": self.effective.wall.isoformat(timespec="minutes"), "clock": self.effective.clock}
        if self.facts:
            data["facts"] = dict(self.facts)
        return data

    def to_line(self) -> str:
        """Return the line of the register, its line feed included."""
        return canonical_json({**self.to_data(), "hash": self.hash}) + "\n"


def canonical_json(data: Mapping[str, Any]) -> str:
    """Return JSON in the one form that digests are taken of."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def first_prev(document: str) -> str:
    """Return the `prev` of the first line of a document's register."""
    return hashlib.sha256(f"sigap-register:{document}".encode()).hexdigest()


class EntryError(ValueError):
    """A line of a register cannot be read; the message names the field."""


def entry_from_data(data: Any) -> Entry:
    """Return the entry that plain data of a line says; its `hash` is not looked at.

    Raises:
        EntryError: Something of it is missing or not of its form.
    """
    if not isinstance(data, dict):
        raise EntryError("not an object")
    if data.get("schema") != SCHEMA_VERSION:
        raise EntryError("schema")
    try:
        return Entry(
            document=_text(data, "document"),
            revision=_text(data, "revision"),
            act=Act(_text(data, "act")),
            at=_moment(data, "at"),
            recorded_by=_text(data, "recorded_by"),
            seq=_number(data, "seq"),
            prev=_text(data, "prev"),
            person=_optional(data, "person"),
            role=_optional(data, "role"),
            on=dt.date.fromisoformat(_text(data, "on")) if "on" in data else None,
            fingerprint=_optional(data, "fingerprint"),
            snapshot=_optional(data, "snapshot"),
            evidence=Evidence(*_texts(data, "evidence", "sha256", "name")) if "evidence" in data else None,
            signature=Signature(*_texts(data, "signature", "sha256", "principal")) if "signature" in data else None,
            effective=_effective(data) if "effective" in data else None,
            reason=_optional(data, "reason"),
            remarks=_optional(data, "remarks"),
            purpose=_optional(data, "purpose"),
            facts=_object(data, "facts") if "facts" in data else {},
        )
    except KeyError as failure:
        raise EntryError(str(failure.args[0])) from None
    except EntryError:
        raise
    except ValueError as failure:
        raise EntryError(str(failure)) from None


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str) or not value:
        raise EntryError(name)
    return value


def _optional(data: Mapping[str, Any], name: str) -> str:
    return _text(data, name) if name in data else ""


def _number(data: Mapping[str, Any], name: str) -> int:
    value = data[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise EntryError(name)
    return value


def _object(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = data[name]
    if not isinstance(value, dict):
        raise EntryError(name)
    return value


def _texts(data: Mapping[str, Any], name: str, *keys: str) -> list[str]:
    inside = _object(data, name)
    return [_text(inside, key) for key in keys]


def _moment(data: Mapping[str, Any], name: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_text(data, name))
    if moment.tzinfo is None:
        raise EntryError(name)
    return moment


def _effective(data: Mapping[str, Any]) -> WallMoment:
    written, clock = _texts(data, "effective", "at", "clock")
    wall = dt.datetime.fromisoformat(written)
    if wall.tzinfo is not None:
        raise EntryError("effective")
    return WallMoment(wall, clock)
