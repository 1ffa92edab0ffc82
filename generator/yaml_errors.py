"""What the YAML parser complains about, said in terms of what the author did.

libyaml stops at the first thing it cannot read, often some lines behind the mistake ("could not
find expected ':'"). Here its words, the line and what was read before it are turned into a
problem that names the mistake at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from generator.problems import Location, Problem, error
from generator.yaml_events import end_of, start_of

EXCERPT_LENGTH = 60

KEY_WITHOUT_SPACE = re.compile(r"""[ \t]*(?:- )*(?:[\w.-]+|"[^"]*"|'[^']*'):[^\s]""")
FIRST_KEY = re.compile(r"""[ \t]*(?:- +)*[^\s:#]+$""")

BRACKET_PAIRS = {"[": "]", "{": "}"}

Explainer = Callable[["_Case"], Problem]


@dataclass(frozen=True, slots=True)
class Situation:
    """What had been read when the parser gave up.

    Attributes:
        source_path: The file.
        lines: Its lines without line ends.
        last: The last event, None before the first.
        brackets: Place and sign of every `[` and `{` that is still open, outermost first.
    """

    source_path: str
    lines: Sequence[str]
    last: yaml.Event | None
    brackets: Sequence[tuple[Location, str]]


def shorten(text: str) -> str:
    """Return a text short enough to be quoted inside a message, on one line."""
    one_line = " ".join(text[: 4 * EXCERPT_LENGTH].split())
    return one_line if len(one_line) <= EXCERPT_LENGTH else one_line[: EXCERPT_LENGTH - 1] + "…"


def explain(fault: yaml.MarkedYAMLError, situation: Situation) -> tuple[Problem, Location | None]:
    """Return the problem behind a parser error.

    Returns:
        The problem, and the place of an earlier finding that it makes superfluous: a line with
        wrong indentation was first taken for the second line of a text.
    """
    case = _Case(fault, situation)
    for explainer, words in _EXPLAINERS:
        if any(part in case.words for part in words):
            return explainer(case), case.folded_start
    return case.syntax(), case.folded_start


class _Case:
    """One parser error with everything that helps to explain it."""

    def __init__(self, fault: yaml.MarkedYAMLError, situation: Situation) -> None:
        self.situation = situation
        self.words = f"{fault.context or ''}: {fault.problem or ''}"
        self.detail = str(fault.problem or fault.context or "")
        mark = fault.problem_mark or fault.context_mark
        self.line_index = mark.line if mark else 0
        self.column_index = mark.column if mark else 0
        context = fault.context_mark or mark
        self.context_line_index = context.line if context else 0
        self.context_column_index = context.column if context else 0

    def line(self, index: int) -> str:
        """Return a line; behind the last one, nothing."""
        lines = self.situation.lines
        return lines[index] if 0 <= index < len(lines) else ""

    def place(self, line_index: int, column_index: int) -> Location:
        return Location(self.situation.source_path, line_index + 1, column_index + 1)

    @property
    def here(self) -> Location:
        return self.place(self.line_index, self.column_index)

    @property
    def context_place(self) -> Location:
        return self.place(self.context_line_index, self.context_column_index)

    @property
    def rest(self) -> str:
        """The line from the place of the error on."""
        return self.line(self.line_index)[self.column_index :]

    @property
    def is_line_start(self) -> bool:
        return not self.line(self.line_index)[: self.column_index].strip(" \t")

    @property
    def folded_start(self) -> Location | None:
        """The place of a plain text over several lines that ends where the error is."""
        last = self.situation.last
        if not isinstance(last, yaml.ScalarEvent) or last.style:
            return None
        if start_of(last).line == end_of(last).line or end_of(last).line < self.line_index:
            return None
        return self.place(start_of(last).line, start_of(last).column)

    def syntax(self) -> Problem:
        """Say that the line cannot be read, with the parser's own words."""
        return error(self.here, "yaml-syntax", detail=self.detail)

    def tab(self) -> Problem:
        """Report the first tab in an indentation, and how many lines have one."""
        lines = self.situation.lines
        indents = (line[: len(line) - len(line.lstrip(" \t"))] for line in lines)
        count = sum("\t" in indent for indent in indents)
        line = self.line(self.line_index)
        column = line.find("\t", self.column_index)
        place = self.place(self.line_index, max(column, 0))
        return error(place, "yaml-tab", count=max(count, 1))

    def start(self) -> Problem:
        """A sign that no text may begin with: a tab, `@`, a backquote, `%`, `|` in brackets."""
        rest = self.rest
        if rest.startswith("\t") or (self.is_line_start and "\t" in self.line(self.line_index)):
            return self.tab()
        if self.line_index == 0 and self.column_index == 0 and rest.startswith("%"):
            return error(self.here, "yaml-directive")
        return self.reserved()

    def reserved(self) -> Problem:
        """Report a sign with a meaning in YAML at the beginning of a text."""
        if not self.rest:
            return self.node_content()
        return error(self.here, "yaml-reserved-character", character=self.rest[0])

    def colon(self) -> Problem:
        """A colon where no key can stand: in the middle of a text, or after wrong indentation."""
        line = self.line(self.line_index)
        folded = self.folded_start
        if folded and KEY_WITHOUT_SPACE.match(self.line(folded.line - 1)):
            text = shorten(self.line(folded.line - 1).strip())
            return error(folded, "yaml-space-after-colon", text=text)
        if folded or FIRST_KEY.match(line[: self.column_index]):
            indent = len(line) - len(line.lstrip(" \t"))
            return error(self.place(self.line_index, indent), "yaml-indentation")
        return error(self.here, "yaml-colon-in-text")

    def simple_key(self) -> Problem:
        """A line inside a mapping that has no `key:`."""
        line = self.line(self.context_line_index)
        text = shorten(line[self.context_column_index :])
        if "\t" in line[: self.context_column_index]:
            return self.tab()
        if KEY_WITHOUT_SPACE.match(line):
            return error(self.context_place, "yaml-space-after-colon", text=text)
        return error(self.context_place, "yaml-key-without-colon", text=text)

    def quote(self) -> Problem:
        return error(self.context_place, "yaml-quote-unclosed")

    def escape(self) -> Problem:
        line = self.line(self.line_index)
        backslash = line.rfind("\\", 0, self.column_index + 1)
        start = backslash if backslash >= 0 else self.column_index
        escape = line[start : start + 2]
        return error(self.place(self.line_index, start), "yaml-bad-escape", escape=escape)

    def dash(self) -> Problem:
        return error(self.here, "yaml-dash-after-colon")

    def block_header(self) -> Problem:
        return error(self.context_place, "yaml-block-header", text=shorten(self.rest))

    def alias(self) -> Problem:
        return error(self.context_place, "yaml-alias", name=self.word_at_context())

    def anchor(self) -> Problem:
        return error(self.context_place, "yaml-anchor", name=self.word_at_context())

    def tag(self) -> Problem:
        tag = "!" + self.word_at_context()
        return error(self.context_place, "yaml-tag", tag=tag)

    def word_at_context(self) -> str:
        """The word behind `*`, `&` or `!`."""
        words = self.line(self.context_line_index)[self.context_column_index + 1 :].split()
        return shorten(words[0]) if words else ""

    def directive(self) -> Problem:
        return error(self.place(self.line_index, 0), "yaml-directive")

    def document(self) -> Problem:
        """Something behind the end of the document."""
        before = self.line(self.line_index - 1).rstrip() if self.line_index else ""
        if self.is_line_start and before.startswith(("...", "---")):
            return error(self.here, "yaml-several-documents")
        return self.after_value()

    def flow_separator(self) -> Problem:
        """No comma and no closing bracket where one must stand."""
        if not self.situation.brackets:
            return self.syntax()
        place, bracket = self.situation.brackets[-1]
        closing = BRACKET_PAIRS[bracket]
        return error(place, "yaml-bracket-unclosed", bracket=bracket, closing=closing)

    def node_content(self) -> Problem:
        """Nothing where a value must stand: the end of the file, or a stray sign."""
        if self.situation.brackets and not self.rest.strip():
            return self.flow_separator()
        if self.rest:
            return self.reserved()
        return self.syntax()

    def expected_key(self) -> Problem:
        """A mapping or a list that goes on with something that does not belong to it."""
        if self.rest[:1] == ":":
            return error(self.here, "yaml-empty-key")
        if self.is_line_start:
            return self.line_start()
        return self.after_value()

    def line_start(self) -> Problem:
        """A line whose indentation fits nothing above it."""
        if "\t" in self.line(self.line_index)[: self.column_index]:
            return self.tab()
        last = self.situation.last
        is_block = isinstance(last, yaml.ScalarEvent) and last.style in ("|", ">")
        if is_block and last is not None and end_of(last).line == self.line_index:
            return error(self.here, "yaml-block-indentation")
        return error(self.here, "yaml-indentation")

    def after_value(self) -> Problem:
        """Something behind a closing quote or bracket on the same line."""
        rest, last = self.rest, self.situation.last
        if rest[:1] in ("]", "}"):
            return error(self.here, "yaml-bracket-unopened", bracket=rest[0])
        if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"'):
            return self.after_quote(last)
        if isinstance(last, yaml.CollectionEndEvent) and rest:
            return error(self.here, "yaml-text-after-bracket", text=shorten(rest))
        if isinstance(last, yaml.DocumentEndEvent) and rest:
            return self.after_document(rest)
        return self.syntax()

    def after_quote(self, quoted: yaml.ScalarEvent) -> Problem:
        """Tell a quote that was closed too late from one that was closed too early."""
        start = start_of(quoted)
        if start.line != end_of(quoted).line:
            return error(self.place(start.line, start.column), "yaml-quote-unclosed")
        return error(self.here, "yaml-text-after-quote", text=shorten(self.rest))

    def after_document(self, rest: str) -> Problem:
        """Something behind a file that consists of one text or one pair of brackets."""
        line = self.line(self.line_index)
        if KEY_WITHOUT_SPACE.match(line):
            text = shorten(line.strip())
            return error(self.place(self.line_index, 0), "yaml-space-after-colon", text=text)
        before = line[: self.column_index].rstrip()
        if before.endswith(("]", "}")):
            return error(self.here, "yaml-text-after-bracket", text=shorten(rest))
        if before.endswith(('"', "'")):
            return error(self.here, "yaml-text-after-quote", text=shorten(rest))
        return self.syntax()


_EXPLAINERS: Sequence[tuple[Explainer, tuple[str, ...]]] = (
    (_Case.tab, ("found a tab character",)),
    (_Case.directive, ("directive",)),
    (_Case.alias, ("scanning an alias",)),
    (_Case.anchor, ("scanning an anchor",)),
    (_Case.tag, ("parsing a tag", "scanning a tag", "tag handle")),
    (_Case.quote, ("unexpected end of stream", "unexpected document indicator")),
    (_Case.escape, ("escape character", "escape code", "hexdecimal number")),
    (_Case.start, ("cannot start any token",)),
    (_Case.colon, ("mapping values are not allowed",)),
    (_Case.simple_key, ("could not find expected ':'",)),
    (_Case.dash, ("block sequence entries are not allowed",)),
    (_Case.reserved, ("mapping keys are not allowed",)),
    (_Case.block_header, ("scanning a block scalar",)),
    (_Case.document, ("expected <document start>",)),
    (_Case.flow_separator, ("did not find expected ','",)),
    (_Case.node_content, ("did not find expected node content",)),
    (_Case.expected_key, ("did not find expected key", "expected '-' indicator")),
)
