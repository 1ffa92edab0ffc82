"""What was done to the editions of a site: `editions.jsonl` beside them, one line for each step.

A line is written before readers move (see `publish`), in a copy of the file that takes its place in one step: a kill
leaves the old log or the new one, never half a line. Lines are only ever added.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, get_args

from generator.editions.manifest import RegisterHead

LOG: Final = "editions.jsonl"
Deed = Literal["published", "rolled-back", "pruned"]


class LogError(ValueError):
    """A line of the log cannot be read; the message is its number."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something to the editions, and when.

    Attributes:
        at: By a clock, with zone; not the moment that the edition shows.
        by: The name of the user; empty when it is not known.
    """

    at: dt.datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One step.

    Attributes:
        deed: What was done.
        edition: To which edition: `latest` led to it afterwards, or it was removed.
        at, by: Of the `Hand`.
        heads: The registers that the edition is a witness of, by document.
    """

    deed: Deed
    edition: str
    at: str
    by: str = ""
    heads: Mapping[str, RegisterHead] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """Return the line as plain data."""
        heads = {name: {"lines": head.lines, "head": head.head} for name, head in sorted(self.heads.items())}
        return {"schema": 1, "deed": self.deed, "edition": self.edition, "at": self.at, "by": self.by, "heads": heads}

    def is_again(self, other: LogLine) -> bool:
        """Tell whether another line says the same but for who and when."""
        return (self.deed, self.edition, self.heads) == (other.deed, other.edition, other.heads)


def line_of(deed: Deed, edition: str, hand: Hand, heads: Mapping[str, RegisterHead]) -> LogLine:
    """Return the line of a step that is about to be done."""
    return LogLine(deed, edition, hand.at.isoformat(timespec="seconds"), hand.by, dict(heads))


def read_log(public_path: Path) -> list[LogLine]:
    """Return the lines of the log of a folder of editions, oldest first; none when there is no log.

    Raises:
        LogError: A line of it is no step.
        OSError: It cannot be read.
    """
    path = public_path / LOG
    if not path.exists():
        return []
    return [_read_line(number, line) for number, line in enumerate(path.read_bytes().splitlines(), 1)]


def to_bytes(lines: Iterable[LogLine]) -> bytes:
    """Return lines as they stand in the file."""
    return "".join(json.dumps(line.to_data(), ensure_ascii=False) + "\n" for line in lines).encode()


def _read_line(number: int, line: bytes) -> LogLine:
    try:
        said = json.loads(line)
        deed, edition, at, by = (said[name] for name in ("deed", "edition", "at", "by"))
        heads = {name: RegisterHead(int(head["lines"]), str(head["head"])) for name, head in said["heads"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LogError(str(number)) from None
    if deed not in get_args(Deed) or not all(isinstance(text, str) for text in (edition, at, by)):
        raise LogError(str(number))
    return LogLine(deed, edition, at, by, heads)


def publications(lines: Sequence[LogLine]) -> list[str]:
    """Return the editions in the order in which they were last published, oldest first."""
    order: dict[str, None] = {}
    for line in lines:
        if line.deed == "published":
            order.pop(line.edition, None)
            order[line.edition] = None
    return list(order)
