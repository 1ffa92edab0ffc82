"""The words that the commands take and print for acts, and the mark of what an author has still to fill in."""

from __future__ import annotations

from typing import Final

from generator.revisions.register.entry import Act

FILL_IN: Final = "(diisi penyusun)"
"""Stands in the row of the modification log that `revise` prepares; nothing with it can be submitted."""

SHEET_WORDS: Final = {
    "disusun": Act.PREPARED,
    "diperiksa": Act.REVIEWED,
    "disetujui": Act.APPROVED,
    "diketahui": Act.ACKNOWLEDGED,
}


def word_of(act: Act) -> str:
    """Return the Indonesian word for an act of the approval sheet, as commands take it; others by their own name."""
    return next((word for word, each in SHEET_WORDS.items() if each is act), str(act))
