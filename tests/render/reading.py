"""Reads a page the way a site builder and a browser do: Markdown to HTML, HTML to elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]

from generator.render.page import Page

VOID = {"br", "hr", "img", "input", "wbr"}


@dataclass
class Element:
    """An element with its attributes and everything in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> list[Element]:
        found = [self]
        for child in self.children:
            if isinstance(child, Element):
                found.extend(child.walk())
        return found

    def text(self, without: str = "") -> str:
        """Return the text inside, white space as one space; elements of the class `without` are left out."""
        return " ".join("".join(self._texts(without)).split())

    def _texts(self, without: str) -> list[str]:
        if without and without in self.attributes.get("class", "").split():
            return []
        parts: list[str] = [" "] if self.tag in BLOCKS else []
        for child in self.children:
            parts.extend([child] if isinstance(child, str) else child._texts(without))
        return [*parts, " "] if self.tag in BLOCKS else parts

    def having(self, attribute: str, value: str | None = None) -> list[Element]:
        found = [each for each in self.walk() if attribute in each.attributes]
        return found if value is None else [each for each in found if each.attributes[attribute] == value]


BLOCKS = {
    "p",
    "div",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "tr",
    "br",
    "figure",
    "figcaption",
    "blockquote",
    "section",
    "caption",
}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read_html(html: str) -> Element:
    """Parse HTML whose elements must all be closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.stack) == 1, f"<{builder.stack[-1].tag}> is not closed"
    return builder.root


def read_page(page: Page) -> Element:
    """Convert a page as MkDocs does, with the extensions that the site uses."""
    return read_html(markdown.markdown(page.markdown, extensions=["attr_list", "toc"]))


def raw_blocks(page: Page) -> list[str]:
    """Return the pieces of a page between blank lines."""
    return re.split(r"\n\s*\n", page.markdown.strip())
