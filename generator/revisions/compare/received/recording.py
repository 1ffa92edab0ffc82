"""Recording in the register that a revision was held against a file."""

from __future__ import annotations

from dataclasses import replace

from generator.revisions.acts.desk import Desk, Outcome
from generator.revisions.compare.received.matching import Received
from generator.revisions.register.entry import Act


def record_comparison(desk: Desk, received: Received) -> Outcome:
    """Add a line that says which file a revision was held against, and what was found; the file itself is not kept.

    Raises:
        RefusalError: The document or revision is unknown, or its register takes no line.
    """
    document = desk.document(received.document)
    held = desk.revision(document, received.revision)
    entry = desk.line(document, received.revision, Act.COMPARED)
    fingerprint = desk.fingerprint(document, held)
    return desk.outcome(document, replace(entry, fingerprint=fingerprint, facts=received.facts))
