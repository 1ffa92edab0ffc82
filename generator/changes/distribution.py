"""Who is told of a change: what the document says, else the positions that work with it."""

from __future__ import annotations

from generator.kinds.settings.schema import Channel, Position, Setting
from generator.library import HeldDocument, Library
from generator.render.labels import label


def distribution_of(library: Library, document: HeldDocument) -> tuple[str, ...]:
    """Return the distribution list of a document, one recipient a line.

    `distribution` in document.yml counts where it says something: positions, roles and people by id, anything else in
    words. Otherwise it is every position of the document's brands that works on one of its channels, and the words of
    `readers`.
    """
    if listed := document.document.distribution:
        return tuple(_name(library, each) for each in listed)
    positions = [each.name for each in library.settings(Position) if _is_concerned(library, document, each)]
    return (*positions, label("changes.notice.readers", readers=document.document.readers))


def _name(library: Library, written: str) -> str:
    setting = library.setting(written, Setting)
    return setting.name if setting else written


def _is_concerned(library: Library, document: HeldDocument, position: Position) -> bool:
    """Tell whether a position works on a channel of a document, or on a group or member of one."""
    if position.brand not in document.document.brands:
        return False
    own = {group for channel in position.channels for group in _line(library, channel)}
    wanted = {group for channel in document.document.channels for group in _line(library, channel)}
    return bool(own & set(document.document.channels) or wanted & set(position.channels))


def _line(library: Library, channel: str) -> list[str]:
    """Return a channel and the groups around it, also where they name each other in a circle."""
    line: list[str] = []
    current: str | None = channel
    while current and current not in line:
        line.append(current)
        setting = library.setting(current, Channel)
        current = setting.part_of if setting else None
    return line
