"""`sigap revise`: the next revision is opened as a copy of the one in force."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from generator.kinds.document.schema import Document, Revision
from generator.kinds.registry import kind_of_file
from generator.library import HeldDocument, HeldRevision
from generator.model.base import Model
from generator.model.validate import validate
from generator.problems import error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError
from generator.revisions.acts.opening_text import Opening, listed_revision, next_version, opened_revision
from generator.revisions.register.entry import Act
from generator.yaml_source import read_yaml

COUNTED = re.compile(r"(.*?)(\d+)")
NUMBER = re.compile(r"\d+(?:\.\d+)*")
YEAR = re.compile(r"(?:19|20)\d\d(?:\..*)?")


@dataclass(frozen=True, slots=True)
class Wish:
    """How a revision is to be opened.

    Attributes:
        key: Its key; None: the one that follows the last.
        from_key: The revision that is copied; None: the one in force.
        version: Its version in words; None: worked out from the last.
        issued_on: The date on the document; None: set at publication.
    """

    key: str | None = None
    from_key: str | None = None
    version: str | None = None
    issued_on: dt.date | None = None


def next_key(last: str) -> str | None:
    """Return the key that follows: 2 → 3, 1.9 → 1.10, 07 → 08; None where only a person can say.

    A year or a date is no count: what follows 2023-09 may be 2023-10, 2024 or 2.
    """
    found = COUNTED.fullmatch(last)
    if found is None or not NUMBER.fullmatch(last) or YEAR.fullmatch(last):
        return None
    return f"{found[1]}{int(found[2]) + 1:0{len(found[2])}}"


def revise(desk: Desk, name: str, wish: Wish) -> Outcome:
    """Open the next revision of a document: a folder like the one it is copied from, listed, recorded as opened.

    Raises:
        RefusalError: The key is unclear or taken, another revision is being worked on, or there is nothing to copy.
    """
    document = desk.document(name)
    desk.chain(document)
    source = _source(desk, document, wish.from_key)
    key = wish.key or _next_key(document)
    _require_free(desk, document, key)
    if document.drafts and wish.key is None:
        raise RefusalError(
            error(
                document.drafts[0].revision.location,
                "act-draft-open",
                document=document.id,
                revision=document.drafts[0].revision.revision,
            )
        )
    if wish.version is not None and (not wish.version.strip() or len(wish.version.splitlines()) > 1):
        raise RefusalError(error(document.document.place("revisions"), "act-version-form", version=wish.version))
    version = wish.version or next_version(source.revision, key)
    opening = Opening(key, source.revision.revision, version, desk.today, wish.issued_on)
    files = _copied(desk, document, source, opening)
    entry = replace(desk.line(document, key, Act.OPENED), facts={"from": opening.from_key})
    return desk.outcome(document, entry, files=files)


def _source(desk: Desk, document: HeldDocument, key: str | None) -> HeldRevision:
    if key is not None:
        return desk.revision(document, key)
    if document.current is None:
        raise RefusalError(error(document.document.place("revisions"), "act-nothing-to-copy", document=document.id))
    return document.current


def _next_key(document: HeldDocument) -> str:
    last = document.document.revisions[-1].revision
    if key := next_key(last):
        return key
    raise RefusalError(error(document.document.place("revisions"), "act-key-unclear", document=document.id, last=last))


def _require_free(desk: Desk, document: HeldDocument, key: str) -> None:
    path = f"documents/{document.id}/{key}"
    place = document.document.place("revisions")
    if kind_of_file(f"{path}/revision.yml") is None:
        raise RefusalError(error(place, "act-key-form", revision=key))
    is_listed = any(entry.revision.lower() == key.lower() for entry in document.document.revisions)
    if is_listed or (desk.content_path / path).exists():
        raise RefusalError(error(place, "act-key-taken", document=document.id, revision=key))


def _copied(desk: Desk, document: HeldDocument, source: HeldRevision, opening: Opening) -> dict[str, bytes]:
    """Return the files of the new folder, and document.yml with the revision in its list."""
    before = f"documents/{document.id}/{opening.from_key}"
    after = f"documents/{document.id}/{opening.key}"
    folder = desk.content_path / before
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
    text = opened_revision(found["revision.yml"], source.revision, opening).encode()
    files = {f"{after}/{name}": data for name, data in found.items()} | {f"{after}/revision.yml": text}
    listing = f"documents/{document.id}/document.yml"
    files[listing] = listed_revision(
        (desk.content_path / listing).read_bytes(), _position(document), opening.key
    ).encode()
    _require_same(document, source.revision, opening, text, files[listing])
    return files


def _position(document: HeldDocument) -> int:
    """Return where the revision goes in the list: behind all that are published, before others in the making."""
    drafts = {each.revision.revision for each in document.drafts}
    listed = [position for position, each in enumerate(document.document.revisions) if each.revision not in drafts]
    return listed[-1] + 1 if listed else 0


def _require_same(document: HeldDocument, source: Revision, opening: Opening, text: bytes, listing: bytes) -> None:
    """Read back what is to be written: it says what it should, and nothing else has changed.

    Raises:
        RefusalError: It does not, because a file is written in a way that we cannot edit.
    """
    revision, document_after = _model(text, Revision), _model(listing, Document)
    is_same = (
        isinstance(revision, Revision)
        and isinstance(document_after, Document)
        and (revision.revision, revision.version) == (opening.key, opening.version)
        and not revision.is_adopted
        and [each.model_dump() for each in (*revision.sections, *revision.gaps)]
        == [each.model_dump() for each in (*source.sections, *source.gaps)]
        and [each.model_dump() for each in revision.log[:-1]] == [each.model_dump() for each in source.log]
        and document_after.model_dump(exclude={"revisions"}) == document.document.model_dump(exclude={"revisions"})
        and len(document_after.revisions) == len(document.document.revisions) + 1
    )
    if not is_same:
        raise RefusalError(error(source.location, "act-copy-unsafe", document=document.id, revision=opening.key))


def _model(data: bytes, kind: type[Model]) -> Model | None:
    node, problems = read_yaml(data, "")
    if node is None or problems:
        return None
    model, problems = validate(node, kind)
    return None if problems else model
