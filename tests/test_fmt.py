"""Formatting brings files into one form, and never changes what they say."""

import random
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import fmt
from generator.fmt import format_yaml
from generator.fmt_tree import Child
from generator.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, read_yaml

PATH = "content/a.yml"
LONG = "kata " * 25 + "akhir"

EXAMPLE = """\
- number: 7.10.1
  id: reminder-non-pendaftaran
  title: Non Pendaftaran ICONNET
  source_page: 15
  body:
    - number: a
      label: Reminder 1
      when: [{fact: pelanggan-diam, is: ">= 3 menit"}]
      skip: [campaign, salam-penutup]
      body:
        - text: |-
            Apabila pelanggan tidak merespon selama 3 (tiga) menit tidak perlu melakukan proses *campaign* dan salam.
        - script:
            id: reminder-1
            # Kata-kata tetap
            wording: {class: locked, because: digilive/kata-kata-tetap} # lihat 7.1

        - gap: true
"""


def formatted(text: str) -> str:
    result, problems = format_yaml(text.encode(), PATH)
    assert problems == []
    assert result is not None
    return result


def said(node: Node | None) -> object:
    match node:
        case ScalarNode():
            return (node.value, node.style == "plain" and not node.value)
        case SequenceNode():
            return [said(item) for item in node.items]
        case MappingNode():
            return [(key, said(entry.value)) for key, entry in node.entries.items()]
    return None


def assert_sound(text: str) -> None:
    """Formatting keeps what is said and, done twice, changes nothing."""
    once = formatted(text)
    assert said(read_yaml(once.encode(), PATH)[0]) == said(read_yaml(text.encode(), PATH)[0])
    assert formatted(once) == once
    assert once.endswith("\n")
    assert "\r" not in once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(EXAMPLE, EXAMPLE, id="the form the design shows stays"),
        pytest.param("a:\n- b\n-   c\n", "a:\n  - b\n  - c\n", id="lists are indented in mappings"),
        pytest.param("a:\n    b:\n        c: d", "a:\n  b:\n    c: d\n", id="two spaces per level"),
        pytest.param("-\n  a: b\n  c: d", "- a: b\n  c: d\n", id="a mapping begins at its dash"),
        pytest.param("- - a\n  - b\n-\n  - c", "- - a\n  - b\n- - c\n", id="a list begins at its dash"),
        pytest.param("a:    b\r\nc:   d\r\n", "a: b\nc: d\n", id="one space behind a colon, Unix line ends"),
        pytest.param("\ufeff---\na: b\n...\n", "a: b\n", id="no mark, no document signs"),
        pytest.param("\n\na: b\n\n\n\nc: d\n\n\n", "a: b\n\nc: d\n", id="at most one blank line, none at the edges"),
        pytest.param("a:\n\n  b: c\n\n\n  d: e", "a:\n  b: c\n\n  d: e\n", id="no blank line below a key"),
        pytest.param("a: {b: c,   d: [e,f,]}", "a: {b: c, d: [e, f]}\n", id="brackets stay on their line"),
        pytest.param("a: [b,\n  c]", "a: [b, c]\n", id="brackets that fit are joined"),
        pytest.param(f"a: [{LONG}, b]", f"a:\n  - |-\n    {LONG}\n  - b\n", id="brackets that do not fit are opened"),
        pytest.param(f"[{'a' * 56}, {'b' * 57},\n  c]", f"[{'a' * 56}, {'b' * 57}, c]\n", id="brackets that just fit"),
        pytest.param("a: [b, # c\n  d]", "a:\n  - b # c\n  - d\n", id="brackets with remarks are opened"),
        pytest.param("a: [ # c\n]", "# c\na: []\n", id="a remark in empty brackets"),
        pytest.param("[a: b]", "[{a: b}]\n", id="a pair in a list gets its braces"),
        pytest.param("a: {b: , c: ''}", "a: {b: , c: ''}\n", id="nothing and an empty text differ"),
        pytest.param(f"a: {LONG}", f"a: |-\n  {LONG}\n", id="a long text goes below"),
        pytest.param(f'a: "{LONG}" # c', f"a: |- # c\n  {LONG}\n", id="a remark stays at its text"),
        pytest.param('a: "b: c"', "a: |-\n  b: c\n", id="a text with a colon goes below"),
        pytest.param("a: 'b #c'", "a: |-\n  b #c\n", id="a text with a hashtag goes below"),
        pytest.param('a: {b: "c: d"}', 'a: {b: "c: d"}\n', id="but not out of brackets"),
        pytest.param('a: "b\\nc"', "a: |-\n  b\n  c\n", id="a text with line breaks goes below"),
        pytest.param('a: "b\n  c"', 'a: "b c"\n', id="a quoted text over two lines that has none"),
        pytest.param("a: >-\n  b\n  c\n\n  d", "a: |-\n  b c\n  d\n", id="a folded block is unfolded"),
        pytest.param("a: |-\n      b\n        c\n", "a: |-\n  b\n    c\n", id="a block is indented by two"),
        pytest.param("a: |-\n  b\n\n\nc: d", "a: |-\n  b\n\nc: d\n", id="a blank line behind a block"),
        pytest.param("a: |\n  b\nc: |+\n  d\n\n", "a: |\n  b\nc: |+\n  d\n\n", id="line ends of a block are content"),
        pytest.param("a: |+\n  b\n   \nc: d", "a: |\n  b\n   \nc: d\n", id="a block whose last line is a space"),
        pytest.param("a: |2\n   b\n", "a: |2\n   b\n", id="a block that begins with a space"),
        pytest.param("a: |\n", 'a: ""\n', id="a block of nothing"),
        pytest.param("a: '1.10'\nb: 1.10\nc: \"no\"", "a: '1.10'\nb: 1.10\nc: \"no\"\n", id="quotes stay as chosen"),
        pytest.param("a: '#b'", "a: '#b'\n", id="a hashtag at the start stays in quotes"),
        pytest.param("a: b    # c", "a: b # c\n", id="a remark is one space away"),
        pytest.param("# a\n\n# b\nc: d\n# e", "# a\n\n# b\nc: d\n# e\n", id="remarks on their own lines"),
        pytest.param("a: # b\n  c: d", "a: # b\n  c: d\n", id="a remark behind a key"),
        pytest.param("- # b\n  c: d", "- # b\n  c: d\n", id="a remark behind a dash"),
        pytest.param("a: # b c\n  d e", "# b c\na: d e\n", id="a remark that would cut a text goes above"),
        pytest.param(
            "a:\n    - b\n    # in a\n  # behind a\nc: d\n",
            "a:\n  - b\n  # in a\n# behind a\nc: d\n",
            id="a remark at the end of a list belongs to it by its indentation",
        ),
        pytest.param("a:\n- b\n# on c\nc: d\n", "a:\n  - b\n# on c\nc: d\n", id="a remark behind a flat list"),
        pytest.param("b", "b\n", id="a text alone"),
        pytest.param("{-: a}", '{"-": a}\n', id="a dash that is a key"),
    ],
)
def test_one_form(text: str, expected: str) -> None:
    assert formatted(text) == expected
    assert_sound(text)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"a: [", "yaml-bracket-unclosed", id="what cannot be read"),
        pytest.param(b"a: b\n  c", "yaml-multiline-plain", id="what is read otherwise than it looks"),
        pytest.param(b"a: &x b", "yaml-anchor", id="what content does not use"),
        pytest.param(b"a: \xe9", "yaml-windows-1252", id="what is no UTF-8"),
    ],
)
def test_a_file_with_errors_is_not_formatted(data: bytes, code: str) -> None:
    text, problems = format_yaml(data, PATH)
    assert text is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda lines: lines[:-1], id="a lost line"),
        pytest.param(lambda lines: [line.partition(" #")[0] for line in lines], id="a lost remark"),
        pytest.param(lambda lines: [*lines, "x: ["], id="a file that cannot be read"),
    ],
)
def test_a_wrong_result_is_never_handed_out(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[list[str]], list[str]]
) -> None:
    honest = fmt._Writer.document

    def spoilt(self: fmt._Writer, root: Child, footer: list[str]) -> list[str]:
        return spoil(honest(self, root, footer))

    monkeypatch.setattr(fmt._Writer, "document", spoilt)
    text, problems = format_yaml(b"a:   b # c\nd: e\n", PATH)
    assert text == "a:   b # c\nd: e\n"
    assert [problem.code for problem in problems] == ["fmt-not-safe"]


TEXTS = st.text(st.sampled_from(" \n\t#:-'\"\\{}[],&*!|>%@`?aé1.😀"), max_size=30) | st.sampled_from(
    ["no", "yes", "1.10", "10:30", "", "~", "- a", "# a", "a: b", "a #b", "...", "---", "<<", LONG, f"{LONG}\n{LONG}"]
)
KEYS = st.text(st.sampled_from(" #:-'\"{}aé1"), min_size=1, max_size=8).filter(lambda key: key != "<<")
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=15
)


@settings(deadline=None)  # the machine may be busy
@given(
    tree=TREES,
    style=st.sampled_from([None, '"', "'", "|", ">"]),
    is_flow=st.sampled_from([True, False, None]),
    width=st.sampled_from([20, 80, 10**6]),
    indent=st.sampled_from([2, 4, 7]),
)
def test_any_tree_in_any_dress(tree: object, style: str | None, is_flow: bool | None, width: int, indent: int) -> None:
    text = yaml.dump(
        tree, default_style=style, default_flow_style=is_flow, width=width, indent=indent, allow_unicode=True
    ).replace("!!str ", "")
    node, problems = read_yaml(text.encode(), PATH)
    if node is not None and not problems:  # PyYAML folds plain texts and tags others, which content may not
        assert_sound(text)


PIECES = ["a", "b c", "- ", "\n", "\n  ", "\n    ", "\n- ", "\na: ", "\n  b: ", ": ", ", ", "[", "]", "{", "}", " # e"]
PIECES += [
    "# c",
    "#d",
    '"x: y"',
    "'it''s'",
    "|-\n  ",
    "|+\n",
    "|2\n",
    ">-\n  ",
    "\n# own\n",
    "\n      # deep\n",
    "\n\n",
]
PIECES += [LONG, "[a, b]", "{k: v}", '"a\\nb"', "---\n", "...\n", "\t", "?", "-", "1.10", '""', "|-\n   t\n  u"]


def test_a_text_that_keeps_its_blank_lines_gets_no_more_of_them() -> None:
    """The end of the document (`...`) stood between the text and the comment."""
    assert formatted("|+\n  kata\n\n...\n\n# own\n") == "|+\n  kata\n\n# own\n"
    assert formatted("a: |+\n  kata\n\n...\n\n# own\n") == "a: |+\n  kata\n\n# own\n"


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, 2**32), st.booleans())
def test_any_mixture_of_pieces(seed: int, is_mapping: bool) -> None:
    choose = random.Random(seed)  # noqa: S311 - many small files per example find more than Hypothesis' own lists
    for _ in range(40):
        text = "a: " * is_mapping + "".join(choose.choices(PIECES, k=choose.randint(1, 20)))
        node, problems = read_yaml(text.encode(), PATH)
        if node is not None and not problems:
            assert_sound(text)


REMARKS = ["# satu", "  # dua kata", "        #tiga", "", "\t"]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(st.integers(0, EXAMPLE.count("\n")), st.sampled_from(REMARKS)), max_size=8))
def test_remarks_anywhere_stay(remarks: list[tuple[int, str]]) -> None:
    lines = EXAMPLE.splitlines()
    for number, remark in remarks:
        lines.insert(number, remark)
    text = "\n".join(lines)
    if read_yaml(text.encode(), PATH)[1]:
        return  # a remark in a block is text, and one with a tab before it may be an error
    assert_sound(text)
    assert sorted(line.strip() for line in formatted(text).splitlines() if line.strip().startswith("#")) == sorted(
        line.strip() for line in lines if line.strip().startswith("#")
    )
