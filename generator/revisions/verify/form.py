"""Computing a fingerprint anew from a canonical form, as anybody may who holds a PDF; see `revisions/canonical.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from generator.kinds.unit import Audience
from generator.revisions.canonical import SCHEMA_VERSION, form_bytes
from generator.revisions.fingerprint import digest_of, fingerprint_of_digests

DIGEST = re.compile(r"s[0-9]+:[0-9a-f]{64}")
INTERNAL: Final = "internal"
KEYS: Final = {"schema", "version", "audience", "document", "revision", "fingerprint", "digests", "forms"}


class FormError(ValueError):
    """A canonical form does not prove itself; the message says what of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A canonical form whose fingerprint was computed anew and is the one that it states."""

    document: str
    revision: str
    fingerprint: str
    audience: str


def read_form(data: bytes) -> Form | None:
    """Read a canonical form and compute its fingerprint anew.

    Returns:
        What it proves; None when the bytes are no canonical form at all.

    Raises:
        FormError: It is one, and something of it was changed, taken out or put in.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not {"digests", "forms", "fingerprint"} <= said.keys():
        return None
    texts = {name: said.get(name) for name in ("document", "revision", "fingerprint", "audience", "version")}
    digests, forms = said["digests"], said["forms"]
    is_of_form = said.get("schema") == SCHEMA_VERSION and all(isinstance(text, str) for text in texts.values())
    is_of_form = is_of_form and said.keys() == KEYS and texts["audience"] in get_args(Audience)
    if not (is_of_form and isinstance(forms, dict) and _is_texts(digests)):
        raise FormError("its fields are not those of a canonical form")
    if form_bytes(said) != data:
        raise FormError("it was written anew by something else than Sigap")
    _prove(texts, digests, forms)
    return Form(*(str(texts[name]) for name in ("document", "revision", "fingerprint", "audience")))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _prove(texts: Mapping[str, Any], digests: Sequence[str], forms: Mapping[str, Any]) -> None:
    version = str(texts["version"])
    if fingerprint_of_digests(list(digests), version) != texts["fingerprint"]:
        raise FormError("its fingerprint is not that of its digests")
    for digest, form in forms.items():
        if not isinstance(form, dict) or digest_of(form, version) != digest:
            raise FormError(f"the words under {digest[:12]} are others than those that were digested")
    seen, ahead = set[str](), list(digests)
    while ahead:
        digest = ahead.pop()
        if digest in seen:
            continue
        seen.add(digest)
        if digest in forms:
            ahead += _digests(forms[digest])
        elif texts["audience"] == INTERNAL:
            raise FormError(f"the words under {digest[:12]} were taken out")
    if extra := forms.keys() - seen:
        raise FormError(f"the words under {min(extra)[:12]} belong to nothing in it")
    if version not in {digest.partition(":")[0] for digest in digests}:
        raise FormError("its digests are of another version")
    _hold_identity(texts, digests, forms)


def _hold_identity(texts: Mapping[str, Any], digests: Sequence[str], forms: Mapping[str, Any]) -> None:
    """Hold the id and the revision that a form states against those that its fingerprint covers."""
    document, revision = (forms.get(digest, {}) for digest in (*digests, "", "")[:2])
    if document.get("id", texts["document"]) != texts["document"]:
        raise FormError("it states another document than the one that its fingerprint covers")
    if revision.get("revision", texts["revision"]) != texts["revision"]:
        raise FormError("it states another revision than the one that its fingerprint covers")


def _digests(form: Any) -> Iterator[str]:
    if isinstance(form, str):
        if DIGEST.fullmatch(form):
            yield form
    elif isinstance(form, dict | list):
        for value in form.values() if isinstance(form, dict) else form:
            yield from _digests(value)
