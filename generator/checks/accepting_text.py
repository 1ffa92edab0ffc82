"""The text of accepted.yml with entries added and taken out; comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.fmt import write_tree
from generator.fmt_tree import Child, Collection, TextLeaf, TreeReader
from generator.kinds.accepted.schema import Acceptance, AcceptedFinding
from generator.yaml_text import decode

Gone = set[tuple[int, int]]
"""Positions of what is taken out: of the entry, and of the finding in it."""

PLAIN = re.compile(r"[A-Za-z][\w./()-]*(?: [\w./()-]+)*")


def edited(data: bytes, gone: Gone, entry: Acceptance | None) -> str:
    """Return the text of a file without what is gone and with an entry at its end.

    An entry of which nothing is left is taken out whole. Comments above what is taken out stay where they are,
    those inside it go to the new entry.

    Args:
        data: A file without faults; empty when there is none yet.
        gone: What is taken out.
        entry: What is added.
    """
    text, _ = decode(data or b"accepted: []\n", "")
    reader = TreeReader(text)
    root = reader.read()
    entries = _list_below(root, "accepted")
    comments: list[str] = []
    emptied = set()
    for position, child in enumerate(entries.children):
        places = _list_below(child, "findings")
        inner = {number for at, number in gone if at == position}
        if inner and len(inner) == len(places.children):
            emptied.add(position)
        else:
            comments += _take_out(places, inner)
    comments += _take_out(entries, emptied)
    if entry is not None:
        entries.children.append(Child(value=_entry(entry), before=comments))
        entries.is_flow = False
    return write_tree(root, reader.footer)


def _list_below(parent: Child, key: str) -> Collection:
    """Return the list under a key; the file has been read, so it is there."""
    mapping = parent.value
    if isinstance(mapping, Collection):
        for child in mapping.children:
            if child.key and child.key.value == key and isinstance(child.value, Collection):
                return child.value
    raise LookupError(key)


def _take_out(collection: Collection, positions: set[int]) -> list[str]:
    """Take children out of a list and return the comments inside them; those above them stay in the list."""
    kept: list[Child] = []
    above: list[str] = []
    inside: list[str] = []
    for position, child in enumerate(collection.children):
        if position in positions:
            above += filter(None, child.before)
            inside += _comments_in(child)
        else:
            child.before = [*above, *child.before]
            above = []
            kept.append(child)
    collection.children = kept
    collection.tail = [*above, *collection.tail]
    return inside


def _comments_in(child: Child) -> Iterator[str]:
    yield from filter(None, (child.head, child.trailing))
    if isinstance(child.value, Collection):
        for inner in child.value.children:
            yield from filter(None, inner.before)
            yield from _comments_in(inner)
        yield from filter(None, child.value.tail)


def _entry(entry: Acceptance) -> Collection:
    places = Collection(is_mapping=False, is_flow=False, own_column=0)
    places.children = [Child(value=_place(each)) for each in entry.findings]
    children = [
        _pair("code", _leaf(entry.code)),
        _pair("decision", _leaf(entry.decision)),
        _pair("findings", places),
        _pair("reason", TextLeaf(entry.reason, "|", None)),
        _pair("by", _leaf(entry.by) if PLAIN.fullmatch(entry.by) else TextLeaf(entry.by, "", None)),
        _pair("said_on", _leaf(entry.said_on.isoformat())),
    ]
    if entry.until:
        children.append(_pair("until", _leaf(entry.until.isoformat())))
    return Collection(is_mapping=True, is_flow=False, own_column=0, children=children)


def _place(found: AcceptedFinding) -> Collection:
    children = [_pair("at", _leaf(found.at)), _pair("fingerprint", _leaf(found.fingerprint))]
    return Collection(is_mapping=True, is_flow=True, own_column=-1, children=children)


def _pair(key: str, value: TextLeaf | Collection) -> Child:
    return Child(key=_leaf(key), value=value)


def _leaf(text: str) -> TextLeaf:
    return TextLeaf(text, "", text)
