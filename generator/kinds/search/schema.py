"""The tables that authors keep for search, `search/*.yml`: slang, abbreviations, synonyms, stop words."""

from __future__ import annotations

from generator.kinds.unit import Audience
from generator.model.base import Model, editorial
from generator.model.fields import Line


class SearchMapping(Model):
    """What people type, and the words of the documents that search adds to it; nothing typed is taken away."""

    said: list[Line] = editorial("What is typed: words or phrases of up to four words, lower case.")
    means: list[Line] = editorial("The words that are searched as well, each alone enough.")
    audience: Audience | None = editorial("Whose search knows it; left out: as its file says.", None)


class MappingsFile(Model):
    """slang.yml and abbreviations.yml: one way, from what is typed to what is written."""

    mappings: list[SearchMapping] = editorial("The mappings.")
    audience: Audience = editorial("Whose search knows what does not say so itself.", "internal")


class SynonymGroup(Model):
    """Words that mean the same to somebody who searches; each of them finds all the others."""

    words: list[Line] = editorial("Words or phrases of up to four words, lower case.")
    audience: Audience | None = editorial("Whose search knows it; left out: as its file says.", None)


class SynonymsFile(Model):
    """synonyms.yml: both ways."""

    groups: list[SynonymGroup] = editorial("The groups.")
    audience: Audience = editorial("Whose search knows what does not say so itself.", "internal")


class StopWordsFile(Model):
    """stop-words.yml: words that carry no meaning for a search."""

    words: list[Line] = editorial("The words, lower case.")
    audience: Audience = editorial("Whose search passes over them.", "internal")
