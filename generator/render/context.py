"""What every page knows: the library and the moment, where things are, and how texts become HTML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from generator.addresses import foreign_anchor_of, parse_address
from generator.changes.acts import predecessor
from generator.kinds.clause.view import body_html
from generator.kinds.definition.schema import Definition
from generator.kinds.script.placeholders import placeholders_of, recogniser_of
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Setting
from generator.library import HeldDocument, HeldRevision, Library, Unit
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.render.cautions import Caution, Place, cautions_by_place
from generator.render.conditions import conditions_in_words
from generator.render.labels import label
from generator.render.moved import redirects_by_head
from generator.render.overlays import Overlays, overlays_of
from generator.render.page import relative_url
from generator.render.places import document_url, home_of, revision_url
from generator.render.references import mark_references
from generator.render.term_links import link_terms
from generator.render.terms import TermBook, Terms
from generator.render.titles import reference_title_of
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.model import Comparison
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.shared_values import FixedFingerprints, as_fixed
from generator.revisions.short_code import short_digest
from generator.revisions.turns import Turns, address_in
from generator.text.annotations import Annotator
from generator.text.errata import Erratum, mark_errata
from generator.text.markdown_subset import plain_text, render_html, render_inline_html, render_menu_path_html
from generator.text.placeholders import (
    PlaceholderSpan,
    Recogniser,
    mark_placeholders,
    render_script_html,
)
from generator.text.prose import Link
from generator.text.terms import mark_terms

if TYPE_CHECKING:
    from generator.checks.rule import Finding
    from generator.search.answer import Answer

ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True)
class RenderContext:
    """What is the same on every page of a build; matchers are compiled once.

    Attributes:
        library: The master list.
        as_of: The moment the build is about, in the site's zone.
        findings: What the rules found, with what the controller has said of it.
        cache_path: Where drawings are kept between builds, by what they were made from; None: nowhere.
    """

    library: Library
    as_of: dt.datetime
    findings: Sequence[Finding] = ()
    cache_path: Path | None = None
    _term_books: dict[str | None, TermBook] = field(default_factory=dict)
    _units: dict[int, dict[int, Unit]] = field(default_factory=dict)
    _comparisons: dict[tuple[str, str], Comparison | None] = field(default_factory=dict)
    _fixed: dict[tuple[str, str], RenderContext] = field(default_factory=dict)
    _today: RenderContext | None = None

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Return the fingerprints of the library; a fixed revision keeps its shared facts."""
        return FixedFingerprints(self.library)

    def of(self, held: HeldRevision | None) -> RenderContext:
        """Return the build as the pages of a revision see it: with the shared facts that it was fixed with.

        It is this one where none of them has changed, which is the rule.
        """
        today = self._today or self
        library = as_fixed(today.library, held) if held else today.library
        if held is None or library is today.library:
            return today
        key = (held.document, held.revision.revision)
        if key not in self._fixed:  # one for all contexts of a build, which `replace` hands on
            self._fixed[key] = replace(today, library=library, _term_books={}, _units={}, _comparisons={}, _today=today)
        return self._fixed[key]

    def document_of(self, held: HeldRevision) -> HeldDocument:
        """Return the document of a revision, with the facts that the revision was fixed with."""
        return self.of(held).library.documents[held.document]

    @cached_property
    def recogniser(self) -> Recogniser:
        """Return what finds the declared placeholders."""
        return recogniser_of(self.library)

    @cached_property
    def redirects(self) -> dict[str, list[str]]:
        """Return the addresses that have moved, by their first segments."""
        return redirects_by_head(self.library)

    @cached_property
    def overlays(self) -> Overlays:
        """Return the temporary instructions by the scripts they name."""
        return overlays_of(self.library)

    @cached_property
    def turns(self) -> Turns:
        """Return which texts of units take turns with those of coming revisions."""
        return self._today.turns if self._today else Turns(self.library, self.fingerprints)

    @cached_property
    def cautions(self) -> Mapping[Place, tuple[Caution, ...]]:
        """Return what agents must know of the faults of units, by their places."""
        return cautions_by_place(self.findings)

    @cached_property
    def answers(self) -> Sequence[Answer]:
        """Return every answer of the library, those of superseded revisions included."""
        from generator.search.site import answers_of  # noqa: PLC0415 - search draws units, so it imports this module

        return answers_of(self)

    @cached_property
    def shared_units(self) -> dict[int, Unit]:
        """Return the units in force and the shared ones by the identity of their models."""
        return {id(unit.model): unit for unit in self.library.units()}

    def units_of(self, held: HeldRevision) -> dict[int, Unit]:
        """Return the units of one revision by the identity of their models."""
        if id(held) not in self._units:
            self._units[id(held)] = {id(unit.model): unit for unit in held.units.values()}
        return self._units[id(held)]

    def comparison(self, document: HeldDocument, held: HeldRevision) -> Comparison | None:
        """Return what changed from the revision that readers had before one; None where there was none."""
        key = (document.id, held.revision.revision)
        if key not in self._comparisons:
            before = predecessor(document, held)
            self._comparisons[key] = compare(self.library, document, before, held) if before else None
        return self._comparisons[key]

    @cached_property
    def _all_terms(self) -> Terms:
        return Terms(self.library)

    def terms_of(self, document: str | None) -> TermBook:
        """Return the terms that hold on the pages of a document; None: on pages over all documents."""
        if document not in self._term_books:
            self._term_books[document] = self._all_terms.book(document)
        return self._term_books[document]

    def page(
        self,
        url: str,
        document: HeldDocument | None = None,
        held: HeldRevision | None = None,
        *,
        is_text: bool = True,
    ) -> PageContext:
        """Start a page.

        Args:
            url: Its address on the site, such as `faq/`.
            document: The document that the page is about; None for pages over several.
            held: The revision it is about, with `document`.
            is_text: It shows the whole text of that revision, so that its units are at home on it.
        """
        if held is None:
            return PageContext(self, url, document, held, is_text)
        return PageContext(self.of(held), url, self.document_of(held) if document else None, held, is_text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit's place on a page.

    Attributes:
        address: Its address; empty for something that has none.
        id: Its `id`; None where it is shown again.
        first_url: Where it was shown first on this page, when it is shown again.
        fingerprint: The beginning of its fingerprint.
        cautions: What agents must know of its faults, wherever it is shown.
        is_elsewhere: It is at home on another page, and this one takes no `id` for it.
    """

    address: str = ""
    id: str | None = None
    first_url: str | None = None
    fingerprint: str = ""
    cautions: tuple[Caution, ...] = ()
    is_elsewhere: bool = False

    @property
    def attributes(self) -> Markup:
        """Return the attributes for its element, with a space before them."""
        if not self.address:
            return Markup("")
        name = "elsewhere" if self.is_elsewhere else "shown" if self.id is None else "unit"
        own = Markup(' id="{}"').format(self.id) if name == "unit" else Markup("")
        values = (name, self.address, self.fingerprint)
        return own + Markup(' data-sigap-{}="{}" data-sigap-fingerprint="{}"').format(*values)


@dataclass(slots=True)
class PageContext:
    """One page while it is written: which units it shows already, and everything relative to it.

    Attributes:
        build: What is the same on every page.
        url: The page's address on the site.
        document, held: What the page is about; None on pages over several documents.
        is_text: It shows the whole text of `held`.
        is_elsewhere: Its units are at home on other pages; none takes an `id`, so that parts of the page can be
            brought into others.
        left_out: The identities of blocks that it does not show.
        is_guest: `held` is a coming revision of which a page over several documents shows units beside those in
            force; their ids and addresses carry its key.
    """

    build: RenderContext
    url: str
    document: HeldDocument | None = None
    held: HeldRevision | None = None
    is_text: bool = True
    is_elsewhere: bool = False
    left_out: frozenset[int] = frozenset()
    is_guest: bool = False
    _claimed: dict[str, str] = field(default_factory=dict)
    _terms_seen: set[str] = field(default_factory=set)
    _names: dict[str, int] = field(default_factory=dict)

    @property
    def library(self) -> Library:
        """Return the master list."""
        return self.build.library

    def elsewhere(self, left_out: frozenset[int] = frozenset()) -> PageContext:
        """Return the same page for a part of it that may be brought into others, as if nothing stood on it yet.

        Args:
            left_out: The identities of blocks that the part does not show.
        """
        return PageContext(
            self.build, self.url, self.document, self.held, is_text=False, is_elsewhere=True, left_out=left_out
        )

    def guest(self, held: HeldRevision) -> PageContext:
        """Return the same page for units of a coming revision, which stand beside those in force."""
        build = self.build.of(held)
        return PageContext(
            build,
            self.url,
            build.library.documents[held.document],
            held,
            is_text=False,
            is_guest=True,
            _claimed=self._claimed,
            _terms_seen=self._terms_seen,
            _names=self._names,
        )

    # Units and where they are

    def unit_of(self, model: Model) -> Unit | None:
        """Return the unit that a model is; on a page of a revision, first in that revision."""
        if self.held and (unit := self.build.units_of(self.held).get(id(model))):
            return unit
        return self.build.shared_units.get(id(model))

    def claim(self, address: str) -> str | None:
        """Take a unit's `id` on this page.

        Returns:
            The `id`; None when the page shows the unit already, or there is no such unit.
        """
        unit = self._find(address)
        if unit is None or (key := self._address(unit)) in self._claimed:
            return None
        self._claimed[key] = self._anchor(unit)
        return self._claimed[key]

    def mark(self, model: Model) -> Mark:
        """Return the place of a model's unit on this page, taking its `id` at the first showing."""
        unit = self.unit_of(model)
        if unit is None:
            return Mark()
        found = self.build.cautions.get((unit.address, unit.revision), ())
        cautions = tuple(caution.linked(self._titled_link) for caution in found)
        key, fingerprint = self._address(unit), short_digest(self.fingerprint(model))
        if self.is_elsewhere:
            return Mark(key, fingerprint=fingerprint, cautions=cautions, is_elsewhere=True)
        if key in self._claimed:
            return Mark(key, first_url=f"#{self._claimed[key]}", fingerprint=fingerprint, cautions=cautions)
        return Mark(key, self.claim(unit.address), fingerprint=fingerprint, cautions=cautions)

    def fingerprint(self, model: Model) -> str:
        """Return the fingerprint of a unit's model."""
        held = self._revision_of(self.unit_of(model))
        build = self.build.of(held) if held else self.build
        return build.fingerprints.of_model(model, held)

    def link(self, address: str) -> str | None:
        """Return the relative address of a unit's or a document's own page; None when there is none.

        On the page of a revision, units of that revision are linked on the page itself; on other pages about
        that revision they are linked where its text stands.
        """
        parsed = parse_address(address)
        if not parsed.tail and parsed.head in self.library.documents:
            return self.to(revision_url(parsed.head, parsed.revision) if parsed.revision else document_url(parsed.head))
        unit = self._find(address)
        if unit is None:
            return None
        is_own = self._is_own(unit)
        if is_own and self.is_text:
            return f"#{unit.anchor}"
        url, anchor = home_of(unit)
        if parsed.revision and unit.document:
            url = revision_url(unit.document, parsed.revision)
        elif is_own and self.document and self.held is not self.document.current and unit.document:
            url = revision_url(unit.document, unit.revision or "")
        return f"#{anchor}" if url == self.url else self.to(f"{url}#{anchor}")

    def _titled_link(self, address: str) -> Markup | None:
        """Return a link to a unit that carries its title; None when there is no such unit."""
        url = self.link(address) if self._find(address) else None
        return Markup('<a href="{}">{}</a>').format(url, self.title(address)) if url else None

    def to(self, site_url: str) -> str:
        """Return the way from this page to an address of the site, such as `istilah/`."""
        return relative_url(self.url, site_url)

    def title(self, address: str) -> str:
        """Return what a unit or document is called; the address itself when there is none."""
        unit = self._find(address)
        if unit is not None:
            return reference_title_of(unit)
        document = self.library.documents.get(parse_address(address).head)
        return document.document.short_title if document else address

    def name(self, address: str) -> str:
        """Return the name of a setting, such as a role or an application; the id when it is not declared."""
        setting = self.library.setting(address, Setting)
        return setting.name if setting else address

    def unique(self, words: str) -> str:
        """Return words for an `aria-label`, with a number from the second use on this page."""
        self._names[words] = self._names.get(words, 0) + 1
        return words if self._names[words] == 1 else f"{words} ({self._names[words]})"

    # Texts

    def html(self, text: str, owner: Model | None = None) -> Markup:
        """Return a prose as blocks of HTML.

        Args:
            text: The letter, or a remark of ours.
            owner: The unit it belongs to, whose errata and references are marked.
        """
        annotators = [*self.annotators(owner), self._terms(owner)]
        html = render_html(text, resolve=self.resolve, annotators=annotators, with_menu_paths=True)
        return _one_line(link_terms(html, self.link))

    def inline(self, text: str, owner: Model | None = None) -> Markup:
        """Return a text as phrasing content, for headings, cells and labels."""
        return _one_line(render_inline_html(text, resolve=self.resolve, annotators=self.annotators(owner)))

    def letter(self, text: str, owner: Model | None = None) -> Markup:
        """Return a line that holds no markup, with the owner's errata marked."""
        return self.inline(_without_markup(text), owner)

    def format(self, text: str, owner: Model | None = None) -> Markup:
        """Return a line without markup whose placeholders are marked, such as a record's pattern."""
        annotators = [*self.annotators(owner), mark_placeholders(self.build.recogniser)]
        return _one_line(render_inline_html(_without_markup(text), resolve=self.resolve, annotators=annotators))

    def path(self, text: str, owner: Model | None = None) -> Markup:
        """Return one line as a menu path; as phrasing content where it holds none."""
        return _one_line(render_menu_path_html(text, resolve=self.resolve, annotators=self.annotators(owner)))

    def script_html(self, script: Script) -> Markup:
        """Return a script's text with its placeholders and errata marked."""
        return _one_line(
            render_script_html(
                script.text, self.placeholders(script), resolve=self.resolve, annotators=self.annotators(script)
            )
        )

    def placeholders(self, script: Script) -> list[PlaceholderSpan]:
        """Return the placeholders in a script's plain text."""
        held = self.held or self._revision_of(self.unit_of(script))
        return placeholders_of(script, self.build.of(held).recogniser)

    def plain(self, text: str) -> str:
        """Return the letter without markup, as it is copied."""
        return plain_text(text)

    def when(self, conditions: Iterable[Condition]) -> str:
        """Return conditions in words, joined by "dan"."""
        return conditions_in_words(conditions, self.library, joined_by=f"{label('and')} ")

    def unless(self, conditions: Iterable[Condition]) -> str:
        """Return exceptions in words; the words do not say whether one of them is enough, the source does."""
        return conditions_in_words(conditions, self.library, joined_by="; ")

    def part(self, local_id: str, kind: type[ModelT], owner: Model | None = None) -> ModelT | None:
        """Return a part of a revision by its local id: of the page's revision, else of its owner's."""
        held = self.held or self._revision_of(self.unit_of(owner) if owner else None)
        if held is None:
            return None
        name = local_id.rsplit("/", 1)[-1]
        if part := held.part(name, kind):
            return part
        unit = held.units.get((name,))
        return unit.model if unit and isinstance(unit.model, kind) else None

    def body(self, blocks: Sequence[Model], owner: Model | None = None, level: int = 5) -> Markup:
        """Return blocks as HTML.

        Args:
            blocks: In source order.
            owner: The unit around them.
            level: The level of headings inside them, 2 to 6.
        """
        return body_html(self, blocks, owner, level)

    def resolve(self, address: str) -> Link | None:
        """Return where a `[[address]]` leads, for `generator.text`."""
        url = self.link(address)
        return Link(url, self.title(address)) if url else None

    def annotators(self, owner: Model | None) -> list[Annotator]:
        """Return what marks the errata and references of a unit in its texts."""
        errata = [Erratum(each.letter, each.intended) for each in getattr(owner, "errata", ())]
        references = list(getattr(owner, "references", ()))
        found: list[Annotator] = [mark_references(references, self.resolve)] if references else []
        return [*found, mark_errata(errata)] if errata else found

    def _terms(self, owner: Model | None) -> Annotator:
        book = self.build.terms_of(self.document.id if self.document else None)
        explanations = book.explanations
        if isinstance(owner, Definition) and (unit := self.unit_of(owner)):
            explanations = explanations.without(unit.address)
        return mark_terms(book.matcher, explanations, self._terms_seen)

    def _find(self, address: str) -> Unit | None:
        return self.library.find_from(self.held, address)

    def _is_own(self, unit: Unit) -> bool:
        is_of_document = self.document is not None and unit.document == self.document.id
        return is_of_document and self.held is not None and unit.revision == self.held.revision.revision

    def _anchor(self, unit: Unit) -> str:
        is_at_home = self.is_text and self.document is not None and unit.document == self.document.id
        return unit.anchor if is_at_home else foreign_anchor_of(self._address(unit))

    def _address(self, unit: Unit) -> str:
        """Return the address under which a unit stands on this page."""
        return address_in(unit) if self.is_guest and self._is_own(unit) else unit.address

    def _revision_of(self, unit: Unit | None) -> HeldRevision | None:
        if unit is None or unit.document is None or unit.revision is None:
            return None
        return self.library.documents[unit.document].revisions[unit.revision]


_ACTING = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>!~"})


def _without_markup(text: str) -> str:
    """Return Markdown that shows exactly this text."""
    return text.translate(_ACTING)


def _one_line(html: str) -> Markup:
    """Return HTML whose line breaks (all of them inside attributes) are references."""
    return Markup(html.replace("\n", "&#10;"))  # noqa: S704 - sanitised by generator.text
