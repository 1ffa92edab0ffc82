"""The files of the index: small ones of which the browser loads what a query needs.

`manifest.json` is asked for anew each time; all else lies in a folder named by its content, so that caches never mix
two editions. Answers that are filtered alike stand side by side, so the manifest describes them as ranges; the size of
what a first search loads depends on the words of the query, not on how many answers there are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.kinds.settings.schema import Application, Brand, Channel
from generator.render.labels import label
from generator.search.answer import ALWAYS, Answer, Group, filled
from generator.search.postings import LEVELS, Posting, postings_of
from generator.search.tables import Tables, phrase_of
from generator.search.weights import KIND_HINTS, PRIORS, QUERY_WEIGHTS
from generator.search.words import root_of

if TYPE_CHECKING:
    from generator.library import Library

KINDS: Final = (
    "script", "faq", "step", "table", "row", "fee", "service", "term", "flow", "record", "change", "document",
    "contact", "application", "order",
)  # fmt: skip
"""The kinds of answers, in the order in which readers may filter by them."""
FORMAT: Final = 1
"""Raised when files or weights change their meaning; an engine of another format asks for a reload."""
FEWEST_IN_SHARD: Final = 4_000
SHARDS: Final = 256
"""Terms come in files of about so many characters, larger ones where there would be too many files: a query needs some
ten words, counting other forms and what the tables add, and with each word the file in which it stands."""
FEWEST_IN_CHUNK: Final = 4
MOST_IN_CHUNK: Final = 16
CHUNKS: Final = 128
"""Result texts come in chunks: small where there are few answers, so that ten results need little; never many files."""
MANY_SHARES: Final = 31
"""The count of shares stands in five bits of a posting."""


@dataclass(frozen=True, slots=True)
class Index:
    """The answers of an index in the order in which it counts them, and their terms."""

    answers: list[Answer]
    postings: dict[str, list[Posting]]


def make_index(answers: Sequence[Answer], tables: Tables) -> Index:
    """Order the answers so that groups are ranges, and list their terms."""
    groups: dict[Group, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.group, []).append(answer)
    ordered = [answer for members in groups.values() for answer in members]
    return Index(ordered, postings_of(ordered, tables.stop_words))


def index_files(index: Index, tables: Tables, library: Library) -> dict[str, bytes]:
    """Return the files of an index by their names below its folder; the same index gives the same bytes."""
    shards = list(_shards(index.postings, tables.added(index.postings)))
    per_chunk = min(MOST_IN_CHUNK, max(FEWEST_IN_CHUNK, -(-len(index.answers) // CHUNKS)))
    files = {f"terms-{number}.json": _json(shard) for number, (_, shard) in enumerate(shards)}
    files |= {f"texts-{number}.json": _json(chunk) for number, chunk in enumerate(_chunks(index.answers, per_chunk))}
    files["words.json"] = _json(_words(index.postings))
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    folder = digest.hexdigest()[:12]
    manifest = {
        "format": FORMAT,
        "folder": folder,
        "count": len(index.answers),
        "perChunk": per_chunk,
        "shards": [first for first, _ in shards],
        "stopWords": " ".join(sorted(tables.stop_words)),
        "groups": list(_groups(index.answers)),
        "kinds": {kind: label(f"search.kind.{kind}") for kind in KINDS},
        "priors": PRIORS,
        "brands": {each.id: each.name for each in library.settings(Brand)},
        "channels": {each.id: [each.name, each.part_of or ""] for each in library.settings(Channel)},
        "applications": {each.id: each.name for each in library.settings(Application)},
        "hints": {kind: [phrase_of(words) for words in hints.split(",")] for kind, hints in KIND_HINTS.items()},
        "weights": QUERY_WEIGHTS,
    }
    return {"manifest.json": _json(manifest), **{f"{folder}/{name}": data for name, data in files.items()}}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _groups(answers: Sequence[Answer]) -> Iterator[dict[str, object]]:
    """Yield the groups: the position of the first answer and what all have in common; what is empty is left out."""
    first = 0
    for group, members in groupby(answers, key=lambda answer: answer.group):
        found: dict[str, object] = {"first": first, "kind": group.kind, "origin": filled(asdict(group.origin))}
        found |= filled(
            {"rank": group.rank, "brand": group.brand, "channels": group.channels, "applications": group.applications}
        )
        if group.window != ALWAYS:
            found["window"] = group.window.data
        yield found
        first += sum(1 for _ in members)


def _shards(postings: dict[str, list[Posting]], added: dict[str, list[str]]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the first word of each file of terms, and the file: terms, and what the authors' tables add to words.

    Both stand in the order of words, cut into files of about the same size.
    """
    adding: dict[str, dict[str, str]] = {}
    for phrase, meanings in added.items():
        adding.setdefault(phrase.split(" ")[0], {})[phrase] = "|".join(meanings)
    words = sorted(postings.keys() | adding.keys(), key=_as_in_browser)
    sizes = {word: _size(postings.get(word, ())) + 2 * len(str(adding.get(word, ""))) for word in words}
    largest = max(FEWEST_IN_SHARD, sum(sizes.values()) // SHARDS)
    part: list[str] = []
    size = 0
    for word in words:
        part.append(word)
        size += sizes[word]
        if size >= largest or word == words[-1]:
            terms = {term: _packed(term, postings, part) for term in part if term in postings}
            adds = {phrase: meanings for each in part for phrase, meanings in adding.get(each, {}).items()}
            yield part[0], {"terms": terms, "added": adds}
            part, size = [], 0


def _as_in_browser(word: str) -> bytes:
    """Return the key by which JavaScript orders words."""
    return word.encode("utf-16-be")


def _size(postings: Sequence[Posting]) -> int:
    """Return about how many characters postings take."""
    return 8 + sum(8 + 4 * len(posting.shares) for posting in postings)


def _packed(term: str, postings: dict[str, list[Posting]], part: Sequence[str]) -> list[int] | int:
    """Return postings as whole numbers: step to the answer, impact and count of shares, then the shares.

    A word whose root stands in the same file and in the same answers says no more than its root; then it is 0.
    """
    root = root_of(term)
    if root != term and root in part and _answers(postings.get(root, ())) == _answers(postings[term]):
        return 0
    numbers: list[int] = []
    before = 0
    for posting in postings[term]:
        shares = posting.shares[:MANY_SHARES]
        numbers += [posting.answer - before, posting.impact * 32 + len(shares)]
        numbers += [phrase * (LEVELS + 1) + share for phrase, share in shares]
        before = posting.answer
    return numbers


def _answers(postings: Sequence[Posting]) -> list[int]:
    return [posting.answer for posting in postings]


def _words(postings: dict[str, list[Posting]]) -> str:
    """Return the words among which slips are looked for: letters only."""
    return " ".join(sorted(term for term in postings if term.isascii() and term.isalpha() and len(term) > 2))


def _chunks(answers: Sequence[Answer], size: int) -> Iterator[list[dict[str, object]]]:
    for start in range(0, len(answers), size):
        yield [_card(answer) for answer in answers[start : start + size]]


def _card(answer: Answer) -> dict[str, object]:
    return filled(
        {
            "address": answer.address,
            "url": answer.url,
            "title": answer.title,
            "number": answer.number,
            "trail": list(answer.trail),
            "condition": answer.condition,
            "blocks": answer.blocks,
            "cautions": [list(each) for each in answer.cautions],
            "age": answer.age,
            "is_cut": answer.is_cut,
        }
    )
