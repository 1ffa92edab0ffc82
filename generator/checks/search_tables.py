"""The authors' tables of search: phrases that can be typed, each once, that lead to words somebody can find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.reading.answers import ANSWERS, headings_of
from generator.checks.reading.vocabulary import Vocabulary, folded
from generator.kinds.search.schema import MappingsFile, SearchMapping, StopWordsFile, SynonymGroup, SynonymsFile
from generator.library import Library
from generator.model.base import Model
from generator.problems import Location, Problem, error, warning

LONGEST_PHRASE = 4
"""In words; the browser looks no longer ones up."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Item:
    """A word or phrase of a table.

    Attributes:
        written: As its author wrote it.
        phrase: As search folds it; empty when nothing in it can be searched.
        model, key, position: Where it stands.
    """

    written: str
    phrase: str
    model: Model
    key: str
    position: int

    @property
    def place(self) -> Location:
        """Return its place in the file."""
        return self.model.place(self.key, self.position)


@dataclass(frozen=True, slots=True)
class Line:
    """A mapping, a group of synonyms (each word is said and meant) or a stop word (nothing is meant)."""

    model: Model
    said: list[Item]
    means: list[Item]


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The tables with the places of their items."""

    mappings: list[Line]
    groups: list[Line]
    stop_words: list[Line]


def check(library: Library) -> Iterator[Problem]:
    """Yield a problem for a phrase that nobody can type or that stands twice, and for one that leads nowhere."""
    tables = _read(library)
    lines = [*tables.mappings, *tables.groups, *tables.stop_words]
    if not lines:
        return
    yield from _searchable(lines)
    yield from _said_once(tables)
    yield from _no_cycle(tables.mappings)
    yield from _stop_words_are_no_headings(library, tables.stop_words)
    # A word that occurs nowhere may stand in a file that could not be read.
    if not library.unreadable:
        yield from _lead_to_words(library, tables)


def _read(library: Library) -> TablesRead:
    tables = TablesRead([], [], [])
    for _, file in sorted(library.content.files.items()):
        model = file.model
        if isinstance(model, MappingsFile):
            tables.mappings.extend(_mapping(each) for each in model.mappings)
        elif isinstance(model, SynonymsFile):
            tables.groups.extend(_group(each) for each in model.groups)
        elif isinstance(model, StopWordsFile):
            tables.stop_words.append(Line(model, _items(model, "words", model.words), []))
    return tables


def _mapping(mapping: SearchMapping) -> Line:
    return Line(mapping, _items(mapping, "said", mapping.said), _items(mapping, "means", mapping.means))


def _group(group: SynonymGroup) -> Line:
    words = _items(group, "words", group.words)
    return Line(group, words, words)


def _items(model: Model, key: str, values: list[str]) -> list[Item]:
    return [Item(value, folded(value), model, key, position) for position, value in enumerate(values)]


def _searchable(lines: list[Line]) -> Iterator[Problem]:
    """Find what is nothing but signs, and what is longer than the phrases that are looked up."""
    for line in lines:
        for item in [*line.said, *(line.means if line.means is not line.said else ())]:
            if not item.phrase:
                yield error(item.place, "search-phrase-empty", phrase=item.written)
        for item in line.said:
            count = len(item.phrase.split())
            if count > LONGEST_PHRASE:
                yield error(item.place, "search-phrase-long", phrase=item.written, count=count, limit=LONGEST_PHRASE)


def _said_once(tables: TablesRead) -> Iterator[Problem]:
    """Find what is said twice in all mappings, and twice in a group, in a list of meanings, among the stop words."""
    yield from _twice(item for line in tables.mappings for item in line.said)
    for line in tables.mappings:
        said = {item.phrase: item for item in line.said}
        to_itself = [item for item in line.means if item.phrase in said]
        yield from (_said_twice(item, said[item.phrase]) for item in to_itself if item.phrase)
        yield from _twice(item for item in line.means if item.phrase not in said)
    for line in [*tables.groups, *tables.stop_words]:
        yield from _twice(line.said)


def _twice(items: Iterable[Item]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if item.phrase and first.setdefault(item.phrase, item) is not item:
            yield _said_twice(item, first[item.phrase])


def _said_twice(item: Item, first: Item) -> Problem:
    return error(item.place, "search-said-twice", phrase=item.written, first=f"'{first.written}'", place=first.place)


def _no_cycle(mappings: list[Line]) -> Iterator[Problem]:
    """Find mappings that lead back to where they began, each circle at the meaning that closes it."""
    meanings: dict[str, list[Item]] = {}
    for line in mappings:
        for said in line.said:
            others = (item for item in line.means if item.phrase != said.phrase)
            meanings.setdefault(said.phrase, []).extend(others)
    done: set[str] = set()
    for start in meanings:
        if start not in done:
            yield from _cycles_from(start, meanings, done)


def _cycles_from(start: str, meanings: dict[str, list[Item]], done: set[str]) -> Iterator[Problem]:
    """Walk in depth; what is met again while it is still on the way closes a circle."""
    way: dict[str, Iterator[Item]] = {start: iter(meanings[start])}
    while way:
        current = next(reversed(way))
        item = next(way[current], None)
        if item is None:
            done.add(current)
            del way[current]
        elif item.phrase in way:
            phrases = list(way)
            yield _cycle(item, phrases[phrases.index(item.phrase) :])
        elif item.phrase in meanings and item.phrase not in done:
            way[item.phrase] = iter(meanings[item.phrase])


def _cycle(item: Item, phrases: list[str]) -> Problem:
    shown = phrases if len(phrases) <= SHOWN else [*phrases[: SHOWN - 1], "…", phrases[-1]]
    return error(item.place, "search-mapping-cycle", circle=" → ".join([*shown, item.phrase]))


def _stop_words_are_no_headings(library: Library, stop_words: list[Line]) -> Iterator[Problem]:
    items = [item for line in stop_words for item in line.said if item.phrase]
    longest = max((len(item.written) for item in items), default=0)
    headings: dict[str, tuple[str, str]] = {}
    for address, heading in _headings(library) if items else ():
        # Signs around a word do not count, so a heading may be somewhat longer.
        if len(heading) <= 2 * longest:
            headings.setdefault(folded(heading), (address, heading))
    for item in items:
        if item.phrase in headings:
            address, heading = headings[item.phrase]
            yield error(item.place, "search-stop-word-heading", word=item.written, heading=heading, address=address)


def _headings(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each heading of an answer with its address."""
    models: list[tuple[str, Model]] = [(document.id, document.document) for document in library.documents.values()]
    models += [(unit.address, unit.model) for unit in library.units() if isinstance(unit.model, ANSWERS)]
    for address, model in models:
        yield from ((address, heading) for heading in headings_of(model))


def _lead_to_words(library: Library, tables: TablesRead) -> Iterator[Problem]:
    """Find mappings and groups of which no word is found; one that leads on to another line is judged there."""
    stop_words = frozenset(item.phrase for line in tables.stop_words for item in line.said)
    vocabulary = Vocabulary(library, stop_words)
    said = {item.phrase for line in [*tables.mappings, *tables.groups] for item in line.said}
    mapped = {item.phrase for line in tables.mappings for item in line.said}
    for lines, key, elsewhere in ((tables.mappings, "means", said), (tables.groups, "words", mapped)):
        for line in lines:
            found = (each.phrase in elsewhere or vocabulary.holds(each.phrase) for each in line.means if each.phrase)
            if not any(found):
                yield _nowhere(line, key, vocabulary)


def _nowhere(line: Line, key: str, vocabulary: Vocabulary) -> Problem:
    words = ", ".join(f"'{item.written}'" for item in line.means[:SHOWN])
    place = line.model.place(key, 0)
    meant = next(filter(None, (vocabulary.nearest(item.phrase) for item in line.means[:SHOWN])), None)
    if meant:
        return warning(place, "search-word-nowhere-meant", words=words, meant=meant)
    return warning(place, "search-word-nowhere", words=words)
