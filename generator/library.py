"""The master list of one build: documents, revisions, parts, and every unit by its address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from generator.addresses import Address, anchor_of, join_numbers, number_key, parse_address
from generator.content import Content, ContentFile
from generator.kinds.catalogue.schema import Catalogue, ServiceGroup, ServiceType
from generator.kinds.clause.schema import (
    Branch,
    CatalogueBlock,
    Clause,
    FaqBlock,
    FeesBlock,
    FlowBlock,
    RecordBlock,
    RuleBlock,
    ScriptBlock,
    Speech,
    TableBlock,
)
from generator.kinds.document.schema import Document, Revision
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.fees.schema import Fee, FeeGroup, FeeTable
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.glossary.schema import GlossaryFile, Term
from generator.kinds.record.schema import Record
from generator.kinds.redirects.schema import RedirectsFile
from generator.kinds.rule.schema import Rule
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Setting, SiteFile
from generator.kinds.table.schema import Row, RowGroup, Table
from generator.kinds.training.schema import ReadingOrder, TrainingFile
from generator.kinds.unit import Unit as UnitModel
from generator.model.base import Model
from generator.model.walk import children
from generator.problems import Location, Problem, error
from generator.revisions.in_force import Status, revision_in_force, status_at

ModelT = TypeVar("ModelT", bound=Model)

GLOSSARY_ROOM = "istilah"
SHARED = ""
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TRAINING_ROOM = "urutan-baca"

# What a unit of each class is called in listings, settings and messages; classes not named here
# take the lower-case name of their class.
KIND_NAMES: dict[type[Model], str] = {
    Branch: "clause",
    FaqEntry: "faq",
    FaqGroup: "faq-group",
    Fee: "fee",
    FeeGroup: "fee-group",
    FeeTable: "fee-table",
    RowGroup: "row-group",
    ServiceType: "service",
    ServiceGroup: "service-group",
    ReadingOrder: "reading-order",
}
# Which fields of which blocks name parts of the same revision.
USES: dict[type[Model], tuple[tuple[str, type[UnitModel]], ...]] = {
    ScriptBlock: (("script", Script),),
    Speech: (("in_order", Script), ("one_of", Script)),
    RecordBlock: (("record", Record),),
    TableBlock: (("table", Table),),
    FaqBlock: (("faq", FaqGroup),),
    FeesBlock: (("fees", FeeTable),),
    CatalogueBlock: (("catalogue", Catalogue),),
    FlowBlock: (("flow", Flow),),
}
PARTS_OF_TABLES = (Row, RowGroup, Fee, FeeGroup, ServiceType, ServiceGroup)


@dataclass(frozen=True, slots=True)
class Unit:
    """Something with an address.

    Attributes:
        address: Without a revision.
        kind: Such as `script`, `clause`, `fee`.
        model: Its content.
        document: The id of its document; None for settings and glossary terms.
        revision: The key of its revision; None like `document`.
        number: The full number in its revision; empty when it has none.
        parent: The address of the unit around it, if any.
    """

    address: str
    kind: str
    model: Model
    document: str | None = None
    revision: str | None = None
    number: str = ""
    parent: str | None = None

    @property
    def location(self) -> Location:
        """Return where it is defined."""
        return self.model.location

    @property
    def anchor(self) -> str:
        """Return its `id` on the page of its document."""
        return anchor_of(parse_address(self.address).tail)


@dataclass
class HeldRevision:
    """A revision with its parts, in the order in which its text shows them.

    Attributes:
        document: The id of its document.
        revision: revision.yml.
        files: The files of its folder by name without suffix.
        parts: Local id to part: scripts, rules, records, tables, FAQ groups, flows and so on.
        units: Address tail to unit, in the order of the text.
        shown: Ids of parts that the text shows.
    """

    document: str
    revision: Revision
    files: dict[str, ContentFile]
    parts: dict[str, UnitModel] = field(default_factory=dict)
    units: dict[tuple[str, ...], Unit] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    @cached_property
    def by_number(self) -> dict[str, list[Unit]]:
        """Return the units under their full numbers, in the form of `number_key`."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            if unit.number:
                found.setdefault(number_key(unit.number), []).append(unit)
        return found

    def part(self, local_id: str, kind: type[ModelT]) -> ModelT | None:
        """Return a part of this revision by its id, when it is of that kind."""
        part = self.parts.get(local_id.rsplit("/", 1)[-1])
        return part if isinstance(part, kind) else None


@dataclass(slots=True)
class HeldDocument:
    """A document with the revisions we hold, oldest first."""

    document: Document
    revisions: dict[str, HeldRevision]
    current: HeldRevision | None

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.document.id

    def status_of(self, held: HeldRevision, on: dt.date) -> Status:
        """Return the status of one of its revisions on a day."""
        revisions = list(self.revisions.values())
        later = revisions[revisions.index(held) + 1 :]
        return status_at(held.revision, [other.revision for other in later], on)


@dataclass(slots=True)
class Library:
    """Everything of one build, looked up by address.

    Attributes:
        content: What was gathered.
        on: The calendar day of `as_of` in the site's zone.
        documents: By id, in the order of their ids.
        shared: Units outside documents: settings by id, `istilah/…`, `urutan-baca/…`.
        redirects: Old address to the address that took its place.
        unreadable: What may stand in files that could not be read, by the head of the addresses they would define
            (`SHARED` for settings and the glossary): the words of these files, or None when nothing is known.
        problems: What putting the list together found.
    """

    content: Content
    on: dt.date
    documents: dict[str, HeldDocument] = field(default_factory=dict)
    shared: dict[str, Unit] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, set[str] | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def find(self, address: str) -> Unit | None:
        """Return the unit at an address, following redirects; None when there is none."""
        address = self.follow(address)
        parsed = parse_address(address)
        if not parsed.revision and address in self.shared:
            return self.shared[address]
        held = self.revision_of(parsed)
        return held.units.get(parsed.tail) if held else None

    def find_from(self, held: HeldRevision | None, address: str) -> Unit | None:
        """Return what an address means in the text of a revision: its own unit first, then as `find`.

        A revision keeps its meaning for life: what a later one drops or rewords does not reach into it.
        """
        parsed = parse_address(address)
        if held is not None and parsed.head == held.document and not parsed.revision and parsed.tail in held.units:
            return held.units[parsed.tail]
        return self.find(address)

    def follow(self, address: str) -> str:
        """Return where the redirects of an address end; redirects in a circle end where they began."""
        start, seen = address, set[str]()
        while address in self.redirects and address not in seen:
            seen.add(address)
            address = self.redirects[address]
        return start if address in seen else address

    def is_decidable(self, address: str) -> bool:
        """Tell whether a missing address is a fault, rather than the effect of a file that could not be read."""
        parsed = parse_address(address)
        is_in_document = parsed.head in self.documents or parsed.head in self.unreadable
        words = self.unreadable.get(parsed.head if is_in_document else SHARED, set())
        return words is not None and (parsed.tail or (parsed.head,))[-1] not in words

    def is_read_whole(self, address: str) -> bool:
        """Tell whether every file that may define an address could be read."""
        head = parse_address(address).head
        return head not in self.unreadable and (head in self.documents or SHARED not in self.unreadable)

    def revision_of(self, address: Address) -> HeldRevision | None:
        """Return the revision that an address means: the one it names, else the one in force."""
        document = self.documents.get(address.head)
        if document is None:
            return None
        return document.revisions.get(address.revision) if address.revision else document.current

    def setting(self, address: str, kind: type[ModelT]) -> ModelT | None:
        """Return the setting at an address, when it is of that kind."""
        unit = self.shared.get(address)
        return unit.model if unit and isinstance(unit.model, kind) else None

    def settings(self, kind: type[ModelT]) -> list[ModelT]:
        """Return all settings of a kind, in the order of their files."""
        return [unit.model for unit in self.shared.values() if isinstance(unit.model, kind)]

    @property
    def site(self) -> SiteFile:
        """Return the settings of the site as a whole; its file is required."""
        return next(file.model for file in self.content.files.values() if isinstance(file.model, SiteFile))

    def units(self) -> Iterator[Unit]:
        """Yield every unit in force: those of documents in the order of their texts, then the shared ones."""
        for document in self.documents.values():
            if document.current:
                yield from document.current.units.values()
        yield from self.shared.values()

    def all_units(self) -> Iterator[Unit]:
        """Yield the units of every held revision, then the shared ones."""
        for document in self.documents.values():
            for held in document.revisions.values():
                yield from held.units.values()
        yield from self.shared.values()


def build_library(content: Content, on: dt.date) -> Library:
    """Put the master list together.

    Args:
        content: What was gathered; files with faults are missing from it.
        on: The calendar day of `as_of` in the site's zone, which decides what is in force.
    """
    library = Library(content, on, unreadable=_unreadable(content))
    folders = _files_by_folder(content)
    _add_shared(library)
    for file in content.files.values():
        if isinstance(file.model, Document):
            _add_document(library, file, file.model, folders)
        if isinstance(file.model, RedirectsFile):
            library.redirects = {redirect.from_: redirect.to for redirect in file.model.redirects}
    return library


Folders = dict[str, dict[str, dict[str, ContentFile]]]


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
        words[head] = None if is_needed or earlier is None else earlier | set(WORD.findall(text))
    return words


def kind_name(model: Model) -> str:
    """Return what a unit of this class is called, such as `contact-centre`."""
    if name := KIND_NAMES.get(type(model)):
        return name
    words = type(model).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in words).lstrip("-")


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
    current = revision_in_force([held.revision for held in revisions.values()], library.on)
    library.documents[document.id] = HeldDocument(document, revisions, revisions[current.revision] if current else None)
    _report_unlisted(library, document, held_folders)


def _held_revisions(
    library: Library, document: Document, folders: dict[str, dict[str, ContentFile]]
) -> Iterator[tuple[str, HeldRevision]]:
    for position, entry in enumerate(document.revisions):
        if not entry.is_held:
            continue
        files = folders.get(entry.revision, {})
        revision = files["revision"].model if "revision" in files else None
        if not isinstance(revision, Revision):
            path = f"documents/{document.id}/{entry.revision}/revision.yml"
            if path not in library.content.faulty:
                place = document.place("revisions", position, "revision")
                library.unreadable[document.id] = None
                library.problems.append(error(place, "revision-missing", revision=entry.revision, path=path))
            continue
        yield entry.revision, _hold(library, document, revision, files)


def _report_unlisted(library: Library, document: Document, folders: dict[str, dict[str, ContentFile]]) -> None:
    listed = {entry.revision for entry in document.revisions}
    for folder in sorted(folders.keys() - listed):
        library.unreadable[document.id] = None
        library.problems.append(error(document.place("revisions"), "revision-unlisted", revision=folder))


def _hold(library: Library, document: Document, revision: Revision, files: dict[str, ContentFile]) -> HeldRevision:
    held = HeldRevision(document.id, revision, files)
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


def kind_name_of(kind: type[Model]) -> str:
    """Return what units of a class are called."""
    return KIND_NAMES.get(kind, kind.__name__.lower())


def uses_of(model: Model) -> list[tuple[str, type[UnitModel]]]:
    """Return the parts that a block shows by their ids: the ids and the kinds they must be of."""
    if isinstance(model, RuleBlock):
        return [(model.rule.use, Rule)]
    fields = USES.get(type(model), ())
    values = [(getattr(model, name), kind) for name, kind in fields]
    named = [(item, kind) for value, kind in values for item in (value if isinstance(value, list) else [value])]
    return [(item, kind) for item, kind in named if isinstance(item, str)]
