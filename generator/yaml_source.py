"""YAML bytes → nodes that remember their place. Nothing is guessed: every scalar is text.

The nodes are built from libyaml's events, one after the other and without recursion; composing
would crash the C library on deep input. Everything that makes a YAML file mean something else
than what the author sees (anchors, tags, two equal keys, a comment that cuts a sentence) is a
problem with its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import yaml

from generator.problems import Location, Problem, error, sort_problems
from generator.yaml_errors import Situation, explain, shorten
from generator.yaml_events import end_of, read_events, start_of
from generator.yaml_text import FORBIDDEN, character_name, decode

MAX_DEPTH = 64
MAX_NODES = 250_000
MAX_SCALAR_LENGTH = 100_000
MAX_PROBLEMS = 100

COMMENT = re.compile(r"[ \t]+(#.*)")
SPACED_COMMENT = re.compile(r"#+(?:[ \t]|$)")
STANDARD_TAGS = "tag:yaml.org,2002:"
DECIMALS = re.compile(r"[0-9]+")
KEY_WITHOUT_SPACE = re.compile(r"[\w.-]+:\S")

Style: TypeAlias = Literal["plain", "single", "double", "literal", "folded"]

STYLES: Mapping[str | None, Style] = {
    None: "plain",
    "": "plain",
    "'": "single",
    '"': "double",
    "|": "literal",
    ">": "folded",
}


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A text as written.

    Attributes:
        value: The text after quotes, escapes and folding; empty for a key without a value.
        location: Where it begins; a key without a value has its place behind the colon.
        style: How it was written; tells `""` from nothing at all (a plain empty text).
        comment: The `# …` that follows a plain text on its line, else None.
    """

    value: str
    location: Location
    style: Style
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list, in source order."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, as a node of its own so that its place is known, and its value."""

    key: ScalarNode
    value: Node


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values, in source order. Of equal keys the first is kept."""

    entries: dict[str, Entry]
    location: Location


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def read_yaml(data: bytes, source_path: str) -> tuple[Node | None, list[Problem]]:
    """Read one file.

    Returns:
        The root node and all problems in file order. The node is None when the structure
        cannot be trusted: bytes that are no text, a parser error, a limit, an alias, a merge
        key, a key that is no text, or several documents. Other problems (an anchor, a tag, a
        duplicate key, a cut text) leave the node in place, so its fields can be checked too.
    """
    text, problems = decode(data, source_path)
    if problems:
        return None, problems
    builder = _Builder(text, source_path)
    builder.run()
    node = builder.root if builder.is_sound else None
    return node, sort_problems(builder.problems)


class _StopError(Exception):
    """Reading cannot go on in this file; the reason has been reported."""


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    location: Location
    bracket: str
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] | None = None
    key: ScalarNode | None = None
    key_end: int = 0
    is_in_key: bool = False

    @property
    def awaits_key(self) -> bool:
        return self.entries is not None and self.key is None


class _Builder:
    """Takes the parser's events one by one and keeps the open collections on a stack."""

    def __init__(self, text: str, source_path: str) -> None:
        self.text = text
        self.lines = [*text.split("\n"), ""]  # libyaml ends a last line that has no line end
        self.source_path = source_path
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.is_sound = True
        self.stack: list[_Frame] = []
        self.node_count = 0
        self.last: yaml.Event | None = None

    def run(self) -> None:
        """Read all events, or as many as can be read."""
        try:
            for event in read_events(self.text):
                self.take(event)
                self.last = event
        except yaml.MarkedYAMLError as fault:
            self.is_sound = False
            self.explain(fault)
        except _StopError:
            self.is_sound = False
        if self.is_sound and (self.root is None or _is_nothing(self.root)):
            self.is_sound = False
            if not self.problems:
                self.problems.append(error(Location(self.source_path), "yaml-empty"))

    def take(self, event: yaml.Event) -> None:
        """Handle one event."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent():
                self.open(event, "{", {})
            case yaml.SequenceStartEvent():
                self.open(event, "[", None)
            case yaml.CollectionEndEvent():
                self.close()
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent():
                self.document(event)
            case _:
                pass

    def report(self, problem: Problem, *, is_sound: bool = True) -> None:
        """Keep a problem; `is_sound` tells whether the structure can still be trusted."""
        self.problems.append(problem)
        self.is_sound = self.is_sound and is_sound
        if len(self.problems) >= MAX_PROBLEMS:
            stop = error(problem.location, "yaml-too-many-problems", limit=MAX_PROBLEMS)
            self.problems.append(stop)
            raise _StopError

    def place(self, mark: yaml.Mark) -> Location:
        return Location(self.source_path, mark.line + 1, mark.column + 1)

    def explain(self, fault: yaml.MarkedYAMLError) -> None:
        """Report why the parser gave up, in place of what we took for a folded text."""
        brackets = [(frame.location, frame.bracket) for frame in self.stack if frame.bracket]
        problem, covers = explain(fault, Situation(self.source_path, self.lines, self.last, brackets))
        if covers and self.problems and self.problems[-1].location == covers:
            self.problems.pop()
        self.problems.append(problem)

    def document(self, event: yaml.DocumentStartEvent) -> None:
        """Allow one document without directives."""
        location = self.place(start_of(event))
        if self.root is not None:
            self.report(error(location, "yaml-several-documents"), is_sound=False)
            raise _StopError
        if event.version or event.tags:
            self.report(error(location, "yaml-directive"))

    def count_node(self, location: Location) -> None:
        self.node_count += 1
        if self.node_count > MAX_NODES:
            self.report(error(location, "yaml-too-many-values", limit=MAX_NODES))
            raise _StopError

    def properties(self, event: yaml.NodeEvent, tag: str | None, location: Location) -> None:
        """Report an anchor and a tag; the node itself is kept."""
        if event.anchor is not None:
            self.report(error(location, "yaml-anchor", name=shorten(event.anchor)))
        if tag is not None:
            written = tag.replace(STANDARD_TAGS, "!!", 1)
            self.report(error(location, "yaml-tag", tag=shorten(written)))

    def open(
        self,
        event: yaml.MappingStartEvent | yaml.SequenceStartEvent,
        bracket: str,
        entries: dict[str, Entry] | None,
    ) -> None:
        """Begin a collection."""
        location = self.place(start_of(event))
        self.count_node(location)
        self.properties(event, event.tag, location)
        if len(self.stack) >= MAX_DEPTH:
            self.report(error(location, "yaml-too-deep", limit=MAX_DEPTH))
            raise _StopError
        outer = self.stack[-1] if self.stack else None
        is_key = outer is not None and outer.awaits_key
        is_in_key = outer is not None and outer.is_in_key
        if is_key and not is_in_key:
            self.report(error(location, "yaml-key-not-text"), is_sound=False)
        frame = _Frame(location, bracket if event.flow_style else "", entries=entries)
        frame.is_in_key = is_key or is_in_key
        self.stack.append(frame)

    def close(self) -> None:
        """End the innermost collection and hand it to the one around it."""
        frame = self.stack.pop()
        node: Node
        if frame.entries is None:
            node = SequenceNode(tuple(frame.items), frame.location)
        else:
            node = MappingNode(frame.entries, frame.location)
        self.add(node)

    def add(self, node: Node) -> None:
        """Put a finished value into the innermost open collection."""
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if frame.entries is None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = ScalarNode("", node.location, "plain")
        else:
            frame.entries.setdefault(frame.key.value, Entry(frame.key, node))
            frame.key = None

    def alias(self, event: yaml.AliasEvent) -> None:
        location = self.place(start_of(event))
        name = shorten(event.anchor or "")
        self.report(error(location, "yaml-alias", name=name), is_sound=False)
        self.count_node(location)
        self.add(ScalarNode(f"*{event.anchor}", location, "plain"))

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Take one text: as a key where a mapping waits for one, else as a value."""
        location = self.place(start_of(event))
        self.count_node(location)
        if event.anchor is not None or event.tag is not None:
            self.properties(event, event.tag, location)
        if len(event.value) > MAX_SCALAR_LENGTH:
            length = len(event.value)
            fault = error(location, "yaml-text-too-long", length=length, limit=MAX_SCALAR_LENGTH)
            self.report(fault, is_sound=False)
        style = STYLES[event.style]
        comment = self.check_plain(event, location) if style == "plain" else None
        if style == "double" and (bad := FORBIDDEN.search(event.value)):
            name = character_name(bad[0])
            self.report(error(location, "yaml-control-character", character=name))
        node = ScalarNode(event.value, location, style, comment)
        frame = self.stack[-1] if self.stack else None
        if frame is not None and frame.awaits_key:
            self.key(frame, node, event)
            return
        if frame is not None and frame.bracket == "{" and not event.value and style == "plain":
            self.check_flow_value(frame, event)
        self.add(node)

    def check_plain(self, event: yaml.ScalarEvent, location: Location) -> str | None:
        """Report a plain text that lost something; return the comment that follows it."""
        start, end = start_of(event), end_of(event)
        if start.line != end.line:
            text = shorten(event.value)
            self.report(error(location, "yaml-multiline-plain", text=text))
        line = self.lines[end.line]
        found = COMMENT.match(line, end.column) if end.column < len(line) else None
        if not found:
            return None
        comment = found[1]
        if is_cut_by(event.value, comment):
            place = Location(self.source_path, end.line + 1, found.start(1) + 1)
            self.cut(event.value, comment, place)
        return comment

    def cut(self, text: str, comment: str, place: Location) -> None:
        """Report a comment that takes the end of a text, or all of it."""
        lost = shorten(comment)
        if text:
            kept = shorten(text)
            self.report(error(place, "yaml-comment-cuts-text", text=kept, comment=lost))
        else:
            self.report(error(place, "yaml-comment-takes-text", comment=lost))

    def key(self, frame: _Frame, key: ScalarNode, event: yaml.ScalarEvent) -> None:
        """Take a key, and report what a key must not be."""
        frame.key = key
        frame.key_end = end_of(event).index
        if not key.value:
            self.report(error(key.location, "yaml-empty-key"))
        elif key.style == "plain" and key.value == "<<":
            self.report(error(key.location, "yaml-merge-key"), is_sound=False)
        elif self.is_explicit(start_of(event)):
            self.report(error(key.location, "yaml-explicit-key", key=shorten(key.value)))
        if frame.entries and (first := frame.entries.get(key.value)):
            name, place = shorten(key.value), first.key.location
            self.report(error(key.location, "yaml-duplicate-key", key=name, first=place))

    def is_explicit(self, mark: yaml.Mark) -> bool:
        """Tell whether a key was written as `? key`, which nobody writes on purpose."""
        before = self.lines[mark.line][: mark.column].rstrip()
        return before.endswith("?") and (len(before) == 1 or before[-2] in " \t[{,-")

    def check_flow_value(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        """Report `{Nama Pelanggan}` and `{a:b}`, which YAML takes for keys without a value."""
        key = frame.key
        if key is None or ":" in self.text[frame.key_end : start_of(event).index]:
            return
        name = shorten(key.value)
        if key.style == "plain" and KEY_WITHOUT_SPACE.match(key.value):
            self.report(error(key.location, "yaml-space-after-colon", text=name))
        elif key.style == "plain" and DECIMALS.fullmatch(key.value):
            self.report(error(key.location, "yaml-comma-splits-number", decimals=name))
        else:
            self.report(error(key.location, "yaml-key-without-value", key=name))


def is_cut_by(text: str, comment: str) -> bool:
    """Tell whether a comment behind a plain text was probably meant as part of it.

    `amount: 1750 # per bulan` is a remark; in `Klik icon #SELESAI` a sentence has been cut.
    """
    return " " in text or not SPACED_COMMENT.match(comment)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style == "plain" and not node.value
