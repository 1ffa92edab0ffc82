"""`sigap register merge`: a register that two sides have added lines to becomes one chain again.

Every line names the digest of the line before, so the lines themselves tell where the two sides parted, whatever git
left of the file: marks of a conflict, or both sides' lines one after the other. The lines that both had stay as they
are. So do the lines of one side that an edition knows; the others follow in the order in which they were recorded and
are linked anew. Nothing that a line says is changed but its number and the digest of the line before, which no
signature covers: a signature is made over the statement of its act (see `register/statement.py`).

What two sides have done to the same revision is for a person to decide, unless it was different acts of the approval
sheet on the same text. Nothing is left out that is not named and kept in a file of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from generator.problems import Location, Problem, error
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Entry
from generator.revisions.register.files import register_path
from generator.revisions.register.journal import open_journal
from generator.revisions.short_code import short_digest
from generator.revisions.verify.deciding import NEVER_BOTH, lines_against, to_decide
from generator.revisions.verify.forking import Fork, MergeError, Side, read_lines, take_apart
from generator.revisions.verify.witness import Witness, witnessed_lines

Take = Literal["ours", "theirs", "both"]
LEFT_OUT: Final = "register/left-out"
OTHER: Final[Mapping[Side, Side]] = {"ours": "theirs", "theirs": "ours"}


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging came to.

    Attributes:
        chain: The register linked anew; None when it stays as it is.
        relinked: The lines that got another number or another line before them, as they are now.
        left_out: The lines that were decided against, as they were.
        twice: How many lines stood twice, word by word, and were kept once.
        problems: What a person must decide, or why it cannot be merged.
    """

    chain: Chain | None
    relinked: tuple[Entry, ...] = ()
    left_out: tuple[Entry, ...] = ()
    twice: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def left_out_file(self) -> tuple[str, bytes] | None:
        """Return path and bytes of the file in which the lines that were decided against are kept."""
        if not self.left_out:
            return None
        data = "".join(entry.to_line() for entry in self.left_out).encode()
        name = f"{self.left_out[0].document}-{hashlib.sha256(data).hexdigest()[:12]}.jsonl"
        return f"{LEFT_OUT}/{name}", data


def merge_file(content_path: Path, document: str, witnesses: Sequence[Witness], take: Take | None = None) -> Merged:
    """Merge the two sides of a register and write it, unless a person must decide.

    Args:
        content_path: The content folder.
        document: The id of the document.
        witnesses: What editions knew.
        take: See `merge`.

    Raises:
        OSError: There is no such register, or it cannot be read.
        DamageError, JournalError: See `generator/revisions/register/journal.py`.
    """
    path = register_path(document)
    with open_journal(content_path) as journal:
        data = (content_path / path).read_bytes()
        merged = merge(data, document, f"{content_path.name}/{path}", witnessed_lines(witnesses, document), take)
        if merged.chain is not None:
            files, expected = {path: merged.chain.to_bytes()}, {path: data}
            if kept := merged.left_out_file:
                files[kept[0]] = kept[1]
            journal.commit(files, expected)
    return merged


def merge(data: bytes, document: str, path: str, witnessed: Mapping[int, set[str]], take: Take | None = None) -> Merged:
    """Merge the two sides of a register.

    Args:
        data: The file as git left it.
        document: The id of its document.
        path: How problems name the file.
        witnessed: The digests of lines that editions know, by the number of the line.
        take: What a person decided for the revisions that both sides have acted on; None: nothing.
    """
    try:
        entries, twice = read_lines(data, path)
        fork = take_apart(entries, document, path)
        first = _first_side(fork, witnessed, path)
    except MergeError as failure:
        return Merged(None, problems=[failure.problem])
    problems = to_decide(fork, path)
    undecided = [each for each in problems if take is None or (take == "both" and each.code in NEVER_BOTH)]
    if undecided:
        return Merged(None, twice=twice, problems=undecided)
    dropped = lines_against(fork, OTHER[take], path) if take in ("ours", "theirs") else ()
    known = _known_lines(fork, witnessed, first) if first else 0
    if first and any(entry in fork.side(first)[:known] for entry in dropped):
        return Merged(None, twice=twice, problems=[error(Location(path), "register-merge-witnessed", side=first)])
    chain = _linked(document, fork, first, known, frozenset(entry.hash for entry in dropped))
    before = {entry.hash for entry in entries}
    return Merged(chain, tuple(entry for entry in chain.entries if entry.hash not in before), dropped, twice)


def _first_side(fork: Fork, witnessed: Mapping[int, set[str]], path: str) -> Side | None:
    """Return the side of which editions know lines, which therefore stays as it is; None: they know of neither.

    Raises:
        MergeError: They know lines of both.
    """
    sides: list[Side] = ["ours", "theirs"]
    known = [side for side in sides if _known_lines(fork, witnessed, side)]
    if len(known) == 2:
        raise MergeError(error(Location(path), "register-merge-both-witnessed"))
    return known[0] if known else None


def _known_lines(fork: Fork, witnessed: Mapping[int, set[str]], side: Side) -> int:
    """Return how many of the lines that a side added an edition knows: up to the last one that is a head."""
    lines = fork.side(side)
    numbers = [number for number, entry in enumerate(lines, 1) if entry.hash in witnessed.get(entry.seq, ())]
    return numbers[-1] if numbers else 0


def _linked(document: str, fork: Fork, first: Side | None, known: int, dropped: frozenset[str]) -> Chain:
    """Return one chain: what both had, what editions know, then the rest by the moment of recording."""
    ours, theirs = list(fork.ours), list(fork.theirs)
    begin: list[Entry] = []
    if first == "ours":
        begin, ours = ours[:known], ours[known:]
    elif first == "theirs":
        begin, theirs = theirs[:known], theirs[known:]
    chain = Chain(document, (*fork.common, *begin))
    for entry in _in_order(
        [each for each in ours if each.hash not in dropped], [each for each in theirs if each.hash not in dropped]
    ):
        chain = chain.with_entry(entry)
    return chain


def _in_order(ours: list[Entry], theirs: list[Entry]) -> Iterator[Entry]:
    """Yield two sides by the moment of recording; each keeps its own order, and ours goes first at the same moment."""
    left, right = 0, 0
    while left < len(ours) or right < len(theirs):
        is_ours = right == len(theirs) or (left < len(ours) and ours[left].at <= theirs[right].at)
        yield ours[left] if is_ours else theirs[right]
        left, right = left + is_ours, right + (not is_ours)


def text_lines(merged: Merged) -> Iterator[str]:
    """Yield what merging came to, for people; lines that were left out stand there whole."""
    if merged.twice:
        yield f"{merged.twice} lines stood twice, word by word, and were kept once"
    if merged.chain is None:
        return
    for entry in merged.relinked:
        yield f"line {entry.seq}, linked anew: {entry.revision} {entry.act} {entry.at.isoformat()}"
    for entry in merged.left_out:
        yield f"left out: {entry.to_line().rstrip()}"
    if kept := merged.left_out_file:
        yield f"what was left out is kept in {kept[0]}"
    yield f"{merged.chain.document}: {len(merged.chain.entries)} lines, head {short_digest(merged.chain.head)}"


def as_json(merged: Merged) -> dict[str, object]:
    """Return what merging came to as plain data; the keys are public."""
    return {
        "lines": len(merged.chain.entries) if merged.chain else None,
        "head": merged.chain.head if merged.chain else None,
        "relinked": [entry.to_data() for entry in merged.relinked],
        "left_out": [entry.to_data() for entry in merged.left_out],
        "twice": merged.twice,
    }
