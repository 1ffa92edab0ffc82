"""Which revision was in force at a moment, by all that is known today, and what was known at that moment itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from generator.library import HeldDocument, HeldRevision, Library
from generator.placing import build_library
from generator.revisions.in_force import Status, position_in_force

NOT_BEGUN = (Status.UPCOMING, Status.DRAFT, Status.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class AtMoment:
    """The answer for one document.

    Attributes:
        library: What is known today, seen from that moment.
        document: The document in it.
        held: The last revision that had begun.
        status: Its status at that moment.
        then: What was known at the moment itself: the last revision that had begun; None where there was none.
        then_status: The status of that one, by what was known.
    """

    library: Library
    document: HeldDocument
    held: HeldRevision
    status: Status
    then: HeldRevision | None
    then_status: Status | None


def at_moment(library: Library, name: str, moment: dt.datetime) -> AtMoment | None:
    """Return what was in force of a document at a moment.

    Args:
        library: Built for today, so that it knows every line of the register.
        name: The id of a document of the library.
        moment: With the zone of the site, by which `local` clocks are judged.

    Returns:
        The answer; None where no revision had begun.
    """
    seen = _seen_from(library, moment)
    document = seen.documents[name]
    held = document.current
    if held is None or document.status_of(held, moment) in NOT_BEGUN:
        return None
    known = build_library(library.content, moment).documents[name]
    then = known.current
    then_status = known.status_of(then, moment) if then else None
    if then_status in NOT_BEGUN:
        then, then_status = None, None
    return AtMoment(seen, document, held, document.status_of(held, moment), then, then_status)


def _seen_from(library: Library, moment: dt.datetime) -> Library:
    """Return a library that asks what is in force at another moment, with the knowledge of this one."""
    documents = {name: _document(document, moment) for name, document in library.documents.items()}
    return replace(library, now=moment, documents=documents, fixed=None)


def _document(document: HeldDocument, moment: dt.datetime) -> HeldDocument:
    revisions = list(document.revisions.values())
    position = position_in_force([each.term for each in revisions], moment)
    return replace(document, current=None if position is None else revisions[position])
