"""Editors accept every file that Sigap accepts, and underline what it refuses."""

import copy
import functools
import json
from pathlib import Path
from typing import Any

import pytest
import referencing
from jsonschema import Draft202012Validator
from referencing.jsonschema import DRAFT202012
from ruamel.yaml import YAML

from generator.kinds.registry import FILE_KINDS, FileKind, kind_of_file
from generator.model.json_schema import COMBINED_NAME, combined_schema, schema_of, write_schemas
from tests.contents import BASE, all_model_classes

ROOT = Path(__file__).resolve().parents[2]
TREES = (ROOT / "content", BASE, ROOT / "tests" / "fiction" / "content")
FILES = [path for tree in TREES for path in sorted(tree.rglob("*.yml"))]
KINDS = [pytest.param(kind, id=kind.name) for kind in FILE_KINDS]


@functools.cache
def schemas() -> dict[str, dict[str, Any]]:
    return {f"{kind.name}.schema.json": schema_of(kind.model) for kind in FILE_KINDS} | {
        COMBINED_NAME: combined_schema()
    }


@functools.cache
def validator(name: str) -> Draft202012Validator:
    resources = [(each, DRAFT202012.create_resource(schema)) for each, schema in schemas().items()]
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(resources)
    return Draft202012Validator(schemas()[name], registry=registry)


def faults(name: str, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(value)]


def as_editor_sees(path: Path) -> Any:
    """Read a file as YAML 1.2, with the guesses that an editor makes, then as the JSON it checks."""
    guessed = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return json.loads(json.dumps(guessed, default=str))


def kind_of(path: Path) -> FileKind:
    tree = next(tree for tree in TREES if path.is_relative_to(tree))
    kind = kind_of_file(path.relative_to(tree).as_posix())
    assert kind is not None
    return kind


def base(path: str) -> Any:
    return copy.deepcopy(as_editor_sees(BASE / path))


@pytest.mark.parametrize("name", [COMBINED_NAME, *(f"{kind.name}.schema.json" for kind in FILE_KINDS)])
def test_a_schema_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])
    assert schemas()[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_accepted_by_its_schema_and_by_the_combined_one(path: Path) -> None:
    seen = as_editor_sees(path)
    assert faults(f"{kind_of(path).name}.schema.json", seen) == []
    assert faults(COMBINED_NAME, seen) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_description_reaches_the_editor(kind: FileKind) -> None:
    schema = schemas()[f"{kind.name}.schema.json"]
    shown = {
        name: {key: field.get("description") for key, field in part.get("properties", {}).items()}
        for name, part in {kind.model.__name__: schema, **schema.get("$defs", {})}.items()
    }
    models = {model.__name__: model for model in all_model_classes()}
    for name, fields in shown.items():
        assert fields == {field.alias or key: field.description for key, field in models[name].model_fields.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_one_kind_is_refused_with_a_wrong_key(kind: FileKind) -> None:
    assert any("bukan_kunci" in fault for fault in faults(f"{kind.name}.schema.json", {"bukan_kunci": 1}))


@pytest.mark.parametrize("name", ["scripts.schema.json", COMBINED_NAME])
@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param("titel", "Sapaan", "'titel' was unexpected", id="a wrong key"),
        pytest.param("medium", "sung", "'sung' is not one of", id="a choice that is none"),
        pytest.param("channels", "kanal-loket", "is not of type 'array'", id="a text in place of a list"),
        pytest.param("text", ["Halo"], "should not be valid", id="a list in place of a text"),
        pytest.param("title", None, "'title' is a required property", id="a key is missing"),
    ],
)
def test_a_fault_is_underlined(name: str, key: str, value: object, message: str) -> None:
    seen = base("documents/kasir/1/scripts.yml")
    seen["scripts"][0][key] = value
    if value is None:
        del seen["scripts"][0][key]
    assert any(message in fault for fault in faults(name, seen))


def test_a_fault_deep_in_the_text_is_underlined() -> None:
    seen = base("documents/kasir/1/revision.yml")
    seen["sections"][0]["body"][0]["nomor"] = "a"
    assert faults("revision.schema.json", seen) != []


@pytest.mark.parametrize("value", [110, 1.1, True, None, "1.10"])
def test_a_text_that_an_editor_takes_for_a_number_is_accepted(value: object) -> None:
    seen = base("documents/kasir/1/scripts.yml")
    seen["scripts"][0]["number"] = value
    assert faults("scripts.schema.json", seen) == []


@pytest.mark.parametrize("amount", [1750, "1750"])
def test_an_amount_may_reach_the_editor_as_number_or_text(amount: object) -> None:
    seen = base("documents/kasir/1/fees.yml")
    seen["fee_tables"][0]["groups"][0]["fees"][0]["amounts"]["bulanan"] = amount
    assert faults("fees.schema.json", seen) == []


def test_an_amount_is_no_fraction() -> None:
    seen = base("documents/kasir/1/fees.yml")
    seen["fee_tables"][0]["groups"][0]["fees"][0]["amounts"]["bulanan"] = 17.5
    assert faults("fees.schema.json", seen) != []


def test_schemas_are_written_one_a_kind_and_a_combined_one(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path / "schemas")
    assert {path.name for path in paths} == {*(f"{kind.name}.schema.json" for kind in FILE_KINDS), COMBINED_NAME}
    assert all(json.loads(path.read_text(encoding="utf-8")) == schemas()[path.name] for path in paths)
