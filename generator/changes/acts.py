"""The acts of registers that concern readers: what came out, what holds from when, what was withdrawn or confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.library import HeldDocument, HeldRevision, Library
from generator.model.fields import Missing
from generator.revisions.in_force import Bound
from generator.revisions.register.entry import Act, Entry

READERS_ACTS: Final = (Act.ADOPTED, Act.PUBLISHED, Act.WITHDRAWN, Act.CONFIRMED)
"""Acts that readers hear of; all others belong to the people who make a revision."""

TEXT_ACTS: Final = (Act.ADOPTED, Act.PUBLISHED)
"""Acts that bring a text."""


@dataclass(frozen=True, slots=True)
class ReadersAct:
    """One act that concerns readers.

    Attributes:
        document, held: The revision it was done to.
        act: What was done.
        entry: Its line of the register; None for what was taken over before there was a register.
    """

    document: HeldDocument
    held: HeldRevision
    act: Act
    entry: Entry | None = None

    @property
    def revision(self) -> str:
        """Return the key of the revision."""
        return self.held.revision.revision

    @property
    def brings_text(self) -> bool:
        """Tell whether it brought a text, which can be compared with the one before."""
        return self.act in TEXT_ACTS

    @property
    def bound(self) -> Bound | None:
        """Return from when the revision holds, or no longer does; None where that is unknown or does not change."""
        if self.act is Act.WITHDRAWN:
            return self.held.term.withdrawn
        return self.held.term.start if self.brings_text else None

    @property
    def predecessor(self) -> HeldRevision | None:
        """Return the revision that readers had before the one it brought."""
        return predecessor(self.document, self.held) if self.brings_text else None

    def known_at(self, zone: dt.tzinfo | None) -> dt.datetime | None:
        """Return when it was recorded; without a line the first moment of the date on the document, if that is known.

        Args:
            zone: The site's.
        """
        if self.entry is not None:
            return self.entry.at.astimezone(zone)
        revision = self.held.revision
        days = (revision.issued_on, revision.effective.from_)
        day = next((day for day in days if not isinstance(day, Missing)), None)
        return dt.datetime.combine(day, dt.time(), zone) if day else None

    def is_upcoming(self, now: dt.datetime) -> bool:
        """Tell whether it takes effect after a moment."""
        return self.bound is not None and self.bound.instant(now.tzinfo) > now

    def is_retroactive(self, now: dt.datetime) -> bool:
        """Tell whether it was recorded after the moment from which it holds; what was adopted is older by nature."""
        if self.entry is None or self.act is not Act.PUBLISHED or self.bound is None:
            return False
        return self.bound.instant(now.tzinfo) < self.entry.at


def readers_acts(library: Library) -> list[ReadersAct]:
    """Return all acts that concern readers, the newest first; those of unknown date last."""
    zone = library.now.tzinfo
    first = dt.datetime.min.replace(tzinfo=dt.UTC)
    acts = [act for document in library.documents.values() for act in _acts_of(document)]
    acts.reverse()  # of one moment, later revisions and later lines come first too
    return sorted(acts, key=lambda act: act.known_at(zone) or first, reverse=True)


def act_of(document: HeldDocument, held: HeldRevision) -> ReadersAct | None:
    """Return the act that people are told of when they ask about a revision: its withdrawal, else what brought it.

    Returns:
        The act; None for a draft.
    """
    acts = [act for act in _acts_of(document) if act.held is held and act.act is not Act.CONFIRMED]
    return acts[-1] if acts else None


def predecessor(document: HeldDocument, held: HeldRevision) -> HeldRevision | None:
    """Return the revision that readers see and that stands before one in the document's own order."""
    before: HeldRevision | None = None
    for other in document.revisions.values():
        if other is held:
            return before
        before = other if other.term.stage.is_shown else before
    return None


def _acts_of(document: HeldDocument) -> Iterator[ReadersAct]:
    for held in document.shown:
        entries = [entry for entry in held.life.entries if entry.act in READERS_ACTS]
        if not any(entry.act in TEXT_ACTS for entry in entries):
            yield ReadersAct(document, held, Act.ADOPTED)
        for entry in entries:
            yield ReadersAct(document, held, entry.act, entry)
