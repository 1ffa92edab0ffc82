"""What may stand in the texts that a line of the register says for good: nothing that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from generator.problems import Location, Problem, error
from generator.revisions.register.entry import Entry
from generator.yaml_text import FORBIDDEN, LINE_SEPARATOR, character_name

MANY_LINES: Final = ("remarks",)
"""What may have several lines: what has to be mended is often a list. It is shown as one."""

_UNSEEN: Final = re.compile(rf"{FORBIDDEN.pattern}|{LINE_SEPARATOR.pattern}|[\t\u202a-\u202e\u2066-\u2069]")
"""Also tabs, and the marks that turn the direction of writing: a name must read as it is recorded."""


def require_seen(place: Location, entry: Entry) -> Iterator[Problem]:
    """Yield a problem for each text of a line that holds a control character, or a line end where one line is meant.

    Args:
        place: The register.
        entry: The line, before it is recorded.
    """
    for name, text in _texts(entry):
        found = _UNSEEN.search(text) or ("\n" in text and name not in MANY_LINES and re.search("\n", text))
        if found:
            yield error(place, "act-text-control", field=name, character=_name(found[0]))


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what people typed, by the name of the option that says it."""
    yield "recorded-by", entry.recorded_by
    yield "role", entry.role
    yield "reason", entry.reason
    yield "remarks", entry.remarks
    yield from ((name, value) for name, value in entry.facts.items() if isinstance(value, str))
    if entry.evidence:
        yield "evidence", entry.evidence.name
    if entry.signature:
        yield "principal", entry.signature.principal


def _name(character: str) -> str:
    return {"\n": "U+000A LINE FEED", "\t": "U+0009 TAB"}.get(character) or character_name(character)
