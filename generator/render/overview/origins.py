"""Where things come from: document, number, version, date, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.document.control import source_line, stamp_class
from generator.library import HeldDocument, HeldRevision, Unit
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.gathered import Gathered
from generator.render.validity import Validity, revision_window
from generator.revisions.in_force import Status


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state in words and the variant of the stamp that shows it."""

    variant: str
    words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The revision that something comes from.

    Attributes:
        document, revision: The id and the key.
        title: The document's short title.
        url: The page of the document, or of that revision.
        facts: Number, version and date in one line.
        status: The status of the revision at `as_of`.
        stamp: The same as a stamp.
        window: From when until when the revision is followed.
    """

    document: str
    revision: str
    title: str
    url: str
    facts: str
    status: Status
    stamp: Stamp
    window: Validity | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The place in its document that a unit was taken from."""

    origin: Origin
    url: str
    title: str


def origin_of(page: PageContext, gathered: Gathered, document: HeldDocument) -> Origin:
    """Return the origin of whatever the revision in force of a document holds."""
    held = document.current
    if held is None:
        raise LookupError(f"no revision of {document.id} is held")
    return origin_of_revision(page, document, held, gathered.status[document.id])


def origins_of(page: PageContext, gathered: Gathered, units: Iterable[Unit]) -> list[Origin]:
    """Return the revisions that units of documents come from, each once."""
    found = dict.fromkeys((unit.document, unit.revision) for unit in units if unit.document and unit.revision)
    return [_origin(page, gathered, document or "", revision or "") for document, revision in found]


def _origin(page: PageContext, gathered: Gathered, document: str, revision: str) -> Origin:
    held_document = gathered.library.documents[document]
    held = held_document.revisions[revision]
    return origin_of_revision(page, held_document, held, held_document.status_of(held, gathered.library.now))


def origin_of_revision(page: PageContext, document: HeldDocument, held: HeldRevision, status: Status) -> Origin:
    """Return one revision as an origin, with the address of the document's page while it is the one in force."""
    address = document.id if held is document.current else f"{document.id}@{held.revision.revision}"
    return Origin(
        document=document.id,
        revision=held.revision.revision,
        title=document.document.short_title,
        url=page.link(address) or "",
        facts=source_line(document.document, held.revision),
        status=status,
        stamp=stamp_of(status),
        window=revision_window(document, held, page.library),
    )


def source_of(page: PageContext, gathered: Gathered, unit: Unit) -> Source:
    """Return where a unit of a document stands: the unit itself, or the clause around a part without a number."""
    if unit.document is None:
        raise LookupError(f"{unit.address} belongs to no document")
    numbered = _numbered(gathered, unit)
    return Source(
        origin=_origin(page, gathered, unit.document, unit.revision or ""),
        url=page.link(unit.address) or "",
        title=label("overview.clause", number=numbered.number) if numbered else label("overview.place"),
    )


def _numbered(gathered: Gathered, unit: Unit) -> Unit | None:
    """Return the unit or the nearest one around it that has a number."""
    current: Unit | None = unit
    while current is not None and not current.number:
        held = gathered.library.documents[unit.document or ""].revisions[unit.revision or ""]
        current = gathered.library.find_from(held, current.parent) if current.parent else None
    return current


def stamp_of(status: Status) -> Stamp:
    """Return the stamp of a revision's status."""
    return Stamp(stamp_class(status), label(f"status.{status}"))


def source_html(source: Source) -> Markup:
    """Return one line that says where something was taken from; a state other than in force is shown with it."""
    return render("render/overview/source.jinja", source)
