"""The master list of one build: documents, revisions, parts, and every unit by its address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from generator.addresses import Address, anchor_of, number_key, parse_address
from generator.content import Content, ContentFile
from generator.kinds.document.schema import Document, Revision, RevisionEntry
from generator.kinds.settings.schema import SiteFile
from generator.kinds.unit import Audience
from generator.kinds.unit import Unit as UnitModel
from generator.model.base import Model
from generator.problems import Location, Problem
from generator.revisions.in_force import Bound, Status, Term, following, status_at
from generator.revisions.register.life import Life

ModelT = TypeVar("ModelT", bound=Model)

GLOSSARY_ROOM = "istilah"
TRAINING_ROOM = "urutan-baca"
SHARED = ""
"""Stands for what settings and the glossary define, where heads of addresses are listed."""

SITE_FILE = "settings/site.yml"


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
        life: What the register says was done to it.
        term: From when until when it holds by what it says itself.
    """

    document: str
    revision: Revision
    files: dict[str, ContentFile]
    life: Life
    term: Term
    parts: dict[str, UnitModel] = field(default_factory=dict)
    units: dict[tuple[str, ...], Unit] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)

    @cached_property
    def by_number(self) -> dict[str, list[Unit]]:
        """Return the units under their full numbers, in the form of `number_key`.

        Below a section without a number, which begins to count anew, they also stand under its title and their
        number, such as `Keterangan Tambahan 2.b`.
        """
        found: dict[str, list[Unit]] = {}
        counted_below: dict[str, str] = {}
        for unit in self.units.values():
            if unit.parent is None:
                title = getattr(unit.model, "title", None)
                counted_below[unit.address] = "" if unit.number else title or ""
            else:
                counted_below[unit.address] = counted_below.get(unit.parent, "")
            for key in _number_keys(counted_below[unit.address], unit.number):
                found.setdefault(key, []).append(unit)
        return found

    def part(self, local_id: str, kind: type[ModelT]) -> ModelT | None:
        """Return a part of this revision by its id, when it is of that kind."""
        part = self.parts.get(local_id.rsplit("/", 1)[-1])
        return part if isinstance(part, kind) else None


def _number_keys(section: str, number: str) -> set[str]:
    if not number:
        return set()
    return {number_key(number), number_key(f"{section} {number}")}


@dataclass(slots=True)
class HeldDocument:
    """A document with the revisions we hold, oldest first.

    Attributes:
        document: document.yml.
        revisions: Every held revision by its key, drafts included.
        current: The revision in force, or the last that was, or the first that will be; None when readers see none.
    """

    document: Document
    revisions: dict[str, HeldRevision]
    current: HeldRevision | None

    @property
    def id(self) -> str:
        """Return the document's id."""
        return self.document.id

    @property
    def shown(self) -> list[HeldRevision]:
        """Return the revisions that readers see: adopted, published and withdrawn ones, no drafts."""
        return [held for held in self.revisions.values() if held.term.stage.is_shown]

    @property
    def listed(self) -> list[RevisionEntry]:
        """Return the revisions that readers are told of: those they see, and those that are only known to exist."""
        drafts = {held.revision.revision for held in self.drafts}
        return [entry for entry in self.document.revisions if entry.revision not in drafts]

    @property
    def drafts(self) -> list[HeldRevision]:
        """Return the revisions that are not published yet."""
        return [held for held in self.revisions.values() if not held.term.stage.is_shown]

    def coming(self, now: dt.datetime) -> list[HeldRevision]:
        """Return the published revisions that begin after a moment and take the place of the current one."""
        return [
            held for held in self.shown if held is not self.current and self.status_of(held, now) is Status.UPCOMING
        ]

    def status_of(self, held: HeldRevision, now: dt.datetime) -> Status:
        """Return the status of one of its revisions at a moment with zone."""
        return status_at(held.term, [other.term for other in self.after(held)], now)

    def superseded_from(self, held: HeldRevision) -> Bound | None:
        """Return the moment from which a later published revision takes the place of one; None: none is known."""
        return following([held.term, *(other.term for other in self.after(held))], 0)

    def after(self, held: HeldRevision) -> list[HeldRevision]:
        """Return the held revisions after one of them, oldest first, drafts included."""
        keys = list(self.revisions)
        return [self.revisions[key] for key in keys[keys.index(held.revision.revision) + 1 :]]


@dataclass(frozen=True, slots=True)
class SharedDifference:
    """A shared fact that a fixed revision keeps, and that is another today.

    Attributes:
        address: Of the setting, or the id of the document.
        was: With the approved fields that the revision was fixed with.
        now: Today's; None when it is gone.
        fields: Key, old and new value of each approved field that differs, in words.
    """

    address: str
    was: Model
    now: Model | None
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class FixedView:
    """A library as one fixed revision knows it; `generator/revisions/shared_values.py` makes it.

    Attributes:
        library: With the shared facts that the revision was fixed with; the library itself where none has changed.
        fingerprint: Of the revision with these facts.
        differences: The facts that are others today.
        lost: Addresses of recorded facts that this program cannot read any more.
    """

    library: Library
    fingerprint: str = ""
    differences: tuple[SharedDifference, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What a filtered library has from the whole one; `generator/audience/library.py` makes it.

    Attributes:
        digests: The fingerprint of each unit by the identity of its model.
        revisions: What the fingerprint of each revision is made of, by document and key.
        forms: The canonical form of each revision, without what the audience may not see.
    """

    digests: Mapping[int, str]
    revisions: Mapping[tuple[str, str], list[str]]
    forms: Mapping[tuple[str, str], dict[str, Any]]


@dataclass(slots=True)
class Library:
    """Everything of one build, looked up by address.

    Attributes:
        content: What was gathered.
        now: `as_of`, in the site's zone.
        documents: By id, in the order of their ids.
        shared: Units outside documents: settings by id, `istilah/…`, `urutan-baca/…`.
        redirects: Old address to the address that took its place.
        unreadable: What may stand in files that could not be read, by the head of the addresses they would define
            (`SHARED` for settings and the glossary): the words of these files, or None when nothing is known.
        problems: What putting the list together found.
        base: Today's library, when this one shows the shared facts of a fixed revision; else None.
        fixed: What fixed revisions keep, by document and revision, once somebody has asked; see `FixedView`.
        audience: Who may see it. `internal` sees all; a library for others holds nothing else.
        carried: What a filtered library has from the whole one; None for the whole one.
    """

    content: Content
    now: dt.datetime
    documents: dict[str, HeldDocument] = field(default_factory=dict)
    shared: dict[str, Unit] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, set[str] | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    base: Library | None = None
    fixed: dict[tuple[str, str], FixedView] | None = field(default=None, repr=False, compare=False)
    audience: Audience = "internal"
    carried: Carried | None = field(default=None, repr=False, compare=False)

    @property
    def on(self) -> dt.date:
        """Return the calendar day of `as_of` in the site's zone."""
        return self.now.date()

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
        return cast(SiteFile, self.content.files[SITE_FILE].model)

    def units(self) -> Iterator[Unit]:
        """Yield the units of every current revision in the order of its text, then the shared ones.

        A withdrawn revision has none here: it has a page that says so, and its answers are no answers any more.
        """
        for document in self.documents.values():
            if document.current and not document.current.term.is_withdrawn(self.now):
                yield from document.current.units.values()
        yield from self.shared.values()

    def all_units(self) -> Iterator[Unit]:
        """Yield the units of every held revision, then the shared ones."""
        for document in self.documents.values():
            for held in document.revisions.values():
                yield from held.units.values()
        yield from self.shared.values()
