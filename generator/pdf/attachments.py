"""What is attached to a controlled PDF: the canonical form of its revision."""

from __future__ import annotations

from dataclasses import dataclass

from generator.kinds.unit import Audience
from generator.library import HeldDocument, HeldRevision, Library
from generator.render.labels import label
from generator.revisions.canonical import canonical_form, form_bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF.

    Attributes:
        name: Its file name.
        mime: Its media type.
        relationship: What it is to the PDF, in the words of PDF/A-3: `source`, `data`, `supplement`.
        description: What it is, in Indonesian.
        data: Its bytes.
    """

    name: str
    mime: str
    relationship: str
    description: str
    data: bytes

    def to_data(self) -> dict[str, str]:
        """Return what a template must know to attach it; the file stands beside the template under its name."""
        return {
            "file": self.name,
            "name": self.name,
            "mime": self.mime,
            "relationship": self.relationship,
            "description": self.description,
        }


def canonical_attachment(
    library: Library, document: HeldDocument, held: HeldRevision, audience: Audience
) -> Attachment:
    """Return the canonical form of a revision, from which its fingerprint can be computed again."""
    form = canonical_form(library, document, held, audience)
    return Attachment(
        name=f"{document.id}-{held.revision.revision}.json",
        mime="application/json",
        relationship="source",
        description=label("press.canonical-form"),
        data=form_bytes(form),
    )
