"""What the document controller has to look at: gaps, missing data, references without target, old values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from generator.kinds.document.schema import Document, Revision
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap, GapKind
from generator.kinds.gap.view import gap_html
from generator.kinds.settings.schema import DayPart
from generator.library import HeldDocument, Unit
from generator.model.base import Model
from generator.model.fields import Missing
from generator.model.walk import plan_of
from generator.render.context import PageContext
from generator.render.dates import long_date
from generator.render.environment import render
from generator.render.labels import label
from generator.render.overview.addresses import URLS
from generator.render.overview.filters import ChipGroup, chips, filter_html
from generator.render.overview.findings import FINDING_KINDS, finding_points, review_points
from generator.render.overview.frame import PageText, Section, make_page
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView
from generator.render.overview.origins import Origin, origin_of
from generator.render.overview.parts import nothing_section
from generator.render.overview.perishable import is_perishable
from generator.render.overview.point import Point
from generator.render.overview.schedule_part import ANCHOR as SCHEDULE_ANCHOR
from generator.render.overview.schedule_part import schedule_html
from generator.render.overview.terms import conflict_title, terms_in_conflict, undefined_terms
from generator.render.page import Page
from generator.render.titles import reference_title_of

NAME = "open-points"
LIST_ID = "daftar-catatan"
SHARED = "bersama"
LOST_FIGURES = ("lost", "partly-lost")
KINDS = (
    *FINDING_KINDS,
    "review",
    *get_args(GapKind),
    "missing-data",
    "unchecked",
    "assumption",
    "conflict",
    "erratum",
)
"""The kinds of points in the order of the page: findings, reviews, gaps, then what only this page gathers."""

OPEN_REFERENCES = {"not-held": "not-held", "unresolved": "unresolved-reference"}


@dataclass(frozen=True, slots=True)
class KindOfPoints:
    """Points of one kind in one document."""

    kind: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """The points of one document, or of what is shared."""

    anchor: str
    title: str
    origin: Origin | None
    kinds: tuple[KindOfPoints, ...]


@dataclass(frozen=True, slots=True)
class PointsView:
    """What open-points.jinja shows."""

    list_id: str
    count: int
    filter: Markup
    topics: tuple[Topic, ...]


def open_points_page(gathered: Gathered) -> Page:
    """Return the page of everything that is open."""
    page = gathered.context.page(URLS[NAME])
    points = list(_Finder(page, gathered).points())
    schedule = Section(schedule_html(page), label("schedule.title"), SCHEDULE_ANCHOR)
    if not points:
        return make_page(page, gathered, PageText(NAME, [schedule, nothing_section(NAME)]))
    topics = tuple(_topics(page, gathered, points))
    groups = [
        ChipGroup("kind", label("overview.open-points.kind"), chips(_kind_chips(points))),
        ChipGroup("origin", label("overview.open-points.document"), chips(_document_chip(t) for t in topics)),
    ]
    view = PointsView(LIST_ID, len(points), filter_html(LIST_ID, NAME, groups), topics)
    origins = [topic.origin for topic in topics if topic.origin]
    sections = [schedule, Section(render("render/overview/open-points.jinja", view))]
    return make_page(page, gathered, PageText(NAME, sections, origins, lists_origins=False, has_contents=False))


def kind_title(kind: str) -> str:
    """Return what points of a kind are called: the words for gaps, or those of this page."""
    return label(f"overview.open-points.kinds.{kind}")


def _order(each: tuple[str, list[Point]]) -> int:
    return KINDS.index(each[0])


def _kind_chips(points: Iterable[Point]) -> Iterator[tuple[str, str]]:
    used = {point.kind for point in points}
    return ((kind, kind_title(kind)) for kind in KINDS if kind in used)


def _document_chip(topic: Topic) -> tuple[str, str]:
    return (topic.origin.document if topic.origin else SHARED, topic.title)


def _topics(page: PageContext, gathered: Gathered, points: Iterable[Point]) -> Iterator[Topic]:
    found: dict[str, dict[str, list[Point]]] = {}
    for point in points:
        found.setdefault(point.document, {}).setdefault(point.kind, []).append(point)
    for document, kinds in sorted(found.items(), key=lambda each: (not each[0], each[0])):
        held = gathered.library.documents.get(document)
        origin = origin_of(page, gathered, held) if held and held.current else None
        title = held.document.short_title if held else label("overview.open-points.shared")
        groups = (
            KindOfPoints(kind, kind_title(kind), tuple(group)) for kind, group in sorted(kinds.items(), key=_order)
        )
        yield Topic(f"catatan-{document or SHARED}", title, origin, tuple(groups))


@dataclass(frozen=True, slots=True)
class _Finder:
    """Walks the units in force once and yields what is open about each."""

    page: PageContext
    gathered: Gathered

    def points(self) -> Iterator[Point]:
        for document in self.gathered.library.documents.values():
            yield from self._of_document(document)
        for unit in self.gathered.library.units():
            yield from self._of_unit(unit)
        yield from self._of_shared()
        yield from finding_points(self.page, self.gathered)
        yield from review_points(self.page, self.gathered)

    def _of_document(self, document: HeldDocument) -> Iterator[Point]:
        place = LinkView(document.document.short_title, self.page.link(document.id))
        for entry in document.document.revisions:
            if entry.revision not in document.revisions:
                words = label("document.revision", revision=entry.revision)
                note = self.page.inline(entry.note) if entry.note else Markup("")
                yield Point("not-held", document.id, place, Markup("{}. {}").format(words, note))
        models: list[Document | Revision] = [document.document]
        if document.current:
            models.append(document.current.revision)
        for model in models:
            for name, missing in missing_fields(model):
                yield Point("missing-data", document.id, place, self._missing(name, missing))

    def _missing(self, name: str, missing: Missing) -> Markup:
        words = Markup("<strong>{}</strong>: {}.").format(name, label(f"missing.{missing.missing}"))
        return words + Markup(" {}").format(self.page.inline(missing.note)) if missing.note else words

    def _of_unit(self, unit: Unit) -> Iterator[Point]:
        document, model = unit.document or "", unit.model
        place = LinkView(reference_title_of(unit), self.page.link(unit.address))
        if isinstance(model, Gap):
            yield Point(model.kind, document, self._around(unit), "", gap_html(self.page, model))
        if isinstance(model, Figure) and model.state in LOST_FIGURES:
            text = model.question or model.text
            yield Point("lost", document, place, self.page.inline(text))
        if isinstance(model, Flow) and model.is_reconstructed:
            yield Point("reconstructed", document, place, self.page.inline(model.title))
        for reference in getattr(model, "references", ()):
            if kind := OPEN_REFERENCES.get(reference.state):
                yield Point(kind, document, place, Markup("“{}”").format(reference.text))
        for erratum in getattr(model, "errata", ()):
            words = label("overview.open-points.erratum", letter=erratum.letter, intended=erratum.intended)
            yield Point("erratum", document, place, words)
        yield from self._age(unit, place)

    def _around(self, unit: Unit) -> LinkView:
        """Return the clause that a gap stands in; a gap of the whole revision is linked itself."""
        around = self.gathered.library.find(unit.parent) if unit.parent else None
        return LinkView(reference_title_of(around or unit), self.page.link(unit.address))

    def _age(self, unit: Unit, place: LinkView) -> Iterator[Point]:
        check_by = getattr(unit.model, "check_by", None)
        if check_by is None and is_perishable(unit.model):
            yield Point("unchecked", unit.document or "", place, label("fees.unscheduled"))
        elif check_by is not None and check_by < self.gathered.library.on:
            words = label("fees.overdue", day=long_date(check_by))
            yield Point("unchecked", unit.document or "", place, words)

    def _of_shared(self) -> Iterator[Point]:
        for found in undefined_terms(self.gathered):
            place = LinkView(found.model.term, self.page.link(found.unit.address))
            yield Point("undefined-term", "", place, label("term.undefined"))
        for definitions in terms_in_conflict(self.gathered):
            place = LinkView(definitions[0].model.term, self.page.link(definitions[0].unit.address))
            yield Point("conflict", "", place, conflict_title(definitions))
        for part in self.gathered.all(DayPart):
            if not part.model.is_confirmed:
                place = LinkView(part.model.name, self.page.link(part.unit.address))
                words = label("overview.open-points.day-part", start=part.model.from_, end=part.model.until)
                yield Point("assumption", "", place, words)
        if self.gathered.library.site.controller is None:
            yield Point("missing-data", "", None, label("overview.open-points.no-controller"))


def missing_fields(model: Document | Revision) -> Iterator[tuple[str, Missing]]:
    """Yield what the control data of a document or revision lack: the words for the field, and the state.

    The sheets inside a revision (dates, approvals) count too; its text and its gaps do not.
    """
    inside: list[tuple[Model, str]] = [(model, "")]
    if isinstance(model, Revision):
        inside.append((model.effective, ""))
        inside += [(approval, label(f"approval.{approval.act}")) for approval in model.approvals]
    for each, act in inside:
        for plan in plan_of(type(each)):
            value = getattr(each, plan.name)
            # What publishing fixes is known on every page: drafts are on none.
            if isinstance(value, Missing) and value.missing != "at-publication":
                yield label(f"overview.open-points.fields.{plan.key}", act=act), value
