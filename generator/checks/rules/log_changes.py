"""The modification log against what really changed since the revision before, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.addresses import parse_address
from generator.checks.rule import Finding, Words, rule
from generator.checks.rules.change_log import Named, named_chapters, predecessor
from generator.kinds.document.schema import LogChange, LogRow
from generator.kinds.flow.schema import Flow
from generator.kinds.gap.schema import Gap
from generator.render.labels import label
from generator.render.titles import reference_title_of
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.model import Change, ChangeKind
from generator.survey import RevisionReading, Survey

NOT_LOGGED = frozenset(
    {
        ChangeKind.MOVED,
        ChangeKind.RENUMBERED,
        ChangeKind.SHARED_FACT_CHANGED,
        ChangeKind.CONTROL_CHANGED,
        ChangeKind.OTHER_CHANGED,
    }
)
"""What a log need not name: it follows from another change, or is no wording."""


@dataclass
class Logged:
    """A revision, what its log names, and what changed since the revision before.

    Attributes:
        reading: The revision.
        changes: What changed.
        around: Each unit of both revisions to the unit around it.
        gaps: The units that only say what is missing or asked.
        named: The chapters that the new row of the log names.
        is_whole: All of the row could be looked up; otherwise it may name more than is known.
    """

    reading: RevisionReading
    changes: tuple[Change, ...]
    around: dict[str, str | None]
    gaps: frozenset[str] = frozenset()
    named: list[Named] = field(default_factory=list)
    is_whole: bool = True

    def chain(self, address: str) -> Iterator[str]:
        """Yield a unit and the units around it, the nearest first."""
        current: str | None = address
        while current:
            yield current
            current = self.around.get(current)


def _logged(survey: Survey) -> Iterator[Logged]:
    """Yield the revisions whose log has a new last row and whose predecessor we hold."""
    named: dict[int, list[Named]] = {}
    for each in named_chapters(survey):
        row = each.change.nearest(LogRow)
        if row is not None:
            named.setdefault(id(row.model), []).append(each)
    for reading in survey.revisions:
        before, rows = predecessor(reading), reading.of(LogRow)
        if before is None or not rows or rows[-1].model.version in {row.version for row in before.revision.log}:
            continue
        found = named.get(id(rows[-1].model), [])
        told = {id(each.change.model) for each in found}
        is_whole = all(id(change.model) in told for change in rows[-1].within(LogChange))
        changes = compare(survey.library, reading.document, before, reading.held).changes
        units = (*before.units.values(), *reading.held.units.values())
        around = {unit.address: unit.parent for unit in units}
        gaps = frozenset(unit.address for unit in units if isinstance(unit.model, Gap))
        yield Logged(reading, changes, around, gaps, found, is_whole)


@rule(
    "log-change-unfounded",
    message=Words(
        en="the log says that '{chapter}' was changed, but it is as it was in revision {before}",
        id="log menyebut '{chapter}' diubah, padahal isinya sama dengan revisi {before}",
    ),
    hint=Words(
        en="`sigap compare` shows what changed; make the change that is missing, or correct the log",
        id="`sigap compare` menunjukkan apa yang berubah; buat perubahan yang kurang itu, atau betulkan log",
    ),
)
def log_change_unfounded(survey: Survey) -> Iterator[Finding]:
    """The last row of the log names a chapter in which nothing changed since the revision before.

    Why it matters: a change that was agreed may not have been made, or readers look for one that is not there.

    Wrong:
        log: [{version: "3", changes: [{change: 7.8 Reminder}]}]      # revision 2 has the same 7.8

    Right:
        log: [{version: "3", changes: [{change: 7.4 Tindak Lanjut}]}]      # the chapter that changed

    Limits: only where the revision before is held. What stands below a chapter belongs to it.
    """
    for logged in _logged(survey):
        changed = {each for change in logged.changes for each in logged.chain(change.address)}
        before = predecessor(logged.reading)
        for named in logged.named:
            entry = named.heading.entry
            if before is not None and entry is not None and entry.is_unit and entry.address not in changed:
                yield log_change_unfounded.finding(
                    named.place,
                    named.change,
                    also=[entry],
                    is_for_agents=False,
                    chapter=named.words,
                    before=before.revision.revision,
                )


@rule(
    "log-change-missing",
    message=Words(
        en="'{clause}' changed since the revision before ({kinds}), but the log does not name it",
        id="'{clause}' berubah sejak revisi sebelumnya ({kinds}), tetapi log tidak menyebutnya",
    ),
    hint=Words(
        en="name its chapter in the last row of the log, or take the change back",
        id="sebut babnya pada baris terakhir log, atau batalkan perubahannya",
    ),
)
def log_change_missing(survey: Survey) -> Iterator[Finding]:
    """A clause changed since the revision before, and the last row of the log names neither it nor a chapter around it.

    Why it matters: whoever approves reads the log; a change that it does not name may never have been looked at.

    Wrong:
        log: [{version: "3", changes: [{change: 7.4 Tindak Lanjut}]}]      # 7.8 has another time limit, too

    Right:
        log: [{version: "3", changes: [{change: 7.4 Tindak Lanjut}, {change: 7.8 Reminder}]}]

    Limits: only where the revision before is held. New numbers, other places, flows that are reconstructed, gaps
    and fields that are no wording need no row. A row in free words without a chapter may mean anything; then nothing
    is reported.
    """
    for logged in _logged(survey):
        if not logged.is_whole:
            continue
        named = {each.heading.entry.address for each in logged.named if each.heading.entry is not None}
        chains = {change.address: list(logged.chain(change.address)) for change in logged.changes}
        changes = [each for each in logged.changes if _counts(logged, each) and named.isdisjoint(chains[each.address])]
        changed = {change.address for change in changes}
        unnamed: dict[str, list[Change]] = {}
        for change in changes:
            outermost = [address for address in chains[change.address] if address in changed][-1]
            unnamed.setdefault(_numbered(logged, outermost), []).append(change)
        for address, several in unnamed.items():
            yield _missing(logged, address, several)


def _counts(logged: Logged, change: Change) -> bool:
    is_control = change.address == logged.reading.document.id
    if change.kind in NOT_LOGGED or is_control or change.address in logged.gaps:
        return False
    entry = logged.reading.find(change.address)
    return entry is None or not (isinstance(entry.model, Flow) and entry.model.is_reconstructed)


def _numbered(logged: Logged, address: str) -> str:
    """Return the nearest clause with a number that a unit is or stands in; the unit itself where there is none."""
    units = logged.reading.held.units
    around = logged.chain(address)
    return next((each for each in around if (unit := units.get(parse_address(each).tail)) and unit.number), address)


def _missing(logged: Logged, address: str, changes: list[Change]) -> Finding:
    found = logged.reading.find(address)
    about = found or logged.reading.head
    unit = logged.reading.held.units.get(parse_address(address).tail)
    gone = next((change for change in changes if change.address == address), changes[0])
    clause = reference_title_of(unit) if unit else f"{gone.number_before} {gone.title}".strip()
    kinds = ", ".join(dict.fromkeys(label(f"compare.kind.{change.kind}") for change in changes))
    place = found.model.location if found else logged.reading.of(LogRow)[-1].model.location
    return log_change_missing.finding(place, about, is_for_agents=False, clause=clause, kinds=kinds)
