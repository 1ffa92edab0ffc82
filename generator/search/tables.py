"""The authors' tables, ready for the browser: what is typed to what is searched as well, and the stop words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from generator.content import Content
from generator.kinds.search.schema import MappingsFile, StopWordsFile, SynonymsFile
from generator.model.base import Model
from generator.search.words import root_of, tokenise

FOLDER = "search/"
ModelT = TypeVar("ModelT", bound=Model)


@dataclass(frozen=True, slots=True)
class Tables:
    """What the authors' tables say, folded as queries are.

    Attributes:
        mappings: What is typed, and what it means; one way.
        groups: Words that mean the same; each way.
        stop_words: Words without meaning for a search.
    """

    mappings: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    groups: tuple[tuple[str, ...], ...]
    stop_words: frozenset[str]

    def added(self, terms: Iterable[str]) -> dict[str, list[str]]:
        """Return what each typed word or phrase adds.

        Mappings are followed to their end. A group of synonyms adds the others of the group and is not followed, nor
        joined to what a mapping means, since words that share a synonym need not share a meaning.

        Args:
            terms: The terms of an index; what leads to words that none of them is, is left out.
        """
        known = frozenset(terms)
        mapped = _by_phrase(self.mappings)
        same = _by_phrase((group, group) for group in self.groups)
        found: dict[str, list[str]] = {}
        for typed in sorted(mapped.keys() | same.keys()):
            meanings = dict.fromkeys([*_meanings(typed, mapped), *same.get(typed, ())])
            held = [phrase for phrase in meanings if self._is_known(phrase, known)]
            if held:
                found[typed] = held
        return found | _by_root(found)

    def _is_known(self, phrase: str, known: frozenset[str]) -> bool:
        words = [root_of(word) for word in phrase.split() if word not in self.stop_words]
        return bool(words) and all(word in known for word in words)


def tables_of(content: Content) -> Tables:
    """Compile the tables of a content folder; without any, nothing is added and no word is passed over."""
    mappings = tuple(
        (_phrases(mapping.said), _phrases(mapping.means))
        for file in _models(content, MappingsFile)
        for mapping in file.mappings
    )
    groups = tuple(_phrases(group.words) for file in _models(content, SynonymsFile) for group in file.groups)
    stop_words = {phrase_of(word) for file in _models(content, StopWordsFile) for word in file.words}
    return Tables(mappings, groups, frozenset(_with_slang(stop_words - {""}, mappings)))


def _with_slang(stop_words: set[str], mappings: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> set[str]:
    """Return the stop words and the words that mean nothing but stop words, such as `gmn`."""
    silent = {
        word
        for said, means in mappings
        if all(stop_words.issuperset(meaning.split()) for meaning in means)
        for word in said
    }
    return stop_words | {word for word in silent if " " not in word}


def _by_root(added: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the same for the roots of single words, so that other forms are understood; not where forms disagree."""
    found: dict[str, list[str]] = {}
    disagreeing: set[str] = set()
    for typed, meanings in added.items():
        root = root_of(typed)
        if " " in typed or root == typed or root in added:
            continue
        if found.setdefault(root, meanings) != meanings:
            disagreeing.add(root)
    return {root: meanings for root, meanings in found.items() if root not in disagreeing}


def _by_phrase(rows: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrases, meanings in rows:
        for phrase in phrases:
            found.setdefault(phrase, []).extend(meaning for meaning in meanings if meaning != phrase)
    return found


def _meanings(typed: str, mapped: dict[str, list[str]]) -> list[str]:
    """Return what a phrase means, by any number of mappings; circles end where they began."""
    found: dict[str, None] = {}
    waiting = list(mapped.get(typed, ()))
    while waiting:
        meaning = waiting.pop(0)
        if meaning != typed and meaning not in found:
            found[meaning] = None
            waiting += mapped.get(meaning, ())
    return list(found)


def phrase_of(text: str) -> str:
    """Return a word or phrase of a table in the form in which it is looked up."""
    return " ".join(token.whole for token in tokenise(text))


def _phrases(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for text in texts if (phrase := phrase_of(text))))


def _models(content: Content, kind: type[ModelT]) -> Iterator[ModelT]:
    for path, file in sorted(content.files.items()):
        if path.startswith(FOLDER) and isinstance(file.model, kind):
            yield file.model
