"""JSON Schemas for editors: one per kind of file, and one that finds the kind by itself.

Editors read YAML 1.2 and guess types, so a text may reach them as a number; the types in
`fields.py` therefore accept any scalar where we read text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.kinds.registry import FILE_KINDS, FileKind
from generator.model.base import Model, keys_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
COMBINED_NAME = "sigap.schema.json"


def write_schemas(out_path: Path) -> list[Path]:
    """Write the schemas into a folder.

    Returns:
        The files: one per kind, then the combined one.
    """
    out_path.mkdir(parents=True, exist_ok=True)
    schemas = {f"{kind.name}.schema.json": schema_of(kind.model) for kind in FILE_KINDS}
    schemas[COMBINED_NAME] = combined_schema()
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        (out_path / name).write_text(text, encoding="utf-8")
    return [out_path / name for name in schemas]


def schema_of(model: type[Model]) -> dict[str, Any]:
    """Return the schema of a kind of file."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    closed = _closed(schema)
    return {"$schema": DIALECT, **closed}


def combined_schema() -> dict[str, Any]:
    """Return one schema for every file: a key that only one kind has tells which kind a file is."""
    choices = [{"if": _condition_of(kind), "then": {"$ref": f"{kind.name}.schema.json"}} for kind in FILE_KINDS]
    return {"$schema": DIALECT, "type": "object", "allOf": choices}


def _condition_of(kind: FileKind) -> dict[str, Any]:
    """Return what tells a kind: a key that it alone has, else its first key without those of its rivals."""
    if own := _own_keys(kind):
        return {"required": own[:1]}
    first = keys_of(kind.model)[0]
    rivals = [other for other in FILE_KINDS if other is not kind and first in keys_of(other.model)]
    return {"required": [first], "not": {"anyOf": [{"required": _own_keys(rival)[:1]} for rival in rivals]}}


def _own_keys(kind: FileKind) -> list[str]:
    others = {key for other in FILE_KINDS if other is not kind for key in keys_of(other.model)}
    return [key for key in keys_of(kind.model) if key not in others]


def _closed(schema: Any) -> Any:
    """Refuse unknown keys in every object that has declared ones, and drop pydantic's own titles."""
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {
        key: {name: _closed(value) for name, value in item.items()} if key in ("properties", "$defs") else _closed(item)
        for key, item in schema.items()
        if key != "title" or isinstance(item, dict)
    }
    if "properties" in closed:
        closed["additionalProperties"] = False
    return closed
