"""What may be the answer to a question, and the words by which it is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from generator.checks.reading.content_words import every_word
from generator.kinds.clause.schema import Clause
from generator.kinds.glossary.schema import Term
from generator.kinds.settings.schema import Application, ContactCentre
from generator.kinds.training.schema import ReadingOrder
from generator.kinds.unit import Unit
from generator.model.base import Model
from generator.survey import Entry, Survey, letter_of

ANSWERS = (Unit, Clause, Term, ContactCentre, Application, ReadingOrder)
HEADINGS = ("title", "short_title", "term", "question", "name", "label", "branch")
SPELLINGS = "spellings"
VARIANTS = "similar"


def headings_of(model: Model) -> list[str]:
    """Return what an answer is called, without markup."""
    own = [getattr(model, name) for name in _names(type(model), HEADINGS)]
    spellings = [each for name in _names(type(model), (SPELLINGS,)) for each in getattr(model, name)]
    return [letter_of(each) for each in [*own, *spellings] if each]


def variants_of(model: Model) -> list[str]:
    """Return the question variants of a model; most classes have none."""
    return [line for name in _names(type(model), (VARIANTS,)) for line in getattr(model, name)]


@cache
def _names(model: type[Model], wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some fields that a class has; asking a model for one that it lacks is slow."""
    return tuple(name for name in wanted if name in model.model_fields)


@dataclass(frozen=True, eq=False)
class Phrase:
    """A heading of an answer or a question variant.

    Attributes:
        text: As it is written, without markup.
        position: In the list of variants; None for a heading.
    """

    text: str
    position: int | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """Return all its words, in one form each."""
        return every_word(self.text)


@dataclass(eq=False)
class Answer:
    """A unit with the words by which it is found.

    Attributes:
        entry: The unit.
        said: The words of what it says, those of everything inside it included; variants are not among them.
    """

    entry: Entry[Model]
    said: set[str]

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Return its headings, then its variants."""
        model = self.entry.model
        variants = [Phrase(line, position) for position, line in enumerate(variants_of(model))]
        return [*map(Phrase, headings_of(model)), *variants]

    @cached_property
    def words(self) -> frozenset[str]:
        """Return every word by which it is found."""
        return frozenset[str]().union(self.said, *(phrase.words for phrase in self.phrases))

    @cached_property
    def around(self) -> frozenset[str]:
        """Return the words of the titles around it."""
        titles = (title for each in self.entry.around() for title in headings_of(each.model))
        return frozenset[str]().union(*map(every_word, titles))

    def without(self, variant: Phrase) -> frozenset[str]:
        """Return the words by which it is found without one of its variants; titles around it help too."""
        others = (phrase.words for phrase in self.phrases if phrase is not variant)
        return frozenset[str]().union(self.said, self.around, *others)


def answers_in(survey: Survey) -> Iterator[Answer]:
    """Yield every unit that may be an answer, in reading order."""
    for reading in survey.readings:
        said: list[set[str]] = [set() for _ in reading.entries]
        for text in reading.texts:
            if text.found.path[0] != VARIANTS:
                said[text.entry.position].update(every_word(text.letter))
        # What stands inside comes after what it stands in, so backwards each is complete when it is reached.
        for entry in reversed(reading.entries):
            if entry.parent is not None:
                around = said[entry.parent.position]
                around |= said[entry.position]
                around.update(*map(every_word, variants_of(entry.model)))
        yield from (
            Answer(entry, said[entry.position])
            for entry in reading.entries
            if entry.is_unit and isinstance(entry.model, ANSWERS)
        )
