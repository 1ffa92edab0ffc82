"""Placeholders: every gap that a script leaves to fill in is declared in settings."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.scope import all_models
from generator.kinds.script.placeholders import placeholders_of, recogniser_of, slots_of
from generator.kinds.script.schema import Script
from generator.library import Library
from generator.problems import Problem, error
from generator.text.markdown_subset import plain_text
from generator.text.placeholders import Recogniser, find_unknown


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a placeholder that settings do not know, and for a slot that settles nothing."""
    recogniser = recogniser_of(library)
    for model in all_models(library):
        if isinstance(model, Script):
            yield from _script(model, recogniser)


def _script(script: Script, recogniser: Recogniser) -> Iterator[Problem]:
    letter = plain_text(script.text)
    for position, slot in enumerate(script.slots):
        if slot.letter not in letter:
            yield error(script.place("slots", position, "letter"), "slot-not-in-text", letter=slot.letter)
    spans = placeholders_of(script, recogniser)
    for offset, unknown in find_unknown(letter, spans, slots_of(script)):
        yield error(script.place_in_text("text", offset=offset), "placeholder-unknown", letter=unknown)
