"""Bring a YAML file into one form without changing what it says.

The parser's events are turned into a tree that also holds comments and blank lines, and the tree
is written out again: two spaces per level, lists indented inside mappings, long or multi-line
text below `|-`, short brackets kept on their line. Quotes stay as the author chose them, since
`1.10` and `"1.10"` differ for an editor. The result is read back before it is handed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.fmt_tree import BLANK, Child, Collection, TextLeaf, TreeReader, Value
from generator.problems import Location, Problem, error, has_errors
from generator.yaml_source import MappingNode, Node, ScalarNode, SequenceNode, is_cut_by, read_yaml
from generator.yaml_text import FORBIDDEN, LINE_SEPARATOR, decode

WIDTH = 120
"""Longer lines of text go below `|-`; longer brackets are opened into lines."""

INDENT = 2

FIRST_CONTENT = re.compile(r"\n*([ \t]?)")
INDICATOR_LIKE = re.compile(r"[-?:](?: |$)")


def format_yaml(data: bytes, source_path: str) -> tuple[str | None, list[Problem]]:
    """Return the formatted text of a file and the problems found.

    The text is None when the file has errors: what an author meant by them is not ours to guess.
    When the formatted text would not say the same, the file comes back as it was, with a problem.
    """
    before, problems = read_yaml(data, source_path)
    if before is None or has_errors(problems):
        return None, problems
    text, _ = decode(data, source_path)
    reader = TreeReader(text)
    root = reader.read()
    formatted = write_tree(root, reader.footer)
    if _is_same(before, reader.comments, formatted):
        return formatted, problems
    return text, [*problems, error(Location(source_path), "fmt-not-safe")]


def write_tree(root: Child, footer: list[str]) -> str:
    """Return the text of a document; `footer` is what stands behind its last line."""
    return "\n".join(_Writer().document(root, footer)) + "\n"


def _is_same(before: Node, comments: Sequence[str], formatted: str) -> bool:
    """Tell whether a formatted text reads as the same values and has the same comments."""
    after, problems = read_yaml(formatted.encode(), "")
    if after is None or has_errors(problems) or _values(before) != _values(after):
        return False
    reader = TreeReader(formatted)
    reader.read()
    return sorted(comments) == sorted(reader.comments)


def _values(node: Node) -> object:
    """Return what a node says; nothing at all and `""` differ."""
    match node:
        case ScalarNode():
            return (node.value, node.style == "plain" and not node.value)
        case SequenceNode():
            return [_values(item) for item in node.items]
        case MappingNode():
            return [(key, _values(entry.value)) for key, entry in node.entries.items()]


class _Writer:
    """Writes the tree. Its depth is bounded by the reader's limit, so it may recurse."""

    def document(self, root: Child, footer: list[str]) -> list[str]:
        """Return all lines of a file."""
        value = root.value
        if isinstance(value, Collection) and not self.fits(value, 0):
            before = [*root.before, *_as_list(root.head), *_as_list(root.trailing)]
            lines = self.children(value, 0)
        else:
            if isinstance(value, TextLeaf) and value.value.startswith(("---", "...")):
                value.raw = None  # at the beginning of a line it would end the document
            before, lines = self.child(root, 0, "")
        return _tidy([*before, *lines], footer)

    def children(self, collection: Collection, indent: int) -> list[str]:
        """Return the lines of a list or mapping that is written one child per line."""
        lines: list[str] = []
        for before, child_lines in self.blocks(collection, indent):
            lines += _indented(before, indent)
            lines += child_lines
        return lines + _indented(collection.tail, indent)

    def blocks(self, collection: Collection, indent: int) -> Iterator[tuple[list[str], list[str]]]:
        """Yield for each child what stands above it, and its own lines."""
        for number, child in enumerate(collection.children):
            prefix = f"{self.key(child.key)}:" if child.key else "-"
            before, lines = self.child(child, indent, prefix)
            yield (before if number else _without_leading_blank(before)), lines

    def child(self, child: Child, indent: int, prefix: str) -> tuple[list[str], list[str]]:
        """Return what stands above a child, and its lines."""
        value = child.value
        if isinstance(value, Collection):
            if self.fits(value, indent + (len(prefix) + 1 if prefix else 0)):
                return self.inline(child, indent, prefix, self.flow(value))
            return self.nested(child, value, indent, prefix)
        scalar = value or TextLeaf("", "", "")
        text = self.scalar(scalar)
        is_too_long = indent + len(prefix) + 1 + len(text) > WIDTH
        if _must_be_block(scalar) or (_may_be_block(scalar.value) and (_is_prose(scalar) or is_too_long)):
            return self.literal(child, scalar.value, indent, prefix)
        return self.inline(child, indent, prefix, text)

    def inline(self, child: Child, indent: int, prefix: str, text: str) -> tuple[list[str], list[str]]:
        """Write a child on one line; a comment that would cut its text goes above it."""
        before = list(child.before)
        if isinstance(child.value, Collection):
            before += child.value.tail  # only empty brackets come here with comments inside
        comments = [comment for comment in (child.head, child.trailing) if comment]
        is_plain = isinstance(child.value, TextLeaf) and not child.value.style
        behind = ""
        if comments and not (is_plain and is_cut_by(text, comments[-1])):
            behind = f" {comments.pop()}"
        line = " " * indent + f"{prefix} {text}".strip() + behind
        return before + comments, [line]

    def literal(self, child: Child, value: str, indent: int, prefix: str) -> tuple[list[str], list[str]]:
        """Write a child's text below `|-`."""
        comments = [comment for comment in (child.head, child.trailing) if comment]
        header = f"{prefix} {_block_header(value)}".strip()
        if comments:
            header += f" {comments.pop()}"
        content = value.removesuffix("\n")
        margin = " " * (indent + INDENT)
        body = [margin + line if line else "" for line in content.split("\n")]
        return child.before + comments, [" " * indent + header, *body]

    def nested(self, child: Child, collection: Collection, indent: int, prefix: str) -> tuple[list[str], list[str]]:
        """Write a child whose value takes lines of its own."""
        inner = indent + INDENT
        before = list(child.before) + _as_list(child.trailing)
        behind = f" {child.head}" if child.head else ""
        first = " " * indent + prefix + behind
        if prefix != "-":
            return before, [first, *self.children(collection, inner)]
        (above, lines), *others = self.blocks(collection, inner)
        for other_above, other_lines in others:
            lines += _indented(other_above, inner)
            lines += other_lines
        lines += _indented(collection.tail, inner)
        if behind:
            return before + above, [first, *lines]
        return before + above, [first + " " + lines[0][inner:], *lines[1:]]

    def fits(self, collection: Collection, column: int) -> bool:
        """Tell whether a collection is written in brackets on one line."""
        if not collection.children:
            return True
        if not collection.is_flow or _has_comments(collection):
            return False
        return column + len(self.flow(collection)) <= WIDTH

    def flow(self, value: Value) -> str:
        """Write a value in brackets, or a text between them."""
        if isinstance(value, TextLeaf):
            return self.scalar(value)
        parts = []
        for child in value.children:
            text = self.flow(child.value) if child.value else ""
            parts.append(f"{self.scalar(child.key)}: {text}" if child.key else text)
        joined = ", ".join(parts)
        return f"{{{joined}}}" if value.is_mapping else f"[{joined}]"

    def key(self, key: TextLeaf) -> str:
        return self.scalar(key)

    def scalar(self, scalar: TextLeaf) -> str:
        """Write a text on one line, with the author's quotes where that is possible."""
        is_misleading = not scalar.style and INDICATOR_LIKE.match(scalar.value)
        if scalar.raw is not None and not is_misleading:
            return scalar.raw
        return _quoted(scalar.value)


def _has_comments(collection: Collection) -> bool:
    if any(collection.tail):
        return True
    for child in collection.children:
        if child.head or child.trailing or any(child.before):
            return True
        if isinstance(child.value, Collection) and _has_comments(child.value):
            return True
    return False


def _must_be_block(scalar: TextLeaf) -> bool:
    """Tell whether the author wrote a block that can stay one; one of blanks alone cannot."""
    return scalar.style in ("|", ">") and bool(scalar.value.strip(" \t\n"))


def _is_prose(scalar: TextLeaf) -> bool:
    """Tell whether a quoted text reads better without quotes, below `|-`."""
    text = scalar.value
    return "\n" in text or (bool(scalar.style) and (" #" in text or ": " in text))


def _may_be_block(value: str) -> bool:
    """Tell whether a text survives below `|-`, also in editors that trim line ends."""
    if not value or value[0] in " \t\n" or FORBIDDEN.search(value) or LINE_SEPARATOR.search(value):
        return False
    return not any(line[-1:] in (" ", "\t") for line in value.split("\n")) and value[-1] != "\n"


def _block_header(value: str) -> str:
    """Return `|-`, `|` or `|+` by the line ends of a text, with `2` where it begins with a blank."""
    found = FIRST_CONTENT.match(value)
    indicator = str(INDENT) if found and found[1] else ""
    if not value.endswith("\n"):
        return f"|{indicator}-"
    return f"|{indicator}+" if value.endswith("\n\n") else f"|{indicator}"


def _quoted(value: str) -> str:
    """Quote a text: double quotes if it holds none and nothing to escape, else single."""
    is_printable = not re.search(r"[\n\t]", value) and not FORBIDDEN.search(value)
    if is_printable and not LINE_SEPARATOR.search(value):
        if '"' not in value and "\\" not in value:
            return f'"{value}"'
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character == "\t":
        return "\\t"
    if FORBIDDEN.match(character) or LINE_SEPARATOR.match(character):
        return f"\\u{ord(character):04x}"
    return character


def _as_list(comment: str | None) -> list[str]:
    return [comment] if comment else []


def _without_leading_blank(lines: list[str]) -> list[str]:
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    return lines[start:]


def _indented(lines: Sequence[str], indent: int) -> list[str]:
    """Indent comments; of several blank lines keep one."""
    kept = [line for number, line in enumerate(lines) if line or (number == 0 or lines[number - 1])]
    return [" " * indent + line if line else BLANK for line in kept]


def _tidy(lines: list[str], footer: list[str]) -> list[str]:
    """Join content and footer; no blank line begins the file or ends its footer.

    Blank lines that end the content belong to a text that keeps them (`|+`): one more would be part of it.
    """
    start = _without_leading_blank(lines)
    end = _indented(_without_leading_blank(footer) if start and not start[-1] else footer, 0)
    while end and not end[-1]:
        end.pop()
    return [*start, *end]
