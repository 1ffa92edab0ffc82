"""What the rules found, and which reviews are due, as points of the controller's page."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.addresses import parse_address
from generator.checks.rule import Finding, State
from generator.messages import load_catalogue
from generator.render.context import PageContext
from generator.render.dates import long_date
from generator.render.labels import label
from generator.render.overview.gathered import Gathered
from generator.render.overview.links import LinkView
from generator.render.overview.point import Point
from generator.revisions.review import review_due_on

IN_ORDER = (State.NEW, State.EXPIRED, State.OPEN, State.ACCEPTED, State.DISMISSED)
FINDING_KINDS = tuple(f"finding-{state}" for state in IN_ORDER)


def finding_points(page: PageContext, gathered: Gathered) -> Iterator[Point]:
    """Yield a point for each finding, settled or not, with its reason."""
    for finding in gathered.context.findings:
        document = finding.address.split("/")[0]
        owner = document if document in gathered.library.documents else ""
        yield Point(f"finding-{finding.state}", owner, _place(page, finding), _words(page, finding))


def review_points(page: PageContext, gathered: Gathered) -> Iterator[Point]:
    """Yield a point for each document whose next review has a day."""
    for document in gathered.library.documents.values():
        day = review_due_on(document.document, document.current) if document.current else None
        if day is None:
            continue
        state = "overdue" if day < gathered.library.on else "due"
        words = label(f"overview.open-points.review-{state}", day=long_date(day))
        place = LinkView(document.document.short_title, page.link(document.id))
        yield Point("review", document.id, place, words)


def _place(page: PageContext, finding: Finding) -> LinkView:
    parsed = parse_address(finding.address)
    address = finding.address
    document = page.library.documents.get(parsed.head)
    if document and document.current and finding.revision not in (None, document.current.revision.revision):
        address = "/".join((f"{parsed.head}@{finding.revision}", *parsed.tail))
    return LinkView(page.title(finding.address), page.link(address))


def _words(page: PageContext, finding: Finding) -> Markup:
    sentence = finding.sentence(load_catalogue("id"))
    message = f"{sentence.message[:1].upper()}{sentence.message[1:]}"
    words = Markup("{} <code>{}</code>").format(message, finding.code)
    if finding.said is None:
        return words
    said = finding.said
    by = label("overview.open-points.said-by", by=said.by, day=long_date(said.said_on))
    until = label("overview.open-points.said-until", day=long_date(said.until)) if said.until else ""
    return words + Markup(' <span class="sigap-finding__reason">{} {} {} {}</span>').format(
        label("overview.open-points.reason"), page.inline(said.reason), by, until
    )
