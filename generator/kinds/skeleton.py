"""Skeletons: a new content file with every key explained, ready to fill in."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.kinds.registry import FILE_KINDS, PARTS, SEARCH, SETTINGS, FileKind, kind_of_file
from generator.model.base import Model
from generator.model.fields import AddressRole, Missing, TextRole

KINDS: dict[str, FileKind] = {kind.name: kind for kind in FILE_KINDS}
MAX_DEPTH = 5
INDENT = "  "
OPENING_KEY = 'title: "Tulis di sini"'
"""Opens a list item none of whose keys is required: a clause."""


class SkeletonError(ValueError):
    """The skeleton cannot be written; the message says what to do."""


def write_skeleton(content_path: Path, kind_name: str, names: Sequence[str]) -> Path:
    """Write a commented skeleton into the content folder.

    Args:
        content_path: The content folder.
        kind_name: A name of `KINDS`.
        names: What the path needs: a document, a document and a revision, or a name.

    Raises:
        SkeletonError: A name is missing or wrong, or the file exists.
    """
    path = path_of(kind_name, names)
    target = content_path / path
    if target.exists():
        raise SkeletonError(f"{target} exists already and is left as it is")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8") as file:
        file.write(skeleton(kind_name, names))
    return target


def path_of(kind_name: str, names: Sequence[str]) -> str:
    """Return the path of a new file inside the content folder.

    Raises:
        SkeletonError: A name is missing, superfluous or not an id.
    """
    template, wanted = _path_template(kind_name)
    if len(names) != len(wanted):
        call = " ".join(("sigap new", kind_name, *(f"<{name}>" for name in wanted)))
        raise SkeletonError(f"write `{call}`")
    path = template.format(*names)
    if kind_of_file(path) is not KINDS[kind_name]:
        raise SkeletonError(f"'{' '.join(names)}' cannot be used in {path}: use lower-case words joined by hyphens")
    return path


def _path_template(kind_name: str) -> tuple[str, tuple[str, ...]]:
    if kind_name in SETTINGS or kind_name in SEARCH:
        return f"{'search' if kind_name in SEARCH else 'settings'}/{kind_name}.yml", ()
    if kind_name in PARTS or kind_name == "revision":
        return f"documents/{{}}/{{}}/{kind_name}.yml", ("document", "revision")
    if kind_name == "flow":
        return "documents/{}/{}/flow-{}.yml", ("document", "revision", "name")
    if kind_name == "document":
        return "documents/{}/document.yml", ("document",)
    if kind_name == "training":
        return "training/{}.yml", ("name",)
    return f"{kind_name}.yml", ()


def skeleton(kind_name: str, names: Sequence[str] = ()) -> str:
    """Return the text of a skeleton: required keys to fill in, optional ones as comments."""
    model = KINDS[kind_name].model
    summary = (model.__doc__ or "").strip().splitlines()[0]
    lines = [f"# {summary}", "# Keys behind a # are optional; `sigap check` says what is still missing.", ""]
    known = {"id": names[-1] if names else "", "revision": names[1] if len(names) > 1 else ""}
    lines += _keys(model, known, 0)
    return "\n".join(lines) + "\n"


def _keys(model: type[Model], known: dict[str, str], depth: int) -> Iterator[str]:
    for name, field in model.model_fields.items():
        key = field.alias or name
        indent = INDENT * depth
        yield f"{indent}# {field.description}"
        value = known.get(key) or None
        if value and depth == 0:
            yield f'{indent}{key}: "{value}"'
        elif field.is_required():
            yield from _required(key, field, depth)
        elif len(model.model_fields) == 1:
            yield f"{indent}{key}: []"
        else:
            yield f"{indent}# {key}:"


def _required(key: str, field: FieldInfo, depth: int) -> Iterator[str]:
    indent = INDENT * depth
    item = _model_in(field.annotation)
    is_list = get_origin(field.annotation) is list
    if item is None or depth >= MAX_DEPTH:
        yield f"{indent}{key}: {_list_of(_example(field), is_list=is_list)}"
        return
    yield f"{indent}{key}:"
    lines = list(_keys(item, {}, depth + (2 if is_list else 1)))
    yield from _as_item(lines, depth + 1) if is_list else lines


def _list_of(example: str, *, is_list: bool) -> str:
    return f"[{example}]" if is_list else example


def _as_item(lines: list[str], depth: int) -> Iterator[str]:
    """Put the dash of a list item before its first key; comments may stand before it."""
    first = next((number for number, line in enumerate(lines) if not line.lstrip().startswith("#")), None)
    if first is None:
        yield f"{INDENT * depth}- {OPENING_KEY}"
    for number, line in enumerate(lines):
        is_opening = number == first
        if first is None and line.strip() == f"# {OPENING_KEY.partition(':')[0]}:":
            continue
        yield f"{INDENT * depth}- {line.lstrip()}" if is_opening else line


def _model_in(annotation: Any) -> type[Model] | None:
    """Return the model that a field or its list holds; None for scalars and for values that may be missing."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    if get_origin(annotation) is list:
        return _model_in(get_args(annotation)[0])
    return None


def _example(field: FieldInfo) -> str:
    found = [*field.metadata, *_flat(field.annotation)]
    if Missing in found:
        return "{missing: not-in-source}"
    if choices := next((get_args(item) for item in found if get_origin(item) is Literal), None):
        return str(choices[0])
    if role := next((item for item in found if isinstance(item, AddressRole)), None):
        return f"{role.kinds[0]}-id" if role.kinds else "dokumen/unit"
    return "{}" if get_origin(field.annotation) is dict else _example_of_scalar(found)


def _example_of_scalar(found: list[Any]) -> str:
    if any(isinstance(item, TextRole) for item in found):
        return '"Tulis di sini"'
    examples = {dt.datetime: "2026-01-31", dt.date: "2026-01-31", bool: "false", int: "0"}
    return next((example for kind, example in examples.items() if kind in found), "contoh")


def _flat(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) in (Union, types.UnionType) or get_args(annotation):
        for item in get_args(annotation):
            yield from _flat(item)
