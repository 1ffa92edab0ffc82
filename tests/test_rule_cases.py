"""Every rule has a page, words in two languages, and cases on the clean content in which it fires and is silent."""

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from generator.checks.rule import Finding, Rule, Words
from generator.checks.rules import all_rules
from generator.messages import PLACEHOLDER
from generator.problems import Severity
from generator.survey import Survey
from tests.cases_running import check, plant, read_case, update_expected

HERE = Path(__file__).parent
CLEAN = HERE / "clean" / "content"
CASES = HERE / "cases" / "rules"
FIRES, SILENT = "fires-", "silent-"
NAMES = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.glob("*/*.yml"))
HEADING = re.compile(r"^([A-Z][a-z ]*):[ \t]*(.*)$")


def sections_of(page: str) -> dict[str, str]:
    """Return the parts of a rule's page that stand under `Wrong:`, `Right:` and the like, indentation taken off."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in inspect.cleandoc(page).splitlines():
        if found := HEADING.match(line):
            lines = sections.setdefault(found[1], [found[2]])
        elif line and not line[0].isspace():
            lines = []
        else:
            lines.append(line)
    return {title: inspect.cleandoc("\n".join(each)) for title, each in sections.items()}


def page_complaints(rule: Rule) -> Iterator[str]:
    """Yield what a rule's page lacks: its first sentence, and a wrong and a right example that can be read."""
    first, _, _ = inspect.cleandoc(rule.page).partition("\n\n")
    if not first.endswith("."):
        yield f"{rule.code}: the docstring does not begin with a sentence that ends in a full stop"
    sections = sections_of(rule.page)
    for title in ("Wrong", "Right"):
        try:
            example = yaml.safe_load(sections.get(title, ""))
        except yaml.YAMLError:
            example = None
        if not isinstance(example, dict | list) or not example:
            yield f"{rule.code}: the docstring has no example in YAML under `{title}:`"


def word_complaints(rule: Rule) -> Iterator[str]:
    """Yield where a rule's words lack a language, or name other values in one than in the other."""
    for what, words in (("message", rule.message), ("hint", rule.hint)):
        if not words.en.strip() or not words.id.strip():
            yield f"{rule.code}: the {what} is empty in a language"
        if set(PLACEHOLDER.findall(words.en)) != set(PLACEHOLDER.findall(words.id)):
            yield f"{rule.code}: the {what} names other values in English than in Indonesian"


def case_complaints(rules: Iterable[Rule], cases: Path) -> Iterator[str]:
    """Yield rules without a case of each kind, folders without a rule, and files that are neither."""
    codes = {rule.code for rule in rules}
    for code in sorted(codes):
        for kind in (FIRES, SILENT):
            if not list((cases / code).glob(f"{kind}*.yml")):
                yield f"{code}: no case {kind}*.yml"
    for folder in sorted(cases.iterdir()) if cases.exists() else []:
        if folder.name not in codes:
            yield f"{folder.name}: a folder of cases, but no rule"
        for path in sorted(folder.iterdir()):
            yield from expectation_complaints(path)


def expectation_complaints(path: Path) -> Iterator[str]:
    """Yield what is wrong with a case: a firing one names its rule, a silent one expects nothing."""
    name = f"{path.parent.name}/{path.name}"
    if path.suffix != ".yml" or not path.stem.startswith((FIRES, SILENT)):
        yield f"{name}: neither {FIRES}*.yml nor {SILENT}*.yml"
        return
    expected = read_case(path).get("expected")
    if not isinstance(expected, str):
        yield f"{name}: no text under `expected:`"
    elif path.stem.startswith(SILENT) and expected:
        yield f"{name}: a silent case expects something"
    elif path.stem.startswith(FIRES) and f"[{path.parent.name}]\n" not in expected:
        yield f"{name}: the rule does not fire"


def test_the_clean_content_has_no_finding(tmp_path: Path) -> None:
    plant(CLEAN, [], tmp_path)
    assert check(tmp_path, "--strict") == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_rule_case(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = CASES / f"{name}.yml"
    case = read_case(path)
    plant(CLEAN, case["edits"], tmp_path)
    status, output = check(tmp_path, "--strict")
    if request.config.getoption("--update-golden"):
        update_expected(path, output)
        return
    assert output == case["expected"]
    assert status == (1 if output else 0)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert [*page_complaints(rule), *word_complaints(rule)] == []


def test_every_rule_has_its_cases() -> None:
    assert list(case_complaints(all_rules(), CASES)) == []


GOOD_PAGE = """Nothing is ever wrong.

Why it matters: it does not.

Wrong:
    - branch: Apabila
      when: [{fact: umur, is: "> 3 jam"}]

Right:
    - branch: Apabila {Nama}
"""
GOOD_WORDS = Words(en="{a} and {b}", id="{b} dan {a}")


def made_rule(page: str = GOOD_PAGE, message: Words = GOOD_WORDS, hint: Words = GOOD_WORDS) -> Rule:
    """Make a rule that no module declares and that finds nothing."""

    def find(survey: Survey) -> Iterator[Finding]:
        yield from ()

    find.__doc__ = page
    return Rule("nothing", Severity.WARNING, message, hint, None, arises_with_time=False, find=find, family="none")


def test_a_complete_rule_gets_no_complaint() -> None:
    rule = made_rule()
    assert [*page_complaints(rule), *word_complaints(rule)] == []


@pytest.mark.parametrize(
    ("page", "lacking"),
    [
        ("", ["a full stop", "`Wrong:`", "`Right:`"]),
        ("Something is wrong\n\nWrong:\n    - a: 1\nRight:\n    - a: 2", ["a full stop"]),
        ("Something is wrong.\n\nWrong:\n    - a: 1\n", ["`Right:`"]),
        ("Something is wrong.\n\nWrong:\n    - a: [1\nRight:\n    - a: 2", ["`Wrong:`"]),
        ("Something is wrong.\n\nWrong:\n    only words\nRight:\n    - a: 2", ["`Wrong:`"]),
        ("Something is wrong.\n\nWrong:\n\nA paragraph.\n    - a: 1\n\nRight:\n    - a: 2", ["`Wrong:`"]),
    ],
)
def test_a_rule_without_its_page_is_named(page: str, lacking: list[str]) -> None:
    complaints = list(page_complaints(made_rule(page)))
    assert len(complaints) == len(lacking)
    assert all(each in complaint for each, complaint in zip(lacking, complaints, strict=True))


def test_words_that_differ_between_languages_are_named() -> None:
    rule = made_rule(message=Words(en="{a} and {b}", id="{a} dan {c}"), hint=Words(en="mend it", id=" "))
    assert list(word_complaints(rule)) == [
        "nothing: the message names other values in English than in Indonesian",
        "nothing: the hint is empty in a language",
    ]


def test_a_rule_without_cases_is_named(tmp_path: Path) -> None:
    rule = made_rule()
    assert list(case_complaints([rule], tmp_path / "rules")) == [
        "nothing: no case fires-*.yml",
        "nothing: no case silent-*.yml",
    ]


def test_cases_that_show_nothing_are_named(tmp_path: Path) -> None:
    rule = made_rule()
    texts = {
        "nothing/fires-here.yml": 'edits: []\nexpected: ""\n',
        "nothing/silent-here.yml": "edits: []\nexpected: |\n  a.yml:1:1: warning: wrong [nothing]\n",
        "nothing/silent-there.yml": "edits: []\n",
        "nothing/notes.txt": "",
        "other/fires-here.yml": "edits: []\nexpected: |\n  a.yml:1:1: warning: wrong [other]\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(case_complaints([rule], tmp_path)) == [
        "nothing/fires-here.yml: the rule does not fire",
        "nothing/notes.txt: neither fires-*.yml nor silent-*.yml",
        "nothing/silent-here.yml: a silent case expects something",
        "nothing/silent-there.yml: no text under `expected:`",
        "other: a folder of cases, but no rule",
    ]
