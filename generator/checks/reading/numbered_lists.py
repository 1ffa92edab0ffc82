"""The numbered lists of a revision: which numbers are counted together, wherever the content keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from generator.addresses import number_key
from generator.checks.reading.ordinals import Ordinal, kind_of, read_ordinal, value_of
from generator.kinds.catalogue.schema import ServiceType
from generator.kinds.clause.schema import Clause, ClickBlock, ExampleItem, FaqBlock, ScriptBlock, Speech
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.fees.schema import Fee
from generator.kinds.record.schema import RecordEntry
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, RowGroup, Table
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Text

COUNTED = (Clause, ClickBlock, FaqEntry, FaqGroup, Row, RowGroup, Fee, ServiceType, RecordEntry, ExampleItem, Script)
NUMBER_HEADING = re.compile(r"(?:no|nr|nomor|nomer|no urut|nomor urut|#)\.?", re.IGNORECASE)
OPTION = re.compile(r"\(?([0-9]{1,3}|[A-Za-z])\\?[.)]\s+\S")
LINE = re.compile(
    r"^([ \t]*)(?:\*\*|\*)?(\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}))\\?([.)])[ \t]+\S", re.MULTILINE
)


@dataclass(slots=True)
class Item:
    """One number of a list: where it stands and what it says."""

    entry: Entry[Model]
    ordinal: Ordinal
    place: Location


@dataclass(slots=True)
class NumberedList:
    """Numbers that are counted together.

    Attributes:
        container: What they stand in.
        items: The numbers, in reading order.
        after: Where the list before this one ended, when this one may go on from there.
        is_ours_to_number: An author numbers it; otherwise it copies what an application shows.
    """

    container: Entry[Model]
    items: list[Item] = field(default_factory=list)
    after: int = 0
    is_ours_to_number: bool = True


# What several rules ask for is worked out once per reading.
_LISTS: WeakKeyDictionary[RevisionReading, list[NumberedList]] = WeakKeyDictionary()


def lists_of(reading: RevisionReading) -> list[NumberedList]:
    """Return the lists of a revision whose numbers are fields of their own."""
    if reading not in _LISTS:
        _LISTS[reading] = list(_read_lists(reading))
    return _LISTS[reading]


def _read_lists(reading: RevisionReading) -> Iterator[NumberedList]:
    found: dict[tuple[int, str], NumberedList] = {}
    for entry in reading.of(*COUNTED):
        number = getattr(entry.model, "number", None)
        ordinal = read_ordinal(number) if number else None
        container = _container_of(entry)
        if ordinal is None or container is None:
            continue
        key = (id(container), _family(entry.model))
        item = Item(entry, ordinal, entry.model.place("number"))
        found.setdefault(key, NumberedList(container)).items.append(item)
    _let_lists_go_on(found)
    for numbered in found.values():
        yield from _by_outline(numbered)
    for table in reading.of(Table):
        yield from _columns_of(table)


def lists_in_text(text: Text) -> Iterator[NumberedList]:
    """Yield the lists that a text itself writes with numbers at the beginning of lines."""
    value = text.found.value
    open_lists: dict[int, NumberedList] = {}
    for line in LINE.finditer(value):
        indent = len(line[1])
        for deeper in [each for each in open_lists if each > indent]:
            yield open_lists.pop(deeper)
        ordinal = read_ordinal(line[2] + line[3])
        if ordinal is not None:
            place = text.entry.model.place_in_text(*text.found.path, offset=line.start(2))
            numbered = open_lists.setdefault(indent, NumberedList(text.entry))
            numbered.items.append(Item(text.entry, ordinal, place))
    yield from open_lists.values()


def _family(model: Model) -> str:
    return "clause" if isinstance(model, Clause | ClickBlock) else type(model).__name__


def _container_of(entry: Entry[Model]) -> Entry[Model] | None:
    """Return what an entry is counted in; blocks that only show something are looked through."""
    parent = entry.parent
    if parent is None:
        return None
    if isinstance(parent.model, FaqBlock | ScriptBlock):
        return parent.parent
    if isinstance(parent.model, Speech):
        # A sentence used by its id may be numbered for another place.
        is_inline = all(isinstance(each, Script) for each in (*parent.model.in_order, *parent.model.one_of))
        return parent if is_inline else None
    return None if isinstance(entry.model, Script) else parent


def _let_lists_go_on(found: dict[tuple[int, str], NumberedList]) -> None:
    """Note where the list before each ended: numbers may go on from group to group."""
    ends: dict[tuple[int, str], tuple[str, int]] = {}
    for (_, family), numbered in found.items():
        around = numbered.container.parent
        lasts = [item.ordinal.last for item in numbered.items]
        kind = kind_of(lasts)
        key = (id(around), family)
        if key in ends and ends[key][0] == kind:
            numbered.after = ends[key][1]
        ends[key] = (kind, value_of(lasts[-1], kind) or 0)


def _by_outline(numbered: NumberedList) -> Iterator[NumberedList]:
    """Yield a list, taken apart where an outline is written flat: 7.1, 7.1.1, 7.1.2, 7.2."""
    if len({item.ordinal.prefix for item in numbered.items}) == 1:
        yield numbered
        return
    written = {number_key(item.ordinal.written) for item in numbered.items}
    parts: dict[str, NumberedList] = {}
    for item in numbered.items:
        own = number_key(item.ordinal.parent)
        part = own if own in written else ""
        parts.setdefault(part, NumberedList(numbered.container, after=0 if part else numbered.after)).items.append(item)
    yield from parts.values()


def _columns_of(table: Entry[Table]) -> Iterator[NumberedList]:
    """Yield the numbers that a table keeps in the cells of a column."""
    is_number = {column.id: bool(NUMBER_HEADING.fullmatch(column.title.strip())) for column in table.model.columns}
    holders: list[Entry[Model]] = [table, *table.within(RowGroup)]
    ends: dict[str, int] = {}
    for holder in holders:
        rows = [entry for entry in holder.inside if isinstance(entry.model, Row)]
        for column, counts in is_number.items():
            items = list(_cells(rows, column, is_whole=counts))
            if len(items) == len(rows) >= (2 if counts else 3):
                yield NumberedList(holder, items, ends.get(column, 0), is_ours_to_number=counts)
                ends[column] = value_of(items[-1].ordinal.last, "1") or 0


def _cells(rows: list[Entry[Model]], column: str, *, is_whole: bool) -> Iterator[Item]:
    for row in rows:
        cell = row.model.cells.get(column, "") if isinstance(row.model, Row) else ""
        option = None if is_whole else OPTION.match(cell)
        written = cell.replace("\\", "") if is_whole else (option[1] if option else "")
        ordinal = read_ordinal(written) if written else None
        if ordinal is not None:
            yield Item(row, ordinal, row.model.place("cells", column))
