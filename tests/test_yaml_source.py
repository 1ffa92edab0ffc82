"""YAML is read as text with places; what would surprise an author is a problem with its place."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Location
from generator.suggest import did_you_mean
from generator.yaml_source import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_PROBLEMS,
    MAX_SCALAR_LENGTH,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    read_yaml,
)
from generator.yaml_text import MAX_BYTES

PATH = "content/a.yml"
SECONDS_PER_BAD_FILE = 5.0  # they take a tenth of that; a hang would take minutes

Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node | None) -> Plain:
    match node:
        case ScalarNode():
            return node.value
        case SequenceNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {key: plain(entry.value) for key, entry in node.entries.items()}
    pytest.fail("the file could not be read")


def read(text: str) -> Node:
    node, problems = read_yaml(text.encode(), PATH)
    assert problems == []
    assert node is not None
    return node


def found(data: str | bytes) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    _, problems = read_yaml(raw, PATH)
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no: 1", {"no": "1"}, id="a key is no boolean"),
        pytest.param("amount: 150.000", {"amount": "150.000"}, id="an amount is no fraction"),
        pytest.param("opens: 10:30", {"opens": "10:30"}, id="a time is no number to base 60"),
        pytest.param("revision: 1.10", {"revision": "1.10"}, id="a revision keeps its zero"),
        pytest.param("phone: 0217654321", {"phone": "0217654321"}, id="a phone number is not octal"),
        pytest.param("on: 2026-01-04", {"on": "2026-01-04"}, id="a date stays as written"),
        pytest.param("a: ~\nb: null\nc:", {"a": "~", "b": "null", "c": ""}, id="nothing is only what is not there"),
        pytest.param("a:\n- b\n- - c\n", {"a": ["b", ["c"]]}, id="lists need no indentation"),
        pytest.param("a: {b: [c, d], e: f}", {"a": {"b": ["c", "d"], "e": "f"}}, id="brackets"),
        pytest.param('{"a":b}', {"a": "b"}, id="a quoted key in braces needs no space"),
        pytest.param("a: |-\n  b # c\n  - d: e\n", {"a": "b # c\n- d: e"}, id="a block keeps everything"),
        pytest.param("\ufeffa: b", {"a": "b"}, id="a byte order mark at the start"),
        pytest.param("a: b\r\nc: |-\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne"}, id="Windows line ends"),
        pytest.param("a: b\rc: d\r", {"a": "b", "c": "d"}, id="old Mac line ends"),
        pytest.param("---\na: b\n...\n", {"a": "b"}, id="document marks around one document"),
        pytest.param("a: x#y", {"a": "x#y"}, id="a number sign inside a word"),
        pytest.param("a: 'it''s #1: yes'", {"a": "it's #1: yes"}, id="quotes protect"),
        pytest.param('"<<": b', {"<<": "b"}, id="a quoted << is a key like any other"),
    ],
)
def test_values_are_text(text: str, expected: Plain) -> None:
    assert plain(read(text)) == expected


def test_every_node_knows_its_place() -> None:
    root = read("# c\nsatu: é dua\ntiga:\n  - {a: 😀 b, c: d}\n")
    assert isinstance(root, MappingNode)
    assert root.location == Location(PATH, 2, 1)
    first = root.entries["satu"]
    assert (first.key.location, first.value.location) == (Location(PATH, 2, 1), Location(PATH, 2, 7))
    third = root.entries["tiga"].value
    assert isinstance(third, SequenceNode)
    assert third.location == Location(PATH, 4, 3)
    item = third.items[0]
    assert isinstance(item, MappingNode)
    assert item.location == Location(PATH, 4, 5)
    assert item.entries["c"].value.location == Location(PATH, 4, 17), "counted in characters"


@pytest.mark.parametrize(
    ("text", "style", "comment"),
    [
        pytest.param("a: b", "plain", None, id="plain"),
        pytest.param("a: b  # c", "plain", "# c", id="a comment behind a plain text is kept"),
        pytest.param("a: # c", "plain", "# c", id="a comment behind nothing"),
        pytest.param("a: 'b' # c", "single", None, id="a comment behind quotes cuts nothing"),
        pytest.param('a: "b"', "double", None, id="double"),
        pytest.param("a: |- # c\n  b", "literal", None, id="literal"),
        pytest.param("a: >-\n  b", "folded", None, id="folded"),
    ],
)
def test_a_text_knows_how_it_was_written(text: str, style: str, comment: str | None) -> None:
    root = read(text)
    assert isinstance(root, MappingNode)
    value = root.entries["a"].value
    assert isinstance(value, ScalarNode)
    assert (value.style, value.comment) == (style, comment)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: &x b", ["1:4 yaml-anchor"], id="an anchor"),
        pytest.param("a: &x\n  b: c", ["1:4 yaml-anchor"], id="an anchor of a mapping"),
        pytest.param("a: &", ["1:4 yaml-anchor"], id="a text that begins with &"),
        pytest.param("a: *x", ["1:4 yaml-alias"], id="an alias"),
        pytest.param("a: *penting*", ["1:4 yaml-alias"], id="emphasis at the start of a text"),
        pytest.param("*x : b", ["1:1 yaml-alias"], id="an alias as a key"),
        pytest.param("<<: {a: b}", ["1:1 yaml-merge-key"], id="a merge key"),
        pytest.param("a: !!str b", ["1:4 yaml-tag"], id="a standard tag"),
        pytest.param("a: !!python/object:os.system b", ["1:4 yaml-tag"], id="a dangerous tag"),
        pytest.param("a: !x!y b", ["1:4 yaml-tag"], id="a tag with an unknown handle"),
        pytest.param("a: !", ["1:4 yaml-tag"], id="a lone exclamation mark"),
        pytest.param("a: b\n---\nc: d", ["2:1 yaml-several-documents"], id="a second document"),
        pytest.param("a: b\n...\nc: d", ["3:1 yaml-several-documents"], id="text behind the end mark"),
        pytest.param("%YAML 1.2\n---\na: b", ["1:1 yaml-directive"], id="a known directive"),
        pytest.param("%FOO\n---\na: b", ["1:1 yaml-directive"], id="an unknown directive"),
        pytest.param("a: b\nc: d\na: e", ["3:1 yaml-duplicate-key"], id="a key twice"),
        pytest.param("a: b\n'a': e", ["2:1 yaml-duplicate-key"], id="a key twice, once in quotes"),
        pytest.param("a: {b: c, b: d}", ["1:11 yaml-duplicate-key"], id="a key twice in braces"),
        pytest.param("[a]: b", ["1:1 yaml-key-not-text"], id="a list as a key"),
        pytest.param("{{a: b}: c}: d", ["1:1 yaml-key-not-text"], id="a mapping in a mapping as a key is said once"),
        pytest.param("? a\n: b", ["1:3 yaml-explicit-key"], id="a question mark before a key"),
        pytest.param("a: apa ?\nb: c", [], id="a question mark at the end of a text"),
        pytest.param(": b", ["1:1 yaml-empty-key"], id="no key"),
        pytest.param("- : b", ["1:3 yaml-empty-key"], id="no key in a list"),
        pytest.param('"": b', ["1:1 yaml-empty-key"], id="an empty key"),
        pytest.param("a: {Nama Pelanggan}", ["1:5 yaml-key-without-value"], id="a placeholder that is not in quotes"),
        pytest.param(
            "a: {Nama}, halo",
            ["1:5 yaml-key-without-value", "1:10 yaml-text-after-bracket"],
            id="a text that begins with a placeholder",
        ),
        pytest.param("a: [x] y", ["1:8 yaml-text-after-bracket"], id="a text that begins with a bracket"),
        pytest.param("{a:b}", ["1:2 yaml-space-after-colon"], id="no space after a colon in braces"),
        pytest.param("a: b\nkunci:nilai\nc: d", ["2:1 yaml-space-after-colon"], id="no space after a colon"),
        pytest.param("kunci:nilai\nc: d", ["1:1 yaml-space-after-colon"], id="no space in the first line"),
        pytest.param("'a':b", ["1:1 yaml-space-after-colon"], id="no space after a quoted key"),
        pytest.param("text: Klik icon #UNCOMPLETED_1", ["1:17 yaml-comment-cuts-text"], id="a hashtag cuts a sentence"),
        pytest.param("text: Klik # lalu", [], id="one word and a remark"),
        pytest.param("text: Klik ini # lalu", ["1:16 yaml-comment-cuts-text"], id="a sentence and a remark"),
        pytest.param("amount: 1750 # per bulan", [], id="a number and a remark"),
        pytest.param("amount: 1750 #per", ["1:14 yaml-comment-cuts-text"], id="a hashtag behind a number"),
        pytest.param("a: [b c # d\n  , e]", ["1:9 yaml-comment-cuts-text"], id="cut in brackets"),
        pytest.param("text: #SELESAI", ["1:7 yaml-comment-takes-text"], id="a hashtag is the whole text"),
        pytest.param("- #x", ["1:3 yaml-comment-takes-text"], id="a hashtag is the whole item"),
        pytest.param("a: b\n  c\n  d", ["1:4 yaml-multiline-plain"], id="a text that goes on"),
        pytest.param("- a\n - b", ["1:3 yaml-multiline-plain"], id="a list that is indented by one"),
        pytest.param("a: [b\n  c]", ["1:5 yaml-multiline-plain"], id="a text that goes on in brackets"),
        pytest.param("\ta: b", ["1:1 yaml-tab"], id="a tab in the first line"),
        pytest.param("a:\n\tb: c", ["2:1 yaml-tab"], id="a tab instead of spaces"),
        pytest.param("a:\n  \tb: c\n  d: e", ["2:3 yaml-tab"], id="a tab behind spaces"),
        pytest.param("a: b\n\tc", ["2:1 yaml-tab"], id="a tab before the second line of a text"),
        pytest.param("a: |\n\tb", ["2:1 yaml-tab"], id="a tab in a block"),
        pytest.param("- \tb: c", ["1:3 yaml-tab"], id="a tab behind a dash"),
        pytest.param("a:\tb", [], id="a tab behind a colon does no harm"),
        pytest.param("a: b\n c: d", ["2:2 yaml-indentation"], id="a key indented by one too many"),
        pytest.param("a:\n  b: c\n d: e", ["3:2 yaml-indentation"], id="a key between two levels"),
        pytest.param("- a\nb: c", ["2:1 yaml-indentation"], id="a key after a list"),
        pytest.param("a: b\n- c", ["2:1 yaml-indentation"], id="a list after a key with a value"),
        pytest.param("a: |\n   b\n  c", ["3:3 yaml-block-indentation"], id="a block that loses indentation"),
        pytest.param("a: b: c", ["1:5 yaml-colon-in-text"], id="a colon in a text"),
        pytest.param("a: 😀 b: c", ["1:7 yaml-colon-in-text"], id="places are counted in characters"),
        pytest.param("a: b\nxyz\nc: d", ["2:1 yaml-key-without-colon"], id="a line without a key"),
        pytest.param("a: 'b' c", ["1:8 yaml-text-after-quote"], id="text behind a quote"),
        pytest.param('a: "b\nc: d\n', ["1:4 yaml-quote-unclosed"], id="a quote that never ends"),
        pytest.param('a: "b\nc: "d"\n', ["1:4 yaml-quote-unclosed"], id="a quote that ends at the next one"),
        pytest.param("a: [b, c\nd: e\n", ["1:4 yaml-bracket-unclosed"], id="a bracket that is not closed"),
        pytest.param("a: {b: c\n", ["1:4 yaml-bracket-unclosed"], id="a brace at the end of the file"),
        pytest.param("a: [b]]", ["1:7 yaml-bracket-unopened"], id="one bracket too many"),
        pytest.param('a: "\\q"', ["1:5 yaml-bad-escape"], id="an unknown escape"),
        pytest.param('a: "\\ud800"', ["1:5 yaml-bad-escape"], id="half a character"),
        pytest.param("a: @b", ["1:4 yaml-reserved-character"], id="an at sign"),
        pytest.param("a: `b`", ["1:4 yaml-reserved-character"], id="a backquote"),
        pytest.param("a: %b", ["1:4 yaml-reserved-character"], id="a percent sign"),
        pytest.param("a: , b", ["1:4 yaml-reserved-character"], id="a comma"),
        pytest.param("a: ? b", ["1:4 yaml-reserved-character"], id="a question mark"),
        pytest.param("a: - b", ["1:4 yaml-dash-after-colon"], id="a list on the line of its key"),
        pytest.param("a: | b", ["1:4 yaml-block-header"], id="text behind a bar"),
        pytest.param("a: |x\n  b", ["1:4 yaml-block-header"], id="a bar as the first letter"),
        pytest.param('a: "\\x07"', ["1:4 yaml-control-character"], id="a control character by escape"),
        pytest.param("a: b\x07", ["1:5 yaml-control-character"], id="a control character"),
        pytest.param("a: b\x00", ["1:5 yaml-control-character"], id="a null character"),
        pytest.param("a: \ufeffb", ["1:4 yaml-control-character"], id="a byte order mark in the middle"),
        pytest.param("a: b\u2028c", ["1:5 yaml-line-separator"], id="a line separator"),
        pytest.param("a: b\x85c", ["1:5 yaml-line-separator"], id="a next-line character"),
        pytest.param("", ["0:0 yaml-empty"], id="an empty file"),
        pytest.param("\ufeff", ["0:0 yaml-empty"], id="only a byte order mark"),
        pytest.param("# c\n", ["0:0 yaml-empty"], id="only a comment"),
        pytest.param("---\n", ["0:0 yaml-empty"], id="only a document mark"),
        pytest.param(
            "a: &x b\nc: !t d\na: e\nf: [g\n",
            ["1:4 yaml-anchor", "2:4 yaml-tag", "3:1 yaml-duplicate-key", "4:4 yaml-bracket-unclosed"],
            id="what was found before the parser stopped is said too",
        ),
    ],
)
def test_problem_and_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("a: b\nc: caf\xe9".encode("latin-1"), ["2:7 yaml-windows-1252"], id="Latin-1"),
        pytest.param("é: “b”".encode("cp1252"), ["1:1 yaml-windows-1252"], id="Windows quotes"),
        pytest.param("é: ".encode() + b"\x93b", ["1:4 yaml-windows-1252"], id="one byte in a UTF-8 file"),
        pytest.param(b"\xef\xbb\xbfa: \xe9", ["1:4 yaml-windows-1252"], id="behind a byte order mark"),
        pytest.param(b"a: b\r\nc: \xe9", ["2:4 yaml-windows-1252"], id="behind a Windows line end"),
        pytest.param(b"a: \x81", ["1:4 yaml-not-utf8"], id="a byte that means nothing on Windows either"),
        pytest.param("a: b".encode("utf-16"), ["1:1 yaml-utf16"], id="UTF-16 with a mark"),
        pytest.param("a: b".encode("utf-16-le"), ["1:1 yaml-utf16"], id="UTF-16 without a mark"),
        pytest.param("a: b".encode("utf-16-be"), ["1:1 yaml-utf16"], id="UTF-16, big end first"),
        pytest.param("a: b".encode("utf-32"), ["1:1 yaml-utf16"], id="UTF-32"),
    ],
)
def test_encodings(data: bytes, expected: list[str]) -> None:
    assert found(data) == expected


def test_values_of_a_problem() -> None:
    _, problems = read_yaml(b"satu: 1\ndua: 2\nsatu: 3", PATH)
    assert dict(problems[0].values) == {"key": "satu", "first": "content/a.yml:1:1"}
    _, problems = read_yaml(b"a: \xe9", PATH)
    assert dict(problems[0].values) == {"byte": "0xE9", "character": "é"}
    _, problems = read_yaml(b"a: !!python/object:os.system b", PATH)
    assert dict(problems[0].values) == {"tag": "!!python/object:os.system"}
    _, problems = read_yaml(b"a:\n\tb: c\n\td: e", PATH)
    assert dict(problems[0].values) == {"count": "2"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: &x b\nc: !t d", {"a": "b", "c": "d"}, id="anchors and tags leave the value"),
        pytest.param("a: b\na: c", {"a": "b"}, id="the first of two equal keys"),
        pytest.param("a: b c #d", {"a": "b c"}, id="a cut text"),
    ],
)
def test_fields_can_be_checked_despite_a_problem(text: str, expected: Plain) -> None:
    node, problems = read_yaml(text.encode(), PATH)
    assert problems
    assert plain(node) == expected


@pytest.mark.parametrize("text", ["a: *x", "<<: {a: b}", "[a]: b", "a: 1\n---\nb: 2", "a: [", "# c"])
def test_a_structure_that_cannot_be_trusted_is_not_handed_out(text: str) -> None:
    node, problems = read_yaml(text.encode(), PATH)
    assert node is None
    assert problems


def test_limits() -> None:
    assert found("[" * MAX_DEPTH + "a" + "]" * MAX_DEPTH) == []
    assert found("[" * (MAX_DEPTH + 1)) == [f"1:{MAX_DEPTH + 1} yaml-too-deep"]
    deep = "\n".join(" " * level + "a:" for level in range(MAX_DEPTH + 1))
    assert found(deep + " b") == [f"{MAX_DEPTH + 1}:{MAX_DEPTH + 1} yaml-too-deep"]
    assert found("a: " + "x" * MAX_SCALAR_LENGTH) == []
    assert found("a: " + "x" * (MAX_SCALAR_LENGTH + 1)) == ["1:4 yaml-text-too-long"]
    assert found("- a\n" * MAX_NODES) == [f"{MAX_NODES}:3 yaml-too-many-values"]
    assert found(b"#" * (MAX_BYTES + 1)) == ["0:0 yaml-too-large"]
    many = found("- &a b\n" * (MAX_PROBLEMS + 5))
    assert len(many) == MAX_PROBLEMS + 1
    assert many[-1] == f"{MAX_PROBLEMS}:3 yaml-too-many-problems"


BOMBS = ["[", "{", "- ", "? ", "a: ", "[a,", "{a: ", "[? ", '"', "'a\n", "!", "&a ", "*a ", "%", "|\n", "a:\n"]
BOMBS += ["- \n", "- - a\n", "x,", "[],", "# \n", "\n", "\r", " ", "\t", "\t\n", "---\n", "a b ", "a\n", "- *a\n", "é"]


@pytest.mark.parametrize("prefix", ["", "[", '"', "a: |\n ", "[" * 50])
@pytest.mark.parametrize("unit", BOMBS, ids=repr)
def test_a_hundred_thousand_of_anything_is_read_or_refused_quickly(unit: str, prefix: str) -> None:
    begin = time.process_time()
    read_yaml((prefix + unit * 100_000).encode(), PATH)
    assert time.process_time() - begin < SECONDS_PER_BAD_FILE


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    node, problems = read_yaml(data, PATH)
    assert node is not None or problems


SNIPPETS = ["a", "b c", "- ", "\n", "\n  ", "\n- ", ": ", ",", "[", "]", "{", "}", '"', "'", "#", " # c", "|-\n  ", ">"]
SNIPPETS += [
    "&a ",
    "*a",
    "!t ",
    "? ",
    "<<: ",
    "---\n",
    "...\n",
    "%",
    "\t",
    "é",
    "\\",
    "\ufeff",
    "\u2028",
    "😀",
    "`",
    "@",
]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(SNIPPETS), max_size=30).map("".join))
def test_any_mixture_of_signs_is_read_or_refused(text: str) -> None:
    node, problems = read_yaml(text.encode(), PATH)
    assert node is not None or problems
    lines = text.replace("\r", "\n").split("\n")
    assert all(problem.location.line <= len(lines) + 1 for problem in problems)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
KEYS = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def as_texts_are_read(tree: Plain) -> Plain:
    match tree:
        case str():
            return tree
        case list():
            return [as_texts_are_read(item) for item in tree]
        case dict():
            return {key: as_texts_are_read(value) for key, value in tree.items()}


@settings(deadline=None)  # the machine may be busy
@given(tree=TREES, is_flow=st.booleans())
def test_what_was_dumped_is_read_back(tree: Plain, is_flow: bool) -> None:
    dumped = yaml.safe_dump(tree, default_style='"', default_flow_style=is_flow, allow_unicode=True, width=10**6)
    node, problems = read_yaml(dumped.encode(), PATH)
    codes = {problem.code for problem in problems}
    if "!!" in dumped.partition("\n")[0] or codes:
        # Control characters and U+2028 are refused on purpose, also when written as escapes.
        assert codes <= {"yaml-control-character", "yaml-line-separator"}
        return
    assert plain(node) == as_texts_are_read(tree)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("anwser", "answer", id="two letters changed places"),
        pytest.param("Answer", "answer", id="a capital"),
        pytest.param("kasr", None, id="nothing is near"),
        pytest.param("", None, id="no word"),
        pytest.param("x" * 10_000, None, id="too long to be a mistyped name"),
    ],
)
def test_did_you_mean(word: str, expected: str | None) -> None:
    assert did_you_mean(word, ["question", "answer", "label"]) == expected
