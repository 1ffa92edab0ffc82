"""What was changed in a revision that may not change: found by the digests that its snapshot recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from generator.library import HeldDocument, HeldRevision, Library, Unit
from generator.model.base import Model
from generator.revisions.fingerprint import Fingerprints, digest_of
from generator.revisions.register.snapshot import Snapshot
from generator.revisions.shared_values import version_of

How = Literal["changed", "added", "removed", "rest"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    Attributes:
        how: `rest` is what stands in no unit: dates, approval sheet, log, the order of the sections.
        tail: The address of the unit inside the document; empty for `rest`.
        unit: The unit; None when it is gone.
    """

    how: How
    tail: str = ""
    unit: Unit | None = None


def changes_since(library: Library, document: HeldDocument, held: HeldRevision, snapshot: Snapshot) -> list[Change]:
    """Return what differs between a snapshot and a revision of today, in the order of its text.

    A unit holds those inside it by their digests. It is named only when it changed itself: when it is not as it was
    even with what those inside it were.

    Args:
        library: With the shared facts that the revision keeps, so that they change nothing.
        document: The document, with these facts.
        held: The revision.
        snapshot: What it was.
    """
    version = version_of(snapshot.fingerprint)
    if version is None:
        return [Change("rest")]
    forms: dict[str, tuple[Model, dict[str, Any]]] = {}
    fingerprints = Fingerprints(library, forms, version)
    if fingerprints.of_revision(document, held) == snapshot.fingerprint:
        return []
    found = list(_of_units(fingerprints, forms, held, snapshot))
    return found or [Change("rest")]


def _of_units(
    fingerprints: Fingerprints, forms: dict[str, tuple[Model, dict[str, Any]]], held: HeldRevision, snapshot: Snapshot
) -> Iterator[Change]:
    today = {"/".join(tail): unit for tail, unit in held.units.items()}
    digests = {tail: fingerprints.of_model(unit.model, held) for tail, unit in today.items()}
    before = {digest: snapshot.units[tail] for tail, digest in digests.items() if tail in snapshot.units}
    for tail, unit in today.items():
        was, now = snapshot.units.get(tail), digests[tail]
        if was is None:
            yield Change("added", tail, unit)
        elif was != now and digest_of(_with(forms[now][1], before), fingerprints.version) != was:
            yield Change("changed", tail, unit)
    for tail in snapshot.units:
        if tail not in today:
            yield Change("removed", tail)


def _with(form: Any, before: Mapping[str, str]) -> Any:
    """Return a canonical form with the digests of before in the place of today's."""
    if isinstance(form, str):
        return before.get(form, form)
    if isinstance(form, dict):
        return {key: _with(value, before) for key, value in form.items()}
    return [_with(value, before) for value in form] if isinstance(form, list) else form
