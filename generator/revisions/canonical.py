"""The canonical form of a whole revision: all that its fingerprint covers, so that anybody can compute it again.

A fingerprint is a tree of digests. The form holds the digests at the top, and below them every canonical form under
its own digest; a form names the forms inside it by their digests. What readers of some audience may not see is left
out, and its digest stays, so that the fingerprint on paper can be computed from every edition:

1. `fingerprint` is `version`, a colon and the SHA-256 (hexadecimal) of `digests` joined by single spaces, in UTF-8;
2. the key of each of `forms` is the same of its JSON: keys sorted, no spaces, letters as they are, in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.kinds.unit import Audience
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model
from generator.revisions.fingerprint import VERSION, Fingerprints, fingerprint_of_digests

SCHEMA_VERSION = 1

Forms = dict[str, tuple[Model, dict[str, Any]]]


def canonical_form(
    library: Library, document: HeldDocument, held: HeldRevision, audience: Audience = "internal"
) -> dict[str, Any]:
    """Return the canonical form of a revision as plain data for JSON.

    Args:
        library: Where shared facts are looked up.
        document: The document.
        held: The revision.
        audience: Who will read it. `internal` sees all; `public` sees what is declared public: nothing of a document
            that is not, no unit or part that is internal or stands inside one that is, and no form that names an
            internal person. The digest of what is left out stays, and a digest of a few words can be guessed.
    """
    forms: Forms = {}
    digests = Fingerprints(library, forms).of_each(document, held)
    seen = list(forms) if audience == "internal" else _public(library, document, digests, forms)
    return {
        "schema": SCHEMA_VERSION,
        "version": VERSION,
        "audience": audience,
        "document": document.id,
        "revision": held.revision.revision,
        "fingerprint": fingerprint_of_digests(digests),
        "digests": digests,
        "forms": {digest: forms[digest][1] for digest in seen},
    }


def _public(library: Library, document: HeldDocument, digests: list[str], forms: Forms) -> list[str]:
    """Return the digests of public forms, found from the top down: what stands in a hidden one is not reached."""
    if document.document.audience != "public":
        return []
    hidden = {address for address, unit in library.shared.items() if not _is_public(unit.model)}
    seen: dict[str, bool] = {}
    ahead = list(digests)
    while ahead:
        digest = ahead.pop()
        if digest not in seen and digest in forms and _is_public(forms[digest][0]):
            words = set(_strings(forms[digest][1]))
            seen[digest] = hidden.isdisjoint(words)
            ahead += words
    return [digest for digest, is_shown in seen.items() if is_shown]


def _is_public(model: Model) -> bool:
    """Tell whether a model is public where whatever holds it is: unless it says otherwise."""
    return getattr(model, "audience", None) in (None, "public")


def _strings(form: Any) -> Iterator[str]:
    if isinstance(form, str):
        yield form
    elif isinstance(form, dict):
        for value in form.values():
            yield from _strings(value)
    elif isinstance(form, list):
        for value in form:
            yield from _strings(value)
