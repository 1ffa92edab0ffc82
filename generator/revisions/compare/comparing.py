"""Comparing two revisions of a document, unit by unit.

Units are the same when their addresses are: addresses are for life. What has the same digest in both is passed over;
of the rest, the approved fields are held against each other, and each difference becomes a change of some kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.kinds.parts import PARTS_OF_TABLES
from generator.library import HeldDocument, HeldRevision, Library, Unit
from generator.model.base import Model
from generator.render.labels import label
from generator.revisions.compare.differences import differences
from generator.revisions.compare.forms import Former, approved_values, is_reference, references_in
from generator.revisions.compare.likeness import renamed
from generator.revisions.compare.model import Change, ChangeKind, Comparison, FieldChange
from generator.revisions.compare.runs import word_runs
from generator.revisions.compare.telling import Telling, Told
from generator.revisions.compare.words import Wording, heading_of
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.snapshot import SharedValue
from generator.revisions.shared_values import as_fixed
from generator.revisions.snapshots import snapshot_of

_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}


def compare(library: Library, document: HeldDocument, before: HeldRevision, after: HeldRevision) -> Comparison:
    """Return all changes from one revision to another; none when both say the same.

    Applying the fields of all changes to the plain form of the earlier revision gives that of the later one (see
    `applying`). Editorial fields do not count. A chapter that is renumbered is one change: what stands in it under
    letters of its own says nothing new. Shared facts are compared where a revision was fixed with them by value.

    Args:
        library: Where shared facts are looked up.
        document: The document.
        before, after: Two of its held revisions, in either order of time.
    """
    changes = () if before is after else tuple(_Comparing(library, document, before, after).changes())
    return Comparison(document.id, before.revision.revision, after.revision.revision, changes)


@dataclass
class _Side:
    """One of the two revisions."""

    held: HeldRevision
    former: Former
    wording: Wording
    units: dict[str, Unit]

    @classmethod
    def of(cls, library: Library, document: HeldDocument, held: HeldRevision) -> _Side:
        units = {unit.address: unit for unit in held.units.values()}
        return cls(held, Former(library, document, held), Wording(as_fixed(library, held), held), units)

    @cached_property
    def previous(self) -> dict[str, str]:
        """Return the unit before each unit inside the same one; the first ones are missing."""
        last: dict[str, str] = {}
        found: dict[str, str] = {}
        for address, unit in self.units.items():
            around = unit.parent or ""
            if around in last:
                found[address] = last[around]
            last[around] = address
        return found


@dataclass
class _Comparing:
    """One comparison on its way.

    Attributes:
        gone, come: Addresses of units without a counterpart, in the order of their texts.
        former_address: Later address to the earlier one, for units that were given another.
        fields: The differences of each unit that has a counterpart, by its later address; the document's id for
            what belongs to no unit.
        moved: Later addresses of units that stand elsewhere.
    """

    library: Library
    document: HeldDocument
    before: HeldRevision
    after: HeldRevision

    def __post_init__(self) -> None:
        self.old = _Side.of(self.library, self.document, self.before)
        self.new = _Side.of(self.library, self.document, self.after)
        is_same = {
            address
            for address, unit in self.new.units.items()
            if address in self.old.units and self.old.units[address].kind == unit.kind
        }
        self.gone = [address for address in self.old.units if address not in is_same]
        self.come = [address for address in self.new.units if address not in is_same]
        self.former_address = renamed(self._words(self.old, self.gone), self._words(self.new, self.come))
        self.fields = self._fields(is_same)
        self.moved = set(self._moved())

    @staticmethod
    def _words(side: _Side, addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
        units = {address: side.units[address] for address in addresses}
        return {address: (unit.kind, side.wording.of_unit(unit.model)) for address, unit in units.items()}

    def _fields(self, is_same: set[str]) -> dict[str, list[FieldChange]]:
        fingerprints = Fingerprints(self.library)
        found = {self.document.id: list(differences(self.old.former.of_root(), self.new.former.of_root()))}
        for address in self.new.units:
            earlier = self._earlier(address)
            if address in is_same or address in self.former_address:
                old, new = self.old.units[earlier].model, self.new.units[address].model
                if fingerprints.of_model(old, self.before) != fingerprints.of_model(new, self.after):
                    forms = self.old.former.of_unit(old), self.new.former.of_unit(new)
                    found[address] = list(differences(*forms))
        return {address: fields for address, fields in found.items() if fields}

    def _earlier(self, address: str) -> str:
        return self.former_address.get(address, address)

    def _moved(self) -> Iterator[str]:
        taken_out = {address: _units_of(fields, "before") for address, fields in self.fields.items()}
        put_in = {address: _units_of(fields, "after") for address, fields in self.fields.items()}
        for address, fields in taken_out.items():
            yield from (inside for inside in fields & put_in[address] if inside in self.new.units)
        for address, unit in self.new.units.items():
            earlier = self.old.units.get(self._earlier(address))
            if address in self.former_address:
                yield address
            elif earlier is not None and unit.kind == earlier.kind and unit.parent != earlier.parent:
                around = earlier.parent or self.document.id
                # Where the unit around it still shows it, it is shown once more elsewhere and has not moved.
                is_away = around not in self.new.units and around != self.document.id
                follows = unit.parent is not None and self._earlier(unit.parent) == earlier.parent
                if not follows and (is_away or earlier.address in taken_out.get(around, ())):
                    yield address

    # Changes

    def changes(self) -> Iterator[Change]:
        """Yield all changes in the order of the later text; what was removed stands after what came before it."""
        found = [*self._whole(), *self._inside(), *self._shared_facts()]
        places = self._places()
        # Sorting is stable: within a unit, changes of one kind stay in the order of its fields.
        yield from sorted(found, key=lambda change: (places.get(change.address, (0, 0)), _ORDER[change.kind]))

    def _places(self) -> dict[str, tuple[int, int]]:
        order = {address: (position, 0) for position, address in enumerate(self.new.units, start=1)}
        later = {earlier: address for address, earlier in self.former_address.items()}
        last, behind = 0, 0
        for address in self.old.units:
            here = order.get(later.get(address, address))
            if here is not None and here[1] == 0 and later.get(address, address) not in self.moved:
                last, behind = here[0], 0
            elif address not in order and address not in later:
                behind += 1
                order[address] = (last, behind)
        return order

    @cached_property
    def _placing(self) -> dict[str, list[FieldChange]]:
        """Return the differences that are nothing but the place of some unit, by that unit."""
        later = {earlier: address for address, earlier in self.former_address.items()}
        whole = {*self.come, *self.gone, *self.moved}
        found: dict[str, list[FieldChange]] = {}
        for address, fields in self.fields.items():
            for each in fields:
                if (units := _only_units(each)) and (about := next((one for one in units if one in whole), None)):
                    found.setdefault(later.get(about, about), []).append(replace(each, address=address))
        return found

    def _whole(self) -> Iterator[Change]:
        placing = self._placing
        former = set(self.former_address.values())
        for address in self.gone:
            if address not in former:
                yield self._removed(address, placing.get(address, []) if address not in self.come else [])
        for address in self.come:
            if address not in self.former_address:
                yield self._added(address, placing.get(address, []))
        for address in self.new.units:
            if address in self.moved:
                yield self._moved_change(address, placing.get(address, []))

    def _removed(self, address: str, placing: list[FieldChange]) -> Change:
        unit = self.old.units[address]
        is_row = isinstance(unit.model, PARTS_OF_TABLES)
        return Change(
            ChangeKind.ROW_REMOVED if is_row else ChangeKind.REMOVED,
            address,
            unit.kind,
            heading_of(unit.model),
            number_before=number_of(unit),
            semula=self.old.wording.of_unit(unit.model, is_whole=True),
            fields=(FieldChange((), self.old.former.of_unit(unit.model), None), *placing),
        )

    def _added(self, address: str, placing: list[FieldChange]) -> Change:
        unit = self.new.units[address]
        is_row = isinstance(unit.model, PARTS_OF_TABLES)
        return Change(
            ChangeKind.ROW_ADDED if is_row else ChangeKind.ADDED,
            address,
            unit.kind,
            heading_of(unit.model),
            number_after=number_of(unit),
            menjadi=self.new.wording.of_unit(unit.model, is_whole=True),
            fields=(FieldChange((), None, self.new.former.of_unit(unit.model)), *placing),
        )

    def _moved_change(self, address: str, placing: list[FieldChange]) -> Change:
        earlier = self._earlier(address)
        if earlier == address:
            told = Told(self._place(self.old, earlier), self._place(self.new, address), tuple(placing))
            return self._change(ChangeKind.MOVED, address, told)
        form = self.old.former.of_unit(self.old.units[earlier].model)
        own = [each for each in self.fields.get(address, []) if each.path == ("id",)]
        fields = (FieldChange((), form, None, earlier), FieldChange((), None, form), *own, *placing)
        names = [label("compare.place.address", address=each) for each in (earlier, address)]
        return replace(
            self._change(ChangeKind.MOVED, address, Told(names[0], names[1], fields)), address_before=earlier
        )

    @staticmethod
    def _place(side: _Side, address: str) -> str:
        """Return where a unit stands, in words: in which unit, and after which of those that stand there, too."""
        parent = side.units[address].parent or ""
        where = (
            label("compare.place.inside", title=side.wording.title(parent)) if parent else label("compare.place.top")
        )
        if (previous := side.previous.get(address)) is None:
            return label("compare.place.first", where=where)
        return label("compare.place.after", where=where, title=side.wording.title(previous))

    def _inside(self) -> Iterator[Change]:
        whole = {*self.come, *self.gone, *self.moved}
        for address, fields in self.fields.items():
            own = [
                each for each in fields if each.path != ("id",) and not any(unit in whole for unit in _only_units(each))
            ]
            old, new = self._models(address)
            for kind, told in Telling(self.old.wording, self.new.wording).told(old, new, own):
                change = self._change(kind, address, told)
                if kind is ChangeKind.RENUMBERED:
                    change = _with_full_numbers(change)
                yield change

    def _models(self, address: str) -> tuple[Model, Model]:
        if address == self.document.id:
            return self.before.revision, self.after.revision
        return self.old.units[self._earlier(address)].model, self.new.units[address].model

    def _change(self, kind: ChangeKind, address: str, told: Told) -> Change:
        unit, earlier = self.new.units.get(address), self.old.units.get(self._earlier(address))
        is_both = told.semula is not None and told.menjadi is not None
        return Change(
            kind,
            address,
            unit.kind if unit else "document",
            told.title or (heading_of(unit.model) if unit else self.document.document.short_title),
            number_of(earlier) if earlier else "",
            number_of(unit) if unit else "",
            told.semula,
            told.menjadi,
            word_runs(told.semula or "", told.menjadi or "") if is_both else (),
            told.fields,
        )

    def _shared_facts(self) -> Iterator[Change]:
        """Yield the shared facts that both texts name and that were otherwise when one of them was fixed."""
        if self.old.former.snapshot is None and self.new.former.snapshot is None:
            return
        old = self.old.former.snapshot or snapshot_of(self.library, self.document, self.before)
        new = self.new.former.snapshot or snapshot_of(self.library, self.document, self.after)
        for address in sorted(old.shared.keys() & new.shared.keys() - {self.document.id}):
            if old.shared[address].digest != new.shared[address].digest:
                yield from self._shared_fact(address, old.shared[address], new.shared[address])

    def _shared_fact(self, address: str, old: SharedValue, new: SharedValue) -> Iterator[Change]:
        unit = self.library.shared.get(address)
        title = str(new.value.get("name", address))
        for told in Telling(self.old.wording, self.new.wording).values(approved_values(old), approved_values(new)):
            change = self._change(ChangeKind.SHARED_FACT_CHANGED, address, replace(told, title=title))
            yield replace(change, unit_kind=unit.kind if unit else new.kind.lower())


def _with_full_numbers(change: Change) -> Change:
    before, after = change.number_before, change.number_after
    runs = word_runs(before, after) if before and after else ()
    return replace(change, semula=before or None, menjadi=after or None, runs=runs)


def number_of(unit: Unit) -> str:
    """Return the number of a unit: the full one of a clause, that of a row in its table."""
    return unit.number or (getattr(unit.model, "number", None) or "")


def _units_of(fields: Iterable[FieldChange], side: str) -> set[str]:
    return {address for each in fields for address in references_in(getattr(each, side))}


def _only_units(each: FieldChange) -> list[str]:
    """Return the units of a difference that is made of units alone; none of any other difference."""
    values = [value for value in (each.after, each.before) if value is not None]
    if not all(is_reference(value) for value in values):
        return []
    return [address for value in values for address in references_in(value)]
