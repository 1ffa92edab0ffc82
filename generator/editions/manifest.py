"""The manifest of an edition: what it shows, and the digest of each of its files, so that both can be proved later.

    manifest.json
      schema      1
      edition     the name it was built under
      as_of       the moment it shows
      audience    who may read it
      documents   id -> revision, fingerprint, status, and how long the register was and what its last line's digest is
      units       address -> fingerprint, of everything in force
      files       path -> SHA-256, of every file but this one

Keys are sorted, so that the same content gives the same bytes. An edition holds what the library holds that it was
built from, and so does its manifest: whoever builds for an audience hands over a library of that audience.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from generator.library import HeldDocument, Library
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.shared_values import FixedFingerprints

MANIFEST: Final = "manifest.json"
SCHEMA_VERSION: Final = 1
INTERNAL: Final = "internal"


class ManifestError(ValueError):
    """A manifest cannot be read; the message says what of it."""


@dataclass(frozen=True, slots=True)
class RegisterHead:
    """How long a register was, and the `hash` of its last line; nothing for a document without one."""

    lines: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """What an edition shows of a document.

    Attributes:
        revision: The key of the revision at the document's own address.
        fingerprint: Of that revision.
        status: What it is at `as_of`.
        register: The document's register as it was.
    """

    revision: str
    fingerprint: str
    status: str
    register: RegisterHead = RegisterHead()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; see the module."""

    edition: str
    as_of: str
    audience: str = INTERNAL
    documents: Mapping[str, DocumentState] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def heads(self) -> dict[str, RegisterHead]:
        """Return the registers it is a witness of, by document."""
        return {name: state.register for name, state in self.documents.items() if state.register.lines}

    def to_bytes(self) -> bytes:
        """Return the file."""
        data = {
            "schema": SCHEMA_VERSION,
            "edition": self.edition,
            "as_of": self.as_of,
            "audience": self.audience,
            "documents": {name: _document_data(state) for name, state in self.documents.items()},
            "units": dict(self.units),
            "files": dict(self.files),
        }
        return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _document_data(state: DocumentState) -> dict[str, Any]:
    register = {"lines": state.register.lines, "head": state.register.head}
    return {
        "revision": state.revision,
        "fingerprint": state.fingerprint,
        "status": state.status,
        "register": register,
    }


def make_manifest(library: Library, site_path: Path, edition: str, audience: str = INTERNAL) -> Manifest:
    """Return the manifest of a finished site.

    Args:
        library: What the site was made from, and nothing else.
        site_path: Its folder.
        edition: The name that it is built under.
        audience: Who may read it.
    """
    fingerprints = FixedFingerprints(library)
    documents = {
        each.id: state for each in library.documents.values() if (state := _state(library, each, fingerprints))
    }
    units = {unit.address: fingerprints.of_address(unit.address) for unit in library.units()}
    as_of = library.now.isoformat()
    return Manifest(edition, as_of, audience, documents, units, digests_of_files(site_path))


def _state(library: Library, document: HeldDocument, fingerprints: Fingerprints) -> DocumentState | None:
    """Return what readers see of a document; None when they see nothing of it."""
    held = document.current
    if held is None:
        return None
    chain = library.content.registers.get(document.id)
    return DocumentState(
        revision=held.revision.revision,
        fingerprint=fingerprints.of_revision(document, held),
        status=str(document.status_of(held, library.now)),
        register=RegisterHead(chain.length, chain.head) if chain else RegisterHead(),
    )


def digests_of_files(site_path: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a site by its path, sorted; the manifest itself is left out."""
    files = sorted(path for path in site_path.rglob("*") if path.is_file() or path.is_symlink())
    named = ((path.relative_to(site_path).as_posix(), path) for path in files)
    return {name: _digest(path) for name, path in named if name != MANIFEST}


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; of a link, of where it leads: it must not be mistaken for the file there."""
    if path.is_symlink():
        return hashlib.sha256(f"link to {path.readlink()}".encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Damage:
    """How the files of a site differ from its manifest; each sorted by path."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of all that differs."""
        return (*self.changed, *self.missing, *self.added)


def damage_of(site_path: Path, manifest: Manifest) -> Damage:
    """Return how the files of a site differ from what its manifest says of them."""
    found, said = digests_of_files(site_path), manifest.files
    return Damage(
        changed=tuple(sorted(name for name in said if name in found and found[name] != said[name])),
        missing=tuple(sorted(said.keys() - found.keys())),
        added=tuple(sorted(found.keys() - said.keys())),
    )


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Args:
        path: The file, or the folder of the edition that it stands in.

    Raises:
        ManifestError: It is no manifest of ours, or of a later schema.
        OSError: It cannot be read; FileNotFoundError where there is none.
    """
    data = (path / MANIFEST if path.is_dir() else path).read_bytes()
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise ManifestError("not JSON") from None
    if not isinstance(said, dict) or said.get("schema") != SCHEMA_VERSION:
        raise ManifestError("schema")
    documents = {name: _read_document(each) for name, each in _mapping(said, "documents").items()}
    return Manifest(
        edition=_text(said, "edition"),
        as_of=_text(said, "as_of"),
        audience=_text(said, "audience"),
        documents=documents,
        units=dict(_texts(said, "units")),
        files=dict(_texts(said, "files")),
    )


def _read_document(said: Any) -> DocumentState:
    if not isinstance(said, dict):
        raise ManifestError("documents")
    register = _mapping(said, "register")
    lines, head = register.get("lines"), register.get("head")
    if not isinstance(lines, int) or isinstance(lines, bool) or lines < 0 or not isinstance(head, str):
        raise ManifestError("register")
    revision, fingerprint, status = (_text(said, name) for name in ("revision", "fingerprint", "status"))
    return DocumentState(revision, fingerprint, status, RegisterHead(lines, head))


def _mapping(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = said.get(name)
    if not isinstance(value, dict):
        raise ManifestError(name)
    return value


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise ManifestError(name)
    return value


def _texts(said: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    for key, value in _mapping(said, name).items():
        if not isinstance(value, str):
            raise ManifestError(name)
        yield key, value
