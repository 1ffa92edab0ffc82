"""Gather and check: everything that happens before the first byte is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check_library
from generator.checks.privacy import check_hand_written, library_exceptions
from generator.checks.rule import Finding
from generator.clock import as_of_from
from generator.content import gather
from generator.library import Library
from generator.placing import build_library, zone_name_of
from generator.problems import Problem, has_errors, sort_problems
from generator.revisions.register.chain import Chain


@dataclass(frozen=True, slots=True)
class Prepared:
    """Content that has been read and checked.

    Attributes:
        content_path: The content folder.
        as_of: The moment the build is about, in the site's zone.
        library: The master list; some of it is missing when there are errors.
        problems: What someone should do something about, in file order.
        findings: What the rules found, with what the controller has said of it.
        whole_registers: The registers as they are, where the library is a filtered one; None: those of the library.
    """

    content_path: Path
    as_of: dt.datetime
    library: Library
    problems: list[Problem]
    findings: list[Finding]
    whole_registers: Mapping[str, Chain] | None = None

    @property
    def registers(self) -> Mapping[str, Chain]:
        """Return the registers as they are, for holding them against what older editions know."""
        return self.library.content.registers if self.whole_registers is None else self.whole_registers

    @property
    def is_publishable(self) -> bool:
        """Tell whether pages may be made from it."""
        return not has_errors(self.problems)


def prepare(content_path: Path, as_of: str | None, environ: Mapping[str, str], now: dt.datetime) -> Prepared:
    """Read and check all content.

    Args:
        content_path: The content folder.
        as_of: The option `--as-of`, if given.
        environ: The process's environment, for `SIGAP_AS_OF`.
        now: The present moment, used when neither is given.

    Raises:
        AsOfError: The moment is written wrongly.
    """
    library, moment = read_library(content_path, as_of, environ, now)
    checked = check_library(library)
    problems = sort_problems([*checked.problems, *_hand_written(library, content_path)])
    return Prepared(content_path, moment, library, problems, checked.findings)


def read_library(
    content_path: Path, as_of: str | None, environ: Mapping[str, str], now: dt.datetime
) -> tuple[Library, dt.datetime]:
    """Read all content without checking it, which takes half the time; see `prepare`.

    Returns:
        The master list and the moment it is about.
    """
    content = gather(content_path, name=content_path.name)
    moment = as_of_from(as_of, environ, zone_name_of(content), now)
    return build_library(content, moment), moment


def _hand_written(library: Library, content_path: Path) -> list[Problem]:
    exceptions = library_exceptions(library)
    pages = [path for path in library.content.other_paths if path.endswith(".md")]
    return [
        problem
        for path in pages
        for problem in check_hand_written(content_path / path, f"{library.content.root}/{path}", exceptions)
    ]
