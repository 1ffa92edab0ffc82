"""Fingerprints: a digest over what readers act on, so that no change goes unnoticed.

A unit's canonical form holds its approved fields only. Units inside it stand there by their own
digest, and shared facts (a contact centre, a wording class, a placeholder) by value, so that a
changed phone number is noticed in every unit that names it. The form is versioned: a later
version of the rules leaves fingerprints of today computable.

`s1` leaves out fields that hold nothing. `s2` leaves out fields that hold what they hold when they
are not written, so that a new kind of field changes no fingerprint of a text that does not use it;
and it leaves out what holds editorial fields only, such as a note of ours among the blocks of a body.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from generator.kinds.clause.schema import Clause
from generator.kinds.gap.schema import Gap
from generator.kinds.parts import uses_of
from generator.kinds.script.placeholders import placeholders_of, recogniser_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Placeholder, Setting
from generator.kinds.unit import Unit as UnitModel
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model, Standing
from generator.model.walk import FieldPlan, plan_of
from generator.text.markdown_subset import find_references
from generator.text.placeholders import Recogniser

VERSION = "s2"
OLDER_VERSIONS = ("s1",)


@dataclass
class Fingerprints:
    """The fingerprints of one library; each model is digested once.

    Attributes:
        library: Where shared facts are looked up.
        forms: Where given, each fingerprint's model and canonical form are kept here as they are made.
        version: Which rules count: `VERSION`, or one of `OLDER_VERSIONS` to compute a fingerprint of old again.
    """

    library: Library
    forms: dict[str, tuple[Model, dict[str, Any]]] | None = None
    version: str = VERSION
    _digests: dict[int, str] = field(default_factory=dict)
    _under_way: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Take over what a filtered library has from the whole one: the fingerprints of all that was there."""
        if self.library.carried is not None and self.version == VERSION:
            self._digests.update(self.library.carried.digests)

    def of_address(self, address: str) -> str:
        """Return the fingerprint of the unit at an address; empty when there is none."""
        unit = self.library.find(address)
        return self.of_model(unit.model, self._revision(unit.document, unit.revision)) if unit else ""

    def of_model(self, model: Model, held: HeldRevision | None = None) -> str:
        """Return the fingerprint of a model: the version of the rules and 64 hexadecimal digits.

        Args:
            model: A unit or any other model.
            held: The revision it belongs to, whose parts it may show.
        """
        key = id(model)
        if key not in self._digests:
            self._under_way.add(key)
            form = self.canonical(model, held)
            self._digests[key] = digest_of(form, self.version)
            self._under_way.discard(key)
            if self.forms is not None:
                self.forms[self._digests[key]] = (model, form)
        return self._digests[key]

    def of_revision(self, document: HeldDocument, held: HeldRevision) -> str:
        """Return the fingerprint of a whole revision: the document's facts, its text and all its parts."""
        return fingerprint_of_digests(self.of_each(document, held), self.version)

    def of_each(self, document: HeldDocument, held: HeldRevision) -> list[str]:
        """Return what a revision's fingerprint is made of: those of the document, of its text and of each part."""
        if self.library.carried is not None:
            return list(self.library.carried.revisions[document.id, held.revision.revision])
        digests = [self.of_model(document.document), self.of_model(held.revision, held)]
        return digests + [self.of_model(part, held) for _, part in sorted(held.parts.items())]

    def canonical(self, model: Model, held: HeldRevision | None) -> dict[str, Any]:
        """Return the approved fields of a model in canonical form; fields that say nothing are left out."""
        form: dict[str, Any] = {"": type(model).__name__}
        for plan in plan_of(type(model)):
            if plan.standing is not Standing.APPROVED:
                continue
            value = self._approved(getattr(model, plan.name))
            if not self._says_nothing(value, plan):
                form[plan.key] = self._value(value, plan, held)
        if shared := self._shared_by_value(model, held):
            form["@"] = shared
        return form

    def _approved(self, value: Any) -> Any:
        """Return what a field holds without the models that hold nothing to approve."""
        if self.version != "s1" and isinstance(value, list):
            return [item for item in value if not (isinstance(item, Model) and _is_editorial(type(item)))]
        return value

    def _says_nothing(self, value: Any, plan: FieldPlan) -> bool:
        return value in (None, [], {}) or (self.version != "s1" and value == plan.default)

    def _value(self, value: Any, plan: FieldPlan, held: HeldRevision | None) -> Any:
        if isinstance(value, Model):
            return self.of_model(value, held) if _is_unit(value) else self.canonical(value, held)
        if isinstance(value, list):
            return [self._value(item, plan, held) for item in value]
        if isinstance(value, dict):
            return {key: self._value(item, plan, held) for key, item in value.items()}
        if isinstance(value, dt.date):
            return value.isoformat()
        return value

    def _shared_by_value(self, model: Model, held: HeldRevision | None) -> dict[str, str]:
        """Return the digests of the shared facts and parts that a model names."""
        named = {address: self.library.shared.get(address) for address in _named(model)}
        shared = {
            address: self.of_model(unit.model)
            for address, unit in named.items()
            if unit and isinstance(unit.model, Setting) and id(unit.model) not in self._under_way
        }
        if isinstance(model, Script):
            shared |= {placeholder.id: self.of_model(placeholder) for placeholder in self._placeholders(model)}
        for local_id, kind in uses_of(model):
            part = held.part(local_id, kind) if held else None
            if part is not None and id(part) not in self._under_way:
                shared[local_id] = self.of_model(part, held)
        return shared

    def _placeholders(self, script: Script) -> list[Placeholder]:
        found = {span.placeholder_id for span in placeholders_of(script, self._recogniser)}
        declared = (self.library.setting(each, Placeholder) for each in sorted(found))
        return [placeholder for placeholder in declared if placeholder]

    @cached_property
    def _recogniser(self) -> Recogniser:
        return recogniser_of(self.library)

    def _revision(self, document: str | None, revision: str | None) -> HeldRevision | None:
        if document is None or revision is None:
            return None
        return self.library.documents[document].revisions[revision]


def digest_of(form: dict[str, Any], version: str = VERSION) -> str:
    """Return the fingerprint of a canonical form: the version of the rules and the SHA-256 of its JSON."""
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{version}:{hashlib.sha256(text.encode()).hexdigest()}"


def fingerprint_of_digests(digests: list[str], version: str = VERSION) -> str:
    """Return the fingerprint of a revision from those of its document, its text and its parts, in this order."""
    return f"{version}:{hashlib.sha256(' '.join(digests).encode()).hexdigest()}"


@cache
def _is_editorial(model: type[Model]) -> bool:
    return all(plan.standing is not Standing.APPROVED for plan in plan_of(model))


def _is_unit(model: Model) -> bool:
    return isinstance(model, UnitModel | Gap) or (isinstance(model, Clause) and bool(model.id))


def _named(model: Model) -> list[str]:
    """Return the addresses that the approved fields of a model name, in fields and in `[[…]]`."""
    found: list[str] = []
    for plan in plan_of(type(model)):
        if plan.standing is not Standing.APPROVED:
            continue
        value = getattr(model, plan.name)
        values = value if isinstance(value, list) else [value]
        scalars = [item for item in values if isinstance(item, str)]
        if plan.address is not None:
            found += scalars
        elif plan.text is not None and plan.text.is_markup:
            found += [reference.address for text in scalars for reference in find_references(text)]
    return found
