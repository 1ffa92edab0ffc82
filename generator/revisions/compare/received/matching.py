"""Which wording of a received file a revision does not have, and which of its wording the file does not have."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.kinds.clause.schema import Click
from generator.kinds.document.schema import Approval, Company, Document, LogChange, LogRow, Revision
from generator.kinds.fees.schema import Fee
from generator.kinds.figure.schema import Figure
from generator.kinds.flow.schema import Flow, FlowEdge, FlowNode, Interrupt, Matrix, MatrixColumn
from generator.kinds.script.schema import Slot
from generator.kinds.settings.schema import Setting
from generator.kinds.unit import Erratum, Reference
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.base import Model, Standing
from generator.model.conditions import Condition
from generator.model.walk import texts
from generator.problems import Location
from generator.render.dates import grouped
from generator.revisions.compare.likeness import renamed
from generator.revisions.compare.model import WordRun
from generator.revisions.compare.received.passage import Passage, sentences, words_of
from generator.revisions.compare.runs import word_runs
from generator.survey import RevisionReading, Text

# The letter is there, on other pages of the file or a second time; the file need not say it again.
KNOWN_ONLY: Final[tuple[type[Model], ...]] = (
    Approval,
    Click,
    Company,
    Document,
    Figure,
    Flow,
    FlowEdge,
    FlowNode,
    Interrupt,
    LogChange,
    LogRow,
    Matrix,
    MatrixColumn,
    Revision,
)
NO_WORDS: Final[tuple[type[Model], ...]] = (Condition, Erratum, Reference, Slot)
NO_FIELDS: Final = frozenset({"number", "source_page"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence that only one side has.

    Attributes:
        text: To the letter.
        words: The form in which it was looked for.
        number: Its line or paragraph in the file; 0 in the revision and in headers and footers.
        place: Its line in the YAML; None in the file.
        address: The unit it stands in; empty in the file.
        is_edge: It is a header or footer of the file.
    """

    text: str
    words: str
    number: int = 0
    place: Location | None = None
    address: str = ""
    is_edge: bool = False


@dataclass(frozen=True, slots=True)
class Different:
    """A sentence of the file and one of the revision that say nearly the same.

    Attributes:
        received, ours: The sentences.
        runs: How ours becomes the received one.
    """

    received: Wording
    ours: Wording
    runs: tuple[WordRun, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A revision held against a file.

    Attributes:
        document, revision: What was held against it.
        name, sha256: The file: its name without folders, and the digest of its bytes.
        sentences: How many sentences the file has.
        missing: Wording of the file that the revision does not have.
        extra: Wording of the revision that the file does not have.
        different: Pairs of both that differ in a few words; they are counted in neither.
        edges: Headers and footers that the revision does not have; page numbers and the like, so no fault.
    """

    document: str
    revision: str
    name: str
    sha256: str
    sentences: int
    missing: tuple[Wording, ...]
    extra: tuple[Wording, ...]
    different: tuple[Different, ...]
    edges: tuple[Wording, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether neither side has wording that the other lacks."""
        return not (self.missing or self.extra or self.different)

    @property
    def facts(self) -> dict[str, Any]:
        """Return what a register keeps of it."""
        return {
            "sha256": self.sha256,
            "name": self.name,
            "missing": len(self.missing) + len(self.different),
            "extra": len(self.extra) + len(self.different),
        }


def compare_with(
    library: Library, document: HeldDocument, held: HeldRevision, passages: Sequence[Passage], name: str, data: bytes
) -> Received:
    """Hold the wording of a revision against that of a file, sentence by sentence.

    A sentence is there when its words stand in the other text in the same order, wherever that is: a text that is
    written once may stand in the file several times. Case, marks, bullets and numbers do not matter.

    Args:
        library, document, held: The revision.
        passages: What was read from the file.
        name: The file's name without folders.
        data: Its bytes, for the digest.
    """
    theirs = [each for passage in passages for each in _of_passage(passage)]
    ours, known = _of_revision(library, document, held)
    body = [each for each in theirs if not each.is_edge]
    missing = _without(theirs, _Words([*ours, *known]))
    extra = _without(ours, _Words(theirs))
    pairs = _pairs([each for each in missing if not each.is_edge], extra)
    paired = {id(each) for pair in pairs for each in (pair.received, pair.ours)}
    return Received(
        document.id,
        held.revision.revision,
        name,
        hashlib.sha256(data).hexdigest(),
        len(body),
        tuple(each for each in missing if not each.is_edge and id(each) not in paired),
        tuple(each for each in extra if id(each) not in paired),
        tuple(pairs),
        tuple(each for each in missing if each.is_edge),
    )


def _of_passage(passage: Passage) -> Iterator[Wording]:
    for _, text in sentences(passage.text):
        if words := words_of(text):
            yield Wording(text, words, passage.number, is_edge=passage.is_edge)


def _of_revision(library: Library, document: HeldDocument, held: HeldRevision) -> tuple[list[Wording], list[Wording]]:
    """Return the sentences of a revision, and what else it knows: control data, names, labels of flows, amounts."""
    ours: list[Wording] = []
    known = [Wording(text, words_of(text)) for text in _known_words(library, document, held)]
    for text in RevisionReading(document, held).texts:
        if _counts(text):
            target = known if isinstance(text.entry.model, KNOWN_ONLY) else ours
            target.extend(_of_text(text))
    return ours, known


def _counts(text: Text) -> bool:
    model, found = text.entry.model, text.found
    if isinstance(model, NO_WORDS) or found.path[0] in NO_FIELDS or not found.role.is_verbatim:
        return False
    is_ours = found.path[0] == "title" and getattr(model, "is_title_ours", False)
    return found.standing is Standing.APPROVED and not is_ours


def _of_text(text: Text) -> Iterator[Wording]:
    for offset, sentence in sentences(text.letter):
        if words := words_of(sentence):
            place = text.place(offset)
            yield Wording(sentence, words, place=place, address=text.entry.address)


def _known_words(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[str]:
    for unit in held.units.values():
        if isinstance(unit.model, Fee):
            yield from (grouped(amount) for amount in unit.model.amounts.values())
    for setting in library.settings(Setting):
        yield from (found.value for found in texts(setting))
    for found in (*texts(document.document), *texts(held.revision)):
        yield found.value


class _Words:
    """All words of a side in a row: two sentences that follow each other may be one on the other side."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        self._text = f" {' '.join(each.words for each in wordings)} "
        words = self._text.split()
        self._beginnings = {tuple(words[start : start + length]) for length in (1, 2, 3) for start in range(len(words))}

    def holds(self, wording: Wording) -> bool:
        """Tell whether the words of a sentence stand here in their order; most that do not are seen by three words."""
        beginning = tuple(wording.words.split(" ", 3)[:3])
        return beginning in self._beginnings and f" {wording.words} " in self._text


def _without(wordings: Iterable[Wording], words: _Words) -> list[Wording]:
    return [each for each in wordings if not words.holds(each)]


def _pairs(missing: Sequence[Wording], extra: Sequence[Wording]) -> list[Different]:
    received = {str(index): ("", each.words) for index, each in enumerate(missing)}
    ours = {str(index): ("", each.words) for index, each in enumerate(extra)}
    found = [(missing[int(one)], extra[int(other)]) for other, one in renamed(received, ours).items()]
    found.sort(key=lambda pair: pair[0].number)
    return [Different(one, other, word_runs(other.text, one.text)) for one, other in found]
