"""What the commands ask for, by the names that people type; whatever cannot be made is refused with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from generator.changes.acts import act_of
from generator.changes.notice import Notice, notice_of
from generator.problems import error
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.revisions.acts.desk import Desk, RefusalError
from generator.revisions.acts.moments import instant_of, read_moment
from generator.revisions.packs.asked import requests
from generator.revisions.packs.evidence import EvidenceFile, evidence_file
from generator.revisions.packs.review import ReviewPack, review_packs
from generator.revisions.register.entry import Act

FORMS: Final = ("whatsapp", "email", "both")

SAID_IN_EVIDENCE: Final = frozenset(
    f"register-{what}-{state}" for what in ("evidence", "signature") for state in ("missing", "changed")
)
"""Codes of errors that the evidence of a moment says itself: an auditor wants to know, not to wait."""


@dataclass(frozen=True, slots=True)
class Office:
    """What files are made with: a build of today, and the content folder with its settings."""

    context: RenderContext
    desk: Desk


@dataclass(frozen=True, slots=True)
class OrderedNotice:
    """A notice and the revision it is about."""

    document: str
    revision: str
    notice: Notice

    def to_text(self, form: str) -> str:
        """Return the texts that are wanted, below each other, with the distribution list at the end."""
        notice = self.notice
        parts = {
            "whatsapp": f"{notice.message}\n",
            "email": f"{label('changes.notice.subject')} {notice.subject}\n\n{notice.email}",
        }
        wanted = list(parts.values()) if form == "both" else [parts[form]]
        listed = "\n".join([label("changes.notice.to"), *(f"- {each}" for each in notice.distribution)])
        return "\n----\n\n".join([*wanted, f"{listed}\n"])

    def to_data(self, form: str) -> dict[str, Any]:
        """Return the texts that are wanted as plain data for JSON."""
        data = self.notice.to_data()
        kept = {name: value for name, value in data.items() if name not in FORMS or form in (name, "both")}
        return {"document": self.document, "revision": self.revision, **kept}


def order_notice(office: Office, document_name: str, revision: str) -> OrderedNotice:
    """Return the notice of a revision.

    Raises:
        RefusalError: There is no such revision, or it is a draft.
    """
    document = office.desk.document(document_name)
    held = office.desk.revision(document, revision)
    act = act_of(document, held)
    if act is None:
        raise RefusalError(error(held.revision.location, "act-no-notice", document=document.id, revision=revision))
    return OrderedNotice(document.id, revision, notice_of(office.context, act))


def order_packs(
    office: Office, document_name: str, revision: str, person: str | None, act: Act | None, by: dt.date | None
) -> list[ReviewPack]:
    """Return the review packs of a revision; see `requests` for whom.

    Raises:
        RefusalError: There is no such revision or person, or nothing can be asked of them.
        PressError: A PDF cannot be set.
    """
    document = office.desk.document(document_name)
    held = office.desk.revision(document, revision)
    asked = requests(office.desk, document, held, person, act, by)
    return review_packs(office.context, document, held, asked)


def order_evidence(office: Office, document_name: str, moment_text: str) -> EvidenceFile:
    """Return the evidence of what was in force of a document at a moment.

    Args:
        office: The content.
        document_name: The id of the document.
        moment_text: A day (its first minute) or a minute by the site's clock, or ISO 8601 with an offset.

    Raises:
        RefusalError: There is no such document, the moment is written wrongly, or no revision had begun by then.
        PressError: The PDF cannot be set.
    """
    desk = office.desk
    document = desk.document(document_name)
    moment = _moment(desk, moment_text)
    made = evidence_file(office.context, desk.content_path, document.id, moment)
    if made is None:
        place = document.document.location
        raise RefusalError(error(place, "act-none-in-force", document=document.id, moment=moment.isoformat()))
    return made


def _moment(desk: Desk, text: str) -> dt.datetime:
    """Return a moment in the site's zone; one with an offset is taken as it is, whatever zones are declared."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo is not None:
        return moment.astimezone(desk.now.tzinfo)
    return instant_of(desk, read_moment(desk, text, None)).astimezone(desk.now.tzinfo)
