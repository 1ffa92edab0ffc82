"""Tables, fees and catalogues as data of the template: headings, rows under their groups, widths of columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.kinds.catalogue.schema import Catalogue
from generator.kinds.fees.schema import FeeTable
from generator.kinds.fees.view import currency_words
from generator.kinds.table.schema import Column, Row, Table
from generator.kinds.table.view import flat_rows
from generator.pdf.text import Json, Runs, paragraph, plain
from generator.render.dates import grouped, short_date
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer

ROOM = 76
"""Letters that a line of a table has room for."""
TIGHT_ROOM = 94
"""Letters that a line has room for in the smaller size of tables with many columns."""
NARROWEST = 4
"""Letters that a column has room for at least."""
WIDEST_WORD = 24
"""Letters of a word from which on it may be broken."""
WIDTH_OF_CAPITALS = 1.25
"""Capitals and digits take more room than the letters that a measure counts."""


def table_data(writer: Writer, table: Table) -> list[Json]:
    """Return a table, and below it what the source says about single rows."""
    texts = writer.texts
    anchor = writer.anchor(table)
    groups = [(None, None, table.rows), *((group, writer.anchor(group), group.rows) for group in table.groups)]
    rows = [row for _, _, rows in groups for row, _ in flat_rows(rows, 0)]
    details = [_details(writer, table, row) for row in rows if row.body]
    has_numbers = any(row.number for row in rows)
    lines: list[Json] = []
    for group, group_anchor, group_rows in groups:
        if group is not None:
            title = f"{group.number} {group.title}" if group.number else group.title
            lines.append({"group": texts.letter(title, group), "anchor": group_anchor})
        lines.extend(_row(writer, table, row, depth, has_numbers) for row, depth in flat_rows(group_rows, 0))
    notes = [label("table.as-of", day=table.as_of)] if table.as_of else []
    notes += [label("table.implied")] if table.is_implied else []
    numbers = [{"title": plain(label("table.number")), "note": None}] if has_numbers else []
    columns = [*numbers, *(_column(writer, table, column) for column in table.columns)]
    data = {
        "kind": "table",
        "anchor": anchor,
        "lead": texts.prose(table.lead, table) if table.lead else [],
        "title": texts.letter(table.title, table) if table.title else None,
        "title_notes": _title_notes(table),
        "columns": columns,
        **shape([column["title"] for column in columns], lines),
        "rows": lines,
        "notes": notes,
        "remarks": [texts.prose(note) for note in (table.note, table.remark) if note],
    }
    return [data, *details]


def _title_notes(table: Table) -> list[str]:
    notes = [label("table.title-ours")] if table.title and table.is_title_ours else []
    return [*notes, label("table.screen")] if table.shape == "screen" else notes


def _column(writer: Writer, table: Table, column: Column) -> Json:
    note = label("table.column-ours") if column.is_title_ours else None
    return {"title": writer.texts.letter(column.title, table), "note": note}


def _row(writer: Writer, table: Table, row: Row, depth: int, has_numbers: bool) -> Json:  # noqa: FBT001 - of the table
    texts = writer.texts
    cells = [texts.cell(row.cells[column.id], row) if column.id in row.cells else [] for column in table.columns]
    if has_numbers:
        cells.insert(0, [paragraph(plain(row.number))] if row.number else [])
    remark = f"({label('note.kind')}: {writer.page.plain(row.remark)})" if row.remark and not row.body else None
    # A row with more to say has its label there, below the table.
    return {
        "anchor": None if row.body else writer.anchor(row),
        "depth": depth,
        "indented": int(has_numbers),
        "cells": cells,
        "remark": remark,
    }


def _details(writer: Writer, table: Table, row: Row) -> Json:
    """Return a row with its blocks, below the table."""
    texts = writer.texts
    shown = [column for column in table.columns if column.id in row.cells]
    return {
        "kind": "row",
        "anchor": writer.anchor(row),
        "cells": [
            {"title": texts.letter(column.title, table), "text": texts.cell(row.cells[column.id], row)}
            for column in shown
        ],
        "body": writer.body(row.body, row),
        "remark": texts.prose(row.remark) if row.remark else None,
    }


def fees_data(writer: Writer, table: FeeTable) -> list[Json]:
    """Return a fee table. By when its values must be checked is the site's matter: it changes while they stand."""
    texts = writer.texts
    anchor = writer.anchor(table)
    titles = [table.number_title, table.name_title, *(column.title for column in table.columns)]
    rows: list[Json] = []
    for group in table.groups:
        rows.append({"group": texts.letter(group.title, group), "anchor": writer.anchor(group)})
        for fee in group.fees:
            amounts = [fee.amounts.get(column.id) for column in table.columns]
            words = [fee.number or "", *("" if amount is None else grouped(amount) for amount in amounts)]
            cells = [[paragraph(plain(word))] if word else [] for word in words]
            cells.insert(1, [paragraph(texts.letter(fee.name, fee))])
            remark = f"({label('note.kind')}: {writer.page.plain(fee.remark)})" if fee.remark else None
            rows.append({"anchor": writer.anchor(fee), "depth": 0, "indented": 1, "cells": cells, "remark": remark})
    columns: list[Json] = [{"title": texts.letter(title, table), "note": None} for title in titles]
    return [
        {
            "kind": "table",
            "anchor": anchor,
            "lead": [],
            "title": texts.letter(table.title, table),
            "title_notes": [],
            "columns": columns,
            "aligned_right": list(range(2, len(columns))),
            **shape([column["title"] for column in columns], rows),
            "rows": rows,
            "notes": [label("table.as-of", day=short_date(table.as_of)) + ".", currency_words(table)],
            "remarks": [texts.prose(table.remark)] if table.remark else [],
        }
    ]


def catalogue_data(writer: Writer, catalogue: Catalogue) -> list[Json]:
    """Return a catalogue as one table; its groups are rows that span it."""
    texts, headings = writer.texts, catalogue.columns
    anchor = writer.anchor(catalogue)
    rows: list[Json] = []
    for group in catalogue.groups:
        rows.append({"group": texts.letter(group.name, group), "anchor": writer.anchor(group)})
        for each in group.types:
            cells = [[paragraph(plain(each.number))], [paragraph(texts.letter(each.name, each))]]
            remark = f"({label('note.kind')}: {writer.page.plain(each.remark)})" if each.remark else None
            rows.append({"anchor": writer.anchor(each), "depth": 0, "indented": 1, "cells": cells, "remark": remark})
    family = [*texts.letter(headings.family, catalogue), {"text": ": "}, *texts.letter(catalogue.family, catalogue)]
    group_heading = texts.letter(headings.group, catalogue)
    type_heading = [*group_heading, {"text": " / "}, *texts.letter(headings.type, catalogue)]
    return [
        {
            "kind": "table",
            "anchor": anchor,
            "lead": [paragraph(family)],
            "title": texts.letter(catalogue.title, catalogue),
            "title_notes": [],
            "columns": [
                {"title": texts.letter(headings.number, catalogue), "note": None},
                {"title": type_heading, "note": None},
            ],
            "widths": [1, 9],
            "is_tight": False,
            "rows": rows,
            "notes": [label("catalogue.numbers")],
            "remarks": [texts.prose(catalogue.remark)] if catalogue.remark else [],
        }
    ]


Length = tuple[float, float]
"""Room that a cell would like, and room that its longest word needs, in letters."""


def shape(titles: Sequence[Runs], rows: Sequence[Json]) -> Json:
    """Return the widths of a table's columns, and whether it has to be set smaller.

    Args:
        titles: The headings of the columns.
        rows: Its lines; those of groups count for nothing.
    """
    shares = widths([[_length_of_runs(title) for title in titles], *_lengths(rows)])
    return {"widths": shares, "is_tight": sum(shares) > ROOM + 1}


def widths(rows: Sequence[Sequence[Length]]) -> list[float]:
    """Return the widths of columns, in letters: each has room for its longest word, the rest goes where text is.

    A long text counts by its root, so that a column of sentences does not squeeze one of names.
    """
    columns = list(zip(*rows, strict=True))
    needed = [max(NARROWEST, max(word for _, word in column) + 2) for column in columns]
    wanted = [max(min(length, 12 + 3 * math.sqrt(length)) for length, _ in column) for column in columns]
    more = [max(0.0, want - need) + 0.1 for want, need in zip(wanted, needed, strict=True)]
    room = ROOM if sum(needed) <= ROOM else TIGHT_ROOM
    left = max(0.0, room - sum(needed))
    return [round(need + left * extra / sum(more), 1) for need, extra in zip(needed, more, strict=True)]


def plain_table(title: Runs, titles: Sequence[Runs], rows: Sequence[Sequence[list[Json]]]) -> Json:
    """Return a table of cells that belong to no unit.

    Args:
        title: Its title.
        titles: The headings of its columns.
        rows: The blocks of each cell.
    """
    lines = [{"anchor": None, "depth": 0, "indented": 0, "cells": list(cells), "remark": None} for cells in rows]
    return {
        "kind": "table",
        "anchor": None,
        "lead": [],
        "title": title,
        "title_notes": [],
        "columns": [{"title": each, "note": None} for each in titles],
        **shape(titles, lines),
        "rows": lines,
        "notes": [],
        "remarks": [],
    }


def _lengths(rows: Sequence[Json]) -> Iterator[list[Length]]:
    for row in rows:
        if "cells" in row:
            yield [_length_of_blocks(cell) for cell in row["cells"]]


def _length_of_blocks(blocks: Sequence[Json]) -> Length:
    """Return the room for all blocks of a cell, and for the longest word in them."""
    lengths = [_length_of_runs(block["runs"]) for block in blocks if block["kind"] == "paragraph"]
    lengths += [_length_of_blocks(item["body"]) for block in blocks for item in block.get("items", ())]
    return sum(length for length, _ in lengths), max((word for _, word in lengths), default=0)


def _length_of_runs(runs: Runs) -> Length:
    text = "".join(run["text"] for run in runs)
    longest_word = max(map(_room_for, re.split(r"[\s/\u2013-]+", text)), default=0)
    return max(map(_room_for, text.split("\n"))), min(longest_word, WIDEST_WORD)


def _room_for(words: str) -> float:
    wide = sum(letter.isupper() or letter.isdigit() for letter in words)
    return len(words) + (WIDTH_OF_CAPITALS - 1) * wide
