"""The notice of each published revision, for those who pass it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.changes.acts import ReadersAct, act_of
from generator.changes.notice import notice_of
from generator.kinds.document.control import print_line
from generator.kinds.document.view import Step, breadcrumb_html
from generator.library import HeldDocument, Library
from generator.render.environment import render
from generator.render.filters import heading
from generator.render.labels import label
from generator.render.overview.addresses import HOME, URLS, title_of_page, uri_of
from generator.render.overview.gathered import Gathered
from generator.render.page import Page
from generator.render.places import notice_url, revision_url
from generator.render.reports import report_url
from generator.revisions.register.entry import Act

NAME = "changes"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What notice.jinja shows."""

    message: str
    subject: str
    email: str
    revision_url: str
    revision: str
    report_url: str


def has_notice_page(act: ReadersAct, library: Library) -> bool:
    """Tell whether the notice of an act has a page: where people have to be told, and that act is the last word.

    Who passes notices on sees all; a site for others has none.
    """
    if library.audience != "internal":
        return False
    return act.act in (Act.PUBLISHED, Act.WITHDRAWN) and act_of(act.document, act.held) == act


def notice_pages(gathered: Gathered) -> Iterator[Page]:
    """Yield the notice of each published or withdrawn revision; who passes them on sees all."""
    if gathered.library.audience != "internal":
        return
    for document in gathered.library.documents.values():
        for held in document.shown:
            act = act_of(document, held)
            if act and has_notice_page(act, gathered.library):
                yield _notice_page(gathered, document, act)


def _notice_page(gathered: Gathered, document: HeldDocument, act: ReadersAct) -> Page:
    url = notice_url(document.id, act.revision)
    page = gathered.context.page(url, document, act.held, is_text=False)
    notice = notice_of(gathered.context, act)
    name = label("changes.revision-of", title=document.document.short_title, revision=act.revision)
    title = label("changes.notice.page", revision=name)
    lead = label("changes.notice.lead")
    steps = [
        Step(label("site.home"), page.to(URLS[HOME])),
        Step(title_of_page(NAME), page.to(URLS[NAME])),
        Step(title, None),
    ]
    view = NoticeView(
        notice.message,
        notice.subject,
        notice.email,
        page.to(revision_url(document.id, act.revision)),
        name,
        report_url(page, url, f"{document.id} {act.revision}"),
    )
    blocks = (
        breadcrumb_html(tuple(steps)),
        f"# {heading(title)} {{ #judul }}",
        Markup('<p class="sigap-lead">{}</p>').format(lead),
        render("render/overview/notice.jinja", view),
    )
    return Page(
        uri=f"{url}index.md",
        title=title,
        markdown="\n\n".join(blocks) + "\n",
        description=lead,
        is_indexed=False,
        place=uri_of(NAME),
        has_contents=False,
        print_line=print_line(page, document, act.held, url, label("changes.notice.title")),
    )
