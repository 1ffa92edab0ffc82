"""What a page needs to answer which text held at any moment: the terms and scripts of every revision that is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from generator.current.states import bound_data
from generator.kinds.change.schema import Change
from generator.kinds.clause.schema import Clause
from generator.kinds.script.schema import Script
from generator.kinds.settings.schema import Brand, Channel, Fact, Position, WordingClass, Zone
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.render.page import relative_url
from generator.render.places import IN_FORCE_ON, document_url, revision_url
from generator.render.validity import span_of_window
from generator.revisions.register.entry import Act

if TYPE_CHECKING:
    from generator.render.context import RenderContext

SCHEMA: Final = 1
DATA: Final = "data.json"
"""Beside the page, whose address all addresses in it are relative to."""


def on_a_day_files(build: RenderContext) -> dict[str, bytes]:
    """Return the data of the page by its path on the site; revisions that readers do not see are left out."""
    return {f"{IN_FORCE_ON}{DATA}": _data(build)}


def _data(build: RenderContext) -> bytes:
    library = build.library
    data = {
        "schema": SCHEMA,
        "asOf": build.as_of.isoformat(),
        "zones": [{"id": each.id, "name": each.name, "iana": each.iana} for each in library.settings(Zone)],
        "brands": {each.id: each.name for each in library.settings(Brand)},
        "channels": {
            each.id: {"name": each.name, "brand": each.brand, "partOf": each.part_of}
            for each in library.settings(Channel)
        },
        "positions": [
            {"id": each.id, "name": each.name, "brand": each.brand, "channels": each.channels}
            for each in library.settings(Position)
        ],
        "wordings": {each.id: each.name for each in library.settings(WordingClass)},
        "documents": [_document(build, each) for each in library.documents.values() if each.shown],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _document(build: RenderContext, document: HeldDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.document.short_title,
        "url": relative_url(IN_FORCE_ON, document_url(document.id)),
        "brands": document.document.brands,
        "notHeld": [each.revision for each in document.document.revisions if not each.is_held],
        "revisions": [_revision(build, held) for held in document.shown],
    }


def _revision(build: RenderContext, held: HeldRevision) -> dict[str, Any]:
    term, revision = held.term, held.revision
    adopted = held.life.last(Act.ADOPTED)
    return {
        "revision": revision.revision,
        "url": relative_url(IN_FORCE_ON, revision_url(held.document, revision.revision)),
        "start": bound_data(term.start),
        "end": bound_data(term.end),
        "withdrawn": bound_data(term.withdrawn),
        "published": term.published_at.isoformat() if term.published_at else None,
        "isAdopted": revision.is_adopted,
        "adopted": adopted.at.isoformat() if adopted else None,
        "issued": None if isinstance(revision.issued_on, Missing) else revision.issued_on.isoformat(),
        "scripts": list(_scripts(build, held)),
        "overlays": list(_overlays(build, held)),
        "timers": list(_timers(build, held)),
    }


def _scripts(build: RenderContext, held: HeldRevision) -> Iterator[dict[str, Any]]:
    plain = build.page("").plain
    for unit in held.units.values():
        if isinstance(unit.model, Script):
            script = unit.model
            yield {
                "address": unit.address,
                "anchor": unit.anchor,
                "title": script.title,
                "purpose": script.purpose,
                "brand": script.brand,
                "channels": script.channels,
                "wording": script.wording.wording_class,
                "text": plain(script.text),
            }


def _overlays(build: RenderContext, held: HeldRevision) -> Iterator[dict[str, Any]]:
    for unit in held.units.values():
        if isinstance(unit.model, Change) and (overlay := unit.model.overlay):
            span = span_of_window(overlay.effective, build.library)
            yield {
                "script": overlay.script,
                "replaces": overlay.replaces,
                "from": bound_data(span.start),
                "until": bound_data(span.end),
                "channels": overlay.channels,
            }


def _timers(build: RenderContext, held: HeldRevision) -> Iterator[dict[str, str]]:
    """Yield the limits in time that a revision sets: clauses that hold before or after so many minutes or hours."""
    library = build.library
    page = build.page(IN_FORCE_ON)
    for unit in held.units.values():
        conditions = unit.model.when if isinstance(unit.model, Clause) else []
        timed = [each for each in conditions if (fact := library.setting(each.fact, Fact)) and fact.type == "duration"]
        if timed:
            title = getattr(unit.model, "title", None) or getattr(unit.model, "label", None) or ""
            yield {"words": page.when(timed), "number": unit.number, "title": title, "anchor": unit.anchor}
