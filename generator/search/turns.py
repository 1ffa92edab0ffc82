"""The answers of a document over its revisions: what says the same in the next revision runs on and stands once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.revisions.in_force import Status
from generator.revisions.spans import Span, span_of
from generator.search.gather import answers_of_revision
from generator.search.windows import window_of

if TYPE_CHECKING:
    from generator.library import HeldDocument, HeldRevision
    from generator.render.context import RenderContext
    from generator.search.answer import Answer

Place = tuple[str, str, str]
"""Address without revision, kind and fragment of an answer."""


@dataclass(slots=True)
class _Run:
    """An answer with the time in which it holds, over as many revisions as give it in the same words."""

    answer: Answer
    held: HeldRevision
    span: Span
    lasting: Span


def answers_of_document(build: RenderContext, document: HeldDocument) -> list[Answer]:
    """Return the answers of a document: those in force, those that coming revisions bring, then those of the past.

    Those of a revision that is over by its own end are no longer looked for, except when it is the last.
    """
    runs = [run for held in _revisions(build, document) for run in _runs(build, document, held)]
    return [_with_window(build, run) for run in _joined(runs)]


def _revisions(build: RenderContext, document: HeldDocument) -> list[HeldRevision]:
    followed = build.turns.followed(document)
    others = [held for held in document.shown if held not in followed]
    now = build.library.now
    past = [held for held in others if held is document.current or document.status_of(held, now) is not Status.EXPIRED]
    return [*followed, *past]


def _runs(build: RenderContext, document: HeldDocument, held: HeldRevision) -> Iterator[_Run]:
    now = build.library.now
    span, lasting = span_of(document, held, now), span_of(document, held, now, is_lasting=True)
    for answer in answers_of_revision(build, held):
        yield _Run(answer, held, span, lasting)


def _joined(runs: list[_Run]) -> list[_Run]:
    """Return the runs; one that says what the run directly before it said makes that one longer instead."""
    found: list[_Run] = []
    last: dict[Place, _Run] = {}
    for run in runs:
        place = _place(run.answer)
        before = last.get(place)
        if before and before.held is not run.held and _goes_on(before, run):
            before.span = Span(before.span.start, run.span.end, run.span.ends_by)
            before.lasting = Span(before.lasting.start, run.lasting.end, run.lasting.ends_by)
            continue
        last[place] = run
        found.append(run)
    return found


def _goes_on(before: _Run, run: _Run) -> bool:
    is_next = before.span.end is not None and before.span.end == run.span.start
    return is_next and _said(before.answer) == _said(run.answer)


def _place(answer: Answer) -> Place:
    head, slash, tail = answer.address.partition("/")
    return f"{head.partition('@')[0]}{slash}{tail}", answer.group.kind, answer.url.partition("#")[2]


def _said(answer: Answer) -> tuple[object, ...]:
    """Return all that readers see of an answer, but for where it comes from and when it holds."""
    group = replace(answer.group, origin=replace(answer.group.origin, revision=""))
    shown = (answer.title, answer.number, answer.trail, answer.condition, answer.blocks, answer.cautions, answer.age)
    return (group, *shown, answer.is_cut, answer.temporary)


def _with_window(build: RenderContext, run: _Run) -> Answer:
    answer = run.answer
    if answer.group.origin.is_history:  # it is found as what it is, whatever the moment
        return answer
    window = window_of(build.of(run.held), answer, run.held, run.span, run.lasting)
    now, start = build.library.now, run.span.start
    if window.is_temporary and start and start.instant(now.tzinfo) > now:
        window = replace(window, announced_from=start.instant(now.tzinfo).isoformat(timespec="minutes"))
    answer.group = replace(answer.group, window=window)
    return answer
