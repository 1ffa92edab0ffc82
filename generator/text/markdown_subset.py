"""What a text field may hold, and what becomes of it: HTML, plain text, references.

The subset: `*emphasis*`, `**strong**`, `` `code` ``, `[text](https://…)`, `[[address]]`,
`[[address|text]]`, bullet and numbered lists, line breaks (each is kept), paragraphs, and a
backslash before a punctuation mark that shall stay itself. Everything else is text.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from generator.text.annotations import Annotator, annotate
from generator.text.drawing import Drawing, sanitise
from generator.text.menu_path import Separator, split_menu_path
from generator.text.parser import parse, parse_inline
from generator.text.prose import Reference, Resolve, resolve_nothing


def render_html(
    text: str,
    *,
    resolve: Resolve = resolve_nothing,
    annotators: Iterable[Annotator] = (),
    with_menu_paths: bool = False,
) -> Markup:
    """Return a text field as blocks of safe HTML on one line.

    Args:
        text: The field's letter with its markup.
        resolve: Where an address leads; an unresolved one stays text (the checker reports it).
        annotators: What is marked, in this order: errata, placeholders, then terms.
        with_menu_paths: Draw lines such as "Profil >> Ubah Profil" as paths.
    """
    prose = parse(text)
    drawing = Drawing(prose, annotate(prose, annotators), resolve)
    return sanitise(drawing.blocks(with_menu_paths=with_menu_paths))


def render_inline_html(
    text: str, *, resolve: Resolve = resolve_nothing, annotators: Iterable[Annotator] = ()
) -> Markup:
    """Return a text that stands inside a line (a label, a cell) as safe phrasing content."""
    prose = parse_inline(text)
    return sanitise(Drawing(prose, annotate(prose, annotators), resolve).inline())


def render_menu_path_html(
    text: str,
    *,
    separator: Separator | None = None,
    resolve: Resolve = resolve_nothing,
    annotators: Iterable[Annotator] = (),
) -> Markup:
    """Return one line as a path, `<ol class="sigap-path">`; as inline HTML where it holds none.

    The text content is the letter, separators included.
    """
    prose = parse_inline(text)
    drawing = Drawing(prose, annotate(prose, annotators), resolve)
    path = split_menu_path(prose.text, separator)
    runs = list(prose.runs())
    return sanitise(drawing.menu_path(path, runs) if path else drawing.inline())


def plain_text(text: str) -> str:
    """Return the letter without markup: for comparing with the source, and for copying.

    List markers stay as written; each line break is one newline.
    """
    return parse(text).text


def inline_plain_text(text: str) -> str:
    """Return the letter of a text that stands inside a line."""
    return parse_inline(text).text


def find_references(text: str) -> list[Reference]:
    """Return the references of a text field in order, none from inside code."""
    return list(parse(text).references)
