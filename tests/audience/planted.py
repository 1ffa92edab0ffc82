"""A project whose content has one of everything twice: public, and internal with markers."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from generator.content import gather
from generator.kinds.document.schema import Document
from generator.kinds.settings.schema import CheckerFile, SiteFile
from generator.model.base import Model
from generator.placing import build_library
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, Evidence, WallMoment
from generator.revisions.snapshots import snapshot_of
from tests.audience.contents import public_fiction
from tests.audience.planting import HEAD, TAIL, Markers, Planter, write_yaml
from tests.contents import write_files

AS_OF = "2026-02-01"
DOCUMENT, REVISION = "layanan", "documents/layanan/2"
OPEN_WORDS = "Siapa saja boleh membaca."
LATEST, DRAFT = "3", f"4-{HEAD}{TAIL}"
OTHER = f"rahasia-{HEAD}{TAIL}"
SHOWN_BY = {
    "scripts": ("scripts", "script"),
    "records": ("records", "record"),
    "tables": ("tables", "table"),
    "fees": ("fee_tables", "fees"),
    "service-catalogue": ("catalogues", "catalogue"),
}
"""Part file to the key of its list and the block that shows one of its parts."""
ACTS = (
    ("1", Act.ADOPTED),
    ("2", Act.ADOPTED),
    ("2", Act.CONFIRMED),
    (LATEST, Act.OPENED),
    (LATEST, Act.PREPARED),
    (LATEST, Act.APPROVED),
    (LATEST, Act.PUBLISHED),
    (DRAFT, Act.OPENED),
    (DRAFT, Act.PREPARED),
)
ZONE = dt.timezone(dt.timedelta(hours=7))


def planted_content(project: Path) -> Markers:
    """Write the content into a project's folder, and return the markers of all that may not get out."""
    content = public_fiction(project)
    markers = Markers()
    planter = Planter(markers)
    for path, file in gather(content).files.items():
        if isinstance(file.model, SiteFile):
            _site(content, markers)
        elif not isinstance(file.model, CheckerFile):
            _internal_document(content, planter, path, file.model)
            write_yaml(content / path, planter.public(file.model))
    _hidden_parts(content, planter)
    _shared(content, markers)
    _beside(content, markers)
    _revisions(content, markers)
    _register(content, markers)
    return markers


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but text


def _site(content: Path, markers: Markers) -> None:
    path = content / "settings/site.yml"
    data = _read(path)
    data |= {name: f"{data[name]} {markers.new('SiteFile', name)}" for name in ("name", "description")}
    data |= {
        "url": f"https://{markers.new('SiteFile', 'url')}.example/",
        "report_to": f"{markers.new('SiteFile', 'report_to')}@example.test",
    }
    write_yaml(path, data)


def _internal_document(content: Path, planter: Planter, path: str, model: Model) -> None:
    """Write the same file into a document of which nothing is public."""
    parts = path.split("/")
    if parts[0] != "documents":
        return
    data = planter.internal(model, "")
    text = json.dumps(data, ensure_ascii=False).replace(f'"{DOCUMENT}/', f'"{OTHER}/')
    text = text.replace(f"[[{DOCUMENT}/", f"[[{OTHER}/")
    data = json.loads(text)
    if isinstance(model, Document):
        data["id"] = OTHER
    if parts[-1] != "document.yml":
        data.pop("audience", None)
    write_yaml(content / path.replace(DOCUMENT, OTHER, 1), data)


def _hidden_parts(content: Path, planter: Planter) -> None:
    """Let a public section show parts that are internal, and a flow of its own that is."""
    blocks: list[dict[str, Any]] = []
    for name, (key, block) in SHOWN_BY.items():
        items = _read(content / REVISION / f"{name}.yml")[key]
        hidden = [item["id"] for item in items if item.get("audience") == "internal"]
        blocks += [{block: each} for each in hidden]
        if name == "scripts":
            blocks.append({"say": {"in_order": ["penutup", *hidden]}})
            blocks.append({"say": {"one_of": hidden}})
    rules = _read(content / REVISION / "rules.yml")["rules"]
    blocks += [{"rule": {"use": rule["id"]}} for rule in rules if rule.get("audience") == "internal"]
    groups = _read(content / REVISION / "faq.yml")["groups"]
    blocks.append({"faq": [group["id"] for group in groups if group.get("audience") == "internal"]})
    flow = planter.internal(gather(content).files[f"{REVISION}/flow-putus.yml"].model, "")
    flow["flow"] |= {"id": f"alur-{HEAD}{TAIL}", "audience": "internal"}
    write_yaml(content / REVISION / "flow-dalam.yml", flow)
    blocks.append({"flow": flow["flow"]["id"]})
    path = content / REVISION / "revision.yml"
    data = _read(path)
    data["sections"].append({"id": "memakai-yang-dalam", "title": "Memakai yang dalam", "body": blocks})
    write_yaml(path, data)


def _shared(content: Path, markers: Markers) -> None:
    """Add what the fiction has none of: meanings, tables of search, redirects, an internal reading order."""

    def new(kind: str, name: str) -> str:
        return markers.new(kind, name)

    path = content / "glossary.yml"
    data = _read(path)
    data["terms"][0] |= {
        "meaning": {
            "text": "Kata uji yang terbuka.",
            "confirmed_by": new("Meaning", "confirmed_by"),
            "confirmed_on": "2026-01-05",
        }
    }
    data["terms"][1] |= {
        "meaning": {
            "text": f"Arti {new('Meaning', 'text')}",
            "confirmed_by": new("Meaning", "confirmed_by"),
            "confirmed_on": "2026-01-05",
        }
    }
    write_yaml(path, data)
    inside = [
        {"said": [new("SearchMapping", "said")], "means": ["tamu"], "audience": "internal"},
        {"said": ["tetanggaku", "tamuku"], "means": ["tamu"], "audience": "public"},
    ]
    write_yaml(content / "search/slang.yml", {"mappings": inside})
    groups = [{"words": ["salam", new("SynonymGroup", "words")]}, {"words": ["salam", "sapa"], "audience": "public"}]
    write_yaml(content / "search/synonyms.yml", {"groups": groups})
    write_yaml(content / "search/stop-words.yml", {"words": ["yang", new("StopWordsFile", "words")]})
    redirects = [
        {
            "from": f"{DOCUMENT}/{new('Redirect', 'from_')}",
            "to": f"{DOCUMENT}/pembukaan",
            "reason": new("Redirect", "reason"),
        },
        {
            "from": f"{DOCUMENT}/pembukaan-lama",
            "to": f"{DOCUMENT}/pembukaan",
            "reason": new("Redirect", "reason"),
            "audience": "public",
        },
    ]
    write_yaml(content / "redirects.yml", {"redirects": redirects})
    order = {
        "id": f"urutan-{new('ReadingOrder', 'id')}",
        "title": new("ReadingOrder", "title"),
        "position": "posisi-petugas",
        "intro": new("ReadingOrder", "intro"),
        "parts": [
            {
                "title": new("ReadingPart", "title"),
                "steps": [{"to": f"{DOCUMENT}/pembukaan", "why": new("ReadingStep", "why")}],
            }
        ],
    }
    write_yaml(content / "training/dalam.yml", {"reading_order": order})


def _beside(content: Path, markers: Markers) -> None:
    """Add hand-written pages, what the controller has said, and files that are nobody's."""

    def new(kind: str, name: str) -> str:
        return markers.new(kind, name)

    title, description, words = (new("PageFacts", name) for name in ("title", "description", "text"))
    write_files(
        content,
        {
            "tentang.md": f"---\ntitle: {title}\ndescription: {description}\n---\n# Tentang\n\n{words}\n",
            "terbuka.md": f"---\ntitle: Terbuka\naudience: public\n---\n# Terbuka\n\n{OPEN_WORDS}\n",
            f"{new('file', 'name')}.md": "# Halaman dalam\n",
            f"konsep/{new('file', 'name')}.md": f"# Konsep\n\n{new('file', 'text')}\n",
            "addresses.txt": f"{OTHER}\n",
        },
    )
    exception = {
        "letter": f"{new('PersonalDataException', 'letter')}@example.test",
        "reason": new("PersonalDataException", "reason"),
    }
    contact = {"letter": _read(content / "settings/site.yml")["report_to"], "reason": "Kotak surat karangan."}
    write_yaml(content / "settings/personal-data.yml", {"exceptions": [exception, contact]})
    path = content / "settings/checker.yml"
    data = _read(path)
    data["rules"][0]["reason"] = new("RuleSetting", "reason")
    write_yaml(path, data)
    accepted = {
        "code": data["rules"][0]["code"],
        "decision": "accepted",
        "findings": [{"at": f"{DOCUMENT}/pembukaan", "fingerprint": "f1:00"}],
        "reason": new("Acceptance", "reason"),
        "by": new("Acceptance", "by"),
        "said_on": "2026-01-01",
    }
    write_yaml(content / "accepted.yml", {"accepted": [accepted]})


def _revisions(content: Path, markers: Markers) -> None:
    """Add a revision of the public document that was published through the register, and one that was not."""
    folder = content / f"documents/{DOCUMENT}/{LATEST}"
    shutil.copytree(content / REVISION, folder)
    latest = _read(folder / "revision.yml") | {
        "revision": LATEST,
        "adopted": "false",
        "effective": {"from": "2026-01-20"},
    }
    latest["sections"][0]["text"] = "Dokumen karangan ini dipakai untuk pengujian KLF yang baru."
    write_yaml(folder / "revision.yml", latest)
    path = content / f"documents/{DOCUMENT}/document.yml"
    data = _read(path)
    data["revisions"] += [
        {"revision": LATEST},
        {"revision": DRAFT, "note": markers.new("RevisionEntry", "note")},
    ]
    write_yaml(path, data)
    old = _read(content / f"documents/{DOCUMENT}/1/revision.yml")
    section = {"id": "pembukaan", "title": markers.new("Clause", "title"), "text": markers.new("Clause", "text")}
    draft = {**old, "revision": DRAFT, "adopted": "false", "sections": [section]}
    write_yaml(content / f"documents/{DOCUMENT}/{DRAFT}/revision.yml", draft)


def _register(content: Path, markers: Markers) -> None:
    """Write a register in which people act on each revision, with all that a line can say."""
    library = build_library(gather(content), dt.datetime(2026, 2, 1, tzinfo=ZONE))
    document = library.documents[DOCUMENT]
    chain = Chain(DOCUMENT)
    for number, (revision, act) in enumerate(ACTS):
        held = document.revisions[revision]
        snapshot = snapshot_of(library, document, held)
        entry = _entry(content, markers, revision, act, number)
        if act is not Act.OPENED:
            entry = replace(entry, fingerprint=snapshot.fingerprint)
        if act not in (Act.OPENED, Act.CONFIRMED):
            (content / snapshot.path).parent.mkdir(parents=True, exist_ok=True)
            (content / snapshot.path).write_bytes(snapshot.to_bytes())
            entry = replace(entry, snapshot=snapshot.sha256)
        chain = chain.with_entry(entry)
    (content / f"register/{DOCUMENT}.jsonl").write_bytes(chain.to_bytes())


def _entry(content: Path, markers: Markers, revision: str, act: Act, number: int) -> Entry:
    def new(name: str) -> str:
        return markers.new("Entry", name)

    reply = f"Setuju. {new('evidence')}".encode()
    digest = hashlib.sha256(reply).hexdigest()
    path = content / f"register/evidence/{digest}.eml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(reply)
    return Entry(
        DOCUMENT,
        revision,
        act,
        dt.datetime(2026, 1, 10 + number, 9, 0, tzinfo=ZONE),
        recorded_by=new("recorded_by"),
        person="orang-ani-karangan" if act is Act.PREPARED else "orang-budi-karangan",
        role=new("role"),
        on=dt.date(2026, 1, 10),
        evidence=Evidence(digest, f"{new('evidence')}.eml"),
        effective=WallMoment(dt.datetime(2026, 1, 15)) if act is Act.PUBLISHED else None,  # noqa: DTZ001 - wall clock
        reason=new("reason"),
        remarks=new("remarks"),
        facts={"authority": new("facts"), "result": "tetap-berlaku"},
    )
