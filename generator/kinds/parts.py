"""What units are called, and which blocks name parts of their revision; a new kind adds its lines here."""

from __future__ import annotations

from generator.kinds.catalogue.schema import Catalogue, ServiceGroup, ServiceType
from generator.kinds.clause.schema import (
    Branch,
    CatalogueBlock,
    FaqBlock,
    FeesBlock,
    FlowBlock,
    RecordBlock,
    RuleBlock,
    ScriptBlock,
    Speech,
    TableBlock,
)
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.fees.schema import Fee, FeeGroup, FeeTable
from generator.kinds.flow.schema import Flow
from generator.kinds.record.schema import Record
from generator.kinds.rule.schema import Rule
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, RowGroup, Table
from generator.kinds.training.schema import ReadingOrder
from generator.kinds.unit import Unit
from generator.model.base import Model

# What a unit of each class is called in listings, settings and messages; classes not named here
# take the lower-case name of their class.
KIND_NAMES: dict[type[Model], str] = {
    Branch: "clause",
    FaqEntry: "faq",
    FaqGroup: "faq-group",
    Fee: "fee",
    FeeGroup: "fee-group",
    FeeTable: "fee-table",
    RowGroup: "row-group",
    ServiceType: "service",
    ServiceGroup: "service-group",
    ReadingOrder: "reading-order",
}
# Which fields of which blocks name parts of the same revision.
USES: dict[type[Model], tuple[tuple[str, type[Unit]], ...]] = {
    ScriptBlock: (("script", Script),),
    Speech: (("in_order", Script), ("one_of", Script)),
    RecordBlock: (("record", Record),),
    TableBlock: (("table", Table),),
    FaqBlock: (("faq", FaqGroup),),
    FeesBlock: (("fees", FeeTable),),
    CatalogueBlock: (("catalogue", Catalogue),),
    FlowBlock: (("flow", Flow),),
}
PARTS_OF_TABLES = (Row, RowGroup, Fee, FeeGroup, ServiceType, ServiceGroup)


def kind_name(model: Model) -> str:
    """Return what a unit of this class is called, such as `contact-centre`."""
    if name := KIND_NAMES.get(type(model)):
        return name
    words = type(model).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in words).lstrip("-")


def kind_name_of(kind: type[Model]) -> str:
    """Return what units of a class are called."""
    return KIND_NAMES.get(kind, kind.__name__.lower())


def uses_of(model: Model) -> list[tuple[str, type[Unit]]]:
    """Return the parts that a block shows by their ids: the ids and the kinds they must be of."""
    if isinstance(model, RuleBlock):
        return [(model.rule.use, Rule)]
    fields = USES.get(type(model), ())
    values = [(getattr(model, name), kind) for name, kind in fields]
    named = [(item, kind) for value, kind in values for item in (value if isinstance(value, list) else [value])]
    return [(item, kind) for item, kind in named if isinstance(item, str)]
