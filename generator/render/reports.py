"""How a reader reports a fault: by mail, with the subject filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.render.labels import label

if TYPE_CHECKING:
    from generator.render.context import PageContext


def report_url(page: PageContext, address: str, revision: str) -> str:
    """Return a mail address with its subject filled in; without a mailbox the reader's program asks for one.

    Args:
        page: A page of the library that knows the mailbox for reports.
        address: What the report is about.
        revision: The key of the revision that the reader sees.
    """
    subject = label("report.subject", address=address, revision=revision)
    mailbox = quote(page.library.site.report_to or "", safe="@")
    return f"mailto:{mailbox}?subject={quote(subject, safe='')}"
