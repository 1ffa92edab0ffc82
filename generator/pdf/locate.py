"""What goes wrong while a PDF is made, as problems with their places in the content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from generator.flowcharts.error import ChartError
from generator.library import HeldRevision, Library
from generator.model.base import Model
from generator.model.walk import descendants, texts
from generator.pdf.error import PressError
from generator.problems import Location, Problem, error
from generator.render.fonts import MissingFontError


@contextmanager
def pressing(library: Library, place: Location, held: HeldRevision | None = None) -> Iterator[None]:
    """Let whatever stops the making of a PDF become a `PressError`, while the block runs.

    Letters without a glyph are reported at their line of the content.

    Args:
        library: The content.
        place: Where everything else is reported.
        held: The revision that is set, which is looked at first.
    """
    try:
        yield
    except PressError as failure:
        raise PressError(*(_placed(problem, library, held) for problem in failure.problems)) from failure
    except MissingFontError as failure:
        raise PressError(error(place, "pdf-no-font", reason=failure)) from failure
    except ChartError as failure:
        raise PressError(error(place, "pdf-no-chart", reason=failure)) from failure


def _placed(problem: Problem, library: Library, held: HeldRevision | None) -> Problem:
    if problem.code != "pdf-no-glyph":
        return problem
    letter = problem.values["character"][1]
    place = next((found for model in _models(library, held) for found in _places(model, letter)), problem.location)
    return replace(problem, location=place)


def _models(library: Library, held: HeldRevision | None) -> Iterator[Model]:
    first = list(held.files.values()) if held else []
    for file in [*first, *library.content.files.values()]:
        yield from descendants(file.model)


def _places(model: Model, letter: str) -> Iterator[Location]:
    for found in texts(model):
        if letter in found.value:
            yield found.model.place_in_text(*found.path, offset=found.value.index(letter))
