"""What the register says of a revision, as fields of its control header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.kinds.document.facts import ControlFact
from generator.kinds.settings.schema import DocumentClass
from generator.library import HeldDocument, HeldRevision
from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.validity import moment_words
from generator.revisions.register.entry import SIGNED_ACTS, Act, Entry
from generator.revisions.register.life import Stage
from generator.revisions.review import review_due_on

if TYPE_CHECKING:
    from generator.render.context import PageContext

SHORT_DIGEST = 12


def leading_facts(page: PageContext, held: HeldRevision) -> Iterator[ControlFact]:
    """Yield what everyone must see: the day of publication, and why where the revision held before it already."""
    published, zone = held.life.last(Act.PUBLISHED), page.library.now.tzinfo
    if published:
        value = _day(published.at, zone)
        start = held.term.start
        if published.reason and start and start.instant(zone) < published.at:
            value += Markup(" <small>{}</small>").format(label("registered.retroactive", reason=published.reason))
        yield ControlFact(label("registered.published"), value)
    elif adopted := held.life.last(Act.ADOPTED):
        yield ControlFact(label("registered.adopted"), _day(adopted.at, zone))


def register_facts(page: PageContext, document: HeldDocument, held: HeldRevision) -> Iterator[ControlFact]:
    """Yield what controllers look for: approvals, the last line of the register, when a review is due."""
    if following := document.superseded_from(held):
        yield _fact("superseded-from", moment_words(following, page.library))
    if held.life.stage in (Stage.PUBLISHED, Stage.WITHDRAWN) and held.life.last(Act.PUBLISHED):
        yield _fact("approvals", _approvals(page, document, held))
    if held is document.current and not held.term.is_withdrawn(page.library.now):
        due = review_due_on(document.document, held)
        if due:
            yield ControlFact(label("registered.review-due"), _time(due))
    if held.life.entries:
        last = held.life.entries[-1]
        words = label("registered.line", number=last.seq, act=label(f"register.act.{last.act}"))
        digest = Markup(" <small>{}</small>").format(last.hash[:SHORT_DIGEST])
        yield ControlFact(label("registered.register"), escape(words) + digest)


def _approvals(page: PageContext, document: HeldDocument, held: HeldRevision) -> str:
    """Return how many of the acts that the document's class requires are there, and how many of them are signed."""
    known = page.library.setting(document.document.document_class, DocumentClass)
    required = known.required_acts if known else SIGNED_ACTS
    sheet: dict[Act, Entry] = held.life.sheet
    given = [entry for act in required if (entry := sheet.get(Act(act)))]
    signed = sum(entry.signature is not None for entry in given)
    words = label("registered.approvals-of", count=len(given), required=len(required))
    return f"{words}; {label('registered.signed', count=signed)}" if signed else words


def _fact(name: str, words: str) -> ControlFact:
    return ControlFact(label(f"registered.{name}"), escape(words))


def _day(moment: dt.datetime, zone: dt.tzinfo | None) -> Markup:
    return _time(moment.astimezone(zone).date())


def _time(day: dt.date) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), long_date(day))
