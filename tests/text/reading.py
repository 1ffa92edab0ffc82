"""Reads HTML as a browser would, for the tests of this room."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br"}


@dataclass
class Page:
    """What was found: the text content, the text of ours in it, and every element in order."""

    text: str = ""
    additions: str = ""
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.page.elements.append((tag, attributes))
        if tag not in VOID:
            inside = any(is_addition for _, is_addition in self.stack)
            self.stack.append((tag, inside or attributes.get("class") == "sigap-sic__intended"))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.stack.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1][1]:
            self.page.additions += data
        else:
            self.page.text += data


def read(html: str) -> Page:
    """Return what a reader gets to see; fails on elements that are not nested."""
    reader = _Reader()
    # A slice of Markup would be Markup, and escape what is added to it.
    reader.feed(str(html))
    reader.close()
    assert reader.stack == []
    return reader.page
