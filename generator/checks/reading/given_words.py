"""Whether a step that tells the agent to say something has the words for it, here or elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from generator.checks.reading.circumstances import is_superseded
from generator.checks.reading.content_words import word_set
from generator.checks.reading.utterances import main_clause
from generator.kinds.clause.schema import AskBlock, Clause, ExampleBlock, SayBlock, ScriptBlock
from generator.kinds.faq.schema import FaqEntry
from generator.kinds.gap.schema import Gap
from generator.kinds.script.schema import Script
from generator.model.base import Model
from generator.survey import Entry, RevisionReading

ABOUT_DOCUMENT = re.compile(
    r"\b(?:tujuan|ruang lingkup|latar belakang|definisi|istilah|referensi|pendahuluan|pengkajian|perubahan|"
    r"penilaian)\b",
    re.IGNORECASE,
)


def names_of_sentences(reading: RevisionReading) -> dict[str, list[frozenset[str]]]:
    """Return what the sentences of a revision are called, by the first of their words."""
    found: dict[str, list[frozenset[str]]] = {}
    for entry in reading.of(Script):
        for words in {word_set(entry.model.purpose), word_set(entry.model.title)}:
            if len(words) > 1:
                found.setdefault(min(words), []).append(words)
    return found


def has_words(
    entry: Entry[Clause], reading: RevisionReading, letter: str, known: Mapping[str, list[frozenset[str]]]
) -> bool:
    """Tell whether a clause that tells the agent to say something gives, names or asks for the words.

    Args:
        entry: The clause.
        reading: Its revision.
        letter: Its text without markup.
        known: What the sentences of the revision are called (`names_of_sentences`).
    """
    around = list(entry.around())
    if is_superseded(entry) or any(isinstance(each.model, FaqEntry) for each in around):
        return True
    if any(
        ABOUT_DOCUMENT.search(each.model.title or "") for each in (entry, *around) if isinstance(each.model, Clause)
    ):
        return True
    if _gives_words(entry) or _is_words_next(entry) or any(_is_about_sentence(gap) for gap in entry.gaps()):
        return True
    clauses = [each for each in around if isinstance(each.model, Clause)]
    if any(_is_about_sentence(gap) for each in clauses for block in each.inside for gap in _own_gaps(block)):
        return True
    targets = [reading.find(reference.to) for reference in entry.model.references if reference.to]
    if any(target and _gives_words(target) for target in targets):
        return True
    words = word_set(main_clause(letter))
    return any(each <= words for word in words for each in known.get(word, ()))


def _gives_words(entry: Entry[Model]) -> bool:
    return any(_is_words(each) for each in entry.within(Model))


def _is_words(entry: Entry[Model]) -> bool:
    model = entry.model
    if isinstance(model, AskBlock):
        return bool(model.ask.text)
    return isinstance(model, ScriptBlock | SayBlock | Script) or (
        isinstance(model, ExampleBlock) and model.examples.speaker == "agent"
    )


def _is_words_next(entry: Entry[Model]) -> bool:
    siblings = entry.siblings
    following = bisect_right(siblings, entry.position, key=lambda each: each.position)
    return following < len(siblings) and _is_words(siblings[following])


def _own_gaps(block: Entry[Model]) -> list[Entry[Model]]:
    """Return the gap that a block of a clause is; a clause inside keeps its gaps to itself."""
    return [] if isinstance(block.model, Clause) else [each for each in block.inside if isinstance(each.model, Gap)]


def _is_about_sentence(gap: Entry[Model]) -> bool:
    return isinstance(gap.model, Gap) and "kalimat" in f"{gap.model.text} {gap.model.question}".casefold()
