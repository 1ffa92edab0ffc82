"""How long revisions and their registers take, each measure beside a peer that reads the same in one run.

Makes fictional content of many documents with five published revisions each, one of which has a long register, and
prints one line per measure, as milliseconds and as a multiple of its peer:

- check: what `sigap check` does about registers, beside reading the content;
- verify: registers, texts and snapshots held against each other, beside the SHA-256 of the same files;
- status: how every document stands, beside reading the content;
- compare: two revisions of the largest document, beside difflib over their plain text;
- twice the documents, twice the lines: what doubling them costs; twice is linear.

Run it with `python -m benchmarks.bench_revisions [DOCUMENTS] [LINES]`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import hashlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.checks import register
from generator.content import gather
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.walk import texts
from generator.placing import build_library
from generator.revisions.acts.standing import standings
from generator.revisions.compare.comparing import compare
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, WallMoment
from generator.revisions.register.files import register_path
from generator.revisions.snapshots import snapshot_of
from generator.revisions.verify.verifying import verify
from generator.revisions.verify.witness import Witnesses

CLEAN = Path(__file__).resolve().parent.parent / "tests" / "clean" / "content"
PATTERN, LARGEST = "layanan-telepon", "layanan-chat"
NOW = dt.datetime(2026, 6, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=7)))
REVISIONS = 5
ROUNDS = 5
GivenT = TypeVar("GivenT")


@dataclass(frozen=True, slots=True)
class Measures:
    """Times in milliseconds over one content."""

    read: float
    check: float
    verify: float
    digest: float
    status: float


def main() -> None:
    """Print one line per measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=int, default=60)
    parser.add_argument("lines", nargs="?", type=int, default=2_000)
    arguments = parser.parse_args()
    once = measured(arguments.documents, arguments.lines)
    print(f"{arguments.documents} documents of {REVISIONS} revisions, one register of {arguments.lines} lines")
    print(f"read     {once.read:9.1f} ms")
    print(f"check    {once.check:9.1f} ms  {once.check / once.read:6.2f} x reading")
    print(f"verify   {once.verify:9.1f} ms  {once.verify / once.digest:6.2f} x SHA-256 of the same files")
    print(f"status   {once.status:9.1f} ms  {once.status / once.read:6.2f} x reading")
    ours, peer = compared()
    print(f"compare  {ours:9.1f} ms  {ours / peer:6.2f} x difflib over the plain text")
    for what, twice in (
        ("documents", measured(2 * arguments.documents, arguments.lines)),
        ("lines", measured(arguments.documents, 2 * arguments.lines)),
    ):
        ratios = (twice.read / once.read, twice.check / once.check, twice.verify / once.verify)
        print(f"twice the {what}: read {ratios[0]:.2f} x, check {ratios[1]:.2f} x, verify {ratios[2]:.2f} x")


def measured(documents: int, lines: int) -> Measures:
    """Make content and measure it.

    Args:
        documents: How many documents it has, of five published revisions each.
        lines: How long the register of the first is.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        make(content, documents, lines)
        files = [path for path in content.rglob("*") if path.is_file()]

        def fresh() -> Library:
            return read(content)

        return Measures(
            read=timed(lambda: content, read),
            check=timed(fresh, lambda library: list(register.check(library))),
            verify=timed(fresh, lambda library: verify(library, content, Witnesses())),
            digest=timed(lambda: files, lambda found: [hashlib.sha256(path.read_bytes()) for path in found]),
            status=timed(fresh, standings),
        )


def read(content: Path) -> Library:
    """Read content and put the master list together."""
    return build_library(gather(content), NOW)


def compared() -> tuple[float, float]:
    """Return how long comparing two revisions takes, and difflib over their texts, line by line and word by word."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        shutil.copytree(CLEAN, content)
        document = content / "documents" / LARGEST
        shutil.copytree(document / "2", document / "3")
        revise(document / "3" / "revision.yml", "2", "3", 5)
        path = document / "document.yml"
        path.write_text(path.read_text(encoding="utf-8") + '  - {revision: "3"}\n', encoding="utf-8")
        library = read(content)
        held = library.documents[LARGEST]
        before, after = held.revisions["2"], held.revisions["3"]
        ours = timed(lambda: held, lambda found: compare(library, found, before, after))
        peer = timed(lambda: (words(before), words(after)), lambda pair: diffed(*pair))
    return ours, peer


def words(held: HeldRevision) -> list[str]:
    """Return all texts of a revision."""
    return [found.value for unit in held.units.values() for found in texts(unit.model)]


def diffed(before: list[str], after: list[str]) -> list[list[str]]:
    """Return the differences of lines, and of the words of lines that changed."""
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace":
            found += [list(difflib.ndiff(x.split(), y.split())) for x, y in zip(before[a:b], after[c:d], strict=False)]
    return found


def timed(prepare: Callable[[], GivenT], do: Callable[[GivenT], object]) -> float:
    """Return the median time of doing something in milliseconds; what it is done with is made anew, outside of it."""
    spans = []
    for _ in range(ROUNDS):
        given = prepare()
        started = time.perf_counter()
        do(given)
        spans.append(time.perf_counter() - started)
    return statistics.median(spans) * 1000


def make(content: Path, documents: int, lines: int) -> None:
    """Write content of many documents, whose revisions are published by their registers."""
    shutil.copytree(CLEAN, content)
    pattern = content / "documents" / PATTERN
    names = [f"layanan-{number:04}" for number in range(documents)]
    for name in names:
        make_document(pattern, pattern.with_name(name), name)
    library = read(content)
    for position, name in enumerate(names):
        chain = Chain(name)
        for entry in entries(content, library, library.documents[name], lines if position == 0 else 0):
            chain = chain.with_entry(entry)
        path = content / register_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chain.to_bytes())


def make_document(pattern: Path, folder: Path, name: str) -> None:
    """Write a document of five revisions that differ in a few clauses."""
    for number in range(1, REVISIONS + 1):
        shutil.copytree(pattern / "1", folder / str(number))
        revise(folder / str(number) / "revision.yml", "1", str(number), number)
    rows = "".join(f'  - {{revision: "{number}"}}\n' for number in range(2, REVISIONS + 1))
    (folder / "document.yml").write_text(
        (pattern / "document.yml").read_text(encoding="utf-8") + rows, encoding="utf-8"
    )
    for path in folder.rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(PATTERN, name), encoding="utf-8")


def revise(path: Path, key: str, new_key: str, every: int) -> None:
    """Give a revision another key, and other words to each of its sentences whose number is a multiple."""
    kept = path.read_text(encoding="utf-8").replace(f'revision: "{key}"', f'revision: "{new_key}"').split(" dan ")
    joined = [f"{words}{' serta ' if number % every == 0 else ' dan '}" for number, words in enumerate(kept[:-1], 1)]
    path.write_text("".join([*joined, kept[-1]]), encoding="utf-8")


def entries(content: Path, library: Library, document: HeldDocument, lines: int) -> Iterator[Entry]:
    """Yield the publication of each revision, then reviews until the register is as long as wanted."""
    at = NOW - dt.timedelta(days=100)
    for number, held in enumerate(document.revisions.values()):
        snapshot = snapshot_of(library, document, held)
        path = content / snapshot.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(snapshot.to_bytes())
        seal = {"fingerprint": snapshot.fingerprint, "snapshot": snapshot.sha256}
        moment = WallMoment(at.replace(tzinfo=None) + dt.timedelta(days=number))
        yield Entry(document.id, held.revision.revision, Act.PUBLISHED, at, "pengendali", effective=moment, **seal)
    for number in range(REVISIONS, lines):
        yield Entry(document.id, str(REVISIONS), Act.CONFIRMED, at + dt.timedelta(minutes=number), "pengendali", **seal)


if __name__ == "__main__":
    main()
