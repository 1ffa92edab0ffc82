"""Abbreviations in running text, and what explains them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.reading.wording_places import written_texts
from generator.kinds.definition.schema import Definition
from generator.kinds.document.schema import Company, Document, Revision
from generator.kinds.fees.schema import Fee
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode
from generator.kinds.gap.schema import Gap
from generator.kinds.glossary.schema import Term
from generator.kinds.record.schema import RecordEntry
from generator.kinds.settings.schema import Application, ContactCentre, Setting
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model
from generator.survey import RevisionReading, Survey, Text

ABBREVIATION = re.compile(r"[A-Z](?<![\w#@/.+-].)(?=[A-Z0-9]*[A-Z])[A-Z0-9]*\+?(?![\w@])")
WORD = re.compile(r"[^\W\d_]+")
# Short forms that every reader of Indonesian knows, and units.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        AC AM ATM BUMN CD CM CV DIY DKI GB GPS HP ID IP JL KB KG KH KM KVA KW KWH MB MBPS MM NO NPWP OK PC PDF PIN PM
        PT RI RP RT RW SD SK SMA SMP SMS SOP TB TBA TBC TBD TNI TODO TV UI URL USB VIP WIB WIFI WIT WITA YA
        """,
    )
)
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Built of syllables: HEBAT is a word in capitals, CGNAT is none.
_SYLLABLES = re.compile(
    r"(?:(?:[BCDFGHJKLMNPQRSTVWXYZ]|NG|NY|KH|SY|TR|PR|KR|BR|GR|ST|PL|KL|BL)?[AEIOU]{1,2}(?:NG|[BDFGHKLMNPRST])?)+"
)
_LONGEST_SHORT = 4
_NOT_TEXT: frozenset[type[Model]] = frozenset(
    (Company, Document, Revision, Flow, FlowNode, FlowEdge, Gap, RecordEntry, Reference, Erratum, Setting, Application)
)
_BRACKET = re.compile(r"\(([^()]{2,80})\)")


def running_texts(reading: RevisionReading) -> Iterator[Text]:
    """Yield what agents and customers read as text: no records, flows or remarks of ours."""
    return written_texts(reading, _NOT_TEXT)


def abbreviations(letter: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text that look like abbreviations."""
    for found in ABBREVIATION.finditer(letter):
        word = found[0]
        if (len(set(word)) > 1 or len(word) == 2) and not _ROMAN.fullmatch(word):
            yield found


def is_word_in_capitals(word: str) -> bool:
    """Tell whether capitals merely stress a word that can be spoken."""
    return len(word) > _LONGEST_SHORT and _SYLLABLES.fullmatch(word) is not None


def explained_everywhere(survey: Survey) -> set[str]:
    """Return the abbreviations that a setting, a confirmed meaning or a definition without scope explains."""
    found = {term for entry in survey.shared.of(Term) if entry.model.meaning for term in _spellings(entry.model)}
    found |= set(_names_of_settings(survey))
    for reading in survey.revisions:
        for definition in reading.of(Definition):
            if definition.model.scope is None:
                found |= {word for name in _spellings(definition.model) for word in WORD.findall(name)}
    return found


def _spellings(model: Term | Definition) -> list[str]:
    return [model.term, *model.spellings]


def _names_of_settings(survey: Survey) -> Iterator[str]:
    """Yield the words of names: what is declared has its explanation there."""
    for setting in survey.shared.of(Setting):
        names = [setting.model.name]
        if isinstance(setting.model, Application):
            names += [*setting.model.spellings, *setting.model.named]
        if isinstance(setting.model, ContactCentre):
            names += setting.model.spellings
        for name in names:
            yield name
            yield from ABBREVIATION.findall(name)
    for reading in survey.revisions:
        for fee in reading.of(Fee):
            yield from ABBREVIATION.findall(fee.model.name)
        for company in reading.of(Company):
            yield from ABBREVIATION.findall(company.model.name)


def unexplained_terms(survey: Survey) -> set[str]:
    """Return the terms of which the glossary says that nobody has explained them, names of applications left out."""
    names = {name for entry in survey.shared.of(Application) for name in (entry.model.name, *entry.model.spellings)}
    return {
        name
        for entry in survey.shared.of(Term)
        if entry.model.meaning is None
        for name in _spellings(entry.model)
        if name not in names
    }


def explained_in(reading: RevisionReading) -> set[str]:
    """Return the abbreviations that a document explains itself: by a definition, or in brackets."""
    found: set[str] = set()
    for definition in reading.of(Definition):
        for name in _spellings(definition.model):
            found |= {name, *ABBREVIATION.findall(name)}
    for text in reading.texts:
        if "(" in text.found.value and text.found.role.is_verbatim:
            found |= _explained_in_brackets(text.letter)
    return found


def _explained_in_brackets(letter: str) -> set[str]:
    found: set[str] = set()
    for bracket in _BRACKET.finditer(letter):
        before = letter[max(0, bracket.start() - 90) : bracket.start()]
        for inner in ABBREVIATION.findall(bracket[1]):
            if is_spelt_by(inner, WORD.findall(before)[-len(inner) - 2 :]):
                found.add(inner)
        short = before.split()[-1:] or [""]
        if ABBREVIATION.fullmatch(short[0]) and is_spelt_by(short[0], WORD.findall(bracket[1])):
            found.add(short[0])
    return found


def is_spelt_by(short: str, words: Iterable[str]) -> bool:
    """Tell whether words begin with the letters of an abbreviation, in order; small words may stand between."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    initials = [word[0].casefold() for word in words]
    for letter in letters:
        if letter not in initials:
            return False
        initials = initials[initials.index(letter) + 1 :]
    return True


def words_in_use(survey: Survey) -> set[str]:
    """Return every word that the documents also write in small letters, in small letters."""
    found: set[str] = set()
    for reading in survey.revisions:
        for text in reading.texts:
            if text.found.role.is_verbatim:
                found.update(WORD.findall(text.found.value))
    return {word.casefold() for word in found if not word.isupper()}
