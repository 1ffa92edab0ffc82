"""The canonical form of a whole revision: all that its fingerprint covers, so that anybody can compute it again.

A fingerprint is a tree of digests. The form holds the digests at the top, and below them every canonical form under
its own digest; a form names the forms inside it by their digests. What readers of some audience may not see is left
out, and its digest stays, so that the fingerprint on paper can be computed from every edition:

1. `fingerprint` is `version`, a colon and the SHA-256 (hexadecimal) of `digests` joined by single spaces, in UTF-8;
2. the key of each of `forms` is the same of its JSON: keys sorted, no spaces, letters as they are, in UTF-8.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.audience.visible import Visible, is_public_setting, is_told_whole, visible_of
from generator.kinds.unit import Audience
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model
from generator.revisions.fingerprint import VERSION, Fingerprints, fingerprint_of_digests
from generator.revisions.shared_values import as_fixed

SCHEMA_VERSION = 1

Forms = dict[str, tuple[Model, dict[str, Any]]]


def canonical_form(
    library: Library, document: HeldDocument, held: HeldRevision, audience: Audience = "internal"
) -> dict[str, Any]:
    """Return the canonical form of a revision as plain data for JSON.

    Args:
        library: Where shared facts are looked up. A filtered one has the form from the whole library, whatever
            audience is named.
        document: The document.
        held: The revision.
        audience: Who will read it. `internal` sees all; `public` sees what is declared public: nothing of a document
            that is not, no unit or part that is internal or stands inside one that is, and no form that names
            something internal or holds words that are withheld. The digest of what is left out stays, and a digest
            of a few words can be guessed.
    """
    if library.carried is not None:
        return library.carried.forms[document.id, held.revision.revision]
    return canonical_form_for(library, document, held, None if audience == "internal" else visible_of(library))


def canonical_form_for(
    library: Library, document: HeldDocument, held: HeldRevision, visible: Visible | None
) -> dict[str, Any]:
    """Return the canonical form of a revision for those who see a part of the library; None: for those who see all."""
    forms: Forms = {}
    library = as_fixed(library, held)
    document = library.documents[document.id]
    digests = Fingerprints(library, forms).of_each(document, held)
    seen = list(forms) if visible is None else _public(visible, digests, forms)
    return {
        "schema": SCHEMA_VERSION,
        "version": VERSION,
        "audience": "internal" if visible is None else "public",
        "document": document.id,
        "revision": held.revision.revision,
        "fingerprint": fingerprint_of_digests(digests),
        "digests": digests,
        "forms": {digest: forms[digest][1] for digest in seen},
    }


def form_bytes(form: dict[str, Any]) -> bytes:
    """Return a canonical form as the one file that is attached to PDFs."""
    return f"{json.dumps(form, ensure_ascii=False, sort_keys=True, indent=1)}\n".encode()


def _public(visible: Visible, digests: list[str], forms: Forms) -> list[str]:
    """Return the digests of public forms, found from the top down: what stands in a hidden one is not reached."""
    seen: dict[str, bool] = {}
    ahead = list(digests)
    while ahead:
        digest = ahead.pop()
        if digest in seen or digest not in forms:
            continue
        model, form = forms[digest]
        if model in visible or is_public_setting(visible, model):
            words = set(_strings(form))
            seen[digest] = visible.hidden_names.isdisjoint(words) and is_told_whole(visible, model)
            ahead += words
    return [digest for digest, is_shown in seen.items() if is_shown]


def _strings(form: Any) -> Iterator[str]:
    if isinstance(form, str):
        yield form
    elif isinstance(form, dict):
        for key, value in form.items():
            yield key
            yield from _strings(value)
    elif isinstance(form, list):
        for value in form:
            yield from _strings(value)
