"""The source's errors: the letter stays, the intended form stands beside it.

A reader sees "kesediannya [maksud: kesediaannya]", both are found by the search, and a copied
script holds the letter alone, since the intended form is an addition and no part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.text.annotations import Annotation, Annotator, Rank, letters_pattern
from generator.text.markdown_subset import plain_text, render_html
from generator.text.prose import Prose, Resolve, resolve_nothing


@dataclass(frozen=True, slots=True)
class Erratum:
    """A letter of the source, whole words, and what it means."""

    letter: str
    intended: str


def errata_annotations(text: str, errata: Sequence[Erratum], *, label: str = "maksud") -> list[Annotation]:
    """Return the marks of all places in a plain text where an erratum's letter stands.

    Args:
        text: A plain text.
        errata: Where two share a letter, the first counts.
        label: The word before the intended form.
    """
    pattern = letters_pattern((erratum.letter for erratum in errata), in_choices=True)
    if pattern is None:
        return []
    intended = {erratum.letter: erratum.intended for erratum in reversed(errata)}
    return [
        Annotation(
            found.start(),
            found.end(),
            Rank.ERRATUM,
            "span",
            (("class", "sigap-sic"), ("data-sigap-intended", intended[found.group()])),
            addition=f"[{label}: {intended[found.group()]}]",
        )
        for found in pattern.finditer(text)
    ]


def find_unused_errata(text: str, errata: Sequence[Erratum]) -> list[Erratum]:
    """Return the errata whose letter the plain text does not hold as a whole word."""
    unused = []
    for erratum in errata:
        pattern = letters_pattern([erratum.letter], in_choices=True)
        if pattern is None or not pattern.search(text):
            unused.append(erratum)
    return unused


def mark_errata(errata: Sequence[Erratum], *, label: str = "maksud") -> Annotator:
    """Return an annotator that marks the errata of a text."""

    def annotator(prose: Prose, _earlier: Sequence[Annotation]) -> Iterable[Annotation]:
        return errata_annotations(prose.text, errata, label=label)

    return annotator


def apply_errata(
    text: str, errata: Sequence[Erratum], *, resolve: Resolve = resolve_nothing, annotators: Iterable[Annotator] = ()
) -> tuple[Markup, list[Erratum]]:
    """Return a text field as HTML with its errata marked, and the errata that do not occur in it."""
    drawn = render_html(text, resolve=resolve, annotators=(mark_errata(errata), *annotators))
    return drawn, find_unused_errata(plain_text(text), errata)
