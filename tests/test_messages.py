"""The catalogue is complete in both languages, and agrees with the calls in the source."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.messages import PLACEHOLDER, Catalogue, Sentence, choose_language, load_catalogue
from generator.problems import Severity

GENERATOR = Path(__file__).resolve().parent.parent / "generator"
MAKERS = {"error", "warning", "Problem"}
ENGLISH = load_catalogue("en")
INDONESIAN = load_catalogue("id")


def calls_with_code(source: str) -> Iterator[tuple[str, set[str] | None]]:
    """Yield the code of each problem made in a source text, and the names of its values.

    The names are None where they are not all written in the call (`**values`, or `Problem(…)`).
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or len(node.args) < 2 or _name(node.func) not in MAKERS:
            continue
        code = node.args[1]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            names = [keyword.arg for keyword in node.keywords]
            is_open = None in names or _name(node.func) == "Problem"
            yield code.value, None if is_open else {name for name in names if name}


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def calls_in_generator() -> list[tuple[str, str, set[str] | None]]:
    return [
        (path.relative_to(GENERATOR).as_posix(), code, names)
        for path in sorted(GENERATOR.rglob("*.py"))
        for code, names in calls_with_code(path.read_text(encoding="utf-8"))
    ]


def placeholders(sentence: Sentence) -> set[str]:
    return set(PLACEHOLDER.findall(f"{sentence.message} {sentence.hint}"))


def test_both_languages_have_the_same_codes() -> None:
    assert sorted(ENGLISH.sentences) == sorted(INDONESIAN.sentences)


@pytest.mark.parametrize("code", sorted(ENGLISH.sentences))
def test_both_languages_name_the_same_values(code: str) -> None:
    # A hint may show `{key: value}`, which is no placeholder; only words in bare braces are.
    assert placeholders(ENGLISH.sentences[code]) == placeholders(INDONESIAN.sentences[code])


@pytest.mark.parametrize("catalogue", [ENGLISH, INDONESIAN], ids=["en", "id"])
def test_every_sentence_says_something(catalogue: Catalogue) -> None:
    silent = [code for code, text in catalogue.sentences.items() if not (text.message and text.hint)]
    assert silent == []


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    unknown = {f"{path}: {code}" for path, code, _ in calls_in_generator() if code not in ENGLISH.sentences}
    assert sorted(unknown) == []


def test_every_code_in_the_catalogue_is_used() -> None:
    # A code may also stand in a table of rules, so any text of the source counts.
    used = {
        node.value
        for path in GENERATOR.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(ENGLISH.sentences) - used) == []


def test_every_call_gives_the_values_its_sentence_names() -> None:
    missing = [
        f"{path}: {code} lacks {name}"
        for path, code, names in calls_in_generator()
        if code in ENGLISH.sentences and names is not None
        for name in sorted(placeholders(ENGLISH.sentences[code]) - names)
    ]
    assert missing == []


def test_a_call_is_seen_with_its_values() -> None:
    source = 'error(place, "a-b", key=1)\nproblems.warning(place, "c", **values)\nProblem(place, "d")\nerror(place, x)'
    assert list(calls_with_code(source)) == [("a-b", {"key"}), ("c", None), ("d", None)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param({"key": "answer"}, ("key 'answer'", "drop answer"), id="values go in"),
        pytest.param({"key": "{key}"}, ("key '{key}'", "drop {key}"), id="a value is never filled again"),
        pytest.param({"key": "{0.__class__}"}, ("key '{0.__class__}'", "drop {0.__class__}"), id="no format language"),
        pytest.param({}, ("key '{key}'", "drop {key}"), id="a forgotten value leaves its name"),
    ],
)
def test_placeholders_are_filled(values: Mapping[str, str], expected: tuple[str, str]) -> None:
    catalogue = Catalogue("en", {"twice": Sentence("key '{key}'", "drop {key}")}, "hint")
    assert catalogue.sentence("twice", values) == Sentence(*expected)


def test_an_unknown_code_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        ENGLISH.sentence("no-such-code", {})


def test_machines_read_the_severity_in_every_language() -> None:
    for catalogue in (ENGLISH, INDONESIAN):
        assert catalogue.severity(Severity.ERROR) == "error"
        assert catalogue.severity("warning") == "warning"


def test_hint_label_is_translated() -> None:
    assert (ENGLISH.hint_label, INDONESIAN.hint_label) == ("hint", "saran")


def test_a_catalogue_is_read_once() -> None:
    assert load_catalogue("id") is INDONESIAN


@pytest.mark.parametrize(
    ("option", "environ", "expected"),
    [
        pytest.param(None, {}, "en", id="nothing is known about the reader"),
        pytest.param(None, {"LANG": "id_ID.UTF-8"}, "id", id="an Indonesian machine"),
        pytest.param("en", {"LANG": "id_ID.UTF-8"}, "en", id="the option wins"),
        pytest.param("id", {"LC_ALL": "C"}, "id", id="the option wins over C too"),
        pytest.param(None, {"LC_ALL": "en_GB", "LANG": "id_ID"}, "en", id="LC_ALL wins over LANG"),
        pytest.param(None, {"LC_ALL": "", "LC_MESSAGES": "id", "LANG": "C"}, "id", id="an empty variable is not set"),
        pytest.param(None, {"LANG": "ido"}, "en", id="Ido is another language"),
        pytest.param(None, {"LANG": "ID-id"}, "id", id="other spellings"),
    ],
)
def test_choose_language(option: str | None, environ: Mapping[str, str], expected: str) -> None:
    assert choose_language(option, environ) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("é – 😀", "é – 😀", id="letters of any script stay"),
        pytest.param("\x1b[31m", r"\x1b[31m", id="no colours for the terminal"),
        pytest.param("satu\ndua", r"satu\ndua", id="no second line"),
        pytest.param("a\u2028b", r"a\u2028b", id="no line that only some programs see"),
    ],
)
def test_a_value_cannot_steer_the_terminal(value: str, shown: str) -> None:
    message = load_catalogue("en").sentence("field-not-identifier", {"value": value}).message
    assert message == f"'{shown}' is not an id"
