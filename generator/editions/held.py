"""The editions of a site: what there is, and rolling back to an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editions.log import Hand, LogLine, line_of, publications
from generator.editions.manifest import MANIFEST, Manifest, ManifestError, damage_of, read_manifest
from generator.editions.publish import BUILDING, EDITION_NAME, NEXT, REMOVED, Public, PublishError, Version, open_public
from generator.problems import Location, Problem, error


@dataclass(frozen=True, slots=True)
class HeldEdition:
    """An edition as it stands in its folder.

    Attributes:
        name: Its folder.
        title: What the version selector shows; empty when no list names it.
        as_of: The moment it shows: with zone from its manifest, else the day of the list; empty when neither says.
        size_bytes: Of all its files.
        documents: How many it shows; None without a manifest that can be read.
        audience: Who may read it; empty like `documents`.
        is_latest: `latest` leads to it.
        is_listed: `versions.json` names it.
        is_there: Its folder exists.
    """

    name: str
    title: str
    as_of: str
    size_bytes: int
    documents: int | None
    audience: str
    is_latest: bool
    is_listed: bool
    is_there: bool

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {
            "edition": self.name,
            "title": self.title,
            "as_of": self.as_of,
            "size_bytes": self.size_bytes,
            "documents": self.documents,
            "audience": self.audience,
            "latest": self.is_latest,
            "listed": self.is_listed,
            "there": self.is_there,
        }


def held_editions(public_path: Path) -> list[HeldEdition]:
    """Return the editions of a folder, in the order of its list, then those that no list names.

    Nothing is locked or changed: a build may go on meanwhile.

    Raises:
        PublishError: There are none, or the list cannot be read.
    """
    require_editions(public_path)
    public = Public(public_path)
    listed = {str(entry["version"]): entry for entry in public.versions()}
    others = sorted(name for name in _folders(public_path) if name not in listed)
    return [_held(public, name, listed.get(name)) for name in (*listed, *others)]


def require_editions(public_path: Path) -> None:
    """Raise when a folder holds no editions: looking for some must not make a folder."""
    if not public_path.is_dir():
        raise PublishError(error(Location(public_path.name), "publish-no-editions"))


def _folders(public_path: Path) -> Iterator[str]:
    for path in public_path.iterdir():
        if path.is_dir() and not path.is_symlink() and not path.name.startswith((BUILDING, NEXT, REMOVED)):
            yield path.name


def _held(public: Public, name: str, entry: Version | None) -> HeldEdition:
    path = public.path / name
    try:
        manifest: Manifest | None = read_manifest(path / MANIFEST)
    except (ManifestError, OSError):
        manifest = None
    return HeldEdition(
        name=name,
        title=str((entry or {}).get("title", "")),
        as_of=manifest.as_of if manifest else _listed_day(entry),
        size_bytes=sum(file.lstat().st_size for file in path.rglob("*") if not file.is_dir()),
        documents=len(manifest.documents) if manifest else None,
        audience=manifest.audience if manifest else "",
        is_latest=name == public.latest,
        is_listed=entry is not None,
        is_there=path.is_dir(),
    )


def _listed_day(entry: Mapping[str, Any] | None) -> str:
    properties = (entry or {}).get("properties")
    return str(properties.get("as_of", "")) if isinstance(properties, dict) else ""


@dataclass(frozen=True, slots=True)
class RolledBack:
    """A roll back: from which edition to which."""

    before: str
    now: str


def roll_back(public_path: Path, edition: str | None, hand: Hand) -> RolledBack:
    """Move `latest` to another edition, in one step; nothing else of what readers see changes.

    Args:
        public_path: The folder of the editions.
        edition: Which one; None: the one that was published before the one at `latest`.
        hand: Who does it, and when.

    Raises:
        PublishError: There is no such edition, or its files are not what its manifest says.
    """
    require_editions(public_path)
    with open_public(public_path) as public:
        name = edition or _before(public)
        versions = public.versions()
        listed = [str(entry["version"]) for entry in versions]
        if name not in listed or not (public.path / name).is_dir() or not EDITION_NAME.fullmatch(name):
            known = ", ".join(listed)
            raise PublishError(error(Location(public_path.name), "publish-edition-unknown", edition=name, known=known))
        manifest = whole_manifest(public_path, name)
        before = public.latest
        if name != before:
            public.step(versions, line_of("rolled-back", name, hand, manifest.heads), latest=name)
        return RolledBack(before, name)


def _before(public: Public) -> str:
    """Return the edition before the one at `latest`: by the log, else by the list, which is sorted by `as_of`."""
    there = [str(entry["version"]) for entry in public.versions() if (public.path / str(entry["version"])).is_dir()]
    logged = [name for name in publications(public.log()) if name in there]
    oldest_first = logged if public.latest in logged[1:] else there[::-1]
    at = oldest_first.index(public.latest) if public.latest in oldest_first else 0
    if not at:
        raise PublishError(error(Location(public.path.name), "publish-nothing-before", edition=public.latest or "-"))
    return oldest_first[at - 1]


def whole_manifest(public_path: Path, name: str) -> Manifest:
    """Return the manifest of an edition whose files are all as it says.

    Raises:
        PublishError: It has none, or it cannot be read, or files differ from it.
    """
    place = Location(f"{public_path.name}/{name}/{MANIFEST}")
    try:
        manifest = read_manifest(public_path / name / MANIFEST)
    except FileNotFoundError:
        raise PublishError(error(place, "publish-no-manifest", edition=name)) from None
    except ManifestError as failure:
        raise PublishError(error(place, "publish-manifest-unreadable", reason=failure)) from None
    if paths := damage_of(public_path / name, manifest).paths:
        problem: Problem = error(place, "publish-edition-damaged", edition=name, count=len(paths), first=paths[0])
        raise PublishError(problem)
    return manifest


def rolled_back_since(log: Sequence[LogLine]) -> LogLine | None:
    """Return the last roll back, when nothing was published after it."""
    for line in reversed(log):
        if line.deed != "pruned":
            return line if line.deed == "rolled-back" else None
    return None
