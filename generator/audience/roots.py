"""Folders of editions belong to one audience: public and internal editions never stand in one another's reach."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from generator.editions.publish import VERSIONS, PublishError
from generator.kinds.unit import Audience
from generator.problems import Location, error

MARK: Final = ".audience"
"""The file in a folder of editions that says whose they are; none with editions beside it: `internal`."""

FOLDERS: Final[dict[Audience, str]] = {"internal": "public", "public": "public-site"}
"""Where editions are published in a project, unless `--out` says otherwise; `public/` is that of internal ones."""


def claim_root(public_path: Path, audience: Audience) -> None:
    """Mark a folder of editions as that of an audience.

    Raises:
        PublishError: It holds editions for others, or lies inside a folder of them.
    """
    for folder in (public_path, *public_path.absolute().resolve().parents):
        held = audience_of(folder)
        if held is not None and held != audience:
            location = Location(public_path.name)
            raise PublishError(error(location, "publish-audience", audience=audience, held=held))
    if audience != "internal":
        (public_path / MARK).write_text(f"{audience}\n", encoding="utf-8")


def audience_of(folder: Path) -> str | None:
    """Return whose editions a folder holds; None when it holds none."""
    mark = folder / MARK
    if mark.is_file():
        return mark.read_text(encoding="utf-8").strip()
    return "internal" if (folder / VERSIONS).is_file() else None
