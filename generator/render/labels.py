"""The words that pages show around the content, by dotted key; they stand in `labels/id.yml` alone."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FILE = Path(__file__).with_name("labels") / "id.yml"


@functools.cache
def all_labels() -> Mapping[str, str]:
    """Return every label by its dotted key, such as `gap.lost`; the file is read once per process."""
    raw = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - reads text only
    return MappingProxyType(dict(_flatten(raw, "")))


def label(key: str, **values: object) -> str:
    """Return the words for a key, with its `{placeholders}` filled in.

    Raises:
        KeyError: There is no such label, which is a bug of ours.
    """
    words = all_labels()[key]
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", str(value))
    return words


def _flatten(raw: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in raw.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", " ".join(value.split())
