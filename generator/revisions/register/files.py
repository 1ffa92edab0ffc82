"""The files of `content/register/`: chains, and the snapshots that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Location, Problem, error
from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import FOLDER, SIGNED_ACTS, Entry
from generator.revisions.register.life import lives_of
from generator.revisions.register.snapshot import Snapshot, read_snapshot, snapshot_path

SUFFIX = ".jsonl"


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
    found = Registers()
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
        if hashlib.sha256(data).hexdigest() != entry.snapshot:
            found.problems.append(error(place, "register-snapshot-changed", seq=entry.seq, document=entry.document))
            continue
        found.snapshots[entry.snapshot] = read_snapshot(data)


def _with_snapshots(chain: Chain) -> Iterator[Entry]:
    """Yield the lines whose snapshots count today: the fixing one of each revision, and its approval sheet."""
    for life in lives_of(chain).values():
        fixed = life.fixed_by
        lines = [fixed] if fixed else [each for act in SIGNED_ACTS if (each := life.sheet.get(act))]
        yield from (line for line in lines if line.snapshot)
