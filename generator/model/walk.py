"""Walking a model generically: its child models, its texts, the addresses it names.

What a class holds is worked out once per class from its annotations, so that rules and the
fingerprint need no list of fields that could fall behind the schemas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from generator.model.base import Model, Standing, standing_of
from generator.model.fields import AddressRole, TextRole
from generator.problems import Location

RoleT = TypeVar("RoleT")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """What is known of one field of a class.

    Attributes:
        name, key: Its names in Python and in YAML.
        standing: Approved or editorial.
        text: The role of the words in it, if it holds words.
        address: The role of the addresses in it, if it holds addresses.
        default: What it holds when it is left out; a required field has none.
    """

    name: str
    key: str
    standing: Standing | None
    text: TextRole | None
    address: AddressRole | None
    default: Any = PydanticUndefined


@dataclass(frozen=True, slots=True)
class FoundText:
    """Words in a model: where, what, and how they are meant."""

    model: Model
    path: Path
    value: str
    role: TextRole
    standing: Standing | None

    @property
    def location(self) -> Location:
        """Return the place of the words in the source file."""
        return self.model.place(*self.path)


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address that a model names."""

    model: Model
    path: Path
    value: str
    role: AddressRole

    @property
    def location(self) -> Location:
        """Return the place of the address in the source file."""
        return self.model.place(*self.path)


@cache
def plan_of(model: type[Model]) -> tuple[FieldPlan, ...]:
    """Return the plan of every field of a class, in the order of its fields."""
    return tuple(
        FieldPlan(
            name,
            field.alias or name,
            standing_of(field),
            _role(field, TextRole),
            _role(field, AddressRole),
            field.get_default(call_default_factory=True, validated_data={}),
        )
        for name, field in model.model_fields.items()
    )


def _role(field: FieldInfo, kind: type[RoleT]) -> RoleT | None:
    for item in (*field.metadata, *_annotations(field.annotation)):
        if isinstance(item, kind):
            return item
    return None


def _annotations(annotation: Any) -> Iterator[Any]:
    """Yield what stands in the annotation's brackets at any depth, but not inside other models."""
    for item in get_args(annotation):
        yield item
        yield from _annotations(item)


@cache
def _text_plans(model: type[Model]) -> tuple[FieldPlan, ...]:
    return tuple(plan for plan in plan_of(model) if plan.text is not None)


@cache
def _name_plans(model: type[Model]) -> tuple[FieldPlan, ...]:
    return tuple(plan for plan in plan_of(model) if plan.text is None and plan.address is None)


@cache
def _address_plans(model: type[Model]) -> tuple[FieldPlan, ...]:
    return tuple(plan for plan in plan_of(model) if plan.address is not None)


@cache
def _fields_with_models(model: type[Model]) -> tuple[str, ...]:
    """Return the names of the fields that can hold models; most hold words."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold_models(field.annotation))


def _may_hold_models(annotation: Any) -> bool:
    if annotation is Any or isinstance(annotation, TypeVar):
        return True
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(_may_hold_models(item) for item in get_args(annotation))


def children(model: Model) -> Iterator[Model]:
    """Yield the models directly inside a model, in the order of its fields."""
    for name in _fields_with_models(type(model)):
        value = getattr(model, name)
        if value:
            yield from _models(value)


def _models(value: Any) -> Iterator[Model]:
    if isinstance(value, list):
        for item in value:
            yield from _models(item)
    elif isinstance(value, Model):
        yield value


def descendants(model: Model) -> Iterator[Model]:
    """Yield a model and everything inside it, parents first."""
    stack = [model]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(children(current))))


def texts(model: Model) -> Iterator[FoundText]:
    """Yield the words directly in a model."""
    for plan in _text_plans(type(model)):
        value = getattr(model, plan.name)
        if value is not None and plan.text is not None:
            for path, words in _scalars(value, (plan.key,)):
                yield FoundText(model, path, words, plan.text, plan.standing)


def names(model: Model) -> Iterator[FoundText]:
    """Yield what is no text for readers and still reaches addresses and links: ids, keys, the mailbox for reports."""
    role = TextRole(is_markup=False)
    for plan in _name_plans(type(model)):
        for path, value in _scalars(getattr(model, plan.name), (plan.key,)):
            yield FoundText(model, path, value, role, plan.standing)


def addresses(model: Model) -> Iterator[FoundAddress]:
    """Yield the addresses that a model names directly."""
    for plan in _address_plans(type(model)):
        value = getattr(model, plan.name)
        if value is not None and plan.address is not None:
            for path, address in _scalars(value, (plan.key,)):
                yield FoundAddress(model, path, address, plan.address)


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _scalars(item, (*path, position))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _scalars(item, (*path, key))
