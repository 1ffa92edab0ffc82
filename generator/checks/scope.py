"""What the rules look at: every model of the content, once, with its place in the library."""

from __future__ import annotations

from collections.abc import Iterator

from generator.library import HeldRevision, Library
from generator.model.base import Model
from generator.model.walk import descendants


def all_models(library: Library) -> Iterator[Model]:
    """Yield every model of every file, parents first, in the order of the files."""
    for file in library.content.files.values():
        yield from descendants(file.model)


def models_with_revision(library: Library) -> Iterator[tuple[Model, HeldRevision | None]]:
    """Yield every model of every file, with the revision whose text it belongs to; None outside of revisions."""
    of_file = {path: held for held in held_revisions(library) for path in (file.path for file in held.files.values())}
    for path, file in library.content.files.items():
        for model in descendants(file.model):
            yield model, of_file.get(path)


def held_revisions(library: Library) -> Iterator[HeldRevision]:
    """Yield every revision we hold."""
    for document in library.documents.values():
        yield from document.revisions.values()


def models_of(held: HeldRevision) -> Iterator[Model]:
    """Yield every model of one revision, its parts included."""
    for file in held.files.values():
        yield from descendants(file.model)
