"""Problems as data: a place, a code, the facts of this case; `generator/reports/` prints them.

A rule never prints and never exits. It yields a `Problem`, which names a code of the message
catalogue (`messages/en.yml`, `messages/id.yml`) and the values that its sentence needs. All
problems of a run are collected, sorted by place and printed once, in the reader's language.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.messages import Catalogue, Sentence


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in a source file.

    Attributes:
        source_path: The file, relative to the project's root, with forward slashes.
        line: Counted from 1; 0 when the problem is about the file as a whole.
        column: Counted from 1 in characters; 0 like `line`.
    """

    source_path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.source_path
        return f"{self.source_path}:{self.line}:{self.column}"


class Severity(enum.StrEnum):
    """How bad it is: an error means a wrong or missing page, a warning that someone should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, how bad, which code, and the values its sentence names.

    `values` fill the placeholders of the catalogue's sentence and hint for `code`. `rank` orders problems of one
    place that have an order of their own, such as the acts of an approval sheet; 0 comes first.
    """

    location: Location
    code: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = Severity.ERROR
    rank: int = 0

    def sort_key(self) -> tuple[Location, int, str, tuple[tuple[str, str], ...]]:
        """Order by place, then rank, code and values, so that a run always prints the same."""
        return (self.location, self.rank, self.code, tuple(sorted(self.values.items())))

    def sentence(self, catalogue: Catalogue) -> Sentence:
        """Return what is wrong and what to do, in the language of a catalogue."""
        return catalogue.sentence(self.code, self.values)


def error(location: Location, code: str, /, **values: object) -> Problem:
    """Make a problem that stops publishing."""
    return Problem(location, code, {name: str(value) for name, value in values.items()})


def warning(location: Location, code: str, /, **values: object) -> Problem:
    """Make a problem that someone should look at; `--strict` makes it stop publishing too."""
    texts = {name: str(value) for name, value in values.items()}
    return Problem(location, code, texts, Severity.WARNING)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in file order, each once."""
    unique = {problem.sort_key(): problem for problem in problems}
    return [unique[key] for key in sorted(unique)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def exit_status(problems: Iterable[Problem], *, is_strict: bool) -> int:
    """Return 1 when the problems stop publishing (in strict mode: any problem does), else 0."""
    found = list(problems)
    return int(bool(found) if is_strict else has_errors(found))
