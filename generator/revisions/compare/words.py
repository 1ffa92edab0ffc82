"""What readers see of a unit, as plain text: its own words, its conditions, its values, each on a line of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from generator.addresses import parse_address
from generator.kinds.catalogue.schema import ServiceType
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode, Interrupt
from generator.kinds.script.schema import Script, Slot
from generator.kinds.settings.schema import Setting
from generator.kinds.table.schema import Row, Table
from generator.kinds.unit import Erratum, Reference
from generator.library import HeldRevision, Library
from generator.model.base import Model, Standing
from generator.model.conditions import Condition
from generator.model.fields import Missing
from generator.model.walk import FieldPlan, plan_of
from generator.render.conditions import conditions_in_words
from generator.render.dates import grouped, long_date, long_moment
from generator.render.labels import all_labels, label
from generator.render.titles import shorten, title_of
from generator.revisions.compare.forms import REF
from generator.survey import letter_of

SILENT: Final = frozenset({"id", "number", "source_page", "purpose", "instance_of", "errata", "references", "slots"})
"""Fields that hold text and are no words of the unit itself."""
SILENT_CLASSES = (Erratum, Reference, Slot, Condition, Missing)
LONGEST_VALUE: Final = 400


@dataclass
class Wording:
    """Puts units of one revision into words.

    Attributes:
        library: Where facts and names are declared.
        held: The revision.
    """

    library: Library
    held: HeldRevision
    _own: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._own = {id(unit.model): unit.address for unit in self.held.units.values()}

    def of_unit(self, model: Model, *, is_whole: bool = False, is_letter: bool = False) -> str:
        """Return the words of a unit without those of the units inside it.

        Args:
            model: The unit.
            is_whole: All that readers see, conditions included; else what counts as its wording.
            is_letter: As the source file has it, markup included.
        """
        if isinstance(model, Flow) and is_whole:
            return "\n".join(self._flow(model))
        if isinstance(model, Script) and is_whole:
            return self.said(model)
        return "\n".join(self._lines(model, is_whole=is_whole, is_letter=is_letter, is_inside=False))

    @staticmethod
    def said(script: Script, *, is_letter: bool = False) -> str:
        """Return the words of a script alone, without its title."""
        return script.text if is_letter else letter_of(script.text)

    def conditions(self, model: Model) -> str:
        """Return the conditions of a unit and of what stands in it without an address, a line each."""
        return "\n".join(self._conditions(model))

    def amounts(self, fee: Fee) -> str:
        """Return the name and the amounts of a fee."""
        titles = {column.id: column.title for table in self._around(fee, FeeTable) for column in table.columns}
        amounts = [f"{titles.get(key, key)}: {grouped(amount)}" for key, amount in fee.amounts.items()]
        return "\n".join([fee.name, *amounts])

    def cells(self, row: Row) -> str:
        """Return the cells of a row with the headings of their columns, and its facts."""
        table = next(iter(self._around(row, Table)), None)
        titles = {column.id: column.title for column in table.columns} if table else {}
        order = [key for key in titles if key in row.cells] + [key for key in row.cells if key not in titles]
        lines = [f"{titles.get(key, key)}: {letter_of(row.cells[key])}" for key in order]
        lines += [conditions_in_words(row.facts, self.library, joined_by=label("and") + " ")] if row.facts else []
        return "\n".join([*lines, *([self._name(row.contact_centre)] if row.contact_centre else [])])

    def node(self, node: FlowNode | Interrupt) -> str:
        """Return what a node of a flow is called, and who acts where."""
        clause = self.library.find_from(self.held, node.clause) if node.clause else None
        words = node.text or (title_of(clause.model) if clause else "") or node.id
        lines = [words]
        if isinstance(node, Interrupt):
            lines += self._own_conditions(node)
        else:
            lines[0] = f"{words} ({label(f'compare.node.{node.kind}')})"
        for key in ("actor", "application", "flow", "gap", "is_final", "show", "scope", "is_inferred"):
            if value := getattr(node, key, None):
                lines.append(self.value(_key_of(node, key), value))
        if clause and node.text:
            lines.append(self.value("clause", node.clause))
        return "\n".join(lines)

    def edge(self, flow: Flow, edge: FlowEdge) -> str:
        """Return a connection: from where to where, in which case."""
        nodes = {node.id: self.node(node).partition("\n")[0].rpartition(" (")[0] for node in flow.nodes}
        lines = [f"{nodes.get(edge.from_, edge.from_)} → {nodes.get(edge.to, edge.to)}"]
        lines += [self.value("label", edge.label)] if edge.label else []
        lines += self._own_conditions(edge)
        return "\n".join([*lines, *([self.value("inferred", value=True)] if edge.is_inferred else [])])

    def value(self, key: str, value: Any) -> str:
        """Return a field and what it holds, on one line; its words are labels `compare.field.<key>`."""
        if key == "missing":  # what stands in the field's place says by itself that nothing does
            return self._plain({key: value})
        return f"{field_name(key)}: {self._plain(value)}"

    def plain(self, value: Any) -> str:
        """Return plain data in words: names for addresses, days in full."""
        return self._plain(value)

    def title(self, address: str) -> str:
        """Return what a unit of this revision is called; the address itself when there is none."""
        unit = self.library.find_from(self.held, address)
        return f"{unit.number} {title_of(unit.model)}".strip() if unit else address

    # Words

    def _lines(self, model: Model, *, is_whole: bool, is_letter: bool, is_inside: bool) -> Iterator[str]:
        if isinstance(model, Fee):
            yield self.amounts(model)
            return
        if isinstance(model, Row):
            yield self.cells(model)
        if isinstance(model, ServiceType):
            yield f"{model.number} {model.name}"
            return
        if is_whole or is_inside:
            yield from self._own_conditions(model)
        number = getattr(model, "number", None) if is_inside else None
        for text in self._texts(model, is_whole=is_whole, is_letter=is_letter):
            yield f"{number} {text}" if number else text
            number = None

    def _texts(self, model: Model, *, is_whole: bool, is_letter: bool) -> Iterator[str]:
        for plan in _ordered(model):
            value = getattr(model, plan.name)
            if plan.standing is not Standing.APPROVED or plan.name in SILENT or not value:
                continue
            if plan.text is not None and not (isinstance(model, Row) and plan.name == "cells"):
                for text in value if isinstance(value, list) else [value]:
                    if isinstance(text, str):
                        yield letter_of(text) if plan.text.is_markup and not is_letter else text
            for inside in value if isinstance(value, list) else [value]:
                if isinstance(inside, Model) and id(inside) not in self._own and not isinstance(inside, SILENT_CLASSES):
                    yield from self._lines(inside, is_whole=is_whole, is_letter=is_letter, is_inside=True)

    def _conditions(self, model: Model) -> Iterator[str]:
        yield from self._own_conditions(model)
        for plan in plan_of(type(model)):
            value = getattr(model, plan.name)
            for inside in value if isinstance(value, list) else [value]:
                if isinstance(inside, Model) and id(inside) not in self._own and plan.standing is Standing.APPROVED:
                    yield from self._conditions(inside)

    def _own_conditions(self, model: Model) -> Iterator[str]:
        for key in ("when", "unless"):
            if conditions := getattr(model, key, None):
                words = conditions_in_words(conditions, self.library, joined_by=f"{label('and')} ")
                yield label(f"compare.{key}", conditions=words)

    def _flow(self, flow: Flow) -> Iterator[str]:
        yield flow.title
        yield from (self.node(node).partition("\n")[0] for node in flow.nodes)
        yield from (self.edge(flow, edge).replace("\n", "; ") for edge in flow.edges)

    def _around(self, model: Model, kind: type[Any]) -> Iterator[Any]:
        """Yield the units of a class around a unit, the nearest first."""
        unit = self.held.units.get(parse_address(self._own.get(id(model), "")).tail)
        while unit is not None and unit.parent:
            unit = self.held.units.get(parse_address(unit.parent).tail)
            if unit is not None and isinstance(unit.model, kind):
                yield unit.model

    # Values

    def _plain(self, value: Any) -> str:
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, Model):
            return self._mapping(value.model_dump(mode="json", by_alias=True, exclude_none=True))
        if isinstance(value, list):
            return shorten_value(", ".join(self._plain(item) for item in value))
        if isinstance(value, bool):
            return label("flag.ya" if value else "flag.tidak")
        if isinstance(value, int):
            return grouped(value)
        return self._scalar(str(value))

    def _mapping(self, value: Mapping[str, Any]) -> str:
        if REF in value:
            return self.title(str(value[REF]))
        if "missing" in value:
            moment = self.held.life.effective if value["missing"] == "at-publication" else None
            return long_moment(moment.wall) if moment else label(f"missing.{value['missing']}")
        if {"version", "changes"} <= value.keys():
            changes = "; ".join(str(each["change"]) for each in value["changes"])
            return f"{field_name('version')} {value['version']}: {changes}"
        if value.keys() == {"fact", "is"}:
            condition = Condition.model_construct(fact=str(value["fact"]), is_=str(value["is"]))
            return conditions_in_words([condition], self.library, joined_by="")
        words = (f"{field_name(key)}: {self._plain(item)}" for key, item in value.items() if key)
        return shorten_value("; ".join(words))

    def _scalar(self, value: str) -> str:
        if (words := all_labels().get(f"compare.value.{value}")) is not None:
            return words
        day = _day(value)
        if day is not None:
            return day
        return self._name(value)

    def _name(self, address: str) -> str:
        setting = self.library.setting(address, Setting)
        if setting is not None:
            return setting.name
        if address.startswith(f"{self.held.document}/"):
            return self.title(address)
        return shorten_value(address)


def field_name(key: str) -> str:
    """Return what readers call a field; its key in YAML where it has no name for them."""
    return all_labels().get(f"compare.field.{key}", key)


def shorten_value(words: str) -> str:
    """Return words on one line, cut where they are too long to stand in a list of values."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_VALUE else line[:LONGEST_VALUE].rpartition(" ")[0] + " …"


def heading_of(model: Model) -> str:
    """Return what a unit is called in a comparison."""
    return shorten(title_of(model))


def _ordered(model: Model) -> Sequence[FieldPlan]:
    """Return the fields of a model in the order in which readers meet them: the case of a branch comes first."""
    plans = plan_of(type(model))
    if isinstance(model, Branch):
        return sorted(plans, key=lambda plan: plan.name != "branch")
    if isinstance(model, Clause | Script):
        return plans
    return sorted(plans, key=lambda plan: plan.name not in ("title", "question", "term", "lead"))


def _key_of(model: Model, name: str) -> str:
    return next(plan.key for plan in plan_of(type(model)) if plan.name == name)


def _day(value: str) -> str | None:
    if len(value) < len("2024-07-31") or not value[:4].isdigit():
        return None
    try:
        if len(value) == len("2024-07-31"):
            return long_date(dt.date.fromisoformat(value))
        return long_moment(dt.datetime.fromisoformat(value))
    except ValueError:
        return None
