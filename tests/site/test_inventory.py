"""Every numbered item of the five documents stands in the content, and on the page where its unit is at home.

`tests/inventory/<document>.yml` holds, for each number, quotes to the letter and the unit that says them; an
empty unit means the page of the document as a whole.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from generator.render.places import document_url, home_of
from tests.site.building import ROOT, BuiltSite
from tests.site.html import Element, is_addition

INVENTORY = ROOT / "tests/inventory"
FILES = sorted(INVENTORY.glob("*.yml"))
# How many numbers each document has, and the numbers below some of them.
COUNTS = {"D": 85, "E": 15, "L": 32, "H": 10, "N": 54}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
BELOW = {"D-14": 1, "D-50": 1, "L-22": 3, "N-26": 1, "N-43": 7, "N-54": 10}


class Quote(TypedDict):
    """Letters that a unit must show."""

    unit: str
    quote: str


def items(path: Path) -> dict[str, list[Quote]]:
    read: dict[str, list[Quote]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def numbers() -> Iterator[str]:
    for letter, count in COUNTS.items():
        for item in range(1, count + 1):
            name = f"{letter}-{item}"
            yield name
            yield from (f"{name}.{below}" for below in range(1, BELOW.get(name, 0) + 1))


def cases() -> list[object]:
    return [
        pytest.param(path.stem, quotes, id=f"{path.stem}-{number}")
        for path in FILES
        for number, quotes in items(path).items()
    ]


def test_every_number_of_the_inventory_is_held_to_its_place() -> None:
    held = {number for path in FILES for number, quotes in items(path).items() if quotes}
    assert [number for number in numbers() if number not in held] == []


@pytest.mark.parametrize(("document", "quotes"), cases())
def test_item(document: str, quotes: list[Quote], real_site: BuiltSite) -> None:
    assert [quote for quote in quotes if not is_shown(quote, document, real_site)] == []


def is_shown(quote: Quote, document: str, site: BuiltSite) -> bool:
    """Tell whether the words stand on the element of their unit, on the page where it is at home."""
    if not quote["unit"]:
        return letters(quote["quote"]) in letters(site.pages[document_url(document)].text(is_addition))
    unit = site.library.find(quote["unit"])
    if unit is None:
        return False
    url, _ = home_of(unit)
    element = site.units[url].get(unit.address)
    return element is not None and any(letters(quote["quote"]) in letters(each) for each in readings(element))


def readings(element: Element) -> tuple[str, str]:
    """Return what a unit says, its heading first: the letter alone, and the letter with what was meant beside it."""
    around = heading_of(element)
    parts = [*([around] if around else []), element]
    return " ".join(each.text(is_addition) for each in parts), " ".join(each.text() for each in parts)


def heading_of(element: Element) -> Element | None:
    """Return the heading right above a unit, which is Markdown and so cannot stand inside its element."""
    siblings = [each for each in element.parent.children if isinstance(each, Element)] if element.parent else []
    above = siblings[siblings.index(element) - 1] if element in siblings[1:] else None
    return above if above and above.name in HEADINGS else None


def letters(text: str) -> str:
    """Return a text without white space: line breaks and the edges of blocks are no letters."""
    return "".join(text.split())
