"""The small blocks of a body: examples, questions, look-ups, clicks, notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.clause.schema import Ask, Check, ClickBlock, ExampleBlock
from generator.model.base import Model
from generator.render.environment import render
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext

SEPARATOR = " >> "


@dataclass(frozen=True, slots=True)
class ExampleItemView:
    """One example, and the scripts that it fills in."""

    number: str | None
    text: Markup
    scripts: tuple[tuple[str | None, str], ...]


@dataclass(frozen=True, slots=True)
class ExamplesView:
    """What examples.jinja shows."""

    speaker: str
    lead: Markup | None
    items: tuple[ExampleItemView, ...]
    source_page: str | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """What task.jinja shows: something to ask, to look up or to click."""

    kind: str
    number: str | None
    head: str
    text: Markup | None
    items: tuple[str, ...]
    path: tuple[Markup, ...]


def example_html(page: PageContext, block: ExampleBlock, owner: Model | None) -> Markup:
    """Return examples in a quotation list."""
    examples = block.examples
    items = tuple(
        ExampleItemView(
            number=item.number,
            text=page.html(item.text, owner),
            scripts=tuple(_script(page, local_id, owner) for local_id in item.instance_of),
        )
        for item in examples.items
    )
    lead = page.html(examples.lead, owner) if examples.lead else None
    return render("kinds/clause/examples.jinja", ExamplesView(examples.speaker, lead, items, block.source_page))


def ask_html(page: PageContext, ask: Ask, owner: Model | None) -> Markup:
    """Return the data to ask for."""
    text = page.html(ask.text, owner) if ask.text else None
    return render("kinds/clause/task.jinja", TaskView("ask", None, ask_head(ask), text, _names(page, ask.data), ()))


def ask_head(ask: Ask) -> str:
    """Return the words before the data to ask for: whether all of them, one, or some."""
    head = label("ask.data")
    if ask.one_of:
        return f"{head[:-1]} ({label('say.one-of').lower()}):"
    if ask.at_least:
        return f"{head[:-1]} ({label('ask.at-least', count=ask.at_least)}):"
    return head


def check_html(page: PageContext, check: Check, owner: Model | None) -> Markup:
    """Return what is looked up and where."""
    head = check_head(page, check)
    text = page.html(check.text, owner) if check.text else None
    return render("kinds/clause/task.jinja", TaskView("check", None, head, text, _names(page, check.facts), ()))


def check_head(page: PageContext, check: Check) -> str:
    """Return the words before what is known after a look-up: where to look."""
    head = label("check.plain")
    if check.application:
        head = label("check.application", name=page.name(check.application))
    return f"{head}. {label('check.facts')}" if check.facts else head


def click_html(page: PageContext, block: ClickBlock, owner: Model | None) -> Markup:
    """Return what is clicked, and its menus as a path."""
    click = block.click
    head = label("click.application", name=page.name(click.application)) if click.application else ""
    path = tuple(page.letter(step, owner) for step in click.path)
    text = page.html(click.text, owner)
    return render("kinds/clause/task.jinja", TaskView("click", block.number, head, text, (), path))


def note_html(page: PageContext, note: str) -> Markup:
    """Return a note of ours."""
    return Markup('<div class="sigap-note" role="note"><p class="sigap-note__kind">{}</p>{}</div>').format(
        label("note.kind"), page.html(note)
    )


def _names(page: PageContext, facts: list[str]) -> tuple[str, ...]:
    return tuple(page.name(fact) for fact in facts)


def _script(page: PageContext, local_id: str, owner: Model | None) -> tuple[str | None, str]:
    unit = page.unit_of(owner) if owner else None
    document = page.document.id if page.document else unit.document if unit else None
    address = f"{document}/{local_id}"
    return page.link(address), page.title(address)
