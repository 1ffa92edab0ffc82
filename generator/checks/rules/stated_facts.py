"""Stated facts: what is typed of a row, a window, a day or a review agrees with the words beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.reading.content_words import word_set
from generator.checks.reading.periods_said import months_said, says_in_force, windows_in
from generator.checks.rule import Finding, Words, rule
from generator.checks.rules.dates import find_dates
from generator.kinds.change.schema import Change, Overlay
from generator.kinds.clause.schema import Clause
from generator.kinds.document.schema import Document, Revision
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import ContactCentre, Fact
from generator.kinds.table.schema import Row, Table
from generator.problems import Severity
from generator.survey import Entry, RevisionReading, Survey, letter_of


@rule(
    "row-against-cells",
    message=Words(
        en="the row is typed '{typed}', its cell says '{said}'",
        id="baris ini dicatat '{typed}', sedangkan selnya menyebut '{said}'",
    ),
    hint=Words(
        en="mend what is typed; the words are the source's", id="perbaiki catatannya; kata-kata mengikuti sumber"
    ),
    severity=Severity.ERROR,
    agent="Baris ini ditandai {typed}; selnya menyebut {said}.",
)
def row_against_cells(survey: Survey) -> Iterator[Finding]:
    """A typed fact or contact centre of a row is another one than its cells name.

    Why it matters: search, flows and guided steps follow what is typed, readers the cell.

    Wrong:
        cells: {jaringan: IPA, wilayah: Kota}
        facts: [{fact: level-wilayah, is: Kecamatan}]

    Right:
        cells: {jaringan: IPA, wilayah: Kota}
        facts: [{fact: level-wilayah, is: Kota}]

    Limits: only cells that are nothing but a value of the same fact, or the name of a contact centre; tables of states
    have a rule of their own.
    """
    values = {
        each.id: {value.value.casefold(): value.value for value in each.values}
        for each in survey.library.settings(Fact)
        if each.type == "choice"
    }
    centres = {each.id: each for each in survey.library.settings(ContactCentre)}
    names = {name.casefold(): each for each in centres.values() for name in (each.name, *each.spellings)}
    for reading in survey.revisions:
        for row in reading.of(Row):
            cells = {letter_of(each).strip().casefold(): each for each in row.model.cells.values()}
            table = row.nearest(Table)
            if table is None or table.model.shape not in ("states", "screen"):
                yield from _other_values(row, cells, values)
            own = centres.get(row.model.contact_centre or "")
            named = [names[each] for each in cells if own and each in names]
            if own and named and own not in named:
                place = row.model.place("contact_centre")
                yield row_against_cells.finding(place, row, typed=own.name, said=named[0].name)


def _other_values(row: Entry[Row], cells: dict[str, str], values: dict[str, dict[str, str]]) -> Iterator[Finding]:
    """Yield the typed facts of a row whose cells are other values of the same fact."""
    typed = [each.fact for each in row.model.facts]
    for condition in row.model.facts:
        said = [name for name in values.get(condition.fact, {}) if name in cells]
        if said and condition.is_.casefold() not in said and typed.count(condition.fact) == 1:
            yield row_against_cells.finding(
                condition.place("is"), row, typed=condition.is_, said=values[condition.fact][said[0]]
            )


@rule(
    "window-against-text",
    message=Words(
        en="the typed window says {typed}, the sentence says '{said}'",
        id="masa yang dicatat menyatakan {typed}, sedangkan kalimat menyebut '{said}'",
    ),
    hint=Words(
        en="mend the window; the words are the source's",
        id="perbaiki masanya; kalimat mengikuti sumber",
    ),
    severity=Severity.ERROR,
    agent="Masa berlaku di sini ({typed}) berbeda dengan kalimatnya ({said}).",
)
def window_against_text(survey: Survey) -> Iterator[Finding]:
    """A temporary change is typed for other days or minutes than the sentence that announces it.

    Why it matters: the page shows the words of a campaign on days on which they do not hold.

    Wrong:
        text: Salam ini berlaku mulai 16 Maret 2026 sampai dengan 22 Maret 2026.
        overlay: {effective: {from: "2026-03-16 00:00", until: "2026-03-20 23:59", clock: local}}

    Right:
        text: Salam ini berlaku mulai 16 Maret 2026 sampai dengan 22 Maret 2026.
        overlay: {effective: {from: "2026-03-16 00:00", until: "2026-03-22 23:59", clock: local}}

    Limits: a sentence announces a change when it stands in or beside it, or when a bound or two words of its
    title agree; it has to name both days.
    """
    for reading in survey.revisions:
        for overlay in reading.of(Overlay):
            for clause in reading.clauses:
                found = _other_window(overlay, clause, reading) if clause.model.text else None
                if found:
                    key, typed, said = found
                    place = overlay.model.effective.place(key)
                    yield window_against_text.finding(place, overlay, also=[clause], typed=typed, said=said)
                    break


def _other_window(
    overlay: Entry[Overlay], clause: Entry[Clause], reading: RevisionReading
) -> tuple[str, str, str] | None:
    """Return the bound that differs from the words of a clause, as typed and as said."""
    window = overlay.model.effective
    for said in windows_in(letter_of(clause.model.text or "")):
        bounds = [
            ("from", window.from_, said.first, said.first_clock),
            ("until", window.until, said.last, said.last_clock),
        ]
        wrong = [
            (key, typed)
            for key, typed, day, clock in bounds
            if day and (typed is None or typed.date() != day or (clock and typed.time() != clock))
        ]
        agrees = any(typed is not None and typed.date() == day for _, typed, day, _ in bounds)
        if wrong and (agrees or _announces(clause, overlay, reading)):
            key, typed = wrong[0]
            shown = typed.isoformat(" ", "minutes") if typed else "–"
            return (key if typed else "from"), shown, said.written
    return None


def _announces(clause: Entry[Clause], overlay: Entry[Overlay], reading: RevisionReading) -> bool:
    """Tell whether a clause stands in or beside a change, or speaks of the only change of a revision."""
    change = overlay.nearest(Change)
    if change is None or clause in change.around() or clause.parent in (change, change.parent):
        return True
    script = reading.held.part(overlay.model.script, Script)
    about = word_set(f"{change.model.title or ''} {script.title if script else ''}")
    said = word_set(letter_of(clause.model.text or ""))
    return len(reading.of(Overlay)) == 1 and len(about & said) > 1


@rule(
    "date-against-text",
    message=Words(
        en="`{field}` is {typed}, the text says '{said}'",
        id="`{field}` bernilai {typed}, sedangkan teksnya menyebut '{said}'",
    ),
    hint=Words(en="mend the typed day; the words are the source's", id="perbaiki tanggalnya; kalimat mengikuti sumber"),
    severity=Severity.ERROR,
    agent="Tanggal yang dicatat ({typed}) berbeda dengan teksnya ({said}).",
)
def date_against_text(survey: Survey) -> Iterator[Finding]:
    """The typed day of a revision is not the day that its words say.

    Why it matters: what is in force on a given day is decided by the typed day, and readers are shown the words.

    Wrong:
        issued_on: 2025-09-11
        issued_text: 1 September 2025

    Right:
        issued_on: 2025-09-01
        issued_text: 1 September 2025

    Limits: the day of issue, and from when the document says that it is in force itself.
    """
    for reading in survey.revisions:
        revision = reading.held.revision
        issued = find_dates(revision.issued_text or "")
        if issued and issued[0].day and isinstance(revision.issued_on, dt.date) and issued[0].day != revision.issued_on:
            yield date_against_text.finding(
                revision.place("issued_on"),
                reading.head,
                is_for_agents=False,
                field="issued_on",
                typed=revision.issued_on.isoformat(),
                said=issued[0].letter,
            )
        yield from _other_start(revision, reading)


def _other_start(revision: Revision, reading: RevisionReading) -> Iterator[Finding]:
    start = revision.effective.from_
    for clause in reading.clauses if isinstance(start, dt.date) else ():
        for day, written, _ in says_in_force(letter_of(clause.model.text or "")):
            if day != start:
                yield date_against_text.finding(
                    revision.effective.place("from"),
                    reading.head,
                    also=[clause],
                    field="effective.from",
                    typed=start.isoformat(),
                    said=written,
                )
                return


@rule(
    "review-against-text",
    message=Words(
        en="`review_interval_months` is {typed}, the sentence says '{said}' ({months} months)",
        id="`review_interval_months` bernilai {typed}, sedangkan kalimatnya menyebut '{said}' ({months} bulan)",
    ),
    hint=Words(
        en="mend the typed interval; the words are the source's",
        id="perbaiki jangka waktunya; kalimat mengikuti sumber",
    ),
    severity=Severity.ERROR,
)
def review_against_text(survey: Survey) -> Iterator[Finding]:
    """The typed review interval of a document is not what its sentence on reviews says.

    Why it matters: the checker reminds of a review too late, or of one that nobody has asked for.

    Wrong:
        review_interval_months: 24
        text: Prosedur ini wajib ditinjau ulang setiap 12 (dua belas) bulan.

    Right:
        review_interval_months: 12
        text: Prosedur ini wajib ditinjau ulang setiap 12 (dua belas) bulan.
    """
    for reading in survey.revisions:
        document = reading.document.document
        typed = document.review_interval_months
        for clause in reading.clauses if isinstance(typed, int) else ():
            said = _review_said(letter_of(clause.model.text or ""))
            if said and said[0] != typed:
                entry = reading.of(Document)[0]
                months, words = said
                place = document.place("review_interval_months")
                yield review_against_text.finding(place, entry, also=[clause], typed=typed, months=months, said=words)
                break


def _review_said(letter: str) -> tuple[int, str] | None:
    """Return the interval that a sentence states for a document itself."""
    folded = letter.casefold()
    is_itself = any(word in folded for word in ("prosedur", "sop", "dokumen", "panduan", "ketentuan", "pedoman"))
    return months_said(letter) if is_itself else None
