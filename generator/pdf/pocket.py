"""The pocket edition: every script that a position may say, by purpose, to carry about on A5."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator.kinds.script.schema import Script
from generator.kinds.script.view import notes_of
from generator.kinds.settings.schema import Brand, Position
from generator.library import HeldDocument, HeldRevision
from generator.pdf.boxes import script_data
from generator.pdf.controlled import moment_of
from generator.pdf.locate import pressing
from generator.pdf.outlines import outlined
from generator.pdf.press import UNDATED, press
from generator.pdf.proof import proof_of
from generator.pdf.sheets import reading_data
from generator.pdf.source import PdfSource
from generator.pdf.text import Json
from generator.pdf.writer import Writer, labels_in, without_dead_links
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.render.overview.gathered import Found, Gathered
from generator.render.overview.origins import origin_of, source_of
from generator.render.overview.scripts import ScriptLibrary
from generator.render.places import pocket_url
from generator.render.validity import moment_words

TEMPLATE = "pocket.typ"
FOOT, FOOT_FILL = "foot.svg", "#5f5f5f"


def with_pocket_edition(context: RenderContext) -> list[Position]:
    """Return the positions that have something to say, in the order of the settings."""
    editions = _Edition.of(context)
    return [each for each in context.library.settings(Position) if editions.scripts(each)]


def pocket_pdf(context: RenderContext, position: Position) -> bytes:
    """Return the pocket edition of a position.

    Raises:
        PressError: It cannot be set; the problems say why.
    """
    edition = _Edition.of(context)
    with pressing(context.library, position.location):
        return press(
            edition.source(position),
            cache_path=context.cache_path,
            timestamp=_newest(edition.documents(edition.scripts(position))),
            place=position.location,
        )


def pocket_source(context: RenderContext, position: Position) -> PdfSource:
    """Return what the pocket edition of a position is set from."""
    return _Edition.of(context).source(position)


@dataclass(frozen=True, slots=True)
class _Edition:
    """Gathers what pocket editions show."""

    context: RenderContext
    gathered: Gathered

    @classmethod
    def of(cls, context: RenderContext) -> _Edition:
        return cls(context, Gathered(context))

    def scripts(self, position: Position) -> list[Found[Script]]:
        """Return the scripts of a position that hold or will hold, in the order of their documents."""
        return ScriptLibrary(self.context.page(pocket_url(position.id)), self.gathered).of_position(position)

    def documents(self, scripts: Iterable[Found[Script]]) -> list[tuple[HeldDocument, HeldRevision]]:
        """Return the documents that scripts come from, each with its revision in force."""
        names = dict.fromkeys(found.unit.document for found in scripts)
        documents = [self.context.library.documents[name] for name in names if name]
        return [(document, document.current) for document in documents if document.current]

    def source(self, position: Position) -> PdfSource:
        """Return the data of a position's pocket edition."""
        scripts = self.scripts(position)
        writer = Writer(self.context.page(pocket_url(position.id)))
        proof = proof_of(self.context.library, pocket_url(position.id))
        brand = self.context.library.setting(position.brand, Brand)
        channels = [writer.page.name(channel) for channel in position.channels]
        title = label("pocket.title", position=position.name)
        data: Json = {
            "metadata": {"title": title, "description": label("pocket.lead"), "keywords": channels},
            "title": title,
            "kind": label("pocket.kind"),
            "position": position.name,
            "facts": [
                {"title": label("document.brands"), "value": brand.name if brand else position.brand},
                {"title": label("document.channels"), "value": ", ".join(channels)},
                {"title": label("pocket.count"), "value": str(len(scripts))},
                *self._until(writer, position),
            ],
            "lead": label("pocket.lead"),
            "uncontrolled": label("pocket.uncontrolled"),
            "documents_title": label("pocket.documents"),
            "documents": [self._document(writer, *each) for each in self.documents(scripts)],
            "contents_title": label("pdf-text.contents"),
            "groups": self._groups(writer, scripts),
            "reading": reading_data(writer, list(dict.fromkeys(each.model.wording.wording_class for each in scripts))),
            "words": {
                "page": label("pdf-text.header.page"),
                "of": label("pdf-text.header.of"),
                "remark": label("pdf-text.words.remark"),
                "fingerprint": label("document.fingerprint"),
            },
            "foot": FOOT,
            **proof.data,
        }
        data = without_dead_links(data, frozenset(labels_in(data)))
        return PdfSource(TEMPLATE, data, {**proof.files, FOOT: outlined(label("pdf-text.foot"), FOOT_FILL)})

    def _until(self, writer: Writer, position: Position) -> list[Json]:
        """Return until when the edition may be used, where that is known."""
        until = ScriptLibrary(writer.page, self.gathered).next_switch(position)
        words = moment_words(until, self.context.library, is_last=True)
        return [{"title": label("pocket.until"), "value": words}] if words else []

    def _groups(self, writer: Writer, scripts: Iterable[Found[Script]]) -> list[Json]:
        """Return the scripts by purpose, in the order of the first of each."""
        groups: dict[str, list[Json]] = {}
        for found in scripts:
            groups.setdefault(found.model.purpose, []).append(self._script(writer, found))
        return [{"title": purpose, "scripts": group} for purpose, group in groups.items()]

    def _script(self, writer: Writer, found: Found[Script]) -> Json:
        source = source_of(writer.page, self.gathered, found.unit)
        return {
            **script_data(writer, found.model),
            "notes": ", ".join([*map(writer.page.name, found.model.channels), *notes_of(found.model)]),
            "source": f"{source.origin.title}, {source.title[:1].lower()}{source.title[1:]}",
        }

    def _document(self, writer: Writer, document: HeldDocument, held: HeldRevision) -> Json:
        origin = origin_of(writer.page, self.gathered, document)
        return {
            "title": document.document.title,
            "short_title": origin.title,
            "facts": origin.facts,
            "status": origin.stamp.words,
            "fingerprint": self.context.fingerprints.of_revision(document, held),
        }


def _newest(documents: Iterable[tuple[HeldDocument, HeldRevision]]) -> dt.datetime:
    """Return the moment inside a pocket edition: that of the newest of its documents."""
    return max((moment_of(held) for _, held in documents), default=UNDATED)
