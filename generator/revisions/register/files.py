"""The files of `content/register/`: chains, and the snapshots that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.problems import Location, Problem, error
from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import FOLDER, SIGNED_ACTS, Entry
from generator.revisions.register.evidence import evidence_path, signature_path
from generator.revisions.register.journal import pending_problems
from generator.revisions.register.life import lives_of
from generator.revisions.register.snapshot import Snapshot, read_snapshot, snapshot_path

SUFFIX = ".jsonl"
FILE_CODES: Final = {
    ("evidence", False): "register-evidence-missing",
    ("evidence", True): "register-evidence-changed",
    ("signature", False): "register-signature-missing",
    ("signature", True): "register-signature-changed",
}
"""What is wrong with a file that a line names, by its kind and whether there is one."""


def register_path(document: str) -> str:
    """Return the place of a document's register inside the content folder."""
    return f"{FOLDER}/{document}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class Registers:
    """What the folder holds.

    Attributes:
        chains: Document id to register.
        snapshots: SHA-256 to what the last fixed or signed fingerprints cover; older ones are not read.
        problems: What is wrong with them.
    """

    chains: dict[str, Chain] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_registers(content_path: Path, paths: Iterable[str], name: str) -> Registers:
    """Read the registers of a content folder.

    Args:
        content_path: The content folder.
        paths: The files in it, as far as they may be read.
        name: How problems name that folder.
    """
    found = Registers(problems=pending_problems(content_path, name))
    for path in paths:
        folder, _, file = path.rpartition("/")
        if folder != FOLDER:
            continue
        if not file.endswith(SUFFIX):
            found.problems.append(error(Location(f"{name}/{path}"), "register-file-unknown", path=path))
            continue
        document = file.removesuffix(SUFFIX)
        chain = read_chain((content_path / path).read_bytes(), document, f"{name}/{path}")
        found.chains[document] = chain
        found.problems.extend(chain.problems)
        _add_snapshots(found, content_path, chain, name)
        found.problems.extend(file_problems(content_path, chain, name))
    return found


def _add_snapshots(found: Registers, content_path: Path, chain: Chain, name: str) -> None:
    for entry in _with_snapshots(chain):
        if entry.snapshot in found.snapshots:
            continue
        path = snapshot_path(entry.document, entry.revision, entry.fingerprint)
        place = Location(f"{name}/{path}")
        try:
            data = (content_path / path).read_bytes()
        except OSError:
            found.problems.append(error(place, "register-snapshot-missing", seq=entry.seq, document=entry.document))
            continue
        snapshot = _snapshot_of(data, entry)
        if snapshot is None:
            found.problems.append(error(place, "register-snapshot-changed", seq=entry.seq, document=entry.document))
            continue
        found.snapshots[entry.snapshot] = snapshot


def _snapshot_of(data: bytes, entry: Entry) -> Snapshot | None:
    """Return the snapshot that a line names; None when the file is not that one."""
    try:
        return read_snapshot(data) if hashlib.sha256(data).hexdigest() == entry.snapshot else None
    except ValueError:
        return None


def file_problems(content_path: Path, chain: Chain, name: str) -> Iterator[Problem]:
    """Yield the replies, scans and signatures that lines name and that are missing or are others by now.

    Args:
        content_path: The content folder.
        chain: The lines.
        name: How problems name that folder.
    """
    for entry in chain.entries:
        place = Location(f"{name}/{register_path(chain.document)}", entry.seq, 1)
        for kind, path, sha256 in files_of(entry):
            digest = _digest_of(content_path / path)
            if digest != sha256:
                code = FILE_CODES[kind, bool(digest)]
                yield error(place, code, path=path, seq=entry.seq, document=chain.document)


def files_of(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield kind (`evidence`, `signature`), path inside the content folder and SHA-256 of the files a line names."""
    if entry.evidence:
        yield "evidence", evidence_path(entry.evidence), entry.evidence.sha256
    if entry.signature:
        yield "signature", signature_path(entry.signature), entry.signature.sha256


def _digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _with_snapshots(chain: Chain) -> Iterator[Entry]:
    """Yield the lines whose snapshots count today: the fixing one of each revision, and its approval sheet."""
    for life in lives_of(chain).values():
        fixed = life.fixed_by
        lines = [fixed] if fixed else [each for act in SIGNED_ACTS if (each := life.sheet.get(act))]
        yield from (line for line in lines if line.snapshot)
