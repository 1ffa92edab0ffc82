"""A figure of the source as pages show it: what is left of it, and what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.figure.schema import Figure
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class FigureView:
    """What figure.jinja shows."""

    mark: Mark
    state: str
    is_lost: bool
    caption: Markup | None
    text: Markup
    question: Markup | None
    labels: tuple[Markup, ...]
    lines: tuple[Markup, ...]
    body: Markup
    remark: Markup | None


def figure_html(page: PageContext, figure: Figure, level: int = 5) -> Markup:
    """Return a figure; a lost one is a gap."""
    view = FigureView(
        mark=page.mark(figure),
        state=figure.state,
        is_lost=figure.state in ("lost", "partly-lost"),
        caption=page.letter(figure.caption, figure) if figure.caption else None,
        text=page.html(figure.text),
        question=page.inline(figure.question) if figure.question else None,
        labels=tuple(page.letter(words, figure) for words in figure.labels),
        lines=tuple(page.inline(line, figure) for line in figure.lines),
        body=page.body(figure.body, figure, level),
        remark=page.html(figure.remark) if figure.remark else None,
    )
    return render("kinds/figure/figure.jinja", view)
