"""The rules on what is to come: each draft, and each revision that begins later, as it will be in its place.

Held against the revision in force, what replaces it would say everything twice. So the rules do not read it with the
others; they read the content once more for each, as if that had been published and in force. What they find in a draft
is for its author: it stops the publication of the draft, and never that of the site, on which the draft is not. What
is published and only begins later is on the site, and its findings count like all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks.rule import Finding
from generator.checks.rules import all_rules
from generator.library import HeldDocument, HeldRevision, Library
from generator.revisions.register.life import Stage
from generator.survey import survey_of


def findings_ahead(library: Library) -> Iterator[Finding]:
    """Yield what the rules find in revisions that are not published, or not in force yet beside one that is."""
    for document in library.documents.values():
        for held in document.drafts:
            for finding in _findings_in(library, document, held):
                yield replace(finding, is_of_draft=True)
        for held in document.coming(library.now):
            yield from _findings_in(library, document, held)


def _findings_in(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[Finding]:
    survey = survey_of(_as_published(library, document, held))
    for rule in all_rules():
        yield from (finding for finding in rule(survey) if _is_in(finding, document, held))


def _is_in(finding: Finding, document: HeldDocument, held: HeldRevision) -> bool:
    is_of_document = finding.address.partition("/")[0] == document.id
    return is_of_document and finding.revision == held.revision.revision


def _as_published(library: Library, document: HeldDocument, held: HeldRevision) -> Library:
    """Return the library with a revision in force in the place of the one that readers see."""
    published = replace(held, term=replace(held.term, start=None, stage=Stage.PUBLISHED))
    revisions = {each.revision.revision: each for each in (*document.shown, published)}
    documents = {**library.documents, document.id: replace(document, revisions=revisions, current=published)}
    return replace(library, documents=documents, fixed=None)
