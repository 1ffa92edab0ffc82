"""A snapshot: what a fingerprint covers, kept beside the register so that later nobody has to guess what changed.

`content/register/snapshots/<document>-<revision>-<first 12 digits>.json` holds the digests that a revision's
fingerprint is made of, the digest of every unit, and every shared fact by value. The line of the register that names
the fingerprint holds the SHA-256 of this file, so that it is part of the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FOLDER: Final = "register/snapshots"
SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A shared fact as it was.

    Attributes:
        kind: The name of its class, such as `ContactCentre`; `Document` for the facts of the document itself.
        digest: Of its approved fields.
        value: All its fields, as plain data under the keys of YAML.
    """

    kind: str
    digest: str
    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a fingerprint covers.

    Attributes:
        fingerprint: Of the whole revision.
        digests: What it is made of, in order; see `canonical`.
        units: The digest of each unit by the tail of its address (`reminder-1`, `biaya-admin/gopay`).
        shared: The shared facts that its text names, by address.
    """

    document: str
    revision: str
    fingerprint: str
    digests: tuple[str, ...]
    units: Mapping[str, str]
    shared: Mapping[str, SharedValue]

    @property
    def path(self) -> str:
        """Return its place inside the content folder."""
        return snapshot_path(self.document, self.revision, self.fingerprint)

    def to_bytes(self) -> bytes:
        """Return the file."""
        data = {
            "schema": SCHEMA_VERSION,
            "document": self.document,
            "revision": self.revision,
            "fingerprint": self.fingerprint,
            "digests": list(self.digests),
            "units": dict(self.units),
            "shared": {
                address: {"kind": each.kind, "digest": each.digest, "value": dict(each.value)}
                for address, each in self.shared.items()
            },
        }
        return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @property
    def sha256(self) -> str:
        """Return the digest by which a line of the register names it."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def snapshot_path(document: str, revision: str, fingerprint: str) -> str:
    """Return the place of a snapshot inside the content folder."""
    digits = fingerprint.partition(":")[2][:12]
    return f"{FOLDER}/{document}-{revision}-{digits}.json"


def read_snapshot(data: bytes) -> Snapshot:
    """Read a snapshot.

    Raises:
        ValueError: It is not of the form that `to_bytes` writes.
    """
    try:
        found = json.loads(data)
        shared = {
            address: SharedValue(each["kind"], each["digest"], each["value"])
            for address, each in found["shared"].items()
        }
        return Snapshot(
            found["document"],
            found["revision"],
            found["fingerprint"],
            tuple(found["digests"]),
            found["units"],
            shared,
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as failure:
        raise ValueError(f"not a snapshot: {failure}") from None
