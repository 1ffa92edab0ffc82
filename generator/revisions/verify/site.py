"""`sigap verify --site`: whether a built site is what its manifest says, and what the content of today says to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.editions.manifest import MANIFEST, DocumentState, Manifest, ManifestError, damage_of, read_manifest
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Location, Problem, error, sort_problems
from generator.revisions.register.chain import Chain
from generator.revisions.shared_values import FixedFingerprints, version_of
from generator.revisions.short_code import short_digest
from generator.revisions.verify.verifying import Verified
from generator.revisions.verify.witness import Witness, witness_problems

MARK = re.compile(r'data-sigap-unit="([^"]+)" data-sigap-fingerprint="([^"]+)"')
OWN_PAGES = re.compile(r"(?:^|/)rev/")
"""In the path of a page at a revision's own address, which shows other units than those in force."""


def verify_site_folder(site_path: Path, library: Library | None) -> Verified:
    """Verify a built site.

    Args:
        site_path: Its folder.
        library: The content, when it is at hand; else the site is held against its manifest alone.
    """
    name = site_path.resolve().name
    place = Location(f"{name}/{MANIFEST}")
    try:
        manifest = read_manifest(site_path)
    except FileNotFoundError:
        return Verified([], [], [error(place, "site-manifest-missing")])
    except (ManifestError, OSError) as failure:
        reason = getattr(failure, "strerror", None) or failure
        return Verified([], [], [error(place, "site-manifest-unreadable", reason=reason)])
    witness = Witness(manifest.edition, place.source_path, manifest.heads, manifest)
    problems = [*_files(site_path, name, manifest), *_marks(site_path, name, manifest)]
    if library is not None:
        problems += _against_content(library, manifest, place)
        problems += witness_problems(library.content.registers, [witness], library.content.root)
    return Verified([], [witness], sort_problems(problems))


def _files(site_path: Path, name: str, manifest: Manifest) -> Iterator[Problem]:
    damage = damage_of(site_path, manifest)
    for path in damage.changed:
        yield error(Location(f"{name}/{path}"), "site-file-changed", edition=manifest.edition)
    for path in damage.missing:
        yield error(Location(f"{name}/{path}"), "site-file-missing", edition=manifest.edition)
    for path in damage.added:
        yield error(Location(f"{name}/{path}"), "site-file-added", edition=manifest.edition)


def _marks(site_path: Path, name: str, manifest: Manifest) -> Iterator[Problem]:
    """Yield each unit on a page whose printed fingerprint is not the one of the manifest."""
    for path in sorted(site_path.rglob("*.html")):
        uri = path.relative_to(site_path).as_posix()
        if OWN_PAGES.search(uri) or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for found in MARK.finditer(text):
            address, shown = found.groups()
            known = manifest.units.get(address, "")
            if known and not known.startswith(shown):
                place = Location(f"{name}/{uri}", text.count("\n", 0, found.start()) + 1, 1)
                yield error(place, "site-unit-differs", address=address, shown=shown, known=known[: len(shown)])


def _against_content(library: Library, manifest: Manifest, place: Location) -> Iterator[Problem]:
    fingerprints = FixedFingerprints(library)
    same: set[str] = set()
    for name, state in manifest.documents.items():
        document = library.documents.get(name)
        held = document.revisions.get(state.revision) if document else None
        if document is None or held is None:
            yield error(place, "site-revision-unknown", document=name, revision=state.revision)
        elif fingerprints.of_revision(document, held) == state.fingerprint:
            same.add(name)
        elif version_of(state.fingerprint) and state.fingerprint not in known_fingerprints(library, document, held):
            yield error(place, "site-revision-differs", document=name, revision=state.revision)
    for address, known in manifest.units.items():
        state_of = manifest.documents.get(address.partition("/")[0])
        if state_of and address.partition("/")[0] in same:
            yield from _unit(library, fingerprints, address, known, state_of, place)


def _unit(
    library: Library, fingerprints: FixedFingerprints, address: str, known: str, state: DocumentState, place: Location
) -> Iterator[Problem]:
    head, _, tail = address.partition("/")
    held = library.documents[head].revisions[state.revision]
    unit = held.units.get(tuple(tail.split("/")))
    if unit is None or fingerprints.of_model(unit.model, held) != known:
        yield error(place, "site-unit-not-of-content", address=address, revision=state.revision)


def known_fingerprints(library: Library, document: HeldDocument, held: HeldRevision) -> Mapping[str, int]:
    """Return every fingerprint that the register names of a revision, with the last line that names it."""
    chain = library.content.registers.get(document.id, Chain(document.id))
    lines = (entry for entry in chain.entries if entry.revision == held.revision.revision and entry.fingerprint)
    return {entry.fingerprint: entry.seq for entry in lines}


def site_lines(verified: Verified, *, has_content: bool) -> Iterator[str]:
    """Yield what was verified of a site, for people."""
    for witness in verified.witnesses:
        manifest = witness.manifest
        if manifest is None:
            continue
        yield f"edition {manifest.edition}, as of {manifest.as_of}, for audience {manifest.audience}"
        yield f"compared: {len(manifest.files)} files, {len(manifest.units)} unit fingerprints"
        for name, state in manifest.documents.items():
            register = state.register
            head = (
                f"register: {register.lines} lines, head {short_digest(register.head)}"
                if register.lines
                else "no register"
            )
            yield f"{name}: revision {state.revision}, {state.status}, {short_digest(state.fingerprint)}; {head}"
    if not has_content:
        yield "no content is at hand: the site was held against its own manifest alone"
