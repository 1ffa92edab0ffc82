"""The base of every content model: marked fields, known places, no silent extras.

Every field of every model says whether it is *approved* (what readers act on, covered by the
fingerprint and by signatures) or *editorial* (what helps to find and maintain it, free to change
any day). Each model remembers the YAML node it came from, so that a rule can name the place.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from generator.problems import Location, Problem, error
from generator.suggest import did_you_mean
from generator.yaml_source import MappingNode, Node, ScalarNode, SequenceNode


class Standing(enum.StrEnum):
    """Who answers for a field: approvers sign `approved` ones, editors keep `editorial` ones."""

    APPROVED = "approved"
    EDITORIAL = "editorial"


def _field(standing: Standing, description: str, default: Any, options: dict[str, Any]) -> Any:
    if isinstance(default, list | dict):
        options["default_factory"] = default.copy  # not its class alone: a default may say something
    else:
        options["default"] = default
    return Field(description=description, json_schema_extra={"x-sigap-standing": standing.value}, **options)


def approved(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
    """Declare a field that readers act on; it counts towards the fingerprint.

    Args:
        description: One English sentence for editors and for the JSON Schema.
        default: The value when the field is left out; none makes the field required.
        **options: Passed on to `pydantic.Field`, such as `alias`.
    """
    return _field(Standing.APPROVED, description, default, options)


def editorial(description: str, default: Any = PydanticUndefined, **options: Any) -> Any:
    """Declare a field that does not count towards the fingerprint; see `approved`."""
    return _field(Standing.EDITORIAL, description, default, options)


def standing_of(field: FieldInfo) -> Standing | None:
    """Return the mark of a field, or None when its author forgot it."""
    extra = field.json_schema_extra
    mark = extra.get("x-sigap-standing") if isinstance(extra, dict) else None
    return Standing(mark) if isinstance(mark, str) else None


class NodeDict(dict[str, Any]):
    """A mapping on its way from YAML to a model.

    Attributes:
        node: What it was read from.
        read_as: The class whose validator has it in hand; None until one has.
    """

    def __init__(self, values: dict[str, Any], node: MappingNode) -> None:
        super().__init__(values)
        self.node = node
        self.read_as: type[Model] | None = None


class Model(BaseModel):
    """What every content model has: frozen, closed to unknown keys, aware of its place.

    Unknown keys are collected in the list that is the validation's context, rather than raised,
    because only the model itself knows which keys it could have meant.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, populate_by_name=False)

    _node: MappingNode | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_node(cls, value: Any, handler: Any, info: ValidationInfo) -> Self:
        # Pydantic puts the finished validator of a class, this wrapper included, inside the wrapper again
        # when another class holds it; the second round must add nothing.
        if not isinstance(value, NodeDict) or value.read_as is cls:
            unwrapped: Self = handler(value)
            return unwrapped
        value.read_as = cls
        if info.context is not None:
            info.context.extend(_unknown_keys(cls, value.node))
        model: Self = handler(value)
        model._node = value.node
        return model

    @property
    def location(self) -> Location:
        """Return the place where this mapping starts."""
        node = self._node
        return node.location if node else Location("?")

    def place(self, *path: str | int) -> Location:
        """Return the place of a value inside this model, as near as the source has it.

        Args:
            *path: Keys as written in YAML and positions in lists, such as `"steps", 2, "to"`.
        """
        node = self._nearest(*path)
        return node.location if node else self.location

    def without_source(self, values: dict[str, Any]) -> Self:
        """Return a copy with some values in the place of its own; of its source it knows where it began, no more."""
        copy: Self = self.model_copy(update=values)
        copy._node = MappingNode({}, self.location)
        return copy

    def comment_at(self, *path: str | int) -> str | None:
        """Return the comment that follows a plain text on its line."""
        node = self._nearest(*path)
        return node.comment if isinstance(node, ScalarNode) else None

    def place_in_text(self, *path: str | int, offset: int) -> Location:
        """Return the place of a character of a text in this model.

        Args:
            *path: As for `place`.
            offset: The character, counted from 0 in the text as it was read.
        """
        node = self._nearest(*path)
        if not isinstance(node, ScalarNode):
            return self.place(*path)
        before = node.value[:offset]
        lines, column = before.count("\n"), offset - before.rfind("\n") - 1
        place = node.location
        if node.style in ("literal", "folded"):
            return Location(place.source_path, place.line + 1 + lines, self._indent_of_text(*path) + column)
        quote = 0 if node.style == "plain" else 1
        return Location(place.source_path, place.line, place.column + quote + column)

    def _indent_of_text(self, *path: str | int) -> int:
        """Return the column in which a block of text begins: two to the right of its key, as `sigap fmt` writes it."""
        parent = self._nearest(*path[:-1])
        if isinstance(parent, MappingNode) and path and path[-1] in parent.entries:
            return parent.entries[str(path[-1])].key.location.column + 2
        return (parent or self).location.column + 2

    def _nearest(self, *path: str | int) -> Node | None:
        """Return the node of a value inside this model; None when the model was not read from a file."""
        node: Node | None = self._node
        for part in path:
            below = _child(node, part)
            if below is None:
                break
            node = below
        return node


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """Return the keys a model has in YAML, in the order of its fields."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _unknown_keys(model: type[Model], node: MappingNode) -> Iterator[Problem]:
    known = keys_of(model)
    for key, entry in node.entries.items():
        if key in known:
            continue
        if meant := did_you_mean(key, known):
            yield error(entry.key.location, "field-unknown-meant", field=key, meant=meant)
        else:
            yield error(entry.key.location, "field-unknown", field=key, known=", ".join(known))


def _child(node: Node | None, part: str | int) -> Node | None:
    if isinstance(node, MappingNode) and part in node.entries:
        return node.entries[str(part)].value
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None
