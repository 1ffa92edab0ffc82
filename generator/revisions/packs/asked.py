"""Who is asked for which act on a revision in review, and by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.kinds.settings.schema import Person
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Problem, error
from generator.revisions.acts.desk import Desk, RefusalError
from generator.revisions.acts.readiness import missing_acts, void_acts, void_problem
from generator.revisions.acts.words import word_of
from generator.revisions.register.entry import SIGNED_ACTS, Act
from generator.revisions.register.life import Stage


@dataclass(frozen=True, slots=True)
class Asked:
    """One request.

    Attributes:
        act: What is asked for.
        person: Of whom; None where nobody is known to do it.
        by: Until which day; None: no day is set.
    """

    act: Act
    person: Person | None
    by: dt.date | None = None


def requests(
    desk: Desk, document: HeldDocument, held: HeldRevision, person: str | None, act: Act | None, by: dt.date | None
) -> list[Asked]:
    """Return who is to be asked: for each act that is still missing, whoever did it last time.

    Args:
        desk: The content.
        document, held: A revision in review.
        person: Only this one is asked, by id or name; None: everybody.
        act: Only this act is asked for; None: with `person` the one they did last time, else the first missing one.
        by: Until which day.

    Raises:
        RefusalError: Nothing can be asked: it is not in review, its text has changed since, no act is missing.
    """
    missing = _missing(desk, document, held)
    if act is not None and act not in missing:
        raise RefusalError(_problem("act-pack-act", document, held, act=word_of(act), missing=_words(missing)))
    usual = _usual(desk.library, document, held)
    if person is None:
        return [Asked(each, usual.get(each), by) for each in ((act,) if act else missing)]
    found = desk.person(person)
    own = (each for each in missing if (known := usual.get(each)) and known.id == found.id)
    return [Asked(act or next(own, missing[0]), found, by)]


def _missing(desk: Desk, document: HeldDocument, held: HeldRevision) -> list[Act]:
    if held.life.stage is not Stage.IN_REVIEW:
        code = "act-pack-draft" if held.life.stage is Stage.DRAFT else "act-pack-over"
        raise RefusalError(_problem(code, document, held))
    if voids := void_acts(desk.library, document, held):
        raise RefusalError(*(void_problem(desk.register_place(document), void) for void in voids))
    missing = missing_acts(desk.library, document, held)
    if not missing:
        raise RefusalError(_problem("act-pack-complete", document, held))
    return missing


def _problem(code: str, document: HeldDocument, held: HeldRevision, **values: object) -> Problem:
    return error(held.revision.location, code, document=document.id, revision=held.revision.revision, **values)


def _words(acts: list[Act]) -> str:
    return ", ".join(map(word_of, acts))


def _usual(library: Library, document: HeldDocument, held: HeldRevision) -> dict[Act, Person]:
    """Return who did each act on the revision before: by its register, else by the approval sheet of its source."""
    usual: dict[Act, str] = {}
    for other in document.revisions.values():
        if other is held:
            break
        usual |= {Act(approval.act): approval.person for approval in other.revision.approvals}
        usual |= {act: entry.person for act, entry in other.life.sheet.items() if entry.person}
    people = {act: library.setting(person, Person) for act, person in usual.items() if act in SIGNED_ACTS}
    return {act: person for act, person in people.items() if person}
