"""What leads from paper back to the site: the printed address of a page, and its QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

from generator.library import Library
from generator.pdf.source import PdfSource
from generator.render.labels import label

QR_FILE = "sigap-qr.svg"

QUIET_ZONE = 4
"""White modules around the code, as ISO/IEC 18004 wants them."""


@dataclass(frozen=True, slots=True)
class PrintedAddress:
    """An address of the site as paper shows it.

    Attributes:
        text: The full address; without the site's own address, the part below it.
        is_full: The site's address is set, so that a telephone finds the page.
    """

    text: str
    is_full: bool

    @property
    def words(self) -> str:
        """Return the address as it is printed; it says so where the site's own is missing."""
        return self.text if self.is_full else label("press.address-without-site", address=self.text)


def printed_address(library: Library, url: str) -> PrintedAddress:
    """Return an address of the site, such as `digilive/rev/2/`, as paper shows it."""
    site = library.site.url
    return PrintedAddress(f"{site.rstrip('/')}/{url}", is_full=True) if site else PrintedAddress(url, is_full=False)


def qr_code(text: str) -> bytes:
    """Return a QR code as a stand-alone SVG; it still reads when a quarter of it is soiled."""
    code = segno.make_qr(text, error="q")
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", xmldecl=False, nl=False)
    return drawing.getvalue()


def proof_of(library: Library, url: str) -> PdfSource:
    """Return the printed address of a page or file of the site and its QR code, as parts of a source.

    Args:
        library: Knows the site's address.
        url: The address below it, such as `digilive/rev/2/`.
    """
    address = printed_address(library, url)
    words = label("press.address", address=address.words)
    code = {"file": QR_FILE, "alt": label("press.qr-alt", address=address.text), "words": words}
    return PdfSource("", {"address": address.words, "qr": code}, {QR_FILE: qr_code(address.text)})
