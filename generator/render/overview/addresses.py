"""The pages over several documents: their names, where they are, and how the navigation groups them."""

from __future__ import annotations

from typing import Final

from generator.library import Library
from generator.render import places
from generator.render.labels import label
from generator.render.site import NavigationGroup

HOME: Final = "home"
URLS: Final[dict[str, str]] = {
    HOME: places.HOME,
    "search": "cari/",
    "about": "tentang/",
    "scripts": "skrip/",
    "faq": "faq/",
    "flows": places.FLOWS,
    "fees": "biaya/",
    "catalogue": "katalog/",
    "levels": "gangguan/",
    "states": "status-tiket/",
    "contact-centres": places.CONTACT_CENTRES,
    "applications": places.APPLICATIONS,
    "terms": places.TERMS,
    "reading-orders": places.READING_ORDERS,
    "documents": places.DOCUMENTS,
    "in-force-on": places.IN_FORCE_ON,
    "changes": places.CHANGES,
    "open-points": "catatan-pengendali/",
    "shared-data": places.SETTINGS,
}
"""Page name to its address on the site. The names are keys of `overview` in the labels."""

_GROUPS: Final = (
    ("start", (HOME, "search", "about")),
    ("work", ("scripts", "faq", "flows", "levels")),
    ("reference", ("fees", "catalogue", "states", "contact-centres", "applications")),
    ("learning", ("reading-orders", "terms")),
    ("control", ("documents", "in-force-on", "changes", "open-points", "shared-data")),
)


HAND_WRITTEN: Final = {"about": "tentang.md"}
"""Pages of the navigation that authors write, by name; they stand in the content folder."""


def uri_of(name: str, below: str = "") -> str:
    """Return the source path of a page, such as `faq/index.md`.

    Args:
        name: The page's name.
        below: The id of a page below it.
    """
    if not below and name in HAND_WRITTEN:
        return HAND_WRITTEN[name]
    return f"{URLS[name]}{below}/index.md" if below else f"{URLS[name]}index.md"


def title_of_page(name: str) -> str:
    """Return what a page is called in the navigation, in breadcrumbs and at its top."""
    return label(f"overview.{name}.title")


FOR_CONTROLLERS: Final = frozenset({"open-points"})
"""Pages that only those who see all have: what is open, what the rules found, what must be asked."""


def left_out(library: Library) -> frozenset[str]:
    """Return the names of the pages that a site does not have: those for controllers where it is for others."""
    if library.audience == "internal":
        return frozenset()
    unwritten = {name for name, path in HAND_WRITTEN.items() if path not in library.content.pages}
    return FOR_CONTROLLERS | unwritten


def navigation(without: frozenset[str] = frozenset()) -> tuple[NavigationGroup, ...]:
    """Return the groups of the navigation; their size does not depend on the content.

    Args:
        without: The names of pages that the site does not have.
    """
    return tuple(
        NavigationGroup(
            label(f"overview.groups.{group}"),
            tuple((title_of_page(name), uri_of(name)) for name in names if name not in without),
        )
        for group, names in _GROUPS
    )
