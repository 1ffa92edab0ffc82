"""Family: states that are not declared, are written otherwise, or stand in a table that differs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.stated import Stated, exact_values, fold, known_in, spelled_plainly, states_named
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.settings.schema import Fact
from generator.kinds.table.schema import Row, Table
from generator.model.conditions import Condition
from generator.survey import Entry, Survey, is_sample, letter_of


@rule(
    "state-undeclared",
    message=Words(
        en="'{state}' is called a status here, but no fact of this document has that value ({values})",
        id="'{state}' disebut sebagai status di sini, tetapi bukan nilai fakta dokumen ini ({values})",
    ),
    hint=Words(
        en="use a declared value, add '{state}' to the values of its fact, or add a gap of the kind open-question",
        id="pakai nilai yang dinyatakan, tambahkan '{state}' pada nilai faktanya, atau tambahkan gap open-question",
    ),
    agent="Status {state} disebut di sini, tetapi tidak ada dalam daftar status ({values}).",
)
def state_undeclared(survey: Survey) -> Iterator[Finding]:
    """A text, a field or a figure names a status that is no value of any fact of the document.

    Why it matters: the agent sees a status on the screen, or reads it in a step, that no branch speaks of.

    Wrong:
        values: [{value: BARU}, {value: SELESAI}]
        text: Apabila status tiket “DITUNDA”, Petugas menunggu.
    Right:
        values: [{value: BARU}, {value: DITUNDA}, {value: SELESAI}]
        text: Apabila status tiket “DITUNDA”, Petugas menunggu.

    Limits: a status is seen where it is quoted, emphasised or in capitals beside the word status, or stands in a
    field or column of that name.
    """
    for reading in survey.revisions:
        known = known_in(survey, reading)
        status_facts = known.status_facts
        if not status_facts:
            continue
        met: set[str] = set()
        for stated in states_named(survey, reading):
            word = fold(stated.word)
            if word in known.values or word in met or is_sample(stated.entry) or _is_asked(stated):
                continue
            met.add(word)
            values = ", ".join(dict.fromkeys(each.value for fact in status_facts for each in fact.model.values))
            yield state_undeclared.finding(
                stated.place, stated.entry, also=status_facts, state=stated.word, values=values
            )


def _is_asked(stated: Stated) -> bool:
    """Tell whether a gap of the same step asks about the state."""
    clause = stated.entry.nearest(Clause) or stated.entry
    around = [clause, *([clause.parent] if clause.parent is not None and clause.parent.parent is not None else [])]
    gaps = [gap.model for each in around for gap in each.gaps()]
    return any(fold(stated.word) in fold(f"{gap.text} {gap.question or ''}") for gap in gaps)


@rule(
    "state-spelled-otherwise",
    message=Words(
        en="the state '{declared}' is written '{state}' here",
        id="status '{declared}' di sini ditulis '{state}'",
    ),
    hint=Words(
        en="write the state as the application shows it, or declare the two as different values",
        id="tulis statusnya seperti pada aplikasi, atau nyatakan keduanya sebagai nilai yang berbeda",
    ),
)
def state_spelled_otherwise(survey: Survey) -> Iterator[Finding]:
    """A status is written in other letters than the value it means.

    Why it matters: an agent who looks for the words of the step on the screen does not find them; and two spellings
    may be taken for two states.

    Wrong:
        values: [{value: BELUM SELESAI}]
        branch: Jika status laporan "Belum Selesai",
    Right:
        values: [{value: BELUM SELESAI}]
        branch: Jika status laporan "BELUM SELESAI",

    Limits: each spelling is reported once, at its first place.
    """
    for reading in survey.revisions:
        known = known_in(survey, reading)
        exact = exact_values(known)
        met: set[str] = set()
        named = [*states_named(survey, reading), *spelled_plainly(reading, known)]
        for stated in sorted(named, key=lambda each: each.entry.position):
            found = known.values.get(fold(stated.word))
            word = " ".join(stated.word.split()).strip(".,;:")
            if found is None or word in exact or word in met:
                continue
            met.add(word)
            yield state_spelled_otherwise.finding(
                stated.place, stated.entry, also=[known.facts[found[0]]], declared=found[1], state=word
            )


@rule(
    "states-table-differs",
    message=Words(
        en="the table of states and the values of '{fact}' differ: {difference}",
        id="tabel status dan nilai fakta '{fact}' berbeda: {difference}",
    ),
    hint=Words(
        en="make the rows and the values the same",
        id="samakan baris tabel dan nilai faktanya",
    ),
    agent="Daftar status tidak sama dengan status yang dipakai pada langkah: {difference}.",
)
def states_table_differs(survey: Survey) -> Iterator[Finding]:
    """A table of states has a row that is no value of its fact, or lacks one, or names a row's state otherwise.

    Why it matters: the table is where agents look up what a status means; the branches use the fact's values.

    Wrong:
        values: [{value: BARU}, {value: SELESAI}]
        rows: [{id: baru, cells: {status: BARU}}, {id: ditunda, cells: {status: DITUNDA}}]
    Right:
        values: [{value: BARU}, {value: SELESAI}]
        rows: [{id: baru, cells: {status: BARU}}, {id: selesai, cells: {status: SELESAI}}]

    Limits: the table is of the shape `states`; its fact is the one that its rows set, or the one named like it.
    """
    for reading in survey.revisions:
        for table in reading.of(Table):
            if table.model.shape != "states":
                continue
            fact = _fact_of(table, survey)
            if fact is not None:
                yield from _rows(table, fact)


def _fact_of(table: Entry[Table], survey: Survey) -> Entry[Fact] | None:
    """Return the choice that a table of states lists."""
    facts = {entry.model.id: entry for entry in survey.shared.of(Fact) if entry.model.type == "choice"}
    named = [condition.model.fact for condition in table.within(Condition) if condition.model.fact in facts]
    if named:
        return facts[max(dict.fromkeys(named), key=named.count)]
    title = fold(table.model.title or "")
    return next((entry for entry in facts.values() if title and fold(entry.model.name) in title), None)


def _rows(table: Entry[Table], fact: Entry[Fact]) -> Iterator[Finding]:
    values = {fold(word): each.value for each in fact.model.values for word in (each.value, each.name) if word}
    listed: set[str] = set()
    for row in table.within(Row):
        cell = _state_of(row.model, table.model)
        declared = [each.is_ for each in row.model.facts if each.fact == fact.model.id]
        meant = declared[0] if declared else values.get(fold(cell), "")
        listed.add(fold(meant))
        if not meant or (cell and values.get(fold(cell), meant) != meant) or (cell and fold(cell) not in values):
            yield _difference(row, fact, row.model, cell or (row.model.id), meant)
    missing = [each.value for each in fact.model.values if fold(each.value) not in listed]
    if missing:
        yield states_table_differs.finding(
            table.model.location, table, also=[fact], fact=fact.model.name, difference=f"– {', '.join(missing)}"
        )


def _difference(row: Entry[Row], fact: Entry[Fact], model: Row, cell: str, meant: str) -> Finding:
    return states_table_differs.finding(
        model.place("cells"),
        row,
        also=[fact],
        fact=fact.model.name,
        difference=f"+ {cell}" if not meant else f"{cell} ≠ {meant}",
    )


def _state_of(row: Row, table: Table) -> str:
    """Return the state that a row is about, errata mended: the cell under Status, else the first one with words."""
    titled = [column.id for column in table.columns if fold(column.title) in ("status", "state", "keadaan")]
    columns = titled or [column.id for column in table.columns]
    cell = next((letter_of(row.cells[each]) for each in columns if row.cells.get(each, "").strip(". 0123456789")), "")
    for erratum in row.errata:
        cell = cell.replace(erratum.letter, erratum.intended)
    return cell
