"""Clauses and the blocks of their bodies as HTML, in source order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from markupsafe import Markup

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.catalogue.view import catalogue_html
from generator.kinds.change.view import change_html
from generator.kinds.clause import schema
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.clause.small_blocks import ask_html, check_html, click_html, example_html, note_html
from generator.kinds.definition.view import definition_html
from generator.kinds.faq.schema import FaqGroup
from generator.kinds.faq.view import faq_group_html
from generator.kinds.fees.schema import FeeTable
from generator.kinds.fees.view import fees_html
from generator.kinds.figure.view import figure_html
from generator.kinds.flow.schema import Flow
from generator.kinds.flow.view import flow_html
from generator.kinds.gap.view import gap_html
from generator.kinds.record.schema import Record
from generator.kinds.record.view import record_html
from generator.kinds.rule.schema import Rule
from generator.kinds.rule.view import rule_html
from generator.kinds.script.schema import Script
from generator.kinds.script.view import script_html
from generator.kinds.table.schema import Table
from generator.kinds.table.view import table_html
from generator.kinds.unit import Reference
from generator.model.base import Model
from generator.render.environment import render
from generator.render.labels import label
from generator.text.errata import Erratum, find_unused_errata
from generator.text.markdown_subset import plain_text

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext

ModelT = TypeVar("ModelT", bound=Model)

WITH_NOTE = ("external", "not-held", "unresolved")
"""States of references that are listed below the text even without a note of ours."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where blocks stand: the unit around them, whose errata hold, and the level of headings inside."""

    owner: Model | None
    level: int


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference whose target is not simply a link."""

    text: str
    state: str
    url: str | None
    target: str
    is_implied: bool
    note: Markup | None


@dataclass(frozen=True, slots=True)
class ClauseParts:
    """What every clause shows, whether it has a heading or stands in a list.

    Attributes:
        when, unless: Conditions in words; empty when there are none.
        title_errata: Errata of the heading, which cannot be marked in it.
    """

    mark: Mark
    number: str
    full_number: str
    is_number_restored: bool
    title: Markup | None
    label: Markup | None
    title_errata: tuple[tuple[str, str], ...]
    source_page: str | None
    actor: str
    force: str | None
    when: str
    unless: str
    skip: tuple[tuple[str | None, str], ...]
    text: Markup | None
    references: tuple[ReferenceView, ...]
    body: Markup
    remark: Markup | None

    @property
    def has_meta(self) -> bool:
        """Tell whether there is anything for the line above the text."""
        shown = (self.force, self.actor, self.title, self.label, self.source_page, self.is_number_restored)
        return any(shown)


@dataclass(frozen=True, slots=True)
class BranchView:
    """One case: its words, its facts, what is done then."""

    parts: ClauseParts
    words: Markup
    is_else: bool


@dataclass(frozen=True, slots=True)
class SayView:
    """What say.jinja shows.

    Attributes:
        text: What stands before the sentences.
        lead: How they are used; empty for a single one, which has neither order nor choice.
        item_label: What each of them is called, with its number.
        items: The sentences.
        is_ordered: They are said one after the other.
    """

    text: Markup | None
    lead: str
    item_label: str
    items: tuple[Markup, ...]
    is_ordered: bool


def body_html(page: PageContext, blocks: Sequence[Model], owner: Model | None, level: int) -> Markup:
    """Return blocks as HTML; neighbouring cases form one list.

    Args:
        page: The page they stand on, which may leave blocks out.
        blocks: In source order.
        owner: The unit around them, whose errata and references hold in what is no unit itself.
        level: The level of headings inside them.
    """
    around = Surroundings(owner, level)
    parts: list[Markup] = []
    shown = [block for block in blocks if id(block) not in page.left_out]
    for is_branch, group in groupby(shown, key=lambda block: isinstance(block, Branch)):
        if is_branch:
            views = tuple(_branch(page, block, around) for block in group if isinstance(block, Branch))
            parts.append(render("kinds/clause/branches.jinja", views))
        else:
            parts.extend(block_html(page, block, around) for block in group)
    return Markup("\n").join(part for part in parts if part)


def block_html(page: PageContext, block: Model, around: Surroundings) -> Markup:
    """Return one block; what a block names by an id and is not there is left out (the checker reports it)."""
    return _DRAWERS[type(block)](page, block, around)


def clause_html(page: PageContext, clause: Clause, around: Surroundings) -> Markup:
    """Return a clause that stands in the text of another, with its number in the gutter."""
    return render("kinds/clause/clause.jinja", clause_parts(page, clause, clause.body, around))


def clause_parts(page: PageContext, clause: Clause, body: Sequence[Model], around: Surroundings) -> ClauseParts:
    """Return what a clause shows.

    Args:
        page: The page.
        clause: The clause.
        body: The blocks to show with it: all of its body, or what stands before its headed parts.
        around: Where it stands.
    """
    unit = page.unit_of(clause)
    mark = page.mark(clause)
    owner = clause if clause.id or clause.errata else around.owner
    return ClauseParts(
        mark=mark,
        number=clause.number or "",
        full_number=unit.number if unit else clause.number or "",
        is_number_restored=clause.is_number_restored,
        title=page.letter(clause.title, clause) if clause.title else None,
        label=page.letter(f"[{clause.label}]", clause) if clause.label else None,
        title_errata=tuple(title_errata_of(clause)),
        source_page=clause.source_page,
        actor=page.name(clause.actor) if clause.actor else "",
        force=clause.force,
        when=page.when(clause.when),
        unless=page.unless(clause.unless),
        skip=tuple((page.link(address), page.title(address)) for address in clause.skip),
        text=page.html(clause.text, owner) if clause.text else None,
        references=tuple(_references(page, clause.references)),
        body=body_html(page, body, owner, around.level),
        remark=page.html(clause.remark) if clause.remark and (mark.id or not mark.address) else None,
    )


def title_errata_of(clause: Clause) -> list[tuple[str, str]]:
    """Return the errata that stand in the heading."""
    errata = [Erratum(each.letter, each.intended) for each in clause.errata]
    title = clause.title or ""
    unused = find_unused_errata(plain_text(title), errata) if title else errata
    return [(each.letter, each.intended) for each in errata if each not in unused]


def _references(page: PageContext, references: Sequence[Reference]) -> list[ReferenceView]:
    listed = [each for each in references if each.note or each.state in WITH_NOTE]
    return [
        ReferenceView(
            text=each.text,
            state=each.state,
            url=page.link(each.to) if each.to else None,
            target=page.title(each.to) if each.to else "",
            is_implied=each.implied,
            note=page.inline(each.note) if each.note else None,
        )
        for each in listed
    ]


def _branch(page: PageContext, branch: Branch, around: Surroundings) -> BranchView:
    owner = branch if branch.id or branch.errata else around.owner
    words = page.inline(branch.branch, owner)
    return BranchView(clause_parts(page, branch, branch.body, around), words, branch.is_else)


def _part(page: PageContext, value: ModelT | str, kind: type[ModelT], around: Surroundings) -> ModelT | None:
    """Return what a block shows, whether it is written in place or named by its id."""
    return page.part(value, kind, around.owner) if isinstance(value, str) else value


def _used(
    kind: type[ModelT], name: str, draw: Callable[[PageContext, ModelT, Surroundings], Markup]
) -> Callable[[PageContext, Any, Surroundings], Markup]:
    """Return a drawer for a block that holds or names one thing."""

    def drawer(page: PageContext, block: Any, around: Surroundings) -> Markup:
        part = _part(page, getattr(block, name), kind, around)
        return draw(page, part, around) if part is not None else Markup("")

    return drawer


def _say(page: PageContext, block: schema.SayBlock, around: Surroundings) -> Markup:
    speech = block.say
    is_ordered = bool(speech.in_order)
    scripts = [_part(page, each, Script, around) for each in (speech.in_order or speech.one_of)]
    order = "say.in-order-same" if speech.same_bubble else "say.in-order"
    view = SayView(
        text=page.html(block.text, around.owner) if block.text else None,
        lead="" if len(scripts) == 1 else label(order if is_ordered else "say.one-of"),
        item_label="say.bubble" if is_ordered else "say.alternative",
        items=tuple(script_html(page, script) for script in scripts if script is not None),
        is_ordered=is_ordered,
    )
    return render("kinds/clause/say.jinja", view)


def _faq(page: PageContext, block: schema.FaqBlock, around: Surroundings) -> Markup:
    groups = [page.part(group, FaqGroup, around.owner) for group in block.faq]
    return Markup("\n").join(faq_group_html(page, group, around.level) for group in groups if group is not None)


def _rule(page: PageContext, block: schema.RuleBlock, around: Surroundings) -> Markup:
    rule = page.part(block.rule.use, Rule, around.owner)
    return rule_html(page, rule, block.rule, around.level) if rule else Markup("")


_DRAWERS: dict[type[Model], Callable[[PageContext, Any, Surroundings], Markup]] = {
    Clause: clause_html,
    schema.ScriptBlock: _used(Script, "script", lambda page, script, _: script_html(page, script)),
    schema.SayBlock: _say,
    schema.ExampleBlock: lambda page, block, around: example_html(page, block, around.owner),
    schema.AskBlock: lambda page, block, around: ask_html(page, block.ask, around.owner),
    schema.CheckBlock: lambda page, block, around: check_html(page, block.check, around.owner),
    schema.ClickBlock: lambda page, block, around: click_html(page, block, around.owner),
    schema.RecordBlock: _used(Record, "record", lambda page, record, _: record_html(page, record)),
    schema.TableBlock: _used(Table, "table", lambda page, table, around: table_html(page, table, around.level)),
    schema.FigureBlock: lambda page, block, around: figure_html(page, block.figure, around.level),
    schema.ChangeBlock: lambda page, block, around: change_html(page, block.change, around.level),
    schema.GapBlock: lambda page, block, _: gap_html(page, block.gap),
    schema.NoteBlock: lambda page, block, _: note_html(page, block.note),
    schema.DefinitionBlock: lambda page, block, _: definition_html(page, block.definition, block.source_page),
    schema.RuleBlock: _rule,
    schema.FaqBlock: _faq,
    schema.FeesBlock: _used(FeeTable, "fees", lambda page, table, _: fees_html(page, table)),
    schema.CatalogueBlock: _used(Catalogue, "catalogue", lambda page, catalogue, _: catalogue_html(page, catalogue)),
    schema.FlowBlock: _used(Flow, "flow", lambda page, flow, _: flow_html(page, flow)),
}
