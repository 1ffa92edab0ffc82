"""References in the letter: what the source's words lead to, marked in the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.kinds.unit import Reference
from generator.render.labels import label
from generator.text.annotations import Annotation, Annotator, Coverage, Rank, letters_pattern
from generator.text.prose import Link, Prose

Find = Callable[[str], Link | None]


def mark_references(references: Sequence[Reference], find: Find) -> Annotator:
    """Return an annotator that marks the first place of each reference, outside links.

    A reference with a target becomes a link; one without is marked with its state, because a reader
    must see that the source leads nowhere.
    """

    def annotator(prose: Prose, _earlier: Sequence[Annotation]) -> Iterable[Annotation]:
        taken = [(run.start, run.end) for run in prose.runs() if run.target is not None or run.text == "\n"]
        for reference in references:
            pattern = letters_pattern([reference.text])
            places = pattern.finditer(prose.text) if pattern else iter(())
            free = (place.span() for place in places if not Coverage(len(prose.text), taken).touches(*place.span()))
            if span := next(free, None):
                taken.append(span)
                yield _annotation(reference, span, find(reference.to) if reference.to else None)

    return annotator


def _annotation(reference: Reference, span: tuple[int, int], link: Link | None) -> Annotation:
    if link is None:
        state = (("data-sigap-reference-state", reference.state),)
        return Annotation(*span, Rank.ERRATUM, "span", state)
    title = link.title or label(f"reference.{reference.state}")
    if reference.implied:
        title = f"{title} ({label('reference.implied')})"
    attributes = (
        ("href", link.url),
        ("title", title),
        ("class", "sigap-reference"),
        ("data-sigap-reference", reference.to or ""),
        ("data-sigap-reference-state", reference.state),
    )
    return Annotation(*span, Rank.ERRATUM, "a", attributes)
