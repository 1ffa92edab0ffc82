"""What an act is done with: the content as it is now, who records it, and what is written if nothing stands against it.

An act is a function that takes a `Desk` and typed arguments and returns an `Outcome`. It writes nothing itself;
`perform` does, under the lock of the content folder. An act that cannot be done raises `RefusalError`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.kinds.settings.schema import DocumentClass, Person, Role
from generator.library import HeldDocument, HeldRevision, Library
from generator.problems import Location, Problem, error, sort_problems
from generator.revisions.acts.recorded_text import require_seen
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry
from generator.revisions.register.files import register_path
from generator.revisions.register.journal import Journal
from generator.revisions.register.snapshot import Snapshot, snapshot_path
from generator.revisions.snapshots import snapshot_of
from generator.suggest import did_you_mean


class RefusalError(Exception):
    """An act is not done and nothing is written; the problems say why, each with what to do."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = sort_problems(problems)


@dataclass(slots=True)
class Outcome:
    """What an act comes to.

    Attributes:
        entries: The lines that are added to the register, as they are recorded.
        files: Path inside the content folder to the bytes that are written, the register included.
        expected: What was read of those files that stand there already.
        missing: What is still missing before the act takes effect (a withdrawal that needs approvals).
    """

    entries: tuple[Entry, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    expected: dict[str, bytes | None] = field(default_factory=dict)
    missing: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a line says of the text it is about.

    Attributes:
        fingerprint, snapshot: As in `Entry`.
        files: What has to be written for it.
        covered: What the fingerprint covers; None where the line only repeats what an earlier one says.
    """

    fingerprint: str
    snapshot: str
    files: dict[str, bytes] = field(default_factory=dict)
    covered: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What an act is done with.

    Attributes:
        content_path: The content folder.
        library: Its content; `library.now` is the moment at which the act is recorded.
        recorded_by: Who records it; empty: the controller of settings/site.yml, if there is one.
    """

    content_path: Path
    library: Library
    recorded_by: str = ""

    @property
    def now(self) -> dt.datetime:
        """Return when the act is recorded, with zone, to the second."""
        return self.library.now

    @property
    def today(self) -> dt.date:
        """Return that day in the site's zone."""
        return self.library.on

    @property
    def root(self) -> str:
        """Return the content folder as problems name it."""
        return self.library.content.root

    def place(self, path: str) -> Location:
        """Return a file inside the content folder as problems name it."""
        return Location(f"{self.root}/{path}")

    def register_place(self, document: HeldDocument) -> Location:
        """Return the register of a document as problems name it."""
        return self.place(register_path(document.id))

    def revision_place(self, held: HeldRevision) -> Location:
        """Return the file of a revision as problems name it."""
        return held.revision.location

    def document(self, name: str) -> HeldDocument:
        """Return a document by its id.

        Raises:
            RefusalError: There is none, or its files have faults.
        """
        if found := self.library.documents.get(name):
            return found
        if faults := self._faults(f"documents/{name}/"):
            raise RefusalError(*faults)
        place = self.place("documents")
        if meant := did_you_mean(name, self.library.documents):
            raise RefusalError(error(place, "act-document-unknown-meant", document=name, meant=meant))
        raise RefusalError(
            error(place, "act-document-unknown", document=name, known=", ".join(sorted(self.library.documents)))
        )

    def revision(self, document: HeldDocument, key: str) -> HeldRevision:
        """Return a held revision by its key.

        Raises:
            RefusalError: There is none, or its files have faults.
        """
        if held := document.revisions.get(key):
            return held
        if faults := self._faults(f"documents/{document.id}/{key}/"):
            raise RefusalError(*faults)
        place = document.document.place("revisions")
        if any(entry.revision == key for entry in document.document.revisions):
            raise RefusalError(error(place, "act-revision-not-held", document=document.id, revision=key))
        if meant := did_you_mean(key, document.revisions):
            raise RefusalError(
                error(place, "act-revision-unknown-meant", document=document.id, revision=key, meant=meant)
            )
        known = ", ".join(document.revisions)
        raise RefusalError(error(place, "act-revision-unknown", document=document.id, revision=key, known=known))

    def open_revision(self, document: HeldDocument, key: str | None) -> HeldRevision:
        """Return the revision that is named, else the only one that is not published yet.

        Raises:
            RefusalError: There is none, or there are several.
        """
        if key is not None:
            return self.revision(document, key)
        drafts = document.drafts
        if len(drafts) == 1:
            return drafts[0]
        place = document.document.place("revisions")
        if drafts:
            known = ", ".join(each.revision.revision for each in drafts)
            raise RefusalError(error(place, "act-which-draft", document=document.id, known=known))
        if faults := self._faults(f"documents/{document.id}/"):
            raise RefusalError(*faults)
        raise RefusalError(error(place, "act-no-draft", document=document.id))

    def _faults(self, folder: str) -> list[Problem]:
        """Return what is wrong with files below a folder of which some could not be read."""
        if not any(path.startswith(folder) for path in self.library.content.faulty):
            return []
        start = f"{self.root}/{folder}"
        return [each for each in self.library.content.problems if each.location.source_path.startswith(start)]

    def document_class(self, document: HeldDocument) -> DocumentClass:
        """Return the class of a document.

        Raises:
            RefusalError: It is not declared.
        """
        name = document.document.document_class
        if found := self.library.setting(name, DocumentClass):
            return found
        place = document.document.place("class")
        raise RefusalError(error(place, "act-class-unknown", document=document.id, name=name))

    def person(self, name: str) -> Person:
        """Return a person of settings/people.yml by id or by name.

        Raises:
            RefusalError: Nobody there is called so.
        """
        people = self.library.settings(Person)
        asked = " ".join(name.split()).casefold()
        if found := next((each for each in people if asked in (each.id, each.name.casefold())), None):
            return found
        place = self.place("settings/people.yml")
        if meant := did_you_mean(name, [word for each in people for word in (each.id, each.name)]):
            raise RefusalError(error(place, "act-person-unknown-meant", name=name, meant=meant))
        raise RefusalError(error(place, "act-person-unknown", name=name))

    def role_of(self, person: Person, written: str) -> str:
        """Return the role in which a person acts: the words that are given, else those of settings.

        Raises:
            RefusalError: Neither says one, or the words have more than one line.
        """
        declared = self.library.setting(person.role, Role) if person.role else None
        role = written.strip() or (declared.name if declared else "")
        if not role or len(role.splitlines()) > 1:
            raise RefusalError(error(person.location, "act-role-missing", name=person.name))
        return role

    def recorder(self) -> str:
        """Return who records: whoever is named, else the controller that settings/site.yml names.

        Raises:
            RefusalError: Neither is known.
        """
        if said := self.recorded_by.strip():
            return said
        if controller := self.library.site.controller:
            return str(controller)
        raise RefusalError(error(self.place("settings/site.yml"), "act-recorder-missing"))

    def chain(self, document: HeldDocument) -> Chain:
        """Return the register of a document, to which a line may be added.

        Raises:
            RefusalError: Something is wrong with it, or its last line is later than now.
        """
        chain = self.library.content.registers.get(document.id, Chain(document.id))
        snapshots = [
            each
            for each in self.library.content.problems
            if each.code.startswith("register-snapshot-") and each.values.get("document") == document.id
        ]
        refuse([*chain.problems, *snapshots])
        if chain.entries and chain.entries[-1].at > self.now:
            now, last = self.now.isoformat(), chain.entries[-1].at.isoformat()
            raise RefusalError(error(self.register_place(document), "act-clock-back", now=now, last=last))
        return chain

    def fingerprint(self, document: HeldDocument, held: HeldRevision) -> str:
        """Return the fingerprint of a revision as it is now."""
        return Fingerprints(self.library).of_revision(document, held)

    def seal(self, document: HeldDocument, held: HeldRevision) -> Seal:
        """Return the fingerprint of a revision as it is now, and its snapshot.

        A snapshot also holds editorial fields of shared facts. Where a line of the register names one of the same
        fingerprint already, that one stays: the digest in that line was taken of it.

        Raises:
            RefusalError: The snapshot that a line names is gone or is another one.
        """
        made = snapshot_of(self.library, document, held)
        chain = self.library.content.registers.get(document.id, Chain(document.id))
        path = snapshot_path(document.id, held.revision.revision, made.fingerprint)
        earlier = next((each for each in chain.entries if each.fingerprint == made.fingerprint and each.snapshot), None)
        if earlier is None:
            return Seal(made.fingerprint, made.sha256, {path: made.to_bytes()}, made)
        there = self.read(path)
        if there is not None and hashlib.sha256(there).hexdigest() == earlier.snapshot:
            return Seal(made.fingerprint, earlier.snapshot, {}, made)
        if made.sha256 == earlier.snapshot:
            return Seal(made.fingerprint, earlier.snapshot, {path: made.to_bytes()}, made)
        code = "register-snapshot-missing" if there is None else "register-snapshot-changed"
        raise RefusalError(error(self.place(path), code, seq=earlier.seq, document=document.id))

    def fixed_seal(self, document: HeldDocument, held: HeldRevision) -> Seal:
        """Return what the published or adopted text of a revision is known by, whatever stands there today.

        Raises:
            RefusalError: An adopted revision has not been entered: its first line has to say that it is adopted.
        """
        fixed = held.life.fixed_by
        if fixed is None:
            names = {"document": document.id, "revision": held.revision.revision}
            raise RefusalError(error(self.register_place(document), "act-adopt-first", **names))
        return Seal(fixed.fingerprint, fixed.snapshot)

    def line(self, document: HeldDocument, revision: str, act: Act, seal: Seal | None = None) -> Entry:
        """Return the beginning of a line: what every act says."""
        entry = Entry(document.id, revision, act, self.now, self.recorder())
        return replace(entry, fingerprint=seal.fingerprint, snapshot=seal.snapshot) if seal else entry

    def outcome(self, document: HeldDocument, *entries: Entry, files: dict[str, bytes] | None = None) -> Outcome:
        """Return that lines are added to the register of a document and other files written.

        Raises:
            RefusalError: A text of a line holds what cannot be seen.
        """
        chain = before = self.chain(document)
        refuse(problem for entry in entries for problem in require_seen(self.register_place(document), entry))
        for entry in entries:
            chain = chain.with_entry(entry)
        there = {path: self.read(path) for path in files or {}}
        written = {path: data for path, data in (files or {}).items() if there[path] != data}
        register = register_path(document.id)
        there[register] = before.to_bytes() if document.id in self.library.content.registers else None
        written[register] = chain.to_bytes()
        expected = {path: there[path] for path in written}
        return Outcome(chain.entries[len(before.entries) :], written, expected)

    def read(self, path: str) -> bytes | None:
        """Return a file of the content folder; None when there is none."""
        try:
            return (self.content_path / path).read_bytes()
        except FileNotFoundError:
            return None


def perform(journal: Journal, act: Callable[[], Outcome]) -> Outcome:
    """Do an act and write what it comes to, all or nothing.

    Raises:
        RefusalError: The act is not done.
        DamageError, JournalError: See `Journal.commit`.
    """
    outcome = act()
    if outcome.files:
        journal.commit(outcome.files, outcome.expected)
    return outcome


def refuse(problems: Iterable[Problem]) -> None:
    """Raise when there are problems.

    Raises:
        RefusalError: There are.
    """
    if found := list(problems):
        raise RefusalError(*found)
