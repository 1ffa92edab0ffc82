"""Writes the register of the fictional documents anew, after a person has changed their text.

Run it from the project's folder: `python -m tests.three.make_register`; then read the difference. The fictional set has
a life of its own: first revisions adopted, later ones approved act by act and published.
"""

import datetime as dt
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from generator.content import gather
from generator.library import HeldDocument, HeldRevision, Library
from generator.placing import build_library
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, Evidence, WallMoment
from generator.revisions.register.evidence import evidence_path
from generator.revisions.register.files import register_path
from generator.revisions.snapshots import snapshot_of

CONTENT = Path(__file__).parent / "content"
BY = "Bagian Mutu"
ZONE = dt.timezone(dt.timedelta(hours=7))
PEOPLE = {
    Act.PREPARED: ("orang-dewi-karangan", "Bagian Mutu"),
    Act.REVIEWED: ("orang-eko-karangan", "Penyelia"),
    Act.APPROVED: ("orang-fitri-karangan", "Pemilik Kedai"),
    Act.ACKNOWLEDGED: ("orang-gita-karangan", "Penyelia"),
}
# Document and revision to: the acts it takes, the day of the first, the moment from which it holds.
PUBLISHED = {
    ("pesan-antar", "2"): (tuple(PEOPLE), dt.date(2025, 6, 3), dt.datetime(2025, 6, 16)),  # noqa: DTZ001 - wall clock
    ("pesan-antar", "3"): (tuple(PEOPLE), dt.date(2026, 1, 13), dt.datetime(2026, 1, 19)),  # noqa: DTZ001
    ("tanya-kedai", "2"): ((Act.PREPARED, Act.APPROVED), dt.date(2026, 1, 20), dt.datetime(2026, 3, 1)),  # noqa: DTZ001
}
ADOPTED_AT = dt.datetime(2025, 3, 3, 9, 0, tzinfo=ZONE)


def main() -> None:
    """Write registers, snapshots and evidence."""
    shutil.rmtree(CONTENT / "register", ignore_errors=True)
    library = build_library(gather(CONTENT), dt.datetime(2026, 2, 1, tzinfo=ZONE))
    for document in library.documents.values():
        chain = Chain(document.id)
        for held in document.revisions.values():
            chain = with_revision(library, document, held, chain)
        write(register_path(document.id), chain.to_bytes())


def with_revision(library: Library, document: HeldDocument, held: HeldRevision, chain: Chain) -> Chain:
    """Return a register with the life of one more revision, whose snapshot is written."""
    key = held.revision.revision
    snapshot = snapshot_of(library, document, held)
    write(snapshot.path, snapshot.to_bytes())
    entry = Entry(document.id, key, Act.ADOPTED, ADOPTED_AT, BY)
    fixed = replace(entry, fingerprint=snapshot.fingerprint, snapshot=snapshot.sha256)
    if held.revision.is_adopted:
        return chain.with_entry(replace(fixed, remarks="Diambil alih dari dokumen yang sudah ada."))
    acts, day, effective = PUBLISHED[document.id, key]
    chain = chain.with_entry(replace(entry, act=Act.OPENED, at=_at(day, 8), facts={"from": str(int(key) - 1)}))
    for hour, act in enumerate(acts, start=9):
        person, role = PEOPLE[act]
        signed = replace(fixed, act=act, at=_at(day, hour), person=person, role=role, on=day)
        chain = chain.with_entry(replace(signed, evidence=reply(f"{document.id} {key}: {act}, {person}, {day}.\n")))
    moment = WallMoment(effective, "local")
    return chain.with_entry(replace(fixed, act=Act.PUBLISHED, at=_at(day, 15), effective=moment))


def reply(text: str) -> Evidence:
    """Keep a reply, and return what names it."""
    evidence = Evidence(hashlib.sha256(text.encode()).hexdigest(), "jawaban.txt")
    write(evidence_path(evidence), text.encode())
    return evidence


def write(path: str, data: bytes) -> None:
    """Write a file below the content folder."""
    (CONTENT / path).parent.mkdir(parents=True, exist_ok=True)
    (CONTENT / path).write_bytes(data)


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), ZONE)


if __name__ == "__main__":
    main()
