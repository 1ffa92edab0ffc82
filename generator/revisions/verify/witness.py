"""Witnesses: what editions knew of the registers when they were made.

A chain cannot show that its last lines are missing. Each edition's manifest names how long every register was and
the digest of its last line then; so does the log of editions, for editions that are gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.editions.log import LOG, LogError, read_log
from generator.editions.manifest import MANIFEST, Manifest, ManifestError, RegisterHead, read_manifest
from generator.problems import Location, Problem, error
from generator.revisions.register.chain import Chain
from generator.revisions.register.files import register_path


@dataclass(frozen=True, slots=True)
class Witness:
    """What one edition knew.

    Attributes:
        name: The edition.
        source: The file that says so, as problems name it.
        heads: Document to its register as it was.
        manifest: The manifest; None where only the log is left.
    """

    name: str
    source: str
    heads: Mapping[str, RegisterHead]
    manifest: Manifest | None = None


@dataclass(frozen=True, slots=True)
class Witnesses:
    """All that are known, and what is wrong with them."""

    found: list[Witness] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_witnesses(public_path: Path, others: Sequence[Path] = ()) -> Witnesses:
    """Read what the editions of a folder knew.

    Args:
        public_path: Where editions stand side by side; it need not be there.
        others: Manifests, or folders of editions, that are kept elsewhere.
    """
    witnesses = Witnesses()
    paths = sorted(path for path in _folders(public_path) if (path / MANIFEST).is_file())
    for path in paths:
        _add(witnesses, path / MANIFEST, f"{public_path.name}/{path.name}/{MANIFEST}")
    for path in others:
        file = path / MANIFEST if path.is_dir() else path
        _add(witnesses, file, file.as_posix())
    _add_log(witnesses, public_path)
    return witnesses


def _folders(public_path: Path) -> Iterator[Path]:
    """Yield the editions of a folder; links and what is in the making are none."""
    if public_path.is_dir():
        for path in public_path.iterdir():
            if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
                yield path


def _add(witnesses: Witnesses, path: Path, source: str) -> None:
    try:
        manifest = read_manifest(path)
    except (ManifestError, OSError) as failure:
        reason = getattr(failure, "strerror", None) or failure
        witnesses.problems.append(error(Location(source), "register-witness-unreadable", reason=reason))
        return
    witnesses.found.append(Witness(manifest.edition, source, manifest.heads, manifest))


def _add_log(witnesses: Witnesses, public_path: Path) -> None:
    """Add what the log says of editions whose manifests are not there."""
    source = f"{public_path.name}/{LOG}"
    known = {witness.name for witness in witnesses.found}
    try:
        lines = read_log(public_path)
    except (LogError, OSError) as failure:
        witnesses.problems.append(error(Location(source), "register-witness-unreadable", reason=failure))
        return
    for line in lines:
        if line.heads and line.edition not in known:
            witnesses.found.append(Witness(line.edition, source, line.heads))


def witness_problems(chains: Mapping[str, Chain], witnesses: Sequence[Witness], content_name: str) -> Iterator[Problem]:
    """Yield each register that is not what an edition knew: gone, shorter, or with another line in the place.

    Args:
        chains: Document to register.
        witnesses: What editions knew; of several that say the same, the first is named.
        content_name: How problems name the content folder.
    """
    seen: set[tuple[str, RegisterHead]] = set()
    for witness in witnesses:
        for document, known in witness.heads.items():
            if (document, known) in seen:
                continue
            seen.add((document, known))
            if problem := _compare(chains.get(document), document, known, witness, content_name):
                yield problem


def _compare(
    chain: Chain | None, document: str, known: RegisterHead, witness: Witness, content_name: str
) -> Problem | None:
    path = f"{content_name}/{register_path(document)}"
    values = {"document": document, "known": known.lines, "edition": witness.name, "source": witness.source}
    if chain is None:
        return error(Location(path), "register-gone", **values)
    if chain.length < known.lines:
        last = chain.length
        return error(Location(path, max(last, 1), 1), "register-shorter", lines=last, **values)
    if _hash_of_line(chain, known.lines) not in {"", known.head}:
        return error(Location(path, known.lines, 1), "register-head-differs", **values)
    return None


def _hash_of_line(chain: Chain, number: int) -> str:
    """Return the digest of a line; empty when it is not there, as in a register of which only some lines are shown."""
    if number == chain.length:
        return chain.head
    if number <= len(chain.entries) and chain.entries[number - 1].seq == number:
        return chain.entries[number - 1].hash
    return next((entry.hash for entry in chain.entries if entry.seq == number), "")


def witnessed_lines(witnesses: Sequence[Witness], document: str) -> dict[int, set[str]]:
    """Return the digests of lines that editions know, by the number of the line."""
    found: dict[int, set[str]] = {}
    for witness in witnesses:
        if head := witness.heads.get(document):
            found.setdefault(head.lines, set()).add(head.head)
    return found
