"""A small content whose document has come out twice, is about to come out again, and has a draft, with its register."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.build.prepare import prepare
from generator.library import HeldDocument, HeldRevision, Library
from generator.render.context import RenderContext
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, Evidence, WallMoment
from generator.revisions.register.files import register_path
from generator.revisions.snapshots import snapshot_of
from tests.contents import base_copy, edit, switch_off_rules, write_files

WIB = dt.timezone(dt.timedelta(hours=7))
REPLY = b"Saya menyetujui.\n"
PEOPLE = """\
people:
  - {id: orang-ani, name: Ani Penyusun, role: peran-mutu, reason: Orang rekaan.}
  - {id: orang-budi, name: Budi Penyetuju, role: peran-mutu, reason: Orang rekaan.}
"""
ROLES = """\
roles:
  - {id: peran-mutu, name: Bagian Mutu}
"""
POSITIONS = """\
positions:
  - {id: posisi-kasir, name: "Kasir, loket", brand: koperasi, channels: [kanal-loket]}
"""
ZONES = """\
zones:
  - {id: wib, name: WIB, iana: Asia/Jakarta}
  - {id: wita, name: WITA, iana: Asia/Makassar}
"""
LISTED = '  - {revision: "1"}\n'


@dataclass(frozen=True)
class Step:
    """One act to write into the register."""

    revision: str
    act: Act
    at: str
    effective: tuple[str, str] | None = None
    more: dict[str, Any] | None = None


STEPS = (
    Step("1", Act.ADOPTED, "2025-12-01T08:00:00+07:00", more={"remarks": "Diambil dari arsip."}),
    Step("2", Act.OPENED, "2026-01-05T08:00:00+07:00", more={"facts": {"from": "1"}}),
    Step("2", Act.PREPARED, "2026-01-06T09:00:00+07:00", more={"person": "orang-ani", "role": "Bagian Mutu"}),
    Step("2", Act.APPROVED, "2026-01-07T10:00:00+07:00", more={"person": "orang-budi", "role": "Ketua"}),
    Step("2", Act.PUBLISHED, "2026-01-10T09:30:00+07:00", ("2026-01-15T00:00", "wita")),
    Step("3", Act.OPENED, "2026-01-20T08:00:00+07:00", more={"facts": {"from": "2"}}),
    Step("3", Act.PUBLISHED, "2026-01-25T09:30:00+07:00", ("2026-03-01T06:00", "local")),
    Step("4", Act.OPENED, "2026-01-26T08:00:00+07:00", more={"facts": {"from": "3"}}),
    Step("4", Act.PREPARED, "2026-01-27T09:00:00+07:00", more={"person": "orang-ani", "role": "Bagian Mutu"}),
)
"""Revision 1 adopted, 2 published in January, 3 coming in March, 4 in review."""


def published_content(project: Path, steps: tuple[Step, ...] = STEPS) -> Path:
    """Write the content into a project's folder, and return its content folder."""
    content = switch_off_rules(base_copy(project))
    write_files(
        content,
        {
            "settings/people.yml": PEOPLE,
            "settings/roles.yml": ROLES,
            "settings/positions.yml": POSITIONS,
            "settings/zones.yml": ZONES,
        },
    )
    document = content / "documents/kasir"
    for key in ("2", "3", "4"):
        shutil.copytree(document / "1", document / key)
        text = (document / key / "revision.yml").read_text(encoding="utf-8")
        text = text.replace('revision: "1"', f'revision: "{key}"').replace('version: "1"', f'version: "{key}"')
        text = text.replace("adopted: true", "adopted: false").replace(
            "{from: 2025-01-06}", "{from: {missing: at-publication}}"
        )
        (document / key / "revision.yml").write_text(text, encoding="utf-8")
    edit(
        content,
        "documents/kasir/document.yml",
        LISTED,
        LISTED + "".join(f'  - {{revision: "{key}"}}\n' for key in "234"),
    )
    for key in ("2", "3", "4"):
        edit(content, f"documents/kasir/{key}/scripts.yml", "Selamat datang, saya", "Selamat datang di Koperasi, saya")
    for key in ("3", "4"):
        edit(content, f"documents/kasir/{key}/faq.yml", "sebutkan nama.", "sebutkan nama dan nomor anggota.")
    edit(content, "documents/kasir/4/fees.yml", "bulanan: 1750", "bulanan: 2000")
    write_register(content, steps)
    return content


def write_register(content: Path, steps: tuple[Step, ...]) -> Chain:
    """Write the register of the document anew, with the snapshots and the evidence that its lines name."""
    register = content / register_path("kasir")
    register.unlink(missing_ok=True)
    library = context_of(content).library
    document = library.documents["kasir"]
    chain = Chain("kasir")
    for step in steps:
        chain = chain.with_entry(_entry(content, library, document, step))
    register.parent.mkdir(parents=True, exist_ok=True)
    register.write_bytes(chain.to_bytes())
    return chain


def _entry(content: Path, library: Library, document: HeldDocument, step: Step) -> Entry:
    entry = Entry("kasir", step.revision, step.act, dt.datetime.fromisoformat(step.at), "pengendali", **step.more or {})
    if step.effective:
        wall, clock = step.effective
        entry = replace(entry, effective=WallMoment(dt.datetime.fromisoformat(wall), clock))
    if step.act in (Act.PREPARED, Act.REVIEWED, Act.APPROVED):
        entry = replace(entry, on=entry.at.date(), evidence=keep_evidence(content, REPLY, "balasan.txt"))
    if step.act in (Act.PREPARED, Act.REVIEWED, Act.APPROVED, Act.PUBLISHED, Act.ADOPTED):
        entry = _with_snapshot(content, library, document, document.revisions[step.revision], entry)
    return entry


def _with_snapshot(content: Path, library: Library, document: HeldDocument, held: HeldRevision, entry: Entry) -> Entry:
    snapshot = snapshot_of(library, document, held)
    path = content / snapshot.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(snapshot.to_bytes())
    fingerprint = Fingerprints(library).of_revision(document, held)
    return replace(entry, fingerprint=fingerprint, snapshot=snapshot.sha256)


def keep_evidence(content: Path, data: bytes, name: str) -> Evidence:
    """Keep a file as evidence is kept."""
    digest = hashlib.sha256(data).hexdigest()
    path = content / "register/evidence" / f"{digest}{Path(name).suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Evidence(digest, name)


def context_of(content: Path, as_of: str = "2026-02-01", cache: Path | None = None) -> RenderContext:
    """Return a build of the content."""
    prepared = prepare(content, as_of, {}, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    return RenderContext(prepared.library, prepared.as_of, prepared.findings, cache)
