"""The personal-data gate: nothing that identifies a customer is published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks.personal_data import PersonalDatum, find_personal_data, personal_data_problem
from generator.checks.scope import all_models
from generator.kinds.settings.schema import PersonalDataException, PersonalDataFile
from generator.library import Library
from generator.model.walk import names, texts
from generator.problems import Location, Problem


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for each personal datum in any text or name that is not a declared exception."""
    exceptions = library_exceptions(library)
    for model in all_models(library):
        if isinstance(model, PersonalDataException):
            continue
        for text in (*texts(model), *names(model)):
            for datum in undeclared(text.value, exceptions):
                place = text.model.place_in_text(*text.path, offset=datum.start)
                yield personal_data_problem(datum, place)


def library_exceptions(library: Library) -> tuple[str, ...]:
    """Return the letters that settings declare as exceptions and whose term has not ended."""
    files = [file.model for file in library.content.files.values() if isinstance(file.model, PersonalDataFile)]
    declared = [exception for file in files for exception in file.exceptions]
    return tuple(each.letter for each in declared if each.until is None or each.until >= library.on)


def check_hand_written(path: Path, name: str, exceptions: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each personal datum in a hand-written page, its name included: that becomes its address."""
    for datum in undeclared(path.stem, exceptions):
        yield personal_data_problem(datum, Location(name))
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
        for datum in undeclared(line, exceptions):
            yield personal_data_problem(datum, Location(name, number, datum.start + 1))


def undeclared(text: str, exceptions: tuple[str, ...]) -> list[PersonalDatum]:
    """Return the personal data in a text that lie outside every declared exception."""
    found = find_personal_data(text)
    if not found:
        return []
    allowed = [(start, start + len(letter)) for letter in exceptions for start in _places(text, letter)]
    return [datum for datum in found if not any(low <= datum.start and datum.end <= high for low, high in allowed)]


def _places(text: str, letter: str) -> Iterator[int]:
    start = text.find(letter)
    while start >= 0:
        yield start
        start = text.find(letter, start + 1)
