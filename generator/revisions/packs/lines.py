"""Lines of a register in the words of an auditor's file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.changes.moments import recorded_words
from generator.kinds.settings.schema import Setting, Zone
from generator.library import Library
from generator.render.dates import long_date
from generator.render.labels import all_labels, label
from generator.render.validity import moment_words
from generator.revisions.in_force import LOCAL, Bound
from generator.revisions.register.entry import Act, Entry, WallMoment
from generator.revisions.short_code import short_code

HASH_DIGITS = 12


def name_of(library: Library, address: str) -> str:
    """Return the name of a person or role; what is no setting is a name already."""
    setting = library.setting(address, Setting)
    return setting.name if setting else address


def wall_words(library: Library, moment: WallMoment) -> str:
    """Return a moment of a line in words."""
    zone = library.setting(moment.clock, Zone)
    return moment_words(Bound(moment.wall, zone.iana if zone else LOCAL), library)


def line_row(library: Library, entry: Entry) -> list[str]:
    """Return the cells of a line: its number, when it was recorded and by whom, what was done, what it says, digest."""
    act = label(f"register.act.{entry.act}")
    recorded = label("pack.evidence.recorded", recorder=name_of(library, entry.recorded_by))
    return [
        str(entry.seq),
        f"{recorded_words(library, entry.at)}\n{recorded}",
        f"{label('document.revision', revision=entry.revision)}\n{act}",
        "; ".join(said(library, entry)),
        entry.hash[:HASH_DIGITS],
    ]


def said(library: Library, entry: Entry) -> Iterator[str]:
    """Yield what a line says besides what was done, when and by whom it was recorded."""
    words = "pack.evidence.said"
    if entry.person:
        yield label(f"{words}.person", person=name_of(library, entry.person))
    if entry.role:
        yield label(f"{words}.role", role=entry.role)
    if entry.on:
        yield label(f"{words}.on", day=long_date(entry.on))
    if entry.purpose:
        yield label(f"{words}.purpose")
    if entry.effective:
        name = "effective" if entry.act is Act.PUBLISHED else "withdrawn"
        yield label(f"{words}.{name}", moment=wall_words(library, entry.effective))
    if entry.reason:
        yield label(f"{words}.reason", reason=entry.reason)
    if entry.remarks:
        yield label(f"{words}.remarks", remarks=entry.remarks)
    for name, value in sorted(entry.facts.items()):
        shown = all_labels().get(f"pack.evidence.fact.{name}", name)
        yield label(f"{words}.fact", name=shown, value=value)
    if entry.fingerprint:
        yield label(f"{words}.fingerprint", code=short_code(entry.fingerprint))
