"""Where a revision still uses what a change took out of use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.reading.obtaining import is_history
from generator.checks.reading.superseding import Vanished
from generator.kinds.change.schema import Change, Side
from generator.kinds.clause.schema import Clause
from generator.kinds.document.schema import Approval, Company, Document, LogChange, LogRow, Revision
from generator.kinds.flow.schema import FlowNode
from generator.kinds.gap.schema import Gap, NearbyFact
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Application, Brand, Channel, ContactCentre, Role
from generator.kinds.table.schema import Row
from generator.kinds.unit import Erratum, Reference
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Survey, Text, letter_of

# A sentence that says itself that it speaks of what was.
HISTORY = re.compile(
    r"\b(?:semula|dahulu|dulu\w*|tadinya|sebelumnya (?:ber\w+|meng\w+|mem\w+|di\w+|adalah|yaitu)|tidak lagi|bukan lagi"
    r"|tidak (?:di)?(?:pakai|guna|berlaku)\w*|tidak (?:boleh|dapat) (?:lagi|di)\w*|sudah tidak|menggantikan|digantikan"
    r"|diganti\b|pengganti|jangan|dilarang|riwayat|s(?:e)?belum perubahan)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\d)[.!?](?:\s|$)|\n")
# Where the history of a document stands, and what is no text of a procedure.
_NOT_IN_USE = (LogRow, LogChange, Approval, Company, Document, Revision, Erratum, Reference, Gap, NearbyFact)
MANY = 4


@dataclass(frozen=True, slots=True)
class Out:
    """A value out of use, the change that says so, and where the change stands."""

    value: Vanished
    change: Entry[Change]
    reading: RevisionReading


@dataclass(frozen=True, slots=True)
class Used:
    """Where a value that is out of use is used."""

    out: Out
    entry: Entry[Model]
    place: Location


def still_used(out: list[Out], reading: RevisionReading, declared: set[str]) -> Iterator[Used]:
    """Yield the uses of values that are out of use, one for each change and place to mend.

    Args:
        out: The values.
        reading: The revision to look through.
        declared: Names that settings declare, folded: they are in use for other matters too.
    """
    places: dict[tuple[int, str], list[tuple[Out, Text, int]]] = {}
    for text in reading.texts:
        folded = text.letter.casefold()
        may_be = [each for each in out if each.value.may_be_in(folded)]
        if not may_be or not _is_in_use(text):
            continue
        for each in may_be:
            if (offset := _use_at(each, text)) is not None:
                places.setdefault((id(each.change), each.value.old), []).append((each, text, offset))
    met: set[tuple[int, int]] = set()
    for found in places.values():
        needs_matter = found[0][0].value.kind != "name" or len(found) > MANY
        needs_matter = needs_matter or found[0][0].value.old.casefold() in declared
        for each, text, offset in found:
            if needs_matter and not each.value.matches_matter(_around(text)):
                continue
            key = (id(each.change), id(_holder(text.entry)))
            if key not in met:
                met.add(key)
                yield Used(each, text.entry, text.entry.model.place_in_text(*text.found.path, offset=offset))


def _is_in_use(text: Text) -> bool:
    """Tell whether a text is the source's, about what is done, and not itself history."""
    model = text.entry.model
    is_ours = text.found.path[0] == "title" and getattr(model, "is_title_ours", False)
    if not text.found.role.is_verbatim or is_ours or isinstance(model, _NOT_IN_USE):
        return False
    return not is_history(text.entry)


def _use_at(out: Out, text: Text) -> int | None:
    """Return where a text uses a value that is out of use; None when it does not."""
    entry = text.entry
    if out.reading.document.id == entry.document_id and out.change.position <= entry.position <= out.change.last:
        return None
    letter = text.letter
    offset = out.value.is_in(letter)
    if offset is None or HISTORY.search(_sentence(letter, offset)) or _is_another_change(out, entry):
        return None
    return offset


def _is_another_change(out: Out, entry: Entry[Model]) -> bool:
    """Tell whether an entry is the `after` of another change that brings the value in: that is a contradiction."""
    side = entry.nearest(Side)
    change = side.parent if side else None
    if side is None or change is None or not isinstance(change.model, Change) or side.model is change.model.before:
        return False
    before = " ".join(letter_of(each) for each in _texts_in(change.model.before))
    return out.value.is_in(before) is None


def _texts_in(side: Side) -> Iterator[str]:
    for block in side.body:
        if isinstance(value := getattr(block, "text", None), str):
            yield value


def _holder(entry: Entry[Model]) -> Entry[Model]:
    """Return what a person would mend as one: the clause, script, row or node that holds a text."""
    for kind in (Row, Script, FlowNode):
        found = entry.nearest(kind)
        if found is not None:
            table = found.parent if kind is Row else found
            return table or found
    return entry.nearest(Clause) or entry


def _around(text: Text) -> str:
    """Return a text with what says what it is about: titles, labels and cases around it, cells beside it."""
    entry = text.entry
    said = [text.letter]
    for each in (entry, *entry.around()):
        model = each.model
        if isinstance(model, Row):
            said += map(letter_of, model.cells.values())
        for name in ("title", "label", "purpose", "field"):
            if isinstance(value := getattr(model, name, None), str):
                said.append(value)
        if isinstance(model, Clause):
            said += [letter_of(each) for each in (model.text, getattr(model, "branch", None)) if each]
            break
    return "\n".join(said)


def _sentence(letter: str, offset: int) -> str:
    ends = [found.end() for found in _SENTENCE_END.finditer(letter, 0, offset)]
    after = _SENTENCE_END.search(letter, offset)
    return letter[ends[-1] if ends else 0 : after.start() if after else len(letter)]


def declared_names(survey: Survey) -> set[str]:
    """Return the names that settings declare, folded."""
    declared = survey.shared.of(Application, Brand, Channel, ContactCentre, Role)
    return {entry.model.name.casefold() for entry in declared}


def plain(text: str) -> str:
    """Return a text without case, spacing and the marks at its ends."""
    return " ".join(text.casefold().split()).strip(" .,;:")
