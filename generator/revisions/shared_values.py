"""Shared facts by value: a fixed revision keeps those that it was published or adopted with.

A phone number, a placeholder or the owner of a document may change any day. A revision that is fixed goes on showing
what was approved, until a new revision of it: its pages, PDFs, flows and answers are made with a library in which the
facts of its snapshot stand in the place of today's. Only approved fields are kept; remarks and search words are
today's. Where nothing differs, which is the rule, that library is the library itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from generator.kinds.document.schema import Document
from generator.kinds.parts import kind_name
from generator.kinds.settings.schema import Placeholder, Setting
from generator.library import FixedView, HeldDocument, HeldRevision, Library, SharedDifference, Unit
from generator.model.base import Model, Standing
from generator.model.walk import plan_of
from generator.revisions.fingerprint import OLDER_VERSIONS, VERSION, Fingerprints
from generator.revisions.register.snapshot import SharedValue, Snapshot

Key = tuple[str, str]


def as_fixed(library: Library, held: HeldRevision) -> Library:
    """Return a library as a revision knows it: with the shared facts that it was fixed with.

    Returns:
        The library itself for a draft, for a revision without a register, and where no fact has changed.
    """
    return fixed_view(library, held).library


def fixed_view(library: Library, held: HeldRevision) -> FixedView:
    """Return what a revision keeps; see `as_fixed`."""
    root = library.base or library
    return fixed_views(root).get((held.document, held.revision.revision)) or FixedView(root)


def fixed_views(library: Library) -> Mapping[Key, FixedView]:
    """Return the view of every fixed revision whose snapshot can be read; worked out once per library."""
    root = library.base or library
    if root.fixed is None:
        root.fixed = dict(_views(root))
    return root.fixed


@dataclass
class FixedFingerprints(Fingerprints):
    """The fingerprints of a library, those of fixed revisions with the shared facts that they keep."""

    _of_views: dict[Key, Fingerprints] = field(default_factory=dict)

    def of_model(self, model: Model, held: HeldRevision | None = None) -> str:
        """Return the fingerprint of a model; see `Fingerprints.of_model`."""
        kept = self._kept(held) if held else None
        return kept.of_model(model, held) if kept else super().of_model(model, held)

    def of_each(self, document: HeldDocument, held: HeldRevision) -> list[str]:
        """Return what a revision's fingerprint is made of; see `Fingerprints.of_each`."""
        kept = self._kept(held)
        return kept.of_each(kept.library.documents[document.id], held) if kept else super().of_each(document, held)

    def _kept(self, held: HeldRevision) -> Fingerprints | None:
        library = as_fixed(self.library, held)
        if library is self.library:
            return None
        key = (held.document, held.revision.revision)
        if key not in self._of_views:
            self._of_views[key] = Fingerprints(library, self.forms, self.version)
        return self._of_views[key]


def version_of(fingerprint: str) -> str | None:
    """Return the version of the rules that a fingerprint follows; None when this program does not know it."""
    version = fingerprint.partition(":")[0]
    return version if version in (VERSION, *OLDER_VERSIONS) else None


def _views(library: Library) -> Iterator[tuple[Key, FixedView]]:
    by_version: dict[str, Fingerprints] = {}
    for document in library.documents.values():
        for held in document.revisions.values():
            fixed = held.life.fixed_by
            snapshot = library.content.snapshots.get(fixed.snapshot) if fixed else None
            version = version_of(snapshot.fingerprint) if snapshot else None
            if snapshot is None or version is None:
                continue
            today = by_version.setdefault(version, Fingerprints(library, version=version))
            fingerprint = today.of_revision(document, held)
            if fingerprint == snapshot.fingerprint:
                yield (document.id, held.revision.revision), FixedView(library, fingerprint)
            else:
                yield (document.id, held.revision.revision), _view(today, document, held, snapshot)


def _view(today: Fingerprints, document: HeldDocument, held: HeldRevision, snapshot: Snapshot) -> FixedView:
    kept, lost = _kept_models(today, document, snapshot)
    with_facts = library_with(today.library, document, kept)
    found = _weighed(with_facts, today.version, document, held)
    if found.fingerprint != snapshot.fingerprint:
        # A placeholder that was declared since may be recognised in words that were none when they were approved.
        declared = {each.id for each in with_facts.settings(Placeholder)}
        without = library_with(today.library, document, kept, left_out=declared - snapshot.shared.keys())
        other = _weighed(without, today.version, document, held)
        found = other if other.fingerprint == snapshot.fingerprint else found
    differences = tuple(_differences(today.library, document, kept))
    return replace(found, differences=differences, lost=lost)


def _weighed(library: Library, version: str, document: HeldDocument, held: HeldRevision) -> FixedView:
    fingerprints = Fingerprints(library, version=version)
    return FixedView(library, fingerprints.of_revision(library.documents[document.id], held))


def _kept_models(
    today: Fingerprints, document: HeldDocument, snapshot: Snapshot
) -> tuple[dict[str, Model], tuple[str, ...]]:
    """Return the facts of a snapshot whose digest is another today, and the addresses of those that cannot be read."""
    kept: dict[str, Model] = {}
    lost: list[str] = []
    for address, value in snapshot.shared.items():
        current = _today(today.library, document, address, value)
        if current is not None and today.of_model(current) == value.digest:
            continue
        model = recorded_model(value, current)
        if model is None:
            lost.append(address)
        else:
            kept[address] = model
    return kept, tuple(lost)


def _today(library: Library, document: HeldDocument, address: str, value: SharedValue) -> Model | None:
    """Return what stands at the address of a recorded fact today, when it is of the same kind."""
    if value.kind == Document.__name__:
        return document.document
    unit = library.shared.get(address)
    return unit.model if unit and type(unit.model).__name__ == value.kind else None


def recorded_model(value: SharedValue, current: Model | None) -> Model | None:
    """Return a recorded fact: its approved fields as they were, the others and its place as they are today."""
    kind = _kinds().get(value.kind)
    try:
        was = kind.model_validate(dict(value.value)) if kind else None
    except ValidationError:
        was = None
    if was is None or current is None:
        return was
    names = [plan.name for plan in plan_of(type(was)) if plan.standing is Standing.APPROVED]
    return current.model_copy(update={name: getattr(was, name) for name in names})


@cache
def _kinds() -> dict[str, type[Model]]:
    """Return the classes of shared facts by the names under which snapshots record them."""
    found: dict[str, type[Model]] = {Document.__name__: Document}
    ahead: list[type[Model]] = [Setting]
    while ahead:
        kind = ahead.pop()
        found[kind.__name__] = kind
        ahead += kind.__subclasses__()
    return found


def library_with(
    library: Library,
    document: HeldDocument,
    kept: Mapping[str, Model],
    *,
    left_out: frozenset[str] | set[str] = frozenset(),
) -> Library:
    """Return the library with recorded facts in the place of today's."""
    shared = {address: unit for address, unit in library.shared.items() if address not in left_out}
    documents = dict(library.documents)
    for address, model in kept.items():
        if isinstance(model, Document):
            documents[document.id] = replace(document, document=model)
        elif address in shared:
            shared[address] = replace(shared[address], model=model)
        else:
            shared[address] = Unit(address, kind_name(model), model)
    return replace(library, shared=shared, documents=documents, base=library, fixed=None)


def _differences(library: Library, document: HeldDocument, kept: Mapping[str, Model]) -> Iterator[SharedDifference]:
    """Yield the kept facts that say something else today; one that only names another that changed does not."""
    for address, was in kept.items():
        unit = library.shared.get(address)
        now = document.document if isinstance(was, Document) else unit.model if unit else None
        fields = tuple(_fields(was, now))
        if fields or now is None:
            yield SharedDifference(address, was, now, fields)


def _fields(was: Model, now: Model | None) -> Iterator[tuple[str, str, str]]:
    """Yield key, old and new value of each approved field that differs, in words."""
    for plan in plan_of(type(was)):
        if plan.standing is not Standing.APPROVED or (now is not None and type(now) is not type(was)):
            continue
        old, new = getattr(was, plan.name), getattr(now, plan.name) if now is not None else None
        if _plain(old) != _plain(new):
            yield plan.key, _words(old), _words(new)


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return {
            plan.key: _plain(getattr(value, plan.name))
            for plan in plan_of(type(value))
            if plan.standing is Standing.APPROVED
        }
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _words(value: Any) -> str:
    """Return a value on one line; a dash for none."""
    if value in (None, [], ""):
        return "–"
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, Model):
        said = (getattr(value, plan.name) for plan in plan_of(type(value)) if plan.standing is Standing.APPROVED)
        return " ".join(_words(each) for each in said if each not in (None, [], ""))
    return str(value)
