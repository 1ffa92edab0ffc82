"""What all parts of a PDF share while its data are written: the page it stands for, its texts and its labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.model.base import Model
from generator.pdf.blocks import body_data
from generator.pdf.terms import UsedTerms
from generator.pdf.text import Json, Runs, Texts

if TYPE_CHECKING:
    from generator.render.context import PageContext


class Writer:
    """Writes the data of one PDF.

    Attributes:
        page: The page of the revision that the PDF is made from; titles, names and conditions are the site's.
        texts: Turns texts into runs.
        files: Pictures by their names, such as charts.
    """

    def __init__(self, page: PageContext) -> None:
        self.page = page
        self.terms = UsedTerms(page)
        self.texts = Texts(page, self.terms)
        self.files: dict[str, bytes] = {}

    def anchor(self, model: Model) -> str | None:
        """Return the label of a unit where it is shown first; None where it is shown again."""
        unit = self.page.unit_of(model)
        return self.page.claim(unit.address) if unit else None

    def body(self, blocks: Sequence[Model], owner: Model | None) -> list[Json]:
        """Return the blocks of a body in source order."""
        return body_data(self, blocks, owner)

    def link(self, address: str) -> Json:
        """Return the title of a unit as a run that leads to it, where the PDF holds it."""
        url = self.page.link(address) or ""
        target = {"to": url[1:]} if url.startswith("#") else {}
        return {"text": self.page.title(address), **target}

    def links(self, addresses: Sequence[str]) -> list[Runs]:
        """Return several titles, each as runs."""
        return [[self.link(address)] for address in addresses]


class SourcePages:
    """Says the page of the source only where it differs from the one said last, so that margins stay calm."""

    def __init__(self) -> None:
        self._last: str | None = None

    def mark(self, data: Any) -> None:
        """Give every part that has `pages` its `shown_pages`, in the order of the text."""
        if isinstance(data, list):
            for item in data:
                self.mark(item)
        elif isinstance(data, dict):
            if "pages" in data and "body" in data:
                pages = data["pages"]
                data["shown_pages"] = pages if pages != self._last else None
                self._last = pages or self._last
            for value in data.values():
                self.mark(value)


def without_dead_links(data: Any, labels: frozenset[str]) -> Any:
    """Return data whose runs lead only to labels that the PDF has; words that lead elsewhere stay words."""
    if isinstance(data, list):
        return [without_dead_links(item, labels) for item in data]
    if isinstance(data, Mapping):
        return {
            key: None if key == "to" and value not in labels else without_dead_links(value, labels)
            for key, value in data.items()
        }
    return data


def labels_in(data: Any) -> Iterator[str]:
    """Yield every label that the data set."""
    if isinstance(data, list):
        for item in data:
            yield from labels_in(item)
    elif isinstance(data, Mapping):
        if anchor := data.get("anchor"):
            yield anchor
        for value in data.values():
            yield from labels_in(value)
