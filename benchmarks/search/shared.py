"""The measuring material that is kept beside the project: judged queries, units of the sources, the site evaluator."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
CAN_NOT = 3
"""The exit status for "the work could not be done", as in the sigap command."""
MAIN, HARD = "queries_dev.json", "queries_hard_dev.json"
"""The development queries; those for judging are kept apart and never asked for here."""


@dataclass(frozen=True, slots=True)
class Query:
    """One judged query.

    Attributes:
        type: Such as `kw`, `typo`, `hard`; `none` when nothing answers it.
        relevant: Keys of units to their grade: 2 is the answer, 1 is of use.
    """

    id: str
    type: str
    text: str
    relevant: dict[str, int]


class Shared:
    """The folder of the measuring material.

    Args:
        folder: It holds `search/`.

    Raises:
        SystemExit: The folder is not there; the message says how to name another.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "search"
        missing = [name for name in ("evaluate_site.py", "units.json", MAIN, HARD) if not self.path(name).is_file()]
        if missing:
            lacking = f"{self.folder} lacks {', '.join(missing)}"
            print(f"sigap: {lacking}; name the folder that holds search/ with --shared", file=sys.stderr)
            raise SystemExit(CAN_NOT)

    def path(self, name: str) -> Path:
        """Return the path of a file."""
        return self.folder / name

    def read(self, name: str) -> Any:
        """Return what a JSON file holds."""
        return json.loads(self.path(name).read_text(encoding="utf-8"))

    def queries(self) -> list[Query]:
        """Return the development queries, the main ones first."""
        found = [each for name in (MAIN, HARD) for each in self.read(name)]
        return [Query(each["id"], each["type"], each["query"], each["relevant"]) for each in found]

    def evaluator(self) -> ModuleType:
        """Return the site evaluator as a module, for its way of reading pages and of judging."""
        spec = importlib.util.spec_from_file_location("evaluate_site", self.path("evaluate_site.py"))
        if spec is None or spec.loader is None:
            raise ImportError(str(self.path("evaluate_site.py")))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def default_folder() -> Path:
    """Return where the material lies unless said otherwise: beside the project."""
    return PROJECT.parent / "shared"
