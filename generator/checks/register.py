"""What the register says must be what the content is: fixed texts, known revisions and people, shared facts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.document.schema import Document
from generator.kinds.settings.schema import DocumentClass, Person
from generator.library import HeldDocument, HeldRevision, Library, SharedDifference
from generator.problems import Location, Problem, error, warning
from generator.render.titles import title_of
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.in_force import Status
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry
from generator.revisions.register.files import register_path
from generator.revisions.register.life import Stage
from generator.revisions.shared_values import fixed_view, fixed_views, version_of
from generator.revisions.verify.changed import Change, changes_since

UNIT_CODES = {
    "changed": "register-unit-changed",
    "added": "register-unit-added",
    "removed": "register-unit-removed",
}
OF_FIXED_TEXT = frozenset({*UNIT_CODES.values(), "register-revision-changed", "register-shared-fact-lost"})
"""What says that a fixed text has changed: for an adopted one, entering it anew mends that."""
PAST = (Status.SUPERSEDED, Status.WITHDRAWN)


def check(library: Library) -> Iterator[Problem]:
    """Yield what differs between registers and content; a content folder without registers has nothing to differ.

    That lines follow from each other, and that the files they name are there, is seen when they are read.
    """
    registers = library.content.registers
    if not registers:
        return
    for name, chain in registers.items():
        if name in library.documents:
            yield from _of_chain(library, library.documents[name], chain)
        elif name not in library.unreadable and f"documents/{name}/document.yml" not in library.content.faulty:
            yield error(_place(library, chain), "register-document-unknown", document=name)
        yield from _people(library, chain)
    for document in library.documents.values():
        yield from _without_lines(library, document)
    if not library.unreadable:
        yield from _shared_facts(library)


def _place(library: Library, chain: Chain, entry: Entry | None = None) -> Location:
    path = f"{library.content.root}/{register_path(chain.document)}"
    return Location(path, entry.seq, 1) if entry else Location(path)


def _of_chain(library: Library, document: HeldDocument, chain: Chain) -> Iterator[Problem]:
    listed = {entry.revision: entry.is_held for entry in document.document.revisions}
    first: dict[str, Entry] = {}
    for entry in chain.entries:
        first.setdefault(entry.revision, entry)
    for key, entry in first.items():
        held = document.revisions.get(key)
        values = {"document": document.id, "revision": key}
        if key not in listed:
            yield error(_place(library, chain, entry), "register-revision-unlisted", **values)
        elif held is not None and held.life.stage is Stage.NOT_HELD:
            yield error(_place(library, chain, entry), "register-revision-held", **values)
        elif not listed[key] and any(each.act is not Act.NOT_HELD for each in chain.entries if each.revision == key):
            yield error(_place(library, chain, entry), "register-revision-without-text", **values)
        if held is not None and document.id not in library.unreadable:
            yield from _approvals(library, document, held)
            yield from _fixed_text(library, document, held)


def _fixed_text(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    """Yield what changed in a revision that is published or adopted: its approved fields are fixed."""
    fixed = held.life.fixed_by
    if fixed is None or not fixed.fingerprint:
        return
    place, key = held.revision.location, held.revision.revision
    version = version_of(fixed.fingerprint)
    if version is None:
        yield error(place, "register-version-unknown", document=document.id, revision=key, found=fixed.fingerprint)
        return
    if not fixed.snapshot:
        if Fingerprints(library, version=version).of_revision(document, held) != fixed.fingerprint:
            yield _changed(held, fixed, Change("rest"))
        return
    view = fixed_view(library, held)
    snapshot = library.content.snapshots.get(fixed.snapshot)
    if snapshot is None or view.fingerprint == snapshot.fingerprint == fixed.fingerprint:
        return
    if snapshot.fingerprint != fixed.fingerprint:
        yield error(place, "register-snapshot-other", document=document.id, revision=key, seq=fixed.seq)
        return
    for address in view.lost:
        yield error(place, "register-shared-fact-lost", document=document.id, revision=key, address=address)
    for change in changes_since(view.library, view.library.documents[document.id], held, snapshot):
        yield _changed(held, fixed, change)


def _approvals(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    """Yield the acts that publishing took and that are about another text than the one that was published."""
    published = held.life.last(Act.PUBLISHED)
    declared = library.setting(document.document.document_class, DocumentClass)
    if published is None or declared is None:
        return
    place = f"{library.content.root}/{register_path(document.id)}"
    values = {"document": document.id, "revision": held.revision.revision, "published": published.seq}
    for act, entry in held.life.sheet.items():
        if act in declared.required_acts and entry.fingerprint != published.fingerprint:
            yield error(Location(place, entry.seq, 1), "register-approval-other", seq=entry.seq, act=act, **values)


def _changed(held: HeldRevision, fixed: Entry, change: Change) -> Problem:
    key, day = held.revision.revision, fixed.at.date().isoformat()
    command = f"sigap revise {held.document}"
    if fixed.act is Act.ADOPTED:
        command = f'sigap adopt {held.document} {key} --reason "…"'
    place = change.unit.location if change.unit else held.revision.location
    values = {"document": held.document, "revision": key, "day": day, "command": command, "seq": fixed.seq}
    if change.how == "rest":
        return error(place, "register-revision-changed", **values)
    return error(place, UNIT_CODES[change.how], unit=_name(change), **values)


def _name(change: Change) -> str:
    """Return number, title and address of a unit, as far as they are known."""
    if change.unit is None:
        return change.tail
    title = title_of(change.unit.model)
    words = [change.unit.number, f'"{title}"' if title else "", f"({change.tail})"]
    return " ".join(word for word in words if word)


def _people(library: Library, chain: Chain) -> Iterator[Problem]:
    if library.unreadable:
        return
    known = {person.id for person in library.settings(Person)}
    seen: set[str] = set()
    for entry in chain.entries:
        if entry.person and entry.person not in known | seen:
            seen.add(entry.person)
            yield error(_place(library, chain, entry), "register-person-unknown", person=entry.person, seq=entry.seq)


def _without_lines(library: Library, document: HeldDocument) -> Iterator[Problem]:
    chain = library.content.registers.get(document.id)
    if chain is not None and chain.problems:  # what is wrong with it has been said, and what it lacks nobody knows
        return
    for held in document.shown:
        if held.life.fixed_by is None and document.id not in library.unreadable:
            key = held.revision.revision
            yield warning(held.revision.location, "register-revision-without-line", document=document.id, revision=key)


def _shared_facts(library: Library) -> Iterator[Problem]:
    """Yield each shared fact that is another today than the one that fixed revisions keep, with all these revisions.

    What a later revision has taken the place of, or what is withdrawn, keeps its facts as history: nobody mends it.
    What has expired counts, since texts of it may still hold.
    """
    found: dict[tuple[str, str], tuple[SharedDifference, list[str], HeldRevision]] = {}
    for (document, key), view in fixed_views(library).items():
        held = library.documents[document].revisions[key]
        if view.differences and library.documents[document].status_of(held, library.now) in PAST:
            continue
        for difference in view.differences:
            words = in_words(difference)
            _, revisions, _ = found.setdefault((difference.address, words), (difference, [], held))
            revisions.append(f"{document} {key}")
    for (address, words), (difference, revisions, held) in found.items():
        now = difference.now
        place = now.location if now is not None else held.revision.location
        name = (
            difference.was.title if isinstance(difference.was, Document) else getattr(difference.was, "name", address)
        )
        code = "register-shared-fact-differs" if now is not None else "register-shared-fact-gone"
        yield warning(place, code, address=address, name=name, words=words, revisions=", ".join(revisions))


def in_words(difference: SharedDifference) -> str:
    """Return what was and what is, field by field: `number: 123 → 124`."""
    return "; ".join(f"{key}: {old} → {new}" for key, old, new in difference.fields)
