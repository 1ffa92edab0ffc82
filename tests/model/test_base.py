"""Every field is marked, and every model knows the places of what it holds."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from generator.kinds.clause.schema import Clause
from generator.kinds.document.schema import Revision
from generator.kinds.figure.schema import Figure
from generator.kinds.registry import FILE_KINDS
from generator.kinds.settings.schema import DocumentClass
from generator.model.base import Model, approved, editorial, keys_of, standing_of
from generator.problems import Location
from tests.contents import all_model_classes, at, read_model, reading

FIELDS = [
    pytest.param(field, id=f"{model.__name__}.{name}")
    for model in all_model_classes()
    for name, field in model.model_fields.items()
]


def models_in(schema: object) -> set[str]:
    """Return the names of the models that a JSON Schema is made of."""
    assert isinstance(schema, dict)
    return set(schema.get("$defs", {}))


def test_the_classes_are_all_that_files_are_made_of() -> None:
    reachable = {kind.model.__name__ for kind in FILE_KINDS}
    for kind in FILE_KINDS:
        reachable |= models_in(kind.model.model_json_schema())
    known = {model.__name__ for model in all_model_classes()}
    assert reachable <= known
    assert known - reachable <= {"Unit", "Setting", "SettingsFile", "PageFacts"}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_approved_or_editorial(field: FieldInfo) -> None:
    assert standing_of(field) is not None


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_says_what_it_is_for(field: FieldInfo) -> None:
    assert field.description
    assert field.description.endswith(".")


def test_a_key_is_named_as_it_is_written_in_a_file() -> None:
    assert "number_restored" in keys_of(Clause)
    assert "is_number_restored" not in keys_of(Clause)


CLAUSE = """\
id: langkah
title: Satu
when: [{fact: lama-antre, is: "< 5 menit"}]
skip:
  - kasir/a
  - kasir/b
body:
  - text: |-
      Baris satu.

      Baris tiga.
  - label: "Dengan tanda kutip"
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        pytest.param((), 1, 1, id="the mapping itself"),
        pytest.param(("title",), 2, 8, id="a key"),
        pytest.param(("skip", 1), 6, 5, id="an item of a list"),
        pytest.param(("when", 0, "is"), 3, 31, id="a key of an item of a list"),
        pytest.param(("skip", 7), 5, 3, id="as near as possible: the list of a missing item"),
        pytest.param(("text",), 1, 1, id="as near as possible: the mapping of a missing key"),
    ],
)
def test_a_value_has_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert read_model(CLAUSE, Clause).place(*path) == Location("a.yml", line, column)


@pytest.mark.parametrize(
    ("item", "key", "word", "line", "column"),
    [
        pytest.param(0, "text", "Baris satu", 9, 7, id="the first line of a block"),
        pytest.param(0, "text", "tiga", 11, 13, id="a later line of a block, behind an empty one"),
        pytest.param(1, "label", "tanda", 12, 20, id="behind an opening quote"),
    ],
)
def test_a_word_of_a_text_has_its_place(item: int, key: str, word: str, line: int, column: int) -> None:
    below = read_model(CLAUSE, Clause).body[item]
    offset = getattr(below, key).index(word)
    assert below.place_in_text(key, offset=offset) == Location("a.yml", line, column)


def test_a_word_of_a_plain_text_has_its_place() -> None:
    clause = read_model("id: a\ntitle: Salam penutup\n", Clause)
    assert clause.place_in_text("title", offset=6) == Location("a.yml", 2, 14)


def test_a_word_of_a_block_that_is_a_list_item_has_its_place() -> None:
    text = "id: gambar\nstate: text\ntext: Ada\nlines:\n  - |-\n    Baris satu\n    baris dua\n"
    figure = read_model(text, Figure)
    assert figure.lines == ["Baris satu\nbaris dua"]
    assert figure.place_in_text("lines", 0, offset=figure.lines[0].index("dua")) == Location("a.yml", 7, 11)


def test_a_place_in_a_text_that_is_not_there_is_the_place_of_its_mapping() -> None:
    assert read_model("id: a\n", Clause).place_in_text("text", offset=3) == Location("a.yml", 1, 1)


def test_a_model_without_a_file_has_no_place_and_does_not_fail() -> None:
    clause = Clause.model_validate({"id": "a"})
    assert clause.place("id") == Location("?")
    assert clause.comment_at("id") is None


@pytest.mark.parametrize("mark", [approved, editorial])
@pytest.mark.parametrize("default", [["approved"], [], {"a": 1}])
def test_a_default_says_what_it_said_and_is_nobody_elses(mark: Callable[..., Any], default: Any) -> None:
    invented = type("Invented", (Model,), {"__annotations__": {"acts": Any}, "acts": mark("The acts.", default)})
    first, second = invented(), invented()
    assert first.acts == second.acts == default
    assert first.acts is not second.acts


def test_a_class_that_says_nothing_of_withdrawals_needs_an_approval() -> None:
    found = read_model("id: kelas-sop\nname: SOP\nrequired_acts: [reviewed]\n", DocumentClass)
    assert found.withdrawal_acts == ["approved"]


def test_a_model_cannot_be_changed() -> None:
    clause = read_model("id: a\n", Clause)
    with pytest.raises(ValueError, match="frozen"):
        setattr(clause, "title", "Lain")  # noqa: B010 - mypy knows already that it cannot be set


# An unknown key of a class that another class holds was once reported twice, because
# pydantic put the class's wrapper around its own finished validator.
@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        pytest.param("foo: 1\n", Clause, ["1:1 field-unknown"], id="at the top"),
        pytest.param("body: [{body: [{foo: 1}]}]\n", Clause, ["1:17 field-unknown"], id="a clause in a clause"),
        pytest.param(
            "body: [{table: {id: x, shape: plain, columns: [], foo: 1}}]\n",
            Clause,
            ["1:51 field-unknown"],
            id="a part written in place",
        ),
    ],
)
def test_an_unknown_key_is_reported_once(text: str, model: type[Model], expected: list[str]) -> None:
    found, problems = reading(text, model)
    assert at(problems) == expected
    assert found is not None


def test_an_unknown_key_of_a_section_is_reported_once() -> None:
    _, problems = reading("sections:\n  - {id: a, foo: 1}\n", Revision)
    assert [each for each in at(problems) if "unknown" in each] == ["2:13 field-unknown"]
