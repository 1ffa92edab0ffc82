"""Channels and the groups they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.kinds.settings.schema import Channel


def with_groups(channel: str, channels: Mapping[str, Channel]) -> list[str]:
    """Return a channel and the groups it belongs to, each once."""
    found: list[str] = []
    current: str | None = channel
    while current is not None and current in channels and current not in found:
        found.append(current)
        current = channels[current].part_of
    return found


def share_channel(one: Iterable[str], other: Iterable[str], channels: Mapping[str, Channel]) -> bool:
    """Tell whether two lists of channels meet: they name one channel, or one names a group of the other's."""
    first, second = set(one), set(other)
    return any(not second.isdisjoint(with_groups(each, channels)) for each in first) or any(
        not first.isdisjoint(with_groups(each, channels)) for each in second
    )
