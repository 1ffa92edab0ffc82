"""Family: what a change pair took out of use is still used."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from generator.checks.reading.still_used import HISTORY, Out, Used, declared_names, plain, still_used
from generator.checks.reading.superseding import Vanished, changes_for_good, sides_of, units_of, vanished_of
from generator.checks.rule import Finding, Words, rule
from generator.kinds.change.schema import Change
from generator.kinds.gap.schema import NearbyFact
from generator.kinds.parts import uses_of
from generator.kinds.settings.schema import Fact
from generator.kinds.training.schema import ReadingStep
from generator.kinds.unit import Reference
from generator.model.base import Model
from generator.model.walk import addresses
from generator.survey import Entry, Reading, RevisionReading, Survey


@rule(
    "superseded-value-used",
    message=Words(
        en="'{old}' is still used here; the change {change} replaced it by '{new}'",
        id="'{old}' masih dipakai di sini, padahal perubahan {change} menggantinya dengan '{new}'",
    ),
    hint=Words(
        en="use the new value, or say in the sentence that it is the old one",
        id="pakai nilai yang baru, atau sebutkan dalam kalimatnya bahwa ini nilai semula",
    ),
    agent="Di sini masih tertulis {old}, padahal sudah diganti dengan {new}.",
)
def superseded_value_used(survey: Survey) -> Iterator[Finding]:
    """A value that a change pair replaced is still used elsewhere.

    Why it matters: the agent who lands on this place does not see the change and does what was done before it.

    Wrong:
        - change: {kind: value, before: {body: [{text: Buku Biru}]}, after: {body: [{text: SIGMA}]}}
        - text: Petugas mencatat pada Buku Biru.
    Right:
        - change: {kind: value, before: {body: [{text: Buku Biru}]}, after: {body: [{text: SIGMA}]}}
        - text: Petugas mencatat pada SIGMA.

    Limits: amounts, common words and names that settings declare count only beside words of the same matter.
    Sentences that say themselves that they speak of what was are left out, and so are logs.
    """
    for reading in survey.revisions:
        out = [
            Out(value, change, reading)
            for change in changes_for_good(reading.of(Change))
            for value in vanished_of(change.model, reading.held)
        ]
        if not out:
            continue
        declared = declared_names(survey)
        for other in survey.revisions:
            if other is reading:
                yield from map(_use_finding, still_used(out, other, declared))
            elif set(other.document.document.brands) & set(reading.document.document.brands):
                names = [each for each in out if each.value.kind == "name"]
                yield from map(_use_finding, still_used(names, other, declared))


def _use_finding(used: Used) -> Finding:
    out = used.out
    return superseded_value_used.finding(
        used.place,
        used.entry,
        also=[out.change],
        old=out.value.old,
        new=" ".join(out.value.new.split())[:120],
        change=out.change.address,
    )


@rule(
    "superseded-part-used",
    message=Words(
        en="this leads to '{part}', which stands only in what the change {change} replaced",
        id="ini menuju '{part}', yang hanya ada pada bagian yang sudah diganti oleh perubahan {change}",
    ),
    hint=Words(
        en="lead to what took its place",
        id="arahkan ke penggantinya",
    ),
    agent="Langkah ini merujuk ke ketentuan lama ({part}) yang sudah diganti.",
)
def superseded_part_used(survey: Survey) -> Iterator[Finding]:
    """A reference, a node of a flow or a step uses something that stands only in the replaced side of a change.

    Why it matters: the reader is led straight to the words that are no longer in force.

    Wrong:
        - change: {kind: permanent, before: {body: [{id: cara-lama}]}, after: {body: [{id: cara-baru}]}}
        - references: [{text: butir 2, state: resolved, to: layanan-chat/cara-lama}]
    Right:
        - references: [{text: butir 2, state: resolved, to: layanan-chat/cara-baru}]
    """
    for reading in survey.revisions:
        for change in changes_for_good(reading.of(Change)):
            after = units_of(change.model.after, reading.held)
            old = units_of(change.model.before, reading.held) - after
            if old:
                yield from _led_to(reading, change, old, reading)
                yield from _led_to(survey.shared, change, old, reading)


def _led_to(where: Reading, change: Entry[Change], old: set[int], reading: RevisionReading) -> Iterator[Finding]:
    inside = range(change.position, change.last + 1) if where is reading else range(0)
    entries = where.entries if where is reading else where.of(ReadingStep, Fact)
    for entry in entries:
        if entry.position in inside or isinstance(entry.model, NearbyFact) or id(entry.model) in old or _is_old(entry):
            continue
        for found in addresses(entry.model):
            target = reading.find(found.value)
            if target is not None and id(target.model) in old:
                yield superseded_part_used.finding(
                    found.location, entry, also=[change, target], part=found.value, change=change.address
                )
        for local_id, kind in uses_of(entry.model):
            part = reading.held.part(local_id, kind)
            if part is not None and id(part) in old:
                yield superseded_part_used.finding(
                    entry.model.location, entry, also=[change], part=local_id, change=change.address
                )


def _is_old(entry: Entry[Model]) -> bool:
    return isinstance(entry.model, Reference) and bool(HISTORY.search(entry.model.text))


@rule(
    "change-without-difference",
    message=Words(
        en="both sides of the change say the same: '{words}'",
        id="kedua sisi perubahan ini berbunyi sama: '{words}'",
    ),
    hint=Words(
        en="write what really changed, or remove the change",
        id="tulis apa yang sebenarnya berubah, atau hapus perubahan ini",
    ),
    agent="Semula dan Menjadi pada perubahan ini berbunyi sama; apa yang berubah tidak terlihat.",
)
def change_without_difference(survey: Survey) -> Iterator[Finding]:
    """A change pair whose two sides are the same.

    Why it matters: readers look for the difference, find none, and do not know which of the two is in force.

    Wrong:
        - change: {kind: value, before: {body: [{text: 3 menit}]}, after: {body: [{text: 3 menit}]}}
    Right:
        - change: {kind: value, before: {body: [{text: 5 menit}]}, after: {body: [{text: 3 menit}]}}

    Limits: sides that show their content in pictures alone are not compared.
    """
    for reading in survey.revisions:
        for change in reading.of(Change):
            sides = sides_of(change.model, reading.held)
            before, after = (
                [plain(piece.label + piece.text) for piece in each] for each in (sides.before, sides.after)
            )
            if before and before == after:
                yield change_without_difference.finding(
                    change.model.place("after"), change, words=" ".join(sides.after[0].text.split())[:80]
                )


@rule(
    "changes-contradict",
    message=Words(
        en="this change replaces '{old}' by '{new}', but the change {other} says '{old_there}' becomes '{new_there}'",
        id="perubahan ini mengganti '{old}' dengan '{new}', padahal menurut perubahan {other} '{old_there}' menjadi "
        "'{new_there}'",
    ),
    hint=Words(
        en="settle which of the two changes is the later one and keep that one",
        id="tentukan perubahan mana yang lebih akhir dan pertahankan yang itu",
    ),
    agent="Dua perubahan bertentangan: di sini menjadi {new}, di tempat lain menjadi {new_there}.",
)
def changes_contradict(survey: Survey) -> Iterator[Finding]:
    """Two change pairs change the same value to different ones, or back and forth.

    Why it matters: whichever of the two an agent reads last counts for them; nobody knows which is in force.

    Wrong:
        - change: {id: a, kind: value, before: {body: [{text: 5 menit}]}, after: {body: [{text: 3 menit}]}}
        - change: {id: b, kind: value, before: {body: [{text: 3 menit}]}, after: {body: [{text: 5 menit}]}}
    Right:
        - change: {id: a, kind: value, before: {body: [{text: 5 menit}]}, after: {body: [{text: 3 menit}]}}

    Limits: a value must have one counterpart on the other side; whole new paragraphs are not compared.
    """
    found = [
        Out(value, change, reading)
        for reading in survey.revisions
        for change in changes_for_good(reading.of(Change))
        for value in vanished_of(change.model, reading.held)
    ]
    met: set[int] = set()
    for first, second in combinations(found, 2):
        later = second.change
        if first.change is later or id(later) in met or not _share_brand(first, second):
            continue
        if _contradict(first.value, second.value):
            met.add(id(later))
            yield changes_contradict.finding(
                later.model.place("after"),
                later,
                also=[first.change],
                old=second.value.old,
                new=second.value.new,
                other=first.change.address,
                old_there=first.value.old,
                new_there=first.value.new,
            )


def _share_brand(first: Out, second: Out) -> bool:
    return bool(set(first.reading.document.document.brands) & set(second.reading.document.document.brands))


def _contradict(first: Vanished, second: Vanished) -> bool:
    if first.kind != second.kind or (first.kind != "name" and not _same_matter(first, second)):
        return False
    old, new = plain(first.old), plain(first.new)
    other_old, other_new = plain(second.old), plain(second.new)
    is_reversed = old == other_new and new == other_old
    return is_reversed or (old == other_old and new != other_new and _same_matter(first, second))


def _same_matter(first: Vanished, second: Vanished) -> bool:
    shared = first.matter & second.matter
    return first.pairs == second.pairs and len(shared) * 2 >= max(len(first.matter), len(second.matter), 1)
