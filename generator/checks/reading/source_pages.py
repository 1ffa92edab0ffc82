"""Pages of a source as the content writes them: `7`, `8-13`, `1, 4`."""

from __future__ import annotations

import re

PAGES = re.compile(r"([0-9]{1,4})(?:\s*(?:-|–|s\.?\s?[/.]?\s?d\.?)\s*([0-9]{1,4}))?")
MOST_PAGES = 2000


def read_pages(written: str | None) -> frozenset[int]:
    """Return the pages that a text names; empty when it names none, or the other way round."""
    pages: set[int] = set()
    for first, last in PAGES.findall(written or ""):
        end = int(last or first)
        if end - int(first) < MOST_PAGES:
            pages.update(range(int(first), end + 1))
    return frozenset(pages)


def is_backwards(written: str) -> bool:
    """Tell whether a range ends before it begins, such as `13-8`."""
    return any(last and int(last) < int(first) for first, last in PAGES.findall(written))
