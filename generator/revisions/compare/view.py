"""The Semula / Menjadi matrix of a comparison, for any page that shows one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.addresses import parse_address
from generator.library import HeldRevision
from generator.render.environment import render
from generator.render.labels import label
from generator.render.titles import reference_title_of
from generator.revisions.compare.model import Change, ChangeKind, Comparison, WordRun
from generator.revisions.compare.words import field_name

if TYPE_CHECKING:
    from generator.render.context import PageContext

GONE = (ChangeKind.REMOVED, ChangeKind.ROW_REMOVED)
PAGE_ONLY = "source_page"


@dataclass(frozen=True, slots=True)
class Row:
    """One change.

    Attributes:
        kind: For the class of its badge.
        kind_words: What changed, in words.
        number: As it is now; as it was, where it is gone.
        url: Its unit in the later revision, in the earlier one where it is gone; None where it leads nowhere.
        former: The address it had before, in words; empty where it is the same.
        semula, menjadi: With the words that fell out and came in marked; None where there was nothing.
    """

    kind: ChangeKind
    kind_words: str
    number: str
    title: str
    url: str | None
    former: str
    semula: Markup | None
    menjadi: Markup | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changes of one chapter."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What comparison.jinja shows.

    Attributes:
        kinds: Each kind that occurs: its name, its words, how often.
        pages: Units whose only difference is the page of the source: their titles, before, after.
    """

    before: str
    after: str
    kinds: tuple[tuple[ChangeKind, str, int], ...]
    chapters: tuple[Chapter, ...]
    pages: tuple[tuple[str, str, str], ...]
    pages_title: str


def comparison_html(page: PageContext, comparison: Comparison, *, is_linked: bool = True) -> Markup:
    """Return a comparison: how many changes of each kind, then each one, chapter by chapter, Semula beside Menjadi.

    Args:
        page: The page it stands on; its component is `sigap-compare`.
        comparison: Of two held revisions of one document.
        is_linked: Titles lead to the units; not in a file that leaves the site.
    """
    told = [change for change in comparison.changes if not _is_page_only(change)]
    view = ComparisonView(
        comparison.before,
        comparison.after,
        tuple((kind, label(f"compare.kind.{kind}"), count) for kind, count in comparison.counts.items()),
        tuple(_chapters(page, comparison, told, is_linked=is_linked)),
        tuple(_pages(comparison)),
        field_name(PAGE_ONLY),
    )
    return render("revisions/compare/comparison.jinja", view)


def marked(runs: Sequence[WordRun], text: str | None, *, is_before: bool) -> Markup | None:
    """Return one side of a change as HTML, its words marked by elements, by lines and by words for screen readers.

    Args:
        runs: Word by word; empty where there is only one side, which is shown as it is.
        text: The side as a whole; None where there is none.
        is_before: The side that was.
    """
    if text is None:
        return None
    if not runs:
        return _lines(text)
    mark, tag = ("removed", "del") if is_before else ("added", "ins")
    pieces = (_run(run, tag) if run.mark == mark else _lines(run.text) for run in runs if run.mark in ("same", mark))
    return Markup("").join(pieces)


def _run(run: WordRun, tag: str) -> Markup:
    # An element that holds a line break would run on into the next line; blanks around words are no words.
    words = run.text.strip()
    if not words:
        return _lines(run.text)
    start = run.text.index(words)
    before, behind = run.text[:start], run.text[start + len(words) :]
    inside = Markup('<{0} class="sigap-compare__{0}"><span class="sigap-compare__said">[{1}: </span>').format(
        tag, label(f"compare.{run.mark}-mark")
    )
    end = Markup('<span class="sigap-compare__said">]</span></{}>').format(tag)
    return _lines(before) + inside + _lines(words) + end + _lines(behind)


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _is_page_only(change: Change) -> bool:
    return change.kind is ChangeKind.OTHER_CHANGED and all(each.path == (PAGE_ONLY,) for each in change.fields)


def _pages(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    nothing = label("compare.nothing")
    for change in filter(_is_page_only, comparison.changes):
        (field,) = change.fields
        name = f"{change.number_after} {change.title}".strip()
        yield name, str(field.before or nothing), str(field.after or nothing)


def _chapters(
    page: PageContext, comparison: Comparison, changes: Iterable[Change], *, is_linked: bool
) -> Iterator[Chapter]:
    revisions = page.library.documents[comparison.document].revisions
    places = [_chapters_of(revisions[key]) for key in (comparison.after, comparison.before)]

    def chapter_of(change: Change) -> str:
        titles = (place.get(change.address) for place in places)
        return next((title for title in titles if title), label("compare.document"))

    for title, several in groupby(changes, chapter_of):
        yield Chapter(title, tuple(_row(page, comparison, change, is_linked=is_linked) for change in several))


def _chapters_of(held: HeldRevision) -> dict[str, str]:
    """Return the number and title of the chapter in which each unit of a revision stands."""
    found: dict[str, str] = {}
    for unit in held.units.values():
        found[unit.address] = found[unit.parent] if unit.parent else reference_title_of(unit)
    return found


def _row(page: PageContext, comparison: Comparison, change: Change, *, is_linked: bool) -> Row:
    former = change.address_before
    return Row(
        change.kind,
        label(f"compare.kind.{change.kind}"),
        change.number_after or change.number_before,
        change.title,
        _url(page, comparison, change) if is_linked else None,
        label("compare.was", address=former) if former else "",
        marked(change.runs, change.semula, is_before=True),
        marked(change.runs, change.menjadi, is_before=False),
    )


def _url(page: PageContext, comparison: Comparison, change: Change) -> str | None:
    address = parse_address(change.address)
    if not address.tail:
        return None
    document = page.library.documents[comparison.document]
    held = document.revisions[comparison.before if change.kind in GONE else comparison.after]
    is_there = address.head == document.id and address.tail in held.units and held.term.stage.is_shown
    return page.link(f"{document.id}@{held.revision.revision}/{'/'.join(address.tail)}") if is_there else None
