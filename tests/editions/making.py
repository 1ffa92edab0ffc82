"""Small editions for tests: two pages and a manifest that is right."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from generator.editions.log import Hand
from generator.editions.manifest import MANIFEST, DocumentState, Manifest, RegisterHead, digests_of_files
from generator.editions.publish import publish_edition

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
ANI = Hand(NOON, "ani")


def head(lines: int, of: str = "a") -> RegisterHead:
    return RegisterHead(lines, f"{of}{lines}")


def add_edition(public: Path, name: str, lines: Mapping[str, RegisterHead] | None = None) -> Path:
    """Publish an edition of a day, which knows some registers; None: it has no manifest."""
    source = public.parent / f"source-{name}"
    (source / "kasir").mkdir(parents=True)
    (source / "index.html").write_text(name)
    (source / "kasir/index.html").write_text(name * 2)
    if lines is not None:
        documents = {document: DocumentState("1", "s2:0", "in-force", register) for document, register in lines.items()}
        manifest = Manifest(name, f"{name}T00:00:00+07:00", documents=documents, files=digests_of_files(source))
        (source / MANIFEST).write_bytes(manifest.to_bytes())
    return publish_edition(source, public, name, title=name, as_of=dt.date.fromisoformat(name), hand=ANI)


def tree(path: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
