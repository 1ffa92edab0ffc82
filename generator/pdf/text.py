"""Texts of the content as runs for the template: words and how they look, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.text.annotations import Annotation, Annotator, Rank, annotate
from generator.text.drawing import Drawing
from generator.text.parser import parse, parse_inline
from generator.text.placeholders import mark_placeholders, mark_spans
from generator.text.prose import Block, ItemList, Paragraph, Prose, Run

if TYPE_CHECKING:
    from generator.pdf.terms import UsedTerms
    from generator.render.context import PageContext

Json = dict[str, Any]
"""Data of the template: strings, numbers, booleans, None, and lists and mappings of them."""
Runs = list[Json]
"""Words of one look each. `text` alone is required; a lone newline is a line break. Further keys are `strong`,
`emphasis`, `code`, `placeholder`, `erratum`, `ours` (our own addition), `to` (a label in the PDF) and `url`."""

FOREIGN_SCHEMES = ("http", "https", "mailto")


class Texts:
    """Turns the texts of one PDF into data.

    Attributes:
        page: Resolves references, in the revision that the PDF is about.
        terms: Learns which terms the texts use.
    """

    def __init__(self, page: PageContext, terms: UsedTerms) -> None:
        self.page = page
        self.terms = terms

    def prose(self, text: str, owner: Model | None = None) -> list[Json]:
        """Return a prose as paragraphs and lists.

        Args:
            text: The letter, or a remark of ours.
            owner: The unit it belongs to, whose errata and references are marked.
        """
        return self._blocks(parse(text), self.page.annotators(owner))

    def inline(self, text: str, owner: Model | None = None) -> Runs:
        """Return a text that stands inside a line, such as a label or a cell."""
        return self._runs(parse_inline(text), self.page.annotators(owner))

    def letter(self, text: str, owner: Model | None = None) -> Runs:
        """Return a line that holds no markup."""
        return self._runs(_unmarked(text), self.page.annotators(owner))

    def pattern(self, text: str, owner: Model | None = None) -> Runs:
        """Return a line without markup whose placeholders are marked, such as a record's pattern."""
        annotators = [*self.page.annotators(owner), mark_placeholders(self.page.build.recogniser)]
        return self._runs(_unmarked(text), annotators)

    def script(self, script: Script) -> list[Json]:
        """Return a script's words with their placeholders marked."""
        annotators = [*self.page.annotators(script), mark_spans(self.page.placeholders(script))]
        return self._blocks(parse(script.text), annotators)

    def cell(self, text: str, owner: Model | None = None) -> list[Json]:
        """Return the text of a cell: blocks where it holds paragraphs or a list, else one paragraph."""
        if "\n\n" in text or "\n- " in text:
            return self.prose(text, owner)
        return [paragraph(self.inline(text, owner))]

    def _blocks(self, prose: Prose, annotators: Iterable[Annotator]) -> list[Json]:
        return _BlockWriter(self._drawing(prose, annotators)).blocks(prose.blocks)

    def _runs(self, prose: Prose, annotators: Iterable[Annotator]) -> Runs:
        return list(_runs(self._drawing(prose, annotators), prose.runs()))

    def _drawing(self, prose: Prose, annotators: Iterable[Annotator]) -> Drawing:
        self.terms.note(prose.text)
        return Drawing(prose, annotate(prose, annotators), self.page.resolve)


def plain(text: str) -> Runs:
    """Return words of ours, or a name, as one run."""
    return [{"text": text}]


def paragraph(runs: Runs) -> Json:
    """Return a paragraph of runs."""
    return {"kind": "paragraph", "runs": runs}


def _unmarked(text: str) -> Prose:
    return Prose(text, (Paragraph((Run(text, 0),), is_tight=True),), ())


class _BlockWriter:
    """Writes the blocks of one prose."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def blocks(self, blocks: Sequence[Block]) -> list[Json]:
        return [self._block(block) for block in blocks]

    def _block(self, block: Block) -> Json:
        if isinstance(block, ItemList):
            items = [{"number": item.number, "body": self.blocks(item.blocks)} for item in block.items]
            return {"kind": "list", "numbering": f"1{block.delimiter}" if block.is_ordered else None, "items": items}
        return paragraph(list(_runs(self._drawing, block.runs)))


def _runs(drawing: Drawing, runs: Iterable[Run]) -> Iterator[Json]:
    for run, marks in drawing.segments(runs):
        words: Json = {"text": drawing.words_of(run)}
        flags = {"strong": run.is_strong, "emphasis": run.is_emphasised, "code": run.is_code}
        words.update({name: True for name, is_set in flags.items() if is_set})
        link = drawing.link_of(run.target) if run.target is not None else None
        words.update(_target(link.url) if link else {})
        for mark in marks:
            words.update(_look(mark))
        yield words
        for mark in marks:
            # A mark may be cut by others; our addition follows its last piece alone.
            if mark.addition is not None and mark.end == run.end:
                yield {"text": f" {' '.join(mark.addition.split())}", "ours": True}


def _look(mark: Annotation) -> Json:
    """Return what a mark adds to the look of the words under it."""
    if mark.rank is Rank.PLACEHOLDER:
        return {"placeholder": True}
    if mark.addition is not None:
        return {"erratum": True}
    return _target(dict(mark.attributes).get("href", ""))


def _target(url: str) -> Json:
    """Return where words lead: to a label in the PDF, out to the web, or nowhere (a page of the site)."""
    if url.startswith("#"):
        return {"to": url[1:]}
    return {"url": url} if urlsplit(url).scheme in FOREIGN_SCHEMES else {}
