"""Where each unit is at home on the site: its page and its `id` there."""

from __future__ import annotations

from typing import Final

from generator.addresses import foreign_anchor_of
from generator.kinds.glossary.schema import Term
from generator.kinds.settings.schema import Application, ContactCentre, Setting
from generator.kinds.training.schema import ReadingOrder
from generator.library import Unit

HOME: Final = ""
DOCUMENTS: Final = "dokumen/"
CONTACT_CENTRES: Final = "contact-center/"
APPLICATIONS: Final = "aplikasi/"
TERMS: Final = "istilah/"
READING_ORDERS: Final = "urutan-baca/"
SETTINGS: Final = "data-bersama/"
FLOWS: Final = "alur/"
POCKET: Final = "saku/"
IN_FORCE_ON: Final = "berlaku-pada/"
CHANGES: Final = "perubahan/"
FEED: Final = "perubahan.xml"

_PAGES: Final = (
    (ContactCentre, CONTACT_CENTRES),
    (Application, APPLICATIONS),
    (Term, TERMS),
    (Setting, SETTINGS),
)
"""Classes of shared units and the pages where they are at home; the first that fits counts."""


def document_url(document: str) -> str:
    """Return the page of a document's revision in force."""
    return f"{document}/"


def revision_url(document: str, revision: str) -> str:
    """Return the page that a revision keeps for life."""
    return f"{document}/rev/{revision}/"


def pdf_url(document: str, revision: str) -> str:
    """Return the controlled PDF of a revision."""
    return f"{revision_url(document, revision)}{document}-{revision}.pdf"


def comparison_url(document: str, revision: str) -> str:
    """Return the page that compares a revision with the one before it."""
    return f"{revision_url(document, revision)}{CHANGES}"


def notice_url(document: str, revision: str) -> str:
    """Return the page with the notice of a revision."""
    return f"{revision_url(document, revision)}pemberitahuan/"


def pocket_url(position: str) -> str:
    """Return the pocket edition of a position."""
    return f"{POCKET}{position}.pdf"


def flow_url(document: str, flow: str, revision: str | None = None) -> str:
    """Return the page of a flow.

    Args:
        document: The id of its document.
        flow: Its local id.
        revision: The revision whose flow is meant; None: the one in force.
    """
    around = revision_url(document, revision) if revision else document_url(document)
    return f"{around}{FLOWS}{flow}/"


def home_of(unit: Unit) -> tuple[str, str]:
    """Return the site address of the page where a unit is at home, and its `id` there.

    A unit of a document is at home on the page of its document; the pages over several documents
    show it again under `foreign_anchor_of(address)`.
    """
    if unit.document is not None:
        return document_url(unit.document), unit.anchor
    if isinstance(unit.model, ReadingOrder):
        return f"{READING_ORDERS}{unit.model.id}/", foreign_anchor_of(unit.address)
    page = next((url for kinds, url in _PAGES if isinstance(unit.model, kinds)), HOME)
    return page, foreign_anchor_of(unit.address)
