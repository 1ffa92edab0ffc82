"""Clauses and the blocks of their bodies, in source order.

A body is a list of blocks. Each block is a mapping whose key says what it is (`script`, `say`,
`table`, …); a mapping with none of these keys is a clause again, which is how steps nest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from generator.kinds.change.schema import Change, Side
from generator.kinds.definition.schema import Definition
from generator.kinds.faq.schema import FaqEntry, FaqFile, FaqGroup
from generator.kinds.figure.schema import Figure
from generator.kinds.gap.schema import Gap
from generator.kinds.record.schema import Record
from generator.kinds.rule.schema import Rule, RulesFile, RuleUse
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, RowGroup, Table, TablesFile
from generator.kinds.unit import Audience, Erratum, Reference
from generator.model.base import Model, approved, editorial
from generator.model.conditions import Condition
from generator.model.fields import (
    Address,
    ApplicationRef,
    CalendarDay,
    FactRef,
    Flag,
    Identifier,
    Letter,
    Line,
    Prose,
    Remark,
    RoleRef,
    WholeNumber,
    inline_or_address,
)

Force = Literal["must", "may", "need-not", "must-not"]


if TYPE_CHECKING:
    ScriptOrAddress: TypeAlias = Script | str
    RecordOrAddress: TypeAlias = Record | str
    TableOrAddress: TypeAlias = Table | str
else:
    ScriptOrAddress = inline_or_address(Script)
    RecordOrAddress = inline_or_address(Record)
    TableOrAddress = inline_or_address(Table)


class Clause(Model):
    """A section, step or sub-step: what may stand at any depth of a document."""

    id: Identifier | None = approved("The last segment of its address; every numbered clause has one.", None)
    number: Letter | None = approved("The source's number as written, such as `7.10.1`, `a`, `1)`.", None)
    is_number_restored: Flag = approved(
        "The number is lost in the source and restored.", False, alias="number_restored"
    )
    title: Letter | None = approved("The heading, to the letter.", None)
    label: Letter | None = approved("The bracketed label, to the letter without brackets.", None)
    source_page: Letter | None = approved("The page or pages of the source.", None)
    actor: RoleRef | None = approved("Who acts, when the clause says so.", None)
    force: Force | None = approved("wajib, boleh, tidak perlu or tidak boleh, as the words say.", None)
    when: list[Condition] = approved("When it applies.", [])
    unless: list[Condition] = approved("When it does not (kecuali).", [])
    skip: list[Address] = approved("Clauses or scripts that are left out in this case.", [])
    text: Prose | None = approved("The words, to the letter.", None)
    body: list[Block] = approved("What follows, in source order.", [])
    errata: list[Erratum] = approved("Faults of the letter in this clause's text.", [])
    references: list[Reference] = approved("References that stand in this clause's text.", [])
    similar: list[Line] = editorial("Ways in which people ask for this (pertanyaan serupa).", [])
    check_by: CalendarDay | None = editorial("By when a perishable fact must be checked.", None)
    audience: Audience | None = editorial("Who may see it; left out: as what stands around it.", None)
    remark: Remark | None = editorial("A remark of ours, shown as such (Catatan Sigap).", None)


class Branch(Clause):
    """A case: a label in the source's words, its conditions, and what is done then."""

    branch: Prose = approved("The case, in the source's words.")
    is_else: Flag = approved("Holds when no sibling branch does.", False, alias="else")


class ScriptBlock(Model):
    """A script, written here or used from scripts.yml."""

    script: ScriptOrAddress = approved("The script, or the id of one.")


class Speech(Model):
    """Several scripts: in this order (one bubble each), or one of them."""

    in_order: list[ScriptOrAddress] = approved("Said one after the other, a bubble each.", [])
    one_of: list[ScriptOrAddress] = approved("Alternatives, of which one is said.", [])
    same_bubble: Flag = approved("All in one bubble; otherwise a bubble each.", False)

    @model_validator(mode="after")
    def _one_mode(self) -> Speech:
        if bool(self.in_order) == bool(self.one_of):
            raise PydanticCustomError("say-one-mode", "in_order or one_of")
        return self


class SayBlock(Model):
    """Something is said: one script or several."""

    say: Speech = approved("The scripts and how they belong together.")
    text: Prose | None = approved("The sentence that leads to them, to the letter.", None)


class ExampleItem(Model):
    """One example, to the letter."""

    number: Letter | None = approved("The source's number.", None)
    text: Prose = approved("The words, to the letter, without the quotes around them.")
    instance_of: list[Identifier] = approved("The scripts that it instantiates.", [])


class Examples(Model):
    """Examples of a message, a sentence or a note."""

    speaker: Literal["customer", "prospect", "customer-or-prospect", "agent", "record"] = approved(
        "Whose words they are: a customer's, a prospect's, the agent's, or a note in a record."
    )
    lead: Prose | None = approved("The sentence before them, to the letter.", None)
    items: list[ExampleItem] = approved("The examples, in the source's order.")


class ExampleBlock(Model):
    """Examples in the text."""

    examples: Examples = approved("The examples.")
    source_page: Letter | None = approved("The page of the source.", None)


class Ask(Model):
    """Data to ask for."""

    text: Prose | None = approved("The words, to the letter.", None)
    data: list[FactRef] = approved("The facts that the answer gives.", [])
    at_least: WholeNumber | None = approved("How many of them at least.", None)
    one_of: Flag = approved("One of them is enough.", False)


class AskBlock(Model):
    """The customer is asked for data."""

    ask: Ask = approved("What is asked.")


class Check(Model):
    """Something to look up."""

    text: Prose | None = approved("The words, to the letter.", None)
    application: ApplicationRef | None = approved("Where to look.", None)
    facts: list[FactRef] = approved("What is known afterwards.", [])


class CheckBlock(Model):
    """The agent looks something up."""

    check: Check = approved("What is looked up and where.")


class Click(Model):
    """Buttons or menus of an application, in order."""

    application: ApplicationRef | None = approved("In which application.", None)
    text: Prose = approved("The words, to the letter.")
    path: list[Letter] = approved("The labels of menus and buttons, in order.", [])


class ClickBlock(Model):
    """The agent clicks."""

    click: Click = approved("Where and what.")
    number: Letter | None = approved("The source's number.", None)


class RecordBlock(Model):
    """Record-keeping, written here or used from records.yml."""

    record: RecordOrAddress = approved("The record, or the id of one.")


class TableBlock(Model):
    """A table, written here or used from tables.yml."""

    table: TableOrAddress = approved("The table, or the id of one.")


class FigureBlock(Model):
    """A figure of the source."""

    figure: Figure = approved("The figure.")


class ChangeBlock(Model):
    """A change pair."""

    change: Change = approved("Semula and Menjadi.")


class GapBlock(Model):
    """A gap, shown at this place."""

    gap: Gap = approved("What is missing.")


class NoteBlock(Model):
    """A note of ours, shown as such."""

    note: Remark = editorial("The note, in Indonesian.")


class DefinitionBlock(Model):
    """A definition."""

    definition: Definition = approved("The definition.")
    source_page: Letter | None = approved("The page of the source.", None)


class RuleBlock(Model):
    """A rule of rules.yml, shown at this place."""

    rule: RuleUse = approved("Which rule, in which wording.")


class FaqBlock(Model):
    """Groups of faq.yml, shown at this place."""

    faq: list[Identifier] = approved("The ids of the groups, in order.")


class FeesBlock(Model):
    """A fee table of fees.yml, shown at this place."""

    fees: Identifier = approved("The id of the table.")


class CatalogueBlock(Model):
    """A catalogue of service-catalogue.yml, shown at this place."""

    catalogue: Identifier = approved("The id of the catalogue.")


class FlowBlock(Model):
    """A flow of flow-<name>.yml, shown at this place."""

    flow: Identifier = approved("The id of the flow.")


BLOCKS: dict[str, type[Model]] = {
    "branch": Branch,
    "script": ScriptBlock,
    "say": SayBlock,
    "examples": ExampleBlock,
    "ask": AskBlock,
    "check": CheckBlock,
    "click": ClickBlock,
    "record": RecordBlock,
    "table": TableBlock,
    "figure": FigureBlock,
    "change": ChangeBlock,
    "gap": GapBlock,
    "note": NoteBlock,
    "definition": DefinitionBlock,
    "rule": RuleBlock,
    "faq": FaqBlock,
    "fees": FeesBlock,
    "catalogue": CatalogueBlock,
    "flow": FlowBlock,
}


def block_kind(value: Any) -> str:
    """Return the tag of a block: the one key that says what it is, else that of a clause."""
    keys = value.keys() if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    return next((f"«{kind}»" for kind in BLOCKS if kind in keys), "«clause»")


Block = Annotated[
    Annotated[Branch, Tag("«branch»")]
    | Annotated[ScriptBlock, Tag("«script»")]
    | Annotated[SayBlock, Tag("«say»")]
    | Annotated[ExampleBlock, Tag("«examples»")]
    | Annotated[AskBlock, Tag("«ask»")]
    | Annotated[CheckBlock, Tag("«check»")]
    | Annotated[ClickBlock, Tag("«click»")]
    | Annotated[RecordBlock, Tag("«record»")]
    | Annotated[TableBlock, Tag("«table»")]
    | Annotated[FigureBlock, Tag("«figure»")]
    | Annotated[ChangeBlock, Tag("«change»")]
    | Annotated[GapBlock, Tag("«gap»")]
    | Annotated[NoteBlock, Tag("«note»")]
    | Annotated[DefinitionBlock, Tag("«definition»")]
    | Annotated[RuleBlock, Tag("«rule»")]
    | Annotated[FaqBlock, Tag("«faq»")]
    | Annotated[FeesBlock, Tag("«fees»")]
    | Annotated[CatalogueBlock, Tag("«catalogue»")]
    | Annotated[FlowBlock, Tag("«flow»")]
    | Annotated[Clause, Tag("«clause»")],
    Discriminator(block_kind),
]

# Blocks hold clauses, clauses hold blocks, and so do rows, figures, rules, changes and answers:
# the modules of these kinds name `Block` before it exists, and learn it here.
_NEED_BLOCKS: tuple[type[Model], ...] = (
    Clause,
    Branch,
    Row,
    RowGroup,
    Table,
    TablesFile,
    Figure,
    Rule,
    RulesFile,
    Side,
    Change,
    FaqEntry,
    FaqGroup,
    FaqFile,
    TableBlock,
    FigureBlock,
    ChangeBlock,
)
for _model in _NEED_BLOCKS:
    _model.model_rebuild(_types_namespace={"Block": Block, **globals()})
