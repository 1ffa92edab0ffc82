"""A file is read as a model, or all its faults are named, each at its place."""

import pytest

from generator.kinds.clause.schema import Clause
from generator.kinds.faq.schema import FaqFile
from generator.kinds.script.schema import Script, ScriptsFile
from generator.kinds.table.schema import Table
from generator.model.base import Model, approved
from generator.model.validate import validate
from generator.problems import Problem
from generator.yaml_source import read_yaml
from tests.contents import at, read_model, reading

SCRIPT_WITH_FAULTS = """\
id: Salam
titel: Salam
purpose:
brand: [pln]
channels: kanal-telepon
medium: sayd
wording: locked
text: |-
  Halo.
"""


def found(text: str, model: type[Model]) -> list[Problem]:
    _, problems = reading(text, model)
    return sorted(problems, key=Problem.sort_key)


def test_all_faults_of_a_model_are_named_together() -> None:
    assert at(found(SCRIPT_WITH_FAULTS, Script)) == [
        "1:1 field-missing",
        "1:5 field-not-identifier",
        "2:1 field-unknown-meant",
        "3:9 field-empty",
        "4:8 field-not-text",
        "5:11 field-not-list",
        "6:9 field-choice-meant",
        "7:10 field-not-mapping",
    ]


def test_no_model_comes_out_of_a_file_with_faults() -> None:
    assert reading(SCRIPT_WITH_FAULTS, Script)[0] is None


def test_a_fault_names_what_was_written_and_what_would_be_right() -> None:
    values = {problem.code: dict(problem.values) for problem in found(SCRIPT_WITH_FAULTS, Script)}
    assert values["field-unknown-meant"] == {"field": "titel", "meant": "title"}
    assert values["field-choice-meant"] == {
        "field": "medium",
        "value": "sayd",
        "choices": "said, recorded, shown",
        "meant": "said",
    }


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        pytest.param("- a\n", ScriptsFile, "1:1 file-not-mapping None", id="a file that is a list"),
        pytest.param("hanya teks\n", ScriptsFile, "1:1 file-not-mapping None", id="a file that is a text"),
        pytest.param("scripts: {}\n", ScriptsFile, "1:10 field-not-list scripts", id="keys instead of a list"),
        pytest.param(
            "scripts: [a]\n", ScriptsFile, "1:11 field-not-mapping scripts", id="a text in a list of mappings"
        ),
        pytest.param("body: [a]\n", Clause, "1:8 field-not-mapping body", id="a text in place of a block"),
        pytest.param("body: [[a]]\n", Clause, "1:8 field-not-mapping body", id="a list in place of a block"),
        pytest.param(
            "body: [{script: [a]}]\n", Clause, "1:17 field-not-mapping script", id="a list in place of a part"
        ),
        pytest.param("body: [{script: A b}]\n", Clause, "1:17 field-not-address script", id="a part with a wrong id"),
        pytest.param("body: [{say: {}}]\n", Clause, "1:14 say-one-mode say", id="said, but nothing"),
        pytest.param("force: sometimes\n", Clause, "1:8 field-choice force", id="a choice near to none"),
        pytest.param("when: [{fact: a}]\n", Clause, "1:8 field-missing is", id="a key is missing in an item"),
    ],
)
def test_a_fault_is_named_at_its_place_with_its_key(text: str, model: type[Model], expected: str) -> None:
    problems = found(text, model)
    assert [f"{place} {each.values.get('field')}" for place, each in zip(at(problems), problems, strict=True)] == [
        expected
    ]


def test_a_wrong_key_of_a_cell_is_named_where_the_key_stands() -> None:
    text = "id: a\nshape: plain\ncolumns: []\nrows:\n  - {id: b, cells: {Hari Ini: Senin}}\n"
    problems = found(text, Table)
    assert at(problems) == ["5:21 field-not-identifier"]
    assert problems[0].values == {"field": "Hari Ini", "value": "Hari Ini"}


def test_faults_deep_inside_do_not_hide_each_other() -> None:
    text = """\
groups:
  - id: a
    title: A
    entries:
      - {id: b, question: Apa?, answr: Ini., check_by: besok}
      - {id: c, answer: Itu.}
"""
    assert at(found(text, FaqFile)) == ["5:33 field-unknown-meant", "5:56 field-not-date", "6:9 field-missing"]


def test_a_part_may_be_written_in_place_or_named() -> None:
    script = "{id: a, title: A, purpose: B, brand: c, channels: [], wording: {class: locked}, text: Halo.}"
    clause = read_model(f"body:\n  - script: sapaan\n  - script: {script}\n", Clause)
    parts = [getattr(block, "script", None) for block in clause.body]
    assert parts[0] == "sapaan"
    assert isinstance(parts[1], Script)


def test_deep_nesting_takes_no_more_time_than_its_length() -> None:
    depth = 20  # were each level validated twice, this would take a million rounds
    text = "body: [{" * depth + "title: A" + "}]" * depth + "\n"
    node, _ = read_yaml(text.encode(), "a.yml")
    assert node is not None
    model, problems = validate(node, Clause)
    assert problems == []
    assert model is not None


class Odd(Model):
    """A class with a type that no kind of content uses."""

    share: float = approved("A share.")


def test_a_fault_that_nobody_foresaw_is_reported_like_any_other() -> None:
    problems = found("share: separuh\n", Odd)
    assert at(problems) == ["1:8 field-invalid"]
    assert problems[0].values["field"] == "share"
    assert "number" in problems[0].values["reason"]
