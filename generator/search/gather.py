"""Every answer of a library: which units are answers, and what each is found by.

A unit is an answer when somebody would read it alone: a script, a FAQ entry, a row, a definition, a step. A step
whose words all together are short is one answer with its sub-steps; of a longer one each sub-step is an answer,
and the step itself says what its sub-steps are called. A step that does nothing but lead to one script is that
script's answer, since its words say when the script is used.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Branch, CheckBlock, Clause, ClickBlock
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.fees.schema import FeeTable
from generator.kinds.flow.graph import in_reading_order
from generator.kinds.flow.schema import Flow
from generator.kinds.record.schema import Record
from generator.kinds.rule.schema import Rule
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Table
from generator.library import HeldDocument, HeldRevision
from generator.model.base import Model
from generator.model.fields import Missing
from generator.render.dates import short_date
from generator.render.labels import label
from generator.render.places import document_url, revision_url
from generator.render.titles import title_of
from generator.revisions.in_force import Status
from generator.revisions.turns import address_in
from generator.search.answer import Answer, Block, Group, Origin, texts_of
from generator.search.blocks import Blocks, condition_of, name_of, record_blocks, script_block
from generator.search.parts import catalogue_answers, fee_answers, is_small, table_answers, title_around
from generator.search.sheets import sheet_answers
from generator.survey import Entry, RevisionReading, letter_of

if TYPE_CHECKING:
    from generator.render.context import RenderContext

SHORT_STEP: Final = 900
"""Up to so many characters, a step is read in one glance and stays one answer with its sub-steps."""


def answers_of_revision(build: RenderContext, held: HeldRevision) -> list[Answer]:
    """Return the answers of one revision, in the order of its text.

    Those of a revision that is not the document's current one lead to that revision's own page.
    """
    return list(_Gatherer(build.of(held), build.document_of(held), held).answers())


@dataclass
class _Gatherer:
    """Walks one revision."""

    build: RenderContext
    document: HeldDocument
    held: HeldRevision
    _in_force: dict[str, Entry[Model]] = field(default_factory=dict)

    @cached_property
    def reading(self) -> RevisionReading:
        return RevisionReading(self.document, self.held)

    @property
    def is_current(self) -> bool:
        return self.held is self.document.current

    @cached_property
    def origin(self) -> Origin:
        status = self.document.status_of(self.held, self.build.library.now)
        title, revision = self.document.document.short_title, self.held.revision.revision
        words = label("document.revision", revision=revision)
        is_history = status in (Status.SUPERSEDED, Status.WITHDRAWN)
        return Origin(self.document.id, title, words, is_history=is_history)

    # Walking

    def answers(self) -> Iterator[Answer]:
        channels = tuple(self.document.document.channels)
        group = Group("document", self.origin, self._brand, channels)
        yield from sheet_answers(self.build, self.document, self.held, group, self._url)
        for entry in self.reading.head.inside:
            yield from self._visit(entry)
        for entry in self.reading.entries[self.reading.head.last + 1 :]:
            if entry.parent is None:
                yield from self._visit(entry)

    def _visit(self, entry: Entry[Model]) -> Iterator[Answer]:
        """Yield the answers of an entry and of what stands inside it."""
        model = entry.model
        start = self._start
        match model:
            case Table():
                return table_answers(start, self._visit, entry, model)
            case FeeTable():
                return fee_answers(start, entry, model, self._age(model))
            case Catalogue():
                return catalogue_answers(start, entry, model)
            case Change():
                return self._change(entry, model)
            case Clause():
                return self._clause(entry, model)
            case _:
                return self._single(entry)

    def _single(self, entry: Entry[Model]) -> Iterator[Answer]:
        """Yield the one answer that a unit is, and those that stand inside it."""
        model = entry.model
        make = self._makers.get(type(model))
        if make is not None and entry.is_unit:
            yield make(entry, model)
        # The words of a FAQ entry's steps are the entry's answer; their scripts and tables stand alone too.
        yield from self._inside(entry, is_shown_whole=isinstance(model, FaqEntry))

    @cached_property
    def _makers(self) -> dict[type[Model], Callable[[Entry[Model], Any], Answer]]:
        return {
            FaqEntry: self._faq,
            Script: self._script,
            Definition: self._definition,
            Flow: self._flow,
            Record: self._record,
            Rule: self._rule,
        }

    def _inside(self, entry: Entry[Model], *, is_shown_whole: bool = False) -> Iterator[Answer]:
        """Yield the answers inside an entry; what an answer around them shows whole is none of its own."""
        for inner in entry.inside:
            if is_shown_whole and _is_shown_in_step(inner):
                yield from self._inside(inner, is_shown_whole=True)
            else:
                yield from self._visit(inner)

    # One method for each kind

    def _start(self, entry: Entry[Model], kind: str, title: str, **more: object) -> Answer:
        """Return an answer with what every kind has; its blocks are still to be added."""
        unit, model = entry.unit, entry.model
        assert unit is not None  # noqa: S101 - only units are answers
        group = Group(kind, self.origin, self._brand, tuple(self.document.document.channels))
        place = (unit.address, unit.revision)
        answer = Answer(
            address=unit.address if self.is_current else address_in(unit),
            url=f"{self._url}#{unit.anchor}",
            group=replace(group, **more),  # type: ignore[arg-type]  # the callers name fields of Group
            title=title,
            variants=list(getattr(model, "similar", ())),
            number=unit.number,
            trail=tuple(_trail(entry)),
            condition=condition_of(self.build, model),
            also=[each.intended for each in getattr(model, "errata", ())],
            cautions=[(each.code, each.text) for each in self.build.cautions.get(place, ())],
            age=self._age(model),
        )
        if own := getattr(model, "title", None) or getattr(model, "label", None):
            answer.headings.append(letter_of(own))
        return answer

    def _faq(self, entry: Entry[Model], faq: FaqEntry) -> Answer:
        question = " ".join(letter_of(faq.question).split())
        answer = self._start(entry, "faq", question)
        answer.headings.append(question)
        answer.blocks = Blocks(self.build, self.held, entry).drawn()
        self._take_in(answer, entry)
        return answer

    def _clause(self, entry: Entry[Model], clause: Clause) -> Iterator[Answer]:
        below = [each for each in entry.within(Clause) if each.is_unit]
        blocks = Blocks(self.build, self.held, entry)
        drawn = blocks.drawn()
        if not entry.is_unit:
            yield from self._inside(entry)
            return
        answer = self._start(entry, "step", title_of(clause), applications=tuple(_applications(entry)))
        if isinstance(clause, Branch):
            answer.headings.append(letter_of(clause.branch))
        is_short = _length(drawn) <= SHORT_STEP
        if is_short or not below:
            answer.blocks = drawn
            if script := _only_script(entry):
                yield self._led_script(script, answer)
                return
            self._take_in(answer, entry)
            yield answer
            yield from self._inside(entry, is_shown_whole=True)
            return
        answer.blocks = blocks.own()
        answer.is_cut = True
        answer.group = replace(answer.group, rank="chapter")
        yield answer
        yield from self._inside(entry)

    def _led_script(self, entry: Entry[Script], step: Answer) -> Answer:
        """Return a script together with the step that does nothing but lead to it."""
        answer = self._script(entry, entry.model)
        answer.group = replace(answer.group, applications=step.group.applications)
        answer.number = answer.number or step.number
        answer.headings = list(dict.fromkeys([*answer.headings, *step.headings]))
        answer.variants += step.variants
        answer.trail = step.trail
        answer.condition = step.condition or answer.condition
        answer.blocks = step.blocks
        answer.cautions += [each for each in step.cautions if each not in answer.cautions]
        return answer

    def _script(self, entry: Entry[Model], script: Script) -> Answer:
        answer = self._start(
            entry,
            "script",
            script.title,
            brand=script.brand,
            channels=tuple(script.channels),
        )
        answer.said = entry.address
        answer.headings.append(script.purpose)
        step = entry.nearest(Clause)
        if step is not None:
            answer.condition = condition_of(self.build, step.model)
            # Only what stands before everything else leads to it; in a change that is the label of a side.
            lead = [] if entry.nearest(Change) else Blocks(self.build, self.held, step).own()[:1]
            answer.blocks += [block for block in lead if block[0] == "text"]
        answer.blocks.append(script_block(self.build, entry.address, script, self.held))
        answer.also += [script.audience_role or "", *(name_of(self.build, each) for each in script.channels)]
        return answer

    def _definition(self, entry: Entry[Model], definition: Definition) -> Answer:
        answer = self._start(entry, "term", definition.term)
        answer.headings += [definition.term, *definition.spellings]
        answer.blocks = [["text", letter_of(definition.text)]]
        answer.condition = definition.scope or ""
        return answer

    def _flow(self, entry: Entry[Model], flow: Flow) -> Answer:
        answer = self._start(entry, "flow", flow.title)
        labels = [node.text or self._title(node.clause) for node in in_reading_order(flow)]
        answer.blocks = [["text", " → ".join(each for each in labels if each)]]
        return answer

    def _title(self, address: str | None) -> str:
        unit = self.build.library.find_from(self.held, address) if address else None
        return title_of(unit.model) if unit else ""

    def _record(self, entry: Entry[Model], record: Record) -> Answer:
        title = record.title or title_around(entry)
        answer = self._start(entry, "record", title, applications=tuple(record.applications))
        answer.blocks = list(record_blocks(self.build, record))
        return answer

    def _rule(self, entry: Entry[Model], rule: Rule) -> Answer:
        answer = self._start(entry, "step", rule.title)
        answer.blocks = [["text", letter_of(rule.wordings[0].text)]]
        answer.also += [letter_of(each.text) for each in rule.wordings[1:]]
        return answer

    def _change(self, entry: Entry[Model], change: Change) -> Iterator[Answer]:
        answer = self._start(entry, "change", change.title or title_of(change))
        answer.blocks = Blocks(self.build, self.held, entry).drawn()
        if overlay := self.build.overlays.of(change):
            answer.temporary = overlay.validity
        yield answer
        for inner in entry.inside:
            for found in self._visit(inner):
                if change.kind == "permanent" and inner.model is change.before:
                    found.group = replace(found.group, origin=replace(found.group.origin, is_history=True))
                yield found

    # What several kinds need

    @property
    def _url(self) -> str:
        if self.is_current:
            return document_url(self.document.id)
        return revision_url(self.document.id, self.held.revision.revision)

    def _take_in(self, answer: Answer, entry: Entry[Model]) -> None:
        """Let an answer be found by what is asked about the parts that it shows whole."""
        for inner in entry.within(Model):
            model = inner.model
            answer.age = answer.age or self._age(model)
            if not _is_shown_in_step(inner) or not inner.is_unit:
                continue
            answer.variants += getattr(model, "similar", ())
            title = getattr(model, "title", None) or getattr(model, "label", None)
            if title:
                answer.headings.append(letter_of(title))
            answer.also += [each.intended for each in getattr(model, "errata", ())]
            place = (inner.address, self.held.revision.revision)
            found = [(each.code, each.text) for each in self.build.cautions.get(place, ())]
            answer.cautions += [each for each in found if each not in answer.cautions]

    @cached_property
    def _brand(self) -> str:
        """The brand of a document that is about one brand alone."""
        brands = self.document.document.brands
        return brands[0] if len(brands) == 1 else ""

    def _age(self, model: Model) -> str:
        day = getattr(model, "as_of", None)
        if day is None and getattr(model, "check_by", None) is not None:
            issued = self.held.revision.issued_on
            day = None if isinstance(issued, Missing) else issued
        if day is None:
            return ""
        return label("search.age", day=short_date(day) if isinstance(day, dt.date) else day)


def _trail(entry: Entry[Model]) -> Iterator[str]:
    """Yield the titles of what stands around an entry, outermost first."""
    titles = []
    for around in entry.around():
        title = getattr(around.model, "title", None) or getattr(around.model, "label", None)
        if around.is_unit and title:
            number = around.unit.number if around.unit and isinstance(around.model, Clause) else ""
            titles.append(f"{number} {letter_of(title)}".strip())
    yield from reversed(titles)


def _applications(entry: Entry[Model]) -> list[str]:
    """Return the applications that a step works with, each once."""
    found: list[str] = []
    for inner in entry.within(Model):
        model = inner.model
        if isinstance(model, ClickBlock):
            found.append(model.click.application or "")
        elif isinstance(model, CheckBlock):
            found.append(model.check.application or "")
        elif isinstance(model, Record):
            found += model.applications
    return list(dict.fromkeys(each for each in found if each))


def _is_shown_in_step(entry: Entry[Model]) -> bool:
    """Tell whether a part needs no answer of its own beside a step that shows it: sub-steps, records, small tables."""
    table = entry.nearest(Table)
    return is_small(table) if table is not None else isinstance(entry.model, Clause | Record)


def _length(blocks: list[Block]) -> int:
    return sum(len(text) for block in blocks for text in texts_of(block))


def _only_script(entry: Entry[Model]) -> Entry[Script] | None:
    """Return the script that a step leads to, when it has nothing else to say."""
    scripts = list(entry.within(Script))
    others = entry.within(Clause), entry.within(Table), entry.within(Record), entry.within(Change), entry.within(Flow)
    is_alone = len(scripts) == 1 and all(next(found, None) is None for found in others)
    return scripts[0] if is_alone and scripts[0].is_unit else None
