"""Pages as trees, read with a real HTML parser: what tests of a built site ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
SILENT = frozenset({"script", "style", "template"})
# Elements that a reader sees on a line of their own, so that words on both sides are two words.
BLOCKS = frozenset(
    {"p", "li", "ul", "ol", "dl", "dt", "dd", "div", "section", "article", "figure", "figcaption", "blockquote"}
    | {"table", "caption", "thead", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr"}
    | {"details", "summary", "button", "form", "fieldset", "legend", "nav", "main", "header", "footer", "pre", "aside"}
)


@dataclass(eq=False)
class Element:
    """An element: its name, its attributes, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    def walk(self) -> Iterator[Element]:
        """Yield the element and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, name: str = "", **attributes: str) -> list[Element]:
        """Return the elements in it of a name, with these attributes; `_` stands for `-`, "*" for any value."""
        wanted = {key.replace("_", "-").strip("-"): value for key, value in attributes.items()}
        return [
            element
            for element in self.walk()
            if (not name or element.name == name)
            and all(
                key in element.attributes and value in ("*", element.attributes[key]) for key, value in wanted.items()
            )
        ]

    def first(self, name: str = "", **attributes: str) -> Element:
        """Return the first such element."""
        found = self.all(name, **attributes)
        assert found, f"no <{name or '*'}> with {attributes} in <{self.name}>"
        return found[0]

    def has_class(self, name: str) -> bool:
        """Tell whether the element is of a class."""
        return name in self.attributes.get("class", "").split()

    def text(self, is_left_out: Callable[[Element], bool] = lambda _element: False) -> str:
        """Return the words as a reader sees them, white space as single spaces.

        Args:
            is_left_out: Elements whose words are not wanted.
        """
        return " ".join("".join(self._words(is_left_out)).split())

    def _words(self, is_left_out: Callable[[Element], bool]) -> Iterator[str]:
        if self.name in SILENT or is_left_out(self):
            return
        edge = " " if self.name in BLOCKS else ""
        yield edge
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._words(is_left_out)
        yield edge


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page")
        self.current = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=self.current)
        self.current.children.append(element)
        if tag not in VOID:
            self.current = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        element: Element | None = self.current
        while element is not None and element.name != tag:
            element = element.parent
        if element is not None and element.parent is not None:
            self.current = element.parent

    def handle_data(self, data: str) -> None:
        self.current.children.append(data)


def read_page(source: str) -> Element:
    """Return the tree of a page."""
    builder = _TreeBuilder()
    builder.feed(source)
    builder.close()
    return builder.root


def read_pages(site: Path) -> dict[str, Element]:
    """Return the trees of all pages of a site by their address on it, such as `digilive/`; 404.html is none."""
    paths = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): read_page(path.read_text(encoding="utf-8"))
        for path in paths
    }


def units(page: Element) -> dict[str, Element]:
    """Return the units of a page by their address."""
    return {element.attributes["data-sigap-unit"]: element for element in page.all(data_sigap_unit="*")}


def is_addition(element: Element) -> bool:
    """Tell whether an element is our word beside the letter, such as `[maksud: …]`."""
    return element.has_class("sigap-sic__intended")
