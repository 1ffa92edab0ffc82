"""The public library: a master list of its own that holds public models and nothing else.

It is put together like the whole one, from copies of what is public. Three things are carried over from the whole
library, because what is left could not give them: the fingerprints of units and revisions, the canonical forms with
the digests of what is withheld, and the shared facts that fixed revisions keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.audience.copying import Copier, public_site
from generator.audience.registers import open_chain
from generator.audience.visible import Visible, is_public_setting, visible_of
from generator.content import Content, ContentFile
from generator.hand_written import HandWritten
from generator.kinds.document.schema import Document
from generator.kinds.settings.schema import SiteFile
from generator.kinds.unit import Audience
from generator.library import Carried, FixedView, HeldRevision, Library
from generator.model.base import Model
from generator.placing import build_library
from generator.revisions.canonical import canonical_form_for
from generator.revisions.register.chain import Chain
from generator.revisions.shared_values import FixedFingerprints, fixed_views, library_with

PUBLIC: Audience = "public"


@dataclass(slots=True)
class PublicLibrary:
    """A public library and how it came from the whole one.

    Attributes:
        library: The public library.
        visible: What of the whole library is public.
        origins: The identity of each of its models to the model of the whole library.
    """

    library: Library
    visible: Visible
    origins: dict[int, Model] = field(default_factory=dict)

    def origin(self, model: Model) -> Model:
        """Return the model of the whole library that a copy was made of, which knows its place in the source."""
        return self.origins.get(id(model), model)


def public_library(whole: Library) -> PublicLibrary:
    """Return the public library of a whole one whose content has no errors."""
    visible = visible_of(whole)
    origins: dict[int, Model] = {}
    content = _content(visible, origins)
    library = build_library(content, whole.now)
    library.audience = PUBLIC
    library.redirects = {
        old: new for old, new in library.redirects.items() if visible.has_address(new) and old not in library.documents
    }
    made = PublicLibrary(library, visible, origins)
    library.carried = _carried(made)
    library.fixed = dict(_fixed(made))
    return made


def _content(visible: Visible, origins: dict[int, Model]) -> Content:
    whole = visible.library.content
    files = {file.path: copy for file in whole.files.values() if (copy := _file(visible, file, origins))}
    pages = {path: page for path, page in whole.pages.items() if page.facts.audience == PUBLIC}
    promised = tuple(line for line in whole.published if visible.has_address(line[1]))
    return Content(
        root=whole.root,
        files=files,
        other_paths=tuple(pages),
        published=promised,
        pages={path: HandWritten(path, page.facts, page.text) for path, page in pages.items()},
        registers=dict(_registers(visible)),
    )


def _file(visible: Visible, file: ContentFile, origins: dict[int, Model]) -> ContentFile | None:
    """Return the copy of a file; None when nothing of it is public."""
    if isinstance(file.model, SiteFile):
        return ContentFile(file.path, file.kind, public_site(file.model))
    held = _revision_of(visible.library, file.path)
    copier = Copier(visible, held, origins)
    if isinstance(file.model, Document) or held is None or file.model is held.revision:
        copy = copier.copy(file.model)
    elif held.document in visible.documents and held.term.stage.is_shown:
        copy = copier.copy_of_kept(file.model)
    else:
        copy = None
    return ContentFile(file.path, file.kind, copy) if copy is not None else None


def _revision_of(library: Library, path: str) -> HeldRevision | None:
    """Return the revision in whose folder a file lies."""
    parts = path.split("/")
    if parts[0] != "documents" or len(parts) != 4 or parts[1] not in library.documents:
        return None
    return library.documents[parts[1]].revisions.get(parts[2])


def _registers(visible: Visible) -> Iterator[tuple[str, Chain]]:
    library = visible.library
    for name in visible.documents & library.content.registers.keys():
        shown = {held.revision.revision for held in library.documents[name].shown}
        yield name, open_chain(library.content.registers[name], shown, library.now)


def _carried(made: PublicLibrary) -> Carried:
    whole = made.visible.library
    fingerprints = FixedFingerprints(whole)
    digests: dict[int, str] = {}
    revisions: dict[tuple[str, str], list[str]] = {}
    forms: dict[tuple[str, str], dict[str, object]] = {}
    for document in made.library.documents.values():
        whole_document = whole.documents[document.id]
        digests[id(document.document)] = fingerprints.of_model(whole_document.document)
        for key, held in document.revisions.items():
            whole_held = whole_document.revisions[key]
            revisions[document.id, key] = fingerprints.of_each(whole_document, whole_held)
            forms[document.id, key] = canonical_form_for(whole, whole_document, whole_held, made.visible)
            for model in (held.revision, *(unit.model for unit in held.units.values())):
                digests[id(model)] = fingerprints.of_model(made.origin(model), whole_held)
    for unit in made.library.shared.values():
        digests[id(unit.model)] = fingerprints.of_model(made.origin(unit.model))
    return Carried(digests, revisions, forms)


def _fixed(made: PublicLibrary) -> Iterator[tuple[tuple[str, str], FixedView]]:
    """Yield what fixed revisions keep, without the facts that are not public."""
    whole = made.visible.library
    for key, view in fixed_views(whole).items():
        document = made.library.documents.get(key[0])
        if document is None or key[1] not in document.revisions:
            continue
        library = made.library
        if view.library is not whole:
            left_out = whole.shared.keys() - view.library.shared.keys()
            library = library_with(library, document, dict(_kept(made, view, key[0])), left_out=frozenset(left_out))
        yield key, FixedView(library, view.fingerprint)


def _kept(made: PublicLibrary, view: FixedView, document: str) -> Iterator[tuple[str, Model]]:
    """Yield the public ones of the facts that a revision keeps and that are others today."""
    whole = made.visible.library
    copier = Copier(made.visible, None, made.origins)
    kept: dict[str, Model] = {
        address: unit.model
        for address, unit in view.library.shared.items()
        if address not in whole.shared or whole.shared[address].model is not unit.model
    }
    if view.library.documents[document].document is not whole.documents[document].document:
        kept[document] = view.library.documents[document].document
    for address, model in kept.items():
        copy = copier.copy_of_kept(model) if is_public_setting(made.visible, model) else None
        if copy is not None:
            yield address, copy
