"""A definition as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.definition.schema import Definition
from generator.render.environment import render

if TYPE_CHECKING:
    from generator.render.context import Mark, PageContext


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """What definition.jinja shows; `heading` is the term where its sentence does not hold it."""

    mark: Mark
    term: str
    heading: str
    text: Markup
    scope: str | None
    spellings: str
    is_implied: bool
    source_page: str | None
    remark: Markup | None


def definition_html(page: PageContext, definition: Definition, source_page: str | None = None) -> Markup:
    """Return a definition; the term itself stands in its sentence, or above it where that begins with the meaning."""
    view = DefinitionView(
        mark=page.mark(definition),
        term=definition.term,
        heading="" if definition.term.casefold() in page.plain(definition.text).casefold() else definition.term,
        text=page.html(definition.text, definition),
        scope=definition.scope,
        spellings=", ".join(definition.spellings),
        is_implied=definition.is_implied,
        source_page=source_page,
        remark=page.html(definition.remark) if definition.remark else None,
    )
    return render("kinds/definition/definition.jinja", view)
