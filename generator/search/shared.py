"""The answers that stand outside of documents: terms without a definition, contact centres, applications, orders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.kinds.glossary.schema import Term
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Application, ContactCentre, Setting
from generator.kinds.training.schema import ReadingOrder
from generator.library import Unit
from generator.render.labels import label
from generator.render.places import home_of
from generator.render.titles import title_of
from generator.search.answer import Answer, Block, Group
from generator.search.blocks import script_block, setting_pairs
from generator.survey import letter_of

if TYPE_CHECKING:
    from generator.render.context import RenderContext

SHORT_NUMBER = 4
"""A number of so few digits, such as 123, is part of a name and stands in every greeting."""
FIELDS: dict[type[Setting], tuple[str, tuple[str, ...]]] = {
    ContactCentre: (
        "contact",
        ("number", "mailbox", "product", "segment", "transfer_key", "transfer_scope", "spellings", "note"),
    ),
    Application: ("application", ("use", "named", "spellings", "note")),
}
"""Class of setting to its kind of answer and the fields that a result shows."""


def shared_answers(build: RenderContext) -> Iterator[Answer]:
    """Yield the answers of settings, glossary and training, in the order of their files."""
    for unit in build.library.shared.values():
        model = unit.model
        if isinstance(model, Setting):
            if type(model) in FIELDS:
                yield _setting(build, unit, model)
        elif isinstance(model, Term):
            yield _term(build, unit, model)
        elif isinstance(model, ReadingOrder):
            yield _answer(build, unit, "order", [])


def _setting(build: RenderContext, unit: Unit, setting: Setting) -> Answer:
    kind, fields = FIELDS[type(setting)]
    answer = _answer(build, unit, kind, [setting_pairs(setting, fields), *_sentences(build, setting)])
    answer.headings += list(getattr(setting, "spellings", ()))
    return answer


def _sentences(build: RenderContext, setting: Setting) -> Iterator[Block]:
    """Yield the sentences in which the number of a contact centre is said, such as that of a transfer."""
    number = setting.number if isinstance(setting, ContactCentre) else None
    if not number:
        return
    said = re.compile(rf"(?<!\d){re.escape(number)}(?!\d)")
    for unit in build.library.units():
        if isinstance(unit.model, Script) and len(number) > SHORT_NUMBER and said.search(unit.model.text):
            yield script_block(build, unit.address, unit.model)


def _term(build: RenderContext, unit: Unit, term: Term) -> Answer:
    blocks: list[Block] = []
    if term.meaning:
        blocks.append(["text", letter_of(term.meaning.text)])
    else:
        blocks.append(["gap", label("gap.undefined-term")])
    blocks.append(setting_pairs(term, ("scope", "follows_from", "spellings")))
    answer = _answer(build, unit, "term", blocks)
    if not term.meaning:
        answer.group = Group("term", rank="undefined")
    answer.headings += term.spellings
    return answer


def _answer(build: RenderContext, unit: Unit, kind: str, blocks: Sequence[Block]) -> Answer:
    url, anchor = home_of(unit)
    title = title_of(unit.model)
    return Answer(
        address=unit.address,
        url=f"{url}#{anchor}" if kind != "order" else url,
        group=Group(kind),
        title=title,
        headings=[title],
        variants=list(getattr(unit.model, "similar", ())),
        blocks=list(blocks),
        cautions=[(each.code, each.text) for each in build.cautions.get((unit.address, None), ())],
    )
