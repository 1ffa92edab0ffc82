"""What the commands of the register print: what was recorded, how documents stand, and the register itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.messages import Language
from generator.render.labels import label
from generator.reports.text import one_line
from generator.revisions.acts.standing import Making, Standing
from generator.revisions.acts.words import word_of
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry
from generator.revisions.short_code import short_code

SCHEMA_VERSION: Final = 1
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "recorded": "recorded: {document} {revision} {act}",
        "wrote": "wrote: {path}",
        "code": "code: {code}",
        "none": "no revision that readers see",
        "current": "revision {revision}: {status}",
        "unregistered": "not entered in the register; `sigap adopt {document} {revision}` enters it",
        "due": "review due by {day}",
        "overdue": "REVIEW OVERDUE since {day}",
        "coming": "revision {revision} takes its place at {moment} ({clock})",
        "draft": "revision {revision}: draft, its author is at work (code {code})",
        "waiting": "revision {revision}: in review, waiting for {act} (code {code})",
        "ready": "revision {revision}: all acts are there; `sigap publish {document} {revision}` (code {code})",
        "remarks": "sent back: {remarks}",
        "void": "{act} by {person} is void, since these changed: {changed}",
        "withdrawal": "withdrawal of revision {revision} waits for {acts}",
        "withdrawal-ready": "withdrawal of {revision} is agreed; `sigap withdraw {document} {revision}` completes it",
        "broken": "its register is broken: {codes}; `sigap check` says where",
        "empty": "the register of {document} has no line yet",
    },
    "id": {
        "recorded": "dicatat: {document} {revision} {act}",
        "wrote": "ditulis: {path}",
        "code": "kode: {code}",
        "none": "belum ada revisi yang terlihat pembaca",
        "current": "revisi {revision}: {status}",
        "unregistered": "belum tercatat pada register; `sigap adopt {document} {revision}` mencatatnya",
        "due": "tinjau ulang paling lambat {day}",
        "overdue": "LEWAT JADWAL TINJAU sejak {day}",
        "coming": "revisi {revision} menggantikannya pada {moment} ({clock})",
        "draft": "revisi {revision}: draf, sedang disusun (kode {code})",
        "waiting": "revisi {revision}: dalam peninjauan, menunggu {act} (kode {code})",
        "ready": "revisi {revision}: pengesahan lengkap; `sigap publish {document} {revision}` (kode {code})",
        "remarks": "dikembalikan: {remarks}",
        "void": "{act} oleh {person} gugur karena ini berubah: {changed}",
        "withdrawal": "pencabutan revisi {revision} menunggu {acts}",
        "withdrawal-ready": "pencabutan {revision} disetujui; `sigap withdraw {document} {revision}` menyelesaikannya",
        "broken": "registernya rusak: {codes}; `sigap check` menyebut letaknya",
        "empty": "register {document} belum berisi baris",
    },
}


def recorded_lines(entries: tuple[Entry, ...], paths: list[str], language: Language) -> Iterator[str]:
    """Yield what was recorded, with the short code of the text, and the other files that were written."""
    words = WORDS[language]
    for entry in entries:
        yield words["recorded"].format(document=entry.document, revision=entry.revision, act=_act(entry))
    code = next((entry.fingerprint for entry in entries if entry.fingerprint), "")
    if code:
        yield words["code"].format(code=short_code(code))
    folders = {entry.revision for entry in entries if entry.act is Act.OPENED}
    for path in dict.fromkeys(_within(path, folders) for path in paths):
        yield words["wrote"].format(path=path)


def _within(path: str, folders: set[str]) -> str:
    """Return a path, or the folder of a revision that was opened when it leads into that."""
    before, _, _ = path.rpartition("/")
    return f"{before}/" if before.rpartition("/")[2] in folders else path


def status_lines(found: list[Standing], language: Language) -> Iterator[str]:
    """Yield how documents stand: a line for each, and below it what is to be done or to come."""
    for each in found:
        yield f"{each.document} – {one_line(each.title)}"
        for line in _standing_lines(each, WORDS[language]):
            yield f"  {line}"


def _standing_lines(found: Standing, words: dict[str, str]) -> Iterator[str]:
    names = {"document": found.document, "revision": found.revision}
    if found.status is None:
        yield words["none"]
    else:
        yield words["current"].format(**names, status=label(f"status.{found.status}"))
        if not found.is_registered:
            yield words["unregistered"].format(**names)
    if found.due_on:
        yield words["overdue" if found.is_overdue else "due"].format(day=found.due_on.isoformat())
    for key, bound in found.coming:
        yield words["coming"].format(revision=key, moment=bound.wall.isoformat(" ", "minutes"), clock=bound.zone)
    for making in found.making:
        yield from _making_lines(found.document, making, words)
    for each in found.withdrawing:
        acts = ", ".join(map(word_of, each.missing))
        name = "withdrawal" if acts else "withdrawal-ready"
        yield words[name].format(document=found.document, revision=each.revision, acts=acts)
    if found.broken:
        yield words["broken"].format(codes=", ".join(each.code for each in found.broken))


def _making_lines(document: str, making: Making, words: dict[str, str]) -> Iterator[str]:
    name = "draft" if not making.is_in_review else "waiting" if making.missing else "ready"
    act = word_of(making.missing[0]) if making.missing else ""
    yield words[name].format(document=document, revision=making.revision, act=act, code=making.code)
    if making.remarks:
        yield words["remarks"].format(remarks=one_line(making.remarks))
    for void in making.voids:
        names = {"act": word_of(void.entry.act), "person": void.entry.person}
        yield words["void"].format(**names, changed=one_line("; ".join(void.changed)))


def log_lines(chain: Chain, language: Language) -> Iterator[str]:
    """Yield the register of a document, one line per act and what it says below it, oldest first."""
    if not chain.entries:
        yield WORDS[language]["empty"].format(document=chain.document)
    for entry in chain.entries:
        yield f"{entry.seq}  {entry.at.isoformat(' ', 'seconds')}  {entry.revision}  {_act(entry)}"
        for name, value in _facts(entry):
            yield f"   {name}: {one_line(value)}"


def _act(entry: Entry) -> str:
    words = label(f"register.act.{entry.act}")
    return f"{words} ({entry.purpose})" if entry.purpose else words


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.person:
        on = f", {entry.on.isoformat()}" if entry.on else ""
        role = f" ({entry.role})" if entry.role else ""
        yield "person", f"{entry.person}{role}{on}"
    if entry.effective:
        yield "effective", f"{entry.effective.wall.isoformat(' ', 'minutes')} ({entry.effective.clock})"
    for name, value in entry.facts.items():
        yield name, str(value)
    for name in ("reason", "remarks"):
        if value := getattr(entry, name):
            yield name, value
    if entry.signature:
        yield "signature", f"{entry.signature.principal} ({entry.signature.sha256[:12]})"
    if entry.evidence:
        yield "evidence", f"{entry.evidence.name} ({entry.evidence.sha256[:12]})"
    if entry.fingerprint:
        yield "code", short_code(entry.fingerprint)
    yield "recorded_by", entry.recorded_by


def log_to_json(chain: Chain) -> dict[str, Any]:
    """Return a register as one document; each line as it stands in the file."""
    lines = [{**entry.to_data(), "hash": entry.hash} for entry in chain.entries]
    return {"schema": SCHEMA_VERSION, "document": chain.document, "head": chain.head, "lines": lines}


def status_to_json(found: list[Standing], as_of: str) -> dict[str, Any]:
    """Return how documents stand as one document."""
    return {"schema": SCHEMA_VERSION, "as_of": as_of, "documents": [each.to_json() for each in found]}
