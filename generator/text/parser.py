"""Text field -> `Prose`, through markdown-it with all but our subset switched off.

What is off stays text to the letter: HTML, images, headings, tables, quotes, rules, fences,
entities, bare addresses. Two more differences from CommonMark keep the letter of the sources:
every line break of the author is one, and a marker with nothing behind it, or with a leading
zero ("02. EPROC"), begins no list.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.token import Token

from generator.text.inline_rules import link_rule, reference_rule
from generator.text.prose import Block, Item, ItemList, Link, Paragraph, Prose, Reference, Run, Target

DEEPEST_LIST: Final = 6
_LEVELS_PER_LIST: Final = 2
_LIST_MARKER = re.compile(r"(?:[-+*]|(?:0|[1-9][0-9]{0,8})[.)])[ \t]+\S")
_UNSPEAKABLE = re.compile("[\\x00\\ud800-\\udfff]")


def _list_rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a list. Deeper than we draw, lines stay text; markdown-it itself would drop them."""
    if state.level >= DEEPEST_LIST * _LEVELS_PER_LIST:
        return False
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not _LIST_MARKER.match(state.src, begin, state.eMarks[start_line]):
        return False
    return list_block(state, start_line, end_line, silent)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 40})
    parser.enable(["list", "emphasis", "link", "backticks", "newline", "escape"])
    parser.block.ruler.at("list", _list_rule, {"alt": ["paragraph"]})
    parser.inline.ruler.at("link", link_rule)
    parser.inline.ruler.before("link", "reference", reference_rule)
    return parser


_PARSER: Final = _make_parser()


@lru_cache(maxsize=4096)
def parse(text: str) -> Prose:
    """Parse a text field with its blocks (paragraphs and lists)."""
    source = _normalise(text)
    builder = _Builder(source.split("\n"))
    blocks = builder.read_blocks(_Cursor(_PARSER.parse(source)), indent="")
    return Prose("".join(builder.parts), blocks, tuple(builder.references))


@lru_cache(maxsize=4096)
def parse_inline(text: str) -> Prose:
    """Parse a text that stands inside a line (a label, a cell): no lists, one paragraph."""
    source = _normalise(text)
    builder = _Builder(source.split("\n"))
    tokens = _PARSER.parseInline(source)
    runs = builder.read_runs(tokens[0], indent="") if tokens else ()
    return Prose("".join(builder.parts), (Paragraph(runs, is_tight=True),), tuple(builder.references))


def _normalise(text: str) -> str:
    return _UNSPEAKABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


class _Cursor:
    """Walks the token stream, one token ahead."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def take(self) -> Token:
        token = self._tokens[self._next]
        self._next += 1
        return token


class _Builder:
    """Collects the plain text while it turns tokens into blocks."""

    def __init__(self, lines: list[str]) -> None:
        self.parts: list[str] = []
        self.references: list[Reference] = []
        self._lines = lines
        self._line_starts = _line_starts(lines)
        self._length = 0

    def _write(self, text: str) -> int:
        """Append to the plain text and return where it begins."""
        start = self._length
        self.parts.append(text)
        self._length += len(text)
        return start

    def _separate(self, token: Token, indent: str) -> None:
        """Begin a new line before a block, with the blank line that the author left."""
        first_line = token.map[0] if token.map else 0
        is_apart = first_line > 0 and not self._lines[first_line - 1].strip()
        self._write(("\n\n" if is_apart else "\n") + indent)

    def read_blocks(self, cursor: _Cursor, indent: str) -> tuple[Block, ...]:
        """Read the blocks up to the end of their container."""
        blocks: list[Block] = []
        while (token := cursor.peek()) is not None and not token.type.endswith("_close"):
            if blocks:
                self._separate(token, indent)
            cursor.take()
            is_paragraph = token.type == "paragraph_open"
            blocks.append(
                self._read_paragraph(cursor, token, indent) if is_paragraph else self._read_list(cursor, token, indent)
            )
        return tuple(blocks)

    def _read_paragraph(self, cursor: _Cursor, opening: Token, indent: str) -> Paragraph:
        runs = self.read_runs(cursor.take(), indent)
        cursor.take()
        return Paragraph(runs, is_tight=opening.hidden)

    def _read_list(self, cursor: _Cursor, opening: Token, indent: str) -> ItemList:
        is_ordered = opening.type == "ordered_list_open"
        items: list[Item] = []
        delimiter = ""
        while (token := cursor.take()).type == "list_item_open":
            if items:
                self._separate(token, indent)
            delimiter = token.markup
            marker = f"{token.info}{token.markup} "
            self._write(marker)
            blocks = self.read_blocks(cursor, indent + " " * len(marker))
            items.append(Item(int(token.info) if is_ordered else None, blocks))
            cursor.take()
        return ItemList(is_ordered, delimiter, tuple(items))

    def read_runs(self, inline: Token, indent: str) -> tuple[Run, ...]:
        """Read the runs of one inline token; em in em is em, so marks are counts, not a tree."""
        runs: list[Run] = []
        depth = {"em": 0, "strong": 0}
        target: Target | None = None
        offsets = self._source_offsets(inline)
        for token in inline.children or ():
            kind, _, side = token.type.rpartition("_")
            if kind in depth:
                depth[kind] += 1 if side == "open" else -1
            elif kind in ("link", "reference"):
                target = self._read_target(token, offsets) if side == "open" else None
            else:
                content = "\n" if token.type in ("softbreak", "hardbreak") else token.content
                start = self._write(content)
                if content == "\n" and indent:
                    self._write(indent)
                if content:
                    is_code = token.type == "code_inline"
                    runs.append(Run(content, start, depth["em"] > 0, depth["strong"] > 0, is_code, target))
        return tuple(runs)

    def _read_target(self, token: Token, offsets: list[tuple[int, int]]) -> Target:
        meta = token.meta
        if token.type == "link_open":
            return Target(link=Link(meta["url"], meta["title"]))
        in_content, in_source = offsets[bisect_right(offsets, (meta["start"], sys.maxsize)) - 1]
        start = meta["start"] - in_content + in_source
        end = start + meta["end"] - meta["start"]
        self.references.append(Reference(meta["address"], meta["text"], start, end))
        return Target(address=meta["address"], has_own_text=meta["text"] is not None)

    def _source_offsets(self, inline: Token) -> list[tuple[int, int]]:
        """Return, for each line of a block's content, its offset there and in the source text.

        A content line is its source line without markers and indentation, so both end alike.
        """
        first_line = inline.map[0] if inline.map else 0
        content_lines = inline.content.split("\n")
        offsets: list[tuple[int, int]] = []
        for number, start in enumerate(_line_starts(content_lines), first_line):
            line = content_lines[number - first_line].rstrip()
            removed = max(0, len(self._lines[number].rstrip()) - len(line))
            offsets.append((start, self._line_starts[number] + removed))
        return offsets


def _line_starts(lines: list[str]) -> list[int]:
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line) + 1
    return starts
