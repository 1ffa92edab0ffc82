"""The placeholders of scripts: which of them a library declares, and where they stand in a script."""

from __future__ import annotations

from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Placeholder
from generator.library import Library
from generator.text.markdown_subset import plain_text
from generator.text.placeholders import PlaceholderAlias, PlaceholderSpan, Recogniser, compile_placeholders


def recogniser_of(library: Library) -> Recogniser:
    """Return what finds all placeholders that settings declare; compile it once per build."""
    placeholders = library.settings(Placeholder)
    return compile_placeholders(
        PlaceholderAlias(each.id, tuple(each.aliases), tuple(each.choices)) for each in placeholders
    )


def slots_of(script: Script) -> list[tuple[str, str | None]]:
    """Return what a script itself says about placeholder-like pieces of its text."""
    return [(slot.letter, slot.placeholder) for slot in script.slots]


def placeholders_of(script: Script, recogniser: Recogniser) -> list[PlaceholderSpan]:
    """Return the placeholders of a script, over its plain text."""
    return recogniser.find(plain_text(script.text), slots_of(script))
