"""Clauses and the blocks of their bodies as data of the template, in source order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.clause import schema
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.clause.small_blocks import ask_head, check_head
from generator.kinds.clause.view import WITH_NOTE, title_errata_of
from generator.kinds.faq.schema import FaqGroup
from generator.kinds.fees.schema import FeeTable
from generator.kinds.flow.schema import Flow
from generator.kinds.record.schema import Record
from generator.kinds.rule.schema import Rule
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Table
from generator.kinds.unit import Reference
from generator.model.base import Model
from generator.pdf.boxes import change_data, faq_group_data, figure_data, gap_data, record_data, script_data
from generator.pdf.flows import flow_data
from generator.pdf.tables import catalogue_data, fees_data, table_data
from generator.pdf.text import Json
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer

ModelT = TypeVar("ModelT", bound=Model)


def body_data(writer: Writer, blocks: Sequence[Model], owner: Model | None) -> list[Json]:
    """Return blocks as data; neighbouring cases form one block.

    Args:
        writer: The PDF they stand in.
        blocks: In source order.
        owner: The unit around them, whose errata and references hold in what is no unit itself.
    """
    found: list[Json] = []
    for is_branch, group in groupby(blocks, key=lambda block: isinstance(block, Branch)):
        if is_branch:
            cases = [_branch(writer, block, owner) for block in group if isinstance(block, Branch)]
            found.append({"kind": "branches", "items": cases})
        else:
            found.extend(data for block in group for data in _DRAWERS[type(block)](writer, block, owner))
    return found


def clause_data(writer: Writer, clause: Clause, body: Sequence[Model], around: Model | None) -> Json:
    """Return what a clause shows.

    Args:
        writer: The PDF.
        clause: The clause.
        body: The blocks to show with it: all of its body, or what stands before its headed parts.
        around: The unit around it.
    """
    page, texts = writer.page, writer.texts
    unit = page.unit_of(clause)
    anchor = writer.anchor(clause)
    owner = clause if clause.id or clause.errata else around
    return {
        "kind": "clause",
        "anchor": anchor,
        "number": clause.number,
        "full_number": unit.number if unit else clause.number or "",
        "is_restored": clause.is_number_restored,
        "title": texts.letter(clause.title, clause) if clause.title else None,
        "title_errata": [
            {"letter": letter, "intended": label("erratum.intended", intended=meant)}
            for letter, meant in title_errata_of(clause)
        ],
        "label": texts.letter(f"[{clause.label}]", clause) if clause.label else None,
        "pages": clause.source_page,
        "actor": page.name(clause.actor) if clause.actor else None,
        "force": label(f"force.{clause.force}") if clause.force else None,
        "when": page.when(clause.when),
        "unless": page.unless(clause.unless),
        "skip": writer.links(clause.skip),
        "text": texts.prose(clause.text, owner) if clause.text else [],
        "references": [_reference(writer, each) for each in clause.references if _is_listed(each)],
        "body": writer.body(body, owner),
        "remark": remark_data(writer, clause.remark) if anchor or not unit else None,
    }


def remark_data(writer: Writer, remark: str | None) -> list[Json] | None:
    """Return a remark of ours as blocks."""
    return writer.texts.prose(remark) if remark else None


def _branch(writer: Writer, branch: Branch, around: Model | None) -> Json:
    owner = branch if branch.id or branch.errata else around
    words = writer.texts.inline(branch.branch, owner)
    is_unsaid = branch.is_else and not branch.when
    return {
        "words": words,
        "otherwise": label("clause.otherwise") if is_unsaid else None,
        **clause_data(writer, branch, branch.body, around),
    }


def _is_listed(reference: Reference) -> bool:
    return bool(reference.note) or reference.state in WITH_NOTE


def _reference(writer: Writer, reference: Reference) -> Json:
    return {
        "state": label(f"reference.{reference.state}"),
        "text": reference.text,
        "target": [writer.link(reference.to)] if reference.to else None,
        "implied": label("reference.implied") if reference.implied else None,
        "note": writer.texts.inline(reference.note) if reference.note else None,
    }


def _part(writer: Writer, value: ModelT | str, kind: type[ModelT], owner: Model | None) -> ModelT | None:
    """Return what a block shows, whether it is written in place or named by its id."""
    return writer.page.part(value, kind, owner) if isinstance(value, str) else value


def _clause(writer: Writer, clause: Clause, owner: Model | None) -> list[Json]:
    return [clause_data(writer, clause, clause.body, owner)]


def _used(
    kind: type[ModelT], name: str, draw: Callable[[Writer, ModelT], list[Json]]
) -> Callable[[Writer, Any, Model | None], list[Json]]:
    """Return a drawer for a block that holds or names one thing."""

    def drawer(writer: Writer, block: Any, owner: Model | None) -> list[Json]:
        part = _part(writer, getattr(block, name), kind, owner)
        return draw(writer, part) if part is not None else []

    return drawer


def _say(writer: Writer, block: schema.SayBlock, owner: Model | None) -> list[Json]:
    speech = block.say
    is_ordered = bool(speech.in_order)
    scripts = [_part(writer, each, Script, owner) for each in (speech.in_order or speech.one_of)]
    order = "say.in-order-same" if speech.same_bubble else "say.in-order"
    item = "say.bubble" if is_ordered else "say.alternative"
    is_single = len(scripts) == 1
    said = [(number, script) for number, script in enumerate(scripts, 1) if script is not None]
    return [
        {
            "kind": "say",
            "text": writer.texts.prose(block.text, owner) if block.text else [],
            "lead": "" if is_single else label(order if is_ordered else "say.one-of"),
            "items": [
                {"label": "" if is_single else label(item, number=number), "script": script_data(writer, script)}
                for number, script in said
            ],
        }
    ]


def _examples(writer: Writer, block: schema.ExampleBlock, owner: Model | None) -> list[Json]:
    examples = block.examples
    unit = writer.page.unit_of(owner) if owner else None
    document = writer.page.document.id if writer.page.document else unit.document if unit else None
    return [
        {
            "kind": "examples",
            "head": label(f"examples.{examples.speaker}"),
            "pages": block.source_page,
            "lead": writer.texts.prose(examples.lead, owner) if examples.lead else [],
            "items": [
                {
                    "number": item.number,
                    "text": writer.texts.prose(item.text, owner),
                    "of": writer.links([f"{document}/{local_id}" for local_id in item.instance_of]),
                }
                for item in examples.items
            ],
        }
    ]


def _task(kind: str, head: str, text: list[Json], **more: Any) -> list[Json]:
    return [{"kind": kind, "number": None, "head": head, "text": text, "items": [], "path": [], **more}]


def _ask(writer: Writer, block: schema.AskBlock, owner: Model | None) -> list[Json]:
    ask = block.ask
    text = writer.texts.prose(ask.text, owner) if ask.text else []
    return _task("ask", ask_head(ask), text, items=[writer.page.name(fact) for fact in ask.data])


def _check(writer: Writer, block: schema.CheckBlock, owner: Model | None) -> list[Json]:
    check = block.check
    text = writer.texts.prose(check.text, owner) if check.text else []
    head = check_head(writer.page, check)
    return _task("check", head, text, items=[writer.page.name(fact) for fact in check.facts])


def _click(writer: Writer, block: schema.ClickBlock, owner: Model | None) -> list[Json]:
    click = block.click
    head = label("click.application", name=writer.page.name(click.application)) if click.application else ""
    path = [writer.texts.letter(step, owner) for step in click.path]
    return _task("click", head, writer.texts.prose(click.text, owner), number=block.number, path=path)


def _definition(writer: Writer, block: schema.DefinitionBlock, _owner: Model | None) -> list[Json]:
    definition = block.definition
    anchor = writer.anchor(definition)
    is_named = definition.term.casefold() in writer.page.plain(definition.text).casefold()
    notes = [
        label("definition.scope", scope=definition.scope) if definition.scope else "",
        label("definition.spellings", spellings=", ".join(definition.spellings)) if definition.spellings else "",
        f"({label('definition.implied')})" if definition.is_implied else "",
    ]
    return [
        {
            "kind": "definition",
            "anchor": anchor,
            "term": None if is_named else definition.term,
            "text": writer.texts.prose(definition.text, definition),
            "notes": [note for note in notes if note],
            "pages": block.source_page,
            "remark": remark_data(writer, definition.remark),
        }
    ]


def _rule(writer: Writer, block: schema.RuleBlock, owner: Model | None) -> list[Json]:
    rule = writer.page.part(block.rule.use, Rule, owner)
    if rule is None:
        return []
    wording = next((each for each in rule.wordings if each.id == block.rule.wording), rule.wordings[0])
    anchor = writer.anchor(rule)
    return [
        {
            "kind": "rule",
            "anchor": anchor,
            "text": writer.texts.prose(wording.text, rule),
            "body": writer.body(rule.body, rule),
            "remark": remark_data(writer, rule.remark) if anchor else None,
        }
    ]


def _faq(writer: Writer, block: schema.FaqBlock, owner: Model | None) -> list[Json]:
    groups = [writer.page.part(group, FaqGroup, owner) for group in block.faq]
    return [faq_group_data(writer, group) for group in groups if group is not None]


def _note(writer: Writer, block: schema.NoteBlock, _owner: Model | None) -> list[Json]:
    return [{"kind": "note", "head": label("note.kind"), "text": writer.texts.prose(block.note)}]


def _gap(writer: Writer, block: schema.GapBlock, _owner: Model | None) -> list[Json]:
    return [gap_data(writer, block.gap)]


def _figure(writer: Writer, block: schema.FigureBlock, _owner: Model | None) -> list[Json]:
    return [figure_data(writer, block.figure)]


def _change(writer: Writer, block: schema.ChangeBlock, _owner: Model | None) -> list[Json]:
    return [change_data(writer, block.change)]


_DRAWERS: dict[type[Model], Callable[[Writer, Any, Model | None], list[Json]]] = {
    Clause: _clause,
    schema.ScriptBlock: _used(Script, "script", lambda writer, script: [script_data(writer, script)]),
    schema.SayBlock: _say,
    schema.ExampleBlock: _examples,
    schema.AskBlock: _ask,
    schema.CheckBlock: _check,
    schema.ClickBlock: _click,
    schema.RecordBlock: _used(Record, "record", lambda writer, record: [record_data(writer, record)]),
    schema.TableBlock: _used(Table, "table", table_data),
    schema.FigureBlock: _figure,
    schema.ChangeBlock: _change,
    schema.GapBlock: _gap,
    schema.NoteBlock: _note,
    schema.DefinitionBlock: _definition,
    schema.RuleBlock: _rule,
    schema.FaqBlock: _faq,
    schema.FeesBlock: _used(FeeTable, "fees", fees_data),
    schema.CatalogueBlock: _used(Catalogue, "catalogue", catalogue_data),
    schema.FlowBlock: _used(Flow, "flow", flow_data),
}
