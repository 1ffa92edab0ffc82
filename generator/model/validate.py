"""From located nodes to models, with every fault of a file as a problem at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.model.base import Model, NodeDict
from generator.problems import Problem, error
from generator.suggest import did_you_mean
from generator.yaml_source import MappingNode, Node, ScalarNode, SequenceNode

ModelT = TypeVar("ModelT", bound=Model)

OWN_CODE_PREFIXES = ("field-", "say-")
KEY_ITSELF = "[key]"
"""Ends pydantic's path where the key of an entry is at fault, not its value."""


def to_plain(node: Node) -> Any:
    """Return the node's content as dicts, lists and text; dicts remember their node."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [to_plain(item) for item in node.items]
    return NodeDict({key: to_plain(entry.value) for key, entry in node.entries.items()}, node)


def validate(node: Node, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read a node as a model.

    Returns:
        The model, or None, and the problems: all that the model has, not only the first.
    """
    if not isinstance(node, MappingNode):
        return None, [error(node.location, "file-not-mapping")]
    unknown: list[Problem] = []
    try:
        return model.model_validate(to_plain(node), context=unknown), unknown
    except ValidationError as failure:
        return None, [*unknown, *_problems(failure, node)]


def _problems(failure: ValidationError, root: Node) -> Iterator[Problem]:
    for details in failure.errors(include_url=False):
        yield _problem(details, root)


def _problem(details: ErrorDetails, root: Node) -> Problem:
    node = _walk(root, details["loc"])
    name = _field_name(details)
    context: Mapping[str, Any] = details.get("ctx") or {}
    code = details["type"]
    if code == "missing":
        return error(node.location, "field-missing", field=name)
    if code in ("literal_error", "enum"):
        return _wrong_choice(name, node, str(context.get("expected", "")))
    if code in ("list_type", "tuple_type"):
        return error(node.location, "field-not-list", field=name)
    if code in ("model_type", "model_attributes_type", "dict_type", "dataclass_type", "union_tag_not_found"):
        return error(node.location, "field-not-mapping", field=name)
    if code.startswith(OWN_CODE_PREFIXES):
        values = {key: str(value) for key, value in context.items()}
        return error(node.location, code, field=name, **values)
    return error(node.location, "field-invalid", field=name, reason=details["msg"])


def _field_name(details: ErrorDetails) -> str:
    """Return the nearest key; positions in lists and the marks that pydantic puts into its path are none."""
    names = [part for part in details["loc"] if isinstance(part, str) and not part.startswith(("«", "[", "function-"))]
    return names[-1] if names else ""


def _wrong_choice(name: str, node: Node, expected: str) -> Problem:
    value = node.value if isinstance(node, ScalarNode) else ""
    choices = tuple(part.strip("' ") for part in expected.replace(" or ", ",").split(","))
    meant = did_you_mean(value, choices)
    code = "field-choice-meant" if meant else "field-choice"
    return error(node.location, code, field=name, value=value, choices=", ".join(choices), meant=meant or "")


def _walk(root: Node, path: tuple[int | str, ...]) -> Node:
    """Follow pydantic's path as far as the source goes; tags of unions are no keys and are passed over."""
    node: Node = root
    key: ScalarNode | None = None
    for part in path:
        if part == KEY_ITSELF and key is not None:
            return key
        if isinstance(node, MappingNode) and part in node.entries:
            key, node = node.entries[str(part)].key, node.entries[str(part)].value
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
    return node
