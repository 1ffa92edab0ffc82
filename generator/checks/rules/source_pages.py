"""Source pages: the text runs through the pages of its source without jumping back and without a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.reading.source_pages import is_backwards, read_pages
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause, DefinitionBlock, ExampleBlock
from generator.kinds.document.schema import Revision
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey

PAGED = (Clause, DefinitionBlock, ExampleBlock)
NUMBERS = re.compile(r"[0-9]+")
NAMED_PAGE = re.compile(
    r"\b(?:halaman|hal\.?|lembar)\s*([0-9]{1,4}(?:\s*(?:-|–|s\.?d\.?)\s*[0-9]{1,4})?)", re.IGNORECASE
)


def _written(entry: Entry[Model]) -> str:
    return getattr(entry.model, "source_page", None) or ""


@rule(
    "source-page-order",
    message=Words(
        en="source page '{page}' lies outside of pages {bound}, where this place belongs",
        id="halaman sumber '{page}' di luar halaman {bound}, tempat bagian ini seharusnya",
    ),
    hint=Words(
        en="correct `source_page`, or move the section to where the source has it",
        id="betulkan `source_page`, atau pindahkan bagian ini ke tempatnya menurut sumber",
    ),
)
def source_page_order(survey: Survey) -> Iterator[Finding]:
    """A source page goes back, leaves the pages of the section around it, or lies behind the last page.

    Why it matters: readers are sent to the wrong page of the source, or the text has another order than the source.

    Wrong:
        - {number: "1", id: tujuan, title: Tujuan, source_page: "4"}
        - {number: "2", id: lingkup, title: Ruang lingkup, source_page: "3"}
    Right:
        - {number: "1", id: tujuan, title: Tujuan, source_page: "3"}
        - {number: "2", id: lingkup, title: Ruang lingkup, source_page: "4"}

    Limits: gaps and the approval sheet may name any page.
    """
    for reading in survey.revisions:
        revision = reading.head.model
        last = revision.pages if isinstance(revision, Revision) and isinstance(revision.pages, int) else None
        begun: dict[int, tuple[int, Entry[Model]]] = {}
        for entry in reading.of(*PAGED):
            found = _misplaced(entry, last, begun)
            if found is not None:
                bound, also = found
                page = _written(entry)
                yield source_page_order.finding(
                    entry.model.place("source_page"), entry, also=also, is_for_agents=False, page=page, bound=bound
                )


def _misplaced(
    entry: Entry[Model], last: int | None, begun: dict[int, tuple[int, Entry[Model]]]
) -> tuple[str, list[Entry[Model]]] | None:
    """Return what an entry's page does not fit, and whose; note where its siblings have got to."""
    pages = read_pages(_written(entry))
    if not pages:
        return ("-".join(reversed(NUMBERS.findall(_written(entry)))), []) if is_backwards(_written(entry)) else None
    if last is not None and max(pages) > last:
        return f"1-{last}", []
    before = begun.get(id(entry.parent))
    begun[id(entry.parent)] = (min(pages), entry)
    if before is not None and min(pages) < before[0]:
        begun[id(entry.parent)] = before
        return f"{before[0]}-{last or '…'}", [before[1]]
    around = next((each for each in entry.around() if read_pages(_written(each))), None)
    if around is not None and not pages <= read_pages(_written(around)):
        return _written(around), [around]
    return None


@rule(
    "source-page-missing",
    message=Words(
        en="nothing of the text stands on page {pages} of the source",
        id="tidak ada bagian naskah dari halaman {pages} pada sumber",
    ),
    hint=Words(
        en="ask the owner for the page, or correct `pages` and `source_page`",
        id="minta halaman itu kepada pemilik dokumen, atau betulkan `pages` dan `source_page`",
    ),
)
def source_page_missing(survey: Survey) -> Iterator[Finding]:
    """A page of the source is lost, or no section names it.

    Why it matters: what stood on that page, perhaps a flow or a table, is missing without anyone knowing.

    Wrong:
        pages: 3
        sections:
          - {number: "1", id: tujuan, title: Tujuan, source_page: "1"}
          - {number: "2", id: lingkup, title: Ruang lingkup, source_page: "3"}
    Right:
        pages: 3
        sections:
          - {number: "1", id: tujuan, title: Tujuan, source_page: 1-2}
          - {number: "2", id: lingkup, title: Ruang lingkup, source_page: "3"}

    Limits: pages before the first section (cover, approvals, log) are not looked for, nor is anything where fewer than
    half of the pages are named.
    """
    for reading in survey.revisions:
        revision = reading.head.model
        if not isinstance(revision, Revision):
            continue
        lost = {page for each in NAMED_PAGE.findall(revision.pages_note or "") for page in read_pages(each)}
        if lost:
            place = revision.place("pages_note")
            yield source_page_missing.finding(place, reading.head, is_for_agents=False, pages=_listed(lost))
        silent = _silent_pages(reading, revision) - lost
        if silent:
            place = revision.place("pages")
            yield source_page_missing.finding(place, reading.head, is_for_agents=False, pages=_listed(silent))


def _silent_pages(reading: RevisionReading, revision: Revision) -> set[int]:
    if not isinstance(revision.pages, int) or revision.pages > 2000:
        return set()
    named = {page for entry in reading.of(*PAGED) for page in _own_pages(entry)}
    if not named:
        return set()
    expected = set(range(min(named), revision.pages + 1))
    return expected - named if len(expected & named) * 2 >= len(expected) else set()


def _own_pages(entry: Entry[Model]) -> frozenset[int]:
    """Return the pages that an entry itself vouches for: the first only, when its parts name theirs."""
    pages = read_pages(_written(entry))
    parts = [each for each in entry.inside if isinstance(each.model, PAGED)]
    if pages and len(parts) > 1 and all(read_pages(_written(each)) for each in parts):
        return frozenset({min(pages)})
    return pages


def _listed(pages: set[int]) -> str:
    return ", ".join(str(page) for page in sorted(pages))
