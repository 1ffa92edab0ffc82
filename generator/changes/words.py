"""The sentences that say from when a revision holds, shared by page, feed and notice."""

from __future__ import annotations

from dataclasses import dataclass

from generator.changes.acts import ReadersAct
from generator.changes.moments import recorded_words
from generator.library import Library
from generator.render.labels import label
from generator.render.validity import moment_words, validity_of_span
from generator.revisions.register.entry import Act
from generator.revisions.spans import Span


@dataclass(frozen=True, slots=True)
class ActWords:
    """What is said of an act.

    Attributes:
        done: What was done and when it came out, such as `Terbit 1 Desember 2026 pukul 09.00 WIB`; a word alone
            where no line of a register says when.
        holds: From when and until when it holds, or no longer does; empty where that does not change.
        reason: Why, where the register says so: of a retroactive publication or a withdrawal.
    """

    done: str
    holds: str
    reason: str


def act_words(library: Library, act: ReadersAct) -> ActWords:
    """Return the sentences about an act, as they are true at the moment of the build; each without a full stop."""
    done = label(f"changes.act.{act.act}")
    if act.entry is not None:
        done = label("changes.done", act=done, moment=recorded_words(library, act.entry.at))
    return ActWords(done, _holds(library, act), act.entry.reason if act.entry else "")


def _holds(library: Library, act: ReadersAct) -> str:
    if act.act is Act.CONFIRMED:
        return ""
    if act.bound is None:
        return label("changes.holds.unknown")
    name = "withdrawn" if act.act is Act.WITHDRAWN else "in-force"
    if act.is_retroactive(library.now):
        name = "retroactive"
    elif act.is_upcoming(library.now):
        name = f"{name}-from"
    end = act.held.term.end
    if act.brings_text and end is not None:
        window = validity_of_span(Span(act.bound, end), library).words
        return label(f"changes.holds.window{'-retroactive' if name == 'retroactive' else ''}", window=window)
    return label(f"changes.holds.{name}", moment=moment_words(act.bound, library))
