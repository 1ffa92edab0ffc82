"""How far a revision is from being published: which acts hold, which are void, and which clauses made them so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.checks.rule import is_new_finding
from generator.kinds.document.schema import LogRow
from generator.kinds.settings.schema import DocumentClass
from generator.library import HeldDocument, HeldRevision, Library
from generator.model.fields import Missing
from generator.problems import Location, Problem, Severity, error, sort_problems
from generator.revisions.acts.words import FILL_IN, word_of
from generator.revisions.fingerprint import VERSION, Fingerprints
from generator.revisions.register.entry import Act, Entry
from generator.revisions.register.files import register_path
from generator.revisions.register.life import Stage
from generator.revisions.register.snapshot import Snapshot
from generator.revisions.shared_values import version_of
from generator.revisions.verify.changed import Change, changes_since

MAX_NAMED = 12
"""More changes than these are counted, not named: whoever needs them all calls `sigap compare`."""


@dataclass(frozen=True, slots=True)
class Void:
    """An act that holds no more, because what it was about has been edited since.

    Attributes:
        entry: Its line.
        changed: What changed, in the order of the text: number, address and title of a unit; with `+` before it when
            it is new, with `-` when it is gone.
    """

    entry: Entry
    changed: tuple[str, ...]


def required_acts(library: Library, document: HeldDocument) -> tuple[Act, ...]:
    """Return the acts that publishing a revision takes, in their order; `prepared` always is the first."""
    found = library.setting(document.document.document_class, DocumentClass)
    named = [Act(act) for act in found.required_acts] if found else []
    return (Act.PREPARED, *(act for act in named if act is not Act.PREPARED))


def sheet_of(held: HeldRevision) -> dict[Act, Entry]:
    """Return the lines of the approval sheet that is being filled in, void ones included; empty for a draft."""
    return held.life.sheet if held.life.stage in (Stage.IN_REVIEW, Stage.PUBLISHED, Stage.WITHDRAWN) else {}


def void_acts(library: Library, document: HeldDocument, held: HeldRevision) -> list[Void]:
    """Return the acts of the approval sheet that were about another text than today's; editorial edits void none."""
    current = _Current(library, document, held)
    return [
        Void(entry, current.changed_since(entry)) for entry in sheet_of(held).values() if not current.is_same(entry)
    ]


def missing_acts(library: Library, document: HeldDocument, held: HeldRevision) -> list[Act]:
    """Return the acts that are required and not there, or void, in their order; the first is what is waited for."""
    current = _Current(library, document, held)
    sheet = sheet_of(held)
    holding = {act for act, entry in sheet.items() if current.is_same(entry)}
    return [act for act in required_acts(library, document) if act not in holding]


def changed_since(library: Library, document: HeldDocument, held: HeldRevision, entry: Entry) -> tuple[str, ...]:
    """Return what changed in a revision since a line was recorded, as in `Void`; nothing when its text is the same."""
    current = _Current(library, document, held)
    return () if current.is_same(entry) else current.changed_since(entry)


def missing_for_publication(
    library: Library, document: HeldDocument, held: HeldRevision, problems: Sequence[Problem] = ()
) -> list[Problem]:
    """Return everything that stands against publishing a revision, whenever it is to take effect.

    Args:
        library: The master list.
        document: The document.
        held: The revision.
        problems: What checking found: errors anywhere, and findings of this revision that nobody has settled.
    """
    return sort_problems(
        [
            *_acts_missing(library, document, held),
            *log_row_problems(held),
            *standing_against(problems, document, held),
        ]
    )


def _acts_missing(library: Library, document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    place = Location(f"{library.content.root}/{register_path(document.id)}")
    key = held.revision.revision
    if held.life.stage is Stage.DRAFT:
        yield error(held.revision.location, "act-not-submitted", document=document.id, revision=key)
        return
    voids = {each.entry.act: each for each in void_acts(library, document, held)}
    for rank, act in enumerate(missing_acts(library, document, held), start=1):
        if act in voids:
            problem = void_problem(place, voids[act])
        else:
            problem = error(place, "act-missing", document=document.id, revision=key, act=word_of(act))
        yield replace(problem, rank=rank)  # the first hint is the next act


def void_problem(place: Location, void: Void) -> Problem:
    """Return that an act holds no more, and which clauses changed."""
    entry = void.entry
    return error(
        place,
        "act-void",
        document=entry.document,
        revision=entry.revision,
        act=word_of(entry.act),
        person=entry.person,
        on=entry.on or "",
        changed="; ".join(void.changed),
    )


def standing_against(problems: Sequence[Problem], document: HeldDocument, held: HeldRevision) -> Iterator[Problem]:
    """Yield what checking found that must not be published: errors, and new findings of this revision.

    Findings are warnings; that they stop the publication is said beside them.
    """
    key = held.revision.revision
    own = [each for each in problems if getattr(each, "revision", None) == key and _head(each) == document.id]
    findings = [each for each in own if is_new_finding(each) and each.severity is not Severity.ERROR]
    yield from (each for each in problems if each.severity is Severity.ERROR)
    yield from findings
    if findings:
        yield error(held.revision.location, "act-findings-new", count=len(findings), document=document.id, revision=key)


def _head(problem: Problem) -> str:
    return str(getattr(problem, "address", "")).partition("/")[0]


def log_row_problems(held: HeldRevision) -> Iterator[Problem]:
    """Yield that the log has no row of this revision, or one that nobody has filled in."""
    revision = held.revision
    version = "" if isinstance(revision.version, Missing) else revision.version
    rows = [row for row in revision.log if row.version in (version, revision.revision)]
    if not rows:
        yield error(revision.location, "act-log-row-missing", version=version or revision.revision)
    for row in rows:
        if FILL_IN in _words(row):
            yield error(row.location, "act-log-row-empty", version=row.version, marker=FILL_IN)


def _words(row: LogRow) -> list[str]:
    return [row.author, row.date_text, *(word for each in row.changes for word in (each.change, each.chapter or ""))]


class _Current:
    """The text of a revision as it is now; its fingerprint is computed once for each version of the rules."""

    def __init__(self, library: Library, document: HeldDocument, held: HeldRevision) -> None:
        self._library, self._document, self._held = library, document, held
        self._found: dict[str, str] = {}

    def is_same(self, entry: Entry) -> bool:
        """Tell whether a line is about the text as it is now."""
        version = version_of(entry.fingerprint)
        if version is None:
            return False
        if version not in self._found:
            made = Fingerprints(self._library, version=version)
            self._found[version] = made.of_revision(self._document, self._held)
        return self._found[version] == entry.fingerprint

    def changed_since(self, entry: Entry) -> tuple[str, ...]:
        """Return what changed since a line; a long list ends in how many more there are."""
        snapshot = self._library.content.snapshots.get(entry.snapshot)
        if snapshot is None:
            return ("revision.yml",)
        changes = changes_since(self._library, self._document, self._held, snapshot)
        found = [*map(_named, changes), *self._shared_changes(snapshot)]
        return (*found[:MAX_NAMED], *([f"… (+{len(found) - MAX_NAMED})"] if len(found) > MAX_NAMED else []))

    def _shared_changes(self, snapshot: Snapshot) -> Iterator[str]:
        """Yield the shared facts that have another value now, the document's own among them."""
        fingerprints = Fingerprints(self._library, version=version_of(snapshot.fingerprint) or VERSION)
        for address, was in snapshot.shared.items():
            unit = self._library.shared.get(address)
            model = self._document.document if address == self._document.id else unit.model if unit else None
            if model is None or fingerprints.of_model(model) != was.digest:
                yield f"document.yml ({address})" if address == self._document.id else address


def _named(change: Change) -> str:
    if change.how == "rest":
        return "revision.yml"
    sign = {"added": "+ ", "removed": "- "}.get(change.how, "")
    title = getattr(change.unit.model, "title", None) if change.unit else None
    words = [change.unit.number if change.unit else "", change.tail, f'"{title}"' if title else ""]
    return sign + " ".join(word for word in words if word)
