"""Making the snapshot of a revision: what its fingerprint covers, with shared facts by value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.addresses import parse_address
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model
from generator.revisions.canonical import Forms
from generator.revisions.fingerprint import Fingerprints, fingerprint_of_digests
from generator.revisions.register.snapshot import SharedValue, Snapshot


def snapshot_of(library: Library, document: HeldDocument, held: HeldRevision) -> Snapshot:
    """Return what the fingerprint of a revision covers now."""
    forms: Forms = {}
    fingerprints = Fingerprints(library, forms)
    digests = fingerprints.of_each(document, held)
    shared = {
        document.id: SharedValue("Document", fingerprints.of_model(document.document), plain_data(document.document))
    }
    for address in sorted({address for _, form in forms.values() for address in _named_in(form)}):
        unit = library.shared.get(address)
        if unit is not None:
            value = SharedValue(type(unit.model).__name__, fingerprints.of_model(unit.model), plain_data(unit.model))
            shared[address] = value
    units = {
        "/".join(parse_address(unit.address).tail): fingerprints.of_model(unit.model, held)
        for unit in held.units.values()
    }
    return Snapshot(
        document.id,
        held.revision.revision,
        fingerprint_of_digests(digests),
        tuple(digests),
        units,
        shared,
    )


def _named_in(form: Any) -> Iterator[str]:
    """Yield what a canonical form names by value, also from within: a condition or a reference is part of a form."""
    if isinstance(form, dict):
        yield from form.get("@", ())
    for value in form.values() if isinstance(form, dict) else form:
        if isinstance(value, dict | list):
            yield from _named_in(value)


def plain_data(model: Model) -> dict[str, Any]:
    """Return all fields of a model that say something, as plain data under the keys of YAML."""
    data: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    return data
