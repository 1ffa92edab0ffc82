"""When a page of a revision holds, what comes after it, and what readers are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.kinds.flow.schema import Flow
from generator.library import HeldDocument, HeldRevision
from generator.render.labels import label
from generator.render.places import flow_url, pdf_url, revision_url
from generator.render.validity import Validity, moment_words, validity_of_span
from generator.revisions.in_force import Status
from generator.revisions.register.entry import Act
from generator.revisions.spans import span_of

if TYPE_CHECKING:
    from generator.render.context import PageContext


@dataclass(frozen=True, slots=True)
class ComingView:
    """The revision that will take the place of the one in force.

    Attributes:
        revision: Its key.
        words: From when it holds, in words.
        url: The page with its text, or with its same flow; None where it lacks that flow.
        document_url, pdf_url: The page and the PDF of the whole revision.
    """

    revision: str
    words: str
    url: str | None
    document_url: str
    pdf_url: str


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """That a revision has been or will be withdrawn: from when, why, and on whose authority."""

    words: str
    has_come: bool
    reason: str
    authority: str


@dataclass(frozen=True, slots=True)
class TimingView:
    """What timing.jinja shows, and what the head of a page carries.

    Attributes:
        root: The attributes of the element that heads the page; see `render.validity`.
        state_words: When the revision of the page holds, where it is not simply the one in force; may be empty.
        coming: What will take the place of this page; only at an address that follows the revision in force.
    """

    root: Markup
    state_words: str
    coming: ComingView | None
    withdrawal: WithdrawalView | None


def following_of(page: PageContext, document: HeldDocument, held: HeldRevision) -> HeldRevision | None:
    """Return the coming revision that begins next after one that is in force or coming itself; None: none is known."""
    followed = page.build.turns.followed(document)
    if held in followed:
        followed = followed[followed.index(held) + 1 :]
    elif held is not document.current:
        return None
    return next((each for each in followed if each.term.start), None)


def timing_view(
    page: PageContext, document: HeldDocument, held: HeldRevision, *, is_current_page: bool, flow: Flow | None = None
) -> TimingView:
    """Return when a page of a revision holds and what comes after it.

    Args:
        page: The page.
        document, held: The revision.
        is_current_page: Its address follows the revision in force.
        flow: The flow that the page is about; None: the whole text.
    """
    following = following_of(page, document, held)
    coming = _coming(page, document, following, flow) if following else None
    return TimingView(
        root=_root(page, document, held, following, coming, is_current_page=is_current_page),
        state_words=state_words(page, document, held),
        coming=coming if is_current_page else None,
        withdrawal=_withdrawal(page, held),
    )


def state_words(page: PageContext, document: HeldDocument, held: HeldRevision) -> str:
    """Return when a revision begins that has yet to, or since when another has its place; else nothing."""
    status = document.status_of(held, page.library.now)
    bound = {Status.UPCOMING: held.term.start, Status.SUPERSEDED: document.superseded_from(held)}.get(status)
    return label(f"timing.{status}", moment=moment_words(bound, page.library)) if bound else ""


def _root(
    page: PageContext,
    document: HeldDocument,
    held: HeldRevision,
    following: HeldRevision | None,
    coming: ComingView | None,
    *,
    is_current_page: bool,
) -> Markup:
    """Return the attributes of a page's head: which text stands on it, its window, and the way to the next one."""
    span = span_of(document, held, page.library.now)
    window = validity_of_span(span, page.library, following.term.start if following else None)
    values = {
        "page": "",
        "document": document.id,
        "revision": held.revision.revision,
        "status": document.status_of(held, page.library.now).value,
        "fingerprint": page.build.fingerprints.of_revision(document, held),
    }
    root = Markup("").join(Markup(' data-sigap-{}="{}"').format(*each) for each in values.items())
    if is_current_page:
        root += Markup(" data-sigap-is-current")
    if span.start or span.end:
        root += window.attributes
    return root + (_next(coming, window) if coming else Markup(""))


def _next(coming: ComingView, window: Validity) -> Markup:
    found = Markup(' data-sigap-next-revision="{}" data-sigap-next-from="{}" data-sigap-next-document="{}"').format(
        coming.revision, window.following, coming.document_url
    )
    if coming.url is None:
        return found + Markup(" data-sigap-next-lacks")
    return found + Markup(' data-sigap-next="{}"').format(coming.url)


def _coming(page: PageContext, document: HeldDocument, following: HeldRevision, flow: Flow | None) -> ComingView:
    revision = following.revision.revision
    own_url: str | None = page.to(revision_url(document.id, revision))
    if flow:
        has_flow = following.part(flow.id, Flow) is not None
        own_url = page.to(flow_url(document.id, flow.id, revision)) if has_flow else None
    return ComingView(
        revision=revision,
        words=moment_words(following.term.start, page.library),
        url=own_url,
        document_url=page.to(revision_url(document.id, revision)),
        pdf_url=page.to(pdf_url(document.id, revision)),
    )


def _withdrawal(page: PageContext, held: HeldRevision) -> WithdrawalView | None:
    entry = held.life.last(Act.WITHDRAWN)
    if entry is None or held.term.withdrawn is None:
        return None
    return WithdrawalView(
        words=moment_words(held.term.withdrawn, page.library),
        has_come=held.term.is_withdrawn(page.library.now),
        reason=entry.reason,
        authority=str(entry.facts.get("authority", "")),
    )
