"""`current.json`: which text of each document holds, as the newest build knows it.

An open page asks its own origin for this small file, and where a document is no longer as it was, for
`current/<document>.json`, which holds the digest of each of its units: so a text that was withdrawn or replaced after
a page was opened is marked on it. The clocks of moments are IANA names or `local`, the reader's own.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from generator.addresses import parse_address
from generator.clock import edition_name
from generator.current.trust import trusted_until
from generator.library import HeldDocument, HeldRevision
from generator.revisions.in_force import Bound
from generator.revisions.short_code import short_digest

if TYPE_CHECKING:
    from generator.render.context import RenderContext

FILE: Final = "current.json"
FOLDER: Final = "current"
SCHEMA: Final = 1
DIGEST_LENGTH: Final = 16


def current_files(build: RenderContext) -> dict[str, bytes]:
    """Return `current.json` and a file for each document by their paths on the site."""
    documents = {document.id: document for document in build.library.documents.values() if document.current}
    states = {name: _state(build, document) for name, document in documents.items()}
    whole = {
        "schema": SCHEMA,
        "edition": edition_name(build.as_of, build.library.audience),
        "as_of": build.as_of.isoformat(),
        "trusted_until": trusted_until(build.library).isoformat(),
        "state": _digest(states),
        "documents": states,
    }
    files = {f"{FOLDER}/{name}.json": _json(_units(build, document)) for name, document in documents.items()}
    return {FILE: _json(whole), **files}


def state_digest(build: RenderContext) -> str:
    """Return what changes as soon as the state of any document does; pages carry it."""
    documents = (document for document in build.library.documents.values() if document.current)
    return _digest({document.id: _state(build, document) for document in documents})


def _state(build: RenderContext, document: HeldDocument) -> dict[str, Any]:
    """Return what holds of a document, and what is known to come."""
    current = document.current
    if current is None:
        raise ValueError(document.id)
    return {
        **_revision(build, current),
        "title": document.document.short_title,
        "withdrawn": bound_data(current.term.withdrawn),
        "coming": [
            {**_revision(build, held), "from": bound_data(held.term.start)}
            for held in document.coming(build.library.now)
        ],
    }


def _revision(build: RenderContext, held: HeldRevision) -> dict[str, Any]:
    fingerprint = build.of(held).fingerprints.of_revision(build.document_of(held), held)
    return {"revision": held.revision.revision, "fingerprint": short_digest(fingerprint)}


def bound_data(bound: Bound | None) -> dict[str, str] | None:
    """Return one end of a window as browsers read it: wall clock and clock; None where there is none."""
    if bound is None:
        return None
    return {"wall": bound.wall.isoformat(timespec="minutes"), "clock": bound.zone}


def _units(build: RenderContext, document: HeldDocument) -> dict[str, Any]:
    """Return the beginnings of the fingerprints of the units of what holds and of what is known to come."""
    shown = [held for held in (document.current, *document.coming(build.library.now)) if held]
    return {"schema": SCHEMA, "revisions": {held.revision.revision: _digests(build, held) for held in shown}}


def _digests(build: RenderContext, held: HeldRevision) -> dict[str, str]:
    fingerprints = build.of(held).fingerprints
    return {
        "/".join(parse_address(unit.address).tail): short_digest(fingerprints.of_model(unit.model, held))
        for unit in held.units.values()
    }


def _digest(data: object) -> str:
    return hashlib.sha256(_json(data)).hexdigest()[:DIGEST_LENGTH]


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
