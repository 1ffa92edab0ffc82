"""The PDFs of a site: every held revision, and a pocket edition of the scripts for each position."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.pdf.controlled import controlled_pdf
from generator.pdf.error import PressError
from generator.pdf.pocket import pocket_pdf, with_pocket_edition
from generator.pdf.press import make_room
from generator.problems import Problem
from generator.render.context import RenderContext
from generator.render.places import pdf_url, pocket_url

Maker = Callable[[], bytes]


def pdf_files(context: RenderContext) -> dict[str, bytes]:
    """Return the PDFs of a build by their paths on the site.

    Raises:
        PressError: Some cannot be set; its problems are those of all of them.
    """
    return made(dict(_makers(context)), context.cache_path)


def made(makers: Mapping[str, Maker], cache_path: Path | None) -> dict[str, bytes]:
    """Make all of some files, so that the problems of one do not hide those of another.

    Args:
        makers: What makes each, by its name.
        cache_path: Where they are kept between builds; room is made there for those of this run.

    Raises:
        PressError: Some cannot be set; its problems are those of all of them.
    """
    files: dict[str, bytes] = {}
    problems: dict[str, Problem] = {}  # revisions share a title, and pocket editions their words: each fault once
    for name, make in makers.items():
        try:
            files[name] = make()
        except PressError as failure:
            problems |= {repr(problem): problem for problem in failure.problems}
    make_room(cache_path, len(files))
    if problems:
        raise PressError(*problems.values())
    return files


def _makers(context: RenderContext) -> Iterator[tuple[str, Maker]]:
    for document in context.library.documents.values():
        for held in document.shown:
            url = pdf_url(document.id, held.revision.revision)
            yield url, partial(controlled_pdf, context, document, held)
    for position in with_pocket_edition(context):
        yield pocket_url(position.id), partial(pocket_pdf, context, position)
