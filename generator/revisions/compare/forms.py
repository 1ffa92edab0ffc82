"""The plain form of a revision: the approved fields of each unit as plain data, which comparisons are made of.

A unit inside another one stands there as `{"@": address}`, whether it is written in place or used from a file of its
own, so that order and parents are part of the form. What says nothing, and what editors may change any day, is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.kinds.document.schema import Document, Revision
from generator.kinds.parts import USES
from generator.kinds.rule.schema import RuleUse
from generator.kinds.settings.schema import Setting
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model, Standing
from generator.model.walk import FieldPlan, plan_of
from generator.revisions.register.snapshot import SharedValue, Snapshot
from generator.revisions.snapshots import plain_data

REF: Final = "@"
CLASS: Final = ""
DOCUMENT: Final = "document"

UnitForm = dict[str, Any]
Form = dict[str, UnitForm]
"""Address to approved fields; the document's id for what belongs to no unit."""

_PART_FIELDS: dict[type[Model], tuple[str, ...]] = {
    **{block: tuple(name for name, _ in fields) for block, fields in USES.items()},
    RuleUse: ("use",),
}
_KNOWN: tuple[type[Model], ...] = (Document, *Setting.__subclasses__())
_CLASSES = {each.__name__: each for each in _KNOWN}


@dataclass
class Former:
    """Makes the forms of one revision, each when it is asked for.

    Attributes:
        library, document, held: The revision.
        addresses: The addresses of its units by the identity of their models.
    """

    library: Library
    document: HeldDocument
    held: HeldRevision
    addresses: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.addresses = {id(unit.model): unit.address for unit in self.held.units.values()}

    def of_unit(self, model: Model) -> UnitForm:
        """Return the form of a unit, with the name of its class."""
        return {CLASS: type(model).__name__, **self._plain(model)}

    def of_root(self) -> UnitForm:
        """Return the form of what belongs to no unit: the revision's control data, and the document's facts.

        Which revision it is, is no part of it: two that say the same are equal.
        """
        form = self._plain(self.held.revision)
        del form["revision"]
        return {CLASS: Revision.__name__, DOCUMENT: self._document_facts(), **form}

    def of_all(self) -> Form:
        """Return the form of the revision."""
        return {self.document.id: self.of_root()} | {
            unit.address: self.of_unit(unit.model) for unit in self.held.units.values()
        }

    @property
    def snapshot(self) -> Snapshot | None:
        """Return what shared facts were when the revision was fixed, if that was kept."""
        fixed = self.held.life.fixed_by
        return self.library.content.snapshots.get(fixed.snapshot) if fixed and fixed.snapshot else None

    def _document_facts(self) -> UnitForm:
        kept = self.snapshot
        value = kept.shared.get(self.document.id) if kept else None
        return approved_values(value or SharedValue(Document.__name__, "", plain_data(self.document.document)))

    def _plain(self, model: Model) -> UnitForm:
        form: UnitForm = {}
        parts = _PART_FIELDS.get(type(model), ())
        for plan in plan_of(type(model)):
            value = getattr(model, plan.name)
            if plan.standing is Standing.APPROVED and not says_nothing(value, plan):
                shown = self._value(value, names_parts=plan.name in parts)
                if shown not in ([], {}):
                    form[plan.key] = shown
        return form

    def _value(self, value: Any, *, names_parts: bool) -> Any:
        if isinstance(value, Model):
            address = self.addresses.get(id(value))
            return {REF: address} if address else self._plain(value)
        if isinstance(value, list):
            shown = [self._value(item, names_parts=names_parts) for item in value]
            # A block that holds our own words only, such as a note, leaves nothing.
            return [item for item in shown if item != {}]
        if isinstance(value, dict):
            return {key: self._value(item, names_parts=False) for key, item in value.items()}
        if isinstance(value, dt.datetime | dt.date):
            return value.isoformat()
        if names_parts and isinstance(value, str) and (value.rsplit("/", 1)[-1],) in self.held.units:
            return {REF: f"{self.document.id}/{value.rsplit('/', 1)[-1]}"}
        return value


def says_nothing(value: Any, plan: FieldPlan) -> bool:
    """Tell whether a field holds what it holds when it is not written."""
    return value in (None, [], {}) or value == plan.default


def approved_values(shared: SharedValue) -> UnitForm:
    """Return the approved fields of a shared fact; all of them when its class is not known any more."""
    model = _CLASSES.get(shared.kind)
    if model is None:
        return dict(shared.value)
    plans = {plan.key: plan for plan in plan_of(model) if plan.standing is Standing.APPROVED}
    return {key: value for key, value in shared.value.items() if key in plans and not says_nothing(value, plans[key])}


def is_reference(value: object) -> bool:
    """Tell whether plain data holds units inside and nothing else: `{"script": {"@": "digilive/reminder-1"}}`."""
    if isinstance(value, Mapping):
        return REF in value or (bool(value) and all(is_reference(item) for item in value.values()))
    return isinstance(value, list) and bool(value) and all(is_reference(item) for item in value)


def references_in(value: object) -> Iterator[str]:
    """Yield the addresses of the units that stand in plain data, in order."""
    if isinstance(value, Mapping):
        if REF in value:
            yield str(value[REF])
        else:
            for item in value.values():
                yield from references_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from references_in(item)


def outline_of(form: Form, document: str) -> list[tuple[str, str]]:
    """Return the units that a form shows, in the order of the text, each with the unit around it.

    A unit that is shown several times stands where it is shown first.
    """
    found: dict[str, str] = {}
    root = form[document]
    first = [*references_in(root.get("sections")), *references_in(root.get("gaps"))]
    ahead = [(address, "") for address in reversed([*first, *references_in(root.get("approvals_gap"))])]
    while ahead:
        address, parent = ahead.pop()
        if address not in found:
            found[address] = parent
            ahead += [(inside, address) for inside in reversed(list(references_in(form[address])))]
    return list(found.items())
