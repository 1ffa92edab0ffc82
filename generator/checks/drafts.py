"""The rules on what is not published yet: each draft as it will be when it has taken its place.

Held against the revision in force, a draft would say everything twice. So the rules do not read it with the others;
they read the content once more for each draft, as if that had been published and in force. What they find in it then
is for its author: it stops the publication of the draft, and never that of the site, on which the draft is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.checks.rule import Finding
from generator.checks.rules import all_rules
from generator.library import HeldDocument, HeldRevision, Library
from generator.revisions.register.life import Stage
from generator.survey import survey_of


def draft_findings(library: Library) -> Iterator[Finding]:
    """Yield what the rules find in revisions that are not published."""
    for document in library.documents.values():
        for held in document.drafts:
            survey = survey_of(_as_published(library, document, held))
            for rule in all_rules():
                for finding in rule(survey):
                    if _is_in(finding, document, held):
                        yield replace(finding, is_of_draft=True)


def _is_in(finding: Finding, document: HeldDocument, held: HeldRevision) -> bool:
    is_of_document = finding.address.partition("/")[0] == document.id
    return is_of_document and finding.revision == held.revision.revision


def _as_published(library: Library, document: HeldDocument, held: HeldRevision) -> Library:
    """Return the library with a draft in force in the place of the revision that readers see."""
    published = replace(held, term=replace(held.term, start=None, stage=Stage.PUBLISHED))
    revisions = {each.revision.revision: each for each in (*document.shown, published)}
    documents = {**library.documents, document.id: replace(document, revisions=revisions, current=published)}
    return replace(library, documents=documents, fixed=None)
