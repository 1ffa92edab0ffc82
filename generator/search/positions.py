"""The positions of agents as the browser knows them: whose words they speak, on which channels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from generator.kinds.settings.schema import Channel, Position

if TYPE_CHECKING:
    from generator.library import Library


def positions_json(library: Library) -> str:
    """Return the positions as JSON that may stand in a `<script>`, whatever their names hold.

    Each is `{"id", "name", "brand", "channels"}`; the channels are those of the position and all that belong to them.
    """
    channels = library.settings(Channel)
    positions = [
        {"id": each.id, "name": each.name, "brand": each.brand, "channels": with_parts(each.channels, channels)}
        for each in library.settings(Position)
    ]
    text = json.dumps(positions, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")  # a JSON text has it in strings only


def with_parts(chosen: Iterable[str], channels: Sequence[Channel]) -> list[str]:
    """Return channels and all channels in them, each once, also when groups name each other in a circle."""
    found = list(dict.fromkeys(chosen))
    for channel in found:  # grows while it is walked
        found += [each.id for each in channels if each.part_of == channel and each.id not in found]
    return found
