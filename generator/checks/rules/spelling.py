"""Spelling: one name is written in one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.checks.reading.spellings import Names, Use, Uses, declared_names, is_variant, uses_in
from generator.checks.rule import Finding, Words, rule
from generator.kinds.clause.schema import Clause
from generator.kinds.unit import Unit
from generator.survey import Survey, Text


@rule(
    "name-spelled-variously",
    message=Words(
        en="'{written}' is written '{other}' elsewhere",
        id="'{written}' di tempat lain ditulis '{other}'",
    ),
    hint=Words(
        en="write the name as the thing itself does, everywhere; keep the other as a spelling for the search",
        id="tulis nama itu seperti aslinya di semua tempat; simpan yang lain sebagai ejaan untuk pencarian",
    ),
)
def name_spelled_variously(survey: Survey) -> Iterator[Finding]:
    """One name stands in a document in two spellings: with other capitals, in one word and in two.

    Why it matters: who searches for one spelling misses the places with the other, and two spellings look like two
    things. It is one finding per name and document, at the first place of the rarer spelling.

    Wrong:
        - {id: catat, text: Petugas mencatat pada SIGMA.}
        - {id: simpan, text: Petugas menyimpan laporan pada Sigma.}
    Right:
        - {id: catat, text: Petugas mencatat pada SIGMA.}
        - {id: simpan, text: Petugas menyimpan laporan pada SIGMA.}

    Limits: names with a capital and borrowed words only. Capitals that begin a sentence or stress a word are none.
    """
    names = declared_names(survey)
    readings = [(reading, uses_in(reading, names)) for reading in survey.revisions]
    totals: dict[str, Counter[str]] = {}
    several = _written_variously([uses for _, uses in readings], names)
    for _, uses in readings:
        for key in several & uses.keys():
            each = uses[key]
            totals.setdefault(key, Counter()).update({written: use.count for written, use in each.items()})
    for _, uses in readings:
        found = [
            pair for key, each in uses.items() if key in several and (pair := _pair(key, each, totals[key], names))
        ]
        for text, offset, written, other in _longest(found):
            yield name_spelled_variously.finding(
                text.place(offset), text.entry, is_for_agents=False, written=written, other=other
            )


def _written_variously(uses: list[Uses], names: Names) -> set[str]:
    """Return the letters of names with two spellings, the declared one included."""
    first: dict[str, str] = dict(names.preferred)
    found: set[str] = set()
    for each in uses:
        for key, spellings in each.items():
            if len(spellings) > 1 or next(iter(spellings)) != first.setdefault(key, next(iter(spellings))):
                found.add(key)
    return found


Pair = tuple[Text, int, str, str]


def _order(pair: Pair) -> tuple[int, str, int, int]:
    text, offset, written, _ = pair
    return text.entry.position, str(text.found.path), offset, -len(written)


def _longest(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs in reading order, of those that overlap the longest."""
    last: tuple[Text, int] | None = None
    for pair in sorted(
        pairs, key=lambda each: (each[0].entry.position, str(each[0].found.path), each[1], -len(each[2]))
    ):
        text, offset, written, _ = pair
        if last is None or last[0] is not text or offset >= last[1]:
            last = (text, offset + len(written))
            yield pair


def _pair(key: str, uses: dict[str, Use], total: Counter[str], names: Names) -> Pair | None:
    """Return the first place of the rarer spelling, it, and the spelling that is preferred."""
    declared = names.preferred.get(key)
    preferred: str = declared if declared in total and declared else max(total, key=lambda each: (total[each], each))
    if declared is not None and len(total) == 1 and is_variant(next(iter(total)), declared, key, names):
        preferred = declared
    for written, use in uses.items():
        if written != preferred and is_variant(written, preferred, key, names) and not _is_marked(use.text, written):
            return use.text, use.offset, written, preferred
    return None


def _is_marked(text: Text, written: str) -> bool:
    """Tell whether the author has marked the spelling as a fault of the source."""
    model = text.entry.model
    errata = model.errata if isinstance(model, Clause | Unit) else []
    return any(written in erratum.letter for erratum in errata)
