"""Menu paths as the sources write them: "Profil >> Ubah Profil >> Simpan".

Three separators occur: `>>`, `-->` and `|`. The letter stays: lead, steps, separators and tail
joined give the line again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Separator = Literal[">>", "-->", "|"]

# A bar may be a mere bar, so one alone is a path only where the author says so.
_FEWEST: Final[dict[Separator, int]] = {">>": 1, "-->": 1, "|": 2}
_PATTERNS: Final[dict[Separator, re.Pattern[str]]] = {
    ">>": re.compile(r"(?<=[^\s>])[ \t\u00a0]*(?<![>-])>>(?!>)[ \t\u00a0]*(?=[^\s>])"),
    "-->": re.compile(r"(?<=[^\s>-])[ \t\u00a0]*(?<!-)-->(?!>)[ \t\u00a0]*(?=[^\s>])"),
    "|": re.compile(r"(?<=[^\s|])[ \t\u00a0]*(?<!\|)\|(?!\|)[ \t\u00a0]*(?=[^\s|])"),
}
# What introduces a path without being its first menu.
_LEAD_PHRASE: Final = re.compile(r".{0,200}?\b(?:dibuka di|mengakses menu|sebagai berikut)\s*:?\s+", re.IGNORECASE)
_LEAD_COLON: Final = re.compile(r".*\s?:\s+")
# Four letters before the full stop: "No. Lapor" and "Kel. Melati" go on.
_SENTENCE_END: Final = re.compile(r"(?<=[^\W\d_]{4}[.!?])\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class MenuPath:
    """A line with a path in it; `lead` + steps with separators between + `tail` is the line.

    Attributes:
        lead: What stands before the first menu, with its white space; often empty.
        separators: Each as written, white space included; one fewer than the steps.
        tail: What follows the last menu: a further sentence, or the bracket that the lead opened.
    """

    lead: str
    steps: tuple[str, ...]
    separator: Separator
    separators: tuple[str, ...]
    tail: str = ""

    @property
    def letter(self) -> str:
        """The line as the source has it."""
        between = [*self.separators, ""]
        return self.lead + "".join(step + gap for step, gap in zip(self.steps, between, strict=True)) + self.tail


def split_menu_path(line: str, separator: Separator | None = None) -> MenuPath | None:
    """Return the menu path in one line of text, or None when there is none.

    Args:
        line: One line of plain text.
        separator: Look for this separator alone, and let one occurrence suffice.
    """
    for candidate, pattern in _PATTERNS.items():
        if separator not in (None, candidate):
            continue
        gaps = list(pattern.finditer(line))
        if len(gaps) >= (1 if separator else _FEWEST[candidate]):
            return _split_at(line, gaps, candidate)
    return None


def _split_at(line: str, gaps: list[re.Match[str]], separator: Separator) -> MenuPath:
    starts = [0, *(gap.end() for gap in gaps)]
    ends = [*(gap.start() for gap in gaps), len(line)]
    steps = [line[start:end] for start, end in zip(starts, ends, strict=True)]
    lead = _lead_of(steps[0])
    steps[0] = steps[0][len(lead) :]
    tail = _tail_of(steps[-1], has_open_bracket=lead.count("(") > lead.count(")"))
    steps[-1] = steps[-1][: len(steps[-1]) - len(tail)]
    return MenuPath(lead, tuple(steps), separator, tuple(gap.group() for gap in gaps), tail)


def _lead_of(first: str) -> str:
    """Return the introduction before the first menu; never the whole of it."""
    bracket = first.rfind("(")
    if bracket > first.rfind(")"):
        candidate = first[: bracket + 1]
    elif found := _LEAD_COLON.match(first) or _LEAD_PHRASE.match(first):
        candidate = found.group()
    else:
        candidate = ""
    return candidate if len(candidate) < len(first) else ""


def _tail_of(last: str, *, has_open_bracket: bool) -> str:
    """Return what follows the last menu; never the whole of it."""
    if has_open_bracket and last.find(")") > 0:
        return last[last.find(")") :]
    sentence = _SENTENCE_END.search(last)
    return last[sentence.start() :] if sentence and sentence.start() else ""
