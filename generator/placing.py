"""Putting the master list together: every unit of every text gets its address, in the order of the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import join_numbers
from generator.clock import FALLBACK_ZONE, zone_of
from generator.content import Content, ContentFile
from generator.kinds.catalogue.schema import Catalogue, ServiceType
from generator.kinds.clause.schema import Clause
from generator.kinds.document.schema import Document, Revision
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.gap.schema import Gap
from generator.kinds.glossary.schema import GlossaryFile, Term
from generator.kinds.parts import PARTS_OF_TABLES, kind_name, kind_name_of, uses_of
from generator.kinds.redirects.schema import RedirectsFile
from generator.kinds.settings.schema import Setting, SiteFile, Zone
from generator.kinds.table.schema import Row, Table
from generator.kinds.training.schema import ReadingOrder, TrainingFile
from generator.kinds.unit import Unit as UnitModel
from generator.library import GLOSSARY_ROOM, SHARED, TRAINING_ROOM, HeldDocument, HeldRevision, Library, Unit
from generator.model.base import Model
from generator.model.walk import children
from generator.problems import Location, error
from generator.revisions.in_force import position_in_force, term_of
from generator.revisions.register.chain import Chain
from generator.revisions.register.life import Life, life_of, lives_of

WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Folders = dict[str, dict[str, dict[str, ContentFile]]]
"""Document to revision to name without suffix to file."""


def build_library(content: Content, as_of: dt.date) -> Library:
    """Put the master list together.

    Args:
        content: What was gathered; files with faults are missing from it.
        as_of: The moment with zone that decides what is in force; a bare day is its start in the site's zone.
    """
    library = Library(content, _moment(as_of, content), unreadable=_unreadable(content))
    folders = _files_by_folder(content)
    _add_shared(library)
    for file in content.files.values():
        if isinstance(file.model, Document):
            _add_document(library, file, file.model, folders)
        if isinstance(file.model, RedirectsFile):
            library.redirects = {redirect.from_: redirect.to for redirect in file.model.redirects}
    return library


def zone_name_of(content: Content) -> str:
    """Return the IANA name of the site's zone."""
    files = (file.model for file in content.files.values())
    return next((model.zone for model in files if isinstance(model, SiteFile)), FALLBACK_ZONE)


def _moment(as_of: dt.date, content: Content) -> dt.datetime:
    if isinstance(as_of, dt.datetime):
        return as_of
    return dt.datetime.combine(as_of, dt.time(), zone_of(zone_name_of(content)))


def _files_by_folder(content: Content) -> Folders:
    """Return the files of revisions: document to revision to name without suffix to file."""
    folders: Folders = {}
    for path, file in content.files.items():
        parts = path.removesuffix(".yml").split("/")
        if parts[0] == "documents" and len(parts) == 4:
            folders.setdefault(parts[1], {}).setdefault(parts[2], {})[parts[3]] = file
    return folders


def _unreadable(content: Content) -> dict[str, set[str] | None]:
    """Return the words of files with faults: an id that is missing elsewhere may be one of them."""
    words: dict[str, set[str] | None] = {}
    for path, text in content.faulty.items():
        parts = path.split("/")
        head = parts[1] if parts[0] == "documents" and len(parts) > 2 else SHARED
        earlier = words.get(head, set())
        # Without these two, nothing of a document is known, whatever its other files say.
        is_needed = parts[-1] in ("document.yml", "revision.yml")
        words[head] = None if is_needed or earlier is None or not text else earlier | set(WORD.findall(text))
    return words


def _add_shared(library: Library) -> None:
    for file in library.content.files.values():
        if isinstance(file.model, GlossaryFile):
            for term in file.model.terms:
                _add_shared_unit(library, f"{GLOSSARY_ROOM}/{term.id}", term)
        elif isinstance(file.model, TrainingFile):
            order = file.model.reading_order
            _add_shared_unit(library, f"{TRAINING_ROOM}/{order.id}", order)
        else:
            for model in children(file.model):
                if isinstance(model, Setting):
                    _add_shared_unit(library, model.id, model)


def _add_shared_unit(library: Library, address: str, model: Setting | Term | ReadingOrder) -> None:
    if address in library.shared:
        first = library.shared[address].location
        library.problems.append(error(model.place("id"), "address-taken", address=address, first=first))
        return
    library.shared[address] = Unit(address, kind_name(model), model)


def _add_document(library: Library, file: ContentFile, document: Document, folders: Folders) -> None:
    folder = file.path.split("/")[1]
    if document.id != folder:
        library.unreadable |= {document.id: None, folder: None}
        library.problems.append(error(document.place("id"), "document-folder", id=document.id, folder=folder))
        return
    if document.id in library.shared or document.id in (GLOSSARY_ROOM, TRAINING_ROOM):
        first = library.shared[document.id].location if document.id in library.shared else document.location
        library.problems.append(error(document.place("id"), "address-taken", address=document.id, first=first))
        return
    held_folders = folders.get(document.id, {})
    revisions = dict(_held_revisions(library, document, held_folders))
    held = list(revisions.values())
    position = position_in_force([each.term for each in held], library.now)
    library.documents[document.id] = HeldDocument(document, revisions, None if position is None else held[position])
    _report_unlisted(library, document, held_folders)


def _held_revisions(
    library: Library, document: Document, folders: dict[str, dict[str, ContentFile]]
) -> Iterator[tuple[str, HeldRevision]]:
    lives = lives_of(library.content.registers.get(document.id, Chain(document.id)), library.now)
    seen: set[str] = set()
    for position, entry in enumerate(document.revisions):
        key, place = entry.revision, document.place("revisions", position, "revision")
        if key in seen:
            library.problems.append(error(place, "revision-twice", revision=key))
            continue
        seen.add(key)
        files = folders.get(key, {})
        if entry.is_held and (revision := _revision_of(library, place, f"{document.id}/{key}", files)):
            life = life_of(lives.get(key), is_adopted=revision.is_adopted)
            yield key, _hold(library, document, revision, files, life)


def _revision_of(library: Library, place: Location, folder: str, files: dict[str, ContentFile]) -> Revision | None:
    """Return the revision that a folder of a document holds; what is wrong with it is reported."""
    document, key = folder.split("/")
    revision = files["revision"].model if "revision" in files else None
    if not isinstance(revision, Revision):
        path = f"documents/{folder}/revision.yml"
        if path not in library.content.faulty:
            library.unreadable[document] = None
            library.problems.append(error(place, "revision-missing", revision=key, path=path))
        return None
    if revision.revision != key:
        library.unreadable[document] = None
        here = revision.place("revision")
        library.problems.append(error(here, "revision-folder", revision=revision.revision, folder=key))
        return None
    return revision


def _report_unlisted(library: Library, document: Document, folders: dict[str, dict[str, ContentFile]]) -> None:
    listed = {entry.revision for entry in document.revisions}
    for folder in sorted(folders.keys() - listed):
        library.unreadable[document.id] = None
        library.problems.append(error(document.place("revisions"), "revision-unlisted", revision=folder))


def _hold(
    library: Library, document: Document, revision: Revision, files: dict[str, ContentFile], life: Life
) -> HeldRevision:
    zones = {zone.id: zone.iana for zone in library.settings(Zone)}
    held = HeldRevision(document.id, revision, files, life, term_of(revision, life, zones))
    for file in files.values():
        for part in _parts_of(file.model):
            if part.id in held.parts:
                first = held.parts[part.id].location
                address = f"{document.id}/{part.id}"
                library.problems.append(error(part.place("id"), "address-taken", address=address, first=first))
            held.parts[part.id] = part
    _Placer(library, document, held).place()
    return held


def _parts_of(model: Model) -> list[UnitModel]:
    """Return the parts that a file of a revision's folder holds; revision.yml holds sections, no parts."""
    return [part for part in children(model) if isinstance(part, UnitModel)]


@dataclass(slots=True)
class _Placer:
    """Walks a revision's text in order, follows it into its parts, and registers every unit."""

    library: Library
    document: Document
    held: HeldRevision

    def place(self) -> None:
        revision = self.held.revision
        for section in revision.sections:
            self._visit(section, "", None, None)
        for gap in [*revision.gaps, *([revision.approvals_gap] if revision.approvals_gap else [])]:
            self._register(gap, (gap.id,), "", None)
        for local_id, part in self.held.parts.items():
            if local_id in self.held.shown:
                continue
            if self.document.id in self.library.unreadable:
                # A file that could not be read may show it; its units are there all the same.
                self._visit(part, "", None, None)
            else:
                self.library.problems.append(error(part.place("id"), "part-not-shown", id=local_id))

    def _visit(self, model: Model, number: str, parent: str | None, table: str | None) -> None:
        own_number: str = getattr(model, "number", None) or ""
        # A row's number counts within its table; it is no number of a clause.
        has_clause_number = bool(own_number) and not isinstance(model, Row | Fee | ServiceType)
        if has_clause_number:
            number = join_numbers(number, own_number)
        if isinstance(model, Table | FeeTable | Catalogue):
            table = model.id
        tail = self._tail(model, table)
        if tail:
            numbered = number if has_clause_number else ""
            parent = self._register(model, tail, numbered, parent)
        for child in children(model):
            self._visit(child, number, parent, table if isinstance(child, PARTS_OF_TABLES) else None)
        for local_id, kind in uses_of(model):
            self._use(model, local_id, kind, number, parent)

    def _tail(self, model: Model, table: str | None) -> tuple[str, ...] | None:
        if isinstance(model, PARTS_OF_TABLES):
            return (table or "", model.id)
        if isinstance(model, UnitModel | Gap):
            return (model.id,)
        return (model.id,) if isinstance(model, Clause) and model.id else None

    def _register(self, model: Model, tail: tuple[str, ...], number: str, parent: str | None) -> str:
        address = "/".join((self.document.id, *tail))
        if first := self.held.units.get(tail):
            self.library.problems.append(
                error(model.place("id"), "address-taken", address=address, first=first.location)
            )
            return address
        self.held.units[tail] = Unit(
            address, kind_name(model), model, self.document.id, self.held.revision.revision, number, parent
        )
        return address

    def _use(self, user: Model, local_id: str, kind: type[UnitModel], number: str, parent: str | None) -> None:
        if "/" in local_id and not local_id.startswith(f"{self.document.id}/"):
            return
        part = self.held.part(local_id, kind)
        name = local_id.rsplit("/", 1)[-1]
        if part is None:
            is_decidable = self.library.is_decidable(f"{self.document.id}/{name}")
            if is_decidable and ((name,) not in self.held.units or not isinstance(self.held.units[name,].model, kind)):
                self.library.problems.append(error(user.location, "part-unknown", id=local_id, kind=kind_name_of(kind)))
        elif name not in self.held.shown:
            self.held.shown.add(name)
            self._visit(part, number, parent, None)
