"""Which models of a library are public, found from the top down: what stands in a hidden one is not reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic_core import PydanticUndefined

from generator.addresses import parse_address
from generator.audience.fields import NEVER_PUBLIC, withheld_fields
from generator.kinds.clause.schema import Clause, RuleBlock
from generator.kinds.document.schema import Approval, Document
from generator.kinds.gap.schema import Gap
from generator.kinds.parts import USES, uses_of
from generator.kinds.settings.schema import Setting, SiteFile
from generator.kinds.unit import Unit as UnitModel
from generator.library import HeldRevision, Library
from generator.model.base import Model, Standing
from generator.model.walk import children, plan_of

PUBLIC = "public"


@dataclass
class Visible:
    """The public part of a library, by the identity of its models.

    Attributes:
        library: The whole library.
        models: The identities of the public models.
        shared: The addresses of the public settings, terms and reading orders.
        documents: The ids of the public documents.
    """

    library: Library
    models: set[int] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def __contains__(self, model: object) -> bool:
        """Tell whether a model is public."""
        return id(model) in self.models

    def has_address(self, address: str, held: HeldRevision | None = None) -> bool:
        """Tell whether an address leads to something public, as the text of a revision means it."""
        unit = self.library.find_from(held, address)
        if unit is not None:
            return unit.model in self
        return parse_address(self.library.follow(address)).head in self.documents

    @cached_property
    def hidden_names(self) -> frozenset[str]:
        """Return the addresses of what is not public, and the ids by which texts name hidden parts."""
        hidden = {unit.address for unit in self.library.all_units() if unit.model not in self}
        for document in self.library.documents.values():
            for held in document.revisions.values():
                hidden.update(part.id for part in held.parts.values() if part not in self)
        return frozenset(hidden)


def visible_of(library: Library) -> Visible:
    """Return what of a library is public: what says so, and what stands in it without saying otherwise."""
    visible = Visible(library)
    for file in library.content.files.values():
        if isinstance(file.model, SiteFile):
            if file.model.public is not None:
                _reach(visible, file.model.public, None)
        elif not isinstance(file.model, (Document, *NEVER_PUBLIC)) and not file.path.startswith("documents/"):
            _reach_shared(visible, file.model)
    visible.shared = {address for address, unit in library.shared.items() if unit.model in visible}
    for document in library.documents.values():
        if document.document.audience != PUBLIC:
            continue
        visible.documents.add(document.id)
        _reach(visible, document.document, None)
        for held in document.shown:
            _reach(visible, held.revision, held)
    return visible


def _reach_shared(visible: Visible, file: Model) -> None:
    """Reach what a file declares: each thing as it says itself, else as its file does, else not at all."""
    around = getattr(file, "audience", None)
    for child in children(file):
        if (getattr(child, "audience", None) or around) == PUBLIC:
            _reach(visible, child, None)
    # Stop words are no models; their file goes as a whole.
    if around == PUBLIC or any(child in visible for child in children(file)):
        visible.models.add(id(file))


def _reach(visible: Visible, model: Model, held: HeldRevision | None) -> None:
    """Reach a model whose surroundings are public, what stands in it, and the parts that it shows."""
    ahead = [model]
    while ahead:
        current = ahead.pop()
        if current in visible or not _is_seen(current, held):
            continue
        if isinstance(current, Approval) and current.person not in visible.shared:
            continue
        visible.models.add(id(current))
        ahead += children(current)
        ahead += _parts(current, held)


def _is_seen(model: Model, held: HeldRevision | None) -> bool:
    """Tell whether anything of a model is left where its surroundings are public.

    A block without the one thing that it shows says nothing; a list of things says less, until none is left.
    """
    if not _may_be_seen(model):
        return False
    if any(not any(shown) for shown in _shown_parts(model, held)):
        return False
    needed = (getattr(model, plan.name) for plan in plan_of(type(model)) if plan.default is PydanticUndefined)
    return all(_is_seen(value, held) for value in needed if isinstance(value, Model))


def _shown_parts(model: Model, held: HeldRevision | None) -> Iterator[list[bool]]:
    """Yield, for each field of a block that shows parts, which of them are seen; fields that show none are left out."""
    if isinstance(model, RuleBlock):
        yield [all(map(_may_be_seen, _parts(model, held)))]
    for name, kind in USES.get(type(model), ()):
        value = getattr(model, name)
        items = value if isinstance(value, list) else [value]
        parts = [held.part(item, kind) if held and isinstance(item, str) else item for item in items]
        if parts:
            yield [not isinstance(part, Model) or _is_seen(part, held) for part in parts]


def _parts(model: Model, held: HeldRevision | None) -> Iterator[UnitModel]:
    for local_id, kind in uses_of(model):
        part = held.part(local_id, kind) if held else None
        if part is not None:
            yield part


def _may_be_seen(model: Model) -> bool:
    """Tell whether a model is public where whatever holds it is: unless it says otherwise."""
    return getattr(model, "audience", None) in (None, PUBLIC) and not isinstance(model, NEVER_PUBLIC)


def is_public_setting(visible: Visible, model: Model) -> bool:
    """Tell whether a setting, or the facts of a document, is public in whatever wording a revision keeps it."""
    if isinstance(model, Document):
        return model.id in visible.documents
    return isinstance(model, Setting) and model.id in visible.shared


def is_told_whole(visible: Visible, model: Model) -> bool:
    """Tell whether the public may know every approved field of a model; units inside it have digests of their own."""
    for plan in withheld_fields(type(model)):
        value = getattr(model, plan.name)
        if plan.standing is Standing.APPROVED and value not in (None, [], "", plan.default):
            return False
    parts = (part for part in children(model) if not _has_digest(part))
    return all(
        (part in visible or is_public_setting(visible, model)) and is_told_whole(visible, part) for part in parts
    )


def _has_digest(model: Model) -> bool:
    return isinstance(model, UnitModel | Gap) or (isinstance(model, Clause) and bool(model.id))
