"""Each mutation plants one defect in the clean content; the checker names it at its line, and nothing else."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build.prepare import prepare
from generator.checks.rule import Finding
from generator.checks.rules import all_rules
from generator.messages import PLACEHOLDER
from generator.problems import Problem
from tests.cases_running import AS_OF, plant, read_case

HERE = Path(__file__).parent
CLEAN = HERE / "clean" / "content"
MUTATIONS = HERE / "mutations"
FILES = sorted(MUTATIONS.glob("*.yml"))
FAMILIES = sorted({rule.family for rule in all_rules()})
AT_LEAST = 5
OPERATORS = [(path.stem, operator) for path in FILES for operator in read_case(path)]
NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


def problems_in(content: Path) -> list[Problem]:
    return prepare(content, AS_OF, {}, NOW).problems


def expected_places(expect: Iterable[dict[str, str]], content: Path) -> list[str]:
    """Return `file:line code` for each expected problem; a text that is in the file once tells the line."""
    return sorted(
        f"{each['file']}:{line_of(content / each['file'], each['line_of'])} {each['code']}" for each in expect
    )


def line_of(path: Path, text: str) -> int:
    """Return the line of a text that stands once in a file; of several lines it is the first that counts."""
    whole = path.read_text(encoding="utf-8")
    assert whole.count(text) == 1, f"{text!r} must stand once in {path.name}, not {whole.count(text)} times"
    return whole.count("\n", 0, whole.index(text)) + 1


def found_places(problems: Iterable[Problem], content: Path) -> list[str]:
    places = [(each.location.source_path.removeprefix(f"{content.name}/"), each) for each in problems]
    return sorted(f"{path}:{each.location.line} {each.code}" for path, each in places)


def values_left_out(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the names that a finding's sentences want and the finding does not give."""
    for each in problems:
        if isinstance(each, Finding):
            rule = each.rule
            sentences = (rule.message.en, rule.message.id, rule.hint.en, rule.hint.id, rule.agent or "")
            wanted = {name for sentence in sentences for name in PLACEHOLDER.findall(sentence)}
            yield from (f"{each.code}: {name}" for name in sorted(wanted - each.values.keys()))


@pytest.mark.parametrize(
    "operator", [each for _, each in OPERATORS], ids=[f"{family}-{each['name']}" for family, each in OPERATORS]
)
def test_a_planted_defect_is_found_and_nothing_else(operator: dict[str, Any], tmp_path: Path) -> None:
    content = plant(CLEAN, operator["edits"], tmp_path)
    problems = problems_in(content)
    assert found_places(problems, content) == expected_places(operator["expect"], content)
    assert list(values_left_out(problems)) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_its_mutations(family: str) -> None:
    operators = [operator for name, operator in OPERATORS if name == family]
    assert len(operators) >= AT_LEAST, f"tests/mutations/{family}.yml needs at least {AT_LEAST} operators"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mutations_plant_what_their_family_finds(path: Path) -> None:
    operators = read_case(path)
    own = {rule.code for rule in all_rules() if rule.family == path.stem}
    strangers = [each["name"] for each in operators if not own & {expected["code"] for expected in each["expect"]}]
    assert strangers == [], f"not about a rule of the family {path.stem}"
    repeated = [name for name, count in Counter(each["name"] for each in operators).items() if count > 1]
    assert repeated == []


def test_a_line_must_be_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1\nb: 2\nab: 3\n", encoding="utf-8")
    assert line_of(path, ": 2") == 2
    assert line_of(path, "b: 2\nab:") == 2
    with pytest.raises(AssertionError, match="must stand once"):
        line_of(path, "b:")
    with pytest.raises(AssertionError, match="must stand once"):
        line_of(path, "c:")


def test_a_defect_that_a_check_finds_has_its_place(tmp_path: Path) -> None:
    edit = {
        "file": "settings/channels.yml",
        "replace": "brand: tirta, sources: [layanan-telepon]",
        "by": "brand: sumur, sources: [layanan-telepon]",
    }
    content = plant(CLEAN, [edit], tmp_path)
    places = found_places(problems_in(content), content)
    expected = {"code": "address-unknown", "file": "settings/channels.yml", "line_of": "brand: sumur"}
    assert places == expected_places([expected], content)
