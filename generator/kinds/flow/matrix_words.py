"""Sets of values of a fact in words, exact at every bound."""

from __future__ import annotations

from collections.abc import Sequence

from generator.kinds.settings.schema import Fact
from generator.model.ranges import Span, in_words
from generator.model.regions import COUNTED, Region
from generator.render.labels import label


def words_of(fact: Fact, regions: Sequence[Region], chosen: Sequence[int]) -> str:
    """Return some of a fact's regions in words: `berapa pun lamanya`, `12 jam atau lebih`, `OLT, UPE atau BNG`.

    Args:
        fact: The fact.
        regions: All of its regions, in their order.
        chosen: The places of those that are meant, ascending; at least one.
    """
    if len(chosen) == len(regions):
        return label(f"matrix.any.{fact.type}")
    if fact.type in COUNTED:
        least = spans_of(regions)[0].low
        joined = joined_spans(spans_of([regions[place] for place in chosen]))
        names = [in_words(span, fact.unit or "", is_whole=fact.type == "count", least=least) for span in joined]
    else:
        names = [regions[place].name for place in chosen]
    *others, last = names
    # `12 jam atau lebih` holds the word itself, so that numbers are parted by more.
    comma = "," if fact.type in COUNTED else ""
    return f"{', '.join(others)}{comma} {label('matrix.either')} {last}" if others else last


def spans_of(regions: Sequence[Region]) -> list[Span]:
    """Return the numbers that regions of a counted fact hold."""
    return [region.span for region in regions if region.span is not None]


def joined_spans(spans: Sequence[Span]) -> list[Span]:
    """Return spans in ascending order with neighbours made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].high == span.low:
            joined[-1] = Span(joined[-1].low, span.high)
        else:
            joined.append(span)
    return joined
