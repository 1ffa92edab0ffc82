"""What `sigap compare` prints: changes for people in Indonesian, as the content is, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from generator.messages import printable
from generator.render.labels import label
from generator.revisions.compare.model import Change, Comparison, WordRun
from generator.revisions.compare.received.matching import Different, Received, Wording

SCHEMA_VERSION: Final = 1
STYLES: Final = {"removed": ("\033[31;9m", "\033[0m"), "added": ("\033[32;4m", "\033[0m")}
"""What begins and ends a mark on a terminal: red and struck through, green and underlined."""


def comparison_lines(comparison: Comparison, title: str, *, is_coloured: bool) -> Iterator[str]:
    """Yield the changes in the order of the text, each with its kind, number, title, Semula and Menjadi.

    Args:
        comparison: The changes.
        title: What the document is called.
        is_coloured: Words that fell out and came in are marked; only where a person reads it on a terminal.
    """
    total = label("compare.count", count=len(comparison.changes))
    heading = label("compare.title", before=comparison.before, after=comparison.after)
    yield f"{title}: {heading} ({total})"
    if not comparison.changes:
        yield label("compare.none")
    for kind, count in comparison.counts.items():
        yield f"  {count:>4}  {label(f'compare.kind.{kind}')}"
    for change in comparison.changes:
        yield ""
        yield from _change_lines(change, is_coloured=is_coloured)


def _change_lines(change: Change, *, is_coloured: bool) -> Iterator[str]:
    number = change.number_after or change.number_before
    yield printable(f"{number} {change.title}  [{label(f'compare.kind.{change.kind}')}]  {change.address}".strip())
    sides = (("semula", change.semula, "removed"), ("menjadi", change.menjadi, "added"))
    for name, text, mark in sides:
        words = label("compare.nothing") if text is None else text
        if is_coloured and change.runs:
            words = _marked(change.runs, mark)
        else:
            words = "\n".join(printable(line) for line in words.split("\n"))
        yield from _indented(label(f"compare.{name}"), words)


def _indented(name: str, words: str) -> Iterator[str]:
    first, *others = words.split("\n")
    yield f"    {name:<8} {first}".rstrip()
    yield from (f"    {'':<8} {line}".rstrip() for line in others)


def _marked(runs: Sequence[WordRun], mark: str) -> str:
    start, end = STYLES[mark]
    pieces: list[str] = []
    for run in runs:
        lines = [printable(line) for line in run.text.split("\n")]
        if run.mark == mark:
            pieces.append("\n".join(f"{start}{line}{end}" if line else "" for line in lines))
        elif run.mark == "same":
            pieces.append("\n".join(lines))
    return "".join(pieces)


def comparison_to_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as the data of `--json`; its keys are public."""
    return {
        "schema": SCHEMA_VERSION,
        "document": comparison.document,
        "before": comparison.before,
        "after": comparison.after,
        "counts": {str(kind): count for kind, count in comparison.counts.items()},
        "changes": [_change_to_json(change) for change in comparison.changes],
    }


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "kind": str(change.kind),
        "address": change.address,
        "address_before": change.address_before or change.address,
        "unit_kind": change.unit_kind,
        "title": change.title,
        "number_before": change.number_before,
        "number_after": change.number_after,
        "semula": change.semula,
        "menjadi": change.menjadi,
        "runs": [{"mark": run.mark, "text": run.text} for run in change.runs],
        "fields": [
            {
                "address": field.address or change.address,
                "path": list(field.path),
                "before": field.before,
                "after": field.after,
            }
            for field in change.fields
        ],
    }


def received_lines(received: Received, *, is_coloured: bool) -> Iterator[str]:
    """Yield what a received file and a revision do not have in common, sentence by sentence."""
    names = {"document": received.document, "revision": received.revision, "name": printable(received.name)}
    yield label("received.title", **names)
    yield label("received.sha256", sha256=received.sha256)
    yield label("received.counts", **_counts(received))
    if received.is_same:
        yield label("received.same")
    for pair in received.different:
        yield ""
        yield from _different_lines(pair, is_coloured=is_coloured)
    for name, wordings in (("missing", received.missing), ("extra", received.extra), ("edges", received.edges)):
        for wording in wordings:
            yield ""
            yield f"{label(f'received.{name}')}  {_place_of(wording)}"
            yield f"    {printable(wording.text)}"


def _different_lines(pair: Different, *, is_coloured: bool) -> Iterator[str]:
    yield f"{label('received.different')}  {_place_of(pair.ours)}"
    ours = _marked(pair.runs, "removed") if is_coloured else printable(pair.ours.text)
    theirs = _marked(pair.runs, "added") if is_coloured else printable(pair.received.text)
    yield from _indented(label("received.ours"), ours)
    yield from _indented(label("received.theirs"), f"{theirs}  ({_place_of(pair.received)})")


def _place_of(wording: Wording) -> str:
    if wording.place is not None:
        return f"{wording.place}  {wording.address}"
    return label("received.edge") if wording.is_edge else label("received.line", number=wording.number)


def received_to_json(received: Received) -> dict[str, Any]:
    """Return a revision held against a file as the data of `--json`; its keys are public."""
    return {
        "schema": SCHEMA_VERSION,
        "document": received.document,
        "revision": received.revision,
        "file": {"name": received.name, "sha256": received.sha256},
        "summary": _counts(received),
        "missing": [_theirs_to_json(each) for each in received.missing],
        "extra": [_ours_to_json(each) for each in received.extra],
        "different": [
            {
                "ours": _ours_to_json(pair.ours),
                "received": _theirs_to_json(pair.received),
                "runs": [{"mark": run.mark, "text": run.text} for run in pair.runs],
            }
            for pair in received.different
        ],
        "edges": [each.text for each in received.edges],
    }


def _counts(received: Received) -> dict[str, int]:
    return {
        "sentences": received.sentences,
        "missing": len(received.missing),
        "extra": len(received.extra),
        "different": len(received.different),
    }


def _theirs_to_json(wording: Wording) -> dict[str, Any]:
    return {"text": wording.text, "line": wording.number}


def _ours_to_json(wording: Wording) -> dict[str, Any]:
    place = wording.place
    return {
        "text": wording.text,
        "address": wording.address,
        "path": place.source_path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
    }
