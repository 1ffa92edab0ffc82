"""The modification log: its rows agree with the text, with each other and with the sheets around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator.addresses import number_key
from generator.checks.reading.headings import SEVERAL, Heading, Headings
from generator.checks.reading.source_pages import read_pages
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.document.schema import LogChange, LogRow, Revision
from generator.library import HeldRevision
from generator.model.base import Model
from generator.problems import Location
from generator.survey import Entry, RevisionReading, Survey

FIRST_RELEASE = re.compile(
    r"(?:first|initial) (?:release|issue)|(?:ter)?bit(?:an)? (?:pertama|awal|perdana)|"
    r"(?:penerbitan|rilis|versi|dokumen|edisi) (?:pertama|awal|perdana|baru)|pertama kali|baru dibuat",
    re.IGNORECASE,
)
CHAPTER_COLUMN = re.compile(r"bab|bagian|chapter|pasal|klausul|butir", re.IGNORECASE)
PAGE_COLUMN = re.compile(r"hal(?:aman|\.)?|page", re.IGNORECASE)


@dataclass(slots=True)
class Log:
    """The log of one revision."""

    reading: RevisionReading
    revision: Revision
    rows: list[Entry[LogRow]]

    @property
    def last(self) -> Entry[LogRow]:
        """Return the row of the revision itself: the last."""
        return self.rows[-1]


def _logs(survey: Survey) -> Iterator[Log]:
    for reading in survey.revisions:
        revision, rows = reading.head.model, reading.of(LogRow)
        if rows and isinstance(revision, Revision):
            yield Log(reading, revision, rows)


def predecessor(reading: RevisionReading) -> HeldRevision | None:
    """Return the revision before another one, as far as it is held."""
    revisions = list(reading.document.revisions.values())
    position = revisions.index(reading.held)
    return revisions[position - 1] if position else None


@dataclass(frozen=True, slots=True)
class Named:
    """A chapter that the last row of a log names."""

    change: Entry[LogChange]
    words: str
    place: Location
    heading: Heading


def named_chapters(survey: Survey) -> Iterator[Named]:
    """Yield the chapters that the last row of each log names."""
    for log in _logs(survey):
        headings = Headings(log.reading)
        for change in log.last.within(LogChange):
            model = change.model
            told = [Named(change, model.change, model.place("change"), each) for each in headings.find(model.change)]
            cell = headings.find(model.chapter, is_certain=True) if model.chapter else []
            yield from told
            for heading in cell:
                place = model.place("chapter")
                around = _chapter_around(told[0].heading.entry, heading.entry) if told and len(cell) == 1 else None
                if around or not told or heading.entry is None:
                    yield Named(change, model.chapter or "", place, around or heading)


def _chapter_around(told: Entry[Clause] | None, chapter: Entry[Clause] | None) -> Heading | None:
    """Return the chapter that a change is really told of, when it is another than the column Bab says."""
    if told is None or chapter is None:
        return None
    around = [told, *(cast("Entry[Clause]", each) for each in told.around() if isinstance(each.model, Clause))]
    numbers = {number_key(each.model.number or "") for each in around}
    is_inside = chapter in around or number_key(chapter.model.number or "") in numbers
    return None if is_inside else Heading(around[-1], is_agreed=False)


@rule(
    "log-chapter-unknown",
    message=Words(
        en="the log names '{chapter}', which the text does not have",
        id="log menyebut '{chapter}', yang tidak ada dalam naskah",
    ),
    hint=Words(
        en="ask the owner whether the chapter is missing or its number wrong",
        id="tanyakan kepada pemilik dokumen apakah bab itu hilang atau nomornya salah",
    ),
)
def log_chapter_unknown(survey: Survey) -> Iterator[Finding]:
    """The last row of the log names a chapter that the text does not have.

    Why it matters: nobody can tell what was changed, and a chapter may be missing.

    Wrong:
        log: [{version: "2", changes: [{change: 7.12 Edukasi}]}]
        sections: [{number: "7.4", id: edukasi, title: Edukasi}]
    Right:
        log: [{version: "2", changes: [{change: 7.4 Edukasi}]}]
        sections: [{number: "7.4", id: edukasi, title: Edukasi}]

    Limits: earlier rows speak of earlier texts. A change without a number is looked up only in the column Bab.
    """
    for named in named_chapters(survey):
        if named.heading.entry is None:
            yield log_chapter_unknown.finding(named.place, named.change, is_for_agents=False, chapter=named.words)


@rule(
    "log-chapter-title",
    message=Words(
        en="the log says '{chapter}', the heading '{heading}'",
        id="log menulis '{chapter}', judul babnya '{heading}'",
    ),
    hint=Words(
        en="ask the owner which of the two is right, and write both alike in the next revision",
        id="tanyakan kepada pemilik dokumen mana yang benar, lalu samakan keduanya pada revisi berikut",
    ),
)
def log_chapter_title(survey: Survey) -> Iterator[Finding]:
    """The last row of the log names a chapter under another title or number than the text.

    Why it matters: one cannot be sure that the log means this chapter.

    Wrong:
        log: [{version: "2", changes: [{change: 7.4 Edukasi}]}]
        sections: [{number: "7.4", id: penjelasan, title: Penjelasan}]
    Right:
        log: [{version: "2", changes: [{change: 7.4 Penjelasan}]}]
        sections: [{number: "7.4", id: penjelasan, title: Penjelasan}]

    Limits: case and punctuation do not matter.
    """
    for named in named_chapters(survey):
        found = named.heading.entry
        if found is not None and not named.heading.is_agreed:
            values = {"chapter": named.words, "heading": named.heading.written}
            yield log_chapter_title.finding(named.place, named.change, also=[found], is_for_agents=False, **values)


@rule(
    "log-pages-differ",
    message=Words(
        en="the log gives page '{pages}' for '{chapter}', which stands on page '{written}'",
        id="log menyebut halaman '{pages}' untuk '{chapter}', padahal bab itu di halaman '{written}'",
    ),
    hint=Words(
        en="ask the owner whether the pages are wrong, or another chapter was changed without being listed",
        id="tanyakan kepada pemilik dokumen apakah halamannya salah, atau ada bab lain yang diubah tanpa dicatat",
    ),
)
def log_pages_differ(survey: Survey) -> Iterator[Finding]:
    """The pages in the last row of the log reach beyond the pages of the chapter.

    Why it matters: a page outside of the chapter belongs to another one, which may have been changed too.

    Wrong:
        log: [{version: "2", changes: [{change: 7.8 Reminder, pages: 9-10}]}]
        sections: [{number: "7.8", id: reminder, title: Reminder, source_page: "9"}]
    Right:
        log: [{version: "2", changes: [{change: 7.8 Reminder, pages: "9"}]}]
        sections: [{number: "7.8", id: reminder, title: Reminder, source_page: "9"}]

    Limits: the log may name fewer pages than the chapter has.
    """
    seen: set[int] = set()
    for named in named_chapters(survey):
        found, change = named.heading.entry, named.change
        written = found.model.source_page if found else None
        pages = read_pages(change.model.pages)
        # A cell may name several chapters and the pages of all of them.
        if found is None or not written or not pages or SEVERAL.search(change.model.chapter or ""):
            continue
        if read_pages(written) and not pages <= read_pages(written) and change.position not in seen:
            seen.add(change.position)
            values = {"pages": change.model.pages, "chapter": named.words, "written": written}
            place = change.model.place("pages")
            yield log_pages_differ.finding(place, change, also=[found], is_for_agents=False, **values)


@rule(
    "log-cell-empty",
    message=Words(
        en="the log's column '{column}' is empty beside {changes}",
        id="kolom '{column}' pada log kosong di samping {changes}",
    ),
    hint=Words(
        en="ask the owner to fill the column in; what was changed and where is two things",
        id="minta pemilik dokumen mengisi kolom itu; apa yang diubah dan di mana adalah dua hal",
    ),
)
def log_cell_empty(survey: Survey) -> Iterator[Finding]:
    """The log has a column for the chapter or the page, and it is empty.

    Why it matters: when the chapter stands where the change should be told, nobody knows what was changed.

    Wrong:
        log_columns: [Versi, Keterangan Modifikasi, Bab]
        log: [{version: "2", changes: [{change: 7.8 Reminder}]}]
    Right:
        log_columns: [Versi, Keterangan Modifikasi, Bab]
        log: [{version: "2", changes: [{change: Batas waktu, chapter: 7.8 Reminder}]}]

    Limits: the first release changes no chapter. Rows that the log of the revision before has are looked at there.
    """
    for log in _logs(survey):
        before = predecessor(log.reading)
        earlier = {row.version for row in before.revision.log} if before else set()
        rows = [row for row in log.rows if row.model.version not in earlier]
        changes = [each for row in rows for each in row.within(LogChange)]
        told = [each for each in changes if not FIRST_RELEASE.search(each.model.change)]
        for position, column in enumerate(log.revision.log_columns):
            key = _key_of(column)
            lacking = [each for each in told if key and not getattr(each.model, key)]
            if lacking and len(lacking) == len(told):
                place = log.revision.place("log_columns", position)
                yield _empty(place, log.reading.head, column, lacking)
                continue
            for each in lacking:
                yield _empty(each.model.place("change"), each, column, [each])


def _empty(place: Location, about: Entry[Model], column: str, lacking: list[Entry[LogChange]]) -> Finding:
    changes = ", ".join(f"'{each.model.change}'" for each in lacking[:3]) + (", …" if len(lacking) > 3 else "")
    return log_cell_empty.finding(place, about, also=lacking, is_for_agents=False, column=column, changes=changes)


def _key_of(column: str) -> str | None:
    if CHAPTER_COLUMN.fullmatch(column.strip()):
        return "chapter"
    return "pages" if PAGE_COLUMN.fullmatch(column.strip()) else None
