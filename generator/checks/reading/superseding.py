"""What a change pair takes out of use: the values that stand in `before` and not in `after`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from generator.checks.reading.content_words import content_words
from generator.checks.reading.quantities import UNITS, quantities
from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import Click
from generator.kinds.figure.schema import Figure
from generator.kinds.parts import uses_of
from generator.kinds.record.schema import RecordEntry
from generator.kinds.table.schema import Row
from generator.kinds.unit import Unit
from generator.library import HeldRevision
from generator.model.base import Model
from generator.model.walk import children, texts
from generator.survey import Entry, letter_of

# Sentences less alike than this are not two forms of one sentence.
LIKE = 0.35
# A sentence of so many words is told apart from others as a whole.
WHOLE = 5
_TOKEN = re.compile(r"[^\s]+")
_EDGES = ".,;:!?()[]{}\"'“”‘’«»*_ "
_CODE = re.compile(
    r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+|#\w+|(?<![\w.])(?:\+?\d[\d-]{4,}\d|\d[\d.]{5,}\d)(?![\w])"
    r"|\bRp\.?\s?\d[\d.]*|\b\d{1,2}[.:]\d{2}\b(?!\.\d)|\b(?=\w*\d)(?=\w*[A-Za-z])[\w./-]{3,}\b"
)
# Times and sums of money stand for many matters.
_MEASURE = re.compile(r"Rp\.?\s?\d[\d.]*|\d{1,2}[.:]\d{2}")
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w+&-]*(?:\s+(?:[A-Z][\w+&-]*|\d+))*")
_QUOTED = re.compile(r"[\"“‘']([^\"“”‘’']{3,60})[\"”’']")
_SPACE = r"[\s*_]*"
_AFTER_STOP = re.compile(r"[.!?:]\s+$")


_UNITS_OF = {kind: tuple(unit for unit, (own, _) in UNITS.items() if own == kind) for kind, _ in UNITS.values()}


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a side; `label` says which cell or field it fills in, empty for sentences."""

    text: str
    label: str = ""
    is_option: bool = False


@dataclass(frozen=True, slots=True)
class Vanished:
    """A value that a change took out of use.

    Attributes:
        old: The value as `before` writes it.
        new: What stands in its place; a whole sentence when no value can be named.
        kind: `name` (told apart by itself), `amount` or `words` (need their matter beside them).
        matter: What the change is about: words that both sides, or the field's label, have.
        pairs: Words of the matter with the number that follows, such as (reminder, 1).
        quantity: The amount in its smallest unit.
    """

    old: str
    new: str
    kind: str
    matter: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    quantity: tuple[str, str] | None = None

    def may_be_in(self, folded: str) -> bool:
        """Tell cheaply whether a text, in small letters, can have the value at all."""
        if self.quantity is not None:
            kind = self.quantity[1]
            return any(unit in folded for unit in _UNITS_OF.get(kind, (kind,)))
        return self.old.split()[0].casefold() in folded

    def is_in(self, letter: str) -> int | None:
        """Return where a text has the value; None when it has not."""
        if self.quantity is not None:
            starts = (each.start for each in quantities(letter) if (str(each.value), each.kind) == self.quantity)
            return next(starts, None)
        found = pattern_of(self.old).search(letter)
        return found.start() if found else None

    def matches_matter(self, around: str, share: float = 0.5) -> bool:
        """Tell whether a text is about the same matter."""
        words = content_words(around)
        if not self.pairs <= set(pairwise(words)):
            return False
        return bool(self.matter) and len(self.matter & set(words)) >= share * len(self.matter)


@dataclass(slots=True)
class Sides:
    """The pieces of both sides of a change."""

    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)


@lru_cache(maxsize=2_000)
def pattern_of(value: str) -> re.Pattern[str]:
    """Return what finds a value, however it is spaced; single words keep their capital."""
    words = _SPACE.join(re.escape(word) for word in value.split())
    is_plain = value.isalpha() and not value.islower()
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", 0 if is_plain else re.IGNORECASE)


def sides_of(change: Change, held: HeldRevision) -> Sides:
    """Return the texts of both sides, those of parts that they show by id included."""
    return Sides(list(_pieces(change.before, held)), list(_pieces(change.after, held)))


def parts_of(side: Side, held: HeldRevision) -> Iterator[Model]:
    """Yield every model of a side, parts that it shows by id included."""
    stack: list[Model] = [side]
    met: set[int] = set()
    while stack:
        model = stack.pop()
        if id(model) in met:
            continue
        met.add(id(model))
        yield model
        named = [held.part(local_id, kind) for local_id, kind in uses_of(model)]
        stack += reversed([*children(model), *(part for part in named if part is not None)])


def units_of(side: Side, held: HeldRevision) -> set[int]:
    """Return the identities of what has an address in a side."""
    return {id(model) for model in parts_of(side, held) if isinstance(model, Unit) or getattr(model, "id", None)}


def _pieces(side: Side, held: HeldRevision) -> Iterator[Piece]:
    for model in parts_of(side, held):
        match model:
            case Side():
                pass
            case Row():
                yield from _cells(model)
            case RecordEntry():
                for value in filter(None, (model.value, model.pattern, model.instruction)):
                    yield Piece(value, model.field)
            case Click():
                yield from (Piece(label, "klik", is_option=True) for label in model.path)
                yield Piece(letter_of(model.text))
            case Figure():
                yield from (Piece(label, "label", is_option=True) for label in model.labels)
            case _:
                yield from _sentences(model)


def _cells(row: Row) -> Iterator[Piece]:
    cells = [letter_of(cell) for cell in row.cells.values() if cell.strip(". ")]
    if len(row.cells) == 1:
        yield from (Piece(cell, next(iter(row.cells)), is_option=True) for cell in cells)
        return
    label = next((cell for cell in cells if not cell.strip(".").isdigit()), "")
    yield from (Piece(cell, label) for cell in cells if cell != label)


def _sentences(model: Model) -> Iterator[Piece]:
    for found in texts(model):
        if found.role.is_verbatim and found.path[0] in ("text", "branch", "answer", "question", "lead", "items"):
            yield Piece(letter_of(found.value))


def vanished_of(change: Change, held: HeldRevision) -> list[Vanished]:
    """Return the values that a change took out of use, each once."""
    sides = sides_of(change, held)
    whole_after = "\n".join(f"{piece.label} {piece.text}" for piece in sides.after)
    found: dict[tuple[str, object], Vanished] = {}
    for piece in sides.before:
        for value in _vanished_piece(piece, sides.after, whole_after, change.title or ""):
            found.setdefault((value.kind, value.quantity or value.old.casefold()), value)
    return list(found.values())


def _vanished_piece(piece: Piece, after: list[Piece], whole_after: str, title: str) -> Iterator[Vanished]:
    if piece.label:
        twins = [each for each in after if each.label and _same_label(piece, each)]
        if twins and not any(each.text == piece.text for each in twins):
            new = twins[0].text if len(twins) == 1 or not piece.is_option else ", ".join(each.text for each in twins)
            matter = frozenset(content_words(piece.label)) if not piece.is_option else frozenset(content_words(title))
            kind = "name" if _is_distinct(piece.text) else "words"
            yield Vanished(piece.text, new, kind, matter - set(content_words(piece.text)))
        return
    sentences = [each.text for each in after if not each.label]
    twin = max(sentences, key=lambda each: _likeness(piece.text, each), default="")
    is_like = bool(twin) and _likeness(piece.text, twin) >= LIKE
    yield from _vanished_sentence(piece.text, twin if is_like else "", whole_after, title)


def _same_label(one: Piece, other: Piece) -> bool:
    if one.is_option or other.is_option:
        return one.is_option and other.is_option and one.label == other.label
    first, second = set(content_words(one.label)), set(content_words(other.label))
    return bool(first & second) and len(first & second) * 2 >= max(len(first), len(second))


def _is_distinct(value: str) -> bool:
    """Tell whether a value of a field is told apart from common words: it has a digit, a capital or two words."""
    words = value.split()
    return len(words) > 1 or any(each.isdigit() for each in value) or value[:1].isupper()


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(one), _words(other), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return [word for token in _TOKEN.findall(text.casefold()) if (word := token.strip(_EDGES))]


def _vanished_sentence(before: str, after: str, whole_after: str, title: str) -> Iterator[Vanished]:
    shared = _matter(before, after) or _matter(title, title)
    matter, pairs = frozenset(shared) - UNITS.keys(), _numbered(shared)
    instead = after or whole_after
    taken = [each.written for each in quantities(before)]
    for old, new, key in _lost_amounts(before, whole_after):
        yield Vanished(old, new or instead, "amount", matter, pairs, key)
    lower_after = whole_after.casefold()
    names = [name for name in _names(before) if name.casefold() not in lower_after and name not in taken]
    for name in names:
        kind = "amount" if _MEASURE.fullmatch(name) else "name"
        yield Vanished(name, _counterpart(before, after, name) or instead, kind, matter, pairs)
    if len(_words(before)) >= WHOLE and before.casefold() not in lower_after:
        yield Vanished(before.strip(_EDGES), instead, "name", matter, pairs)
    covered = set(_words(" ".join([*taken, *names])))
    for old, new in _replaced(before, after) if after else ():
        if content_words(old) and old not in lower_after and not covered & set(_words(old)):
            yield Vanished(old, new or after, "words", matter, pairs)


def _lost_amounts(before: str, after: str) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield the amounts that only `before` has, with the one amount of the same kind in `after`, if it is one."""
    new_amounts = {(str(each.value), each.kind): each.written for each in quantities(after)}
    for amount in quantities(before):
        key = (str(amount.value), amount.kind)
        if key not in new_amounts:
            new = [written for (_, kind), written in new_amounts.items() if kind == amount.kind]
            yield amount.written, new[0] if len(new) == 1 else "", key


def _matter(before: str, after: str) -> list[str]:
    words = set(content_words(after))
    return [word for word in content_words(before) if word in words]


def _numbered(words: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (word, number) for word, number in pairwise(words) if number.isdigit() and word.isalpha() and word not in UNITS
    )


def _names(text: str) -> Iterator[str]:
    """Yield what is told apart from common words: codes, quoted words, names with capitals."""
    for found in _CODE.finditer(text):
        yield found[0].rstrip(".,;")
    for found in _QUOTED.finditer(text):
        yield found[1].strip()
    for found in _NAME.finditer(text):
        if not _AFTER_STOP.search(text[: found.start()]):
            yield found[0]


def _replaced(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of words that a sentence lost, with those that took their place."""
    old, new = _words(before), _words(after)
    for tag, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_single = high - low == 1
        if tag == "replace" or (tag == "delete" and not is_single):
            yield " ".join(old[low:high]), " ".join(new[new_low:new_high])


def _counterpart(before: str, after: str, name: str) -> str:
    """Return the words that took a name's place, in the letter of `after`."""
    wanted = set(_words(name))
    for old, new in _replaced(before, after) if after else ():
        if wanted & set(old.split()) and new:
            found = re.search(r"\W+".join(map(re.escape, new.split())), after, re.IGNORECASE)
            written = found[0] if found else new
            return next((each for each in _names(after) if written in each), written)
    return ""


def changes_for_good(changes: Iterable[Entry[Change]]) -> list[Entry[Change]]:
    """Return the changes whose `before` is history: all but those that return."""
    return [entry for entry in changes if entry.model.kind != "temporary"]
