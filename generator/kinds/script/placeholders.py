"""The placeholders of scripts: which of them a library declares, and where they stand in a script."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Placeholder
from generator.library import Library
from generator.text.markdown_subset import plain_text
from generator.text.placeholders import PlaceholderAlias, PlaceholderSpan, Recogniser, compile_placeholders

NOTHING_TO_FILL = "expected-answer"


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


def needs_filling(spans: Iterable[PlaceholderSpan], library: Library) -> bool:
    """Tell whether something must be filled in or chosen before a text with these placeholders is said."""
    declared = [library.setting(span.placeholder_id, Placeholder) for span in spans]
    return any(placeholder is None or placeholder.kind != NOTHING_TO_FILL for placeholder in declared)
