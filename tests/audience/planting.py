"""Planting: a marker word in every text of what is internal, at every level of the model.

The fiction is a document that has one of everything. Here it becomes the outside: public, with settings that are. Into
it goes an inside: beside each thing that may be internal stands a copy that is, with a marker in every field that holds
words; the fields of public things that stay inside get one as well; and so do drafts, registers and all else in the
folder. Every marker is a word of its own, so that a leak names its field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from generator.kinds.change.schema import Change
from generator.kinds.clause import schema as clauses
from generator.kinds.document.schema import Approval, Document, LogChange, LogRow, Revision, RevisionEntry
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.faq.schema import Mapping as FaqMapping
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.kinds.glossary.schema import Meaning, Term
from generator.kinds.script.schema import Slot
from generator.kinds.settings import schema as settings
from generator.kinds.table.schema import Table as TableModel
from generator.kinds.unit import Erratum, Reference
from generator.kinds.unit import Unit as UnitModel
from generator.model.base import Model
from generator.model.conditions import Condition
from generator.model.fields import Missing
from generator.model.walk import plan_of

Fields = Mapping[type[Model], Collection[str]]
HEAD, TAIL = "zqxvj", "kwyqh"
"""Every marker begins and ends so; no word of ours and no other file has either."""
NUMBER: Final = "867530948271"
"""The amount of every internal fee."""

UNTOUCHED: Final[Fields] = {
    Condition: {"is_"},  # a value of its fact
    Erratum: {"letter"},  # stands in the text, which has a marker
    Reference: {"text"},
    Slot: {"letter"},
    settings.Fact: {"unit"},  # conditions count in it
    settings.FactValue: {"value", "covers"},
    settings.Placeholder: {"aliases", "choices"},  # internal ones get their own, see `_internal_settings`
}
"""Fields of words that must agree with others, so that a marker would be a fault."""

WITHHELD: Final[Fields] = {
    UnitModel: ("remark",),
    clauses.Clause: ("remark",),
    clauses.NoteBlock: ("note",),
    Reference: ("note",),
    FaqMapping: ("note",),
    Missing: ("note",),
    RevisionEntry: ("note",),
    Revision: ("source_note", "pages_note"),
    Approval: ("label", "role"),
    LogRow: ("version", "author", "date_text"),
    LogChange: ("change", "chapter", "pages"),
    Gap: ("question",),
    Figure: ("question",),
    Flow: ("note",),
    Change: ("note",),
    TableModel: ("note",),
    Term: ("remark", "follows_from"),
    Meaning: ("confirmed_by",),
    settings.Setting: ("note",),
    settings.Fact: ("evident",),
    settings.Person: ("reason",),
    settings.SiteFile: ("name", "description"),
    Document: ("distribution",),
}
"""The fields of public things that stay inside, written down a second time: the product has its own table."""


NOT_PLANTED: Final = {
    "Unit": "every kind of unit has its fields under its own name",
    "Setting": "every kind of setting has its fields under its own name",
    "Branch.number": "as Clause.number, which needs an id",
    "Branch.title": "as Clause.title",
    "SearchMapping.means": "must be words that answers have",
    "PublicSite": "what it says is public by its nature",
    "Matrix": "a table of a flow, worked out of it; needs two decisions in a row",
}
"""What has no marker of its own, and why."""

LEFT_EMPTY: Final[Fields] = {
    clauses.Clause: {"number", "title"},  # what is numbered needs an id
    FaqEntry: {"answer"},  # a gap says why there is none
}
"""Fields of words that may be empty and stay so, where the copy of a model would be a fault with them."""


@dataclass
class Markers:
    """Markers and where each stands."""

    places: dict[str, str] = field(default_factory=dict)
    planted: set[tuple[str, str]] = field(default_factory=set)

    def new(self, kind: str, name: str, where: str = "internal") -> str:
        """Return a new marker for a field."""
        self.planted.add((kind, name))
        number, letters = len(self.places), ""
        for _ in range(4):
            number, rest = divmod(number, 26)
            letters += chr(ord("a") + rest)
        marker = f"{HEAD}{letters}{TAIL}"
        self.places[marker] = f"{where} {kind}.{name}"
        return marker


def is_named(table: Fields, model: type[Model], name: str) -> bool:
    return any(name in table.get(kind, ()) for kind in model.__mro__ if issubclass(kind, Model))


@dataclass
class Planter:
    """Makes internal copies of models as plain data, and marks what stays inside of public ones."""

    markers: Markers

    def internal(self, model: Model, suffix: str) -> dict[str, Any]:
        """Return a copy as data for YAML: other ids, and a marker in every field of words."""
        data = self._data(model, suffix=suffix, is_public=False)
        return {**data, "audience": "internal"} if "audience" in type(model).model_fields else data

    def public(self, model: Model) -> dict[str, Any]:
        """Return a public model as data for YAML, with a marker in each field that stays inside, and inside copies."""
        return self._data(model, suffix="", is_public=True)

    def _data(self, model: Model, *, suffix: str, is_public: bool) -> dict[str, Any]:
        data: dict[str, Any] = {}
        kind = type(model)
        for plan in plan_of(kind):
            value = getattr(model, plan.name)
            is_words = plan.text is not None and not is_named(UNTOUCHED, kind, plan.name)
            # People are internal unless they say so.
            is_inside = not is_public or (isinstance(model, settings.Person) and model.audience == "internal")
            is_marked = is_words and (is_inside or is_named(WITHHELD, kind, plan.name))
            if value in (None, [], {}) and is_marked and not is_named(LEFT_EMPTY, kind, plan.name):
                value = ["kata"] if isinstance(plan.default, list) else "Kata"
            if value in (None, [], {}):
                continue
            data[plan.key] = self._value(plan.name, value, suffix, is_public=is_public)
            if plan.name == "id" and "audience" in kind.model_fields:
                data["id"] = f"{value}{suffix}"
            if plan.name == "aliases" and suffix:
                data["aliases"] = [f"{{{self.markers.new(kind.__name__, plan.name)}}}"]
            if is_marked:
                where = "internal" if is_inside else "withheld"
                data[plan.key] = self._marked(data[plan.key], kind.__name__, plan.name, where)
        return data

    def _value(self, name: str, value: Any, suffix: str, *, is_public: bool) -> Any:
        if isinstance(value, Model):
            return self._data(value, suffix=suffix, is_public=is_public)
        if isinstance(value, dict):
            return {key: NUMBER if suffix and isinstance(item, int) else _written(item) for key, item in value.items()}
        if isinstance(value, list):
            items = [self._value(name, item, suffix, is_public=is_public) for item in value]
            return [*items, *self._beside(name, value)] if is_public else items
        return _written(value)

    def _beside(self, name: str, value: list[Any]) -> list[Any]:
        """Return internal things to stand beside the public ones of a list."""
        models = [item for item in value if isinstance(item, Model)]
        suffix = f"-{self.markers.new('address', 'id')}"
        if name in {"body", "sections"} and models:
            # A flow is shown in one place; all other blocks may stand below a clause that is internal.
            copies = [self._data(item, suffix=suffix, is_public=False) for item in models if not _is_flow(item)]
            texts = {name: self.markers.new("Clause", name) for name in ("title", "label", "text", "remark")}
            inside = {"id": f"bagian{suffix}", "audience": "internal", **texts, "body": copies}
            return [inside, *(block for item in models for block in self._internal_block(item))]
        if models and all("audience" in type(item).model_fields for item in models):
            # Of settings every one, for each has other fields; of a table one row is like the others.
            chosen = models if isinstance(models[0], settings.Setting) else models[:1]
            return [self.internal(item, suffix) for item in chosen]
        return []

    def _internal_block(self, block: Model) -> Iterator[dict[str, Any]]:
        """Yield a copy of a block whose one unit is internal; a block has no audience of its own."""
        for plan in plan_of(type(block)):
            unit = getattr(block, plan.name)
            if isinstance(unit, UnitModel | Gap) and not isinstance(block, clauses.Clause):
                suffix = f"-{self.markers.new('address', 'id')}"
                yield self._data(block, suffix=suffix, is_public=False) | {plan.key: self.internal(unit, suffix)}

    def _marked(self, value: Any, kind: str, name: str, where: str) -> Any:
        if isinstance(value, list):
            return [self._marked(item, kind, name, where) if isinstance(item, str) else item for item in value]
        if isinstance(value, dict):
            if "missing" in value:
                # What is not known in the fiction is known inside.
                return value if where == "withheld" else self.markers.new(kind, name, where)
            return {key: self._marked(item, kind, name, where) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        return f"{value} {self.markers.new(kind, name, where)}"


def _is_flow(model: Model) -> bool:
    return isinstance(model, clauses.FlowBlock)


def _written(value: Any) -> Any:
    """Return a value as an author writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(value, "isoformat"):
        return re.sub(r"T(\d\d:\d\d):00$", r" \1", value.isoformat())
    return value if isinstance(value, str) else str(value)


def write_yaml(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000, default_style='"')
    path.write_text(text, encoding="utf-8")
