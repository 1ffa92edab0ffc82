"""Numbering: what is counted is counted without slips, so that a number leads to one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.addresses import number_key
from generator.checks.reading.numbered_lists import Item, NumberedList, lists_of
from generator.checks.reading.numbering_faults import faults_in, lost_number
from generator.checks.reading.ordinals import Fault, SequenceFault
from generator.checks.rule import Finding, Rule, Words, rule
from generator.kinds.clause.schema import Branch, Clause
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.model.base import Model
from generator.survey import Entry, RevisionReading, Survey

CASE_OR_DUTY = re.compile(r"\W*(?:jika|apabila|bila|bilamana|kalau|dalam hal|ketika|saat)\b", re.IGNORECASE)


def _slip(found: Rule, numbered: NumberedList, fault: SequenceFault) -> Finding:
    """Make a finding at one number of a list; the number before it was looked at too."""
    item = numbered.items[fault.position]
    also = [numbered.items[fault.position - 1].entry] if fault.position else []
    values = {"number": item.ordinal.written, "expected": fault.expected}
    return found.finding(item.place, item.entry, also=also, is_for_agents=False, **values)


@rule(
    "number-out-of-sequence",
    message=Words(
        en="number '{number}' stands where '{expected}' would follow",
        id="nomor '{number}' terletak di tempat '{expected}' seharusnya menyusul",
    ),
    hint=Words(
        en="ask the owner whether a point was lost, or correct the number in the next revision",
        id="tanyakan kepada pemilik dokumen apakah ada butir yang hilang, atau betulkan nomornya pada revisi berikut",
    ),
)
def number_out_of_sequence(survey: Survey) -> Iterator[Finding]:
    """The numbers of a list skip a place, begin late or stand in another order.

    Why it matters: a reader cannot tell a lost point from a slip of counting, and a reference by number may miss.

    Wrong:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: c, id: simpan, text: Menyimpan formulir.}
    Right:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: simpan, text: Menyimpan formulir.}

    Limits: options of an application, such as `02. EMAIL`, may leave numbers out. A list may go on where the one
    before it, in the neighbouring group, ended.
    """
    for numbered, fault in faults_in(survey, Fault.ORDER):
        if lost_number(numbered, fault.position) is None:
            yield _slip(number_out_of_sequence, numbered, fault)


@rule(
    "number-twice",
    message=Words(en="number '{number}' stands twice under {parent}", id="nomor '{number}' ada dua kali di {parent}"),
    hint=Words(
        en="number the second one or its list differently in the next revision",
        id="beri nomor lain pada yang kedua atau pada daftarnya dalam revisi berikut",
    ),
)
def number_twice(survey: Survey) -> Iterator[Finding]:
    """Two siblings have the same number, or a second list begins to count anew beside the first.

    Why it matters: "point 3.a" then means two places, and whoever refers to it may be misunderstood.

    Wrong:
        - {number: "1", id: buka, text: Membuka formulir.}
        - {number: "1", id: simpan, text: Menyimpan formulir.}
    Right:
        - {number: "1", id: buka, text: Membuka formulir.}
        - {number: "2", id: simpan, text: Menyimpan formulir.}

    Limits: lists in separate cases (branches), in separate rows or under separate top-level headings may each begin
    with 1.
    """
    for numbered, fault in faults_in(survey, Fault.TWICE, Fault.RESTART):
        item = numbered.items[fault.position]
        twin = next(each for each in numbered.items if number_key(each.ordinal.written) == _key(item))
        yield _twice(item, twin, numbered.container)
    for reading in survey.revisions:
        yield from _second_lists(reading)


def _key(item: Item) -> str:
    return number_key(item.ordinal.written)


def _twice(item: Item, twin: Item, parent: Entry[Model]) -> Finding:
    also = [twin.entry] if twin.entry is not item.entry else []
    number = getattr(parent.unit.model, "number", None) if parent.unit else None
    name = f"'{number or parent.address}'"
    values = {"number": item.ordinal.written, "parent": name}
    return number_twice.finding(item.place, item.entry, also=also, is_for_agents=False, **values)


def _second_lists(reading: RevisionReading) -> Iterator[Finding]:
    """Yield a finding for each list under an unnumbered heading that repeats the numbers of an earlier one."""
    earlier: dict[int, list[Item]] = {}
    for numbered in lists_of(reading):
        if not isinstance(numbered.items[0].entry.model, Clause | FaqGroup):
            continue
        above = _numbered_above(numbered.container)
        if above is None:
            continue
        known = earlier.setdefault(id(above), [])
        first = numbered.items[0]
        twin = next((item for item in known if item.ordinal.last == first.ordinal.last), None)
        if twin is not None and twin.entry.parent is not first.entry.parent:
            yield _twice(first, twin, above)
        known.extend(numbered.items)


def _numbered_above(container: Entry[Model]) -> Entry[Model] | None:
    """Return the numbered clause that a container's numbers are counted below, when nothing tells its lists apart."""
    for entry in (container, *container.around()):
        if not isinstance(entry.model, Clause):
            return None
        if entry.model.number:
            return entry
        if isinstance(entry.model, Branch):
            return None
    return None


@rule(
    "number-style",
    message=Words(
        en="number '{number}' is written in another way than its neighbours; '{expected}' would follow",
        id="nomor '{number}' ditulis lain dari nomor di sekitarnya; yang menyusul seharusnya '{expected}'",
    ),
    hint=Words(
        en="write the numbers of one list in one way in the next revision",
        id="tulis nomor dalam satu daftar dengan cara yang sama pada revisi berikut",
    ),
)
def number_style(survey: Survey) -> Iterator[Finding]:
    """One list mixes digits, letters, capitals, roman numerals, points and brackets.

    Why it matters: a reader takes another style for another level, and a capital I for the roman one.

    Wrong:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: 2), id: simpan, text: Menyimpan formulir.}
    Right:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: simpan, text: Menyimpan formulir.}

    Limits: neighbouring lists may each have a style of their own.
    """
    for numbered, fault in faults_in(survey, Fault.STYLE):
        yield _slip(number_style, numbered, fault)


@rule(
    "number-outside-parent",
    message=Words(
        en="number '{number}' stands below '{parent}', whose numbers it does not continue",
        id="nomor '{number}' berada di bawah '{parent}', padahal tidak melanjutkan nomor itu",
    ),
    hint=Words(
        en="move it below the number it belongs to, or correct the number in the next revision",
        id="pindahkan ke bawah nomor asalnya, atau betulkan nomornya pada revisi berikut",
    ),
)
def number_outside_parent(survey: Survey) -> Iterator[Finding]:
    """A number that is written in full, such as 7.10.1, stands below another number, such as 7.9.

    Why it matters: who looks for 7.10.1 does not look under 7.9.

    Wrong:
        - {number: "7.9", id: penutup, body: [{number: 7.10.1, id: pelanggan, text: Kepada pelanggan.}]}
    Right:
        - {number: "7.9", id: penutup, body: [{number: 7.9.1, id: pelanggan, text: Kepada pelanggan.}]}

    Limits: only numbers of two or more parts tell where they belong.
    """
    # Below a number that is itself a slip, the others are right.
    miscounted = {id(numbered.items[fault.position].entry) for numbered, fault in faults_in(survey, *Fault)}
    for reading in survey.revisions:
        for numbered in lists_of(reading):
            if isinstance(numbered.items[0].entry.model, Clause | FaqGroup | FaqEntry):
                yield from _outside(numbered, miscounted)


def _outside(numbered: NumberedList, miscounted: set[int]) -> Iterator[Finding]:
    above = next((each for each in _and_around(numbered.container) if getattr(each.model, "number", None)), None)
    if above is None or above.unit is None or id(above) in miscounted:
        return
    full = f".{number_key(above.unit.number)}"
    numbers = [getattr(each.model, "number", None) for each in numbered.container.inside]
    siblings = {number_key(number) for number in numbers if number}
    wrong: set[str] = set()
    for item in numbered.items:
        own = number_key(item.ordinal.parent)
        # A whole run below the wrong number is one slip.
        if own and not full.endswith(f".{own}") and own not in siblings | wrong:
            wrong.add(own)
            values = {"number": item.ordinal.written, "parent": getattr(above.model, "number", "")}
            yield number_outside_parent.finding(item.place, item.entry, also=[above], is_for_agents=False, **values)


def _and_around(entry: Entry[Model]) -> Iterator[Entry[Model]]:
    yield entry
    yield from entry.around()


@rule(
    "number-restored",
    message=Words(
        en="the source has no number here; '{number}' was restored",
        id="pada sumber tidak ada nomor di sini; '{number}' dipulihkan",
    ),
    hint=Words(
        en="ask the owner to write the number in the next revision",
        id="minta pemilik dokumen menuliskan nomor ini pada revisi berikut",
    ),
)
def number_restored(survey: Survey) -> Iterator[Finding]:
    """The source lost a number, and we put it back.

    Why it matters: in the issued document the point cannot be cited, or is read as part of the one before.

    Wrong:
        - {number: "2", number_restored: true, id: tanya, text: Menanyakan nama.}
    Right:
        - {number: "2", id: tanya, text: Menanyakan nama.}

    Limits: it sees what was marked while the document was taken over.
    """
    for reading in survey.revisions:
        for entry in reading.clauses:
            if entry.model.is_number_restored and entry.model.number:
                place = entry.model.place("number_restored")
                yield number_restored.finding(place, entry, is_for_agents=False, number=entry.model.number)


@rule(
    "step-without-number",
    message=Words(
        en="this point stands among numbered ones ('{before}') and has no number",
        id="butir ini berada di antara butir bernomor ('{before}') tetapi tidak bernomor",
    ),
    hint=Words(
        en="ask the owner for its number, or to which numbered point it belongs",
        id="tanyakan kepada pemilik dokumen nomornya, atau termasuk butir mana",
    ),
)
def step_without_number(survey: Survey) -> Iterator[Finding]:
    """A step or case without a number stands among numbered ones.

    Why it matters: it cannot be cited, and is read as part of the point before it.

    Wrong:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: isi, text: Mengisi formulir.}
        - {id: gagal, text: "Apabila formulir tidak terbuka, ulangi."}
    Right:
        - {number: a, id: buka, text: Membuka formulir.}
        - {number: b, id: isi, text: Mengisi formulir.}
        - {number: c, id: gagal, text: "Apabila formulir tidak terbuka, ulangi."}

    Limits: behind the numbered points only what opens with a condition, or says who does it, is taken for a step;
    a sentence before the first number leads to the list.
    """
    for reading in survey.revisions:
        for numbered in lists_of(reading):
            yield from _unnumbered(numbered)


def _unnumbered(numbered: NumberedList) -> Iterator[Finding]:
    if not isinstance(numbered.items[0].entry.model, Clause):
        return
    lost = {id(entry): entry for position in range(len(numbered.items)) if (entry := lost_number(numbered, position))}
    kinds = {type(item.entry.model) for item in numbered.items}
    before = numbered.items[0]
    for entry in numbered.container.inside:
        model = entry.model
        item = next((item for item in numbered.items if item.entry is entry), None)
        before = item or before
        if not isinstance(model, Clause) or model.number:
            continue
        is_behind = entry.position > numbered.items[0].entry.position and len(numbered.items) > 1
        is_step = is_behind and type(model) in kinds and _is_step(model)
        if id(entry) in lost or is_step:
            place = model.place("branch" if isinstance(model, Branch) else "text" if model.text else "title")
            yield step_without_number.finding(
                place, entry, also=[before.entry], is_for_agents=False, before=before.ordinal.written
            )


def _is_step(model: Clause) -> bool:
    words = model.branch if isinstance(model, Branch) else model.text or ""
    return bool(model.actor or model.force or model.when or CASE_OR_DUTY.match(words))
