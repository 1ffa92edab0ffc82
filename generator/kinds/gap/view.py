"""A gap as pages show it, where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.gap.schema import Gap
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext

ASKED = ("unregulated", "lost")
"""Gaps that leave a reader without an answer, who is told so even where nobody has been named to ask."""


@dataclass(frozen=True, slots=True)
class NearbyFactView:
    """A fact near a gap, and where it stands."""

    text: Markup
    url: str | None
    source: str


@dataclass(frozen=True, slots=True)
class GapView:
    """What gap.jinja shows."""

    mark: Mark
    kind: str
    text: Markup
    question: Markup | None
    source_page: str | None
    facts: tuple[NearbyFactView, ...]
    ask: str


def gap_html(page: PageContext, gap: Gap) -> Markup:
    """Return a gap as a note that names its kind in words."""
    return render("kinds/gap/gap.jinja", gap_view(page, gap))


def gap_view(page: PageContext, gap: Gap) -> GapView:
    """Return what the template of a gap shows."""
    return GapView(
        mark=page.mark(gap),
        kind=gap.kind,
        text=page.html(gap.text),
        question=page.inline(gap.question) if gap.question else None,
        source_page=gap.source_page,
        facts=tuple(
            NearbyFactView(
                text=page.inline(fact.text),
                url=page.link(fact.source) if fact.source else None,
                source=page.title(fact.source) if fact.source else "",
            )
            for fact in gap.facts
        ),
        ask=ask_words(page, gap),
    )


def ask_words(page: PageContext, gap: Gap) -> str:
    """Return whom to ask meanwhile: the gap's own role, else the site's; empty where there is nothing to ask."""
    role = gap.ask or (page.library.site.controller if gap.kind in ASKED else None)
    if role:
        return label("gap.ask", role=page.name(role))
    return label("gap.ask-nobody") if gap.kind in ASKED else ""
