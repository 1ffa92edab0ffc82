"""The answers about a revision as a whole: what document it is, who approved it, what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.kinds.document.control import since_words, source_line
from generator.library import HeldDocument, HeldRevision
from generator.render.labels import label
from generator.search.answer import Answer, Block, Group
from generator.search.blocks import name_of
from generator.survey import letter_of

if TYPE_CHECKING:
    from generator.render.context import RenderContext


def sheet_answers(
    build: RenderContext, document: HeldDocument, held: HeldRevision, group: Group, url: str
) -> Iterator[Answer]:
    """Yield the document itself, then the approval sheet and the log, which have a heading on its page.

    Args:
        build: What is the same for every answer.
        document: The document.
        held: The revision.
        group: Where they belong; its kind is `document`.
        url: The page.
    """
    revision = held.revision
    about = _about(build, document, held, group, url)
    yield about
    if revision.approvals:
        acts: list[object] = [
            [letter_of(each.label).rstrip(" :"), f"{name_of(build, each.person)}, {letter_of(each.role)}"]
            for each in revision.approvals
        ]
        yield _sheet(about, "approval", ["pairs", acts])
    if revision.log:
        rows: list[object] = [
            [row.version, row.author, row.date_text, "\n".join(change.change for change in row.changes)]
            for row in revision.log
        ]
        yield _sheet(about, "log", ["rows", list(revision.log_columns[:4]), rows])


def _about(build: RenderContext, document: HeldDocument, held: HeldRevision, group: Group, url: str) -> Answer:
    facts, revision = document.document, held.revision
    since = since_words(held, build.library)
    pairs: list[object] = [
        [label("search.field.title"), facts.title],
        [label("search.field.source"), source_line(facts, revision)],
        [label("search.field.effective"), since],
        [label("search.field.readers"), facts.readers],
        [label("search.field.summary"), facts.summary],
    ]
    control: list[Block] = [["text", letter_of(revision.control_statement)]] if revision.control_statement else []
    return Answer(
        address=facts.id if held is document.current else f"{facts.id}@{revision.revision}",
        url=url,
        group=group,
        title=facts.short_title,
        headings=[facts.title, facts.short_title],
        variants=_asked("document"),
        blocks=[["pairs", pairs], *control],
        also=[facts.series or "", facts.header_title or "", *(name_of(build, each) for each in facts.brands)],
    )


def _sheet(about: Answer, name: str, block: Block) -> Answer:
    title = label(f"document.{name}")
    return Answer(
        address=about.address,
        url=f"{about.url}#judul-{name}",
        group=about.group,
        title=f"{title}: {about.title}",
        headings=[title],
        variants=_asked(name),
        blocks=[block],
        trail=(about.title,),
        also=about.also + about.headings,
    )


def _asked(name: str) -> list[str]:
    """Return how people ask for what every controlled document has."""
    return label(f"search.asked.{name}").split("; ")
