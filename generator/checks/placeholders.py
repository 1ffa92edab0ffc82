"""Placeholders: every gap that a script leaves to fill in is declared in settings."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.scope import all_models
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Placeholder
from generator.library import Library
from generator.problems import Problem, error
from generator.text.markdown_subset import plain_text
from generator.text.placeholders import PlaceholderAlias, Recogniser, compile_placeholders, find_unknown


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a placeholder that settings do not know, and for a slot that settles nothing."""
    recogniser = recogniser_of(library)
    for model in all_models(library):
        if isinstance(model, Script):
            yield from _script(model, recogniser)


def recogniser_of(library: Library) -> Recogniser:
    """Return the recogniser of all placeholders that settings declare."""
    placeholders = library.settings(Placeholder)
    return compile_placeholders([PlaceholderAlias(each.id, tuple(each.aliases)) for each in placeholders])


def slots_of(script: Script) -> list[tuple[str, str | None]]:
    """Return what a script itself says about placeholder-like pieces of its text."""
    return [(slot.letter, slot.placeholder) for slot in script.slots]


def _script(script: Script, recogniser: Recogniser) -> Iterator[Problem]:
    letter = plain_text(script.text)
    for position, slot in enumerate(script.slots):
        if slot.letter not in letter:
            yield error(script.place("slots", position, "letter"), "slot-not-in-text", letter=slot.letter)
    slots = slots_of(script)
    for offset, unknown in find_unknown(letter, recogniser.find(letter, slots), slots):
        yield error(script.place_in_text("text", offset=offset), "placeholder-unknown", letter=unknown)
