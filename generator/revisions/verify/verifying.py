"""`sigap verify`: whether registers, content, evidence, signatures and editions still say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.checks import register
from generator.kinds.settings.schema import Person
from generator.library import Library
from generator.problems import Location, Problem, error, sort_problems, warning
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import SIGNED_ACTS, Entry
from generator.revisions.register.files import files_of, register_path
from generator.revisions.register.life import lives_of
from generator.revisions.register.snapshot import snapshot_path
from generator.revisions.short_code import short_digest
from generator.revisions.verify.signatures import Verdict, verify_entry
from generator.revisions.verify.witness import Witness, Witnesses, witness_problems

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Proof:
    """What was verified of one register.

    Attributes:
        is_whole: Its lines can be read and follow from each other; otherwise `lines` counts those before the damage.
        lines, head: How long it is, and the digest of its last line.
        fixed: How many revisions have a fixed text, which was compared with today's.
        signed, recorded: How many acts of approval sheets have a signature that was verified, and how many were
            recorded by the controller.
        unchecked: How many signatures nobody could look at.
        evidence, snapshots: How many files that its lines name were compared with their digests.
        witnesses: The editions that knew it.
    """

    document: str
    is_whole: bool
    lines: int
    head: str
    fixed: int
    signed: int
    recorded: int
    unchecked: int
    evidence: int
    snapshots: int
    witnesses: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data; the keys are public."""
        return {
            "document": self.document,
            "is_whole": self.is_whole,
            "lines": self.lines,
            "head": self.head,
            "fixed": self.fixed,
            "approvals": {"signed": self.signed, "recorded": self.recorded, "unchecked": self.unchecked},
            "evidence": self.evidence,
            "snapshots": self.snapshots,
            "witnesses": list(self.witnesses),
        }


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found.

    Attributes:
        proofs: What was verified, one for each register.
        witnesses: The editions that were asked.
        problems: What is wrong, in file order.
    """

    proofs: list[Proof]
    witnesses: list[Witness]
    problems: list[Problem]


def verify(library: Library, content_path: Path, witnesses: Witnesses, only: str | None = None) -> Verified:
    """Verify everything that can be verified without asking anybody.

    Args:
        library: The master list, as of now: lines recorded later are not looked at as acts.
        content_path: The content folder.
        witnesses: What editions knew.
        only: The id of the one document that is asked about; None: all.
    """
    registers = library.content.registers
    proofs: list[Proof] = []
    problems = [*library.content.problems, *library.problems, *register.check(library), *witnesses.problems]
    problems += witness_problems(registers, witnesses.found, library.content.root)
    for chain in registers.values():
        if only in (None, chain.document):
            proof, found = _verify_chain(library, content_path, chain, witnesses.found)
            proofs.append(proof)
            problems += found
    chosen = problems if only is None else [each for each in problems if _is_about(each, only, library.content.root)]
    return Verified(proofs, witnesses.found, sort_problems(chosen))


def _is_about(problem: Problem, document: str, root: str) -> bool:
    path = problem.location.source_path
    is_in = path.startswith((f"{root}/documents/{document}/", f"{root}/register/snapshots/{document}-"))
    named = (problem.values.get("document"), *problem.values.get("revisions", "").replace(",", "").split())
    return is_in or path == f"{root}/{register_path(document)}" or document in named


def _verify_chain(
    library: Library, content_path: Path, chain: Chain, witnesses: Sequence[Witness]
) -> tuple[Proof, list[Problem]]:
    path = f"{library.content.root}/{register_path(chain.document)}"
    problems = [*_out_of_order(chain, path), *_snapshots(library, content_path, chain)]
    counts = dict.fromkeys(Verdict, 0)
    for entry in chain.entries:
        result = verify_entry(content_path, entry)
        if result is None or entry.signature is None:
            continue
        counts[result.verdict] += 1
        values = {"seq": entry.seq, "principal": entry.signature.principal, "reason": result.reason}
        if result.verdict is Verdict.BAD:
            problems.append(error(Location(path, entry.seq, 1), "register-signature-false", **values))
        elif not _is_of_person(library, entry):
            person = {"seq": entry.seq, "principal": entry.signature.principal, "person": entry.person}
            problems.append(warning(Location(path, entry.seq, 1), "register-signature-of-other", **person))
        if result.verdict is Verdict.UNCHECKED:
            problems.append(warning(Location(path, entry.seq, 1), "register-signature-unchecked", **values))
    proof = Proof(
        document=chain.document,
        is_whole=not chain.problems,
        lines=len(chain.entries),
        head=chain.head,
        fixed=sum(life.fixed_by is not None for life in lives_of(chain).values()),
        signed=counts[Verdict.GOOD],
        recorded=sum(entry.act in SIGNED_ACTS and entry.signature is None for entry in chain.entries),
        unchecked=counts[Verdict.UNCHECKED],
        evidence=sum(kind == "evidence" for entry in chain.entries for kind, _, _ in files_of(entry)),
        snapshots=len({entry.snapshot for entry in chain.entries if entry.snapshot}),
        witnesses=tuple(dict.fromkeys(each.name for each in witnesses if chain.document in each.heads)),
    )
    return proof, problems


def _is_of_person(library: Library, entry: Entry) -> bool:
    """Tell whether settings say that a signer is the person in whose name the act was recorded."""
    person = library.setting(entry.person, Person)
    names = (person.principal, person.id) if person else ()
    return entry.signature is not None and entry.signature.principal in names


def _out_of_order(chain: Chain, path: str) -> Iterator[Problem]:
    """Yield the lines that were recorded before the line above them: a clock was set back."""
    for before, entry in zip(chain.entries, chain.entries[1:], strict=False):
        if entry.at < before.at:
            place = Location(path, entry.seq, 1)
            yield warning(place, "register-moments-out-of-order", seq=entry.seq, at=entry.at.isoformat())


def _snapshots(library: Library, content_path: Path, chain: Chain) -> Iterator[Problem]:
    """Yield the snapshots of earlier lines that are missing or changed; those of today are seen when they are read."""
    seen = set(library.content.snapshots) | _reported(library, chain)
    for entry in chain.entries:
        if entry.snapshot and entry.snapshot not in seen:
            seen.add(entry.snapshot)
            yield from _snapshot(library, content_path, entry)


def _reported(library: Library, chain: Chain) -> set[str]:
    lines = {
        each.values.get("seq")
        for each in library.content.problems
        if each.code.startswith("register-snapshot-") and each.values.get("document") == chain.document
    }
    return {entry.snapshot for entry in chain.entries if str(entry.seq) in lines}


def _snapshot(library: Library, content_path: Path, entry: Entry) -> Iterator[Problem]:
    path = snapshot_path(entry.document, entry.revision, entry.fingerprint)
    place = Location(f"{library.content.root}/{path}")
    try:
        data = (content_path / path).read_bytes()
    except OSError:
        yield error(place, "register-snapshot-missing", seq=entry.seq, document=entry.document)
        return
    if hashlib.sha256(data).hexdigest() != entry.snapshot:
        yield error(place, "register-snapshot-changed", seq=entry.seq, document=entry.document)


def text_lines(verified: Verified) -> Iterator[str]:
    """Yield what was verified, for people: one line for each register, then the witnesses."""
    for proof in verified.proofs:
        yield _told(proof)
    if not verified.proofs:
        yield "no register exists"
    if verified.witnesses:
        yield f"witnesses: {', '.join(dict.fromkeys(each.name for each in verified.witnesses))}"
    else:
        yield "no witness exists: no edition has a manifest, so nobody can tell whether last lines are missing"


def _told(proof: Proof) -> str:
    if not proof.is_whole:
        return f"{proof.document}: damaged, so nothing of it is verified"
    unchecked = f", {proof.unchecked} not checked" if proof.unchecked else ""
    known = f"known to {_count(len(proof.witnesses), 'edition')}" if proof.witnesses else "known to no edition"
    return (
        f"{proof.document}: {_count(proof.lines, 'line')}, head {short_digest(proof.head) or '–'}; "
        f"{_count(proof.fixed, 'fixed revision')}; approvals: {proof.signed} signed and verified{unchecked}, "
        f"{proof.recorded} recorded by the controller; {_count(proof.evidence, 'evidence file')}, "
        f"{_count(proof.snapshots, 'snapshot')}; {known}"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
