"""Registers for tests: content in which a revision is published and approved by the words of its register."""

import datetime as dt
import hashlib
from pathlib import Path

from generator.content import gather
from generator.library import Library
from generator.placing import build_library
from generator.revisions.register.chain import Chain, read_chain
from generator.revisions.register.entry import Act, Entry, Evidence, WallMoment
from generator.revisions.register.evidence import evidence_path
from generator.revisions.register.files import register_path
from generator.revisions.snapshots import snapshot_of
from tests.contents import base_copy, switch_off_rules, write_files

ZONE = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 2, 1, 9, tzinfo=ZONE)
RECORDED = dt.datetime(2026, 1, 5, 8, tzinfo=ZONE)
PEOPLE = """people:
  - {id: ana, name: Ana Rekaan, reason: Orang rekaan.}
  - {id: budi, name: Budi Rekaan, principal: budi@rekaan.example, reason: Orang rekaan.}
"""


def content_with_people(project: Path) -> Path:
    """Copy the clean content, with two people and without rules."""
    content = switch_off_rules(base_copy(project))
    write_files(content, {"settings/people.yml": PEOPLE})
    return content


def library_at(content: Path, now: dt.datetime = NOW) -> Library:
    return build_library(gather(content), now)


def chain_of(content: Path, document: str = "kasir") -> Chain:
    path = content / register_path(document)
    return read_chain(path.read_bytes(), document, register_path(document)) if path.exists() else Chain(document)


def record(content: Path, *entries: Entry) -> Chain:
    """Add lines to a register as they are."""
    chain = chain_of(content, entries[0].document)
    for entry in entries:
        chain = chain.with_entry(entry)
    path = content / register_path(chain.document)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(chain.to_bytes())
    return chain


def line(content: Path, act: Act, minute: int = 0, *, revision: str = "1", **facts: object) -> Entry:
    """Return a line about a revision of `kasir` as its text is now; its snapshot is written."""
    library = library_at(content)
    document = library.documents["kasir"]
    snapshot = snapshot_of(library, document, document.revisions[revision])
    path = content / snapshot.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(snapshot.to_bytes())
    at = RECORDED + dt.timedelta(minutes=minute)
    values = {"fingerprint": snapshot.fingerprint, "snapshot": snapshot.sha256, **facts}
    return Entry("kasir", revision, act, at, "pengendali", **values)  # type: ignore[arg-type]


def add_evidence(content: Path, data: bytes, name: str) -> Evidence:
    """Keep a file as evidence."""
    evidence = Evidence(hashlib.sha256(data).hexdigest(), name)
    path = content / evidence_path(evidence)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return evidence


def publish(content: Path) -> Chain:
    """Prepare, approve with evidence, and publish revision 1 of `kasir`."""
    prepared = line(content, Act.PREPARED, person="ana", role="Penyusun", on=dt.date(2026, 1, 5))
    reply = add_evidence(content, b"setuju\n", "balasan.txt")
    approved = line(content, Act.APPROVED, 1, person="budi", role="Manajer", on=dt.date(2026, 1, 5), evidence=reply)
    published = line(content, Act.PUBLISHED, 2, effective=WallMoment(dt.datetime(2026, 1, 6)))  # noqa: DTZ001 - by a clock
    return record(content, prepared, approved, published)
