"""Where things come from: document, number, version, date, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.document.control import source_line, stamp_class
from generator.library import HeldDocument, HeldRevision, Unit
from generator.render.context import PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.gathered import Gathered
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
    """

    document: str
    revision: str
    title: str
    url: str
    facts: str
    status: Status
    stamp: Stamp


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
    )


def source_of(page: PageContext, gathered: Gathered, unit: Unit) -> Source:
    """Return where a unit of a document stands: the unit itself, or the clause around a part without a number."""
    if unit.document is None:
        raise LookupError(f"{unit.address} belongs to no document")
    document = gathered.library.documents[unit.document]
    numbered = _numbered(gathered, unit)
    return Source(
        origin=origin_of(page, gathered, document),
        url=page.link(unit.address) or "",
        title=label("overview.clause", number=numbered.number) if numbered else label("overview.place"),
    )


def _numbered(gathered: Gathered, unit: Unit) -> Unit | None:
    """Return the unit or the nearest one around it that has a number."""
    current: Unit | None = unit
    while current is not None and not current.number:
        current = gathered.library.find(current.parent) if current.parent else None
    return current


def stamp_of(status: Status) -> Stamp:
    """Return the stamp of a revision's status."""
    return Stamp(stamp_class(status), label(f"status.{status}"))


def source_html(source: Source) -> Markup:
    """Return one line that says where something was taken from; a state other than in force is shown with it."""
    return render("render/overview/source.jinja", source)
