"""The evidence of a moment: one file for an auditor with text, approvals, publication, and the register's chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.changes.moments import recorded_words
from generator.kinds.document.control import known_text
from generator.model.fields import Missing
from generator.pdf.attachments import Attachment
from generator.pdf.pack import Front, PackTitle, pack_pdf
from generator.pdf.text import Json
from generator.render.context import RenderContext
from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.validity import moment_words
from generator.revisions.canonical import canonical_form
from generator.revisions.in_force import Status
from generator.revisions.packs.at_moment import AtMoment, at_moment
from generator.revisions.packs.kept import FileState, KeptFiles, attachment
from generator.revisions.packs.lines import line_row, name_of
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import SIGNED_ACTS, Act, Entry
from generator.revisions.short_code import short_code

WORDS = "pack.evidence"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """The file for an auditor.

    Attributes:
        name: Its usual file name.
        data: The PDF.
        facts: The answer as plain data for JSON.
        faults: What is wrong with files that the register names: digest to state.
    """

    name: str
    data: bytes
    facts: dict[str, Any]
    faults: dict[str, FileState]


def evidence_file(context: RenderContext, content_path: Path, name: str, moment: dt.datetime) -> EvidenceFile | None:
    """Return the evidence of what was in force of a document at a moment.

    Args:
        context: A build of today; the same register gives the same file, whenever it is asked for.
        content_path: The content folder, for the register and the files that it names.
        name: The id of a document of the library.
        moment: With the zone of the site.

    Returns:
        The file; None where no revision had begun at that moment.

    Raises:
        PressError: The PDF cannot be set; the problems say why.
        OSError: A file of the register cannot be read.
    """
    found = at_moment(context.library, name, moment)
    if found is None:
        return None
    return _Evidence(context, content_path, found).file()


class _Evidence:
    """Writes the pages in front and gathers the attachments."""

    def __init__(self, context: RenderContext, content_path: Path, found: AtMoment) -> None:
        self.context = RenderContext(found.library, found.library.now, context.findings, context.cache_path)
        self.library, self.found = found.library, found
        self.document, self.held = found.document, found.held
        self.chain = self.library.content.registers.get(self.document.id, Chain(self.document.id))
        self.kept = KeptFiles(content_path)
        form = canonical_form(self.library, self.document, self.held)
        self.fingerprint = str(form["fingerprint"])
        self.front = Front()

    def file(self) -> EvidenceFile:
        moment = recorded_words(self.library, self.library.now)
        self._answer(moment)
        self._approvals()
        self._chain()
        title = label(f"{WORDS}.title", title=self.document.document.short_title, moment=moment)
        data = pack_pdf(
            self.context,
            self.document,
            self.held,
            self.front,
            PackTitle(title, label(f"{WORDS}.description")),
            [*self._register_files(), *self.kept.attachments.values()],
        )
        stamp = self.library.now.strftime("%Y%m%d-%H%M")
        return EvidenceFile(f"bukti-{self.document.id}-{stamp}.pdf", data, self._facts(), self.kept.faults)

    def _facts(self) -> dict[str, Any]:
        then = self.found.then
        return {
            "document": self.document.id,
            "at": self.library.now.isoformat(),
            "revision": self.held.revision.revision,
            "status": str(self.found.status),
            "known_then": then.revision.revision if then else None,
            "fingerprint": self.fingerprint,
            "head": self.chain.head,
            "lines": len(self.chain.entries),
        }

    # What was asked and what the answer is

    def _answer(self, moment: str) -> None:
        facts, revision = self.document.document, self.held.revision
        self.front.title(label(f"{WORDS}.heading"))
        rows = [
            (label("document.title"), facts.title),
            (label("document.number"), known_text(facts.document_number)),
            (label(f"{WORDS}.moment"), moment),
        ]
        self.front.facts(label(f"{WORDS}.asked"), rows)
        self.front.words(self._answer_words(), is_strong=True)
        rows = [
            (label(f"{WORDS}.revision"), revision.revision),
            (label(f"{WORDS}.status"), label(f"status.{self.found.status}")),
            (label(f"{WORDS}.holds"), self._holds()),
            (label(f"{WORDS}.published"), self._published()),
            *self._withdrawn(),
            (label(f"{WORDS}.known-then"), self._known_then()),
            (label(f"{WORDS}.code"), short_code(self.fingerprint)),
            (label("document.fingerprint"), self.fingerprint),
        ]
        if self.chain.entries:
            rows.append((label(f"{WORDS}.lines"), str(len(self.chain.entries))))
            rows.append((label(f"{WORDS}.register"), self.chain.head))
        self.front.facts(label(f"{WORDS}.answer"), rows)

    def _answer_words(self) -> str:
        revision = self.held.revision
        day = revision.issued_on
        status = self.found.status
        if status is Status.UNKNOWN_SINCE and not isinstance(day, Missing) and day > self.library.on:
            return label(f"{WORDS}.answer-not-yet-dated", revision=revision.revision, day=long_date(day))
        return label(f"{WORDS}.answer-{status}", revision=revision.revision)

    def _holds(self) -> str:
        term = self.held.term
        following = self.document.superseded_from(self.held)
        ends = [end for end in (term.withdrawn, following, term.end) if end]
        end = min(ends, key=lambda bound: bound.instant(self.library.now.tzinfo), default=None)
        since = moment_words(term.start, self.library) if term.start else ""
        since = label("changes.holds.in-force", moment=since) if since else label(f"{WORDS}.since-unknown")
        if end is None:
            return since
        return label("changes.holds.until", since=since, end=moment_words(end, self.library, is_last=True))

    def _published(self) -> str:
        entry = self.held.life.last(Act.PUBLISHED)
        if entry is None:
            adopted = self.held.life.last(Act.ADOPTED)
            if adopted is None:
                return label(f"{WORDS}.according-unrecorded")
            return label(f"{WORDS}.according", moment=recorded_words(self.library, adopted.at))
        words = recorded_words(self.library, entry.at)
        return f"{words}; {label('changes.notice.reason', reason=entry.reason)}" if entry.reason else words

    def _withdrawn(self) -> Iterator[tuple[str, str]]:
        entry, bound = self.held.life.last(Act.WITHDRAWN), self.held.term.withdrawn
        if entry is None or bound is None:
            return
        holds = label("changes.holds.withdrawn-from", moment=moment_words(bound, self.library))
        moment = recorded_words(self.library, entry.at)
        words = label(f"{WORDS}.withdrawn-words", holds=holds, moment=moment, reason=entry.reason)
        yield label(f"{WORDS}.withdrawn"), words

    def _known_then(self) -> str:
        then, held = self.found.then, self.held
        if then is None:
            return label(f"{WORDS}.then-none")
        if then.revision.revision != held.revision.revision:
            entry = held.life.last(Act.PUBLISHED)
            reason = entry.reason if entry and entry.reason else label(f"{WORDS}.unknown")
            key, now = then.revision.revision, held.revision.revision
            return label(f"{WORDS}.then-other", revision=key, now=now, reason=reason)
        if self.found.status is Status.WITHDRAWN and self.found.then_status is not Status.WITHDRAWN:
            return label(f"{WORDS}.then-withdrawn", revision=held.revision.revision)
        return label(f"{WORDS}.same-then")

    # Approvals and the chain

    def _approvals(self) -> None:
        self.front.heading(label(f"{WORDS}.approvals"))
        entries = [entry for entry in self.held.life.entries if entry.act in SIGNED_ACTS]
        counted = set(map(id, self.held.life.sheet.values()))
        shown = [entry for entry in entries if id(entry) in counted or entry.purpose]
        if not shown:
            self.front.words(label(f"{WORDS}.approvals-{self._approvals_elsewhere()}"))
            return
        columns = [label(f"{WORDS}.columns.{name}") for name in ("act", "person", "on", "proof")]
        self.front.table(columns, [self._approval(entry) for entry in shown], widths=[1, 1.4, 0.9, 2.6])
        if rows := list(self._kept_rows()):
            self.front.facts(label(f"{WORDS}.files"), rows)

    def _approvals_elsewhere(self) -> str:
        """Return where approvals of a revision stand whose register has none, as the last word of a label."""
        if self.held.life.last(Act.PUBLISHED):
            return "none"
        return "quoted" if self.held.revision.approvals else "not-in-source"

    def _kept_rows(self) -> Iterator[tuple[str, str]]:
        """Yield the files that any line about the revision names, with their digests."""
        for entry in self.held.life.entries:
            if entry.evidence:
                self.kept.evidence(entry)
                yield label(f"{WORDS}.file.evidence", line=entry.seq, name=entry.evidence.name), entry.evidence.sha256
            if entry.signature:
                self.kept.signature(entry)
                words = label(f"{WORDS}.file.signature", line=entry.seq, principal=entry.signature.principal)
                yield words, entry.signature.sha256

    def _approval(self, entry: Entry) -> list[list[Json]]:
        act = label(f"register.act.{entry.act}")
        if entry.purpose:
            act = f"{act} ({label(f'{WORDS}.said.purpose')})"
        person = [name_of(self.library, entry.person), *([entry.role] if entry.role else [])]
        return [
            [{"text": act, "strong": True}],
            _lines(*person),
            _lines(long_date(entry.on) if entry.on else label(f"{WORDS}.unknown")),
            _lines(*self._proof(entry)),
        ]

    def _proof(self, entry: Entry) -> Iterator[str]:
        """Yield how an approval is shown: a signature, a file that was received, who recorded it, of which text."""
        if entry.signature:
            state = label(f"{WORDS}.file-{self.kept.signature(entry)}")
            principal = entry.signature.principal
            yield label(f"{WORDS}.signed", principal=principal, state=state)
        yield label(f"{WORDS}.recorded", recorder=name_of(self.library, entry.recorded_by))
        if entry.evidence:
            state = label(f"{WORDS}.file-{self.kept.evidence(entry)}")
            name = entry.evidence.name
            yield label(f"{WORDS}.evidence", name=name, state=state)
        is_same = entry.fingerprint == self.fingerprint
        same = label(f"{WORDS}.fingerprint-{'same' if is_same else 'other'}")
        yield f"{label(f'{WORDS}.said.fingerprint', code=short_code(entry.fingerprint))}: {same}"

    def _chain(self) -> None:
        if not self.chain.entries:
            self.front.heading(label(f"{WORDS}.chain"))
            self.front.words(label(f"{WORDS}.no-register"))
            return
        self.front.page()
        self.front.title(label(f"{WORDS}.chain"))
        self.front.words(label(f"{WORDS}.chain-lead"))
        columns = [label(f"{WORDS}.columns.{name}") for name in ("line", "at", "what", "said", "hash")]
        rows = [[_lines(*cell.split("\n")) for cell in line_row(self.library, entry)] for entry in self.chain.entries]
        self.front.table(columns, rows, widths=[0.5, 1.7, 1.4, 3, 1.3])

    # Files

    def _register_files(self) -> Iterator[Attachment]:
        if not self.chain.entries:
            return
        name = f"register-{self.document.id}.jsonl"
        register = attachment(name, label(f"{WORDS}.file.register"), self.chain.to_bytes())
        yield replace(register, mime="application/jsonl", relationship="data")
        fixed = self.held.life.fixed_by
        snapshot = self.library.content.snapshots.get(fixed.snapshot) if fixed else None
        if snapshot:
            name = f"cuplikan-{self.document.id}-{self.held.revision.revision}.json"
            data = (self.kept.content_path / snapshot.path).read_bytes()
            yield attachment(name, label(f"{WORDS}.file.snapshot"), data)


def _lines(*texts: str) -> list[Json]:
    """Return texts below each other in one cell."""
    runs: list[Json] = []
    for text in texts:
        runs += [*([{"text": "\n"}] if runs else []), {"text": text}]
    return runs
