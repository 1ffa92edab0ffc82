"""`sigap submit` and `sigap return`: a revision goes into review as *disusun*, or back to its author with remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks import check_library
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model
from generator.problems import Problem, Severity, error
from generator.revisions.acts.desk import Desk, Outcome, RefusalError, refuse
from generator.revisions.acts.readiness import log_row_problems
from generator.revisions.acts.showing import Said, with_evidence, with_person
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.entry import Act
from generator.revisions.register.life import Stage

COMPARED = ("company", "control_statement")
"""Fields of revision.yml beside its sections and gaps that an author may have come to change."""


def submit(desk: Desk, name: str, key: str | None, said: Said) -> Outcome:
    """Record that a revision is written (*disusun*), which opens its review; all acts on an earlier text end.

    Raises:
        RefusalError: It is published, has errors, nothing of it is new, its log is not filled in, or it is in review as
            it is already.
    """
    document = desk.document(name)
    chain = desk.chain(document)
    held = desk.open_revision(document, key)
    require_unpublished(desk, document, held)
    seal = desk.seal(document, held)
    prepared = held.life.last(Act.PREPARED)
    if held.life.stage is Stage.IN_REVIEW and prepared and prepared.fingerprint == seal.fingerprint:
        raise RefusalError(
            error(
                desk.register_place(document),
                "act-submitted-already",
                document=document.id,
                revision=held.revision.revision,
                person=prepared.person,
                on=prepared.on or "",
            )
        )
    refuse(
        [
            *errors_within(check_library(desk.library).problems, desk, document, held),
            *log_row_problems(held),
            *_unchanged(desk, document, held),
        ]
    )
    opened = next((each for each in reversed(chain.entries) if _opens(each.act, each.revision, held)), None)
    entry = desk.line(document, held.revision.revision, Act.PREPARED, seal)
    earliest = opened.at.astimezone(desk.now.tzinfo).date() if opened else None
    entry, files = with_evidence(desk, with_person(desk, document, entry, said, earliest), said)
    return desk.outcome(document, entry, files=seal.files | files)


def send_back(desk: Desk, name: str, key: str | None, remarks: str, person: str = "") -> Outcome:
    """Record that a revision in review goes back to its author.

    Raises:
        RefusalError: It is not in review, or the remarks say nothing.
    """
    document = desk.document(name)
    desk.chain(document)
    held = desk.open_revision(document, key)
    require_in_review(desk, document, held)
    if not remarks.strip():
        raise RefusalError(error(desk.register_place(document), "act-remarks-missing"))
    who = desk.person(person).id if person else ""
    entry = desk.line(document, held.revision.revision, Act.RETURNED, desk.seal(document, held))
    return desk.outcome(document, replace(entry, remarks=remarks.strip(), person=who))


def require_unpublished(desk: Desk, document: HeldDocument, held: HeldRevision) -> None:
    """Raise `RefusalError` when a revision can no longer be worked on: it is published, adopted or withdrawn."""
    place, names = desk.register_place(document), {"document": document.id, "revision": held.revision.revision}
    match held.life.stage:
        case Stage.PUBLISHED:
            published = held.life.last(Act.PUBLISHED)
            raise RefusalError(error(place, "act-published", **names, on=published.at.date() if published else ""))
        case Stage.WITHDRAWN:
            raise RefusalError(error(place, "act-withdrawn", **names))
        case Stage.ADOPTED:
            raise RefusalError(error(held.revision.location, "act-adopted", **names))
        case _:
            pass


def require_in_review(desk: Desk, document: HeldDocument, held: HeldRevision) -> None:
    """Raise `RefusalError` when a revision is not in review."""
    require_unpublished(desk, document, held)
    if held.life.stage is not Stage.IN_REVIEW:
        place = held.revision.location
        raise RefusalError(error(place, "act-not-submitted", document=document.id, revision=held.revision.revision))


def errors_within(problems: list[Problem], desk: Desk, document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    """Yield the errors in the files of a revision, and in document.yml."""
    folder = f"{desk.root}/documents/{document.id}"
    for each in problems:
        path = each.location.source_path
        is_here = path.startswith(f"{folder}/{held.revision.revision}/") or path == f"{folder}/document.yml"
        if is_here and each.severity is Severity.ERROR:
            yield each


def _opens(act: Act, revision: str, held: HeldRevision) -> bool:
    return act is Act.OPENED and revision == held.revision.revision


def _unchanged(desk: Desk, document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    """Yield that a revision says what the one said from which it was opened."""
    opened = held.life.last(Act.OPENED)
    origin = document.revisions.get(str(opened.facts.get("from"))) if opened else None
    if origin is None or _has_moved(desk.library, document, origin):
        return
    if _text_of(desk.library, held) == _text_of(desk.library, origin):
        key = held.revision.revision
        names = {"document": document.id, "revision": key, "origin": origin.revision.revision}
        yield error(held.revision.location, "act-nothing-changed", **names)


def _has_moved(library: Library, document: HeldDocument, origin: HeldRevision) -> bool:
    """Tell whether a shared fact that a published revision shows has another value now.

    Its text is as it was, yet a new revision of the same words says something else.
    """
    fixed = origin.life.fixed_by
    return fixed is not None and fixed.fingerprint != Fingerprints(library).of_revision(document, origin)


def _text_of(library: Library, held: HeldRevision) -> object:
    """Return what two revisions are held against each other by: all that was written, nothing of dates and sheets."""
    fingerprints = Fingerprints(library)
    models: list[Model] = [*held.revision.sections, *held.revision.gaps]
    own = held.revision.model_dump(include=set(COMPARED))
    parts = {name: fingerprints.of_model(part, held) for name, part in held.parts.items()}
    return [fingerprints.of_model(model, held) for model in models], own, parts
