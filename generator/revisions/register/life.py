"""The life of each revision, computed from the lines of its register."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import SIGNED_ACTS, Act, Entry, WallMoment

ALWAYS_KNOWN = (Act.ADOPTED, Act.NOT_HELD)
"""What tells of a time before the register; a build of any moment knows it."""


class Stage(enum.StrEnum):
    """How far a revision has come. Whether it is in force is a question of time: see `in_force`."""

    ADOPTED = "adopted"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    NOT_HELD = "not-held"

    @property
    def is_shown(self) -> bool:
        """Tell whether readers see the revision: nothing unapproved gets out."""
        return self in (Stage.ADOPTED, Stage.PUBLISHED, Stage.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Life:
    """What was done to one revision.

    Attributes:
        stage: How far it has come.
        entries: All lines about it, oldest first.
    """

    stage: Stage
    entries: tuple[Entry, ...] = ()

    def last(self, *acts: Act) -> Entry | None:
        """Return the last line of one of these acts, if any."""
        return next((entry for entry in reversed(self.entries) if entry.act in acts), None)

    @property
    def effective(self) -> WallMoment | None:
        """Return from when it holds as its publication says; None when it was adopted or never published."""
        published = self.last(Act.PUBLISHED)
        return published.effective if published else None

    @property
    def withdrawn_at(self) -> WallMoment | None:
        """Return from when it no longer holds because it was withdrawn."""
        withdrawn = self.last(Act.WITHDRAWN)
        return withdrawn.effective if withdrawn else None

    @property
    def fixed_by(self) -> Entry | None:
        """Return the line that says which text was published or adopted; its fingerprint may not change any more."""
        return self.last(Act.PUBLISHED, Act.ADOPTED)

    @property
    def sheet(self) -> dict[Act, Entry]:
        """Return the acts of its approval sheet since it was last submitted, the last of each; void ones included."""
        found: dict[Act, Entry] = {}
        for entry in self.entries:
            if entry.act in (Act.OPENED, Act.RETURNED) or (entry.act is Act.PREPARED and not entry.purpose):
                found = {}
            if entry.act in SIGNED_ACTS and not entry.purpose:
                found[entry.act] = entry
        return found


def lives_of(chain: Chain, until: dt.datetime | None = None) -> dict[str, Life]:
    """Return the life of each revision that a register names.

    Args:
        chain: The register.
        until: Lines recorded later are not known yet, but for what was adopted; None: all are known.
    """
    lines: dict[str, list[Entry]] = {}
    for entry in chain.entries:
        if until is None or entry.at <= until or entry.act in ALWAYS_KNOWN:
            lines.setdefault(entry.revision, []).append(entry)
    return {revision: Life(_stage(entries), tuple(entries)) for revision, entries in lines.items()}


def life_of(life: Life | None, *, is_adopted: bool) -> Life:
    """Return the life of a revision that is held.

    Args:
        life: What the register says of it; None: nothing.
        is_adopted: Its text says that it is older than the register: it is no draft because of lines that tell of no
            stage, such as what it was compared with or that it was reviewed and stays.
    """
    if is_adopted and (life is None or not any(_tells_stage(entry) for entry in life.entries)):
        return Life(Stage.ADOPTED, life.entries if life else ())
    return life or Life(Stage.DRAFT)


def _tells_stage(entry: Entry) -> bool:
    return (entry.act in _AFTER or entry.act in SIGNED_ACTS) and not entry.purpose


def _stage(entries: Sequence[Entry]) -> Stage:
    stage = Stage.DRAFT
    for entry in entries:
        stage = _AFTER.get(entry.act, stage) if not entry.purpose else stage
    return stage


_AFTER = {
    Act.ADOPTED: Stage.ADOPTED,
    Act.NOT_HELD: Stage.NOT_HELD,
    Act.OPENED: Stage.DRAFT,
    Act.PREPARED: Stage.IN_REVIEW,
    Act.RETURNED: Stage.DRAFT,
    Act.PUBLISHED: Stage.PUBLISHED,
    Act.WITHDRAWN: Stage.WITHDRAWN,
}
