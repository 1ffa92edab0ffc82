"""`sigap review`: a revision was looked at and stays as it is, which moves the day of the next review."""

from __future__ import annotations

from dataclasses import replace

from generator.problems import error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError
from generator.revisions.acts.showing import Said, with_evidence, with_person
from generator.revisions.in_force import Status
from generator.revisions.register.entry import Act
from generator.revisions.review import review_due_after

UNCHANGED = "tetap-berlaku"
HOLDS = (Status.IN_FORCE, Status.UNKNOWN_SINCE, Status.EXPIRED)


def confirm(desk: Desk, name: str, said: Said) -> Outcome:
    """Record that the revision in force was reviewed without changes.

    Raises:
        RefusalError: None is in force, or it was reviewed on that day already.
    """
    document = desk.document(name)
    desk.chain(document)
    held = document.current
    if held is None or document.status_of(held, desk.now) not in HOLDS:
        raise RefusalError(error(document.document.place("revisions"), "act-nothing-in-force", document=document.id))
    seal = desk.fixed_seal(document, held)
    earlier = held.life.last(Act.CONFIRMED)
    started = held.term.start
    earliest = earlier.on if earlier else started.wall.date() if started else None
    entry = desk.line(document, held.revision.revision, Act.CONFIRMED, seal)
    entry, files = with_evidence(desk, with_person(desk, document, entry, said, earliest), said)
    on = entry.on or desk.today
    if earlier and earlier.on == on:
        names = {"document": document.id, "on": on}
        raise RefusalError(error(desk.register_place(document), "act-reviewed-already", **names))
    due = review_due_after(document.document, on)
    facts = {"result": UNCHANGED, **({"due_on": due.isoformat()} if due else {})}
    return desk.outcome(document, replace(entry, facts=facts), files=files)
