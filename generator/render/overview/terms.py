"""The glossary: definitions with source and scope, conflicting ones side by side, and terms nobody defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.kinds.definition.schema import Definition
from generator.kinds.definition.view import definition_html
from generator.kinds.glossary.schema import Meaning, Term
from generator.render.context import Mark, PageContext
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import filter_html, slug
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.links import LinkView, links_to
from generator.render.overview.origins import origins_of, source_html, source_of
from generator.render.overview.parts import nothing_section
from generator.render.overview.turned import page_of, turned
from generator.render.page import Page

NAME = "terms"
LIST_ID = "daftar-istilah"
OTHER_LETTERS = "#"


@dataclass(frozen=True, slots=True)
class DefinitionOf:
    """A definition as its kind draws it, and where it comes from."""

    html: Markup
    source: Markup


@dataclass(frozen=True, slots=True)
class UndefinedView:
    """A term that the documents use without defining it."""

    mark: Mark
    spellings: str
    scope: str
    follows_from: Markup | None
    meaning: Meaning | None
    meaning_text: Markup | None
    sources: tuple[LinkView, ...]
    remark: Markup | None


@dataclass(frozen=True, slots=True)
class TermView:
    """A term with all that is known of it.

    Attributes:
        has_conflict: Several documents define it, each in its own words.
    """

    anchor: str
    term: str
    has_conflict: bool
    definitions: tuple[DefinitionOf, ...]
    undefined: tuple[UndefinedView, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with a letter."""

    anchor: str
    title: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """What terms.jinja shows."""

    list_id: str
    filter: Markup
    topics: tuple[Letter, ...]


def terms_page(gathered: Gathered) -> Page:
    """Return the glossary."""
    page = gathered.context.page(URLS[NAME])
    terms = grouped_terms(gathered)
    if not terms:
        return make_page(page, gathered, PageText(NAME, [nothing_section(NAME)]))
    letters: dict[str, list[TermView]] = {}
    for key, found in terms.items():
        letters.setdefault(initial_of(key), []).append(_term(page, gathered, found))
    topics = tuple(Letter(_anchor_of_letter(letter), letter, tuple(views)) for letter, views in letters.items())
    view = TermsView(LIST_ID, filter_html(LIST_ID, NAME), topics)
    origins = origins_of(page, gathered, [found.unit for found in gathered.turns(Definition)])
    sections = [Section(render("render/overview/terms.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, has_contents=False))


def grouped_terms(gathered: Gathered) -> dict[str, list[Found[Definition] | Found[Term]]]:
    """Return definitions and undefined terms by their normalised term, in alphabetical order."""
    found: dict[str, list[Found[Definition] | Found[Term]]] = {}
    units: list[Found[Definition] | Found[Term]] = [*gathered.turns(Definition), *gathered.all(Term)]
    for each in units:
        found.setdefault(normalised(each.model.term), []).append(each)
    return dict(sorted(found.items()))


def normalised(term: str) -> str:
    """Return the form under which two spellings of one term meet: case, spaces and punctuation do not matter."""
    return " ".join(re.findall(r"\w+", term.casefold()))


def initial_of(key: str) -> str:
    """Return the letter that a term is listed under."""
    return key[0].upper() if key[:1].isalpha() else OTHER_LETTERS


def _anchor_of_letter(letter: str) -> str:
    return f"huruf-{slug(letter) or 'lain'}"


def _term(page: PageContext, gathered: Gathered, found: Iterable[Found[Definition] | Found[Term]]) -> TermView:
    units = list(found)
    definitions = [Found(each.unit, each.model, each.turn) for each in units if isinstance(each.model, Definition)]
    documents = {each.unit.document for each in definitions}
    return TermView(
        anchor=f"istilah-{slug(units[0].model.term)}",
        term=units[0].model.term,
        has_conflict=len(documents) > 1,
        definitions=tuple(_definition(page, gathered, each) for each in definitions),
        undefined=tuple(_undefined(page, units)),
    )


def _definition(page: PageContext, gathered: Gathered, found: Found[Definition]) -> DefinitionOf:
    own = page_of(page, found.turn)
    html = turned(page, found.turn, definition_html(own, found.model))
    return DefinitionOf(html, source_html(source_of(own, gathered, found.unit)))


def _undefined(page: PageContext, units: Iterable[Found[Definition] | Found[Term]]) -> Iterator[UndefinedView]:
    for term in (each.model for each in units if isinstance(each.model, Term)):
        yield UndefinedView(
            mark=page.mark(term),
            spellings=", ".join(term.spellings),
            scope=term.scope or "",
            follows_from=page.html(term.follows_from) if term.follows_from else None,
            meaning=term.meaning,
            meaning_text=page.html(term.meaning.text) if term.meaning else None,
            sources=links_to(page, term.sources),
            remark=page.html(term.remark) if term.remark else None,
        )


def undefined_terms(gathered: Gathered) -> list[Found[Term]]:
    """Return the terms whose meaning nobody has confirmed."""
    return [found for found in gathered.all(Term) if found.model.meaning is None]


def terms_in_conflict(gathered: Gathered) -> list[list[Found[Definition]]]:
    """Return the definitions of each term that several documents define."""
    found: list[list[Found[Definition]]] = []
    for group in grouped_terms(gathered).values():
        in_force = [each for each in group if not (each.turn and each.turn.is_coming)]
        definitions = [Found(each.unit, each.model) for each in in_force if isinstance(each.model, Definition)]
        if len({each.unit.document for each in definitions}) > 1:
            found.append(definitions)
    return found


def conflict_title(definitions: Iterable[Found[Definition]]) -> str:
    """Return the words for a term that several documents define."""
    return label("overview.terms.conflict-title", term=next(iter(definitions)).model.term)
