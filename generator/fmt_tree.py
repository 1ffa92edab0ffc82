"""A YAML file as a tree that keeps what nodes drop: comments, blank lines, quotes, brackets.

`sigap fmt` reads it from the parser's events and from the text between them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from generator.yaml_events import end_of, read_events, start_of

BLANK = ""

BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?")


@dataclass(slots=True)
class TextLeaf:
    """A text; `raw` is how it was written if that was on one line, else None."""

    value: str
    style: str
    raw: str | None


@dataclass(slots=True)
class Collection:
    """A list or mapping.

    Attributes:
        own_column: A comment at this column or right of it belongs inside; -1 in brackets.
        tail: Comments and blank lines behind the last child.
    """

    is_mapping: bool
    is_flow: bool
    own_column: int
    children: list[Child] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


Value: TypeAlias = TextLeaf | Collection


@dataclass(slots=True)
class Child:
    """An entry of a mapping, an item of a list, or the document itself.

    Attributes:
        before: Own-line comments and blank lines above it.
        head: A comment between its colon or dash and its value.
        trailing: A comment behind its value.
    """

    key: TextLeaf | None = None
    value: Value | None = None
    before: list[str] = field(default_factory=list)
    head: str | None = None
    trailing: str | None = None


class TreeReader:
    """Builds the tree; what stands between two events holds the comments."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments: list[str] = []
        self.footer: list[str] = []
        self.root = Child()
        self.stack: list[Collection] = []
        self.pending: list[tuple[int, str]] = []
        self.head: str | None = None
        self.last_child: Child | None = None
        self.end = 0

    def read(self) -> Child:
        """Return the document. The text has been read before, so it has no errors."""
        for event in read_events(self.text):
            start, end = start_of(event).index, end_of(event).index
            if start > self.end:
                self.gap(self.text[self.end : start])
            self.take(event)
            self.end = max(self.end, end)
        self.gap(self.text[self.end :])
        self.footer = self.take_pending()
        return self.root

    def take(self, event: yaml.Event) -> None:
        """Handle one event."""
        match event:
            case yaml.ScalarEvent():
                self.scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open(event)
            case yaml.CollectionEndEvent():
                self.close()
            case _:
                pass

    def gap(self, gap: str) -> None:
        """Collect comments and blank lines between two events.

        A comment on a line of its own waits for what follows. One that shares its line belongs
        to the value before it, or, behind a dash or colon, to the value after it.
        """
        is_fresh = self.end == 0 or self.text[self.end - 1] == "\n"
        has_indicator = False
        lines = gap.split("\n")
        for number, line in enumerate(lines):
            body, sign, words = line.partition("#")
            has_indicator = has_indicator or not set("-:?").isdisjoint(body)
            if sign:
                comment = (sign + words).rstrip()
                self.comments.append(comment)
                is_own_line = not body.strip() and (is_fresh or number > 0)
                self.comment(comment, -1 if is_own_line else int(has_indicator), len(body))
            elif not body.strip() and (is_fresh or number) and number < len(lines) - 1:
                self.pending.append((0, BLANK))

    def comment(self, comment: str, side: int, column: int) -> None:
        """Keep a comment: -1 on its own line, 0 behind a value, 1 behind a dash or colon."""
        if side == 1 and self.head is None:
            self.head = comment
        elif side == 0 and self.last_child is not None and self.last_child.trailing is None:
            self.last_child.trailing = comment
        else:
            self.pending.append((column, comment))

    def take_pending(self) -> list[str]:
        """Return the comments and blank lines that wait for what follows, and forget them."""
        lines = [line for _, line in self.pending]
        self.pending.clear()
        return lines

    def open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        """Begin a collection."""
        column = start_of(event).column
        if event.flow_style:
            column = -1
        elif self.stack and self.stack[-1].own_column == column:
            column += 1  # a list that is not indented: comments at its dashes belong outside
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        collection = Collection(is_mapping, bool(event.flow_style), column)
        self.place(collection)
        self.stack.append(collection)
        self.last_child = None

    def close(self) -> None:
        """End a collection; comments that are indented like its children stay inside."""
        collection = self.stack.pop()
        inside = 0
        for count, (column, line) in enumerate(self.pending, start=1):
            if line != BLANK:
                if column < collection.own_column:
                    break
                inside = count
        collection.tail = [line for _, line in self.pending[:inside]]
        del self.pending[:inside]
        if collection.is_flow:
            self.last_child = self.stack[-1].children[-1] if self.stack else self.root

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a key or a value."""
        start, end = start_of(event), end_of(event)
        style = event.style or ""
        is_one_line = style not in ("|", ">") and start.line == end.line
        raw = self.text[start.index : end.index] if is_one_line else None
        scalar = TextLeaf(event.value, style, raw)
        if self.stack and self.stack[-1].is_mapping and self.awaits_key():
            child = Child(key=scalar, before=self.take_pending())
            self.stack[-1].children.append(child)
            self.last_child = None
            return
        child = self.place(scalar)
        self.last_child = child
        if style in ("|", ">"):
            self.block(child, event.value, self.text[start.index : end.index])

    def awaits_key(self) -> bool:
        """Tell whether the next text of the innermost mapping is a key."""
        children = self.stack[-1].children
        return not children or children[-1].value is not None

    def place(self, value: Value) -> Child:
        """Put a value into its child, with the comments that stand around its dash or colon."""
        child = self.child_for(value)
        child.value = value
        child.head, self.head = self.head, None
        return child

    def child_for(self, value: Value) -> Child:
        """Return the child that a value belongs to; a list makes a new one."""
        is_block = isinstance(value, Collection) and not value.is_flow
        if not self.stack:
            child = self.root
        elif self.stack[-1].is_mapping:
            child = self.stack[-1].children[-1]
        else:
            child = Child(before=self.take_pending())
            self.stack[-1].children.append(child)
        if not is_block:
            child.before += self.take_pending()
        return child

    def block(self, child: Child, text: str, raw: str) -> None:
        """Take the comment on the line of `|-`, and the blank lines that end a block."""
        header = BLOCK_HEADER.match(raw)
        if header and header[1]:
            comment = header[1].rstrip()
            self.comments.append(comment)
            if child.head:
                child.before.append(comment)
            else:
                child.head = comment
        is_kept = header and "+" in header[0].partition("#")[0]
        if not is_kept and _blank_lines_at_end(raw.removesuffix("\n")) > _blank_lines_at_end(text.rstrip("\n")):
            self.pending.append((0, BLANK))


def _blank_lines_at_end(text: str) -> int:
    """Count the lines without a visible character at the end; a text itself may end in some."""
    lines = text.split("\n")
    return next((count for count, line in enumerate(reversed(lines)) if line.strip(" \t")), len(lines))
