"""libyaml's events, with their marks typed. Parsing to events never builds Python objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml


def read_events(text: str) -> Iterator[yaml.Event]:
    """Yield the events of a text one by one, so that the caller can stop at any depth.

    Raises:
        yaml.MarkedYAMLError: The text cannot be read any further.
    """
    return yaml.parse(text, Loader=yaml.CBaseLoader)


def start_of(event: yaml.Event) -> yaml.Mark:
    """Return where an event begins, counted from 0 in characters; libyaml always knows."""
    return cast("yaml.Mark", event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Return the place behind an event; for a text in a block that is the start of a later line."""
    return cast("yaml.Mark", event.end_mark)
