"""The list of editions as lines for people."""

from __future__ import annotations

from collections.abc import Sequence

from generator.editions.held import HeldEdition

HEADINGS = ("edition", "as of", "documents", "size", "")


def editions_text(editions: Sequence[HeldEdition]) -> str:
    """Return a table of editions, a line each; `*` marks the one that readers are led to."""
    rows = [HEADINGS, *(_row(each) for each in editions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    marks = (" ", *("*" if each.is_latest else " " for each in editions))
    return "".join(f"{mark} {line}\n" for mark, line in zip(marks, lines, strict=True))


def _row(edition: HeldEdition) -> tuple[str, ...]:
    documents = "?" if edition.documents is None else str(edition.documents)
    remarks = [
        "latest" if edition.is_latest else "",
        "" if edition.is_listed else "not in versions.json",
        "" if edition.is_there else "its folder is missing",
        "no manifest" if edition.is_there and edition.documents is None else "",
        edition.audience if edition.audience not in {"", "internal"} else "",
    ]
    return (
        edition.name,
        edition.as_of.replace("T", " ") or "?",
        documents,
        f"{edition.size_bytes / 1_000_000:.1f} MB",
        ", ".join(filter(None, remarks)),
    )
