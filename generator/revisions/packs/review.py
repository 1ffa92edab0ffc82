"""The review pack: one file for each person who is asked to act on a revision, which opens anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.changes.acts import predecessor
from generator.changes.units import kind_words
from generator.disk import write_whole
from generator.kinds.document.control import known_text
from generator.library import HeldDocument, HeldRevision
from generator.pdf.pack import Front, PackTitle, pack_pdf
from generator.pdf.text import Json
from generator.render.context import RenderContext
from generator.render.dates import long_date
from generator.render.labels import label
from generator.revisions.acts.words import word_of
from generator.revisions.compare.model import Change, Comparison, WordRun
from generator.revisions.packs.asked import Asked
from generator.revisions.packs.lines import name_of
from generator.revisions.packs.reply import reply_sentence
from generator.revisions.register.entry import Act
from generator.revisions.short_code import short_code


@dataclass(frozen=True, slots=True)
class ReviewPack:
    """One review pack.

    Attributes:
        name: Its file name.
        data: The PDF.
        facts: What is asked of whom, as plain data for JSON.
    """

    name: str
    data: bytes
    facts: dict[str, Any]


def review_packs(
    context: RenderContext, document: HeldDocument, held: HeldRevision, asked: Iterable[Asked]
) -> list[ReviewPack]:
    """Return the review packs of a revision, held against the one before it: that in force, or already to come.

    Raises:
        PressError: One cannot be set; the problems say why.
    """
    return [_Pack(context, document, held, each).made() for each in asked]


class _Pack:
    """Writes the pages in front of one review pack."""

    def __init__(self, context: RenderContext, document: HeldDocument, held: HeldRevision, asked: Asked) -> None:
        self.context, self.document, self.held, self.asked = context, document, held, asked
        self.revision = held.revision.revision
        self.word = word_of(asked.act)
        self.name = asked.person.name if asked.person else label("pack.name-blank")
        self.fingerprint = context.fingerprints.of_revision(document, held)
        self.code = short_code(self.fingerprint)
        self.sentence = reply_sentence(document.id, self.revision, asked.act, self.code, self.name)

    def made(self) -> ReviewPack:
        """Return the pack."""
        short_title = self.document.document.short_title
        title = label("pack.review.title", act=self.word, title=short_title, revision=self.revision)
        front = Front()
        self._request(front)
        front.page()
        _matrix(front, self.context.comparison(self.document, self.held))
        titled = PackTitle(title, label("pack.review.description"))
        data = pack_pdf(self.context, self.document, self.held, front, titled)
        person = self.asked.person.id if self.asked.person else "siapa-saja"
        return ReviewPack(f"tinjau-{self.document.id}-{self.revision}-{self.word}-{person}.pdf", data, self._data())

    def _data(self) -> dict[str, Any]:
        return {
            "document": self.document.id,
            "revision": self.revision,
            "act": str(self.asked.act),
            "person": self.asked.person.id if self.asked.person else None,
            "by": self.asked.by.isoformat() if self.asked.by else None,
            "fingerprint": self.fingerprint,
            "code": self.code,
            "reply": self.sentence,
        }

    def _request(self, front: Front) -> None:
        title = self.document.document.short_title
        front.title(label("pack.review.heading", act=self.word, title=title, revision=self.revision))
        front.facts(label("pack.review.facts"), self._facts())
        front.heading(label("pack.review.do"))
        front.steps([label("pack.review.read"), label("pack.review.agree", act=self.word)])
        front.reply(self.sentence)
        front.steps([label("pack.review.disagree")], start=3)
        front.words(label("pack.review.only-this"))

    def _facts(self) -> list[tuple[str, str]]:
        before, prepared = predecessor(self.document, self.held), self.held.life.sheet.get(Act.PREPARED)
        by = self.asked.by
        facts = [
            (label("pack.review.to"), self.name),
            (label("pack.review.act"), label(f"pack.asked.{self.asked.act}")),
            (label("pack.review.by"), long_date(by) if by else label("pack.review.no-day")),
            (label("document.title"), self.document.document.title),
            (label("document.number"), known_text(self.document.document.document_number)),
            (label("pack.review.revision"), self.revision),
            (label("pack.review.before"), before.revision.revision if before else label("pack.review.none")),
        ]
        if prepared and prepared.on:
            person = name_of(self.context.library, prepared.person)
            words = label("pack.review.prepared-by", person=person, day=long_date(prepared.on))
            facts.append((label("pack.review.prepared"), words))
        return [*facts, (label("pack.review.code"), self.code), (label("document.fingerprint"), self.fingerprint)]


def _matrix(front: Front, comparison: Comparison | None) -> None:
    """Add what changes, Semula beside Menjadi."""
    front.title(label("pack.matrix.title"))
    if comparison is None:
        front.words(label("pack.matrix.new"))
        return
    if not comparison.changes:
        front.words(label("pack.matrix.none", before=comparison.before))
        return
    front.words(label("pack.matrix.lead", before=comparison.before, count=len(comparison.changes)))
    columns = [label(f"pack.matrix.{name}") for name in ("place", "semula", "menjadi")]
    front.table(columns, [_row(change) for change in comparison.changes], widths=[1.1, 2, 2])


def _row(change: Change) -> list[list[Json]]:
    number = change.number_after or change.number_before
    place: list[Json] = [{"text": f"{number} "}] if number else []
    place += [{"text": change.title, "strong": True}, {"text": "\n"}, {"text": kind_words(change.kind)}]
    return [place, _side(change.semula, change.runs, "removed"), _side(change.menjadi, change.runs, "added")]


def _side(text: str | None, runs: Iterable[WordRun], mark: str) -> list[Json]:
    """Return one side of a change: its words, with those that the other side lacks marked."""
    if text is None:
        return [{"text": label("pack.matrix.absent"), "ours": True}]
    own = [run for run in runs if run.mark in ("same", mark)]
    marked: list[Json] = [{"text": run.text, **({mark: True} if run.mark == mark else {})} for run in own]
    return [piece for run in (marked or [{"text": text}]) for piece in _lines(run)]


def _lines(run: Json) -> list[Json]:
    """Return a run as its lines with line breaks between them."""
    lines = str(run["text"]).split("\n")
    pieces: list[Json] = [{**run, "text": lines[0]}]
    for line in lines[1:]:
        pieces += [{"text": "\n"}, {**run, "text": line}]
    return [piece for piece in pieces if piece["text"]]


def write_packs(packs: Iterable[ReviewPack], out_path: Path) -> list[Path]:
    """Write packs into a folder, each beside its place first, so that nobody meets half of one.

    Raises:
        OSError: One could not be written; the others are whole.
    """
    out_path.mkdir(parents=True, exist_ok=True)
    return [write_whole(out_path / pack.name, pack.data) for pack in packs]
