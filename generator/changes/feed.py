"""The Atom feed of changes (RFC 4287): one entry for each act that concerns readers, the newest first."""

from __future__ import annotations

import datetime as dt
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.changes.acts import ReadersAct, readers_acts
from generator.changes.units import changed_units, counts_in_words, told_changes
from generator.changes.words import act_words
from generator.library import Library
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.render.places import CHANGES, FEED, revision_url
from generator.revisions.compare.model import Comparison

ATOM: Final = "http://www.w3.org/2005/Atom"
MOST_ENTRIES: Final = 100
"""How many acts the feed holds; older ones stand on the page."""
MOST_UNITS: Final = 12
"""How many changed units an entry names."""

NAMESPACE: Final = uuid.UUID("6c0a8f5e-3f27-5d0b-9c3e-51a9d1f0a7c4")
"""Below which the names of feeds and entries are made: a random number, drawn once, which may never change."""

# XML 1.0 has no way to write these, not even as references.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Where:
    """Turns an address of the site into one of the feed: full where the site's own is known, else relative to it."""

    site: str

    def to(self, url: str) -> str:
        return f"{self.site.rstrip('/')}/{url}" if self.site else url or "./"


def feed_files(context: RenderContext) -> dict[str, bytes]:
    """Return the feed of a build by its path on the site."""
    return {FEED: feed_xml(context)}


def feed_xml(context: RenderContext) -> bytes:
    """Return the feed.

    An act without any known moment is not in it, since each entry needs one. Nothing depends on the moment of the
    build but the words that say what holds by then.
    """
    library = context.library
    where = _Where(library.site.url or "")
    acts = [(act, moment) for act in readers_acts(library) if (moment := act.known_at(library.now.tzinfo))]
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "id"})
    _add(root, "id", feed_id(library))
    _add(root, "title", label("changes.feed.title", site=library.site.name))
    _add(root, "subtitle", label("overview.changes.lead"))
    _add(root, "updated", (acts[0][1] if acts else library.now).isoformat())
    _link(root, "self", where.to(FEED), "application/atom+xml")
    _link(root, "alternate", where.to(CHANGES), "text/html")
    _add(ET.SubElement(root, f"{{{ATOM}}}author"), "name", library.site.name)
    for act, moment in acts[:MOST_ENTRIES]:
        _entry(root, context, act, moment, where)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def feed_id(library: Library) -> str:
    """Return what names the feed for life: by the site's address, or by its name while it has none."""
    return _urn(f"feed {library.site.url or library.site.name}")


def entry_id(act: ReadersAct) -> str:
    """Return what names an act for life.

    It depends on neither the site's address nor other lines of the register, so that readers see an entry once.
    """
    at = f" {act.entry.at.isoformat()}" if act.entry and not act.brings_text else ""
    return _urn(f"{act.document.id} {act.revision} {act.act}{at}")


def _urn(name: str) -> str:
    return uuid.uuid5(NAMESPACE, name).urn


def _entry(root: ET.Element, context: RenderContext, act: ReadersAct, moment: dt.datetime, where: _Where) -> None:
    entry = ET.SubElement(root, f"{{{ATOM}}}entry")
    title = label("changes.revision-of", title=act.document.document.short_title, revision=act.revision)
    words = act_words(context.library, act)
    _add(entry, "id", entry_id(act))
    _add(entry, "title", f"{title}: {label(f'changes.act.{act.act}').lower()}")
    _add(entry, "updated", moment.isoformat())
    _add(entry, "published", moment.isoformat())
    _link(entry, "alternate", where.to(revision_url(act.document.id, act.revision)), "text/html")
    sentences = [each for each in (words.done, words.holds, words.reason) if each]
    comparison = context.comparison(act.document, act.held) if act.brings_text else None
    _add(
        entry,
        "summary",
        "\n".join([". ".join(_capital(each).rstrip(".") for each in sentences) + ".", *_units(comparison)]),
    )


def _units(comparison: Comparison | None) -> Iterator[str]:
    """Yield what changed, as lines of plain text."""
    if comparison is None:
        return
    if not (told := told_changes(comparison)):
        yield label("changes.none")
        return
    yield f"{label('changes.count', count=len(told))}: {counts_in_words(comparison)}."
    units = changed_units(comparison)
    yield from (f"– {unit.title}: {unit.words}" for unit in units[:MOST_UNITS])
    if len(units) > MOST_UNITS:
        yield label("changes.more-units", count=len(units) - MOST_UNITS)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = _NOT_XML.sub(" ", text)


def _link(parent: ET.Element, relation: str, url: str, kind: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "href": url, "type": kind})
