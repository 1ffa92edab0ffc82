"""What the register says was done to a revision, line by line, below its text; and which shared facts it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.kinds.document.schema import Document
from generator.kinds.settings.schema import Setting, Zone
from generator.library import HeldRevision, SharedDifference
from generator.render.dates import long_date
from generator.render.environment import render
from generator.render.labels import label
from generator.render.validity import moment_words
from generator.revisions.in_force import LOCAL, Bound
from generator.revisions.register.entry import SIGNED_ACTS, Entry
from generator.revisions.shared_values import fixed_view
from generator.revisions.verify.signatures import shown_as

if TYPE_CHECKING:
    from generator.render.context import PageContext

SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the register.

    Attributes:
        number: Its number in the register of the document.
        act: What was done, in words.
        who: The person and the role; empty where the line names none.
        on: The day on which it was done, as ISO 8601 and in words.
        recorded: The day on which it was recorded, in the same way.
        recorded_by: Who recorded it.
        shown: For an act of the approval sheet whether it was signed or recorded; else empty.
        is_signed: It is the former.
        evidence: The beginning of the digest of the evidence.
        effective: From when the revision holds or no longer does, in words.
        words: Reason or remarks.
    """

    number: int
    act: str
    who: str
    on: tuple[str, str]
    recorded: tuple[str, str]
    recorded_by: str
    shown: str
    is_signed: bool
    evidence: str
    effective: str
    words: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What register.jinja shows."""

    name: str
    lines: tuple[LineView, ...]


def register_view(page: PageContext, held: HeldRevision) -> RegisterView | None:
    """Return the lines about a revision, oldest first; None when the register has none."""
    lines = tuple(_line(page, entry) for entry in held.life.entries)
    return RegisterView(page.unique(label("document.register")), lines) if lines else None


def _line(page: PageContext, entry: Entry) -> LineView:
    recorded = entry.at.astimezone(page.library.now.tzinfo).date()
    done = entry.on or recorded
    act = label(f"register.act.{entry.act}")
    is_of_sheet = entry.act in SIGNED_ACTS
    return LineView(
        number=entry.seq,
        act=label(f"register.for.{entry.purpose}", act=act) if entry.purpose else act,
        who=", ".join(words for words in (page.name(entry.person) if entry.person else "", entry.role) if words),
        on=(done.isoformat(), long_date(done)),
        recorded=(recorded.isoformat(), long_date(recorded)),
        recorded_by=page.name(entry.recorded_by),
        shown=label(shown_as(entry), by=entry.signature.principal if entry.signature else "") if is_of_sheet else "",
        is_signed=entry.signature is not None,
        evidence=entry.evidence.sha256[:SHORT_DIGEST] if entry.evidence else "",
        effective=_effective(page, entry),
        words=entry.reason or entry.remarks,
    )


def _effective(page: PageContext, entry: Entry) -> str:
    if entry.effective is None:
        return ""
    zone = page.library.setting(entry.effective.clock, Zone)
    moment = moment_words(Bound(entry.effective.wall, zone.iana if zone else LOCAL), page.library)
    return label("register.effective", moment=moment)


def kept_facts_html(page: PageContext, held: HeldRevision) -> Markup | None:
    """Return the sentence that a revision still shows shared facts which are others today; None when there are none."""
    differences = fixed_view(page.library, held).differences
    if not differences:
        return None
    return render("kinds/document/kept-facts.jinja", Markup(", ").join(_fact(page, each) for each in differences))


def _fact(page: PageContext, difference: SharedDifference) -> Markup:
    if isinstance(difference.was, Document):
        return escape(label("register.document-facts"))
    now = difference.now if difference.now is not None else difference.was
    name = now.name if isinstance(now, Setting) else difference.address
    url = page.link(difference.address) if difference.now is not None else None
    return Markup('<a href="{}">{}</a>').format(url, name) if url else escape(name)
