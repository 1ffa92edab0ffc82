"""`Prose` and its marks -> HTML on one line, which `nh3` checks against a tight allow-list at the end.

One line, because the result enters a Markdown page as a raw HTML block, which a blank line would end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup, escape

from generator.text.annotations import Annotation
from generator.text.menu_path import MenuPath, split_menu_path
from generator.text.prose import Block, ItemList, Link, Paragraph, Prose, Resolve, Run, Target

ALLOWED_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "ol": {"start"},
    "li": {"value"},
    "span": {"aria-hidden"},
}
ALLOWED_CLASSES: Final[dict[str, set[str]]] = {
    "a": {"sigap-reference"},
    "abbr": {"sigap-term"},
    "ol": {"sigap-list--parenthesis", "sigap-path"},
    "p": {"sigap-path__lead", "sigap-path__tail"},
    "span": {"sigap-placeholder", "sigap-sic", "sigap-sic__intended", "sigap-path__separator"},
}
ALLOWED_TAGS: Final = {"p", "br", "em", "strong", "code", "ul", "ol", "li", "a", "span", "abbr"}
ALLOWED_SCHEMES: Final = {"http", "https", "mailto"}
_CLEANER: Final = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes=ALLOWED_ATTRIBUTES,
    allowed_classes=ALLOWED_CLASSES,
    generic_attribute_prefixes={"data-sigap-"},
    url_schemes=ALLOWED_SCHEMES,
    link_rel=None,
)


def sanitise(html: str) -> Markup:
    """Return the HTML with everything outside our allow-list removed."""
    return Markup(_CLEANER.clean(html))  # noqa: S704 - this is the place that makes it safe


@dataclass(frozen=True, slots=True, eq=False)
class _Element:
    """An element around segments; `addition` goes in before it closes at offset `end`."""

    opening: str
    closing: str
    end: int = -1
    addition: str = ""


_STRONG: Final = _Element("<strong>", "</strong>")
_EMPHASIS: Final = _Element("<em>", "</em>")
_CODE: Final = _Element("<code>", "</code>")


class Drawing:
    """Draws the parts of one prose under its marks."""

    def __init__(self, prose: Prose, annotations: Sequence[Annotation], resolve: Resolve) -> None:
        self._prose = prose
        self._resolve = resolve
        self._annotations = annotations
        self._elements = {mark: _annotation_element(mark) for mark in annotations}
        self._links: dict[Target, Link | None] = {}
        self._link_elements: dict[Target, _Element] = {}

    def blocks(self, *, with_menu_paths: bool) -> str:
        """Return all blocks as HTML."""
        return "".join(self._block(block, with_menu_paths) for block in self._prose.blocks)

    def inline(self) -> str:
        """Return the runs of all blocks as phrasing content."""
        return self._runs(self._prose.runs())

    def _block(self, block: Block, with_menu_paths: bool) -> str:  # noqa: FBT001 - handed through
        if isinstance(block, ItemList):
            return self._list(block, with_menu_paths)
        if with_menu_paths and (drawn := self._paragraph_with_paths(block)):
            return drawn
        content = self._runs(block.runs)
        return content if block.is_tight else f"<p>{content}</p>"

    def _list(self, block: ItemList, with_menu_paths: bool) -> str:  # noqa: FBT001 - handed through
        parts: list[str] = []
        expected = first = block.items[0].number if block.items else None
        for item in block.items:
            value = f' value="{item.number}"' if item.number != expected else ""
            content = "".join(self._block(inner, with_menu_paths) for inner in item.blocks)
            parts.append(f"<li{value}>{content}</li>")
            expected = item.number + 1 if item.number is not None else None
        if not block.is_ordered:
            return f"<ul>{''.join(parts)}</ul>"
        start = f' start="{first}"' if first != 1 else ""
        variant = ' class="sigap-list--parenthesis"' if block.delimiter == ")" else ""
        return f"<ol{start}{variant}>{''.join(parts)}</ol>"

    def _paragraph_with_paths(self, block: Paragraph) -> str:
        """Return a paragraph whose menu paths are drawn as lists; "" when no line of it is a path."""
        lines = list(_lines_of(block.runs))
        paths = [_path_of(self._prose, line) for line in lines]
        if not any(paths):
            return ""
        parts: list[str] = []
        for line, path in zip(lines, paths, strict=True):
            parts.append(self.menu_path(path, line) if path else f"<p>{self._runs(line)}</p>")
        return "".join(parts)

    def menu_path(self, path: MenuPath, runs: Sequence[Run]) -> str:
        """Return a path as an ordered list whose text content is the letter, separators included."""
        offset = runs[0].start
        lead_end = offset + len(path.lead)
        parts: list[str] = []
        position = lead_end
        for number, step in enumerate(path.steps):
            step_end = position + len(step)
            next_position = step_end + len(path.separators[number]) if number < len(path.separators) else step_end
            separator = escape(self._prose.text[step_end:next_position])
            mark = f'<span class="sigap-path__separator" aria-hidden="true">{separator}</span>' if separator else ""
            parts.append(f"<li>{self._runs(_clip(runs, position, step_end))}{mark}</li>")
            position = next_position
        lead = self._runs(_clip(runs, offset, lead_end))
        tail = self._runs(_clip(runs, position, runs[-1].end))
        before = f'<p class="sigap-path__lead">{lead}</p>' if lead else ""
        after = f'<p class="sigap-path__tail">{tail}</p>' if tail else ""
        return f'{before}<ol class="sigap-path">{"".join(parts)}</ol>{after}'

    def _runs(self, runs: Iterable[Run]) -> str:
        """Return runs as HTML: cut where marks begin or end, elements opened and closed between."""
        parts: list[str] = []
        stack: list[_Element] = []
        position = 0
        for run, marks in self.segments(runs):
            wanted = self._elements_of(run, marks)
            kept = _common_length(stack, wanted)
            parts.extend(_close(stack[kept:], position))
            parts.extend(element.opening for element in wanted[kept:])
            parts.append(self._text_of(run))
            stack, position = wanted, run.end
        parts.extend(_close(stack, position))
        return "".join(parts)

    def segments(self, runs: Iterable[Run]) -> Iterator[tuple[Run, list[Annotation]]]:
        """Yield pieces of the runs with the marks over each, in one sweep over both."""
        waiting = 0
        active: list[Annotation] = []
        for run in runs:
            position = run.start
            while position < run.end:
                while waiting < len(self._annotations) and self._annotations[waiting].start <= position:
                    active.append(self._annotations[waiting])
                    waiting += 1
                active = [mark for mark in active if mark.end > position]
                ends = [mark.end for mark in active]
                if waiting < len(self._annotations):
                    ends.append(self._annotations[waiting].start)
                stop = min([run.end, *ends])
                if self._is_renamed(run):
                    stop = run.end
                yield _part(run, position, stop), sorted(active, key=lambda mark: (mark.rank, mark.start))
                position = stop

    def _elements_of(self, run: Run, marks: list[Annotation]) -> list[_Element]:
        elements: list[_Element] = []
        if run.target is not None and (link := self.link_of(run.target)) is not None:
            elements.append(self._link_elements.setdefault(run.target, _link_element(link, run.target)))
        elements.extend(self._elements[mark] for mark in marks)
        flags = ((run.is_strong, _STRONG), (run.is_emphasised, _EMPHASIS), (run.is_code, _CODE))
        elements.extend(element for is_set, element in flags if is_set)
        return elements

    def link_of(self, target: Target) -> Link | None:
        """Return where a target leads; None when it leads nowhere."""
        if target.address is None:
            return target.link
        if target not in self._links:
            self._links[target] = self._resolve(target.address)
        return self._links[target]

    def _is_renamed(self, run: Run) -> bool:
        """Tell whether a bare `[[address]]` is shown under the title of its target."""
        if run.target is None or run.target.has_own_text:
            return False
        link = self.link_of(run.target)
        return link is not None and bool(link.title)

    def words_of(self, run: Run) -> str:
        """Return the words shown for a run: its own, or the title of what a bare `[[address]]` leads to."""
        if self._is_renamed(run) and run.target is not None and (link := self.link_of(run.target)) is not None:
            return _on_one_line(link.title or run.text)
        return run.text

    def _text_of(self, run: Run) -> str:
        return "<br>" if run.text == "\n" else str(escape(self.words_of(run)))


def _on_one_line(value: str) -> str:
    return " ".join(value.split())


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(_on_one_line(value))}"'


def _annotation_element(mark: Annotation) -> _Element:
    attributes = "".join(_attribute(name, value) for name, value in mark.attributes)
    addition = ""
    if mark.addition is not None:
        addition = f'<span class="sigap-sic__intended"> {escape(_on_one_line(mark.addition))}</span>'
    return _Element(f"<{mark.tag}{attributes}>", f"</{mark.tag}>", mark.end, addition)


def _link_element(link: Link, target: Target) -> _Element:
    is_foreign = bool(urlsplit(link.url).netloc)
    attributes = _attribute("href", link.url)
    if link.title and target.has_own_text:
        attributes += _attribute("title", link.title)
    if is_foreign:
        attributes += ' rel="noopener"'
    if target.address is not None:
        attributes += _attribute("class", "sigap-reference") + _attribute("data-sigap-reference", target.address)
    return _Element(f"<a{attributes}>", "</a>")


def _close(elements: Sequence[_Element], position: int) -> Iterator[str]:
    for element in reversed(elements):
        # A mark may be cut by an element further out; our addition belongs to its last piece alone.
        if 0 <= element.end <= position:
            yield element.addition
        yield element.closing


def _common_length(first: Sequence[_Element], second: Sequence[_Element]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one is not other:
            break
        count += 1
    return count


def _part(run: Run, start: int, end: int) -> Run:
    if (start, end) == (run.start, run.end):
        return run
    text = run.text[start - run.start : end - run.start]
    return Run(text, start, run.is_emphasised, run.is_strong, run.is_code, run.target)


def _clip(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        low, high = max(run.start, start), min(run.end, end)
        if low < high:
            yield _part(run, low, high)


def _lines_of(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        if run.text != "\n":
            line.append(run)
        elif line:
            yield line
            line = []
    if line:
        yield line


def _path_of(prose: Prose, line: Sequence[Run]) -> MenuPath | None:
    return split_menu_path(prose.text[line[0].start : line[-1].end])
