"""The survey: the whole content once, in reading order, so that no rule walks it again.

An entry is a model at its place in a text. Parts that the text shows by their ids (`script: reminder-2`)
stand at the place of their first use, as readers meet them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.clause.schema import Clause
from generator.kinds.fees.schema import FeeTable
from generator.kinds.figure.schema import Figure
from generator.kinds.gap.schema import Gap
from generator.kinds.parts import PARTS_OF_TABLES, uses_of
from generator.kinds.table.schema import Table
from generator.kinds.unit import Unit as UnitModel
from generator.library import SHARED
from generator.model.base import Model
from generator.model.walk import FoundText, children, texts
from generator.problems import Location
from generator.revisions.in_force import Status
from generator.text.markdown_subset import plain_text

if TYPE_CHECKING:
    from generator.library import HeldDocument, HeldRevision, Library, Unit

ModelT = TypeVar("ModelT", bound=Model)
ModelCo_co = TypeVar("ModelCo_co", bound=Model, covariant=True)
# Characters that the Markdown subset or its escapes may read as markup; a text without them is its own letter.
MARKUP = frozenset("*`[]\\_<>&")
DIGIT = re.compile(r"\d")


@dataclass(slots=True, eq=False)
class Entry(Generic[ModelCo_co]):
    """A model at its place in the text of a revision, or in a file that belongs to none.

    Attributes:
        model: The model.
        position: Counted in reading order over its revision (or over the shared files).
        parent: The entry around it; None for a revision, a document and a shared file.
        inside: The entries directly inside, in reading order; parts shown here included.
        unit: The unit it is, or the nearest unit around it.
        document_id: The document it belongs to; empty for shared files.
        revision_key: The revision it belongs to.
        last: The position of the last entry inside it at any depth.
        is_on_screen: The nearest table around it, or it itself, shows a screen.
        is_in_picture: It is a picture, or stands in one.
    """

    model: ModelCo_co
    position: int
    parent: Entry[Model] | None
    unit: Unit | None
    document_id: str = ""
    revision_key: str | None = None
    inside: list[Entry[Model]] = field(default_factory=list)
    last: int = 0
    is_on_screen: bool = field(init=False)
    is_in_picture: bool = field(init=False)

    def __post_init__(self) -> None:
        parent, model = self.parent, self.model
        if isinstance(model, Table):
            self.is_on_screen = model.shape == "screen"
        else:
            self.is_on_screen = parent is not None and parent.is_on_screen
        self.is_in_picture = (parent is not None and parent.is_in_picture) or isinstance(model, Figure)

    @property
    def address(self) -> str:
        """Return the address of the unit, or of the document, that this entry belongs to."""
        return self.unit.address if self.unit else self.document_id

    @property
    def is_unit(self) -> bool:
        """Tell whether the model itself has an address."""
        return self.unit is not None and self.unit.model is self.model

    def within(self, kind: type[ModelT]) -> Iterator[Entry[ModelT]]:
        """Yield the entries of a class inside this one at any depth, in reading order."""
        stack = list(reversed(self.inside))
        while stack:
            current = stack.pop()
            if isinstance(current.model, kind):
                yield cast("Entry[ModelT]", current)
            stack.extend(reversed(current.inside))

    def around(self) -> Iterator[Entry[Model]]:
        """Yield the entries around this one, the nearest first."""
        current = self.parent
        while current is not None:
            yield current
            current = current.parent

    def nearest(self, kind: type[ModelT]) -> Entry[ModelT] | None:
        """Return this entry or the nearest one around it that is of a class."""
        mine: Entry[Model] = self
        for entry in (mine, *self.around()):
            if isinstance(entry.model, kind):
                return cast("Entry[ModelT]", entry)
        return None

    @property
    def siblings(self) -> list[Entry[Model]]:
        """Return the entries directly inside the same parent, this one included."""
        return self.parent.inside if self.parent else [self]

    def gaps(self) -> Iterator[Entry[Gap]]:
        """Yield the gaps that its author recorded inside this entry, at any depth."""
        return self.within(Gap)


@dataclass(eq=False)
class Text:
    """A text of the content: the entry and field it stands in.

    Attributes:
        entry: The model it belongs to.
        found: Path, value and role.
    """

    entry: Entry[Model]
    found: FoundText

    @cached_property
    def letter(self) -> str:
        """Return the words without markup."""
        return letter_of(self.found.value) if self.found.role.is_markup else self.found.value

    @cached_property
    def folded(self) -> str:
        """Return the letter without case."""
        return self.letter.casefold()

    @cached_property
    def has_digit(self) -> bool:
        """Tell whether a digit of any script stands in the letter."""
        return DIGIT.search(self.letter) is not None

    def place(self, offset: int) -> Location:
        """Return the place of a character of the letter in the source file; with markup, as near as can be told."""
        written = self.found.value
        if written != self.letter:
            offset = _offset_in(written, self.letter, offset)
        return self.found.model.place_in_text(*self.found.path, offset=offset)


def _offset_in(written: str, letter: str, offset: int) -> int:
    """Return where the words at an offset of the letter stand in the text with its markup."""
    for length in (24, 12, 6, 3, 1):
        found = written.find(letter[offset : offset + length], offset)
        if found >= 0:
            return found
    return 0


class Reading:
    """Entries in reading order, by class and by unit."""

    def __init__(self, entries: list[Entry[Model]]) -> None:
        self.entries = entries

    @cached_property
    def _by_class(self) -> dict[type[Model], list[Entry[Model]]]:
        found: dict[type[Model], list[Entry[Model]]] = {}
        for entry in self.entries:
            found.setdefault(type(entry.model), []).append(entry)
        return found

    def of(self, *kinds: type[ModelT]) -> list[Entry[ModelT]]:
        """Return the entries of these classes and of their subclasses, in reading order."""
        classes = [each for each in self._by_class if issubclass(each, kinds)]
        found = [entry for each in classes for entry in self._by_class[each]]
        if len(classes) > 1:
            found.sort(key=lambda entry: entry.position)
        return cast("list[Entry[ModelT]]", found)

    @cached_property
    def texts(self) -> list[Text]:
        """Return every text of these entries, in reading order."""
        return [Text(entry, found) for entry in self.entries for found in texts(entry.model)]

    @cached_property
    def by_address(self) -> dict[str, Entry[Model]]:
        """Return the entry of each unit."""
        return {entry.address: entry for entry in self.entries if entry.is_unit}


class RevisionReading(Reading):
    """One revision in reading order, then the facts of its document; the first entry is the revision itself.

    Attributes:
        document: The document.
        held: The revision and its parts.
    """

    def __init__(self, document: HeldDocument, held: HeldRevision) -> None:
        self.document = document
        self.held = held
        super().__init__(_Walk(document, held).entries())

    @property
    def head(self) -> Entry[Model]:
        """Return the entry of the revision as a whole."""
        return self.entries[0]

    @cached_property
    def clauses(self) -> list[Entry[Clause]]:
        """Return the clauses and branches, in reading order."""
        return self.of(Clause)

    def find(self, address: str) -> Entry[Model] | None:
        """Return the entry that an address means in this revision: its own units only."""
        unit = self.held.units.get(tuple(address.split("/")[1:])) if "@" not in address else None
        return self.by_address.get(unit.address) if unit and address.startswith(f"{self.document.id}/") else None


UNREAD = (Status.SUPERSEDED, Status.WITHDRAWN, Status.DRAFT, Status.IN_REVIEW)
"""What can no longer mislead anyone, and what cannot yet: for drafts see `generator/checks/drafts.py`."""


@dataclass
class Survey:
    """Everything the rules look at.

    Attributes:
        library: The master list.
        revisions: The published revisions that readers see as theirs, one of a document: what is to replace one of
            them is read in its place, for itself (`generator/checks/drafts.py`). See also `UNREAD`.
        shared: Settings, glossary, training and what else belongs to no revision.
    """

    library: Library
    revisions: list[RevisionReading]
    shared: Reading

    @property
    def on(self) -> dt.date:
        """Return the calendar day of `as_of` in the site's zone."""
        return self.library.on

    @property
    def now(self) -> dt.datetime:
        """Return `as_of`, in the site's zone."""
        return self.library.now

    @property
    def readings(self) -> list[Reading]:
        """Return all readings, revisions first."""
        return [*self.revisions, self.shared]


def survey_of(library: Library) -> Survey:
    """Read the library once.

    What could not be read whole is left out, and everything when shared files could not: a rule would take
    for a fault of the text what is the effect of a broken file, which is reported already.
    """
    if SHARED in library.unreadable:
        return Survey(library, [], Reading([]))
    revisions = [
        RevisionReading(document, held)
        for document in library.documents.values()
        for held in document.revisions.values()
        if document.id not in library.unreadable and _is_read(library, document, held)
    ]
    return Survey(library, revisions, Reading(_shared_entries(library)))


def _is_read(library: Library, document: HeldDocument, held: HeldRevision) -> bool:
    status = document.status_of(held, library.now)
    return status not in UNREAD and (status is not Status.UPCOMING or held is document.current)


@lru_cache(maxsize=200_000)
def letter_of(text: str) -> str:
    """Return a text field without markup; each text is parsed once."""
    return text if MARKUP.isdisjoint(text) else plain_text(text)


class _Walk:
    """Walks a revision as readers do: into parts at the place of their first use."""

    def __init__(self, document: HeldDocument, held: HeldRevision) -> None:
        self._document = document
        self._held = held
        self._found: list[Entry[Model]] = []
        self._shown: set[str] = set()

    def entries(self) -> list[Entry[Model]]:
        self._visit(self._held.revision, None, None)
        self._visit(self._document.document, None, None)
        for local_id, part in self._held.parts.items():
            if local_id not in self._shown:
                self._visit(part, None, None)
        return self._found

    def _visit(self, model: Model, parent: Entry[Model] | None, table: str | None) -> None:
        table = _table_of(model, table)
        unit = self._unit(model, table) or (parent.unit if parent else None)
        key = self._held.revision.revision
        entry = Entry(model, len(self._found), parent, unit, self._document.id, key)
        self._found.append(entry)
        if parent is not None:
            parent.inside.append(entry)
        for child in children(model):
            self._visit(child, entry, table)
        for local_id, kind in uses_of(model):
            part = self._held.part(local_id, kind)
            if part is not None and part.id not in self._shown:
                self._shown.add(part.id)
                self._visit(part, entry, None)
        entry.last = len(self._found) - 1

    def _unit(self, model: Model, table: str | None) -> Unit | None:
        if isinstance(model, PARTS_OF_TABLES):
            return self._held.units.get((table or "", model.id))
        local_id = model.id if isinstance(model, UnitModel | Gap | Clause) else None
        unit = self._held.units.get((local_id,)) if local_id else None
        return unit if unit and unit.model is model else None


def _table_of(model: Model, table: str | None) -> str | None:
    """Return the table whose parts a model's children are."""
    if isinstance(model, Table | FeeTable | Catalogue):
        return model.id
    return table if isinstance(model, PARTS_OF_TABLES) else None


def _shared_entries(library: Library) -> list[Entry[Model]]:
    units = {id(unit.model): unit for unit in library.shared.values()}
    found: list[Entry[Model]] = []

    def visit(model: Model, parent: Entry[Model] | None) -> None:
        unit = units.get(id(model)) or (parent.unit if parent else None)
        entry = Entry(model, len(found), parent, unit)
        found.append(entry)
        if parent is not None:
            parent.inside.append(entry)
        for child in children(model):
            visit(child, entry)
        entry.last = len(found) - 1

    for path, file in library.content.files.items():
        if not path.startswith("documents/"):
            visit(file.model, None)
    return found


def is_sample(entry: Entry[Model]) -> bool:
    """Tell whether an entry is part of a picture or of a screen's content, which is shown and said to nobody."""
    return entry.is_on_screen or entry.is_in_picture
