"""`sigap publish`: a revision is put in force from a moment, once nothing is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.checks import check_library
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.fields import Missing
from generator.placing import build_library
from generator.problems import Problem, error
from generator.revisions.acts.desk import Desk, Outcome, Seal, refuse
from generator.revisions.acts.moments import instant_of, read_moment, written
from generator.revisions.acts.readiness import missing_for_publication
from generator.revisions.acts.submitting import require_unpublished
from generator.revisions.in_force import LOCAL
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, WallMoment


@dataclass(frozen=True, slots=True)
class Publication:
    """How a revision is published.

    Attributes:
        effective: From when it holds, as typed; `clock` as in `read_moment`.
        retroactive: Why it holds from before its publication; empty: it does not.
    """

    effective: str
    clock: str | None = None
    retroactive: str = ""


def publish(desk: Desk, name: str, key: str, publication: Publication) -> Outcome:
    """Record that a revision is published and from when it holds.

    The content is checked as readers will find it from that moment on: a link from elsewhere into what the revision
    drops is found now, not on the day.

    Raises:
        RefusalError: Something is missing; the problems are the whole list. Of a register that is broken, or whose
            last line lies ahead, only that is said: what it lacks nobody knows.
    """
    document = desk.document(name)
    desk.chain(document)
    held = desk.revision(document, key)
    require_unpublished(desk, document, held)
    moment = read_moment(desk, publication.effective, publication.clock)
    seal = desk.seal(document, held)
    entry = desk.line(document, held.revision.revision, Act.PUBLISHED, seal)
    entry = replace(entry, effective=moment, reason=publication.retroactive.strip())
    checked = check_library(_afterwards(desk, document, entry, seal)).problems
    refuse(
        [
            *missing_for_publication(desk.library, document, held, _of_others(checked, desk, document)),
            *_moment_problems(desk, document, held, entry),
        ]
    )
    return desk.outcome(document, entry, files=seal.files)


def _afterwards(desk: Desk, document: HeldDocument, entry: Entry, seal: Seal) -> Library:
    """Return the library as it will be at the first moment at which the revision holds."""
    content = desk.library.content
    chain = content.registers.get(document.id, Chain(document.id)).with_entry(entry)
    moment = entry.effective and instant_of(desk, entry.effective)
    then = max(desk.now, moment.astimezone(desk.now.tzinfo)) if moment else desk.now
    snapshots = {**content.snapshots, **({seal.snapshot: seal.covered} if seal.covered else {})}
    registers = {**content.registers, document.id: chain}
    return build_library(replace(content, registers=registers, snapshots=snapshots), then)


def _of_others(checked: list[Problem], desk: Desk, document: HeldDocument) -> list[Problem]:
    """Return what checking found but for the document's own register, of which the acts that are missing are told."""
    place = desk.register_place(document).source_path
    return [each for each in checked if each.location.source_path != place]


def _moment_problems(desk: Desk, document: HeldDocument, held: HeldRevision, entry: Entry) -> Iterator[Problem]:
    if entry.effective is None:
        return
    place = desk.register_place(document)
    moment, instant = entry.effective, instant_of(desk, entry.effective)
    if instant < desk.now and not entry.reason:
        yield error(place, "act-effective-past", moment=written(moment), now=desk.now.isoformat(" ", "minutes"))
    yield from _order_problems(desk, document, held, moment, instant)
    yield from _text_problems(held, moment)


def _order_problems(
    desk: Desk, document: HeldDocument, held: HeldRevision, moment: WallMoment, instant: dt.datetime
) -> Iterator[Problem]:
    """Yield that a published revision holds from the same moment or a later one, or follows this one in the list."""
    later = {other.revision.revision for other in document.after(held)}
    for other in document.shown:
        start = other.term.start
        names = {"document": document.id, "other": other.revision.revision}
        if names["other"] in later:
            place = document.document.place("revisions")
            yield error(place, "act-later-published", revision=held.revision.revision, **names)
        elif start is not None and start.instant(desk.now.tzinfo) >= instant:
            since = f"{start.wall.isoformat(' ', 'minutes')} ({start.zone})"
            yield error(
                desk.register_place(document), "act-effective-order", moment=written(moment), since=since, **names
            )


def _text_problems(held: HeldRevision, moment: WallMoment) -> Iterator[Problem]:
    """Yield that revision.yml says another moment than the one that is published."""
    effective = held.revision.effective
    if isinstance(effective.from_, Missing):
        return
    says_other_clock = effective.clock not in (LOCAL, moment.clock)
    if effective.from_ != moment.wall.date() or says_other_clock:
        said = f"{effective.from_} ({effective.clock})"
        yield error(effective.place("from"), "act-effective-other", moment=written(moment), said=said)
