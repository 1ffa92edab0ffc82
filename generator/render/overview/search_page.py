"""The page of search: room for the field and its results, and an index of all titles by initial letter.

The index is what a reader without JavaScript has. It stands on the page itself while it is short; else each letter has
a page of its own, in parts where one is long, so that no page grows with the content.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.parts import nothing_section

if TYPE_CHECKING:
    from generator.render.context import PageContext
    from generator.render.overview.gathered import Gathered
    from generator.render.page import Page
    from generator.search.answer import Answer

NAME: Final = "search"
MOST_ON_PAGE: Final = 400
"""So many titles a page may list: some ten screens, and far below what slows a browser down."""
DIGITS: Final = "0–9"
OTHERS: Final = "#"
_SLUGS: Final = {DIGITS: "0-9", OTHERS: "lain"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of the index.

    Attributes:
        title: As a result of search shows it.
        url: On the site, with its fragment; on a page, the way there.
        facts: What sort of answer it is and where it stands, in words.
    """

    title: str
    url: str
    facts: str


@dataclass(frozen=True, slots=True)
class WayView:
    """The way to a letter or to a part of one, None on the page that shows it; and what is there, in words."""

    title: str
    url: str | None
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The titles that begin with a letter."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What search-page.jinja shows: the ways to letters, and the letters that stand on the page itself."""

    ways: tuple[WayView, ...]
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """What search-letter.jinja shows: the ways to all letters and to the parts of this one, then its titles."""

    ways: tuple[WayView, ...]
    parts: tuple[WayView, ...]
    letter: Letter


def search_pages(gathered: Gathered) -> Iterator[Page]:
    """Yield the page of search, and the pages of its index where that is long."""
    index = index_of(gathered.context.answers)
    is_long = sum(len(entries) for entries in index.values()) > MOST_ON_PAGE
    yield replace(_search_page(gathered, index, is_long=is_long), is_indexed=False)
    if is_long:
        for letter, entries in index.items():
            parts = [entries[start : start + MOST_ON_PAGE] for start in range(0, len(entries), MOST_ON_PAGE)]
            for part in range(len(parts)):
                yield replace(_page_of_part(gathered, index, letter, parts, part), is_indexed=False)


def index_of(answers: Iterable[Answer]) -> dict[str, list[Entry]]:
    """Return the titles of what holds or will hold, by initial letter and in alphabetical order; each place once."""
    found: dict[tuple[str, str], Entry] = {}
    for answer in answers:
        if not answer.group.origin.is_history:
            title = " ".join(answer.title.split())
            found.setdefault((title, answer.url), Entry(title, answer.url, _facts(answer)))
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(found.values(), key=lambda entry: (_sort_key(entry.title), entry.title, entry.url)):
        letters.setdefault(initial_of(entry.title), []).append(entry)
    return dict(sorted(letters.items(), key=lambda item: (item[0] in _SLUGS, item[0] == OTHERS, item[0])))


def initial_of(title: str) -> str:
    """Return what a title is listed under: a letter without its accent, `0–9` or `#`; signs before it do not count."""
    first = _sort_key(title)[:1].upper()
    if first.isascii() and first.isalpha():
        return first
    return DIGITS if first.isascii() and first.isdigit() else OTHERS


def _sort_key(title: str) -> str:
    """Return the words of a title, without case, accents and signs."""
    letters = unicodedata.normalize("NFKD", title).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def _facts(answer: Answer) -> str:
    group = answer.group
    origin = group.origin.title if group.origin.title != answer.title else ""
    number = label("overview.clause", number=answer.number) if answer.number else ""
    place = ", ".join(each for each in (origin, number) if each)
    facts = (label(f"search.kind.{group.kind}"), place, group.window.words)
    return " · ".join(each for each in facts if each)


def _search_page(gathered: Gathered, index: dict[str, list[Entry]], *, is_long: bool) -> Page:
    page = gathered.context.page(URLS[NAME])
    if is_long:
        view = SearchView(tuple(_ways_to_pages(page, index)), ())
    else:
        letters = tuple(_letter(page, letter, entries) for letter, entries in index.items())
        view = SearchView(tuple(WayView(letter.title, f"#{letter.anchor}") for letter in letters), letters)
    sections = [Section(render("render/overview/search-page.jinja", view))]
    if not index:
        sections.append(nothing_section(NAME))
    return make_page(page, gathered, PageText(NAME, sections, lists_origins=False, has_contents=False))


def _page_of_part(
    gathered: Gathered, index: dict[str, list[Entry]], letter: str, parts: Sequence[Sequence[Entry]], part: int
) -> Page:
    below = _below(letter, part)
    page = gathered.context.page(_url(letter, part))
    view = LetterView(
        ways=tuple(replace(way, facts="") for way in _ways_to_pages(page, index)),
        parts=tuple(_ways_to_parts(page, letter, parts)) if len(parts) > 1 else (),
        letter=_letter(page, letter, parts[part]),
    )
    name = _name(letter)
    if len(parts) > 1:
        name = label("overview.search.part", letter=name, part=part + 1, parts=len(parts))
    title = label("overview.search.letter", letter=name)
    sections = [Section(render("render/overview/search-letter.jinja", view))]
    text = PageText(NAME, sections, (), _lead(letter), (below, title), lists_origins=False, has_contents=False)
    return make_page(page, gathered, text)


def _ways_to_pages(page: PageContext, index: dict[str, list[Entry]]) -> Iterator[WayView]:
    for letter, entries in index.items():
        url = _url(letter)
        count = label("overview.search.count", count=len(entries))
        yield WayView(_name(letter), None if url == page.url else page.to(url), count)


def _ways_to_parts(page: PageContext, letter: str, parts: Sequence[Sequence[Entry]]) -> Iterator[WayView]:
    """Yield the ways to the parts of a letter, each with its first and last title."""
    for number, part in enumerate(parts):
        url = _url(letter, number)
        span = label("overview.search.span", first=part[0].title, last=part[-1].title)
        yield WayView(str(number + 1), None if url == page.url else page.to(url), span)


def _letter(page: PageContext, letter: str, entries: Iterable[Entry]) -> Letter:
    linked = tuple(replace(entry, url=page.to(entry.url)) for entry in entries)
    return Letter(_name(letter), f"huruf-{_slug(letter)}", linked)


def _name(letter: str) -> str:
    return label("overview.search.others") if letter == OTHERS else letter


def _lead(letter: str) -> str:
    if letter == OTHERS:
        return label("overview.search.lead-of-others")
    return label("overview.search.lead-of-letter", letter=letter)


def _slug(letter: str) -> str:
    return _SLUGS.get(letter) or letter.lower()


def _below(letter: str, part: int) -> str:
    """Return the end of the address of a part of a letter: `p` for the first, then `p/2`."""
    return f"{_slug(letter)}/{part + 1}" if part else _slug(letter)


def _url(letter: str, part: int = 0) -> str:
    return f"{URLS[NAME]}{_below(letter, part)}/"
