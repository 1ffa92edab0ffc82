"""Differences of plain data: which fields of two units are not the same, list elements held against each other."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from generator.revisions.compare.forms import is_reference
from generator.revisions.compare.model import FieldChange

MOST_PAIRS: Final = 250_000
"""Longer stretches of two lists, without any element that stands once in both, are taken as replaced."""

Pair = tuple[int | None, int | None]
Path = tuple[str | int, ...]


def differences(before: Any, after: Any, path: Path = ()) -> Iterator[FieldChange]:
    """Yield the fields that differ, the smallest that can be named; see `FieldChange` for how lists are counted.

    Args:
        before, after: Plain data without None; None stands for a field that says nothing.
        path: Where both stand.
    """
    if before == after and type(before) is type(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and not (is_reference(before) or is_reference(after)):
        for key in (*before, *(key for key in after if key not in before)):
            yield from differences(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, path)
    else:
        yield FieldChange(path, before, after)


def _of_lists(before: list[Any], after: list[Any], path: Path) -> Iterator[FieldChange]:
    for old, new in aligned(before, after):
        if old is None and new is not None:
            yield FieldChange((*path, new), None, after[new])
        elif new is None and old is not None:
            yield FieldChange((*path, old), before[old], None)
        elif old is not None and new is not None:
            yield from differences(before[old], after[new], (*path, old))


def aligned(before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Pair the elements of two lists, keeping their order; what has no counterpart is paired with None.

    Elements that stand once in either list hold the rest in place, as many of them as keep their order.
    """
    old_keys, new_keys = [_key(item) for item in before], [_key(item) for item in after]
    pairs: list[Pair] = []
    old_start = new_start = 0
    for old, new in [*_anchors(old_keys, new_keys), (len(before), len(after))]:
        pairs += _stretch(before, after, (old_keys, new_keys), range(old_start, old), range(new_start, new))
        if old < len(before):
            pairs.append((old, new))
        old_start, new_start = old + 1, new + 1
    return pairs


def _anchors(old_keys: list[Hashable], new_keys: list[Hashable]) -> list[tuple[int, int]]:
    counts_before, counts_after = Counter(old_keys), Counter(new_keys)
    place_after = {key: new for new, key in enumerate(new_keys) if counts_after[key] == 1}
    unique = ((old, key) for old, key in enumerate(old_keys) if counts_before[key] == 1 and key in place_after)
    common = [(old, place_after[key]) for old, key in unique]
    kept = longest_increasing([new for _, new in common])
    return [common[index] for index in kept]


def longest_increasing(numbers: Sequence[int]) -> list[int]:
    """Return the positions of a longest increasing run of distinct numbers, others left out between them."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        at[length : length + 1] = [position]
    found: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        found.append(position)
        position = before[position]
    return found[::-1]


def _stretch(
    before: Sequence[Any],
    after: Sequence[Any],
    keys: tuple[list[Hashable], list[Hashable]],
    old: range,
    new: range,
) -> Iterator[Pair]:
    """Pair what stands between two anchors."""
    if len(old) * len(new) > MOST_PAIRS:
        yield from _replaced(before, after, old, new)
        return
    old_keys, new_keys = keys[0][old.start : old.stop], keys[1][new.start : new.stop]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        gone, come = old[i1:i2], new[j1:j2]
        if tag == "equal":
            yield from zip(gone, come, strict=True)
        else:
            yield from _replaced(before, after, gone, come)


def _replaced(before: Sequence[Any], after: Sequence[Any], old: range, new: range) -> Iterator[Pair]:
    """Pair elements that seem to be the same one with other content, in order; the rest is gone or has come."""
    ahead = list(new)
    for position in old:
        index = next((i for i, other in enumerate(ahead[:8]) if _is_kin(before[position], after[other])), None)
        if index is None:
            yield position, None
        else:
            yield from ((None, other) for other in ahead[:index])
            yield position, ahead[index]
            ahead = ahead[index + 1 :]
    yield from ((None, other) for other in ahead)


def _is_kin(one: object, other: object) -> bool:
    """Tell whether one element may have become the other: the same sort of block, not another one by its id."""
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return isinstance(one, str) and isinstance(other, str)
    if is_reference(one) or is_reference(other) or one.get("id") != other.get("id"):
        return False
    if "from" in one or "from" in other:
        return one.get("from") == other.get("from")
    return bool((one.keys() & other.keys()) - {"number", "source_page"})


def _key(item: object) -> Hashable:
    """Return what makes an element of a list the same one in another list: its id, else all it says."""
    if isinstance(item, Mapping) and "id" in item:
        return "id", str(item["id"])
    if isinstance(item, Mapping) and {"from", "to"} <= item.keys():
        return "edge", str(item["from"]), str(item["to"])
    return json.dumps(item, ensure_ascii=False, sort_keys=True)
