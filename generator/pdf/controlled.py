"""The controlled PDF of a revision: its text, with what proves which text it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from generator.kinds.unit import Audience
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.pdf.attachments import canonical_attachment
from generator.pdf.document import document_source
from generator.pdf.locate import pressing
from generator.pdf.press import UNDATED, press
from generator.pdf.proof import proof_of
from generator.pdf.source import PdfSource
from generator.render.context import RenderContext
from generator.render.places import revision_url


def controlled_pdf(context: RenderContext, document: HeldDocument, held: HeldRevision) -> bytes:
    """Return the controlled PDF of a revision.

    Raises:
        PressError: It cannot be set; the problems say why.
    """
    with pressing(context.library, held.revision.location, held):
        return press(
            controlled_source(context, document, held),
            cache_path=context.cache_path,
            timestamp=moment_of(held),
            place=held.revision.location,
        )


def controlled_source(
    context: RenderContext, document: HeldDocument, held: HeldRevision, audience: Audience = "internal"
) -> PdfSource:
    """Return the text of a revision with its address, fingerprint and canonical form.

    Args:
        context: The build.
        document: The document.
        held: The revision.
        audience: Who will read it; the canonical form holds no more than that.
    """
    context, document = context.of(held), context.document_of(held)
    source = document_source(context, document, held)
    attachment = canonical_attachment(context.library, document, held, audience)
    proof = proof_of(context.library, revision_url(document.id, held.revision.revision))
    data = {
        **source.data,
        **proof.data,
        "fingerprint": context.fingerprints.of_revision(document, held),
        "attachments": [attachment.to_data()],
    }
    return replace(source, data=data, files={**source.files, **proof.files, attachment.name: attachment.data})


def moment_of(held: HeldRevision) -> dt.datetime:
    """Return the moment inside a revision's PDF: the first of its date, by UTC; `UNDATED` where that is not known."""
    day = held.revision.issued_on
    return UNDATED if isinstance(day, Missing) else dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
